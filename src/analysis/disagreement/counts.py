"""Numbers of one thing that differ: two counts that can't both be right, or a later one that replaces the earlier."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple

from analysis.dates import compare
from analysis.disagreement.findings import (
    Finding,
    are_dated_apart,
    are_opposed,
    because,
    is_asserted,
    pairs,
    polarity,
    position_of,
)
from analysis.disagreement.statements import HARM, Quantity, Statement
from analysis.lexicon import concept, word_lists, words_of

PERSONS = frozenset("peopl person man men women child children resid passeng".split())
# Who says that something rose or fell speaks of two times.
CHANGES = frozenset(("rise", "fall"))
SO_FAR = re.compile(r"\b(?:now|so far|to date|by then|since then|already)\b", re.IGNORECASE)
COUNTED_HARM = HARM - {"~missing"}
RARE = 6
LEAST_COUNT = 2


class Count(NamedTuple):
    """Two statements that count one thing, and their numbers, which differ."""

    a: Statement
    b: Statement
    x: Quantity
    y: Quantity


def are_apart(low: float | None, high: float | None, other_low: float | None, other_high: float | None) -> bool:
    """Whether two bounded quantities can't be the same; None is an open bound."""
    return (high is not None and other_low is not None and high < other_low) or (
        other_high is not None and low is not None and other_high < low
    )


def find_counts(
    statements: list[Statement], published: dict[str, str | None], abstained: Counter[str] | None = None
) -> Iterator[Finding]:
    """Yield numbers of one thing that can't both be right, and those that a later report replaces.

    A toll of victims grows as news comes in: a higher one in a later report is an update, whoever gives it. A count
    of a part ("two more", "eight of the dead") and one of another year say nothing of the whole.

    Args:
        statements: The statements of the corpus.
        published: {article id: EDTF string or None}.
        abstained: Counts the pairs of numbers that differ and are left undecided.
    """
    abstained = Counter() if abstained is None else abstained
    counting = [s for s in statements if is_asserted(s) and polarity(s) == "+" and s.quantities]
    frequency = Counter(key for s in statements for key in s.keys)
    yield from _unharmed(statements, published)
    for found in _counts(counting, frequency, abstained):
        order = _order(found.a, found.b, published)
        first = Count(found.b, found.a, found.y, found.x) if order == "after" else found
        a, b, x, y = first
        positions = position_of(a), position_of(b)
        if order in ("before", "after") and _replaces(first):
            reason = because("a later number", a, b, a.keys & b.keys or {x.unit})
            yield Finding("update", "revision", *positions, "medium", reason)
        elif are_opposed(a, b) and are_apart(x.low, x.high, y.low, y.high) and (order == "same" or _can_wait(first)):
            reason = because("numbers of one thing", a, b, a.keys & b.keys or {x.unit})
            yield Finding("contradiction", "numeric_mismatch", *positions, "high", reason)
        elif are_apart(x.low, x.high, y.low, y.high):
            abstained["numbers of one thing"] += 1


def _unharmed(statements: list[Statement], published: dict[str, str | None]) -> Iterator[Finding]:
    """Nobody was hurt, says one; another counts the hurt."""
    asserted = [s for s in statements if is_asserted(s)]
    harm = {s.id: {concept(word) for word in s.row["predicate"].split()} & COUNTED_HARM for s in asserted}

    def keys(s: Statement) -> Iterable[Hashable]:
        if polarity(s) == "-":
            return harm[s.id] if not s.core else ()
        return {q.unit for q in s.quantities} & COUNTED_HARM

    for a, b in pairs(asserted, keys):
        if polarity(a) != polarity(b) and _order(a, b, published) == "same":
            reason = because("nobody was harmed", a, b, a.keys & b.keys)
            yield Finding("contradiction", "existence", position_of(a), position_of(b), "medium", reason)


def _counts(counting: list[Statement], frequency: Counter[str], abstained: Counter[str]) -> Iterator[Count]:
    def units(s: Statement) -> Iterator[Hashable]:
        return (q.unit for q in s.quantities)

    def can_differ(a: Statement, b: Statement) -> bool:
        return are_opposed(a, b) or a.origin != b.origin

    for a, b in pairs(counting, units, can_differ):
        same = [
            (x, y) for x in a.quantities for y in b.quantities if x.unit == y.unit and _is_count(x) and _is_count(y)
        ]
        is_agreed = any(key.isdecimal() for key in a.keys & b.keys)
        is_change = bool({a.row["family"], b.row["family"]} & CHANGES)
        is_agreed |= not is_change and are_dated_apart(a, b)
        if not same or is_agreed:
            continue
        if _is_one_thing(a, b, same[0][0].unit, frequency):
            yield Count(a, b, *same[0])
        else:
            abstained["numbers of one thing"] += 1


def _is_count(q: Quantity) -> bool:
    return not q.is_part and (q.high is None or q.high >= LEAST_COUNT)


def _is_one_thing(a: Statement, b: Statement, unit: str, frequency: Counter[str]) -> bool:
    shared = (a.keys & b.keys) - {unit}
    if unit in HARM:
        return not any(len(time) < len("2024-01-01") for s in (a, b) for time in s.times)
    if unit in word_lists().measures:
        return len(shared) >= 2 or bool(a.core & b.core - {unit})
    if unit in PERSONS:
        return any("." not in key for key in shared)
    return bool(shared) or frequency[unit] <= RARE


def _order(a: Statement, b: Statement, published: dict[str, str | None]) -> str:
    """Return before, after, same (one article, one day) or unknown: when b was told, seen from a."""
    if a.article == b.article:
        return "same"
    first, second = published.get(a.article), published.get(b.article)
    if not first or not second:
        return "unknown"
    order = compare(first, second)
    return order if order in ("before", "after") else "same"


def _can_wait(count: Count) -> bool:
    """Whether a number stays the same from day to day, as far as its sources are concerned."""
    if {count.a.row["family"], count.b.row["family"]} & CHANGES:
        return False
    return count.x.unit not in HARM | PERSONS and not (count.a.is_narration and count.b.is_narration)


def _replaces(count: Count) -> bool:
    """Whether the later number brings the earlier one up to date."""
    a, b, x, y = count
    if x.unit in HARM:
        rises = y.low is not None and y.low > (x.low or 0) and (x.high is None or y.low > x.high)
        return rises or (x.unit == "~missing" and are_apart(x.low, x.high, y.low, y.high))
    is_same_source = a.speaker == b.speaker and not a.is_narration
    has_changed = b.row["family"] in CHANGES and bool(words_of(a.core & b.core))
    is_count_so_far = a.row["predicate"] == b.row["predicate"] != "" and bool(SO_FAR.search(b.row["text"]))
    return (is_same_source or has_changed or is_count_so_far) and are_apart(x.low, x.high, y.low, y.high)
