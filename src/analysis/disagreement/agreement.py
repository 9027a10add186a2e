"""What two reports share: the same telling number of the same thing, or what two sides say in the same words."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from analysis.dates import can_be_same
from analysis.disagreement.answers import ASKING, NEGATION
from analysis.disagreement.findings import Finding, position_of
from analysis.disagreement.keys import Key
from analysis.disagreement.reading import Reading
from analysis.disagreement.statements import Clause

# A number that more clauses have than this is nobody's common ground.
LARGEST = 30
LEAST_OF_NUMBER = 2
# Words that two parties share who say the same, and their part of the shorter of the two by rarity.
LEAST_SHARED = 4
MOST = 0.6
LARGE = 3000


def find_agreements(reading: Reading, contested: frozenset[str]) -> Iterator[Finding]:
    """Yield what two articles, or two sides, both say.

    Args:
        reading: The corpus.
        contested: Ids of sentences that a contradiction rests on: what is contested is no common ground.
    """
    told = [c for c in reading.clauses if c.is_asserted and c.sentence not in contested]
    buckets: dict[tuple[str, str], list[Clause]] = defaultdict(list)
    for c in told:
        for key in c.keys:
            if key.kind == "number" and is_telling_number(key.value):
                buckets[c.story, key.value].append(c)
    for (_, value), bucket in sorted(buckets.items()):
        for a, b in combinations(bucket if len(bucket) <= LARGEST else (), 2):
            if _is_shared(a, b):
                yield _shared_by(a, b, (value, *sorted(k.value for k in a.keys & b.keys if k.kind != "actor")[:4]))
    yield from _said_alike(told, reading)


def _said_alike(told: list[Clause], reading: Reading) -> Iterator[Finding]:
    """Yield what parties of two sides both say, in most of the words and with the same numbers."""
    said = [c for c in told if c.claim is not None and c.party is not None and _is_plain(c, reading)]
    holders: dict[tuple[str, Key], list[Clause]] = defaultdict(list)
    for b in said:
        words = sorted(_words(b))
        shared = Counter(a.id for key in words for a in holders[b.story, key])
        alike = {a.id: a for key in words for a in holders[b.story, key] if shared[a.id] >= LEAST_SHARED}
        for a in alike.values():
            if _are_of_two_sides(a, b, reading) and _say_the_same(a, b, reading):
                yield _shared_by(a, b, tuple(sorted(k.value for k in _words(a) & _words(b))[:5]))
        for key in words:
            holders[b.story, key].append(b)


def _shared_by(a: Clause, b: Clause, words: tuple[str, ...]) -> Finding:
    sides = (position_of(a),), (position_of(b),)
    return Finding("agreement", "common_ground", "same_claim", *sides, words, a.story, topic=f"{a.id}/{b.id}")


def _is_plain(c: Clause, reading: Reading) -> bool:
    """Whether a clause says itself that something is so, without a negation in its sentence."""
    if c.is_alleged or c.joining in ASKING or c.place in reading.cue_places[c.article]:
        return False
    sentence = reading.sentences[c.sentence]
    return NEGATION.search(reading.text(c.article), sentence.start, sentence.end) is None


def _words(c: Clause) -> frozenset[Key]:
    return frozenset(key for key in c.keys if key.kind == "word")


def _are_of_two_sides(a: Clause, b: Clause, reading: Reading) -> bool:
    actors = reading.index.actors
    if any(c.party in actors and actors[str(c.party)]["kind"] == "media" for c in (a, b)):
        return False  # an agency or a paper passes on what others say
    return a.side != b.side and a.sentence != b.sentence and not reading.are_kin(a.party, b.party)


def _say_the_same(a: Clause, b: Clause, reading: Reading) -> bool:
    """Whether two clauses share most of the words of the shorter, by rarity, and every number."""
    if any(frozenset(k for k in a.keys if k.kind == "number") ^ frozenset(k for k in b.keys if k.kind == "number")):
        return False
    if a.times and b.times and not any(can_be_same(x, y) for x in a.times for y in b.times):
        return False
    rarity = reading.rarity[a.story]
    shared, least = _weight(_words(a) & _words(b), rarity), min(_weight(_words(c), rarity) for c in (a, b))
    return shared >= MOST * least


def _weight(keys: frozenset[Key], rarity: dict[Key, float]) -> float:
    return math.fsum(rarity.get(key, 0.0) for key in sorted(keys))


def _is_shared(a: Clause, b: Clause) -> bool:
    """Whether two articles count the same: one number of one thing."""
    if a.article == b.article or not _amounts(a) & _amounts(b):
        return False
    if a.times and b.times and not any(can_be_same(x, y) for x in a.times for y in b.times):
        return False
    return len(_words(a) & _words(b)) >= LEAST_OF_NUMBER or _is_large(a, b)


def _amounts(c: Clause) -> frozenset[tuple[float | None, float | None]]:
    """The bounds of what a clause counts: "about 60" and "more than 60" are two."""
    return frozenset((a.low, a.high) for a in c.arguments if a.low is not None or a.high is not None)


def _is_large(a: Clause, b: Clause) -> bool:
    """Whether both give a number so large that it is hardly shared by chance."""
    return any(key.kind == "number" and key.value.isdecimal() and int(key.value) >= LARGE for key in a.keys & b.keys)


def is_telling_number(value: str) -> bool:
    """Whether a number is one that two reports share only if they mean the same: no year, no small count.

    >>> is_telling_number("6000"), is_telling_number("2025"), is_telling_number("12")
    (True, False, False)
    """
    digits = value.replace(".", "").replace(":", "")
    is_year = len(value) == 4 and value[:2] in ("18", "19", "20")
    return digits.isdecimal() and len(digits) >= 3 and not is_year and ":" not in value
