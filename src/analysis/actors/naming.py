"""Named mentions of one article → clusters: one for each person, body, state or place that it names."""

from collections import Counter

from analysis.actors.kinds import bind_appositions, name_kinds, person_words
from analysis.actors.mention import Cluster, Mention, Tie
from analysis.actors.states import State, gazetteer
from analysis.actors.tagged_words import Words
from analysis.actors.ties import is_organ, is_power
from analysis.actors.unknown_states import Lookup
from analysis.lexicon import nouns, sex_of_name
from analysis.names import HONORIFICS, comparable, fold, generation, initials, is_acronym, same_person, surname
from analysis.names import gender as gender_of

COMPASS = frozenset(["north", "south", "east", "west"])
UNION_OF_STATES = frozenset(["EU"])


class Register:
    """The clusters of one article, and the ways to find one by a name."""

    def __init__(self, found: list[Mention], parsed: list[Words], lookup: Lookup) -> None:
        self.clusters: list[Cluster] = []
        self.parsed = parsed
        self._lookup = lookup
        self._states: dict[str, Cluster] = {}
        self._named: dict[str, Cluster] = {}
        self._parties: dict[str, Cluster] = {}
        self.at: list[dict[int, Mention]] = [{} for _ in parsed]
        self._headed: dict[tuple[int, int], Mention] = {}
        for m in found:
            self._take_place(m)
        bind_appositions(found, parsed, self.at)
        names = [m for m in found if m.form == "name" and m.state is None and m.party is None]
        kinds, self._weak = name_kinds(names, parsed)
        self._alone = Counter(fold(m.name) for m in names)
        self._first_alone: dict[str, int] = {}
        for m in names:
            if m.passage > 0:
                self._first_alone.setdefault(fold(m.name), m.start)
        for m in found:
            if m.state is not None:
                self._bind_state(m, m.state)
            elif m.party is not None:
                m.cluster, m.resolved_by = self.party(m.party), "alias"
        by_length = sorted(names, key=lambda m: (-len(m.name.split()), not set(m.titles) - HONORIFICS, m.start))
        for m in by_length:
            self._bind_name(m, kinds.get(comparable(m.name)))

    def is_weak(self, cluster: Cluster) -> bool:
        """True where only the model's labels say what a name of one word is."""
        return bool(cluster.names) and all(comparable(name) in self._weak for name in cluster.names)

    def new(self, kind: str, name: str, **known: object) -> Cluster:
        cluster = Cluster(len(self.clusters), kind, name, **known)  # type: ignore[arg-type]
        self.clusters.append(cluster)
        return cluster

    def state(self, code: str) -> Cluster:
        """Return the cluster of a state, made on first use."""
        if code not in self._states:
            name = gazetteer().names.get(code) or self._lookup.names.get(code, code)
            kind = "organisation" if code in UNION_OF_STATES else "state"
            self._states[code] = self.new(kind, name, state=code)
        return self._states[code]

    def party(self, name: str) -> Cluster:
        """Return the cluster of a party and its members, made on first use."""
        if name not in self._parties:
            self._parties[name] = self.new("group", name, party=name)
            self._parties[name].names[name] += 1
        return self._parties[name]

    def states_seen(self) -> list[Cluster]:
        return list(self._states.values())

    def words_for(self, code: str | None) -> dict[str, str]:
        """Return the words that mean a state which this article alone taught us, each with its kind."""
        return {word: state.kind for word, state in sorted(self._lookup.own.items()) if state.code == code}

    def mention_at(self, passage: int, token: int) -> Mention | None:
        """Return the mention that a token heads, else the longest around it."""
        return self._headed.get((passage, token)) or self.at[passage].get(token)

    def _take_place(self, m: Mention) -> None:
        here = self.at[m.passage]
        self._headed.setdefault((m.passage, m.head), m)
        for token in range(m.first, m.last + 1):
            other = here.get(token)
            if other is None or (m.last - m.first) > (other.last - other.first):
                here[token] = m

    def _bind_state(self, m: Mention, state: State) -> None:
        if state.kind == "organ":
            m.cluster = self._organisation(m, m.nationality.code if m.nationality else None)
            return
        if state.kind == "capital" and m.is_place_use:
            m.kind = "place"
            m.cluster = self._exact("place", m)
            return
        m.cluster = self.state(state.code)
        m.kind = m.cluster.kind
        same = fold(m.name) == fold(m.cluster.name)
        m.resolved_by = "metonym" if state.kind in ("capital", "seat") else "exact" if same else "alias"

    def _exact(self, kind: str, m: Mention) -> Cluster:
        key = f"{kind}:{comparable(m.name)}"
        if key not in self._named:
            self._named[key] = self.new(kind, m.name)
        cluster = self._named[key]
        cluster.names[m.name] += 1
        m.resolved_by = "exact"
        m.kind = kind
        return cluster

    def _bind_name(self, m: Mention, kind: str | None) -> None:
        word = comparable(m.name)
        if word in COMPASS:
            fitting = [c for c in self._states.values() if fold(c.name).split()[0] == word]
            if len(fitting) == 1:
                m.cluster, m.kind, m.resolved_by = fitting[0], "state", "alias"
            return
        if kind == "person":
            m.cluster = self._person(m)
        elif kind == "organisation":
            m.cluster = self._organisation(m, m.nationality.code if m.nationality else None)
        elif kind is not None:
            m.cluster = self._exact(kind, m)

    def _person(self, m: Mention) -> Cluster:
        m.kind = "person"
        gender = m.gender or next((g for t in m.titles if (g := gender_of(t + " x"))), None)
        words = person_words(m.name)
        fitting = [c for c in self.clusters if c.kind == "person" and _fits(m.name, c, gender)]
        meant = max(fitting, key=lambda c: _likeness(m.name, c), default=None)
        if meant is not None and len(words) == 1 and self._is_another(m, meant, words[0]):
            meant = None
        cluster = meant or self.new("person", m.name, first=m.start)
        is_known = meant is None or m.name in cluster.names
        m.resolved_by = "exact" if is_known else "surname" if len(words) == 1 else "alias"
        cluster.names[m.name] += 1
        cluster.gender = cluster.gender or gender
        cluster.likely_gender = cluster.likely_gender or sex_of_name(m.name)
        cluster.roles.update(m.titles)
        return cluster

    def _is_another(self, m: Mention, cluster: Cluster, word: str) -> bool:
        """True for "President Dorn", or Dorn from the first lines on, beside a relative named in full once.

        News gives a name in full where it comes first, but for headlines and for those whom everybody knows. NewsWCL50
        dev: B³ F1 .703 → .727.
        """
        full = {name: times for name, times in cluster.names.items() if len(person_words(name)) > 1}
        is_office = bool(set(m.titles) - HONORIFICS) and not cluster.roles - HONORIFICS
        if is_office and full and all(map(generation, full)):
            return True  # "President Dorn" beside "Karl Dorn Jr."
        times = sum(full.values())
        if not 0 < times <= 2 or self._alone[word] <= 2 * times:
            return False
        return is_office or self._first_alone.get(word, cluster.first) < cluster.first

    def _organisation(self, m: Mention, code: str | None) -> Cluster:
        m.kind = "organisation"
        known = self._body(m.name, code)
        cluster = known or self.new("organisation", m.name, nationality=code)
        is_organ_word = m.state is not None and m.state.kind == "organ"
        if code is not None and (is_organ(m.name) or (is_organ_word and not is_power(m.name))):
            cluster.ties.append(Tie("state", code))
        m.resolved_by = "alias" if known is not None and m.name not in known.names else "exact"
        cluster.names[m.name] += 1
        return cluster

    def _body(self, name: str, code: str | None) -> Cluster | None:
        """Return the body that a name means: the last one of its state, else the only one."""
        bodies = [c for c in self.clusters if c.kind == "organisation" and any(_same_body(name, n) for n in c.names)]
        own = [c for c in bodies if c.nationality == code]
        if own:
            return own[-1]
        free = bodies if code is None else [c for c in bodies if c.nationality is None]
        return free[0] if len(free) == 1 else None


