"""Quotations and whose they are: the cue that introduces one, the speaker that it carries on."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from analysis import syntax
from analysis.attribution.attributions import Attribution, Offsets
from analysis.attribution.beside import by_place
from analysis.attribution.introductions import (
    LONGEST_GAP,
    by_bare_cue,
    by_neighbouring_cue,
    sentence_end,
)
from analysis.attribution.leads import by_layout, by_lead_in
from analysis.attribution.quoted import Group, is_clause
from analysis.lexicon import cues
from analysis.passages import ParsedArticle

if TYPE_CHECKING:
    from analysis.attribution.attributions import CueWord


# A quotation and the attribution that it was given to.
Spoken = tuple[Group, Attribution]


def with_quotations(
    article: ParsedArticle, found: list[Attribution], groups: list[Group], cue_words: list[list[CueWord]]
) -> None:
    """Give each quotation to the attribution whose content it belongs to, or find its cue; adds to `found`.

    What is said and has no cue and no speaker becomes an attribution without a source: nobody's words are the
    outlet's.
    """
    previous: Spoken | None = None
    near: dict[int, list[Attribution]] = defaultdict(list)
    for a in found:
        near[a.passage].append(a)
    for plain in groups:
        group, owner = _introduced(article, plain, near, cue_words)
        if owner is None:
            owner = _by_parse(article, group, near, cue_words, previous)
        if owner is None and group.is_speech:
            owner = _by_neighbours(article, group, near, cue_words, previous)
        if owner is None:
            owner = _beside_content(article, group, near)
        if owner is None and is_clause(article, group):
            owner = unattributed(group)
        if owner is None:
            continue
        if not any(owner is a for a in near[owner.passage]):
            found.append(owner)
            near[owner.passage].append(owner)
        if owner.form == "indirect":
            owner.form = "direct" if group.is_speech and _lies_in(owner.content, group) else "mixed"
        if group.is_speech and owner.pattern != "unattributed":
            previous = (group, owner)


def _by_parse(
    article: ParsedArticle,
    group: Group,
    near: dict[int, list[Attribution]],
    cue_words: list[list[CueWord]],
    previous: Spoken | None,
) -> Attribution | None:
    """The attribution whose content the parser put the quotation in, with the whole of it."""
    owner = _owner(article, group, near)
    if owner is not None and _is_reply(article, group, owner, previous):
        other = by_neighbouring_cue(article, group, near, cue_words)
        if other is not None and other is not owner:
            owner.content = _cut(owner.content, group) or owner.content
            owner = other
    if owner is not None:
        owner.content = _united(owner.content, group)
        _name_source_behind(article, owner, group)
    return owner


def _by_neighbours(
    article: ParsedArticle,
    group: Group,
    near: dict[int, list[Attribution]],
    cue_words: list[list[CueWord]],
    previous: Spoken | None,
) -> Attribution | None:
    """The attribution of something said, by a cue near it, or by who spoke before."""
    owner = by_neighbouring_cue(article, group, near, cue_words)
    if owner is None and previous is not None and _carries_on(article, group, *previous):
        owner = previous[1]
        owner.content = sorted([*owner.content, *group.inner])
    if owner is None:
        owner = _behind_claim(article, group, near)
    if owner is None and previous is not None:
        owner = _from_earlier_passage(article, group, *previous)
    return owner


def _introduced(
    article: ParsedArticle, group: Group, near: dict[int, list[Attribution]], cue_words: list[list[CueWord]]
) -> tuple[Group, Attribution | None]:
    """The speaker whom the layout names, or a cue right beside the marks: (the group, its attribution)."""
    owner = by_layout(article, group)
    if owner is None:
        owner = by_lead_in(article, group, cue_words)
    if owner is None and (group.is_speech or _opens_sentence(article, group)):
        owner = by_place(article, group, near, cue_words)
    if owner is None:
        owner = by_bare_cue(article, group, near, cue_words)
    return (group, None) if owner is None else (group._replace(is_speech=True), owner)


def _opens_sentence(article: ParsedArticle, group: Group) -> bool:
    """Whether a clause in marks begins its sentence, but for a joining word: 'But “if it is so, …,” said Bo'."""
    first = group.parts[0]
    start = max(article.passages[first.passage].start, first.start - LONGEST_GAP)
    before = article.text[start : first.start]
    opening = re.split(r"[.!?][”\"’']*\s", before)[-1]
    return len(opening.split()) <= LONGEST_JOINING and is_clause(article, group)


LONGEST_JOINING = 1


def _beside_content(article: ParsedArticle, group: Group, near: dict[int, list[Attribution]]) -> Attribution | None:
    """Find the attribution whose content ends right before the marks, and take them in: said the plan “was a joke”."""
    first = group.parts[0]
    for a in near[first.passage]:
        is_joined = a.end <= first.start and not article.text[a.end : first.start].strip(" \u00a0")
        if is_joined and a.cue is not None and a.pattern == "clause":
            a.content = [*a.content[:-1], (a.content[-1][0], group.parts[-1].inner_end)]
            return a
    return None


def unattributed(group: Group) -> Attribution:
    first = group.parts[0].passage
    return Attribution(first, None, "verb", cues()["verb", "say"], "unattributed", group.inner, None, first)


def _is_reply(article: ParsedArticle, group: Group, owner: Attribution, previous: Spoken | None) -> bool:
    """Whether a quotation right behind another one was joined by the parser to that one's speaker."""
    if previous is None or owner.cue is None or not group.is_speech:
        return False
    last, first = previous[0].parts[-1], group.parts[0]
    cue_at = article.passages[owner.passage].start + owner.cue.idx
    return last.end <= first.start and not article.text[last.end : first.start].strip() and cue_at < first.start


def _cut(content: list[Offsets], group: Group) -> list[Offsets]:
    """A content without a quotation that belongs to somebody else."""
    start, end = group.parts[0].start, group.parts[-1].end
    outside = [piece for s, e in content for piece in ((s, min(e, start)), (max(s, end), e))]
    return [(s, e) for s, e in outside if s < e]


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
        owner.content = group.inner


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
        return len(between) < LONGEST_GAP and sentence_end().search(between.strip()) is None
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
    inner = group.inner
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
    inner = group.inner
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
