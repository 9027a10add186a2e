"""Pronouns of one article → the actors they mean: one candidate that fits, or NIL."""

from analysis.actors.memory import NEAR, THINGS, Memory, last_of, only, speaks
from analysis.actors.mention import Cluster, Mention
from analysis.syntax import SUBJECTS


def referent(memory: Memory, m: Mention) -> Cluster | None:
    """Return the actor that a pronoun means, or None.

    First person in a quotation is its speaker ("we" is never a mention). A pronoun that speaks
    is the last who spoke and fits; any other needs to be the only one who fits.

    Speakers right without it: own stories 535 → 412, unseen 196 → 164.
    """
    if m.gender == "1":
        return m.speaker.cluster if m.speaker is not None else None
    if m.gender == "r":
        return _antecedent(memory, m) if speaks(m) else None
    if m.is_quoted and not m.is_source:
        return None
    if m.gender == "p":
        return _several_meant(memory, m) if speaks(m) and not m.is_quoted else None
    return _person_meant(memory, m) if m.gender in ("m", "f") else _thing_meant(memory, m)


def _antecedent(memory: Memory, m: Mention) -> Cluster | None:
    words = memory.parsed[m.passage]
    found = memory.register.mention_at(m.passage, words.head[words.head[m.head]])
    return found.cluster if found is not None else None


def _several_meant(memory: Memory, m: Mention) -> Cluster | None:
    """Return the body or the group that spoke last, if no other plural subject stands between it and "they".

    Speakers right without it: own stories 535 → 533, shared 201 → 200.
    """
    last = memory.last_speaker(m, frozenset(["group", "organisation"]))
    if last is None:
        return None
    passage, token = last.last_at
    for number in range(passage, m.passage + 1):
        words = memory.parsed[number]
        first = token + 1 if number == passage else 0
        end = m.first if number == m.passage else len(words)
        for k in range(first, end):
            is_plural = words.tag[k] in ("NNS", "NNPS") or "conj" in (words.dep[j] for j in words.below(k))
            if words.dep[k] in SUBJECTS and is_plural:
                return None
    return last


def _person_meant(memory: Memory, m: Mention) -> Cluster | None:
    gender = m.gender or ""
    people = [c for c in memory.others(m) if c.kind == "person" and c.seen and c.can_be(gender)]
    near = [c for c in people if c.was_seen(m.sentence - NEAR, m.sentence)]
    if speaks(m):
        return _speaker_meant(m, people, near) or only(near)
    sure = (c for c in near if c.gender == m.gender)
    return only(near) or only(sure) or only(c for c in near if m.sentence in c.seen)


def _speaker_meant(m: Mention, people: list[Cluster], near: list[Cluster]) -> Cluster | None:
    spoke = [c for c in people if c.said_in and m.passage - 1 <= c.said_in[-1] <= m.passage]
    here = [c for c in near if c.passages[-1] == m.passage]
    sure = last_of(c for c in spoke if c.gender == m.gender)
    last = last_of(c for c in spoke if c.said_in[-1] == m.passage)
    if last is not None:
        is_recent = last.said[-1] >= m.sentence - 1
        return _in_between(m, here, last) or (last if is_recent else sure or last)
    named = only(here)
    if named is not None and (named.gender or sure is None):
        return named
    return sure or last_of(spoke)


def _in_between(m: Mention, here: list[Cluster], last: Cluster) -> Cluster | None:
    """Return Dorn of "The mayor denied it. Dorn would not hear of it; he said".

    Speakers of own stories .894 → .899.
    """
    return only(c for c in here if c is not last and _came_after(c, last, m))


def _came_after(cluster: Cluster, last: Cluster, m: Mention) -> bool:
    """True for the subject of the sentence just before, which does not name the last speaker."""
    return last.seen[-1] < m.sentence - 1 and m.sentence - 1 in cluster.was_subject


def _thing_meant(memory: Memory, m: Mention) -> Cluster | None:
    things = [c for c in memory.clusters if c.kind in THINGS and c.seen]
    if speaks(m):
        return _speaking_thing(memory, m, things)
    if m.name != "its":
        return None  # mostly nobody: "it is true that …"
    here = [c for c in things if m.sentence in c.seen]
    if here:
        return only(here) or only(c for c in here if m.sentence in c.was_subject)
    before = only(c for c in things if m.sentence - 1 in c.seen)
    is_subject = before is not None and m.sentence - 1 in before.was_subject
    return before if is_subject else memory.last_speaker(m, THINGS)


def _speaking_thing(memory: Memory, m: Mention, things: list[Cluster]) -> Cluster | None:
    for sentence in (m.sentence, m.sentence - 1):
        said = last_of(c for c in things if sentence in c.said)
        found = said or only(c for c in things if sentence in c.was_subject)
        if found is not None:
            return found
    return memory.last_speaker(m, THINGS)
