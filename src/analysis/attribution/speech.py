"""Quotations and whose they are: the cue that introduces one, the speaker that it carries on."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from analysis import syntax
from analysis.attribution import patterns
from analysis.attribution.attributions import Attribution, Offsets
from analysis.lexicon import Cue, cues
from analysis.passages import ParsedArticle, Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

    from analysis.attribution.attributions import CueWord

LONGEST_GAP = 200
FARTHEST_FORM = 60
LONGEST_SPEAKER_LINE = 8
REPORTING_FORMS = frozenset(
    ("said", "says", "read", "reads", "added", "wrote", "writes", "stated", "warned", "insisted")
)
SENTENCE_END = re.compile(r"[a-z0-9)\]][.!?;] +\S|[!?] ")


class Group(NamedTuple):
    """One quotation, part by part, and whether it is something said."""

    parts: tuple[Quotation, ...]
    is_speech: bool


def grouped(article: ParsedArticle) -> list[Group]:
    groups = [tuple(of_number) for _, of_number in groupby(article.quotations, key=lambda q: q.number)]
    return [Group(group, is_speech(article.text, group)) for group in groups]


def is_speech(text: str, parts: tuple[Quotation, ...]) -> bool:
    """Whether a quotation is something said rather than a word or name in quotation marks.

    It is where it reads as a sentence: it begins with a capital or behind a comma or colon, and is long enough or
    ends as a sentence does. One over several paragraphs is.
    """
    first = parts[0]
    inner = text[first.inner_start : first.inner_end].strip()
    if len(parts) > 1:
        return True
    if len(inner) < 2:
        return False
    n_words = len(inner.split())
    before, after = text[: first.start].rstrip()[-1:], text[first.end : first.end + 1]
    begins = inner.lstrip("[(…. ")[:1].isupper() or before in ",:"
    ends = inner[-1:] in ",.!?…—-" or after in ",." or not first.is_closed
    if not begins:
        return False
    return n_words >= 6 or (n_words >= 3 and ends) or (inner[-1:] in ",.!?" and before in ",:.")


def with_quotations(
    article: ParsedArticle, found: list[Attribution], groups: list[Group], cue_words: list[list[CueWord]]
) -> None:
    """Give each quotation to the attribution whose content it belongs to, or find its cue; adds to `found`."""
    previous: tuple[Group, Attribution] | None = None
    near: dict[int, list[Attribution]] = defaultdict(list)
    for a in found:
        near[a.passage].append(a)
    for group in groups:
        owner = _owner(article, group, near)
        if owner is not None:
            owner.content = _united(owner.content, group)
            _name_source_behind(article, owner, group)
        elif group.is_speech:
            owner = _by_neighbouring_cue(article, group, near, cue_words)
            if owner is None and previous is not None and _carries_on(article, group, *previous):
                owner = previous[1]
                owner.content = sorted([*owner.content, *(q.inner for q in group.parts)])
            if owner is None:
                owner = _behind_claim(article, group, near)
            if owner is None and previous is not None:
                owner = _from_earlier_passage(article, group, *previous)
            if owner is not None and not any(owner is a for a in near[owner.passage]):
                found.append(owner)
                near[owner.passage].append(owner)
        if owner is not None and owner.form == "indirect":
            owner.form = "direct" if group.is_speech and _lies_in(owner.content, group) else "mixed"
        if group.is_speech and owner is not None:
            previous = (group, owner)


def _name_source_behind(article: ParsedArticle, owner: Attribution, group: Group) -> None:
    """In “…,” the group's head, Ann Bo, said: take the source that the parser counted to what is said."""
    end = group.parts[-1].end
    if owner.source is not None or owner.cue is None or owner.pos != "verb" or not group.is_speech:
        return
    at = article.passages[owner.passage].start
    behind = [
        t for t in owner.cue.doc if end <= at + t.idx < at + owner.cue.idx and t.pos_ in ("PROPN", "NOUN", "PRON")
    ]
    if behind and all(t.text == "," for t in owner.cue.doc[behind[-1].i + 1 : owner.cue.i]):
        owner.source = behind[-1]
        owner.content = [q.inner for q in group.parts]


def _lies_in(content: list[Offsets], group: Group) -> bool:
    return all(any(q.start <= s and e <= q.end + 1 for q in group.parts) for s, e in content)


