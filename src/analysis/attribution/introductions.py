"""How a quotation is introduced in its own paragraph: by a cue before or behind it, by a word form or a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.attribution import patterns
from analysis.attribution.attributions import Attribution
from analysis.attribution.leads import beside, without_cue
from analysis.attribution.quoted import Group, words_in
from analysis.lexicon import Cue, cues, nouns, word_lists
from analysis.passages import ParsedArticle, Quotation
from analysis.syntax import FINITE, index_at, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from analysis.attribution.attributions import CueWord

LONGEST_GAP = 200
LONGEST_TAIL = 60
LONGEST_SPEAKER_LINE = 8
REPORTING_FORMS = frozenset(
    ("said", "says", "read", "reads", "added", "wrote", "writes", "stated", "warned", "insisted")
)
# What a cue that no comma or colon joins to the quotation behind it counts as further away, in characters.
NOT_LED_IN = 40
# Patterns whose content a quotation beside the cue takes the place of.
REPLACEABLE = frozenset(("around", "object", "quote", "place"))


def by_bare_cue(
    article: ParsedArticle, group: Group, near: dict[int, list[Attribution]], cue_words: list[list[CueWord]]
) -> Attribution | None:
    """Find 'Ann Bo said "the dam leaks"' and 'said that "…"': a cue, nothing between, and a clause in the marks."""
    first, last = group.parts[0], group.parts[-1]
    at, doc = article.passages[first.passage].start, article.docs[first.passage]
    lead = [
        t for t in doc[max(0, index_at(doc, first.start - at) - 4) : index_at(doc, first.start - at)] if not t.is_space
    ]
    if lead and lead[-1].lower_ == "that":
        lead.pop()
    if not lead or len(group.parts) > 1:
        return None
    cue = lead[-1]
    entry = next((cues()[key] for token, key in cue_words[first.passage] if token == cue and key[0] == "verb"), None)
    if entry is None and cue.lower_ in REPORTING_FORMS:
        entry = cues()["verb", "say"]
    if entry is None or not entry.takes("quote"):
        return None
    source = patterns.source_of(cue, "verb") or beside(cue)
    other = next((a for a in near[first.passage] if a.cue == cue), None)
    if source is None or not _is_whole(article, group, other, last.end - at):
        return None
    if other is not None:
        other.content, other.pattern, other.heads, other.source = group.inner, "bare", (), source
        return other
    return Attribution(first.passage, cue, "verb", entry, "bare", group.inner, source, first.passage)


def _is_whole(article: ParsedArticle, group: Group, other: Attribution | None, end: int) -> bool:
    """Whether a quotation is all that is said: a clause of its own, with nothing of the clause behind its marks."""
    words = words_in(article, group.parts[0])
    doc = article.docs[group.parts[0].passage]
    behind = next((t for t in doc[index_at(doc, end) :][:3] if not t.is_space), None)
    if behind is None or behind.is_punct or (words and words[-1].text in ".!?"):
        return True
    if not any(t.tag_ in FINITE for t in words):
        return False
    is_joined = behind.pos_ in ("ADP", "SCONJ") or behind.dep_ == "mark"
    goes_on = other is not None and other.end > group.parts[0].end + 1
    return is_joined and not goes_on


class Neighbour(NamedTuple):
    """A cue near a quotation; the one of the lowest rank introduces it."""

    rank: int
    cue: Token
    entry: Cue
    passage: int


def by_neighbouring_cue(
    article: ParsedArticle, group: Group, near: dict[int, list[Attribution]], cue_words: list[list[CueWord]]
) -> Attribution | None:
    """Find the verb of saying that stands nearest behind or before a quotation, with a source of its own."""
    first, last = group.parts[0], group.parts[-1]
    by_cue = {(a.passage, a.cue.i): a for a in (*near[first.passage], *near[last.passage]) if a.cue is not None}
    found = list(_neighbours(article, first, by_cue, cue_words[first.passage], is_after=False))
    # "It is sound." Bo said nothing more: the quotation has ended before the cue's sentence begins
    if article.text[last.inner_end - 1 : last.inner_end] != ".":
        found += _neighbours(article, last, by_cue, cue_words[last.passage], is_after=True)
    if not found:
        taken = {number for passage, number in by_cue if passage == last.passage}
        return _by_word_form(article, group, taken) or _by_colon(article, group)
    _, cue, entry, passage = min(found, key=lambda n: (n.rank, n.cue.i))
    other = by_cue.get((passage, cue.i))
    if other is None:
        return Attribution(passage, cue, "verb", entry, "quote", group.inner, patterns.source_of(cue, "verb"), passage)
    other.content = sorted([*other.content, *group.inner]) if other.form == "direct" else group.inner
    return other


def _neighbours(
    article: ParsedArticle,
    quotation: Quotation,
    by_cue: dict[tuple[int, int], Attribution],
    words: list[CueWord],
    *,
    is_after: bool,
) -> Iterator[Neighbour]:
    """The cues behind a quotation (or before it) that may introduce it; one that nothing leads in ranks behind."""
    at = article.passages[quotation.passage].start
    lead = article.text[max(at, quotation.start - LONGEST_TAIL) : quotation.start].rstrip()[-1:]
    handicap = 0 if is_after or lead in ",:" else NOT_LED_IN
    for cue, key in words:
        offset, entry = at + cue.idx, cues()[key]
        is_on_side = offset >= quotation.end if is_after else offset < quotation.start
        if not is_on_side or not entry.takes("quote"):
            continue
        start, end = (quotation.end, offset) if is_after else (offset + len(cue), quotation.start)
        gap = article.text[start:end]
        if len(gap) > LONGEST_GAP or not _adjoins(gap, is_after=is_after) or patterns.source_of(cue, "verb") is None:
            continue
        other = by_cue.get((quotation.passage, cue.i))
        if other is None or _is_free(other, quotation, offset, is_after=is_after):
            yield Neighbour(len(gap) + handicap, cue, entry, quotation.passage)


def _is_free(other: Attribution, quotation: Quotation, offset: int, *, is_after: bool) -> bool:
    """Whether a cue with a content of its own may introduce a quotation, too, or instead."""
    is_direct = other.form == "direct"
    if is_after and is_direct:
        return False
    if is_after and any(quotation.end <= start < offset for start, _ in other.content):
        return False
    return is_direct or other.pattern in REPLACEABLE


def _by_word_form(article: ParsedArticle, group: Group, taken: set[int]) -> Attribution | None:
    """Find "…,” the message read" where the parser took the verb for a noun: a reporting form behind a noun."""
    quotation = group.parts[-1]
    at, doc = article.passages[quotation.passage].start, article.docs[quotation.passage]
    first, last = (index_at(doc, quotation.end - at + n) for n in (0, LONGEST_TAIL))
    behind = [t for t in doc[first:last] if not t.is_punct]
    for i, token in enumerate(behind):
        if token.lower_ not in REPORTING_FORMS or token.i in taken:
            continue
        nouns = [t for t in behind[:i] if t.pos_ in ("NOUN", "PROPN", "PRON")]
        gap = article.text[quotation.end : at + token.idx]
        if (
            nouns
            and nouns[-1].i == token.i - 1
            and _adjoins(gap, is_after=True)
            and len(nouns) == len(gap.split()) - _n_articles(gap)
        ):
            inner = group.inner
            return Attribution(
                quotation.passage, token, "verb", cues()["verb", "say"], "quote", inner, nouns[-1], quotation.passage
            )
    return None


def _by_colon(article: ParsedArticle, group: Group) -> Attribution | None:
    """Find 'Ann Bo, mayor: "…"' and 'Ann Bo had no doubts: "…"': a person and a colon lead a quotation in."""
    quotation = group.parts[0]
    at, doc = article.passages[quotation.passage].start, article.docs[quotation.passage]
    opens = index_at(doc, quotation.start - at)
    before = [t for t in doc[max(0, opens - LONGEST_TAIL) : opens] if not t.is_space]
    if not before or before[-1].text != ":":
        return None
    has_verb = any(t.pos_ in ("VERB", "AUX") for t in before)
    if has_verb or len(before) > LONGEST_SPEAKER_LINE:
        speaker = subject_of(before[-1].sent.root) if before[-1].sent.root.i < before[-1].i else None
        if speaker is None or not _is_person(speaker):
            return None
        return without_cue(group, "lead-in", speaker, quotation.passage)
    names = [t for t in before if t.pos_ in ("PROPN", "PRON")] or before[: len(before) == 2]
    if not names:
        return None
    first = names[0]
    while first.head in names and first.head != first:
        first = first.head
    say = cues()["verb", "say"]
    return Attribution(quotation.passage, before[-1], "verb", say, "quote", group.inner, first, quotation.passage)


def _is_person(token: Token) -> bool:
    noun = nouns().forms.get(token.lower_)
    is_office = noun is not None and "person" in noun.classes
    return token.ent_type_ == "PERSON" or token.lower_ in ("he", "she") or is_office


def _n_articles(gap: str) -> int:
    return sum(word.lower() in ("the", "a", "an", "his", "her", "their") for word in gap.split())


def _adjoins(gap: str, *, is_after: bool) -> bool:
    """Whether a cue so far from a quotation still introduces it: neither a sentence's end nor a quotation between."""
    body = gap.strip()
    if any(mark in body[:-1] for mark in '”“"«»') or sentence_end().search(body):
        return False
    return not body.endswith((".", ":")) if is_after else not body.endswith(".")


@cache
def sentence_end() -> re.Pattern[str]:
    """A full stop behind a title ("Mr. Bo said") ends no sentence: PolNeAR train F1 .607 → .608."""
    no_title = "".join(rf"(?<!\b{title})" for title in sorted(word_lists().titles))
    return re.compile(no_title + r"(?<=[a-z0-9)\]])[.!?;] +\S|[!?] ")
