"""Noun phrases without a name, and pronouns: "the coastguard", "her deputy", "several residents", "they"."""

from analysis.actors.mention import Mention
from analysis.actors.nouns import Noun, nouns
from analysis.actors.words import Words
from analysis.names import HONORIFICS

PERSONAL = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "n", "its": "n", "itself": "n", "they": "p", "them": "p", "their": "p", "themselves": "p",
    "who": "r", "which": "r", "whom": "r", "that": "r", "i": "1", "me": "1", "my": "1",
}  # fmt: skip
OF_FOR = frozenset(["of", "for"])
AROUND = frozenset(["of", "for", "in", "from", "at", "with", "on"])
DETERMINERS = {"the": "the", "this": "the", "that": "the", "these": "the", "those": "the", "both": "the"}


def noun_mentions(words: Words, taken: set[int], adjectives: dict[int, Mention]) -> list[Mention]:
    found = []
    for i, tag in enumerate(words.tag):
        if not tag.startswith("NN") or i in taken:
            continue
        noun = words.noun(i)
        if noun is None or _is_modifier(words, i):
            continue
        m = noun_mention(words, i, noun, adjectives)
        if m is not None:
            found.append(m)
    return found


def _is_modifier(words: Words, i: int) -> bool:
    j = i + 1
    if j < len(words) and words.text[j] == "-" and j + 1 < len(words):
        return True
    if (
        j < len(words)
        and words.low[j] in nouns().sets["document.verbs"]
        and words.low[i] in nouns().sets["document.head"]
    ):
        return False
    return (
        j < len(words)
        and words.dep[i] in ("compound", "amod", "nmod")
        and words.head[i] > i
        and words.tag[j].startswith("NN")
    )


def noun_mention(words: Words, i: int, noun: Noun, adjectives: dict[int, Mention]) -> Mention | None:
    first = words.left_edge(i)
    lows = words.low[first:i]
    m = Mention("noun", 0, first, i, i, noun=noun, gender=noun.gender)
    determiner = lows[0] if lows else ""
    modifiers = list(range(first, i))
    possessors = [k for k in modifiers if words.tag[k] == "POS"]
    if possessors:
        m.owners.append(possessors[-1] - 1)
        m.determiner = "poss"
        modifiers = [k for k in modifiers if k > possessors[-1]]
    elif any(words.tag[k] == "PRP$" for k in modifiers):
        m.owners += [k for k in modifiers if words.tag[k] == "PRP$"]
        m.determiner = "poss"
        modifiers = [k for k in modifiers if words.tag[k] != "PRP$"]
    elif determiner in DETERMINERS:
        m.determiner = "the"
    elif determiner in (
        "a",
        "an",
        "another",
        "one",
        "some",
        "several",
        "many",
        "few",
        "no",
        "any",
        "each",
        "every",
    ) or any(words.tag[k] == "CD" for k in modifiers):
        m.determiner = "a"
    for k in modifiers:
        if k in adjectives and m.nationality is None:
            m.nationality = adjectives[k].state
    m.owners += of_objects(words, i)
    # A "Telegram channel" is not Telegram's, an "Orsk Board report" is the board's.
    if "document" not in noun.classes or noun.singular in nouns().sets["document.by_maker"]:
        m.owners += [k for k in modifiers if words.text[k][:1].isupper() and words.tag[k].startswith("NN")]
    content = [
        words.low[k]
        for k in modifiers
        if words.tag[k] not in ("DT", "PDT", "CD", "POS") and k not in adjectives and words.low[k] not in HONORIFICS
    ]
    m.name = " ".join([*content, words.low[i]])
    m.kind = "group" if noun.is_plural else "person"
    if not m.determiner and first and words.low[first - 1] in DETERMINERS:
        m.determiner = "the"
    plural_body = words.low[i] in nouns().sets["body.plural_bodies"] if "body.plural_bodies" in nouns().sets else False
    if "body" in noun.classes and (not noun.is_plural or plural_body):
        m.kind = "organisation"
    elif "document" in noun.classes and "person" not in noun.classes:
        m.kind = "document"
    elif not noun.is_plural and (not noun.classes or "country" in noun.classes):
        m.kind = "state"
    if noun.is_plural and not noun.classes & {"group", "document", "country"} and not plural_body and noun.classes:
        return None
    return m


def pronouns(words: Words) -> list[Mention]:
    return [
        Mention("pronoun", 0, i, i, i, name=low, gender=PERSONAL[low])
        for i, low in enumerate(words.low)
        if low in PERSONAL and words.tag[i] in ("PRP", "PRP$", "WP", "WDT")
    ]


def owners(words: Words, m: Mention, adjacent: bool) -> list[int]:
    """Return the tokens of the possessor before a mention and of the "of" phrase after it."""
    before = m.first - 1
    owners = [before - 1] if before > 0 and words.tag[before] == "POS" and not adjacent else []
    if before >= 0 and words.tag[before] == "PRP$":
        owners.append(before)
    owners += of_objects(words, m.last)
    return owners


def of_objects(words: Words, last: int) -> list[int]:
    """Return the head of the phrase after "of" or "for" right behind a token."""
    after = last + 1
    if after + 1 >= len(words) or words.low[after] not in OF_FOR:
        return []
    for j in range(after + 1, min(len(words), after + 8)):
        if words.tag[j].startswith("NN") and words.head[j] == after and words.dep[j] == "pobj":
            return [j]
    return []


def phrase(words: Words, m: Mention) -> str:
    """Return the description of somebody unnamed: the noun phrase with the prepositional phrase behind it."""
    first = m.first + (1 if words.low[m.first] == "the" else 0)
    last = words.right_edge(m.last, AROUND)
    return words.slice(first, last + 1)