def _owner(article: ParsedArticle, group: Group, near: dict[int, list[Attribution]]) -> Attribution | None:
    """The outermost attribution with a cue outside the quotation and a content that shares characters with it."""
    owners = [
        a
        for q in group.parts
        for a in near[q.passage]
        if any(s < q.inner_end and q.inner_start < e for s, e in a.content)
        and not (a.cue is not None and q.start <= article.passages[a.passage].start + a.cue.idx < q.end)
    ]
    return max(owners, key=lambda a: (a.end - a.start, -a.start), default=None)


def _united(content: list[Offsets], group: Group) -> list[Offsets]:
    """The content with the whole quotation in it; outer marks of something said are left out."""
    for quotation in group.parts:
        start, end = quotation.inner
        spans = []
        for s, e in content:
            if s >= quotation.end or e <= quotation.start:
                spans.append((s, e))
            elif group.is_speech and s >= quotation.start and e <= quotation.end + 1:
                continue
            elif s <= quotation.start and e >= quotation.end:
                start, end = s, e
            else:
                start, end = min(s, start), max(e, end)
        content = sorted([*spans, (start, end)])
    return content


def _by_neighbouring_cue(
    article: ParsedArticle, group: Group, near: dict[int, list[Attribution]], cue_words: list[list[CueWord]]
) -> Attribution | None:
    """Find the verb of saying that stands nearest behind or before a quotation, with a source of its own."""
    last, first = group.parts[-1], group.parts[0]
    here = (*near[first.passage], *near[last.passage])
    by_cue = {(a.passage, a.cue.i): a for a in here if a.cue is not None}
    best: tuple[int, int, Token, Cue, int] | None = None
    for quotation in {first, last}:
        at = article.passages[quotation.passage].start
        for token, (pos, lemma) in cue_words[quotation.passage]:
            offset, entry = at + token.idx, cues()[pos, lemma]
            if not entry.takes("quote") or quotation.start <= offset < quotation.end:
                continue
            is_after = offset >= quotation.end
            if quotation is not (last if is_after else first):
                continue
            other = by_cue.get((quotation.passage, token.i))
            gap = (
                article.text[quotation.end : offset]
                if is_after
                else article.text[offset + len(token) : quotation.start]
            )
            if (
                len(gap) > LONGEST_GAP
                or not _adjoins(gap, is_after=is_after)
                or patterns.source_of(token, "verb") is None
            ):
                continue
            if other is not None and (
                (is_after and any(quotation.end <= start < offset for start, _ in other.content))
                or (other.form == "direct" and is_after)
                or other.pattern not in ("around", "object", "quote")
            ):
                continue
            is_led_in = is_after or article.text[: quotation.start].rstrip()[-1:] in ",:"
            rank = len(gap) + (0 if is_led_in else 40)
            if best is None or (rank, token.i) < best[:2]:
                best = (rank, token.i, token, entry, quotation.passage)
    if best is None:
        taken = {number for passage, number in by_cue if passage == last.passage}
        return _by_word_form(article, group, taken) or _by_colon(article, group)
    _, _, token, entry, passage = best
    inner = [q.inner for q in group.parts]
    other = by_cue.get((passage, token.i))
    if other is not None:
        other.content = sorted([*other.content, *inner]) if other.form == "direct" else inner
        return other
    return Attribution(passage, token, "verb", entry, "quote", inner, patterns.source_of(token, "verb"), passage)


def _by_word_form(article: ParsedArticle, group: Group, taken: set[int]) -> Attribution | None:
    """Find "…,” the message read" where the parser took the verb for a noun: a reporting form behind a noun."""
    quotation = group.parts[-1]
    at, doc = article.passages[quotation.passage].start, article.docs[quotation.passage]
    behind = [t for t in doc if quotation.end <= at + t.idx < quotation.end + FARTHEST_FORM and not t.is_punct]
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
            inner = [q.inner for q in group.parts]
            return Attribution(
                quotation.passage, token, "verb", cues()["verb", "say"], "quote", inner, nouns[-1], quotation.passage
            )
    return None


