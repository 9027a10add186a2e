"""Nouns of one article → the actors they point back to. Modest rules: one candidate that fits, or NIL."""

from analysis.actors.memory import Memory, is_of, last_seen, only, speaks
from analysis.actors.mention import Cluster, Mention
from analysis.actors.offices import holders_of, issuer_of
from analysis.actors.phrases import phrase
from analysis.actors.pronouns import referent
from analysis.actors.standing import note_ties, place_organs
from analysis.lexicon import Noun, nouns
from analysis.names import comparable

OFTEN = 3  # mentions
NOT_YET = frozenset(["next", "future", "potential", "possible", "would-be", "eventual", "other", "another"])


class Reader:
    """Reads an article's mentions in order and resolves those that are no names."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.register = memory.register
        self.parsed = memory.parsed
        self._done: set[int] = set()
        self._spoken_for: set[str | None] = set()  # states whose government or authorities are named

    def read(self, found: list[Mention]) -> None:
        """Give every mention its cluster and its `resolved_by`, in the order of the text."""
        for m in found:
            if m.apposed is not None and m.apposed.cluster is not None:
                self._take(m, m.apposed.cluster, "title")
                m.apposed.cluster.roles.update(m.name.split())
            elif m.form == "noun":
                self._read_once(m)
            elif m.form == "pronoun":
                self._read_pronoun(m)
            elif m.form == "described":
                self._describe(m, m.kind or "group")
            elif m.cluster is not None and m.state is None:
                self._settle(m, m.cluster, m.titles)
            self.memory.note(m)
        place_organs(self.memory.clusters, self._spoken_for)

    def owner(self, m: Mention) -> Cluster | None:
        """Return the actor that a mention says it belongs to."""
        for token in m.owners:
            owner = self.register.mention_at(m.passage, token)
            if owner is None or owner is m:
                continue
            if owner.form == "noun":
                self._read_once(owner)
            outside = {"group"} if m.kind == "person" and owner.is_possessor else {"group", "place"}
            whose = owner.cluster
            if whose is not None and (whose.kind not in outside or (whose.party is not None and m.kind == "person")):
                return whose
        return self.register.state(m.nationality.code) if m.nationality is not None else None

    def _read_pronoun(self, m: Mention) -> None:
        chosen = referent(self.memory, m)
        if chosen is not None:
            m.cluster, m.resolved_by, m.kind = chosen, "pronoun", chosen.kind
            if m.gender in ("m", "f"):
                chosen.gender = chosen.gender or m.gender

    def _read_once(self, m: Mention) -> None:
        """Read a noun before its turn where another one needs it, and never twice."""
        if id(m) not in self._done and m.apposed is None:
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
            self._read_body(m)
        else:
            self._read_group(m, word)

    def _is_state_itself(self, m: Mention, word: str) -> bool:
        """True for "the Peruvian government". NewsWCL50 dev: B³ F1 .727 → .711 without it."""
        if word not in nouns().sets["body.state_self"] or m.determiner == "a":
            return False
        owner = self.register.state(m.nationality.code) if m.nationality is not None else self.owner(m)
        if owner is not None and owner.kind == "person":
            owner = self.register.state(owner.nationality) if owner.nationality else owner  # "Dorn's government"
        if owner is None or owner.state is None:
            return False
        m.cluster, m.resolved_by, m.kind = owner, "role", owner.kind
        self._spoken_for.add(owner.state)
        return True

    def _read_country(self, m: Mention, noun: Noun) -> None:
        """Let "the country" be the one state named nearby. NewsWCL50 dev: B³ F1 .727 → .723 without it."""
        if "country" not in noun.classes or m.determiner not in ("the", "poss"):
            return
        owner = self.owner(m)
        code = owner.nationality if owner else None
        near = [c for c in self.register.states_seen() if c.was_seen(m.sentence - 1, m.sentence)]
        if m.determiner == "poss":
            near = [self.register.state(code)] if code else []
        if len(near) == 1 and not m.is_quoted:
            m.cluster, m.resolved_by, m.kind = near[0], "role", "state"

    def _read_document(self, m: Mention, noun: Noun) -> None:
        """A document speaks for whoever issued it.

        Speakers right without it: own stories 535 → 528, shared 201 → 187.
        """
        issuer = self.owner(m) or self._agent_behind(m)
        is_theirs = issuer is not None and m.verb is not None  # "Its report …. It found" (.966 → .976)
        if issuer is None and m.determiner == "the" and noun.singular not in nouns().sets["document.kept"]:
            issuer = issuer_of(self.memory, m, noun)
        before = self.parsed[m.passage].low[max(0, m.first - 1) : m.first]
        if issuer is None and m.determiner != "the" and before in (["in"], ["by"], ["through"], ["via"]):
            speaker = only(c for c in self.memory.clusters if m.sentence in c.said)
            if speaker is not None:
                speaker.issued.add(noun.singular)  # "the board said in a statement"
        elif issuer is not None:
            issuer.issued.add(noun.singular)
            if speaks(m) or is_theirs:
                m.cluster, m.resolved_by, m.kind = issuer, "role", issuer.kind

    def _agent_behind(self, m: Mention) -> Cluster | None:
        """Return the actor after the "by" of "a report written by the auditors".

        Speakers right without it: own stories 535 → 534, shared 201 → 198.
        """
        words = self.parsed[m.passage]
        behind = words.low[m.last + 1 : m.last + 8]
        if "by" not in behind or {",", ";"} & set(behind[: behind.index("by")]):
            return None
        by = m.last + 1 + behind.index("by")
        for k in range(by + 1, min(len(words), by + 6)):
            agent = self.register.mention_at(m.passage, k)
            if agent is not None and agent.form == "noun":
                self._read_once(agent)
            if agent is not None and agent.cluster is not None:
                return agent.cluster
        return None

    def _read_office(self, m: Mention, noun: Noun) -> None:
        """Let "the minister" be who holds the office. Speakers without it: own stories 535 → 514, unseen 196 → 184."""
        if m.determiner == "a" or NOT_YET & set(m.name.split()):
            self._describe(m, "person")
            return
        holders = holders_of(self.memory, m, noun, self.owner(m))
        if len(holders) == 1:
            self._take(m, holders[0], "role")
        elif not holders:
            self._describe(m, "person")

    def _read_body(self, m: Mention) -> None:
        if m.determiner == "a":
            self._describe(m, "organisation")
            return
        owner = self.owner(m)
        meant = self._body_meant(m, owner)
        if meant is not None:
            self._take(m, meant, "exact" if m.name in meant.names else "role")
        elif self._is_definite(m) or " " in m.name or owner is not None or speaks(m):
            cluster = self.register.new("organisation", phrase(self.parsed[m.passage], m))
            cluster.names[self._shown(m)] += 1
            # Without a state it is known by its description, and in this article only.
            cluster.is_described = owner is None or not (owner.state or owner.nationality)
            m.resolved_by = "exact"
            self._settle(m, cluster, [])

    def _body_meant(self, m: Mention, owner: Cluster | None) -> Cluster | None:
        """Return the last body, of its owner where it has one, that a noun is a part of the name of, or called so."""
        tokens = set(comparable(m.name).split())
        bodies = [c for c in self.memory.clusters if c.kind == "organisation" and c.seen]
        bodies = [c for c in bodies if owner is None or is_of(c, owner)]
        named = [c for c in bodies if any(tokens <= set(comparable(n).split()) for n in [*c.names, c.name])]
        last = last_seen(named or [c for c in bodies if tokens <= c.roles])
        return _company(bodies, tokens) if last is None and m.determiner == "the" else last

    def _shown(self, m: Mention) -> str:
        """Return the words of a body's own name as they are written, without owner and article."""
        return self.parsed[m.passage].slice(m.head + 1 - len(m.name.split()), m.head + 1)

    def _is_definite(self, m: Mention) -> bool:
        return m.determiner in ("the", "poss") or self.parsed[m.passage].text[m.head][:1].isupper()

    def _read_group(self, m: Mention, word: str) -> None:
        groups = [c for c in self.memory.clusters if c.kind == "group" and word in c.roles]
        words = self.parsed[m.passage]
        is_counted = any(words.tag[k] == "CD" for k in range(m.first, m.head))  # "the two leaders" are these two
        if m.determiner in ("the", "") and len(groups) == 1 and len(m.name.split()) == 1 and not is_counted:
            self._take(m, groups[0], "role")
        else:
            self._describe(m, "group")

    def _describe(self, m: Mention, kind: str) -> None:
        """Make an unnamed source an actor of its own article; leave all other unnamed people NIL."""
        m.kind = kind
        if speaks(m) and (m.noun is not None or self._is_animate(m)):
            cluster = self.register.new(kind, phrase(self.parsed[m.passage], m), is_described=True)
            cluster.roles.update(m.name.split())
            m.resolved_by = "exact"
            self._settle(m, cluster, m.name.split())

    def _is_animate(self, m: Mention) -> bool:
        """True for a noun of no list that is made like "beekeeper"; a list or a case is no actor."""
        words = self.parsed[m.passage]
        endings = tuple(nouns().sets["animate.endings"])
        return words.tag[m.head].startswith("NN") and words.low[m.head].removesuffix("s").endswith(endings)

    def _take(self, m: Mention, cluster: Cluster, how: str) -> None:
        m.resolved_by, m.kind = how, cluster.kind
        cluster.gender = cluster.gender or m.gender
        self._settle(m, cluster, m.name.split())

    def _settle(self, m: Mention, cluster: Cluster, titles: list[str]) -> None:
        """Give a mention its actor, and note what its words say of whose the actor is."""
        m.cluster = cluster
        owner = self.owner(m)
        note_ties(self.parsed[m.passage], m, cluster, titles, owner)
        self.memory.belongs(cluster, owner)


def _company(bodies: list[Cluster], tokens: set[str]) -> Cluster | None:
    """Return the one body that "the company" can mean: named again and again, with a name that says nothing else.

    Real/dev: 10 of 10.
    """
    if not tokens <= nouns().sets["body.company"]:
        return None
    known = nouns().forms.keys()
    often = [c for c in bodies if len(c.seen) >= OFTEN]
    return only(c for c in often if known.isdisjoint(" ".join(c.names).casefold().split()))