def _likeness(name: str, cluster: Cluster) -> tuple[bool, bool, bool, int, int]:
    """Order people whom a name can mean: by surname, by the same form, fathers before sons, then by frequency."""
    is_surname = any(surname(known) == person_words(name)[-1] for known in cluster.names)
    is_son = any(map(generation, cluster.names))
    return is_surname, name in cluster.names, not is_son, cluster.names.total(), -cluster.number


def _fits(name: str, cluster: Cluster, gender: str | None) -> bool:
    """True where a name can be a short or an equal form of one of the cluster's names."""
    if gender and cluster.gender and gender != cluster.gender:
        return False
    words = person_words(name)
    if len(words) == 1:
        known = [known for known in cluster.names if words[0] in person_words(known)]
        return any(generation(name) in (None, generation(other) or "sr") for other in known)
    joined = " ".join(words)
    return any(
        same_person(joined, " ".join(person_words(known))) and generation(name) == generation(known)
        for known in cluster.names
    )


def _same_body(name: str, known: str) -> bool:
    """True where one name of a body is the other, its beginning, its end or its initials."""
    one, other = comparable(name).split(), comparable(known).split()
    if one == other:
        return True
    if is_acronym(name):
        return name.replace(".", "") in initials(known)
    if is_acronym(known):
        return known.replace(".", "") in initials(name)
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return short[0] == long[0] and short[0] not in nouns().forms
    begins = long[: len(short)] == short and long[len(short)] in ("of", "for", "on", "and")
    return begins or long[-len(short) :] == short
