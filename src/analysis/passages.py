"""An article's text as paragraphs and parsed sentences, every one with its offset in the raw text.

The parser is fed one paragraph at a time: on whole articles it glues a headline to the lead. What it sees has the
length of the raw text, so that its offsets are the article's own; only quotation marks and blanks look different.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from analysis.schema import span_id

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

TEXT_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
# A line goes on where the writer's editor broke it: no final punctuation before, a small letter after.
HARD_WRAP = re.compile(r"[\w,;–—-]\s*\Z")
# The place and agency that a wire story begins with: "GENEVA, May 3 (AP) — ".
DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’ -]{2,}(?:, [^—–()\n]{1,30})?(?: ?\([A-Z][A-Za-z. /-]{1,20}\))?"
    r"|[A-Z]\w+(?:, [^—–()\n]{1,30})? \([A-Z]{2,6}\)) ?[—–]+ ?(?=\S)"
)
# Two apostrophes for a quotation mark: the parser sees one mark and a blank on the side away from the words.
DOUBLED_OPENING = re.compile(r"(?:''|``)(?=[\w\[(…$])")
DOUBLED_CLOSING = re.compile(r"''")
LONGEST_PASSAGE = 20_000
SHOWN_TO_PARSER = str.maketrans(
    {
        **dict.fromkeys("«»„“”‟", '"'),
        **dict.fromkeys("‘’‚‛‹›`´", "'"),
        **dict.fromkeys(
            "\u00a0\u2002\u2003\u2009\u202f\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff\t\r\n", " "
        ),
    }
)


class Passage(NamedTuple):
    """A paragraph: its number from 0, its offset in the article's text, and its raw text."""

    number: int
    start: int
    text: str

    @property
    def for_parser(self) -> str:
        """The text with quotation marks and blanks made plain; as long as `text`."""
        plain = self.text.translate(SHOWN_TO_PARSER)
        return DOUBLED_CLOSING.sub(' "', DOUBLED_OPENING.sub('" ', plain))


class Sentence(NamedTuple):
    """A sentence of the parse with its place in the article's text (half-open)."""

    sentence_id: str
    paragraph: int
    start: int
    end: int
    span: "Span"


def split_passages(text: str) -> list[Passage]:
    """Split a text into its paragraphs: lines, with hard-wrapped lines joined.

    Args:
        text: An article's text; blank lines and white space around a line belong to no paragraph.

    Returns:
        The paragraphs in order; none where the text is blank. A paragraph longer than LONGEST_PASSAGE
        characters is cut at a blank where there is one, because a parse takes memory by its length.
    """
    spans: list[tuple[int, int]] = []
    for line in TEXT_LINE.finditer(text):
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        end = line.end() - len(line[0]) + len(line[0].rstrip())
        if start >= end:
            continue
        previous = spans[-1] if spans else None
        wrapped = (
            previous is not None
            and text[start].islower()
            and text.count("\n", previous[1], start) <= 1
            and HARD_WRAP.search(text, max(previous[0], previous[1] - 2), previous[1]) is not None
        )
        if previous is not None and wrapped:
            spans[-1] = (previous[0], end)
        else:
            spans.append((start, end))
    spans = [piece for start, end in spans for piece in _without_dateline(text, start, end)]
    pieces = [piece for start, end in spans for piece in _shortened(text, start, end)]
    return [Passage(number, start, text[start:end]) for number, (start, end) in enumerate(pieces)]


def _without_dateline(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A dateline is a passage of its own: the parser takes it for the subject of what follows."""
    dateline = DATELINE.match(text, start, end)
    if dateline is not None:
        yield start, dateline.start() + len(dateline[0].rstrip(" —–"))
        start = dateline.end()
    yield start, end


def _shortened(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_PASSAGE:
        cut = text.rfind(" ", start + LONGEST_PASSAGE // 2, start + LONGEST_PASSAGE)
        cut = cut if cut > 0 else start + LONGEST_PASSAGE
        yield start, cut
        start = cut + 1 if text[cut] == " " else cut
    if start < end:
        yield start, end


@dataclass(frozen=True)
class ParsedArticle:
    """An article with its parse; it lives only inside `annotate`.

    Attributes:
        article_id: The article's id.
        text: Its raw text.
        published: EDTF string or None: the document creation time.
        year: The year that dates without one belong to, or None.
        passages: Its paragraphs.
        docs: One parsed Doc a paragraph; token `t` of docs[i] starts at passages[i].start + t.idx of the text.
    """

    article_id: str
    text: str
    published: str | None
    year: int | None
    passages: tuple[Passage, ...]
    docs: tuple["Doc", ...]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences in order; white space at their ends is left out, blank ones too."""
        found: list[Sentence] = []
        for passage, doc in zip(self.passages, self.docs, strict=True):
            for sent in doc.sents:
                span = sent
                raw = passage.text[span.start_char : span.end_char]
                start = passage.start + span.start_char + len(raw) - len(raw.lstrip())
                end = passage.start + span.start_char + len(raw.rstrip())
                if found and found[-1].paragraph == passage.number and self.text[found[-1].end - 1] == ";":
                    start, span = found[-1].start, doc[found[-1].span.start : span.end]
                    found.pop()
                if start < end:
                    name = span_id(self.article_id, "s", start, end)
                    found.append(Sentence(name, passage.number, start, end, span))
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that holds the character at `offset`, or the nearest one before it."""
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def bounds(self, passage: int, first: "Token", last: "Token") -> tuple[int, int]:
        """Return the half-open offsets in the article's text of tokens first … last of a passage."""
        start = self.passages[passage].start
        return start + first.idx, start + last.idx + len(last.text)
