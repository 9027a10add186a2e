"""States that no list knows: what an article treats as a state is one for this article."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from analysis.actors.nouns import nouns
from analysis.actors.states import State, demonym_of, gazetteer
from analysis.actors.words import SUBJECTS, Words
from analysis.names import fold, is_acronym

NEIGHBOURS = frozenset(["neighbouring", "neighboring", "neighbour", "neighbor"])
SHORTEST = 4  # letters of a name that is looked at
POSSESSIVE = frozenset(["'s", "'"])


class Lookup:
    """The words of known states and of those an article is found to speak of."""

    def __init__(self) -> None:
        self._known = gazetteer()
        self.own: dict[str, State] = {}
        self.names: dict[str, str] = {}
        self._last_words = {text.split()[-1] for text in self._known.words if " " in text}

    def longest(self, words: Words, i: int, end: int) -> tuple[int, State | None]:
        """Return the longest entry that begins at token i: its number of tokens, and its state."""
        for n in range(min(6, end - i), 0, -1):
            text = " ".join(fold(t) for t in words.text[i : i + n])
            state = self.of(text)
            if state is not None:
                return n, state
        return 0, None

    def of(self, text: str) -> State | None:
        state = self.own.get(text) or self._known.words.get(text)
        if state is None and text.endswith("s"):  # "Russians", one by one, are no state; together they are called so
            state = self.own.get(text[:-1]) or self._known.words.get(text[:-1])
            return state if state is not None and state.kind == "demonym" else None
        return state

    def is_part(self, word: str) -> bool:
        """True for the last word of an entry with several: "Korean" alone does not say which."""
        return word in self._last_words


@dataclass
class _Names:
    """What an article does with its capitalised words."""

    written: dict[str, str] = field(default_factory=dict)  # one-word names, folded → as first written
    times: Counter[str] = field(default_factory=Counter)
    evidence: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    adjectives: set[str] = field(default_factory=set)  # words that may be made from names
    people: set[str] = field(default_factory=set)
    labelled_people: Counter[str] = field(default_factory=Counter)


def inferred_states(
    parsed: list[Words], runs: list[list[tuple[int, int]]], lookup: Lookup
) -> tuple[dict[str, State], dict[str, str]]:
    """Find names that an article treats as states though no list knows them: two kinds of evidence, at least.

    Its people are called by an adjective made from the name, it has a ministry or an army, it is a neighbour, it
    speaks and agrees. A name that is a person's somewhere is none.

    Returns:
        The words that mean it (names, adjectives, a capital that the state is named after) → the state; and the name
        of each new state as it is written.
    """
    names = _Names()
    for words, of_passage in zip(parsed, runs, strict=True):
        for a, b in of_passage:
            _note_name(names, words, a, b, lookup)
    names.adjectives |= names.written.keys()
    found: dict[str, State] = {}
    for word in sorted(names.written, key=lambda w: (-len(w), w)):
        made = sorted(x for x in names.adjectives if x != word and x not in found and demonym_of(x, word))
        is_made = any(demonym_of(word, other) for other in names.written)
        if word in found or is_made or not _is_state(names, word, has_adjective=bool(made)):
            continue
        state = State(f"state:{word}", "name")
        found[word] = state
        for adjective in made:
            found.setdefault(adjective, State(state.code, "demonym"))
        for other in names.written:
            if other != word and word.startswith(other) and len(word) - len(other) <= 3:
                found.setdefault(other, State(state.code, "capital"))
    return found, {state.code: names.written[word] for word, state in found.items() if state.kind == "name"}


def _is_state(names: _Names, word: str, *, has_adjective: bool) -> bool:
    evidence = names.evidence[word]
    if word in names.people:
        return False
    # The model's label of a person is weak for a name it has never seen; a body of state is not.
    is_person = names.labelled_people[word] * 2 > names.times[word] and "bodies" not in evidence
    return has_adjective or (not is_person and len(evidence) >= 2 and "people and bodies" in evidence)


def _note_name(names: _Names, words: Words, a: int, b: int, lookup: Lookup) -> None:
    """Note one run of capitalised words: a person's, an adjective before a noun, or a name with its evidence."""
    tokens = [fold(t) for t in words.text[a:b]]
    word = tokens[0]
    if b - a > 1:
        if any(lookup.of(t) for t in tokens):
            return
        organs = nouns().sets["body.organ"]
        if tokens[-2] == "of" and organs & set(tokens[:-2]) and tokens[-1] not in nouns().sets["domain.words"]:
            names.written.setdefault(tokens[-1], words.text[b - 1])
            names.evidence[tokens[-1]] |= {"people and bodies", "bodies"}
            return
        names.adjectives.add(word)
        if words.label[a] == "PERSON":
            names.people.update(tokens)
        elif any(words.is_office(k) for k in range(a, b - 1)):
            names.people.update(tokens[1:])
        return
    if b < len(words) and words.tag[b].startswith("NN") and words.tag[a].startswith(("JJ", "NN")):
        names.adjectives.add(word)
    is_known = word in nouns().forms or lookup.of(word) is not None or lookup.is_part(word)
    if len(word) < SHORTEST or is_known or is_acronym(words.text[a]):
        return
    if words.label[a] == "PERSON":
        names.labelled_people[word] += 1
    if a > 0 and words.is_office(a - 1) and words.text[a - 1][:1].isupper():
        names.people.add(word)
    names.written.setdefault(word, words.text[a])
    names.times[word] += 1
    names.evidence[word] |= _evidence(words, a, b)


def _evidence(words: Words, a: int, b: int) -> set[str]:
    """Return the kinds of evidence around a one-word name."""
    seen = set()
    after = words.low[b] if b < len(words) else ""
    before = [words.low[k] for k in range(max(0, a - 4), a)]
    of_states = nouns().sets["body.organ"] | nouns().sets["group.of_states"]
    had = set(_phrase(words, b + 1)) if after in POSSESSIVE else set()
    if had & of_states or after in of_states or (len(before) > 1 and before[-1] == "of" and before[-2] in of_states):
        seen.add("people and bodies")
    if had & nouns().sets["body.organ"]:
        seen.add("bodies")
    if before and (before[-1] in NEIGHBOURS or before[-2:] in (["border", "with"], ["relations", "with"])):
        seen.add("neighbour")
    if words.dep[b - 1] in SUBJECTS and words.subject_of(b - 1) in nouns().sets["speech.verbs"]:
        seen.add("speaks")
    if words.label[a] in ("GPE", "NORP"):
        seen.add("label")
    return seen


def _phrase(words: Words, i: int) -> list[str]:
    """Return the words of the noun phrase that begins at token i."""
    found = []
    for k in range(i, min(len(words), i + 4)):
        if not words.tag[k].startswith(("NN", "JJ")):
            break
        found.append(words.low[k])
    return found
