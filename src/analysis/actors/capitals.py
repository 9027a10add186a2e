"""A run of capitalised words → the mentions in it: parties, states and their people, titled names, bodies."""

from analysis.actors.mention import Mention
from analysis.actors.phrases import headed, owners
from analysis.actors.states import State
from analysis.actors.tagged_words import Words
from analysis.actors.ties import is_bare, is_organ, is_power, party_at
from analysis.actors.titles import take_titles_before, titled
from analysis.actors.unknown_states import Lookup
from analysis.lexicon import nouns, side_words
from analysis.names import is_acronym

OF_OFFICE = frozenset(["of", "deputy", "vice", "acting"])
OF_GENERATION = {"elder": " Sr.", "younger": " Jr."}  # "the elder Dunn"
SEVERAL = ("NNS", "NNPS")


def mentions_in(words: Words, first: int, end: int, lookup: Lookup) -> list[Mention]:
    """Split a run of capitalised words into parties, nationality, titles and name, or take it as one name.

    Args:
        words: The paragraph.
        first: The first token of the run.
        end: The token behind its last.
        lookup: The words of states in this article.
    """
    return _Run(words, end, lookup).read(first)


class _Run:
    """What has been read of a run, from left to right."""

    def __init__(self, words: Words, end: int, lookup: Lookup) -> None:
        self._words = words
        self._end = end
        self._lookup = lookup
        self._found: list[Mention] = []
        self._nation: State | None = None  # whose demonym or short name stands right before

    def read(self, i: int) -> list[Mention]:
        while i < self._end:
            party = self._party(i)
            if party is not None:
                return [*self._found, party]
            if self._is_party_member(i):
                break
            n, state = self._lookup.longest(self._words, i, self._end)
            if state is None:
                self._name(i)
                break
            if state.kind != "demonym" and self._is_in_name(i, i + n, state):
                is_owner = self._words.label[i] == "ORG" and state.kind == "name"
                self._nation = state if is_owner else self._nation
                self._name(i)
                break
            if state.kind != "demonym" or not self._is_language(i, i + n):
                self._state(i, n, state)
            i += n
        return self._found

    def _state(self, i: int, n: int, state: State) -> None:
        """Add the mention of a state, of its people or of an organ."""
        last = i + n - 1
        m = Mention("name", 0, i, last, last, kind="state", name=self._words.slice(i, i + n), state=state)
        if state.kind == "demonym":
            m.form = "nationality"
        elif state.kind == "organ":
            m.kind, m.nationality = "organisation", State(state.code, "name")
        # "U.S. President …" is its own; a "Peru envoy" may be sent there, not by it.
        is_own = state.kind == "demonym" or (state.kind == "name" and is_acronym(m.name))
        self._nation = state if is_own and is_bare(self._words, i, i + n) else None
        self._found.append(m)

    def _party(self, first: int) -> Mention | None:
        """Return the mention of a party or its members that ends a run: "Democrats", "House Republicans"."""
        words, end = self._words, self._end
        if first > 1 and words.low[first - 1] == "of" and words.is_body(first - 2):
            return None  # "Ministry of Labour"
        at = range(first, end) if words.tag[end - 1] in SEVERAL else [first]
        known = ((k, party_at(words, k)) for k in at)
        party = next((party for k, (n, party) in known if party is not None and k + n == end), None)
        is_adjective = end < len(words) and words.tag[end].startswith("NN") and words.text[end][:1].islower()
        if party is None or is_adjective:
            return None
        return Mention("name", 0, first, end - 1, end - 1, kind="group", name=party, party=party)

    def _is_party_member(self, first: int) -> bool:
        """True for "Ohio Democrat", "House Republican" and "R-Ohio": they say what somebody named beside them is."""
        words, last = self._words, self._end - 1
        if words.text[first] in side_words().letters and words.text[first + 1 : first + 2] == ["-"]:
            return True
        is_of_part = words.low[first] in nouns().sets["place.names"] | {"house", "senate"}
        return is_of_part and first < last and party_at(words, last)[1] is not None

    def _is_language(self, first: int, end: int) -> bool:
        """True for "Russian" of "said in Russian"."""
        words = self._words
        is_alone = end >= len(words) or not words.tag[end].startswith(("NN", "JJ", "CD", "POS"))
        return is_alone and first > 0 and words.low[first - 1] == "in"

    def _is_in_name(self, first: int, end: int, state: State) -> bool:
        """True for "Jordan" of "Jordan Ames" and "Ostrava" of "Ostrava City Council": the name goes on behind it."""
        words = self._words
        if end == self._end:
            return False
        if words.label[first] == words.label[end] == "ORG":
            return True
        if any(map(words.is_body, range(end, self._end))):
            return state.kind != "name"
        return words.label[first] == "PERSON"

    def _name(self, a: int) -> None:
        """Add the rest of the run: a person with titles, a body, several states, or a name of unknown kind."""
        words, b = self._words, self._end
        if a + 1 == b and self._lookup.is_several_states(words.text[a]):
            self._found.append(Mention("name", 0, a, a, a, kind="group", name=words.text[a]))  # "the two Koreas"
            return
        if self._is_common_noun(a):
            return
        start, first = titled(words, a, b)
        name = words.slice(first, b) + OF_GENERATION.get(words.low[start - 1] if start > 0 else "", "")
        m = Mention("name", 0, start, b - 1, b - 1, name=name, nationality=self._nation)
        if first > a:
            m.kind, m.titles = "person", [title.rstrip(".") for title in words.low[start:first]]
            m.owners += self._organ_before()
        elif any(map(words.is_body, range(a, b))):
            self._name_body(m, a)
        if m.kind != "organisation":
            take_titles_before(words, m)
        m.owners += owners(words, m)
        heads = headed(words, m) if m.kind != "organisation" else []
        m.titles += ["head"] if heads else []
        m.owners += heads
        self._found.append(m)

    def _is_common_noun(self, a: int) -> bool:
        """True for what noun phrases read: "Prime Minister" and "the Ministry" alone, "Republican (leaders)"."""
        words, b = self._words, self._end
        of_office = nouns().sets["domain.words"] | OF_OFFICE
        if all(words.is_office(k) or words.low[k] in of_office for k in range(a, b)):
            return True
        if b - a > 1:
            return False
        if words.low[a] in side_words().adjectives:
            return True
        is_nations = bool(self._found) and self._found[-1].form == "nationality" and _is_own(words.text[a])
        return words.is_body(a) and not is_nations

    def _organ_before(self) -> list[int]:
        """Return the head of the state's organ right before an office: "White House spokesman …"."""
        beside = self._found[-1] if self._found else None
        is_organ_of_state = beside is not None and beside.state is not None and beside.state.kind in ("organ", "seat")
        return [beside.head] if beside is not None and is_organ_of_state else []

    def _name_body(self, m: Mention, a: int) -> None:
        """Fill in a body's kind, head, state and name.

        The demonym before one that is no organ of a state goes back into the name: "Kenyan Observatory".
        """
        words, b = self._words, self._end
        bodies = [k for k in range(a, b) if words.is_body(k)]
        m.kind, m.head = "organisation", b - 1 if bodies[-1] == b - 1 else bodies[0]
        state = self._lookup.of(words.text[b - 1]) if words.low[b - 2] == "of" else None
        if state is not None and state.kind == "name" and words.low[b - 3] in nouns().sets["body.organ"]:
            m.nationality, m.name = state, words.slice(a, b - 2)  # "Foreign Ministry of Velonia"
        elif m.nationality is not None and self._found and _is_own(m.name):
            nation = self._found.pop()
            m.first, m.name, m.nationality = nation.first, words.slice(nation.first, b), None


def _is_own(name: str) -> bool:
    """True for a body that may bear a demonym without being the state's: "(Kenyan) Observatory"."""
    return not is_organ(name) and not is_power(name)
