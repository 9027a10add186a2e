"""Attributions while they are being found: from cues and what hangs on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.attribution import patterns
from analysis.lexicon import Cue, cues, word_lists
from analysis.passages import ParsedArticle, Quotation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    CueWord = tuple[Token, tuple[str, str]]

Offsets = tuple[int, int]
# What has more words than this is a list or a broken text, and its parse means nothing.
LONGEST_SENTENCE = 400


@dataclass
class Attribution:
    """A cue with its source and content while they are being found; spans are offsets in the article's text."""

    passage: int
    cue: Token | None
    pos: str
    entry: Cue
    pattern: str
    content: list[Offsets]
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


# Roles of passages that are one quotation as they stand: the cues in them are their speaker's report.
WHOLLY_SPOKEN = frozenset(("turn", "block", "item"))
OF_LAYOUT = frozenset(("label", "signature", "lead-in", "unattributed"))


def cue_words(doc: Doc) -> Iterator[CueWord]:
    for sentence in doc.sents:
        if len(sentence) > LONGEST_SENTENCE:
            continue
        for token in sentence:
            key = patterns.lexical_key(token)
            if key is not None:
                yield token, key


def outside(article: ParsedArticle, number: int, words: list[CueWord], here: list[Quotation]) -> list[CueWord]:
    """The cue words that are the reporter's, not inside a quotation; a turn of talk reports, too."""
    at = article.passages[number].start
    if article.passages[number].role in WHOLLY_SPOKEN:
        return words
    return [word for word in words if not any(q.start <= at + word[0].idx < q.end for q in here)]


def by_syntax(article: ParsedArticle, number: int, cue_words: list[CueWord]) -> Iterator[Attribution]:
    start = article.passages[number].start
    shared: dict[int, Token | None] = {}
    deniers = {
        frame.heads[0]: patterns.source_of(token, "verb")
        for token, key in cue_words
        if key[0] == "verb" and (frame := patterns.claim_behind(token, cues()[key])) is not None
    }
    for token, (pos, lemma) in cue_words:
        entry = cues()[pos, lemma]
        if pos == "verb" and entry.takes("quote") and (insertion := patterns.inserted(token)) is not None:
            speaker, around = insertion
            yield Attribution(number, token, pos, entry, "around", spans(start, around), speaker, number)
            continue
        frame = patterns.content_of(token, pos, entry)
        if frame is None and pos == "verb" and entry.takes("clause"):
            frame = patterns.parenthetical(token)
        if frame is None and pos == "verb" and entry.takes("clause") and (end := patterns.closing(token)) is not None:
            yield Attribution(number, token, pos, entry, "around", spans(start, end[1]), end[0], number)
        if frame is None or patterns.is_routine(token, frame):
            continue
        source = shared[token.i] if token.i in shared else patterns.source_of(token, pos)
        is_call = source is None and patterns.is_imperative(token)
        if pos == "verb" and (patterns.is_silence(token, frame) or is_call):
            continue
        if pos == "noun" and frame.heads[0] in deniers:
            # "Norvik rejected the accusation that": it accuses nobody, and who does is not said.
            is_named = source is not None and source.pos_ != "PRON" and source != deniers[frame.heads[0]]
            if not is_named:
                continue
        frames, followers = patterns.coordinated(token, frame)
        shared |= dict.fromkeys((t.i for t in followers), source)
        for part in frames:
            content = spans(start, patterns.subtree_without(part.heads, patterns.words_of_cue(token, source, part)))
            if content:
                yield Attribution(number, token, pos, entry, part.pattern, content, source, number, part.heads)


def spans(start: int, tokens: list[Token]) -> list[Offsets]:
    return [(start + first.idx, start + last.idx + len(last.text)) for first, last in patterns.runs(tokens)]


def share_sources(found: list[Attribution]) -> None:
    """A participle without a source of its own has that of the cue before it: "…,” she said, stressing that …"."""
    latest: Attribution | None = None
    for a in sorted((a for a in found if a.cue is not None), key=lambda a: (a.passage, a.cue.i if a.cue else 0)):
        if a.source is not None:
            latest = a
        elif a.pos == "verb" and latest is not None and _is_participle_after(a, latest):
            a.source, a.source_passage = latest.source, latest.source_passage


