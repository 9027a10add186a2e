"""A parsed article → candidate mentions: names in their parts, nouns for people and bodies, pronouns."""

from bisect import bisect_right

from analysis.actors.capitals import mentions_in
from analysis.actors.mention import Mention
from analysis.actors.namesakes import namesakes
from analysis.actors.phrases import noun_mentions, pronouns
from analysis.actors.tagged_words import Words
from analysis.actors.ties import is_bare
from analysis.actors.unknown_states import Lookup, inferred_states
from analysis.lexicon import nouns
from analysis.names import fold
from analysis.passages import AFTER_PLACE, ParsedArticle


def candidates(article: ParsedArticle, parsed: list[Words]) -> tuple[list[Mention], Lookup]:
    """Return all candidate mentions of an article in the order of its text, and its words for states."""
    known = frozenset(fold(w.text[k]) for w in parsed if not w.is_headline for a, b in w.runs() for k in range(a, b))
    for words in parsed:
        words.known_names = known
    runs = [w.runs() for w in parsed]
    lookup = Lookup()
    lookup.namesakes = namesakes(parsed, runs, lookup)
    lookup.own, lookup.names = inferred_states(parsed, runs, lookup)
    starts = [s.start for s in article.sentences]
    found = []
    for number, words in enumerate(parsed):
        for m in _in_paragraph(words, runs[number], lookup):
            place(m, number, words, article, starts)
            found.append(m)
    return found, lookup


def _in_paragraph(words: Words, runs: list[tuple[int, int]], lookup: Lookup) -> list[Mention]:
    """Return the candidates of a paragraph in the order of its text."""
    named = [m for a, b in runs for m in mentions_in(words, a, b, lookup)]
    nations = [m for m in named if m.form == "nationality"]
    taken = {i for m in named if m.form != "nationality" for i in range(m.first, m.last + 1)}
    adjectives = {m.head: m for m in nations if is_bare(words, m.first, m.last + 1)}
    found = named + noun_mentions(words, taken, adjectives) + pronouns(words)
    return sorted(found, key=lambda m: (m.first, m.last))


def place(m: Mention, number: int, words: Words, article: ParsedArticle, starts: list[int]) -> None:
    """Say where a mention stands, and what the words around it make of it."""
    base = article.passages[number].start
    m.passage = number
    m.start = base + words.idx[m.first]
    m.end = base + words.idx[m.last] + len(words.text[m.last])
    m.sentence = max(0, bisect_right(starts, m.start) - 1)
    m.is_quoted = words.quoted[m.head]
    m.verb = words.subject_of(m.head)
    m.is_possessor = words.tag[m.last + 1 : m.last + 2] == ["POS"]
    m.is_place_use = _is_place_use(words, m)


def is_dateline(words: Words, m: Mention) -> bool:
    """True for the city in capitals that a report begins with: "MUROM, May 3 (AB) —"."""
    ends = m.last + 1 == len(words) or words.text[m.last + 1] in AFTER_PLACE
    return ends and m.first == 0 and m.passage < 3 and m.name.isupper()


def _is_place_use(words: Words, m: Mention) -> bool:
    if is_dateline(words, m):
        return True
    before = m.first - 1
    if before > 0 and words.low[before] == "the":
        before -= 1
    if before < 0 or m.verb is not None:
        return False
    places = nouns().sets["place.head"]
    if words.low[before] in nouns().sets["place.after"]:
        return True
    if words.low[before] in nouns().sets["place.after_motion"]:
        return words.lemma[words.head[before]] in nouns().sets["place.motion"]
    of_place = words.low[before] in ("of", "with") and words.low[before - 1] in places
    return of_place or (m.last + 1 < len(words) and words.low[m.last + 1] in places)
