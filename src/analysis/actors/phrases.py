"""Noun phrases without a name, and pronouns: "the coastguard", "her deputy", "several residents", "they"."""

from analysis.actors.mention import Mention
from analysis.actors.tagged_words import Words
from analysis.actors.ties import is_bare
from analysis.lexicon import Noun, nouns, pronoun_words, side_words, word_lists

OF_FOR = frozenset(["of", "for"])
WITH = frozenset(["with"])
POSTMODIFYING = frozenset(["of", "for", "in", "from", "at", "with", "on"])
DEFINITE = frozenset(["the", "this", "that", "these", "those", "both"])


def noun_mentions(words: Words, taken: set[int], adjectives: dict[int, Mention]) -> list[Mention]:
    """Return the mentions headed by common nouns for people, bodies, documents and countries."""
    found = []
    for i, tag in enumerate(words.tag):
        noun = words.noun(i) if tag.startswith("NN") and i not in taken else None
        if noun is not None and not _is_modifier(words, i):
            found.append(noun_mention(words, i, noun, adjectives))
    return [m for m in found if m is not None]


def _is_modifier(words: Words, i: int) -> bool:
    """True for the first noun of "police officer" and of "government-run"."""
    if words.text[i + 1 : i + 2] == ["-"]:
        return True
    return words.dep[i] in ("compound", "amod", "nmod") and words.tag[i + 1].startswith("NN")


def noun_mention(words: Words, i: int, noun: Noun, adjectives: dict[int, Mention]) -> Mention | None:
    """Return the mention that a noun heads, with its owners; None for the plural of a body."""
    is_staff = words.low[max(0, i - 1) : i + 1] == ["general", "staff"]
    kind = "organisation" if is_staff else _kind(noun, words.low[i])
    if kind is None:
        return None
    first = words.left_edge(i)
    m = Mention("noun", 0, first, i, i, kind=kind, noun=noun, gender=noun.gender)
    possessive = max((k for k in range(first, i) if words.tag[k] in ("POS", "PRP$")), default=None)
    modifiers = range(first if possessive is None else possessive + 1, i)
    if possessive is not None:
        m.owners.append(possessive - (words.tag[possessive] == "POS"))
    m.owners += of_objects(words, i, _prepositions(noun, words.low[i]))
    m.owners += _makers(noun, words, modifiers)
    if kind == "person":
        m.owners += of_objects(words, i, WITH)  # "a doctor with Open Forest"
        m.owners += _whose(words, i, first)
        m.owners = [k for k in m.owners if is_bare(words, k, k + 1)]  # "the Swedish-educated minister"
    m.determiner = "poss" if possessive is not None else _determiner(words, first, modifiers)
    m.nationality = next((adjectives[k].state for k in modifiers if k in adjectives), None)
    content = [k for k in modifiers if words.tag[k] not in ("DT", "PDT", "CD") and k not in adjectives]
    m.name = " ".join(words.low[k] for k in [*content, i])
    return m


def _determiner(words: Words, first: int, modifiers: range) -> str:
    """Return "the", "a" or nothing, as the words before a noun say whether it is known."""
    if words.low[first] in DEFINITE:
        return "the"
    if words.low[first] in word_lists().indefinite or any(words.tag[k] == "CD" for k in modifiers):
        return "a"
    return "the" if words.low[first - 1] in DEFINITE else ""  # the parser took "the message read" apart


def _prepositions(noun: Noun, word: str) -> frozenset[str]:
    """Return what stands between a noun and whose it is: "the authorities in Orsk", "a statement from the board"."""
    if word in nouns().sets["body.state_self"]:
        return OF_FOR | {"in"}
    return OF_FOR | {"from", "by"} if "document" in noun.classes else OF_FOR


def _makers(noun: Noun, words: Words, modifiers: range) -> list[int]:
    """Return the names in front of a noun: an "Orsk Board report" is the board's, no "Telegram channel" Telegram's."""
    if "document" in noun.classes and noun.singular not in nouns().sets["document.by_maker"]:
        return []
    return [k for k in modifiers if words.text[k][:1].isupper() and words.tag[k].startswith("NN")]


def _whose(words: Words, head: int, first: int) -> list[int]:
    """Return the noun before the relative clause of "the union, whose president, NAME, denied it"."""
    is_relative = words.tag[first] == "WP$" and words.dep[words.head[head]] == "relcl"
    return [words.head[words.head[head]]] if is_relative else []


def _kind(noun: Noun, word: str) -> str | None:
    if "body" in noun.classes and (not noun.is_plural or word in nouns().sets["body.plural_bodies"]):
        return "organisation"
    if noun.is_plural and not noun.classes & {"group", "document", "country"}:
        return None
    if "document" in noun.classes:
        return "document"
    if noun.is_plural:
        return "group"
    return "state" if not noun.classes or "country" in noun.classes else "person"


def pronouns(words: Words) -> list[Mention]:
    kinds = pronoun_words()
    return [
        Mention("pronoun", 0, i, i, i, name=low, gender=kinds[low])
        for i, low in enumerate(words.low)
        if low in kinds and words.tag[i] in ("PRP", "PRP$", "WP", "WDT")
    ]


def owners(words: Words, m: Mention) -> list[int]:
    """Return the tokens of the possessor before a mention and of the "of" phrase after it."""
    before = m.first - 1
    tag = words.tag[before] if before >= 0 else ""
    possessor = [before - 1] if tag == "POS" else [before] if tag == "PRP$" else []
    return possessor + of_objects(words, m.last)


def headed(words: Words, m: Mention) -> list[int]:
    """Return the head of the body behind a name in ", who heads the Relief Board".

    Sides of own stories 88 → 86 without it.
    """
    after = m.last + 1
    if words.low[after : after + 2] != [",", "who"] or after + 2 >= len(words):
        return []
    verb = after + 2
    if words.lemma[verb] not in side_words().sets["office.verbs"] or words.tag[verb] == "VBD":
        return []
    return [k for k in range(verb + 1, min(len(words), verb + 8)) if words.head[k] == verb and words.dep[k] == "dobj"]


def of_objects(words: Words, last: int, prepositions: frozenset[str] = OF_FOR) -> list[int]:
    """Return the head of the phrase after "of", "for" or the like right behind a token."""
    after = last + 1
    if after + 1 >= len(words) or words.low[after] not in prepositions:
        return []
    heads = (j for j in range(after + 1, min(len(words), after + 8)) if words.head[j] == after)
    return [j for j in heads if words.dep[j] == "pobj"][:1]


def phrase(words: Words, m: Mention) -> str:
    """Return the description of somebody unnamed: the noun phrase with the prepositional phrase behind it."""
    first = m.first + (1 if words.low[m.first] == "the" else 0)
    last = words.right_edge(m.last, POSTMODIFYING)
    return words.slice(first, last + 1)
