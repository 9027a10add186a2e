"""States that no list knows: what an article treats as a state is one for this article."""

from analysis.actors.states import State, demonym_of, gazetteer, keyed
from analysis.actors.tagged_words import Words
from analysis.lexicon import nouns
from analysis.names import fold, is_acronym

SHORTEST = 4  # letters of a name that is looked at


class Lookup:
    """The words of known states and of those an article is found to speak of."""

    def __init__(self) -> None:
        self._known = gazetteer()
        self.own: dict[str, State] = {}
        self.names: dict[str, str] = {}
        self.namesakes: frozenset[str] = frozenset()  # words that this article uses for people and other places
        self._last_words = self._known.last_words

    def longest(self, words: Words, i: int, end: int) -> tuple[int, State | None]:
        """Return the longest entry that begins at token i: its number of tokens, and its state."""
        whole = words.state_end.get(i, end + 1) - i  # of several tokens, with what stands small between them
        start = keyed(words.text[i]).split()
        limit = self._known.longest.get(start[0], -1) + 2 if start else 1  # two hyphens more than words
        for n in [*([whole] if whole <= end - i else []), *range(min(limit, end - i), 0, -1)]:
            state = self.of(words.slice(i, i + n))
            if state is not None:
                return n, state
        return 0, None

    def of(self, text: str) -> State | None:
        """Return what a text, as it is written, means."""
        if keyed(text) in self.namesakes:
            return None
        state = self.own.get(keyed(text)) or self._known.find(text)
        if state is None and text.endswith("s"):  # "Russians", one by one, are no state; together they are called so
            state = self.own.get(keyed(text[:-1])) or self._known.find(text[:-1])
            return state if state is not None and state.kind == "demonym" else None
        return state

    def is_several_states(self, text: str) -> bool:
        """True for "(the two) Koreas"."""
        word = keyed(text)
        return word.endswith("s") and self._last_words.get(word[:-1]) == "name"

    def knows(self, word: str) -> bool:
        """True for common nouns, states, and the last word of several: "Korean" alone does not say which."""
        return word in nouns().forms or word in self._last_words or self.of(word) is not None


class _Evidence:
    """What an article's names of one word look like: how they are written, who begins with them, what they own."""

    def __init__(self) -> None:
        self.written: dict[str, str] = {}  # folded → as first written
        self.beginnings: set[str] = set()  # of names of several words
        self.people: set[str] = set()
        self.owners: set[str] = set()  # of bodies that only states have

    def note_several(self, words: Words, a: int, b: int) -> None:
        """Note a name of several words: a person's, or a body of what stands behind its "of"."""
        tokens = [fold(t) for t in words.text[a:b]]
        self.beginnings.add(tokens[0])
        if words.label[a] == "PERSON" or any(words.is_office(k) for k in range(a, b - 1)):
            self.people.update(tokens)
        is_organ_of = tokens[-2] == "of" and tokens[-3:-2] and tokens[-3] in nouns().sets["body.organ"]
        if is_organ_of and tokens[-1] not in nouns().sets["domain.words"]:
            self.written.setdefault(tokens[-1], words.text[b - 1])  # "Foreign Ministry of Velonia"
            self.owners.add(tokens[-1])

    def note_single(self, words: Words, a: int, lookup: Lookup) -> None:
        """Note a name of one word that no list knows."""
        word = fold(words.text[a])
        if len(word) < SHORTEST or is_acronym(words.text[a]) or lookup.knows(word):
            return
        self.written.setdefault(word, words.text[a])
        if _owns_organs(words, a, a + 1):
            self.owners.add(word)

    def states(self) -> dict[str, State]:
        """Return the words of each state: its name, the adjectives made of it, a capital it is named after."""
        found: dict[str, State] = {}
        for word in sorted(self.written, key=lambda w: (-len(w), w)):
            adjectives = sorted(
                x for x in self.beginnings | self.written.keys() if x not in found and demonym_of(x, word)
            )
            is_adjective = any(demonym_of(word, other) for other in self.written)
            if is_adjective or word in self.people or not (adjectives or word in self.owners):
                continue
            code = f"state:{word}"
            found[word] = State(code, "name")
            found |= {adjective: State(code, "demonym") for adjective in adjectives}
            for other in self.written:
                if word.startswith(other):
                    found.setdefault(other, State(code, "capital"))
        return found


def inferred_states(
    parsed: list[Words], runs: list[list[tuple[int, int]]], lookup: Lookup
) -> tuple[dict[str, State], dict[str, str]]:
    """Find names that an article treats as states though no list knows them.

    Its people are called by an adjective made from the name, or it has a ministry, an army or the like. A name that is
    a person's somewhere is none.

    Returns:
        The words that mean it (names, adjectives, a capital that the state is named after) → the state; and the name
        of each new state as it is written.
    """
    evidence = _Evidence()
    for words, of_passage in zip(parsed, runs, strict=True):
        for a, b in of_passage:
            if b - a > 1:
                evidence.note_several(words, a, b)
            else:
                evidence.note_single(words, a, lookup)
    found = evidence.states()
    return found, {state.code: evidence.written[word] for word, state in found.items() if state.kind == "name"}


def _owns_organs(words: Words, a: int, b: int) -> bool:
    """True for a name with a body that only states have: "Velonia's army", "the army of Velonia"."""
    organs = nouns().sets["body.organ"]
    is_owner = words.tag[b : b + 1] == ["POS"] and bool(organs & set(words.low[b + 1 : b + 4]))
    return is_owner or (a > 1 and words.low[a - 1] == "of" and words.low[a - 2] in organs)
