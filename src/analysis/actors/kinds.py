"""What kind of actor a name is, from all its mentions in an article; the noun phrases that stand beside names."""

from collections import Counter, defaultdict

from analysis.actors.mention import Mention
from analysis.actors.phrases import POSTMODIFYING
from analysis.actors.tagged_words import VERB_TAGS, Words
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
LIKELY = 3  # votes of what stands beside a name
CERTAIN = 8  # votes of a title, an age or a body's own noun
VERBS_BEHIND = [[tag] for tag in sorted(VERB_TAGS | {"MD"})]
CLOSED = [[mark] for mark in (",", ".", ";", "—", "-", ")", '"')]
AFTER_NAME = frozenset([",", ".", ";", "—", "-", ")", '"'])


def name_kinds(names: list[Mention], parsed: list[Words]) -> tuple[dict[str, str], set[str]]:
    """Decide the kind of each comparable name: its titles, labels and neighbours vote all over the article.

    Returns:
        Name → kind; and the names of one word whose kind rests on labels and prepositions alone.
    """
    votes = _all_votes(names, parsed)
    people = {
        word
        for m in names
        if m.kind == "person" or (" " in m.name and _most(votes[comparable(m.name)]) == "person")
        for word in person_words(m.name)
    }
    chosen: dict[str, str] = {}
    weak: set[str] = set()
    for name, of_name in votes.items():
        kind = _most(of_name)
        if of_name["place"] > 2 * CERTAIN:
            kind = "place"
        elif " " not in name and name in people:
            kind = "person"
        elif " " not in name and max(of_name["person"], of_name["organisation"]) < CERTAIN:
            weak.add(name)
        if kind is not None:
            chosen[name] = kind
    return chosen, weak


def _all_votes(names: list[Mention], parsed: list[Words]) -> dict[str, Counter[str]]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for m in names:
        name, label = comparable(m.name), _label(m, parsed[m.passage])
        votes[name].update(_votes(m, parsed[m.passage], label))
        if label is not None:
            labels[name][label] += 1
    for name, of_name in labels.items():
        # However often the model repeats itself, its label is one piece of evidence.
        votes[name][max(of_name, key=lambda kind: _rank(of_name, kind))] += LABEL
    return votes


def _label(m: Mention, words: Words) -> str | None:
    label = KINDS_OF_LABEL.get(words.label[m.last] or words.label[m.first])
    return "organisation" if label == "group" and m.first < m.last else label


def _votes(m: Mention, words: Words, label: str | None) -> Counter[str]:
    known = nouns().sets
    last = words.low[m.last]
    is_full = len(m.name.split()) in (2, 3)
    is_dateline = m.is_place_use and m.first == 0 and m.name.isupper()
    may_be_place = label != "organisation"
    is_numbered = m.first == m.last and words.tag[m.last + 1 : m.last + 2] == ["CD"]  # "Pier 9"
    told = [
        (m.kind or "", CERTAIN, m.kind is not None),
        ("place", 2 * CERTAIN + 1, m.name.casefold() in known["place.names"]),
        ("place", CERTAIN, is_dateline),
        ("place", CERTAIN, may_be_place and m.first < m.last and last in known["place.head"]),  # "Orsk Tower"
        ("place", LIKELY, may_be_place and m.is_place_use),
        ("place", LIKELY, is_numbered),
        ("organisation", CERTAIN, last in known["media.head"]),
        ("organisation", LIKELY, is_acronym(m.name) and not is_dateline),
        ("person", LIKELY, _is_described(m, words)),
        ("person", LIKELY, label == "place" and is_full and _speaks(m, words)),  # a town says nothing
    ]
    found: Counter[str] = Counter()
    for kind, votes, holds in told:
        if holds:
            found[kind] += votes
    if not found and label is None:
        return _by_deed(m, words, is_full=is_full)
    return found


def _by_deed(m: Mention, words: Words, *, is_full: bool) -> Counter[str]:
    """Return the vote for a name of which nothing else is known but that it does something."""
    if is_full and m.verb is not None:
        return Counter({"person": 1})
    return Counter({"organisation": 1}) if _speaks(m, words) else Counter()


def _is_described(m: Mention, words: Words) -> bool:
    """True before "NAME, 24," and "NAME, who"."""
    behind = m.last + 1
    if words.text[behind : behind + 1] != [","]:
        return False
    has_age = words.tag[behind + 1 : behind + 2] == ["CD"] and words.text[behind + 2 : behind + 3] in ([","], ["."])
    return has_age or words.low[behind + 1 : behind + 2] == ["who"]


def _speaks(m: Mention, words: Words) -> bool:
    is_according = words.low[max(0, m.first - 2) : m.first] == ["according", "to"]
    return is_according or m.verb in nouns().sets["speech.verbs"]


def _most(votes: Counter[str]) -> str | None:
    return max(votes, key=lambda kind: _rank(votes, kind), default=None)


def _rank(votes: Counter[str], kind: str) -> tuple[int, int]:
    return votes[kind], -KIND_ORDER.index(kind)


def person_words(name: str) -> list[str]:
    """Return the words of a person's name, comparable, hyphens taken apart."""
    return comparable(name).replace("-", " ").split()


def bind_appositions(found: list[Mention], parsed: list[Words], at: list[dict[int, Mention]]) -> None:
    """Join noun phrases to the names they stand beside: "its general secretary, Ida Holm", "Holm, the head of …".

    Sides shown right without it: real 115 → 89, unseen 31 → 26.

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
    """Return the name behind or before the comma beside a noun phrase."""
    end = words.right_edge(m.head, POSTMODIFYING) + 1
    return _name_behind(m, end, words, at) or _name_before(m, end, words, at)


def _name_behind(m: Mention, end: int, words: Words, at: dict[int, Mention]) -> Mention | None:
    if words.text[end : end + 1] != [","] or end + 1 >= len(words):
        return None
    name = _free_name(at.get(end + 1 + (words.tag[end + 1] == "DT")))  # "the head, the Danish judge Ida Holm"
    if name is None or _speaks_beside(name, words) or _is_of_town(name, words):
        return None
    is_closed = words.text[name.last + 1 : name.last + 2] in CLOSED
    return name if is_closed or m.determiner != "a" else None


def _name_before(m: Mention, end: int, words: Words, at: dict[int, Mention]) -> Mention | None:
    if m.first < 2 or words.text[m.first - 1] != ",":
        return None
    is_closed = end >= len(words) or words.text[end] in AFTER_NAME
    if not is_closed and words.dep[m.head] != "appos":
        return None
    beside = m.first - 2
    while beside in at and beside > 1 and words.low[at[beside].first - 1] == "of":
        beside = at[beside].first - 2  # "NAME of Ohio, the Democratic leader"
    return _free_name(at.get(beside))


def _is_of_town(name: Mention, words: Words) -> bool:
    """True for Georgia of "the mayor of Atlanta, Georgia"."""
    is_place = name.first == name.last and words.label[name.first] == "GPE"
    return is_place and words.label[max(0, name.first - 2)] == "GPE"


def _speaks_beside(name: Mention, words: Words) -> bool:
    """True for Kell of "Renn paid the guard, Kell alleges": a name with a verb of its own and no comma between."""
    return words.tag[name.last + 1 : name.last + 2] in VERBS_BEHIND


def _free_name(m: Mention | None) -> Mention | None:
    return m if m is not None and m.form == "name" and m.state is None else None
