"""What two reports share: the same telling number of the same thing, or the same deed told by two sides."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from analysis.dates import can_be_same
from analysis.disagreement.findings import Finding, position_of
from analysis.disagreement.keys import Key, is_light
from analysis.disagreement.reading import Clause, Reading

# A number that more clauses have than this is nobody's common ground.
LARGEST = 30
CERTAIN = frozenset(("certain", "probable"))
LEAST_SHARED = 2
LEAST_OF_DEED = 3
LARGE = 3000


def find_agreements(reading: Reading, contested: frozenset[str]) -> Iterator[Finding]:
    """Yield what two articles, or two sides, both say.

    Args:
        reading: The corpus.
        contested: Ids of sentences that a contradiction rests on: what is contested is no common ground.
    """
    told = [c for c in reading.clauses if c.is_asserted and c.sentence not in contested]
    buckets: dict[tuple[str, str, str], list[Clause]] = defaultdict(list)
    for c in told:
        for key in c.keys:
            if key.kind == "number" and is_telling_number(key.value):
                buckets[c.story, "number", key.value].append(c)
        if c.predicate and not is_light(c.predicate) and c.voice == "attributed":
            buckets[c.story, "deed", c.act].append(c)
    for (_, kind, value), bucket in sorted(buckets.items()):
        for a, b in combinations(bucket if len(bucket) <= LARGEST else (), 2):
            if _are_two_voices(a, b, kind, reading) and _is_shared(a, b, kind, reading):
                shared = sorted(k.value for k in a.keys & b.keys if k.kind != "actor")
                yield Finding(
                    "agreement", "common_ground", "same_claim", (position_of(a),), (position_of(b),), "medium",
                    (value, *shared[:4]), a.story, topic=f"{a.id}/{b.id}",
                )  # fmt: skip


def _are_two_voices(a: Clause, b: Clause, kind: str, reading: Reading) -> bool:
    """Whether two articles tell it, or two sides; one source's words printed twice are one voice."""
    if kind == "number":
        return a.article != b.article
    if a.party is None or b.party is None or reading.are_kin(a.party, b.party):
        return False
    return a.side != b.side


def _is_shared(a: Clause, b: Clause, kind: str, reading: Reading) -> bool:
    if a.times and b.times and not any(can_be_same(x, y) for x in a.times for y in b.times):
        return False
    shared = frozenset(k for k in a.keys & b.keys if k.kind == "word")
    if kind == "number":
        if not _amounts(a) & _amounts(b):
            return False
        return len(shared) >= LEAST_SHARED or _is_large(a, b)
    if _counts(a, reading) != _counts(b, reading):
        return False
    return len(shared) >= LEAST_OF_DEED and _have_same_doers(a, b)


def _amounts(c: Clause) -> frozenset[tuple[float | None, float | None]]:
    """The bounds of what a clause counts: "about 60" and "more than 60" are two."""
    return frozenset((a.low, a.high) for a in c.arguments if a.low is not None or a.high is not None)


def _is_large(a: Clause, b: Clause) -> bool:
    """Whether both give a number so large that it is hardly shared by chance."""
    return any(key.kind == "number" and key.value.isdecimal() and int(key.value) >= LARGE for key in a.keys & b.keys)


def _counts(c: Clause, reading: Reading) -> frozenset[Key]:
    return frozenset(k for k in reading.sentences[c.sentence].keys if k.kind == "number")


def _have_same_doers(a: Clause, b: Clause) -> bool:
    first, second = ({k for x in c.of_role("agent") for k in x.keys} for c in (a, b))
    return bool(first & second)


def is_telling_number(value: str) -> bool:
    """Whether a number is one that two reports share only if they mean the same: no year, no small count.

    >>> is_telling_number("6000"), is_telling_number("2025"), is_telling_number("12")
    (True, False, False)
    """
    digits = value.replace(".", "").replace(":", "")
    is_year = len(value) == 4 and value[:2] in ("18", "19", "20")
    return digits.isdecimal() and len(digits) >= 3 and not is_year and ":" not in value
