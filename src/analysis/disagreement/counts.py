"""Counts of one incident: rival figures at one time, and a figure that rises from report to report.

Counted are the dead and the hurt, whom reports count first and most. Two figures are of one incident where nothing
tells them apart: the day, the place, who is counted. A part, a vague number and a figure that the text itself
calls an earlier one are no figure of the whole.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from analysis.dates import can_be_same, compare
from analysis.disagreement.findings import Finding, position_of
from analysis.disagreement.questions import HARMED
from analysis.disagreement.reading import Argument, Clause, Reading, Sentence

HARMS = ("~dead", "~injured")
# Whoever is not told apart: "58 people", "58 civilians", "58 were killed".
ANYBODY = frozenset((None, "peopl", "person", "civilian", "victim", "~dead", "~injured"))
PART = re.compile(
    r"\b(?:more|another|others?|further|additional|first|last|next|extra|remaining|alone|of (?:the|them|whom|those)|"
    r"among (?:the|them|whom)|including|previous(?:ly)?|earlier|initial(?:ly)?|former)\b",
    re.IGNORECASE,
)
# "Four of the fishermen" and "two of the wounded" are a part; "many" is vague, "as many as 40" is not.
OF_THE = re.compile(r"\s+of (?:the|them|whom|those|these|his|her|its|their|our)\b", re.IGNORECASE)
BEFORE_PART = re.compile(r"\b(?:including|among them|of whom|from|up from|by)\s*$", re.IGNORECASE)
VAGUE = re.compile(r"\b(?:dozens|scores|hundreds|thousands|millions|several|few|many(?! as\b))\b", re.IGNORECASE)
EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|earlier (?:toll|figure|count)|initially|up from|since the)\b", re.IGNORECASE
)
# Figures that lie nearer may be one count at two hours of the day. Gains on the open half: without it half of the
# rival counts shown are steps of one count.
FACTOR = 1.3
# Figures further apart than this count different things.
MOST_FACTOR = 5.0
LEAST = 2
LEAD = 6


class Figure(NamedTuple):
    """A count: of which harm to whom, by whom, when told, on which days and at which places it can have been."""

    clause: Clause
    harm: str
    who: str
    value: float
    told: str | None
    days: tuple[str, ...]
    places: frozenset[str]


def find_figures(reading: Reading) -> list[Figure]:
    """Return the counts of the dead and the hurt in a corpus, in order of article and place."""
    found = []
    for c in reading.clauses:
        sentence = reading.sentences[c.sentence]
        text = reading.text(c.article)
        if not c.is_asserted or EARLIER.search(text, sentence.start, sentence.end):
            continue
        if any(reading.is_past(t, c.article) for t in sentence.times):
            continue
        for a in c.arguments:
            harm = _harm(c, a, text)
            value = a.low if a.low is not None else a.high
            if harm is not None and value is not None and value >= LEAST and _is_whole(a, text):
                who = "people" if a.unit in ANYBODY else str(a.unit)
                days = _days(sentence, reading)
                places = reading.places_in(sentence)
                told = reading.index.articles[c.article]["published"]
                found.append(Figure(c, harm, who, value, told, days, places))
    return found


def _harm(c: Clause, a: Argument, text: str) -> str | None:
    """Which harm an argument counts: the patient of "killed", the subject of "died", "the toll at nine"."""
    if not c.start <= a.start < c.end:
        return None
    if a.unit in HARMS:
        return a.unit
    for harm in HARMS:
        if harm in c.act.split() and a.role in ("patient", "agent") and (a.role == "patient" or c.predicate == "die"):
            return harm
    is_toll = re.search(r"\b(?:death )?toll\b", text[c.start : c.end]) is not None
    return "~dead" if is_toll and a.unit is None and a.role != "agent" else None


def _is_whole(a: Argument, text: str) -> bool:
    """Whether an argument counts all of a thing exactly: no part of it, no "dozens", no earlier figure."""
    if OF_THE.match(text, a.head_end, a.end):
        return False
    phrase, before = text[a.start : a.head_end], text[max(0, a.start - 15) : a.start]
    return not (PART.search(phrase) or BEFORE_PART.search(before) or VAGUE.search(text[a.start : a.end]))


def _days(sentence: Sentence, reading: Reading) -> tuple[str, ...]:
    """The days on which what a sentence tells can have been: its own, else those of its article's first sentences."""
    if sentence.times:
        return sentence.times
    lead = [s for s in reading.in_article(sentence.article) if s.number < LEAD]
    found = tuple(t for s in lead for t in s.times if not reading.is_past(t, sentence.article))
    published = reading.index.articles[sentence.article]["published"]
    return found or ((published,) if published is not None else ())