def _by_colon(article: ParsedArticle, group: Group) -> Attribution | None:
    """Find 'Ann Bo, mayor: "…"', where a name and a colon alone lead a paragraph's quotation in."""
    quotation = group.parts[0]
    at, doc = article.passages[quotation.passage].start, article.docs[quotation.passage]
    before = [t for t in doc if at + t.idx + len(t) <= quotation.start and not t.is_space]
    if not before or before[-1].text != ":" or len(before) > LONGEST_SPEAKER_LINE:
        return None
    names = [t for t in before if t.pos_ in ("PROPN", "PRON")] or before[: len(before) == 2]
    if not names or any(t.pos_ in ("VERB", "AUX") for t in before):
        return None
    first = names[0]
    while first.head in names and first.head != first:
        first = first.head
    inner = [q.inner for q in group.parts]
    return Attribution(
        quotation.passage, before[-1], "verb", cues()["verb", "say"], "quote", inner, first, quotation.passage
    )


def _n_articles(gap: str) -> int:
    return sum(word.lower() in ("the", "a", "an", "his", "her", "their") for word in gap.split())


def _adjoins(gap: str, *, is_after: bool) -> bool:
    """Whether a cue so far from a quotation still introduces it: neither a sentence's end nor a quotation between."""
    body = gap.strip()
    if any(mark in body[:-1] for mark in '”“"«»') or SENTENCE_END.search(body):
        return False
    return not body.endswith((".", ":")) if is_after else not body.endswith(".")


def _carries_on(article: ParsedArticle, group: Group, earlier: Group, previous: Attribution) -> bool:
    """Whether a quotation goes on with what the one before it in its paragraph said."""
    first, last = group.parts[0], earlier.parts[-1]
    if first.passage != last.passage:
        return False
    between = article.text[last.end : first.start]
    if (
        previous.cue is not None
        and last.end <= article.passages[previous.passage].start + previous.cue.idx < first.start
    ):
        return len(between) < LONGEST_GAP and SENTENCE_END.search(between.strip()) is None
    return not between.strip(" .,—–-")


def _from_earlier_passage(
    article: ParsedArticle, group: Group, earlier: Group, previous: Attribution
) -> Attribution | None:
    """A paragraph that is one quotation goes on with the speaker who ended the paragraph before it."""
    first, last = group.parts[0], group.parts[-1]
    if first.passage != earlier.parts[-1].passage + 1:
        return None
    if article.text[last.end : article.passages[last.passage].start + len(article.passages[last.passage].text)].strip():
        return None
    if first.start != article.passages[first.passage].start:
        return None
    inner = [q.inner for q in group.parts]
    return Attribution(
        first.passage, None, "verb", previous.entry, "continued", inner, previous.source, previous.source_passage
    )


def _behind_claim(article: ParsedArticle, group: Group, near: dict[int, list[Attribution]]) -> Attribution | None:
    """A quotation that is a sentence of its own is the word of whoever spoke in the sentence before it.

    Where nobody spoke there, it is the person's whom that sentence is about: "Bo was not amused. “Never again.”"
    """
    first, last = group.parts[0], group.parts[-1]
    at, doc = article.passages[first.passage].start, article.docs[first.passage]
    before = article.text[at : first.start].rstrip()
    if not before.endswith((".", "!", "?")) or article.text[last.inner_end - 1] not in ".!?…":
        return None
    sentence = next(t for t in reversed(doc) if t.idx < len(before) and not t.is_space).sent
    here = [(a.cue, a.source, a) for a in near[first.passage] if a.cue is not None and a.cue.sent == sentence]
    spoke = [
        (a.form == "direct", cue.i, a)
        for cue, source, a in here
        if source is not None
        and syntax.antecedent(source) is source
        and not any(b is not a and b.start <= at + cue.idx < b.end for _, _, b in here)
    ]
    inner = [q.inner for q in group.parts]
    speaker = max(spoke, key=lambda s: s[:2])[2] if spoke else None
    if speaker is not None and speaker.form == "direct":
        speaker.content = sorted([*speaker.content, *inner])
        return speaker
    source = syntax.subject_of(sentence.root) if speaker is None else speaker.source
    is_person = source is not None and (source.ent_type_ == "PERSON" or source.lower_ in ("he", "she"))
    if speaker is None and not is_person:
        return None
    passage = first.passage if speaker is None else speaker.source_passage
    return Attribution(first.passage, None, "verb", cues()["verb", "say"], "continued", inner, source, passage)
