"""Nouns of one article → the actors they point back to. Modest rules: one candidate that fits, or NIL."""

from analysis.actors.memory import NEAR, THINGS, Memory, last_seen, line, only, speaks
from analysis.actors.mention import Cluster, Mention
from analysis.actors.nouns import Noun, nouns
from analysis.actors.phrases import phrase
from analysis.actors.pronouns import referent
from analysis.names import ARTICLES, comparable, is_acronym

RESPONSES = frozenset(["reject", "deny", "dismiss", "dispute"])
ACCUSING = frozenset(["accuse", "blame"])
RANKING = frozenset(["prime", "deputy", "vice", "former"])
COMPANY = frozenset(
    ["company", "firm", "corporation", "operator", "airline", "utility", "manufacturer", "retailer", "insurer"]
)


class Reader:
    """Reads an article's mentions in order and resolves those that are no names."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.register = memory.register
        self.parsed = memory.parsed
        self._done: set[int] = set()

    def read(self, found: list[Mention]) -> None:
        """Give every mention its cluster and its `resolved_by`, in the order of the text."""
        for m in found:
            if m.apposed is not None:
                self._join_apposed(m, m.apposed)
            elif m.form == "noun":
                self._read_once(m)
            elif m.form == "pronoun":
                self._read_pronoun(m)
            elif m.form == "described":
                self._describe(m, m.kind or "group")
            elif m.cluster is not None and m.state is None:
                self.memory.belongs(m.cluster, self.owner(m))
                self._learn_capital(m, m.cluster)
            self.memory.note(m)

    def owner(self, m: Mention) -> Cluster | None:
        """Return the actor that a mention says it belongs to."""
        for token in m.owners:
            owner = self.register.mention_at(m.passage, token)
            if owner is None or owner is m or self._is_subject_matter(m, token, owner):
                continue
            if owner.form == "noun" and owner.cluster is None and owner.apposed is None:
                self._read_once(owner)
            if owner.cluster is not None and owner.cluster.kind not in ("place", "group"):
                return owner.cluster
        return self.register.state(m.nationality.code) if m.nationality is not None else None

    def _learn_capital(self, m: Mention, cluster: Cluster) -> None:
        """Learn whose capital answers: "Velonia accused Tarsk of arson, a charge Murom rejected" is Tarsk's Murom."""
        words = self.parsed[m.passage]
        if m.verb not in RESPONSES or not self.register.is_weak(cluster):
            return
        first = max((k for k in words.starts if k <= m.first), default=0)
        verb = next((k for k in range(first, m.first) if words.lemma[k] in ACCUSING), None)
        if verb is None:
            return
        for k in range(verb + 1, m.first):
            accused = self.register.mention_at(m.passage, k)
            if accused is not None and accused.cluster is not None:
                if accused.cluster.state:
                    self.register.learn_capital(m.name, accused.cluster.state)
                return

    def _is_subject_matter(self, m: Mention, token: int, owner: Mention) -> bool:
        """True for the state in "Peru envoy Ida Holm": what the office is about, not whose it is."""
        words = self.parsed[m.passage]
        is_bare = m.first <= token < m.last and words.tag[owner.last + 1] != "POS"
        is_state = owner.form == "name" and owner.state is not None and owner.state.kind == "name"
        return is_bare and is_state and m.kind == "person" and not is_acronym(owner.name)

    def _join_apposed(self, m: Mention, name: Mention) -> None:
        if name.cluster is None:
            return
        m.cluster, m.resolved_by = name.cluster, "title"
        name.cluster.roles.update(m.name.split())
        name.cluster.gender = name.cluster.gender or m.gender
        self.memory.belongs(name.cluster, self.owner(m))

    def _read_pronoun(self, m: Mention) -> None:
        chosen = referent(self.memory, m)
        if chosen is not None:
            m.cluster, m.resolved_by, m.kind = chosen, "pronoun", chosen.kind
            if m.gender in ("m", "f") and chosen.kind == "person":
                chosen.gender = chosen.gender or m.gender

    def _read_once(self, m: Mention) -> None:
        """Read a noun before its turn where another one needs it, and never twice."""
        if id(m) not in self._done:
            self._done.add(id(m))
            self._read_noun(m)

    def _read_noun(self, m: Mention) -> None:
        word, noun = self.parsed[m.passage].low[m.head], m.noun
        if noun is None or self._is_state_itself(m, word):
            return
        if m.kind == "state":
            self._read_country(m, noun)
        elif m.kind == "document":
            self._read_document(m, noun)
        elif m.kind == "person":
            self._read_office(m, noun)
        elif m.kind == "organisation":
            self._read_body(m, word)
        else:
            self._read_group(m, word)

    def _is_state_itself(self, m: Mention, word: str) -> bool:
        if word not in nouns().sets["body.state_self"] or m.determiner == "a":
            return False
        owner = self.owner(m)
        if owner is not None and owner.kind == "person" and word in ("government", "administration"):
            owner = self.register.state(owner.nationality) if owner.nationality else owner
        words = self.parsed[m.passage]
        if owner is None and m.head + 2 < len(words) and words.low[m.head + 1] == "in":
            place = self.register.mention_at(m.passage, m.head + 2)  # "the authorities in Velonia"
            owner = place.cluster if place is not None else None
        if owner is None or owner.state is None:
            return False
        m.cluster, m.resolved_by, m.kind = owner, "role", owner.kind
        return True

    def _read_country(self, m: Mention, noun: Noun) -> None:
        if "country" not in noun.classes or noun.is_plural or m.determiner not in ("the", "poss"):
            return
        owner = self.owner(m)
        code = owner.nationality if owner else None
        near = [c for c in self.register.states_seen() if c.was_seen(m.sentence - 1, m.sentence)]
        if m.determiner == "poss":
            near = [self.register.state(code)] if code else []
        if len(near) == 1 and not m.is_quoted:
            m.cluster, m.resolved_by, m.kind = near[0], "role", "state"

    def _read_document(self, m: Mention, noun: Noun) -> None:
        """A document speaks for whoever issued it."""
        words = self.parsed[m.passage]
        issuer = self.owner(m) or self._agent_behind(m)
        before = words.low[m.first - 1] if m.first else ""
        if issuer is not None:
            issuer.issued.add(noun.singular)
        elif m.determiner in ("a", "") and before in ("in", "by", "through", "via"):
            self.memory.expect_issuer(m.sentence, noun.singular)
            return
        elif m.determiner == "the":
            issuer = self._issuer(m, noun)
        if issuer is not None and (m.verb is not None or m.determiner == "the" or speaks(m)):
            issuer.issued.add(noun.singular)
            m.cluster, m.resolved_by, m.kind = issuer, "role", issuer.kind

    def _issuer(self, m: Mention, noun: Noun) -> Cluster | None:
        """Return who issued "the statement": whoever issued one before, else the last who spoke nearby."""
        word = noun.singular
        kinds = THINGS | {"person", "group"} if word in nouns().sets["document.spoken"] else THINGS
        clusters = self.memory.clusters
        return (
            last_seen(c for c in clusters if word in c.issued)
            or self.memory.last_speaker(m, kinds)
            or (last_seen(c for c in clusters if c.issued) if speaks(m) else None)
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
                    if agent is not None and agent.cluster is not None:
                        return agent.cluster
        return None

    def _read_office(self, m: Mention, noun: Noun) -> None:
        if m.determiner == "a":
            self._describe(m, "person")
            return
        word = noun.singular
        wanted = {word} | nouns().broader.get(word, frozenset())
        owner = self.owner(m)
        people = [c for c in self.memory.clusters if c.kind == "person" and c.seen]
        people = [c for c in people if m.gender in (None, c.gender or m.gender)]
        fitting = [c for c in people if word in c.roles] or [c for c in people if wanted & c.roles]
        modifiers = set(m.name.split()[:-1]) & (nouns().sets["domain.words"] | RANKING)
        if modifiers:
            fitting = [c for c in fitting if modifiers <= c.roles]
        if owner is not None:
            own = [c for c in fitting if owner in line(c) or (owner.state and c.nationality == owner.state)]
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
        bodies = [c for c in self.memory.clusters if c.kind == "organisation" and c.seen]
        owner = self.owner(m)
        tokens = [t for t in comparable(m.name).split() if t not in ARTICLES]
        if m.determiner == "a":
            self._describe(m, "organisation")
            return
        fitting = [c for c in bodies if any(set(tokens) <= set(comparable(n).split()) for n in [*c.names, c.name])]
        if owner is not None:
            fitting = [c for c in fitting if owner in line(c) or (owner.state and c.nationality == owner.state)]
        if not fitting and word in COMPANY and len(tokens) == 1:
            fitting = self._companies(bodies, word)
        elif not fitting and owner is None:
            fitting = [c for c in bodies if set(tokens) <= c.roles]
        last = last_seen(fitting)
        if last is not None:
            self._take(m, last, "exact" if m.name in last.names else "role")
        elif self._is_definite(m) or len(tokens) > 1 or owner is not None or speaks(m):
            m.cluster = self.register.new("organisation", phrase(self.parsed[m.passage], m))
            m.cluster.names[self._shown(m)] += 1
            # Without a state it is known by its description, and in this article only.
            m.cluster.is_described = owner is None or not (owner.state or owner.nationality)
            m.resolved_by = "exact"
            self.memory.belongs(m.cluster, owner)

    def _shown(self, m: Mention) -> str:
        """Return the words of a body's own name as they are written, without owner and article."""
        return self.parsed[m.passage].slice(m.head + 1 - len(m.name.split()), m.head + 1)

    def _companies(self, bodies: list[Cluster], word: str) -> list[Cluster]:
        """Return the one body that "the company" can mean: introduced as one, or with a name that says nothing else."""
        said = [c for c in bodies if word in c.roles]
        plain = [c for c in bodies if not c.nationality and not _words_of(c) & nouns().forms.keys()]
        found = only(said) or (only(plain) if not said else None)
        return [found] if found is not None else []

    def _is_definite(self, m: Mention) -> bool:
        words = self.parsed[m.passage]
        is_capital = words.text[m.head][:1].isupper() and not words.begins(m.head)
        return m.determiner in ("the", "poss") or is_capital

    def _read_group(self, m: Mention, word: str) -> None:
        groups = [c for c in self.memory.clusters if c.kind == "group" and c.is_described and word in c.roles]
        if m.determiner in ("the", "") and len(groups) == 1 and len(m.name.split()) == 1 and m.nationality is None:
            self._take(m, groups[0], "role")
        else:
            self._describe(m, "group")

    def _describe(self, m: Mention, kind: str) -> None:
        """Make an unnamed source an actor of its own article; leave all other unnamed people NIL."""
        m.kind = kind
        if not speaks(m):
            return
        if m.noun is None and not self._is_animate(m):
            return
        cluster = self.register.new(kind, phrase(self.parsed[m.passage], m), is_described=True)
        cluster.roles.update(m.name.split())
        cluster.gender = m.gender if m.gender in ("m", "f") else None
        m.cluster, m.resolved_by = cluster, "exact"
        self.memory.belongs(cluster, self.owner(m))

    def _is_animate(self, m: Mention) -> bool:
        """True for a noun of no list that is a name or is made like "beekeeper"; a list or a case is no actor."""
        words = self.parsed[m.passage]
        word, tag = words.low[m.head].removesuffix("s"), words.tag[m.head]
        is_name = words.text[m.head][:1].isupper() and tag.startswith("NNP")
        is_counted = tag == "CD"  # "three of them"
        return is_name or is_counted or (tag.startswith("NN") and word.endswith(tuple(nouns().sets["animate.endings"])))

    def _take(self, m: Mention, cluster: Cluster, how: str) -> None:
        m.cluster, m.resolved_by, m.kind = cluster, how, cluster.kind
        self.memory.belongs(cluster, self.owner(m))


def _words_of(cluster: Cluster) -> set[str]:
    return {word for name in cluster.names for word in comparable(name).split()}
