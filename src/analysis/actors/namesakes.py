"""Words of states that an article uses for somebody else: people and other places bear the same names."""

from collections.abc import Iterator

from analysis.actors.states import State, gazetteer, keyed
from analysis.actors.tagged_words import Words
from analysis.actors.unknown_states import Lookup
from analysis.lexicon import nouns, sex_of_name

# Offices of a part of a state: "Georgia Gov. …", "the Georgia state senator".
OF_A_PART = frozenset(["gov", "governor", "sen", "senator", "rep", "representative", "state", "republican", "democrat"])


def namesakes(parsed: list[Words], runs: list[list[tuple[int, int]]], lookup: Lookup) -> frozenset[str]:
    """Return the words of states, keyed, that mean no state in this article.

    A word of a person's full name is the person's, but where the article also says "in Jordan". A town whose name is
    borne by many is a capital only where another word of its state stands in the article; a state's name is another
    place's behind a town that isn't the state's ("Atlanta, Georgia") and before an office of a part of a state.
    """
    known = gazetteer()
    people: set[str] = set()
    places: set[str] = set()
    elsewhere: set[str] = set()
    single: dict[str, State] = {}
    for words, of_passage in zip(parsed, runs, strict=True):
        for a, b in of_passage:
            people.update(_person_words(words, a, b))
        for first, end, state in _states_in(words, of_passage, lookup):
            key = keyed(words.slice(first, end))
            single[key] = state
            places.update([key] if _lies(words, first) else [])
            elsewhere.update([key] if _is_another(words, first, end, state, lookup) else [])
    sure = {state.code for key, state in single.items() if key not in known.shared}
    found = {key for key in single if key in people - places - known.acronyms}
    for key, state in single.items():
        if key in known.shared and state.code not in sure and (state.kind != "name" or key in elsewhere):
            found.add(key)
    return frozenset(found)


def _person_words(words: Words, a: int, b: int) -> list[str]:
    """Return the words of a person's full name: two or more that the model takes for a person, not the titles."""
    named = [k for k in range(a, b) if words.label[k] == "PERSON" and not words.is_office(k)]
    is_full = len(named) > 1 and (named[0] > a or sex_of_name(words.slice(named[0], b)) is not None)
    if len(named) < 2:
        return []
    return [keyed(words.text[k]) for k in named if is_full or _is_borne(words.text[k])]


def _is_borne(text: str) -> bool:
    """True for what people are called without doubt; that a state's name is a surname takes more than a label."""
    state = gazetteer().find(text)
    return keyed(text) in gazetteer().shared or (state is not None and state.kind == "capital")


def _states_in(words: Words, runs: list[tuple[int, int]], lookup: Lookup) -> Iterator[tuple[int, int, State]]:
    """Yield where the runs of names hold a word of a state, and which."""
    for a, b in runs:
        i = a
        while i < b:
            n, state = lookup.longest(words, i, b)
            if state is not None:
                is_person = words.label[i] == "PERSON" and b - a > n
                if not is_person:
                    yield i, i + n, state
            i += max(n, 1)


def _lies(words: Words, first: int) -> bool:
    return first > 0 and words.low[first - 1] in nouns().sets["place.after"]


def _is_another(words: Words, first: int, end: int, state: State, lookup: Lookup) -> bool:
    """True for "Georgia" of "Atlanta, Georgia" and of "Georgia Gov. …"."""
    if words.low[end : end + 1] and words.low[end].rstrip(".") in OF_A_PART:
        return True
    if first < 2 or words.text[first - 1] != "," or words.label[first - 2] != "GPE":
        return False
    town = lookup.of(words.text[first - 2])
    return town is None or town.code != state.code
