"""What kind of actor a name is, from all its mentions in an article; the noun phrases that stand beside names."""

from collections import Counter

from analysis.actors.mention import Mention
from analysis.actors.phrases import POSTMODIFYING
from analysis.actors.tagged_words import VERB_TAGS, Words
from analysis.lexicon import nouns
from analysis.names import comparable, is_acronym
from analysis.syntax import SUBJECTS

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
        if of_name["place"] > 2 * CERTAIN:
            kind = "place"
        elif " " not in name and name in people:
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
    if m.name.casefold() in nouns().sets["place.names"]:
        found["place"] += 2 * CERTAIN + 1
    behind = words.low[after : after + 3]
    has_age = len(behind) == 3 and behind[1].isdigit() and behind[2] in {",", "."}
    if behind[:1] == [","] and (has_age or behind[1:2] == ["who"]):
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
    speaks = m.verb in nouns().sets["speech.verbs"] or words.low[max(0, m.first - 2) : m.first] == ["according", "to"]
    is_named_in_full = len(m.name.split()) in (2, 3) and not any(map(words.is_body, range(m.first, m.last + 1)))
    if speaks and is_named_in_full and label == "place":
        found["person"] += LABEL + 1  # a town says nothing
    if not found and label is None and is_named_in_full and m.verb is not None:
        found["person"] += 1
    elif not found and label is None and speaks:
        found["organisation"] += 1
    if words.tag[after : after + 1] == ["CD"] and m.first == m.last:
        found["place"] += LABEL + 1  # "Pier 9"
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
        if name is not None and (_speaks_beside(name, words) or _is_of_town(name, words)):
            return None
        if name is not None and (m.determiner != "a" or AFTER_NAME & set(words.text[name.last + 1 : name.last + 2])):
            return name
    if m.first > 1 and words.text[m.first - 1] == ",":
        closes = end >= len(words) or words.text[end] in AFTER_NAME
        beside = m.first - 2
        while (
            beside > 1 and words.text[beside][:1].isupper() and beside in at and words.low[at[beside].first - 1] == "of"
        ):
            beside = at[beside].first - 2  # "NAME of Ohio, the Democratic leader"
        name = _free_name(at.get(beside))
        if name is not None and (closes or words.dep[m.head] == "appos"):
            return name
    return None


def _is_of_town(name: Mention, words: Words) -> bool:
    """True for Georgia of "the mayor of Atlanta, Georgia"."""
    return words.label[name.first] == "GPE" and words.label[max(0, name.first - 2)] == "GPE"


def _speaks_beside(name: Mention, words: Words) -> bool:
    """True for Kell of "Renn paid the guard, Kell alleges": a name with a verb of its own and no comma between."""
    behind = name.last + 1
    return (
        words.dep[name.head] in SUBJECTS
        and words.tag[behind : behind + 1] != []
        and words.tag[behind] in VERB_TAGS | {"MD"}
    )


def _free_name(m: Mention | None) -> Mention | None:
    return m if m is not None and m.form == "name" and m.state is None else None
