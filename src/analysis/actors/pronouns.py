"""Pronouns of one article → the actors they mean: one candidate that fits, or NIL."""

from analysis.actors.memory import NEAR, THINGS, Memory, last_of, only, speaks
from analysis.actors.mention import Cluster, Mention


def referent(memory: Memory, m: Mention) -> Cluster | None:
    """Return the actor that a pronoun means, or None.

    First person in a quotation is its speaker, where that is a person ("we" is never a mention). A pronoun that speaks
    is the last who spoke and fits; any other needs to be the only one who fits.
    """
    if m.gender == "1":
        speaker = m.speaker.cluster if m.speaker is not None else None
        return speaker if speaker is not None and speaker.kind == "person" else None
    if m.gender == "r":
        return _antecedent(memory, m) if speaks(m) else None
    if m.is_quoted and not m.is_source:
        return None
    if m.gender == "p":
        plural = frozenset(["group", "organisation"])
        return memory.last_speaker(m, plural) if speaks(m) and not m.is_quoted else None
    return _person_meant(memory, m) if m.gender in ("m", "f") else _thing_meant(memory, m)


def _antecedent(memory: Memory, m: Mention) -> Cluster | None:
    words = memory.parsed[m.passage]
    verb = words.head[m.head]
    token = words.head[verb] if words.dep[verb] == "relcl" else m.first - 1
    found = memory.register.mention_at(m.passage, token)
    if found is None and m.first > 1 and words.text[m.first - 1] == ",":
        found = memory.register.mention_at(m.passage, m.first - 2)
    return found.cluster if found is not None else None


def _person_meant(memory: Memory, m: Mention) -> Cluster | None:
    people = [c for c in memory.clusters if c.kind == "person" and c.seen and c.gender in (None, m.gender)]
    near = [c for c in people if c.was_seen(m.sentence - NEAR, m.sentence)]
    if m.is_quoted:  # somebody whom the quotation itself names
        return only(c for c in near if any(m.sentence - 1 <= s <= m.sentence for s in c.quoted_in))
    if speaks(m):
        return _speaker_meant(m, people, near) or only(near)
    sure = (c for c in near if c.gender == m.gender)
    return only(near) or only(sure) or only(c for c in near if m.sentence in c.seen)


def _speaker_meant(m: Mention, people: list[Cluster], near: list[Cluster]) -> Cluster | None:
    here = [c for c in near if c.passages[-1] == m.passage]
    spoke = [c for c in people if c.said_in and m.passage - 1 <= c.said_in[-1] <= m.passage]
    in_passage = [c for c in spoke if c.said_in[-1] == m.passage]
    sure = [c for c in spoke if c.gender == m.gender]
    last = last_of(in_passage)
    if last is not None and (last.said[-1] >= m.sentence - 1 or last.gender or not sure):
        return last
    if not in_passage and len(here) == 1 and (here[0].gender or not sure):
        return here[0]
    subjects = [c for c in here if any(m.sentence - 1 <= s <= m.sentence for s in c.was_subject)]
    if len(subjects) == 1 and subjects[0].gender == m.gender:
        return subjects[0]
    return last_of(sure) or last_of(spoke)


def _thing_meant(memory: Memory, m: Mention) -> Cluster | None:
    things = [c for c in memory.clusters if c.kind in THINGS and c.seen]
    if speaks(m):
        return _speaking_thing(memory, m, things)
    if m.name != "its":
        return None  # mostly nobody: "it is true that …"
    here = [c for c in things if m.sentence in c.seen]
    spoke = memory.last_speaker(m, THINGS)
    if not here:
        return only(c for c in things if m.sentence - 1 in c.was_subject) or spoke
    subject = only(c for c in here if m.sentence in c.was_subject)
    return only(here) or subject or (spoke if spoke in here else None)


def _speaking_thing(memory: Memory, m: Mention, things: list[Cluster]) -> Cluster | None:
    for sentence in (m.sentence, m.sentence - 1):
        said = last_of(c for c in things if sentence in c.said)
        subject = only(c for c in things if sentence in c.was_subject)
        if said is not None or subject is not None:
            return said or subject
    return memory.last_speaker(m, THINGS)
