"""Articles that carry the same wire copy: one origin_id for them all.

Sources:
    Word shingles and containment: Broder, On the resemblance and containment of documents (1997).
"""

import re
from collections import Counter
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

Prints = npt.NDArray[np.uint64]

WORD = re.compile(r"\w+")
SHINGLE = 8
# Below this many shingles a shared phrase is no shared copy: only equal words are.
FEWEST_SHINGLES = 20
CONTAINED = 0.8
# A shingle in more different articles than this is a standing phrase ("sign up for our newsletter").
MOST_CARRIERS = 50
CANDIDATES = 5
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
    known: dict[str, int] = {}
    prints = {article_id: shingle_prints(text, known) for article_id, text in texts.items()}
    longest_first = sorted(prints, key=lambda a: (-len(prints[a]), prints[a].tobytes(), a))
    every = pd.DataFrame(
        {
            "place": np.repeat(np.arange(len(longest_first)), [len(prints[a]) for a in longest_first]),
            "print": np.concatenate([np.empty(0, np.uint64), *(prints[a] for a in longest_first)]),
        }
    )
    shared = every[every["print"].duplicated(keep=False)].groupby("place")["print"].agg(list)
    carriers: dict[int, list[str]] = {}
    groups: dict[str, list[str]] = {}
    for place, article_id in enumerate(longest_first):
        in_others = shared.get(place, [])
        counts = Counter(leader for shingle in in_others for leader in carriers.get(shingle, ()))
        nearest = sorted(counts, key=lambda leader: (-counts[leader], leader))[:CANDIDATES]
        leader = next((other for other in nearest if _is_copy(prints[article_id], prints[other])), article_id)
        groups.setdefault(leader, []).append(article_id)
        if leader == article_id:
            for shingle in in_others:
                if len(of_shingle := carriers.setdefault(shingle, [])) < MOST_CARRIERS:
                    of_shingle.append(article_id)
    return {member: min(members) for members in groups.values() for member in members}


def shingle_prints(text: str, known: dict[str, int]) -> Prints:
    """Return the sorted hashes of a text's eight-word shingles, each once; of all its words where it has fewer.

    Case, punctuation and white space have no effect. Empty where there is no word.

    Args:
        text: An article's text.
        known: Hashes of words that were met before; those of this text are added, for most words return.
    """
    found = WORD.findall(text.casefold())
    new = sorted(set(found) - known.keys())
    known.update(zip(new, pd.util.hash_array(np.array(new, dtype=object), categorize=False).tolist(), strict=True))
    words = np.fromiter(map(known.__getitem__, found), dtype=np.uint64, count=len(found))
    width = min(SHINGLE, len(words))
    prints = np.zeros(len(words) - width + 1 if width else 0, dtype=np.uint64)
    for place in range(width):
        prints = (prints ^ words[place : place + len(prints)]) * MIXER
        prints ^= prints >> np.uint64(29)
    return np.unique(prints)


def _is_copy(shorter: Prints, longer: Prints) -> bool:
    if len(shorter) < FEWEST_SHINGLES:
        return np.array_equal(shorter, longer)
    return len(np.intersect1d(shorter, longer, assume_unique=True)) >= CONTAINED * len(shorter)
