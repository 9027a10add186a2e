"""What kind of actor a name is, from all its mentions in an article; the noun phrases that stand beside names."""

from collections import Counter

from analysis.actors.mention import Mention
from analysis.actors.phrases import POSTMODIFYING
from analysis.actors.tagged_words import Words
from analysis.lexicon import nouns
from analysis.names import comparable, is_acronym

KINDS_OF_LABEL = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}
KIND_ORDER = ("person", "organisation", "place", "group")
LABEL = 2  # votes of the model's label
CERTAIN = 8  # votes of a title, an age or a body's own noun
AFTER_NAME = frozenset([",", ".", ";", "—", "-", ")", '"'])


def name_kinds(names: list[Mention], parsed: list[Words]) -> tuple[dict[str, str], set[str]]:
    """Decide the kind of each comparable name: its titles, labels and neighbours vote all over the article.

    Returns:
        Name → kind; and the names of one word whose kind rests on labels and prepositions alone.
    """
    votes: dict[str, Counter[str]] = {}
    labels: dict[str, Counter[str]] = {}
    for m in names:
        label = _label(m, parsed[m.passage])
        labels.setdefault(comparable(m.name), Counter()).update([label] if label else [])
        votes.setdefault(comparable(m.name), Counter()).update(_votes(m, parsed[m.passage], label))
    for name, of_name in labels.items():
        # However often the model repeats itself, its label is one piece of evidence.
        if of_name:
            votes[name][max(of_name, key=lambda kind: (of_name[kind], -KIND_ORDER.index(kind)))] += LABEL
    full = [m for m in names if len(m.name.split()) > 1]
    people = {w for m in names if m.kind == "person" for w in person_words(m.name)}
    people |= {w for m in full if _most(votes[comparable(m.name)]) == "person" for w in person_words(m.name)}
    bodies = {comparable(m.name).split()[0] for m in full if _most(votes[comparable(m.name)]) == "organisation"}
    chosen, weak = {}, set()
    for name, of_name in votes.items():
        kind = _most(of_name)
        if " " not in name and name in people:
            kind = "person"
        elif " " not in name and name in bodies and of_name["person"] < CERTAIN:
            kind = "organisation"
        elif " " not in name and of_name["person"] < CERTAIN and of_name["organisation"] < CERTAIN:
            weak.add(name)
        if kind is not None:
            chosen[name] = kind
    return chosen, weak


def _label(m: Mention, words: Words) -> str | None:
    label = KINDS_OF_LABEL.get(words.label[m.last] or words.label[m.first])
    return "organisation" if label == "group" and m.first < m.last else label


def _votes(m: Mention, words: Words, label: str | None) -> Counter[str]:
    found: Counter[str] = Counter()
    after = m.last + 1
    if m.kind is not None:
        found[m.kind] += CERTAIN
    behind = words.low[after : after + 3]
    has_age = len(behind) == 3 and behind[1].isdigit() and behind[2] in {",", "."}
    if behind[:1] == [","] and (has_age or {"who", "whose"} & set(behind[1:2])):
        found["person"] += LABEL + 1
    if m.is_place_use and label != "organisation":
        found["place"] += LABEL + 1
    if m.is_place_use and m.first == 0 and m.name.isupper():
        found["place"] += CERTAIN  # of a dateline
    elif is_acronym(m.name):
        found["organisation"] += LABEL + 1
    if words.low[m.last] in nouns().sets["media.head"]:
        found["organisation"] += CERTAIN
    if words.low[m.last] in nouns().sets["place.head"] and m.first < m.last:
        found["place"] += CERTAIN
    if not found and label is None and m.verb in nouns().sets["speech.verbs"]:
        found["organisation"] += 1
    return found


def _most(votes: Counter[str]) -> str | None:
    return max(votes, key=lambda kind: (votes[kind], -KIND_ORDER.index(kind)), default=None)


def person_words(name: str) -> list[str]:
    """Return the words of a person's name, comparable, hyphens taken apart."""
    return comparable(name).replace("-", " ").split()


def bind_appositions(found: list[Mention], parsed: list[Words], at: list[dict[int, Mention]]) -> None:
    """Join noun phrases to the names they stand beside: "its general secretary, Ida Holm", "Holm, the head of …".

    Args:
        found: All mentions; a noun's `apposed` and the name's `kind` are filled in.
        parsed: The paragraphs.
        at: For each paragraph, the longest mention around each token.
    """
    for m in found:
        name = _name_beside(m, parsed[m.passage], at[m.passage]) if m.form == "noun" else None
        if name is not None and m.kind in ("person", "organisation") and name.kind in (None, m.kind):
            name.kind = m.kind
            m.apposed = name


def _name_beside(m: Mention, words: Words, at: dict[int, Mention]) -> Mention | None:
    end = words.right_edge(m.head, POSTMODIFYING) + 1
    if words.text[end : end + 1] == [","] and end + 1 < len(words):
        name = _free_name(at.get(end + 1 + (words.tag[end + 1] == "DT")))  # "the head, the Danish judge Ida Holm"
        if name is not None and (m.determiner != "a" or AFTER_NAME & set(words.text[name.last + 1 : name.last + 2])):
            return name
    if m.first > 1 and words.text[m.first - 1] == ",":
        closes = end >= len(words) or words.text[end] in AFTER_NAME
        name = _free_name(at.get(m.first - 2))
        if name is not None and (closes or words.dep[m.head] == "appos"):
            return name
    return None


def _free_name(m: Mention | None) -> Mention | None:
    return m if m is not None and m.form == "name" and m.state is None else None
