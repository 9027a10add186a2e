"""One party says it, another says that it is not so: the same deed of the same doer to the same thing."""

from collections import defaultdict
from collections.abc import Iterator

from analysis.dates import can_be_same
from analysis.disagreement.findings import Finding, position_of
from analysis.disagreement.keys import Key, is_light
from analysis.disagreement.questions import question_of_clause
from analysis.disagreement.reading import Argument, Clause, Reading
from analysis.lexicon import concept

CERTAIN = frozenset(("certain", "probable"))


def find_negations(reading: Reading) -> Iterator[Finding]:
    """Yield clauses of two parties, one the negation of the other, each pair once."""
    buckets: dict[tuple[str, str], list[Clause]] = defaultdict(list)
    for c in reading.clauses:
        if c.mood == "asserted" and c.factuality in CERTAIN and c.predicate and not is_light(c.predicate):
            for deed in sorted({c.act, c.family or c.act}):
                buckets[c.story, deed].append(c)
    seen: set[tuple[str, str]] = set()
    for _, bucket in sorted(buckets.items()):
        negative = [c for c in bucket if c.is_negative and c.voice == "attributed"]
        positive = [c for c in bucket if not c.is_negative and c.place not in reading.cue_places[c.article]]
        for denied in negative:
            for said in positive:
                if (denied.id, said.id) not in seen and _are_opposed(said, denied, reading):
                    seen.add((denied.id, said.id))
                    words = tuple(sorted(k.value for k in said.keys & denied.keys if k.kind != "actor"))[:6]
                    yield Finding(
                        "contradiction", "denial", "negation", (position_of(said),), (position_of(denied),), "medium",
                        words, said.story, question_of_clause(said, reading), "affirms", "denies",
                    )  # fmt: skip


def _are_opposed(said: Clause, denied: Clause, reading: Reading) -> bool:
    """Whether two parties speak of one deed: the same doer, the same thing, one time, both of what is or will be."""
    if said.party is None or reading.are_kin(said.party, denied.party):
        return False
    if (said.tense == "future") != (denied.tense == "future"):
        return False
    if said.times and denied.times and not any(can_be_same(x, y) for x in said.times for y in denied.times):
        return False
    subjects = _subject(said), _subject(denied)
    if subjects[0] is None or subjects[1] is None or not _are_one(subjects[0], subjects[1], reading):
        return False
    things = _things(said), _things(denied)
    return bool(things[0] & things[1])


def _subject(c: Clause) -> Argument | None:
    return next(iter(c.of_role("agent") or c.of_role("patient")), None)


def _things(c: Clause) -> frozenset[Key]:
    """What a deed is done to; where nothing is, its other participants."""
    subject = _subject(c)
    others = [a for a in c.arguments if a is not subject]
    patients = [a for a in others if a.role == "patient"]
    return frozenset(k for a in patients or others for k in a.keys)


def _are_one(a: Argument, b: Argument, reading: Reading) -> bool:
    if a.entity is not None and b.entity is not None:
        return reading.are_kin(a.entity, b.entity)
    return bool(a.head) and concept(a.head) == concept(b.head)
