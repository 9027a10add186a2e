"""What a reader of an article remembers: who was named, who spoke, who issued what, and whose everybody is."""

from collections.abc import Iterable

from analysis.actors.mention import Cluster, Mention
from analysis.actors.naming import Register
from analysis.actors.tagged_words import Words
from analysis.lexicon import nouns
from analysis.syntax import SUBJECTS

NEAR = 2  # sentences back
OBJECTS = frozenset(["dobj", "dative", "iobj", "obj"])
THINGS = frozenset(["organisation", "state", "media"])


class Memory:
    """The clusters of one article as far as it has been read."""

    def __init__(self, register: Register, parsed: list[Words]) -> None:
        self.register = register
        self.parsed = parsed

    @property
    def clusters(self) -> list[Cluster]:
        return self.register.clusters

    def note(self, m: Mention) -> None:
        """Remember a mention whose actor is known."""
        cluster = m.cluster
        if cluster is None:
            return
        cluster.last_at = (m.passage, m.head)
        cluster.seen.append(m.sentence)
        cluster.passages.append(m.passage)
        if m.verb is not None and not m.is_quoted:
            cluster.was_subject.append(m.sentence)
        if speaks(m) and not m.is_quoted:
            cluster.said.append(m.sentence)
            cluster.said_in.append(m.passage)

    def last_speaker(self, m: Mention, kinds: frozenset[str]) -> Cluster | None:
        """Return the last who spoke in this paragraph, the one before, or the last sentences."""
        return last_of(
            c
            for c in self.clusters
            if c.kind in kinds and c.said_in and (c.said[-1] >= m.sentence - NEAR or c.said_in[-1] >= m.passage - 1)
        )

    def subject_beside(self, m: Mention) -> Cluster | None:
        """Return the actor who is the subject of the verb whose object a mention is: never the same one.

        "Judge Dorn told him", "Dorn praised the Norwegian leader".

        NewsWCL50 dev: B³ F1 .727 → .726 without it.
        """
        words = self.parsed[m.passage]
        token = m.head
        while words.dep[token] == "conj" or (words.dep[token] == "pobj" and words.low[words.head[token]] != "as"):
            token = words.head[token] if words.dep[token] == "conj" else words.head[words.head[token]]
        if words.dep[token] not in OBJECTS:
            return None
        verb = words.head[token]
        subject = next((k for k in range(len(words)) if words.head[k] == verb and words.dep[k] in SUBJECTS), None)
        found = self.register.mention_at(m.passage, subject) if subject is not None else None
        return found.cluster if found is not None else None

    def others(self, m: Mention) -> list[Cluster]:
        """Return the clusters that a mention can mean: all but the subject of the verb that it is the object of."""
        subject = self.subject_beside(m)
        return [c for c in self.clusters if c is not subject]

    def belongs(self, cluster: Cluster, owner: Cluster | None) -> None:
        """Note whose the actor is: its state's, its body's, its master's; the first who is named stays."""
        if owner is None or owner is cluster or cluster.parent is not None or cluster in line(owner):
            return
        if owner.kind == "person" and cluster.kind == "person" and not cluster.is_described:
            return
        cluster.parent = owner
        cluster.nationality = cluster.nationality or owner.state


def speaks(m: Mention) -> bool:
    """True for the source of a claim, and for the subject of a verb of speech outside quotations."""
    return m.is_source or (m.verb in nouns().sets["speech.verbs"] and not m.is_quoted)


def only(clusters: Iterable[Cluster]) -> Cluster | None:
    """Return the one candidate, or None where there are several."""
    listed = list(clusters)
    return listed[0] if len(listed) == 1 else None


def last_of(spoke: Iterable[Cluster]) -> Cluster | None:
    """Return the one who spoke last."""
    return max(spoke, key=lambda c: (c.said[-1], c.seen[-1], c.number), default=None)


def last_seen(clusters: Iterable[Cluster]) -> Cluster | None:
    """Return the one who was named last."""
    return max((c for c in clusters if c.seen), key=lambda c: (c.seen[-1], c.number), default=None)


def line(cluster: Cluster) -> list[Cluster]:
    """Return the cluster's parents upwards."""
    found: list[Cluster] = []
    above = cluster.parent
    while above is not None and above not in found:
        found.append(above)
        above = above.parent
    return found


def is_of(cluster: Cluster, owner: Cluster) -> bool:
    """True for an actor who belongs to another, or is of the state that the other is."""
    return owner in line(cluster) or bool(owner.state and cluster.nationality == owner.state)