def cut_at_colons(article: ParsedArticle, found: list[Attribution]) -> None:
    """In "Ann Bo denied it: the gate was open, she said" only what stands behind the colon is what she said."""
    near: dict[tuple[int, int], list[tuple[Token, Attribution]]] = defaultdict(list)
    for a in found:
        if a.cue is not None and a.source is not None and a.pos == "verb":
            near[a.passage, a.cue.sent.start].append((a.cue, a))
    for (number, first), here in near.items():
        at, doc = article.passages[number].start, article.docs[number]
        for cue, a in here:
            colons = [at + t.idx for t in doc[first : cue.i] if t.text == ":" and a.start < at + t.idx < a.end]
            if colons and any(b is not a and a.start < at + other.idx < colons[-1] for other, b in here):
                a.content = [(max(s, colons[-1] + 1), e) for s, e in a.content if e > colons[-1] + 1]


def going_on(article: ParsedArticle, found: list[Attribution]) -> Iterator[Attribution]:
    """Yield what a source goes on to say behind a semicolon or colon: "The gate was shut, she said; nobody left"."""
    aloud = (
        a.cue
        for a in found
        if a.cue is not None and a.entry.takes("quote") and a.cue.lemma_ not in word_lists().private
    )
    saying = {cue.sent for cue in aloud}
    for a in found:
        if a.cue is None or a.source is None or a.pos != "verb" or not a.entry.takes("clause"):
            continue
        at = article.passages[a.passage].start
        words = patterns.behind_mark(a.cue, ";:") if a.end <= at + a.cue.idx else []
        if words and (words[0].sent == a.cue.sent or words[0].sent not in saying):
            yield Attribution(a.passage, a.cue, a.pos, a.entry, "quote", spans(at, words), a.source, a.source_passage)


def _is_participle_after(a: Attribution, earlier: Attribution) -> bool:
    if a.cue is None or earlier.cue is None or a.passage != earlier.passage:
        return False
    return a.cue.tag_ == "VBG" and earlier.cue.sent == a.cue.sent


NESTED_PATTERNS = frozenset(("clause", "quote", "gerund", "prep:of"))
NESTED_ACTS = frozenset(("assert", "deny", "accuse"))
THE_SPEAKER_OR_ANYONE = frozenset("i we you one who nobody everyone everybody people".split())


def standing(article: ParsedArticle, found: list[Attribution]) -> list[Attribution]:
    """Leave out cues inside another one's content, unless they report what somebody else says: nested claims."""
    kept = []
    near: dict[int, list[Attribution]] = defaultdict(list)
    for a in found:
        near[a.passage].append(a)
    for a in found:
        offset = article.passages[a.passage].start + a.cue.idx if a.cue is not None else -1
        around = [
            b
            for b in near[a.passage]
            if b is not a and b.pattern not in OF_LAYOUT and any(s <= offset < e for s, e in b.content)
        ]
        if not around or (len(around) == 1 and _is_nested(a, around[0])):
            kept.append(a)
    return kept


def _is_nested(inner: Attribution, outer: Attribution) -> bool:
    if inner.pos == "noun" and inner.source is None and inner.cue is not None:
        return inner.entry.connotation == "doubting"  # "despite claims of an agreement"
    if inner.pos == "preposition":
        return inner.source is not None and (inner.end - inner.start) * 2 < outer.end - outer.start
    if inner.source is None or inner.pos != "verb" or inner.pattern not in NESTED_PATTERNS or inner.cue is None:
        return False
    if (
        inner.entry.act(inner.pattern) not in NESTED_ACTS
        or inner.cue.lemma_ in word_lists().private
        or inner.cue.tag_ in ("VB", "VBG")
    ):
        return False
    if inner.source.lower_ in THE_SPEAKER_OR_ANYONE:
        return False
    return outer.source is None or inner.source.lower_ != outer.source.lower_
