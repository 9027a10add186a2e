"""Counts of one incident: rival figures at one time, and a figure that rises from report to report.

Counted are the dead and the hurt, whom reports count first and most. Two figures are of one incident where nothing
tells them apart: the day, the place, who is counted. A part, a vague number and a figure that the text itself
calls an earlier one are no figure of the whole.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from analysis.dates import can_be_same, compare, interval
from analysis.disagreement.contest_words import any_of
from analysis.disagreement.findings import Finding, Position, position_of
from analysis.disagreement.questions import HARMED
from analysis.disagreement.reading import Reading
from analysis.disagreement.statements import Argument, Clause, Sentence

HARMS = ("~dead", "~injured")
# Whoever is not told apart: "58 people", "58 civilians", "58 were killed".
ANYBODY = frozenset((None, "peopl", "person", "civilian", "victim", "~dead", "~injured"))
# "Four of the fishermen" and "two of the wounded" are a part; "many" is vague, "as many as 40" is not.
OF_THE = re.compile(r"\s+of (?:the|them|whom|those|these|his|her|its|their|our)\b", re.IGNORECASE)
BEFORE_PART = re.compile(r"\b(?:including|among them|of whom|from|up from|by)\s*$", re.IGNORECASE)
MANY_AS = re.compile(r"\bmany as\b", re.IGNORECASE)
EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|earlier (?:toll|figure|count)|initially|up from|since the)\b", re.IGNORECASE
)
# The other harm, named right behind a number: "as well as those killed, 60 people were hurt".
HURT = re.compile(r"\W+(?:(?!and\b|killed\b)\w+\W+){0,3}(?:injured|wounded|hurt)\b", re.IGNORECASE)
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
    is_risen: bool
    is_vague: bool

    @property
    def topic(self) -> str:
        """What two figures share that answer one question."""
        return f"{self.clause.story}/{self.harm}/{self.who}"


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
                is_risen = any_of("risen").search(text, c.start, c.end) is not None
                is_vague = a.low is not None and a.high is not None and a.low < a.high
                found.append(Figure(c, harm, who, value, told, days, places, is_risen, is_vague))
    return found


def _harm(c: Clause, a: Argument, text: str) -> str | None:
    """Which harm an argument counts: the patient of "killed", the subject of "died", "the toll at nine"."""
    if not c.start <= a.start < c.end:
        return None
    if HURT.match(text, a.head_end):
        return "~injured"
    if a.unit in HARMS:
        return a.unit
    is_among = a.unit not in ANYBODY and BEFORE_PART.search(text[max(0, a.start - 15) : a.start]) is not None
    for harm in HARMS:
        if harm in c.act.split() and (a.role == "patient" or c.predicate == "die" or is_among):
            return harm
    is_toll = re.search(r"\b(?:death )?toll\b", text[c.start : c.end]) is not None
    return "~dead" if is_toll and a.unit in ANYBODY and a.role != "agent" else None


def _is_whole(a: Argument, text: str) -> bool:
    """Whether an argument counts all of a thing exactly: no part of it, no "dozens", no earlier figure."""
    if OF_THE.match(text, a.head_end, a.end):
        return False
    phrase, before = text[a.start : a.head_end], text[max(0, a.start - 15) : a.start]
    is_part = BEFORE_PART.search(before) is not None and a.unit in ANYBODY
    if is_part or any_of("parts_of_all").search(phrase):
        return False
    return any_of("vague_numbers").search(MANY_AS.sub("", text[a.start : a.end])) is None


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
    is_dated = a.days and b.days and not (a.is_risen or b.is_risen)
    if is_dated and not any(can_be_same(x, y) for x in a.days for y in b.days):
        return False
    return _are_near(a, b, reading) and _are_near(b, a, reading)


def _are_near(a: Figure, b: Figure, reading: Reading) -> bool:
    """Whether the other article knows one of the places of a figure."""
    return not a.places or bool(a.places & reading.actors_of(b.clause.article))


def find_counts(reading: Reading) -> Iterator[Finding]:
    """Yield rival figures as contradictions, and a figure that rises as one update: its first value and its last."""
    groups: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in find_figures(reading):
        groups[figure.clause.story, figure.harm, figure.who].append(figure)
    for group in groups.values():
        yield from _rivals(group, reading)
        yield from _series(group, reading)


def _rivals(group: list[Figure], reading: Reading) -> Iterator[Finding]:
    """Yield what two parties count differently at one time."""
    told_together = _told_together(group)
    values = sorted({f.value for f in group})
    for low, high in combinations(values, 2):
        if frozenset((low, high)) in told_together or not FACTOR * low <= high <= MOST_FACTOR * low:
            continue
        lower, higher = ([f for f in group if f.value == value and not f.is_risen] for value in (low, high))
        pairs = [(a, b) for a in lower for b in higher if _are_rivals(a, b, reading)]
        if any(_by_two(a, b, reading) for a, b in pairs):
            a, b = (_positions(pair[i] for pair in pairs) for i in (0, 1))
            yield _finding(
                ("contradiction", "numeric_mismatch", "rival_counts"), a, b, (str(low), str(high)), pairs[0][0]
            )


def _are_rivals(a: Figure, b: Figure, reading: Reading) -> bool:
    """Whether two articles count one harm of one incident, the higher figure no later than the lower."""
    is_later = a.told is not None and b.told is not None and compare(a.told, b.told) == "before"
    is_of_unknown_time = (a.told is None) != (b.told is None)
    if is_later or is_of_unknown_time or a.clause.article == b.clause.article:
        return False
    return are_of_one_incident(a, b, reading)


def _series(group: list[Figure], reading: Reading) -> Iterator[Finding]:
    """Yield the figure of each incident that rises from day to day, with all its values in its words."""
    dated = [f for f in group if f.told is not None and not f.is_vague]
    dated.sort(key=lambda f: (interval(str(f.told)).earliest, f.value))
    for of_incident in _incidents(dated, reading):
        steps = _longest_rise(of_incident)
        if len(steps) > 1:
            a, b = ([f for f in of_incident if (f.value, f.told) == (x.value, x.told)] for x in (steps[0], steps[-1]))
            words = tuple(f"{f.value:g} ({f.told})" for f in steps)
            yield _finding(("update", "revision", "series"), _positions(a), _positions(b), words, steps[0])


def _finding(
    kind: tuple[str, str, str], a: tuple[Position, ...], b: tuple[Position, ...], words: tuple[str, ...], of: Figure
) -> Finding:
    return Finding(*kind, a, b, words, of.clause.story, HARMED[of.harm], topic=of.topic)


def _positions(figures: Iterable[Figure]) -> tuple[Position, ...]:
    return tuple(dict.fromkeys(position_of(f.clause) for f in figures))


def _incidents(dated: list[Figure], reading: Reading) -> list[list[Figure]]:
    """The figures of each incident; one that has risen is of the latest that it can be of."""
    told_together = _told_together(dated)
    found: list[list[Figure]] = []
    for figure in dated:
        of_one = [x for x in found if any(_are_of_series(figure, f, told_together, reading) for f in x)]
        if of_one:
            max(of_one, key=lambda x: (any(_follows(figure, f) for f in x), x[0].days, len(x))).append(figure)
        else:
            found.append([figure])
    return found


def _longest_rise(figures: list[Figure]) -> list[Figure]:
    """The longest chain of ever higher figures of ever later days; of equals the one that is said to have risen."""
    best: list[list[Figure]] = []
    for figure in figures:
        before = [chain for chain in best if _follows(figure, chain[-1])]
        longest = max(before, key=lambda chain: (len(chain), chain[-1].value), default=[])
        best.append([*longest, figure])
    return max(best, key=lambda chain: (len(chain), sum(f.is_risen for f in chain), chain[-1].value), default=[])


def _are_of_series(figure: Figure, last: Figure, told_together: set[frozenset[float]], reading: Reading) -> bool:
    """Whether two figures may count one incident: told of one day or by one source, or the one has risen."""
    are_near = max(figure.value, last.value) < FACTOR * min(figure.value, last.value)
    if frozenset((figure.value, last.value)) in told_together and not (figure.is_risen or are_near):
        return False
    return are_of_one_incident(figure, last, reading) and (figure.is_risen or _are_of_one_day(last, figure))


def _follows(figure: Figure, last: Figure) -> bool:
    """Whether a figure is higher than the last one, and told on a later day."""
    return figure.value > last.value and compare(str(last.told), str(figure.told)) == "before"


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
