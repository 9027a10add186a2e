"""One article's attributions, from cues and quotations, as rows of the claims frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from analysis.attribution import meaning, syntax
from analysis.attribution.lexicon import Cue, cues
from analysis.attribution.quotations import Quotation, find_quotations
from analysis.passages import ParsedArticle
from analysis.schema import Row, span_id

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    CueWord = tuple[Token, tuple[str, str]]

Span = tuple[int, int]
LONGEST_GAP = 200
LONGEST_TAIL = 60
REPORTING_FORMS = frozenset(
    ("said", "says", "read", "reads", "added", "wrote", "writes", "stated", "warned", "insisted")
)
SENTENCE_END = re.compile(r"[a-z0-9)\]][.!?;] +\S|[!?] ")


@dataclass
class Attribution:
    """A cue with its source and content while they are being found; spans are offsets in the article's text."""

    passage: int
    cue: Token | None
    pos: str
    entry: Cue
    pattern: str
    content: list[Span]
    source: Token | None
    source_passage: int
    heads: tuple[Token, ...] = ()
    form: str = "indirect"

    @property
    def start(self) -> int:
        return self.content[0][0]

    @property
    def end(self) -> int:
        return self.content[-1][1]


def find_attributions(article: ParsedArticle) -> list[Attribution]:
    """Return the attributions of an article: what hangs on a cue, then what stands in quotation marks."""
    groups = _grouped(article)
    speeches = [part for group in groups if group.is_speech for part in group.parts]
    all_words = [list(_cue_words(doc)) for doc in article.docs]
    cue_words = [_outside(article, number, words, speeches) for number, words in enumerate(all_words)]
    found = [a for number, words in enumerate(cue_words) for a in _by_syntax(article, number, words)]
    _with_quotations(article, found, groups, cue_words)
    found += _headlines(article, found)
    _share_sources(found)
    for number, words in enumerate(all_words):
        spoken = [word for word in words if word not in cue_words[number]]
        found += [a for a in _by_syntax(article, number, spoken) if a.pattern == "clause"]
    return _standing(article, found)


def _share_sources(found: list[Attribution]) -> None:
    """A participle without a source of its own has that of the cue before it: "…,” she said, stressing that …"."""
    latest: Attribution | None = None
    for a in sorted((a for a in found if a.cue is not None), key=lambda a: (a.passage, a.cue.i if a.cue else 0)):
        if a.source is not None:
            latest = a
        elif a.pos == "verb" and latest is not None and _is_participle_after(a, latest):
            a.source, a.source_passage = latest.source, latest.source_passage


HEADLINE = re.compile(r"(?P<content>.+), (?:[^\s,]+ ){1,5}(?P<cue>[A-Z][a-z]+)")
HEADLINE_CAPITALS = 0.6


def _headlines(article: ParsedArticle, found: list[Attribution]) -> Iterator[Attribution]:
    """Yield what a headline like "Talks Collapse, Envoy Says" attributes, where the parser saw no clause in it."""
    taken = {a.passage for a in found}
    for passage, doc in zip(article.passages, article.docs, strict=True):
        words = passage.text.split()
        match = HEADLINE.fullmatch(passage.text)
        is_headline = sum(w[:1].isupper() for w in words) >= HEADLINE_CAPITALS * len(words)
        if match is None or not is_headline or passage.number in taken or len(doc) < 4:
            continue
        form = match["cue"].lower()
        lemmas = (form.removesuffix("s"), form.removesuffix("es"), form.removesuffix("ies") + "y")
        entry = next((cues()["verb", lemma] for lemma in lemmas if ("verb", lemma) in cues()), None)
        if entry is not None and form.endswith("s") and entry.takes("clause"):
            content = [(passage.start, passage.start + match.end("content"))]
            yield Attribution(passage.number, doc[-1], "verb", entry, "quote", content, doc[-2], passage.number)


def _is_participle_after(a: Attribution, earlier: Attribution) -> bool:
    if a.cue is None or earlier.cue is None or a.passage != earlier.passage:
        return False
    return a.cue.tag_ == "VBG" and earlier.cue.sent == a.cue.sent


class Group(NamedTuple):
    """One quotation, part by part, and whether it is something said."""

    parts: tuple[Quotation, ...]
    is_speech: bool


def _grouped(article: ParsedArticle) -> list[Group]:
    parts = find_quotations(article.passages)
    groups = [tuple(of_number) for _, of_number in groupby(parts, key=lambda q: q.number)]
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


def _cue_words(doc: Doc) -> Iterator[CueWord]:
    for token in doc:
        key = syntax.lexical_key(token)
        if key is not None:
            yield token, key


def _outside(article: ParsedArticle, number: int, words: list[CueWord], speeches: list[Quotation]) -> list[CueWord]:
    """The cue words that are the reporter's, not inside something said."""
    at = article.passages[number].start
    here = [q for q in speeches if q.passage == number]
    return [word for word in words if not any(q.start <= at + word[0].idx < q.end for q in here)]


