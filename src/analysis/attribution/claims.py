"""One article's attributions as rows of the claims frame."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from analysis import syntax
from analysis.attribution import meaning, patterns
from analysis.attribution.attributions import (
    Attribution,
    Offsets,
    by_syntax,
    cue_words,
    cut_at_colons,
    going_on,
    outside,
    share_sources,
    standing,
)
from analysis.attribution.headlines import headlines
from analysis.attribution.leads import itemised
from analysis.attribution.quoted import grouped
from analysis.attribution.speech import with_quotations
from analysis.passages import ParsedArticle, Quotation
from analysis.schema import Row, span_id

if TYPE_CHECKING:
    from spacy.tokens import Token


# Roles of passages that only name a place or a person.
NAMES = frozenset(("dateline", "label", "signature"))


def find_attributions(article: ParsedArticle) -> list[Attribution]:
    """Return the attributions of an article: what hangs on a cue, then what stands in quotation marks."""
    groups = grouped(article)
    marked: dict[int, list[Quotation]] = defaultdict(list)
    for part in article.quotations:
        marked[part.passage].append(part)
    all_words = [
        list(cue_words(doc)) if passage.role not in NAMES else []
        for passage, doc in zip(article.passages, article.docs, strict=True)
    ]
    of_reporter = [outside(article, number, words, marked[number]) for number, words in enumerate(all_words)]
    found = [a for number, words in enumerate(of_reporter) for a in by_syntax(article, number, words)]
    cut_at_colons(article, found)
    found += headlines(article, found)
    with_quotations(article, found, groups, of_reporter)
    found += list(going_on(article, found))
    found += itemised(article, found, of_reporter)
    share_sources(found)
    for number, words in enumerate(all_words):
        spoken = [word for word in words if word not in of_reporter[number]]
        inside = [a for a in by_syntax(article, number, spoken) if a.pattern == "clause"]
        found += [a for a in inside if any(q.start <= a.start and a.end <= q.end for q in marked[number])]
    return standing(article, found)


def find_claims(article: ParsedArticle, timexes: list[Row]) -> list[Row]:
    """Find who says what in one article.

    Args:
        article: The article with its parse.
        timexes: Its rows of the timexes frame; one beside a cue dates the saying.

    Returns:
        Rows of the `claims` frame in order of their first character, before entity ids. Beside the columns a row
        has `source_head` (offset of the source's head word, or None), `co_source_heads` (list of such offsets) and
        in each target a `head`; `annotate` turns them into entity ids. None where nobody is reported to say anything.

    Sources:
        Source, cue and content as in PDTB and PARC (Pareti 2016); what counts, as in PolNeAR (Newell et al. 2018).
    """
    rows: dict[str, Row] = {}
    for attribution in find_attributions(article):
        row = _row(article, attribution, timexes)
        rows.setdefault(row["claim_id"], row)
    ordered = sorted(rows.values(), key=lambda row: (row["char_start"], -row["char_end"], row["claim_id"]))
    holder: dict[int, str] = {}
    for row in sorted(ordered, key=lambda row: (row["char_start"] - row["char_end"], row["claim_id"])):
        for start, end in row["content_spans"]:
            holder.update(dict.fromkeys(range(start, end), str(row["claim_id"])))
    for row in ordered:
        around = holder.get(row["cue_start"]) if row["cue_start"] is not None else None
        row["parent_claim_id"] = around if around != row["claim_id"] else None
    return ordered


def _row(article: ParsedArticle, a: Attribution, timexes: list[Row]) -> Row:
    text, at = article.text, article.passages[a.passage].start
    content = _clean(text, a.content)
    heads = _content_heads(article, a)
    row: Row = {"article_id": article.article_id, "source_start": None, "source_end": None, "source_text": None}
    row |= {"source_head": None, "co_source_heads": [], "cue_start": None, "cue_end": None, "cue_text": None}
    if a.source is not None:
        source_at = article.passages[a.source_passage].start
        first, last = syntax.phrase_bounds(a.source)
        if a.cue is not None and a.cue == first != a.source:  # a participle to the parser: "boasted Ann Bo"
            first = first.nbor()
        start, end = source_at + first.idx, source_at + last.idx + len(last.text)
        named = syntax.name_in(syntax.antecedent(a.source))
        row |= {"source_start": start, "source_end": end, "source_text": text[start:end]}
        row["source_head"] = source_at + named.idx
        row["co_source_heads"] = [source_at + t.idx for t in named.conjuncts if t.i > named.i]
    if a.cue is not None:
        first, last = _cue_bounds(a.cue)
        row |= {"cue_start": at + first.idx, "cue_end": at + last.idx + len(last.text)}
        row["cue_text"] = text[row["cue_start"] : row["cue_end"]]
    anchor = row["cue_start"] if a.cue is not None else content[0][0]
    last_words = text[content[-1][0] : content[-1][1] + 1].rstrip("\"”»’' ")
    is_question = last_words.endswith("?")
    is_own_words = a.form == "direct" and a.entry.takes("quote")  # “We never did,” she denied
    stance = meaning.stance(a.cue, a.entry, "quote" if is_own_words else a.pattern, heads, is_question=is_question)
    return row | {
        "claim_id": span_id(article.article_id, "c", content[0][0], content[-1][1], anchor),
        "sentence_id": article.sentence_at(anchor).sentence_id,
        "cue_connotation": a.entry.connotation if a.cue is not None else "neutral",
        "content_spans": [list(span) for span in content],
        "content_text": " … ".join(text[s:e] for s, e in content),
        "char_start": content[0][0],
        "char_end": content[-1][1],
        "quotation": a.form,
        "polarity": stance.polarity,
        "factuality": stance.factuality,
        "voice": "unattributed" if a.cue is None and a.source is None else "attributed",
        "speech_act": stance.act,
        "targets": [
            {"role": role, "char_start": at + t.idx, "char_end": at + t.idx + len(t.text), "head": at + t.idx}
            for role, t in meaning.targets(a.cue, stance.act, a.pattern, a.heads)
        ],
        "said_on": _said_on(article, a, content, timexes),
    }


def _clean(text: str, content: list[Offsets]) -> list[Offsets]:
    """The spans without blanks and commas at their ends, joined where nothing but a blank lies between."""
    spans: list[Offsets] = []
    for first, last in sorted(content):
        start, end = first, last
        while start < end and text[start].isspace():
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
            end -= 1
        if start >= end:
            continue
        if spans and not text[spans[-1][1] : start].strip():
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans or [content[0]]


def _content_heads(article: ParsedArticle, a: Attribution) -> tuple[Token, ...]:
    """The head words of the content: those of its pattern, or the sentence roots of what is quoted."""
    if a.heads:
        return a.heads
    start, end = a.content[0]
    number = article.passage_at(start)
    at = article.passages[number].start
    span = article.docs[number].char_span(start - at, end - at, alignment_mode="expand")
    if span is None:
        return ()
    return tuple(t for t in span if t.head == t or not span.start <= t.head.i < span.end)[:1]


def _cue_bounds(cue: Token) -> tuple[Token, Token]:
    """First and last token of a cue with its auxiliaries and particle, where they stand beside it."""
    first = last = cue
    for child in sorted(cue.lefts, key=lambda t: -t.i):
        if child.dep_ in ("aux", "auxpass", "neg") and child.i == first.i - 1:
            first = child
    for child in cue.rights:
        is_next = child.i == last.i + 1
        key = patterns.lexical_key(cue) if is_next and cue.pos_ == "VERB" else None
        is_of_entry = key is not None and key[1].endswith(f" {child.lower_}")
        is_particle = child.dep_ == "prt" or (cue.lower_ == "according" and child.lower_ == "to")
        if is_next and (is_particle or is_of_entry):
            last = child
    return first, last


def _said_on(article: ParsedArticle, a: Attribution, content: list[Offsets], timexes: list[Row]) -> str | None:
    """The date beside the cue, outside the content: when it was said."""
    if a.cue is None:
        return None
    at = article.passages[a.passage].start
    sentence = a.cue.sent
    first, last = at + sentence.start_char, at + sentence.end_char
    for timex in timexes:
        if not (first <= timex["char_start"] < last) or timex["type"] not in ("DATE", "TIME"):
            continue
        if any(s <= timex["char_start"] < e for s, e in content):
            continue
        words = article.docs[a.passage].char_span(
            timex["char_start"] - at, timex["char_end"] - at, alignment_mode="expand"
        )
        if words is not None and timex["edtf"] and _governor(words.root) == a.cue:
            return str(timex["edtf"])
    return None


def _governor(token: Token) -> Token:
    """The verb that a phrase belongs to."""
    while token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    return token
