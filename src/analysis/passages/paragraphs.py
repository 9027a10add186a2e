"""An article's text as paragraphs, every one with its offset in the raw text.

The parser is fed one paragraph at a time: on whole articles it glues a headline to the lead. What it sees has the
length of the raw text, so that its offsets are the article's own; only quotation marks and blanks look different.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.passages.datelines import split_dateline

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
    """A paragraph: its number from 0, its offset in the article's text, and its raw text."""

    number: int
    start: int
    text: str

    @property
    def for_parser(self) -> str:
        """The text with quotation marks and blanks made plain; as long as `text`."""
        plain = self.text.translate(SHOWN_TO_PARSER)
        return DOUBLED_CLOSING.sub(' "', DOUBLED_OPENING.sub('" ', plain))


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
    spans = [piece for start, end in spans for piece in split_dateline(text, start, end)]
    pieces = [piece for start, end in spans for piece in _shortened(text, start, end)]
    return [Passage(number, start, text[start:end]) for number, (start, end) in enumerate(pieces)]


def _shortened(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_PASSAGE:
        cut = text.rfind(" ", start + LONGEST_PASSAGE // 2, start + LONGEST_PASSAGE)
        cut = cut if cut > 0 else start + LONGEST_PASSAGE
        yield start, cut
        start = cut + 1 if text[cut] == " " else cut
    if start < end:
        yield start, end
