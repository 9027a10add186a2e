"""Quotation marks in a text, paired; strings only.

Marks are paired by character inside one paragraph, so that an unclosed one damages its own paragraph at most; a
paragraph that ends inside a quotation and a next one that opens with the same mark carry one quotation on.
"""

import re
from typing import NamedTuple

from analysis.passages.paragraphs import Passage

# opening mark → the marks that close it, by the habits of English, French, German and Nordic typesetting
CLOSING = {
    "“": "”“",
    "«": "»",
    "„": "“”",
    "»": "«",
    '"': '"',
    "‘": "’",
    "'": "'",
    "‹": "›",
    "‚": "‘’",
    "‟": "”",
    "''": "''",
    "``": "''",
}
QUOTATION_MARK = re.compile(
    "``|''|[" + "".join(sorted(set("".join(CLOSING) + "".join(CLOSING.values())) - {"`"})) + "]"
)
OPENS_BEFORE = re.compile(r"[\s(\[{—–:,/-]\Z|\A\Z")
ELISION = re.compile(r"\d0?s\b|tis\b|twas\b|em\b|til\b|cause\b|n\b", re.IGNORECASE)
# A curly mark and a straight one around the same words, typed in two editors: PolNeAR train F1 .602 → .605.
MIXED = ({"“", '"'}, {"”", '"'})
DOUBLED = frozenset(("''", "``"))
SINGLE = frozenset("'‘’‚")


class Quotation(NamedTuple):
    """One paragraph's part of a quotation (half-open offsets in the article's text; `start` and `end` with marks).

    Parts of one quotation that runs over several paragraphs have the same `number`.
    """

    number: int
    start: int
    end: int
    passage: int
    is_closed: bool
    inner_start: int
    inner_end: int

    @property
    def inner(self) -> tuple[int, int]:
        return self.inner_start, self.inner_end


class Mark(NamedTuple):
    """A quotation mark where it opens or closes something, by its offset in its paragraph."""

    text: str
    start: int
    end: int


def find_quotations(passages: tuple[Passage, ...]) -> list[Quotation]:
    """Return the outermost quotations, part by part in order; where no mark is found, none.

    An apostrophe, a possessive (the soldiers’ remains), a decade ('90s) and a unit (6'2") are no quotation marks.
    A mark that its paragraph leaves open goes on in the next ones where they open with the same mark again, or where
    the next mark of all closes it; else it ends with its paragraph. A block quote and a turn of talk are quotations
    as they stand, those in a row one.
    """
    found: list[Quotation] = []
    open_mark: Mark | None = None
    for passage in passages:
        number = len(found)
        if passage.role in SPOKEN:
            carries_on = passage.number > 0 and passages[passage.number - 1].role == passage.role
            found.append(_whole(passage, found[-1].number if carries_on else number))
            open_mark = None
            continue
        carried = open_mark
        following = passages[passage.number + 1].shown if passage.number + 1 < len(passages) else ""
        goes_on = _goes_on(passages, passage.number, carried)
        parts, open_mark = _in_passage(passage.shown, following, carried if goes_on else None)
        for opened, inner_start, inner_end, end in parts:
            number = len(found)
            if opened is None or (carried is not None and opened.start == 0 and opened.text == carried.text):
                number = found[-1].number if found else 0
            start = opened.start if opened is not None else 0
            at = passage.start
            found.append(
                Quotation(
                    number, at + start, at + end, passage.number, end > inner_end, at + inner_start, at + inner_end
                )
            )
    return found


# Roles of passages whose words are somebody's without any mark around them.
SPOKEN = frozenset(("block", "turn"))


def _whole(passage: Passage, number: int) -> Quotation:
    """A passage as one quotation; marks around it are its marks."""
    text, start, end = passage.shown, passage.start, passage.end
    is_marked = len(text) > 2 and text[-1] in CLOSING.get(text[0], "")
    inner = (start + 1, end - 1) if is_marked else (start, end)
    return Quotation(number, start, end, passage.number, True, *inner)