def _by_syntax(article: ParsedArticle, number: int, cue_words: list[CueWord]) -> Iterator[Attribution]:
    start = article.passages[number].start
    shared: dict[int, Token | None] = {}
    for token, (pos, lemma) in cue_words:
        entry = cues()[pos, lemma]
        if pos == "verb" and entry.takes("quote") and (insertion := syntax.inserted(token)) is not None:
            speaker, around = insertion
            yield Attribution(number, token, pos, entry, "around", _spans(start, around), speaker, number)
            continue
        frame = syntax.content_of(token, pos, entry)
        if frame is None and pos == "verb" and entry.takes("clause"):
            frame = syntax.parenthetical(token)
        if frame is None:
            continue
        source = shared[token.i] if token.i in shared else syntax.source_of(token, pos)
        if pos == "verb" and (syntax.is_silence(token) or (source is None and syntax.is_imperative(token))):
            continue
        frames, followers = syntax.coordinated(token, frame)
        shared |= dict.fromkeys((t.i for t in followers), source)
        for part in frames:
            content = _spans(start, syntax.subtree_without(part.heads, syntax.words_of_cue(token, source, part)))
            if content:
                yield Attribution(number, token, pos, entry, part.pattern, content, source, number, part.heads)


def _spans(start: int, tokens: list[Token]) -> list[Span]:
    return [(start + first.idx, start + last.idx + len(last.text)) for first, last in syntax.runs(tokens)]


def _with_quotations(
    article: ParsedArticle, found: list[Attribution], groups: list[Group], cue_words: list[list[CueWord]]
) -> None:
    """Give each quotation to the attribution whose content it belongs to, or find its cue; adds to `found`."""
    previous: tuple[Group, Attribution] | None = None
    for group in groups:
        owner = _owner(article, group, found)
        if owner is not None:
            owner.content = _united(owner.content, group)
            _name_source_behind(article, owner, group)
        elif group.is_speech:
            owner = _by_neighbouring_cue(article, group, found, cue_words)
            if owner is None and previous is not None and _carries_on(article, group, *previous):
                owner = previous[1]
                owner.content = sorted([*owner.content, *(q.inner for q in group.parts)])
            if owner is None and previous is not None:
                owner = _from_earlier_passage(article, group, *previous)
            if owner is not None and owner not in found:
                found.append(owner)
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
    if behind and behind[-1].i == owner.cue.i - 1:
        owner.source = behind[-1]
        owner.content = [q.inner for q in group.parts]


def _lies_in(content: list[Span], group: Group) -> bool:
    return all(any(q.start <= s and e <= q.end + 1 for q in group.parts) for s, e in content)


def _owner(article: ParsedArticle, group: Group, found: list[Attribution]) -> Attribution | None:
    """The outermost attribution with a cue outside the quotation and a content that shares characters with it."""
    owners = [
        a
        for a in found
        for q in group.parts
        if a.passage == q.passage
        and any(s < q.inner_end and q.inner_start < e for s, e in a.content)
        and not (a.cue is not None and q.start <= article.passages[a.passage].start + a.cue.idx < q.end)
    ]
    return max(owners, key=lambda a: (a.end - a.start, -a.start), default=None)


def _united(content: list[Span], group: Group) -> list[Span]:
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
    article: ParsedArticle, group: Group, found: list[Attribution], cue_words: list[list[CueWord]]
) -> Attribution | None:
    """Find the verb of saying that stands nearest behind or before a quotation, with a source of its own."""
    last, first = group.parts[-1], group.parts[0]
    by_cue = {(a.passage, a.cue.i): a for a in found if a.cue is not None}
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
                or syntax.source_of(token, "verb") is None
            ):
                continue
            if other is not None and (
                (other.form == "direct" and is_after) or other.pattern not in ("around", "object", "quote")
            ):
                continue
            is_led_in = is_after or article.text[: quotation.start].rstrip()[-1:] in ",:"
            rank = len(gap) + (0 if is_led_in else 40)
            if best is None or (rank, token.i) < best[:2]:
                best = (rank, token.i, token, entry, quotation.passage)
    if best is None:
        return _by_word_form(article, group)
    _, _, token, entry, passage = best
    inner = [q.inner for q in group.parts]
    other = by_cue.get((passage, token.i))
    if other is not None:
        other.content = sorted([*other.content, *inner]) if other.form == "direct" else inner
        return other
    return Attribution(passage, token, "verb", entry, "quote", inner, syntax.source_of(token, "verb"), passage)


def _by_word_form(article: ParsedArticle, group: Group) -> Attribution | None:
    """Find "…,” the message read" where the parser took the verb for a noun: a reporting form behind a noun."""
    quotation = group.parts[-1]
    at, doc = article.passages[quotation.passage].start, article.docs[quotation.passage]
    behind = [t for t in doc if quotation.end <= at + t.idx < quotation.end + LONGEST_TAIL and not t.is_punct]
    for i, token in enumerate(behind):
        if token.lower_ not in REPORTING_FORMS:
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


