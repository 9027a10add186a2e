"""Quotations as something said or a mere word in marks."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from analysis.lexicon import cues
from analysis.passages import ParsedArticle, Quotation
from analysis.syntax import FINITE, index_at, words_between

if TYPE_CHECKING:
    from spacy.tokens import Token

SPOKEN = frozenset(("block", "turn", "item"))
SHORTEST_CLAUSE = 3


class Group(NamedTuple):
    """One quotation, part by part, and whether it is something said."""

    parts: tuple[Quotation, ...]
    is_speech: bool

    @property
    def inner(self) -> list[tuple[int, int]]:
        return [q.inner for q in self.parts]


def grouped(article: ParsedArticle) -> list[Group]:
    groups = [tuple(of_number) for _, of_number in groupby(article.quotations, key=lambda q: q.number)]
    return [Group(group, is_speech(article, group)) for group in groups]


def is_speech(article: ParsedArticle, parts: tuple[Quotation, ...]) -> bool:
    """Whether a quotation is something said rather than a word or name in quotation marks.

    It is where it reads as a sentence: it begins with a capital or behind a comma or colon, and is long enough or
    ends as a sentence does. One over several paragraphs is, and so are a block quote and a turn of talk.
    """
    text, first = article.text, parts[0]
    inner = text[first.inner_start : first.inner_end].strip()
    if len(parts) > 1 or article.passages[first.passage].role in SPOKEN:
        return True
    if len(inner) < 2:
        return False
    n_words = len(inner.split())
    before = text[max(0, first.start - 40) : first.start].rstrip()[-1:]
    after = text[first.end : first.end + 1]
    begins = inner.lstrip("[(…. ")[:1].isupper() or before in ("", ",", ":")
    ends = inner[-1:] in ",.!?…—-" or after in ",." or not first.is_closed
    if not begins:
        return False
    if n_words >= 6 or (n_words >= 3 and ends):
        return True
    is_closed_off = inner[-1:] in ",.!?" or (after == "," and _is_said_behind(article, first))
    return is_closed_off and before in ("", *',:.”"')


def _is_said_behind(article: ParsedArticle, quotation: Quotation) -> bool:
    """Whether a verb of saying stands behind a quotation and its comma: “We won”, boasted Ann Bo."""
    doc = article.docs[quotation.passage]
    behind = index_at(doc, quotation.end - article.passages[quotation.passage].start) + 1
    if behind < len(doc) and doc[behind].tag_ == "PRP":  # “Never”, he said
        behind += 1
    if behind + 1 >= len(doc) or doc[behind].tag_ not in ("VBD", "VBN", "VBZ") or doc[behind + 1].text == ",":
        return False
    entry = cues().get(("verb", doc[behind].lemma_.lower()))
    return entry is not None and entry.takes("quote")


def words_in(article: ParsedArticle, quotation: Quotation) -> list[Token]:
    """The words between the marks."""
    at = article.passages[quotation.passage].start
    return words_between(article.docs[quotation.passage], quotation.inner_start - at, quotation.inner_end - at)


def is_clause(article: ParsedArticle, group: Group) -> bool:
    """Whether what stands in marks is a clause of somebody's, not a title or a word: it has a verb of its own."""
    if article.passages[group.parts[0].passage].role in SPOKEN:
        return True
    words = [t for q in group.parts for t in words_in(article, q) if not t.is_punct]
    long_words = [t for t in words if len(t) > SHORTEST_CLAUSE]
    if len(words) < SHORTEST_CLAUSE or (len(long_words) > 1 and all(t.is_title for t in long_words)):
        return False
    return any(t.tag_ in FINITE for t in words)
