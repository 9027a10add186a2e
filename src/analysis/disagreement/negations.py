"""One party says it, another says that it is not so: the same deed of the same doer to the same thing."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from analysis.dates import can_be_same
from analysis.disagreement.reading import Argument, Clause, Reading
from analysis.disagreement.vocabulary import Key

CERTAIN = frozenset(("certain", "probable"))
# Verbs that say too little for two clauses to tell of one thing.
LIGHT = frozenset("be have do make get go say tell become seem appear include call know need want use see come give keep put take set think feel".split())


class Negated(NamedTuple):
    """What one says and another denies, and what the two share."""

    said: Clause
    denied: Clause
    shared: frozenset[Key]
    weight: float


def find_negations(reading: Reading) -> Iterator[Negated]:
    """Yield pairs of clauses of two parties, one the negation of the other."""
    buckets: dict[tuple[str, str], list[Clause]] = defaultdict(list)
    for c in reading.clauses:
        if c.mood == "asserted" and c.factuality in CERTAIN and c.predicate:
            for deed in {c.act, c.family or c.act}:
                buckets[c.story, deed].append(c)
    seen = set()
    for bucket in buckets.values():
        negative = [c for c in bucket if c.is_negative and c.voice != "unattributed"]
        positive = [c for c in bucket if not c.is_negative and c.place not in reading.cue_places[c.article]]
        for d in negative:
            for a in positive:
                if (d.id, a.id) in seen:
                    continue
                seen.add((d.id, a.id))
                found = _compared(a, d, reading)
                if found is not None:
                    yield found


def _compared(a: Clause, d: Clause, reading: Reading) -> Negated | None:
    if a.voice != "attributed" and d.voice != "attributed":
        return None
    if reading.are_kin(a.party, d.party) or (a.party is None and a.voice == "attributed" and a.article == d.article and a.sentence == d.sentence):
        return None
    if (a.tense == "future") != (d.tense == "future"):
        return None
    if a.times and d.times and not any(can_be_same(x, y) for x in a.times for y in d.times):
        return None
    subjects = _subject(a), _subject(d)
    if not all(subjects) or not _share(subjects[0].keys, subjects[1].keys, reading):
        return None
    things = _things(a), _things(d)
    if bool(things[0]) != bool(things[1]) or (things[0] and not things[0] & things[1]):
        return None
    shared = (a.keys & d.keys)
    rarity = reading.rarity[a.story]
    return Negated(a, d, shared, sum(rarity.get(k, 0.0) for k in shared if k.kind != "actor"))


def _subject(c: Clause) -> Argument | None:
    of = c.of_role("agent") or c.of_role("patient")
    return of[0] if of else None


def _things(c: Clause) -> frozenset[Key]:
    subject = _subject(c)
    return frozenset(k for a in c.arguments if a is not subject and a.role in ("patient", "other") for k in a.keys)


def _share(x: frozenset[Key], y: frozenset[Key], reading: Reading) -> bool:
    if any(k.kind == "word" for k in x & y):
        return True
    return any(reading.are_kin(k.value, j.value) for k in x if k.kind == "actor" for j in y if j.kind == "actor")