NESTED_PATTERNS = frozenset(("clause", "quote", "gerund", "prep:of"))
NESTED_ACTS = frozenset(("assert", "deny", "accuse"))
THE_SPEAKER_OR_ANYONE = frozenset("i we you one who nobody everyone everybody people".split())


def _standing(article: ParsedArticle, found: list[Attribution]) -> list[Attribution]:
    """Leave out cues inside another one's content, unless they report what somebody else says: nested claims."""
    kept = []
    for a in found:
        offset = article.passages[a.passage].start + a.cue.idx if a.cue is not None else -1
        around = [
            b for b in found if b is not a and b.passage == a.passage and any(s <= offset < e for s, e in b.content)
        ]
        if not around or (len(around) == 1 and _is_nested(a, around[0])):
            kept.append(a)
    return kept


def _is_nested(inner: Attribution, outer: Attribution) -> bool:
    if inner.source is None or inner.pos != "verb" or inner.pattern not in NESTED_PATTERNS or inner.cue is None:
        return False
    if (
        inner.entry.act(inner.pattern) not in NESTED_ACTS
        or inner.cue.lemma_ in syntax.PRIVATE
        or inner.cue.tag_ in ("VB", "VBG")
    ):
        return False
    if inner.source.lower_ in THE_SPEAKER_OR_ANYONE:
        return False
    return outer.source is None or inner.source.lower_ != outer.source.lower_


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
    for row in ordered:
        row["parent_claim_id"] = _parent(row, ordered)
    return ordered


def _parent(row: Row, rows: list[Row]) -> str | None:
    """The innermost claim whose content holds this one's cue."""
    if row["cue_start"] is None:
        return None
    holders = [
        other
        for other in rows
        if other is not row and any(s <= row["cue_start"] < e for s, e in other["content_spans"])
    ]
    return min(holders, key=lambda other: other["char_end"] - other["char_start"])["claim_id"] if holders else None


def _row(article: ParsedArticle, a: Attribution, timexes: list[Row]) -> Row:
    text, at = article.text, article.passages[a.passage].start
    content = _clean(text, a.content)
    heads = _content_heads(article, a)
    row: Row = {"article_id": article.article_id, "source_start": None, "source_end": None, "source_text": None}
    row |= {"source_head": None, "co_source_heads": [], "cue_start": None, "cue_end": None, "cue_text": None}
    if a.source is not None:
        source_at = article.passages[a.source_passage].start
        first, last = syntax.source_tokens(a.source)
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
    act = meaning.speech_act(a.cue, a.entry, a.pattern, is_question=is_question)
    return row | {
        "claim_id": span_id(article.article_id, "c", content[0][0], content[-1][1], anchor),
        "sentence_id": article.sentence_at(anchor).sentence_id,
        "cue_connotation": a.entry.connotation if a.cue is not None else "neutral",
        "content_spans": [list(span) for span in content],
        "content_text": " … ".join(text[s:e] for s, e in content),
        "char_start": content[0][0],
        "char_end": content[-1][1],
        "quotation": a.form,
        "polarity": meaning.polarity(a.cue, act, heads),
        "factuality": meaning.factuality(a.cue, act, heads),
        "speech_act": act,
        "targets": [
            {"role": role, "char_start": at + t.idx, "char_end": at + t.idx + len(t.text), "head": at + t.idx}
            for role, t in meaning.targets(a.cue, act, a.pattern, a.heads)
        ],
        "said_on": _said_on(article, a, content, timexes),
    }


def _clean(text: str, content: list[Span]) -> list[Span]:
    """The spans without blanks and commas at their ends, joined where nothing but a blank lies between."""
    spans: list[Span] = []
    for first, last in sorted(content):
        start, end = first, last
        while start < end and text[start].isspace():
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
            end -= 1
        if start >= end:
            continue
        if spans and start <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans or [content[0]]


def _content_heads(article: ParsedArticle, a: Attribution) -> tuple[Token, ...]:
    """The head words of the content: those of its pattern, or the sentence roots of what is quoted."""
    if a.heads:
        return a.heads
    start, end = a.content[0]
    at = article.passages[a.passage].start
    span = article.docs[a.passage].char_span(start - at, end - at, alignment_mode="expand")
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
        if (child.dep_ == "prt" or (cue.lower_ == "according" and child.lower_ == "to")) and child.i == last.i + 1:
            last = child
    return first, last


def _said_on(article: ParsedArticle, a: Attribution, content: list[Span], timexes: list[Row]) -> str | None:
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
        head = article.docs[a.passage].char_span(
            timex["char_start"] - at, timex["char_end"] - at, alignment_mode="expand"
        )
        if head is not None and (a.cue in head.root.ancestors or head.root == a.cue) and timex["edtf"]:
            return str(timex["edtf"])
    return None