LONGEST_RUN = 6


def _goes_on(passages: tuple[Passage, ...], number: int, opened: Mark | None) -> bool:
    """Whether the first mark from this paragraph on closes what an earlier one left open."""
    if opened is None:
        return False
    for passage in passages[number : number + LONGEST_RUN]:
        for match in QUOTATION_MARK.finditer(passage.shown):
            if match[0] in CLOSING[opened.text] and _looks_closing(passage.shown, match):
                return True
            if _opens(passage.shown, match):
                return False
    return False


def _looks_closing(text: str, match: re.Match[str]) -> bool:
    before, after = _around(text, match)
    return bool(before) and not before.isspace() and not after.isalnum()


Part = tuple[Mark | None, int, int, int]


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    """The characters before and behind a mark, empty at the ends of the text."""
    return text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]


def _in_passage(text: str, following: str, carried: Mark | None) -> tuple[list[Part], Mark | None]:
    """Return the parts (opening mark or None, inner start, inner end, end) and the mark left open."""
    parts: list[Part] = []
    opened = carried
    inner_start = 0
    is_carried = carried is not None
    for match in QUOTATION_MARK.finditer(text):
        if opened is None:
            if _opens(text, match, following):
                opened, inner_start = Mark(match[0], match.start(), match.end()), match.end()
                is_carried = False
        elif _closes(text, opened, match, is_carried=is_carried):
            parts.append((None if is_carried else opened, inner_start, match.start(), match.end()))
            opened = None
            is_carried = False
    if opened is None or (opened.text in SINGLE and not following.startswith(opened.text)):
        return parts, None
    parts.append((None if is_carried else opened, inner_start, len(text), len(text)))
    return parts, opened


def _opens(text: str, match: re.Match[str], following: str = "") -> bool:
    """Whether a mark opens a quotation; `following` is the next paragraph, which may carry a single mark on."""
    mark, (before, after) = match[0], _around(text, match)
    if mark in DOUBLED:
        return after != "" and not after.isspace()
    if mark not in CLOSING or not after or after.isspace():
        return False
    if mark in "“«„‟‹":
        return True
    if mark == "»":
        return not before or before.isspace()
    if OPENS_BEFORE.search(before) is None and before not in CLOSING:
        return False
    if mark in SINGLE:
        if ELISION.match(text, match.end()) is not None:
            return False
        goes_on = following.startswith(mark) and after.isupper()
        return goes_on or _single_close(text, mark, match.end()) is not None
    return True


def _single_close(text: str, mark: str, inner_start: int) -> int | None:
    """The end of a quotation in single marks: an apostrophe after a plural s closes only if no later mark does."""
    plural = None
    for match in re.finditer("[" + CLOSING[mark] + "]", text[inner_start + 1 :]):
        at = inner_start + 1 + match.start()
        before, after = text[at - 1], text[at + 1 : at + 2]
        if after.isalnum() or before.isspace():
            continue
        if before not in "sS":
            return at
        plural = at if plural is None else plural
    return plural


def _closes(text: str, opened: Mark, match: re.Match[str], *, is_carried: bool) -> bool:
    mark = match[0]
    if is_carried:
        return mark in CLOSING[opened.text] and _looks_closing(text, match)
    if opened.text in SINGLE:
        return match.start() == _single_close(text, opened.text, opened.end)
    if opened.text in DOUBLED:
        return mark == "''"
    if {mark, opened.text} in MIXED and mark != "“":
        return _looks_closing(text, match)
    if mark not in CLOSING[opened.text]:
        return False
    if mark in ('"', "“") and opened.text != "„":
        # the same mark again where only an opening one can stand: the first was never closed
        before, after = text[match.start() - 1], text[match.end() :][:1]
        return not (before.isspace() and after.isalnum())
    return True
