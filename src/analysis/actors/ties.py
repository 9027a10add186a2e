"""What the words beside a name say of whose side its bearer is on: offices, services, parties.

A demonym is not a side: a Norwegian journalist, monitor or rebel is not on Norway's side. An office of the state is.
"""

import re

from analysis.actors.mention import Cluster, Mention, Tie
from analysis.actors.states import gazetteer
from analysis.actors.tagged_words import HYPHENS, VERB_TAGS, Words
from analysis.lexicon import nouns, side_words
from analysis.names import fold

LETTER = re.compile(r"\s?[(,]\s?([A-Z])(?:\s?-\s?[A-Z][\w.]*\s?\.?)?\s?[),.]")
NEAR = 5  # words of an apposition in which a party is looked for
BEFORE_PARTY = frozenset(
    ["a", "an", "the", "top", "senior", "moderate", "conservative", "liberal", "fellow", "ranking"]
)


def office_tie(titles: list[str], owner: Cluster | None) -> Tie | None:
    """Return the tie that an office makes to its owner; None where the words break it or nobody owns it.

    Sides shown right without it: real 115 → 68, unseen 31 → 17.
    """
    sets = side_words().sets
    words = {word.rstrip(".") for word in titles}
    if words & sets["apart.words"]:
        is_over = owner is not None and bool(words & sets["apart.ended"])
        return _opposed(words) or (Tie("ended", whom=owner) if is_over else None)
    if owner is None:
        is_of_state = any(gazetteer().find(word) is not None for word in titles)  # "pro-Peruvian minister"
        return Tie("cabinet") if words & sets["office.cabinet"] and not is_of_state else None
    if owner.state is not None:
        return _state_tie(words, owner.state)
    if owner.party is not None:
        return Tie("party", owner.party)
    if words & sets["office.counsel"]:
        return Tie("counsel", whom=owner)
    held = {
        "place": ("office", sets["office.state"]),
        "person": ("service", sets["office.service"]),
        "organisation": ("service", sets["office.body"] | sets["office.service"]),
        "media": ("service", sets["office.body"] | sets["office.service"]),
    }
    kind, offices = held.get(owner.kind, ("", frozenset()))
    return Tie(kind, whom=owner) if words & offices else None


def _state_tie(words: set[str], code: str) -> Tie | None:
    sets = side_words().sets
    if words & sets["office.cabinet"]:
        return Tie("cabinet", code)
    return Tie("state", code) if words & sets["office.state"] else None


def is_body(owner: Cluster) -> bool:
    return owner.kind in ("organisation", "media")


def member_tie(told: list[str], words: Words, m: Mention, owner: Cluster | None) -> Tie | None:
    """Return the tie of "NAME of the Harbour Watch" and of "a doctor with the Harbour Watch".

    With `phrases.headed` and the government as a side: own stories 63 sides right of 64 → 81 of 82, unseen 24 of 25 →
    26 of 27.
    """
    before = words.low[m.last + 1 : m.last + 2]
    is_of = before == ["of"] and m.form == "name" and not m.titles
    is_with = before == ["with"] and m.form == "noun"
    is_apart = not side_words().sets["apart.words"].isdisjoint(told)
    if owner is None or owner.state is not None or is_apart or not (is_of or is_with):
        return None
    if owner.party is not None:
        return Tie("party", owner.party)
    return Tie("service", whom=owner) if is_body(owner) else None


def _opposed(words: set[str]) -> Tie | None:
    """Return the tie of an opposition or rebel leader to those whom they lead."""
    sets = side_words().sets
    if not words & (sets["office.state"] | sets["office.body"] | nouns().sets["group.head"] | {"politician"}):
        return None
    return opposition_tie(words)


def opposition_tie(words: set[str]) -> Tie | None:
    """Return the tie of a body that is called an opposition or a rebel one."""
    sets = side_words().sets
    if words & sets["apart.opposition"]:
        return Tie("party", "opposition")
    return Tie("party", "rebels") if words & sets["apart.rebels"] else None


def title_party(titles: list[str]) -> str | None:
    """Return the party of "Labour MP" and "Republican Gov."."""
    adjectives = side_words().adjectives
    return next((adjectives[fold(word)] for word in titles if fold(word) in adjectives), None)


