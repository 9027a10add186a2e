"""Rival amounts of one thing: the vehicles of a convoy, the speed of a train, the loss on a deal.

What is counted shows that two figures are of one thing where a story counts it seldom: people, shares and hours are
counted so often that the word alone says nothing. The dead and the hurt, whose figure rises, are left to `counts`.

Gains: on the open invented stories 6 of 6 rivals are right (4 matters more) and 1 of 1 update; on the unseen ones none
is shown. On real news 1 of 1 is right in the half it was written for and none of 1 in the other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import NamedTuple

from analysis.dates import can_be_same, compare
from analysis.disagreement.contest_words import contest_words
from analysis.disagreement.counts import ANYBODY, LEAST, MOST_FACTOR, harm_of, is_whole
from analysis.disagreement.findings import Finding, position_of
from analysis.disagreement.keys import Key
from analysis.disagreement.reading import Argument, Clause, Reading
from analysis.lexicon import concept

DURATIONS = frozenset(map(concept, "year decade month week weekend day night hour minute second".split()))
# Units of everything: no two parties' figures in them are rivals, and a later one is an update only where each article
# gives a single one.
COMMON_UNITS = frozenset(("%", "$", "€", "£", "¥"))
# A thing of which a story gives more figures than this is counted in parts or at many places.
MOST_VALUES = 3
# What the sentences of two figures share besides, by the logarithm of its rarity. At 2.0, 8 of 8 rivals are right on
# the open invented stories and none of 1 on the unseen ones; at 3.0, 6 of 6 and none is shown.
LEAST_SHARED = 3.0

# A thing counted more often than this in a story is no one thing; it also bounds the pairs that are compared.
MOST_FIGURES = 60

Bounds = tuple[float | None, float | None]
# {article id: its figures of the thing that are near those compared}
Values = dict[str, list[Bounds]]


class Amount(NamedTuple):
    """A figure that a clause gives of a thing."""

    clause: Clause
    counted: Argument

    @property
    def value(self) -> Bounds:
        return self.counted.low, self.counted.high


def find_amounts(reading: Reading) -> Iterator[Finding]:
    """Yield two parties' figures of one thing that exclude each other, and one party's later figure as an update.

    Compared are figures in two articles, or those which one article sets side by side in the words of two sources.
    """
    for (story, unit), group in sorted(_by_thing(reading).items()):
        if len(group) > MOST_FIGURES:
            continue
        by_value: dict[Bounds, list[Amount]] = defaultdict(list)
        values_of: dict[str, set[Bounds]] = defaultdict(set)
        for amount in group:
            by_value[amount.value].append(amount)
            values_of[amount.clause.article].add(amount.value)
        for first, second in combinations(sorted(by_value, key=_order_of_size), 2):
            if _exclude(first, second):
                near = {a: [v for v in vs if _is_near(v, first) and _is_near(v, second)] for a, vs in values_of.items()}
                pairs = product(by_value[first], by_value[second])
                yield from _compared(pairs, story, unit, near, reading)


def _compared(
    pairs: Iterable[tuple[Amount, Amount]], story: str, unit: str, values_of: Values, reading: Reading
) -> Iterator[Finding]:
    """Yield what two values of one thing make: a contradiction, an update, both or neither."""
    if len({v for values in values_of.values() for v in values}) > MOST_VALUES:
        return
    related: dict[str, list[tuple[Amount, Amount]]] = defaultdict(list)
    for a, b in pairs:
        if _are_of_one_thing(a, b, unit, values_of, reading):
            relation, earlier, later = _related(a, b, reading)
            related[relation].append((earlier, later))
    relations = ("update",) if unit in COMMON_UNITS else ("contradiction", "update")
    yield from (_finding(r, related[r], story, unit) for r in relations if related[r])


def _by_thing(reading: Reading) -> dict[tuple[str, str], list[Amount]]:
    found: dict[tuple[str, str], list[Amount]] = defaultdict(list)
    for c in reading.clauses:
        text = reading.text(c.article)
        for a in c.arguments if c.is_asserted else ():
            if a.unit is None or a.unit in ANYBODY | DURATIONS or harm_of(c, a, text) is not None:
                continue
            is_of_clause = c.start <= a.start < c.end
            if is_of_clause and _size((a.low, a.high)) >= LEAST and is_whole(a, text):
                found[c.story, a.unit].append(Amount(c, a))
    return found


def _size(value: Bounds) -> float:
    low, high = value
    return low if low is not None else high or 0.0


def _order_of_size(value: Bounds) -> tuple[float, float]:
    return _size(value), value[1] or 0.0


def _is_near(value: Bounds, other: Bounds) -> bool:
    """Whether two figures can be of one thing: one is not a small part of the other."""
    return max(_size(value), _size(other)) <= MOST_FACTOR * min(_size(value), _size(other))


def _exclude(first: Bounds, second: Bounds) -> bool:
    """Whether no number lies within both bounds, or both say how many there are at most, and differ."""
    if not _is_near(first, second):
        return False
    if first[0] is None and second[0] is None:
        return first != second
    (low, high), (other_low, other_high) = first, second
    is_below = high is not None and other_low is not None and high < other_low
    return is_below or (other_high is not None and low is not None and other_high < low)


def _are_of_one_thing(a: Amount, b: Amount, unit: str, values_of: Values, reading: Reading) -> bool:
    if _are_other_things(a, b, unit) or not _share_context(a, b, unit, reading):
        return False
    n_a, n_b = len(values_of[a.clause.article]), len(values_of[b.clause.article])
    if a.clause.article != b.clause.article:
        return n_a + n_b <= (2 if unit in COMMON_UNITS else MOST_VALUES)
    return n_a == 2 and a.clause.sentence != b.clause.sentence


def _are_other_things(a: Amount, b: Amount, unit: str) -> bool:
    """Whether each figure counts a kind of its own: nine patrol boats are not the four fishing boats."""
    first, second = (
        {k for k in x.counted.keys if k.kind != "number"} - {Key("word", word) for word in unit.split()} for x in (a, b)
    )
    return not (first <= second or second <= first)


def _related(a: Amount, b: Amount, reading: Reading) -> tuple[str, Amount, Amount]:
    """How two figures of one thing relate: contradiction, update (the later one second), or "" for neither."""
    first, second = a.clause, b.clause
    if first.party is None or second.party is None:
        return "", a, b
    is_change = any(x.predicate in contest_words()["changing"] for x in (first, second))
    if is_change or reading.are_kin(first.party, second.party):
        earlier, later = (b, a) if _order(a, b, reading) == "after" else (a, b)
        is_later = _order(earlier, later, reading) == "before"
        tells_change = later.clause.predicate in contest_words()["changing"]
        return ("update" if is_later and (tells_change or not is_change) else "", earlier, later)
    is_at_once = not (first.times and second.times) or any(can_be_same(x, y) for x in first.times for y in second.times)
    is_of_sources = first.article != second.article or first.voice == second.voice == "attributed"
    return ("contradiction" if is_at_once and is_of_sources else "", a, b)


def _order(a: Amount, b: Amount, reading: Reading) -> str | None:
    """Which of two figures was published first: before, after or neither."""
    first, second = (reading.index.articles[x.clause.article]["published"] for x in (a, b))
    return compare(first, second) if first is not None and second is not None else None


def _share_context(a: Amount, b: Amount, unit: str, reading: Reading) -> bool:
    """Whether the sentences share more that is telling in their story than the thing counted."""
    first, second = (reading.sentences[x.clause.sentence].keys for x in (a, b))
    rarity = reading.rarity[a.clause.story]
    counted = {Key("word", word) for word in unit.split()}
    return sum(sorted(rarity.get(key, 0.0) for key in (first & second) - counted)) >= LEAST_SHARED


def _finding(relation: str, pairs: list[tuple[Amount, Amount]], story: str, unit: str) -> Finding:
    a = tuple(dict.fromkeys(position_of(x.clause) for x, _ in pairs))
    b = tuple(dict.fromkeys(position_of(y.clause) for _, y in pairs))
    words = tuple(str(_size(x.value)) for x in pairs[0])
    topic = f"{story}/{unit}"
    if relation == "update":
        return Finding("update", "revision", "series", a, b, "medium", words, story, topic=topic)
    question = _question(pairs[0], unit)
    return Finding(
        "contradiction", "numeric_mismatch", "rival_counts", a, b, "medium", words, story, question, topic=topic
    )


def _question(pair: tuple[Amount, Amount], unit: str) -> str:
    """Ask for the thing by the word that counts it: "How many vehicles"."""
    heads = [x.counted.head for x in pair]
    word = next((h for h in heads if concept(h) == unit.partition(" ")[0]), unit)
    return f"How many {word}"
