"""Datelines: the place, day and agency that a wire story begins with; strings only.

"GENEVA, May 3 (AP) — " tells where and when the report was written, not where and when something happened.
"""

import re
from collections.abc import Iterator

DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’ -]{2,}(?:, [^—–()\n]{1,30})?(?: ?\([A-Z][A-Za-z. /-]{1,20}\))?"
    r"|[A-Z]\w+(?:, [^—–()\n]{1,30})? \([A-Z]{2,6}\)) ?[—–]+ ?(?=\S)"
)
# In the dateline of a story, what stands before its day and what follows it.
BEFORE_DAY = re.compile(r"[^\W\d_][^()\d]{1,60},\s\Z")
AFTER_DAY = re.compile(r"\s*(?:\(|--|[–—-]\s)")
# Marks that follow the place of a dateline.
AFTER_PLACE = frozenset([",", "(", "—", "–", "-", ".", "/"])


def split_dateline(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of a line: a dateline is a passage of its own, since the parser takes it for a subject."""
    dateline = DATELINE.match(text, start, end)
    if dateline is not None:
        yield start, dateline.start() + len(dateline[0].rstrip(" —–"))
        start = dateline.end()
    yield start, end


def is_day_of_dateline(text: str, start: int, end: int) -> bool:
    """Whether the date at these offsets of a passage says when the story was written: "VIENNA, May 25 (Agency) –"."""
    return BEFORE_DAY.match(text[:start]) is not None and AFTER_DAY.match(text, end) is not None