def party_beside(words: Words, m: Mention) -> str | None:
    """Return the party behind a name: "(R-Ohio)", ", Republican of Ohio", ", a Democrat", ", both Democrats".

    Sides shown right without it: real 115 → 101.
    """
    known = side_words()
    end = m.last + 1
    if words.low[end : end + 1] == ["of"]:  # "NAME of Ohio, a Democrat"
        end = next((k for k in range(end + 1, min(len(words), end + 4)) if not words.text[k][:1].isupper()), end)
    if words.text[end : end + 1] not in (["("], [","]):
        return None
    letter = LETTER.match(words.slice(end, min(len(words), end + 6)))
    if letter is not None:
        return known.letters.get(letter[1])
    for j in range(end + 1, min(len(words), end + 1 + NEAR)):
        if words.tag[j] in VERB_TAGS:
            return None
        n, party = party_at(words, j)
        if party is not None:
            is_several = words.tag[j + n - 1] in ("NNS", "NNPS")
            return party if not is_several or words.low[j - 1] == "both" else None
        if words.low[j] not in BEFORE_PARTY and words.low[j] != "both":
            return None
    return None


def party_at(words: Words, first: int) -> tuple[int, str | None]:
    """Return how many tokens from `first` on name a party, and which."""
    known = side_words()
    if not words.text[first][:1].isupper():
        return 0, None
    longest = known.starts.get(fold(words.text[first]), 0)
    for n in range(min(longest, len(words) - first), 0, -1):
        party = known.parties.get(fold(words.slice(first, first + n)))
        if party is not None and all(text[:1].isupper() for text in words.text[first : first + n]):
            return n, party
    return 0, None


def part_of_party(words: Words, m: Mention) -> str | None:
    """Return the party of "Republican leaders"; None for a part of it: "some Republican senators"."""
    span = range(m.first, m.head)
    if any(words.low[k] in side_words().sets["part.words"] or words.tag[k] == "CD" for k in span):
        return None
    return title_party([words.text[k] for k in span if words.text[k][:1].isupper()])


def is_bare(words: Words, first: int, end: int) -> bool:
    """True where a state's word stands for itself; not "Russian" of "pro-Russian" and of "Russian-backed"."""
    sets = side_words().sets
    hyphen_before = first > 1 and words.text[first - 1] in HYPHENS
    if hyphen_before and words.low[first - 2] in sets["apart.before"]:
        return False
    hyphen_behind = end + 1 < len(words) and words.text[end] in HYPHENS
    return not (hyphen_behind and words.low[end + 1] in sets["apart.behind"])


def is_organ(name: str) -> bool:
    """True for a body whose words, apart from the state's, are those of a state's organs alone.

    >>> is_organ("Foreign Ministry"), is_organ("Democratic Forces"), is_organ("Observatory for Coastal Rights")
    (True, False, False)
    """
    words = set(re.findall(r"\w+", fold(name)))
    sets = side_words().sets
    if words & sets["organ.sure"]:
        return True
    return words <= sets["organ.words"] | nouns().sets["domain.words"] and not words & sets["organ.powers"]


def is_government(name: str) -> bool:
    """True for a government itself and its ministries, whosever they are: "the Interior Ministry"."""
    return bool(set(fold(name).split()) & side_words().sets["organ.cabinet"]) and is_organ(name)


def is_loyal(name: str) -> bool:
    """True for a body that a state's rulers have: "regime forces"; "the army" may be the neighbour's."""
    return is_organ(name) and bool(set(re.findall(r"\w+", fold(name))) & side_words().sets["organ.loyal"])


def is_power(name: str) -> bool:
    """True for a power of a state that doesn't speak for its government: a parliament, a court."""
    words = set(re.findall(r"\w+", fold(name)))
    powers = side_words().sets["organ.powers"]
    return (
        bool(words & powers)
        and words
        <= powers
        | {"of", "the", "supreme", "lower", "upper", "house"}
        | side_words().sets["organ.words"]
        | nouns().sets["domain.words"]
    )