def are_of_one_incident(a: Figure, b: Figure, reading: Reading) -> bool:
    """Whether nothing tells two figures apart: what is counted, the day, the place."""
    if (a.harm, a.who, a.clause.story) != (b.harm, b.who, b.clause.story):
        return False
    if a.days and b.days and not any(can_be_same(x, y) for x in a.days for y in b.days):
        return False
    return _are_near(a, b, reading) and _are_near(b, a, reading)


def _are_near(a: Figure, b: Figure, reading: Reading) -> bool:
    """Whether the other article knows one of the places of a figure."""
    return not a.places or bool(a.places & reading.actors_of(b.clause.article))


def find_counts(reading: Reading) -> Iterator[Finding]:
    """Yield rival figures as contradictions, and the steps of a figure that rises as updates."""
    groups: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in find_figures(reading):
        groups[figure.clause.story, figure.harm, figure.who].append(figure)
    for group in groups.values():
        yield from _compared(group, reading)


def _compared(group: list[Figure], reading: Reading) -> Iterator[Finding]:
    by_value: dict[tuple[float, str | None], list[Figure]] = defaultdict(list)
    for figure in group:
        by_value[figure.value, figure.told].append(figure)
    told_together = _told_together(group)
    values = sorted(by_value, key=lambda v: (v[0], v[1] or ""))
    for i, first in enumerate(values):
        for second in values[i + 1 :]:
            if first[0] == second[0] or frozenset((first[0], second[0])) in told_together:
                continue
            pairs = [
                (a, b)
                for a in by_value[first]
                for b in by_value[second]
                if a.clause.article != b.clause.article and are_of_one_incident(a, b, reading)
            ]
            if not pairs:
                continue
            a = tuple(dict.fromkeys(position_of(x.clause) for x, _ in pairs))
            b = tuple(dict.fromkeys(position_of(y.clause) for _, y in pairs))
            relation = _order(first, second)
            topic = "/".join(map(str, (pairs[0][0].clause.story, pairs[0][0].harm, pairs[0][0].who)))
            story, words = pairs[0][0].clause.story, (str(first[0]), str(second[0]))
            if relation == "update" and any(_are_of_one_day(x, y) for x, y in pairs):
                yield Finding("update", "revision", "series", a, b, "medium", words, story, topic=topic)
            elif (
                relation == "rival"
                and FACTOR * first[0] <= second[0] <= MOST_FACTOR * first[0]
                and any(_by_two(x, y, reading) for x, y in pairs)
            ):
                yield Finding(
                    "contradiction",
                    "numeric_mismatch",
                    "rival_counts",
                    a,
                    b,
                    "medium",
                    words,
                    story,
                    HARMED[pairs[0][0].harm],
                    topic=topic,
                )


def _are_of_one_day(a: Figure, b: Figure) -> bool:
    """Whether both figures are told of one day, or by one source: else the later one may be of another incident."""
    if a.clause.party is not None and a.clause.party == b.clause.party:
        return True
    return any(len(x) >= len("2031-05-04") and x[:10] == y[:10] for x in a.days for y in b.days)


def _told_together(group: list[Figure]) -> set[frozenset[float]]:
    """Pairs of figures that one article gives side by side: a part and the whole, or two incidents."""
    by_article: dict[str, set[float]] = defaultdict(set)
    for figure in group:
        by_article[figure.clause.article].add(figure.value)
    return {frozenset(pair) for values in by_article.values() for pair in combinations(sorted(values), 2)}


def _by_two(a: Figure, b: Figure, reading: Reading) -> bool:
    """Whether two give the figures: a source and its own copy in another article are one."""
    if a.clause.party is None or b.clause.party is None:
        return False
    return not reading.are_kin(a.clause.party, b.clause.party)


def _order(first: tuple[float, str | None], second: tuple[float, str | None]) -> str:
    """Whether the higher figure is a later one (update), one of the same day (rival), or neither is known."""
    if first[1] is None or second[1] is None:
        return "rival" if first[1] == second[1] else "unknown"
    order = compare(first[1], second[1])
    if order == "before":
        return "update"
    return "rival"
