"""An article's text as paragraphs, every one with its offset in the raw text and with what it is on the page.

The parser is fed one paragraph at a time: on whole articles it glues a headline to the lead. What it sees has the
length of the raw text, so that its offsets are the article's own; only quotation marks and blanks look different.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from analysis.passages.layout import Page, Piece, with_spoken
from analysis.passages.shown import shown

TEXT_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
# A line goes on where the writer's editor broke it: no final punctuation before, a small letter after.
HARD_WRAP = re.compile(r"[\w,;–—-]\s*\Z")
# Two apostrophes for a quotation mark: the parser sees one mark and a blank on the side away from the words.
DOUBLED_OPENING = re.compile(r"(?:''|``)(?=[\w\[(…$])")
DOUBLED_CLOSING = re.compile(r"''")
LONGEST_PASSAGE = 20_000
# What every double quotation mark is to the parser.
PLAIN_MARK = '"'
SHOWN_TO_PARSER = str.maketrans(
    {
        **dict.fromkeys("«»„“”‟", PLAIN_MARK),
        **dict.fromkeys("‘’‚‛‹›`´", "'"),
        **dict.fromkeys(
            "\u00a0\u2002\u2003\u2009\u202f\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff\t\r\n", " "
        ),
    }
)


class Passage(NamedTuple):
    """A paragraph: its number from 0, its offset in the article's text, its raw text, and what it is.

    `role` is prose, headline, dateline, label (the name of whoever speaks the next passages), turn (words behind a
    label), item (of a list), block (quoted as a block) or signature (the name of whoever spoke the passage before).
    `shown` is the text as a reader sees it, as long as `text`.
    """

    number: int
    start: int
    text: str
    role: str = "prose"
    shown: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def for_parser(self) -> str:
        """The text with quotation marks and blanks made plain; as long as `text`."""
        plain = (self.shown or self.text).translate(SHOWN_TO_PARSER)
        return DOUBLED_CLOSING.sub(' "', DOUBLED_OPENING.sub('" ', plain))


def split_passages(text: str) -> list[Passage]:
    """Split a text into its paragraphs: lines, with hard-wrapped lines joined.

    Args:
        text: An article's text; blank lines, tags and white space around a line belong to no paragraph.

    Returns:
        The paragraphs in order; none where the text is blank. A paragraph longer than LONGEST_PASSAGE
        characters is cut at a blank where there is one, because a parse takes memory by its length.
    """
    seen = shown(text)
    spans = _lines(seen)
    lines = [seen[start:end] for start, end in spans]
    page = Page(seen, lines)
    pieces = [piece for number, line in enumerate(spans) for piece in page.pieces(number, *line)]
    pieces = with_spoken(seen, pieces)
    cut = (part for piece in pieces for part in _shortened(seen, piece))
    return [
        Passage(number, start, text[start:end], role, seen[start:end]) for number, (start, end, role) in enumerate(cut)
    ]


def _lines(text: str) -> list[tuple[int, int]]:
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
    return spans


def _shortened(text: str, piece: Piece) -> Iterable[Piece]:
    start, end, role = piece
    while end - start > LONGEST_PASSAGE:
        cut = text.rfind(" ", start + LONGEST_PASSAGE // 2, start + LONGEST_PASSAGE)
        cut = cut if cut > 0 else start + LONGEST_PASSAGE
        yield Piece(start, cut, role)
        start = cut + 1 if text[cut] == " " else cut
    if start < end:
        yield Piece(start, end, role)
