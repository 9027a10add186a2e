"""What two articles both report: the same words, or the same thing in other words."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from analysis.disagreement.counts import are_apart
from analysis.disagreement.findings import LARGEST_BUCKET, Finding, Position, polarity, position_of, position_of_claim
from analysis.disagreement.statements import Quantity, Statement
from analysis.schema import Row

LEAST_OVERLAP = 0.5
LEAST_SHARED = 3
# One side's word in two articles may be shortened in one of them.
LEAST_REPEATED = 0.3
RARE_NUMBER = 6


class Unit(NamedTuple):
    """A claim, or a clause of narration, with all it is about."""

    article: str
    origin: str
    position: tuple[Position, ...]
    keys: frozenset[str]
    polarity: str
    quantities: tuple[Quantity, ...]
    is_committed: bool
    side: str | None


def make_units(statements: list[Statement], claims: list[Row]) -> list[Unit]:
    """Return each claim as one unit, with the keys of its clauses, and each clause of narration."""
    of_claim: dict[str, list[Statement]] = defaultdict(list)
    units = []
    for s in statements:
        if s.claim is not None:
            of_claim[s.row["claim_id"]].append(s)
        else:
            committed = s.row["factuality"] in ("certain", "probable")
            units.append(Unit(s.article, s.origin, position_of(s), s.keys, polarity(s), s.quantities, committed, None))
    for claim in claims:
        parts = of_claim.get(claim["claim_id"])
        if parts:
            keys = frozenset().union(*(s.keys for s in parts))
            quantities = tuple(q for s in parts for q in s.quantities)
            committed = claim["speech_act"] not in ("demand", "ask", "intend")
            position = position_of_claim(claim)
            units.append(
                Unit(
                    claim["article_id"],
                    parts[0].origin,
                    position,
                    keys,
                    claim["polarity"],
                    quantities,
                    committed,
                    claim["side"],
                )
            )
    return sorted(units, key=lambda u: (u.article, u.position[0].spans, u.position[0].claim_id or ""))


def find_agreements(units: list[Unit]) -> Iterator[Finding]:
    """Yield pairs of units of different articles that say the same of the same things."""
    frequency = Counter(key for u in units for key in u.keys)
    weight = {key: math.log(1 + len(units) / n) for key, n in frequency.items()}
    buckets: dict[str, list[int]] = defaultdict(list)
    for i, u in enumerate(units):
        for key in u.keys:
            if frequency[key] <= LARGEST_BUCKET:
                buckets[key].append(i)
    shared_by: dict[tuple[int, int], set[str]] = defaultdict(set)
    for key in sorted(buckets):
        for i, j in combinations(buckets[key], 2):
            if units[i].article != units[j].article and units[i].origin != units[j].origin:
                shared_by[i, j].add(key)
    for (i, j), shared in sorted(shared_by.items()):
        a, b = units[i], units[j]
        n_words = sum("." not in key and not key.isupper() for key in shared)  # the rest are ids of entities
        if n_words < 2 or a.polarity != b.polarity or not (a.is_committed and b.is_committed):
            continue
        total = min(sum(weight[k] for k in u.keys) for u in (a, b))
        overlap = sum(weight[k] for k in shared) / total
        numbers = {key for key in shared if is_telling_number(key) and frequency[key] <= RARE_NUMBER}
        repeats = a.side is not None and a.side == b.side and overlap >= LEAST_REPEATED and len(shared) >= 2
        alike = (overlap >= LEAST_OVERLAP and len(shared) >= LEAST_SHARED) or repeats
        if (alike or (numbers and len(shared) > len(numbers))) and not _numbers_differ(a, b):
            confidence = "high" if overlap >= 0.75 else "medium"
            yield Finding(
                "agreement",
                "common_ground",
                a.position,
                b.position,
                confidence,
                f"both: {', '.join(sorted(shared)[:8])}",
            )


def is_telling_number(key: str) -> bool:
    """Whether a number is one that two reports share only if they mean the same: no year, no small count.

    >>> is_telling_number("6,000"), is_telling_number("2025"), is_telling_number("12")
    (True, False, False)
    """
    digits = key.replace(",", "").replace(".", "")
    return digits.isdecimal() and len(digits) >= 3 and not (len(key) == 4 and key[:2] in ("18", "19", "20"))


def _numbers_differ(a: Unit, b: Unit) -> bool:
    """Whether some thing is counted in both, and no two of its counts can be the same."""
    for unit in {x.unit for x in a.quantities} & {y.unit for y in b.quantities}:
        counts = [(x, y) for x in a.quantities for y in b.quantities if x.unit == y.unit == unit]
        if all(are_apart(x.low, x.high, y.low, y.high) for x, y in counts):
            return True
    return False
