"""Nouns and pronouns of one article → the actors they point back to. Modest rules: one candidate that fits, or NIL."""

from collections.abc import Iterable

from analysis.actors.mentions import AROUND, Mention
from analysis.actors.naming import Cluster, Register
from analysis.actors.nouns import nouns
from analysis.actors.words import Words
from analysis.names import ARTICLES, comparable

NEAR = 2  # sentences back
THINGS = frozenset(["organisation", "state", "media"])
COMPANY = frozenset(
    ["company", "firm", "corporation", "operator", "airline", "utility", "manufacturer", "retailer", "insurer"]
)


class Reader:
    """Reads an article's mentions in order and remembers who was named, who spoke and who issued what."""

    def __init__(
        self, register: Register, parsed: list[Words], sources: set[int], speakers: dict[int, Mention]
    ) -> None:
        self.register = register
        self.parsed = parsed
        self.sources = sources  # id() of mentions that are a claim's source
        self.speakers = speakers  # id() of a first-person pronoun → the source of the quotation around it
        self.pending: dict[int, str] = {}
        self.done: set[int] = set()

    def read(self, found: list[Mention]) -> None:
        for cluster in self.register.clusters:
            cluster.seen.clear()  # what was seen is what has been read so far
        for m in found:
            if m.form == "noun" and isinstance(m.cluster, Mention):
                self._join_apposed(m, m.cluster)
            elif m.form == "noun":
                self._read_once(m)
            elif m.form == "pronoun":
                self._read_pronoun(m)
            elif m.form == "described":
                self._describe(m, m.kind or "group")
            elif m.form == "name" and m.state is None and isinstance(m.cluster, Cluster):
                self._belong(m, m.cluster)
            if isinstance(m.cluster, Cluster):
                m.cluster.seen.append(m.sentence)
                m.cluster.passages.append(m.passage)
                if m.verb is not None and not m.is_quoted:
                    m.cluster.was_subject.append(m.sentence)
                if self.speaks(m) and not m.is_quoted:
                    m.cluster.said.append(m.sentence)
                    m.cluster.said_in.append(m.passage)
                    if m.sentence in self.pending:
                        m.cluster.issued.add(self.pending.pop(m.sentence))

    def speaks(self, m: Mention) -> bool:
        return id(m) in self.sources or (m.verb in nouns().sets["speech.verbs"] and not m.is_quoted)

    def owner(self, m: Mention) -> Cluster | None:
        """Return the actor that a mention says it belongs to."""
        for token in m.owners:
            owner = self.register.mention_at(m.passage, token)
            if owner is None or owner is m:
                continue
            if owner.form == "noun" and owner.cluster is None:
                self._read_once(owner)
            if isinstance(owner.cluster, Cluster) and owner.cluster.kind not in ("place", "group"):
                return owner.cluster
        if m.nationality is not None:
            return self.register.state(m.nationality.code)
        return None

    def _belong(self, m: Mention, cluster: Cluster) -> None:
        """Note whose the actor is: its state, its body, its master."""
        owner = self.owner(m)
        if owner is not None and owner is not cluster and cluster.parent is None and not _is_above(cluster, owner):
            if not (owner.kind == "person" and cluster.kind == "person" and not cluster.is_described):
                cluster.parent = owner
                if owner.state and cluster.nationality is None:
                    cluster.nationality = owner.state

    def _join_apposed(self, m: Mention, name: Mention) -> None:
        cluster = name.cluster
        m.cluster, m.resolved_by = None, "none"
        if not isinstance(cluster, Cluster):
            return
        m.cluster, m.resolved_by = cluster, "title"
        cluster.roles.update(m.name.split())
        cluster.gender = cluster.gender or m.gender
        self._belong(m, cluster)

    # nouns

    def _read_once(self, m: Mention) -> None:
        """Read a noun before its turn where another one needs it, and never twice."""
        if id(m) not in self.done:
            self.done.add(id(m))
            self._read_noun(m)

    def _read_noun(self, m: Mention) -> None:
        assert m.noun is not None
        word = self.parsed[m.passage].low[m.head]
        if self._is_state_itself(m, word):
            return
        if m.kind == "state":
            self._read_country(m)
        elif m.kind == "document":
            self._read_document(m)
        elif m.kind == "person":
            self._read_office(m)
        elif m.kind == "organisation":
            self._read_body(m, word)
        else:
            self._read_group(m, word)

    def _is_state_itself(self, m: Mention, word: str) -> bool:
        if word not in nouns().sets["body.state_self"] or m.determiner == "a":
            return False
        owner = self.owner(m)
        if (
            owner is not None
            and owner.kind == "person"
            and owner.nationality
            and word in ("government", "administration")
        ):
            owner = self.register.state(owner.nationality)
        if owner is None or owner.state is None:
            return False
        m.cluster, m.resolved_by, m.kind = owner, "role", owner.kind
        return True

    def _read_country(self, m: Mention) -> None:
        assert m.noun is not None
        if "country" not in m.noun.classes or m.noun.is_plural or m.determiner not in ("the", "poss"):
            return
        owner = self.owner(m)
        code = owner.nationality if owner else None
        near = [c for c in self.register.states_seen() if c.was_seen(m.sentence - 1, m.sentence)]
        if m.determiner == "poss":
            near = [self.register.state(code)] if code else []
        if len(near) == 1 and not m.is_quoted:
            m.cluster, m.resolved_by, m.kind = near[0], "role", "state"

    def _read_document(self, m: Mention) -> None:
        """A document speaks for whoever issued it."""
        assert m.noun is not None
        words = self.parsed[m.passage]
        issuer = self.owner(m) or self._agent_behind(m)
        before = words.low[m.first - 1] if m.first else ""
        if issuer is not None:
            issuer.issued.add(m.noun.singular)
        elif m.determiner in ("a", "") and before in ("in", "by", "through", "via"):
            speakers = [c for c in self.register.clusters if m.sentence in c.said]
            if len(speakers) == 1:
                speakers[0].issued.add(m.noun.singular)
            else:
                self.pending[m.sentence] = m.noun.singular
            return
        elif m.determiner == "the":
            issuer = self._issuer(m)
        if issuer is not None and (m.verb is not None or m.determiner == "the" or self.speaks(m)):
            issuer.issued.add(m.noun.singular)
            m.cluster, m.resolved_by, m.kind = issuer, "role", issuer.kind

    def _issuer(self, m: Mention) -> Cluster | None:
        """Return who issued "the statement": whoever issued one before, else the last who spoke nearby."""
        assert m.noun is not None
        word = m.noun.singular
        kinds = THINGS | {"person", "group"} if word in nouns().sets["document.spoken"] else THINGS
        clusters = self.register.clusters
        return (
            self._last(c for c in clusters if word in c.issued)
            or self._last_speaker(m, kinds)
            or (self._last(c for c in clusters if c.issued) if self.speaks(m) else None)
        )

    def _agent_behind(self, m: Mention) -> Cluster | None:
        words = self.parsed[m.passage]
        for j in range(m.last + 1, min(len(words), m.last + 8)):
            if words.text[j] in {",", ";"} or (words.tag[j] in ("VBD", "VBZ", "VBP") and words.dep[j] == "ROOT"):
                break
            if words.low[j] == "by":
                for k in range(j + 1, min(len(words), j + 6)):
                    agent = self.register.mention_at(m.passage, k)
                    if agent is not None and agent.cluster is None and agent.form == "noun":
                        self._read_once(agent)
                    if agent is not None and isinstance(agent.cluster, Cluster):
                        return agent.cluster
        return None

    def _read_office(self, m: Mention) -> None:
        assert m.noun is not None
        if m.determiner == "a":
            self._describe(m, "person")
            return
        word = m.noun.singular
        wanted = {word} | nouns().broader.get(word, frozenset())
        owner = self.owner(m)
        people = [
            c
            for c in self.register.clusters
            if c.kind == "person" and c.seen and m.gender in (None, c.gender or m.gender)
        ]
        fitting = [c for c in people if word in c.roles] or [c for c in people if wanted & c.roles]
        modifiers = {
            t
            for t in m.name.split()[:-1]
            if t in nouns().sets["domain.words"] or t in ("prime", "deputy", "vice", "former")
        }
        if modifiers:
            fitting = [c for c in fitting if modifiers <= c.roles]
        if owner is not None:
            own = [c for c in fitting if owner in _line(c) or (owner.state and c.nationality == owner.state)]
            fitting = own or [c for c in fitting if c.parent is None and c.nationality is None]
        elif len(fitting) > 1:
            fitting = [c for c in fitting if c.nationality is None] or fitting
        if len(fitting) > 1:
            near = [c for c in fitting if c.was_seen(m.sentence - NEAR, m.sentence)]
            fitting = near if len(near) == 1 else []
        if len(fitting) == 1:
            self._take(m, fitting[0], "role")
            fitting[0].gender = fitting[0].gender or m.gender
        elif not fitting:
            self._describe(m, "person")

    def _read_body(self, m: Mention, word: str) -> None:
        bodies = [c for c in self.register.clusters if c.kind == "organisation" and c.seen]
        owner = self.owner(m)
        tokens = [t for t in comparable(m.name).split() if t not in ARTICLES]
        if m.determiner == "a":
            self._describe(m, "organisation")
            return
        fitting = [c for c in bodies if any(set(tokens) <= set(comparable(n).split()) for n in [*c.names, c.name])]
        if owner is not None:
            fitting = [c for c in fitting if owner in _line(c) or (owner.state and c.nationality == owner.state)]
        if not fitting and word in COMPANY and len(tokens) == 1:
            fitting = [c for c in bodies if word in c.roles] or [
                c
                for c in bodies
                if not c.nationality and not any(w in nouns().forms for n in c.names for w in comparable(n).split())
            ]
            fitting = fitting if len(fitting) == 1 else []
        elif not fitting and owner is None:
            fitting = [c for c in bodies if set(tokens) <= c.roles]
        if fitting:
            last = max(fitting, key=lambda c: (c.seen[-1], c.number))
            self._take(m, last, "exact" if m.name in last.names else "role")
        elif (
            m.determiner in ("the", "poss")
            or self._is_capital(m)
            or len(tokens) > 1
            or owner is not None
            or self.speaks(m)
        ):
            m.cluster = self.register.new("organisation", _phrase(self.parsed[m.passage], m))
            m.cluster.names[m.name] += 1
            m.cluster.is_described = owner is None
            m.resolved_by = "exact"
            self._belong(m, m.cluster)

    def _is_capital(self, m: Mention) -> bool:
        words = self.parsed[m.passage]
        return words.text[m.head][:1].isupper() and not words.begins(m.head)

    def _read_group(self, m: Mention, word: str) -> None:
        groups = [c for c in self.register.clusters if c.kind == "group" and c.is_described and word in c.roles]
        if m.determiner in ("the", "") and len(groups) == 1 and len(m.name.split()) == 1 and m.nationality is None:
            self._take(m, groups[0], "role")
        else:
            self._describe(m, "group")

    def _describe(self, m: Mention, kind: str) -> None:
        """Make an unnamed source an actor of its own article; leave all other unnamed people NIL."""
        m.kind = kind
        if id(m) not in self.sources and not self.speaks(m):
            return
        word = self.parsed[m.passage].low[m.head]
        if m.noun is None and word.endswith(tuple(nouns().sets["abstract.endings"])):
            return  # an abstraction is no actor
        cluster = self.register.new(kind, _phrase(self.parsed[m.passage], m), is_described=True)
        cluster.roles.update(m.name.split())
        cluster.gender = m.gender if m.gender in ("m", "f") else None
        m.cluster, m.resolved_by = cluster, "exact"
        self._belong(m, cluster)

    def _take(self, m: Mention, cluster: Cluster, how: str) -> None:
        m.cluster, m.resolved_by, m.kind = cluster, how, cluster.kind
        self._belong(m, cluster)

    # pronouns

    def _read_pronoun(self, m: Mention) -> None:
        chosen: Cluster | None = None
        if m.gender == "1":
            speaker = self.speakers.get(id(m))
            chosen = speaker.cluster if speaker and isinstance(speaker.cluster, Cluster) else None
            chosen = chosen if chosen and chosen.kind == "person" else None
        elif m.gender == "r":
            chosen = self._antecedent(m) if self.speaks(m) else None
        elif m.gender == "w" or (m.is_quoted and id(m) not in self.sources):
            return
        elif m.gender in ("m", "f"):
            chosen = self._person_meant(m)
        elif m.gender == "n":
            chosen = self._thing_meant(m)
        elif m.gender == "p" and self.speaks(m) and not m.is_quoted:
            chosen = self._last_speaker(m, frozenset(["group", "organisation"]))
        if chosen is not None:
            m.cluster, m.resolved_by, m.kind = chosen, "pronoun", chosen.kind
            if m.gender in ("m", "f") and chosen.kind == "person" and chosen.gender is None:
                chosen.gender = m.gender

    def _antecedent(self, m: Mention) -> Cluster | None:
        words = self.parsed[m.passage]
        verb = words.head[m.head]
        token = words.head[verb] if words.dep[verb] == "relcl" else m.first - 1
        found = self.register.mention_at(m.passage, token)
        if found is None and m.first > 1 and words.text[m.first - 1] == ",":
            found = self.register.mention_at(m.passage, m.first - 2)
        return found.cluster if found is not None and isinstance(found.cluster, Cluster) else None

    def _person_meant(self, m: Mention) -> Cluster | None:
        people = [c for c in self.register.clusters if c.kind == "person" and c.seen and c.gender in (None, m.gender)]
        near = [c for c in people if c.was_seen(m.sentence - NEAR, m.sentence)]
        if not self.speaks(m):
            return (
                _only(near)
                or _only(c for c in near if c.gender == m.gender)
                or _only(c for c in near if m.sentence in c.seen)
            )
        here = [c for c in near if c.passages[-1] == m.passage]
        spoke = [c for c in people if c.said_in and m.passage - 1 <= c.said_in[-1] <= m.passage]
        in_passage = [c for c in spoke if c.said_in[-1] == m.passage]
        subjects = [c for c in here if any(m.sentence - 1 <= s <= m.sentence for s in c.was_subject)]
        last = self._last_of(in_passage)
        if last is not None and (last.said[-1] >= m.sentence - 1 or last.gender or not any(c.gender for c in spoke)):
            return last
        if not in_passage and len(here) == 1 and (here[0].gender or not any(c.gender == m.gender for c in spoke)):
            return here[0]
        if len(subjects) == 1 and subjects[0].gender == m.gender:
            return subjects[0]
        return self._last_of([c for c in spoke if c.gender == m.gender]) or self._last_of(spoke) or _only(near)

    def _thing_meant(self, m: Mention) -> Cluster | None:
        things = [c for c in self.register.clusters if c.kind in THINGS and c.seen]
        if self.speaks(m):
            for sentence in (m.sentence, m.sentence - 1):
                said = [c for c in things if sentence in c.said]
                if said:
                    return self._last_of(said)
                subjects = [c for c in things if sentence in c.was_subject]
                if len(subjects) == 1:
                    return subjects[0]
            return self._last_speaker(m, THINGS)
        if m.name != "its":
            return None
        here = [c for c in things if m.sentence in c.seen]
        if len(here) == 1:
            return here[0]
        subjects = [c for c in here if m.sentence in c.was_subject]
        spoke = self._last_speaker(m, THINGS)
        if not here:
            return _only(c for c in things if m.sentence - 1 in c.was_subject) or spoke
        return _only(subjects) or (spoke if spoke in here else None)

    def _last_speaker(self, m: Mention, kinds: frozenset[str]) -> Cluster | None:
        return self._last_of(
            [
                c
                for c in self.register.clusters
                if c.kind in kinds and c.said_in and (c.said[-1] >= m.sentence - NEAR or c.said_in[-1] >= m.passage - 1)
            ]
        )

    def _last_of(self, spoke: list[Cluster]) -> Cluster | None:
        if not spoke:
            return None
        latest = max(c.said[-1] for c in spoke)
        last = [c for c in spoke if c.said[-1] == latest]
        return max(last, key=lambda c: c.seen[-1] * 10_000 + c.number) if last else None

    def _last(self, clusters: object) -> Cluster | None:
        listed = [c for c in clusters if c.seen]  # type: ignore[attr-defined]
        return max(listed, key=lambda c: (c.seen[-1], c.number)) if listed else None


def _only(clusters: Iterable[Cluster]) -> Cluster | None:
    listed = list(clusters)
    return listed[0] if len(listed) == 1 else None


def _line(cluster: Cluster) -> list[Cluster]:
    """Return the cluster's parents upwards."""
    found: list[Cluster] = []
    above = cluster.parent
    while above is not None and above not in found:
        found.append(above)
        above = above.parent
    return found


def _is_above(cluster: Cluster, owner: Cluster) -> bool:
    return cluster in _line(owner)


def _phrase(words: Words, m: Mention) -> str:
    """Return the description of somebody unnamed: the noun phrase with the prepositional phrase behind it."""
    first = m.first + (1 if words.low[m.first] == "the" else 0)
    last = words.right_edge(m.last, AROUND)
    pieces = [words.text[k] for k in range(first, last + 1)]
    glued = [
        piece + ("" if k == len(pieces) - 1 or words.idx[first + k] + len(piece) == words.idx[first + k + 1] else " ")
        for k, piece in enumerate(pieces)
    ]
    return "".join(glued)
