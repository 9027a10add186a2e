"""Articles that carry the same wire copy: one origin_id for them all.

Sources:
    Word shingles and containment: Broder, On the resemblance and containment of documents (1997).
"""

import re
import zlib
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Prints = npt.NDArray[np.uint64]

WORD = re.compile(r"\w+")
SHINGLE = 8
# Below this many shingles a shared phrase is no shared copy: only equal words are.
FEWEST_SHINGLES = 20
CONTAINED = 0.8
# A shingle in more different articles than this is a standing phrase ("sign up for our newsletter").
MOST_CARRIERS = 50
CANDIDATES = 5
MANY_SHINGLES = 200
# A copy of few shingles finds a quarter of them in a long original; less than this is a sentence in common.
FEWEST_FOUND = 0.1
MIXER = np.uint64(0x9E3779B97F4A7C15)


def origin_ids(texts: Mapping[str, str]) -> dict[str, str]:
    """Say for each article which one stands for the copy it carries.

    Two articles carry the same copy where at least 80 % of the shorter one's eight-word shingles stand in the longer
    one. The longest article of a group is compared with the rest, so that a chain of small changes does not join
    articles that share little. Time grows with the words and with the copies, not with all pairs of articles.

    Args:
        texts: Each article's text by article_id; their order has no effect.

    Returns:
        The smallest article_id of its group, for each article; its own where it is nobody's copy.
    """
    prints = {article_id: shingle_prints(text) for article_id, text in texts.items()}
    shared = _in_several(list(prints.values()))
    carriers: dict[int, list[str]] = {}
    groups: dict[str, list[str]] = {}
    for article_id in sorted(prints, key=lambda a: (-len(prints[a]), prints[a].tobytes(), a)):
        own = prints[article_id]
        known = _sample(own[_contained(own, shared)]).tolist()
        counts = Counter(leader for shingle in known for leader in carriers.get(shingle, ()))
        likely = [leader for leader, count in counts.items() if count >= FEWEST_FOUND * len(known)]
        nearest = sorted(likely, key=lambda leader: (-counts[leader], leader))[:CANDIDATES]
        leader = next((other for other in nearest if _is_copy(own, prints[other])), article_id)
        groups.setdefault(leader, []).append(article_id)
        if leader == article_id:
            for shingle in known:
                if len(of_shingle := carriers.setdefault(shingle, [])) < MOST_CARRIERS:
                    of_shingle.append(article_id)
    return {member: min(members) for members in groups.values() for member in members}


def shingle_prints(text: str) -> Prints:
    """Return the sorted hashes of a text's eight-word shingles, each once; of all its words where it has fewer.

    Case, punctuation and white space have no effect. Empty where there is no word.
    """
    words = np.fromiter(map(_word_print, WORD.findall(text.casefold())), dtype=np.uint64)
    width = min(SHINGLE, len(words))
    prints = np.zeros(len(words) - width + 1 if width else 0, dtype=np.uint64)
    for place in range(width):
        prints = (prints ^ words[place : place + len(prints)]) * MIXER
        prints ^= prints >> np.uint64(29)
    return np.unique(prints)


@lru_cache(maxsize=200_000)
def _word_print(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _sample(known: Prints) -> Prints:
    """A quarter of many shingles, the same in every article, is enough to find candidates by."""
    return known if len(known) < MANY_SHINGLES else known[known % np.uint64(4) == 0]


def _in_several(prints: list[Prints]) -> Prints:
    together = np.concatenate([np.empty(0, dtype=np.uint64), *prints])
    values, counts = np.unique(together, return_counts=True)
    return values[counts > 1]


def _contained(some: Prints, all_sorted: Prints) -> npt.NDArray[np.bool_]:
    """Say which of `some` are among the others; unlike np.isin, without a look at each of these."""
    if not len(all_sorted):
        return np.zeros(len(some), dtype=bool)
    places = np.searchsorted(all_sorted, some)
    found: npt.NDArray[np.bool_] = all_sorted[np.minimum(places, len(all_sorted) - 1)] == some
    return found


def _is_copy(shorter: Prints, longer: Prints) -> bool:
    if len(shorter) < FEWEST_SHINGLES:
        return np.array_equal(shorter, longer)
    return int(_contained(shorter, longer).sum()) >= CONTAINED * len(shorter)
