"""Datelines: the place, day and agency that a wire story begins with; strings only.

"GENEVA, May 3 (AP) — " tells where and when the report was written, not where and when something happened.
"""

import re

MONTH = r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
DAY = rf"(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})"
# The place, day and agency that a wire story begins with: "GENEVA, May 3 (AP) — ", "LUND, March 12 - ".
DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’ -]{2,30}(?:, [^—–()\n]{1,30}?)?(?: ?\([A-Z][A-Za-z. /-]{1,20}\))?(?: ?[—–]+ ?| -+ )"
    rf"|[A-Z]\w+(?: [A-Z]\w+)?(?:, [^—–()\n]{{1,30}}?)? \([A-Z]{{2,6}}\)(?: ?[—–]+ ?| -+ )"
    rf"|[A-Z]\w+(?: [A-Z]\w+)?, {DAY}(?: ?[—–]+ ?| -+ ))(?=\S)"
)
# In the dateline of a story, what stands before its day and what follows it.
BEFORE_DAY = re.compile(r"[^\W\d_][^()\d]{1,60},\s\Z")
AFTER_DAY = re.compile(r"\s*(?:\(|--|[–—-]\s)")
# Marks that follow the place of a dateline.
AFTER_PLACE = frozenset([",", "(", "—", "–", "-", ".", "/"])


def dateline_end(line: str) -> tuple[int, int] | None:
    """Return where the dateline of a line ends and where its story begins; None where it has none.

    A dateline is a passage of its own, since the parser takes it for a subject.
    """
    dateline = DATELINE.match(line)
    return None if dateline is None else (len(dateline[0].rstrip(" —–-")), dateline.end())


def is_day_of_dateline(text: str, start: int, end: int) -> bool:
    """Whether the date at these offsets of a passage says when the story was written: "VIENNA, May 25 (Agency) –".

    A passage that ends with its day is a dateline taken off its story.
    """
    is_behind_place = BEFORE_DAY.match(text[:start]) is not None
    return is_behind_place and (AFTER_DAY.match(text, end) is not None or DATELINE.match(text + " — .") is not None)
