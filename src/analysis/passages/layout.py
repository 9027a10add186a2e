"""A text's layout: what a line is by its place and marks.

Headline, dateline, speaker's label, list item, block quote and signature are recognised here, once, for every room.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from analysis.lexicon import layout_words
from analysis.passages.datelines import dateline_end

BULLET = re.compile(r"(?:[-–—*•·‣▪●◦]|\(?\d{1,2}[.)])[ \t]+(?=[\w\"'“‘«(\[])")
BLOCK = re.compile(r"(?:>[ \t]{0,9}){1,9}")
LABEL = re.compile(r"(?P<label>[^\s:\"“”«»<>][^:\"“”«»<>\n]{0,60}?):[ \t]+(?=\S)")
QUESTION_OR_ANSWER = frozenset(("Q", "A", "Question", "Answer"))
# A line that says whose words follow: "From the desk of Ann Bo", "Statement by the ministry:".
DESK = re.compile(
    r"(?:From the (?:desk|office|pen) of|(?:Full |Joint |Press |Official )?"
    r"(?:[Ss]tatement|[Ll]etter|[Mm]essage|[Rr]emarks) (?:by|from|of)) (?P<name>[^.:\n]{2,80})[:.]?"
)
POST = re.compile(r"(?P<name>[^@\n]{0,60}?\(?@\w{2,30}\)?)(?:[ \t:·•-][^\n]{0,40})?")
SIGNED_POST = re.compile(r"[ \t]*[—–-]{1,2}[ \t]*(?P<name>[^—–\n(@]{2,60}?) ?\(@\w{1,30}\)[^—–\n]{0,40}\Z")
SIGNED = re.compile(r"[-–—]{1,2}[ \t]?(?P<name>[A-Z][^\n\"“”]{1,80})\Z")
SIGNED_BEHIND = re.compile(
    r"(?<=[”\"»’'])[ \t]*(?:[–—-]{1,2}[ \t]?(?P<name>[A-Z][^\n\"“”«»]{1,80})"
    r"|\((?P<inside>[A-Z][^\n()\"“”]{1,80})\)\.?)\Z"
)
WORD = re.compile(r"[\w-]+")
LONGEST_NAME = 12
FINITE = frozenset("is are was were has have had will would".split())
LONGEST_HEADLINE = 30


class Piece(NamedTuple):
    """A part of a line, half-open, and its role."""

    start: int
    end: int
    role: str


class Page:
    """What is known of all lines together: which labels name speakers."""

    def __init__(self, text: str, lines: list[str]) -> None:
        self.text = text
        self.lines = lines

    @cached_property
    def labels(self) -> Counter[str]:
        """How often each label leads in a line."""
        matches = (LABEL.match(line) for line in self.lines)
        return Counter(match["label"] for match in matches if match is not None)

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stands in the text."""
        return Counter(WORD.findall(self.text))

    def pieces(self, number: int, start: int, end: int) -> Iterator[Piece]:
        """The passages of one line."""
        line = self.lines[number]
        dateline = dateline_end(line)
        if dateline is not None:
            yield Piece(start, start + dateline[0], "dateline")
            yield from _signed(self.text, start + dateline[1], end, "prose")
            return
        whole = self._whole_line(number, line)
        if whole is not None:
            inner_start, inner_end, role = whole
            yield Piece(start + inner_start, start + inner_end, role)
            return
        label = LABEL.match(line)
        if label is not None and self._names_speaker(number, label):
            yield Piece(start, start + label.end("label"), "label")
            yield Piece(start + label.end(), end, "turn")
            return
        for mark, role in ((BLOCK, "block"), (BULLET, "item")):
            match = mark.match(line)
            if match is not None and match.end() < len(line):
                yield from _signed(self.text, start + match.end(), end, role)
                return
        yield from _signed(self.text, start, end, self._role(number, line))

    def _whole_line(self, number: int, line: str) -> tuple[int, int, str] | None:
        """A line that is only a name: whose words follow or went before."""
        for pattern, role in ((DESK, "label"), (POST, "label"), (SIGNED_POST, "signature"), (SIGNED, "signature")):
            match = pattern.fullmatch(line) if len(line) < 160 else None
            if match is None:
                continue
            name = match["name"].removesuffix(".") if role == "signature" else match["name"]
            if role == "signature" and (number == 0 or not _is_name(name)):
                continue
            is_followed = number + 1 < len(self.lines)
            if role == "label" and (not is_followed or not _is_name(name)):
                continue
            return match.start("name"), match.end("name"), role
        return None

    def _names_speaker(self, number: int, match: re.Match[str]) -> bool:
        """Whether a line's label is a speaker: Q or A, a name that comes again, or one the text knows otherwise.

        Words in quotation marks behind a name are found by their marks.
        """
        label, line = match["label"], self.lines[number]
        if label in QUESTION_OR_ANSWER:
            return True
        words = label.split()
        is_title = number == 0 and len(self.lines) > 1 and LABEL.match(self.lines[1]) is None
        if label.casefold() in layout_words().no_speakers or words[0].casefold() in layout_words().no_speakers:
            return False
        if is_title or line[match.end()] in "\"'“‘«„" or len(words) > LONGEST_NAME or not _is_name(label):
            return False
        if self.labels[label] > 1:
            return True
        surname = words[-1].strip("()")
        known = surname if surname != surname.upper() else surname.title()
        outside = self.words[known] + (self.words[surname] if known != surname else 0) - self.labels[label]
        is_turn_of_talk = sum(self.labels.values()) > 1 and label == label.upper()
        return outside > 0 or is_turn_of_talk or len(words) > 1

    def _role(self, number: int, line: str) -> str:
        is_title = number == 0 and len(self.lines) > 1 and len(line.split()) <= LONGEST_HEADLINE
        return "headline" if is_title and line[-1] not in ".:;,…" else "prose"


LONGEST_PULL_QUOTE = 60
LONGEST_ANSWER = 3
MARKED = tuple("\"'“‘«„")


def with_spoken(text: str, pieces: list[Piece]) -> list[Piece]:
    """Tell what names around it make of a passage without marks: signed below, led in above, or a turn that goes on."""
    found = list(pieces)
    is_transcript = sum(piece.role == "label" for piece in pieces) > 2
    for i, piece in enumerate(pieces):
        words = text[piece.start : piece.end]
        if piece.role not in ("prose", "headline") or words.startswith(MARKED):
            continue
        after = pieces[i + 1] if i + 1 < len(pieces) else None
        if after is not None and after.role == "signature":
            name = text[after.start : after.end]
            is_post = text[after.end : after.end + 3].lstrip().startswith("(@")
            if is_post or (len(words.split()) <= LONGEST_PULL_QUOTE and len(name.split()) > 1):
                found[i] = piece._replace(role="block")
        elif i and pieces[i - 1].role == "label":
            found[i] = piece._replace(role="turn")
        elif i and is_transcript and found[i - 1].role == "turn":
            goes_on = any(p.role == "label" for p in pieces[i + 1 : i + 1 + LONGEST_ANSWER])
            found[i] = piece._replace(role="turn") if goes_on else piece
    return found


def _is_name(words: str) -> bool:
    """Whether words read as a name with its office: few, and most of them capitalised."""
    parts = [word for word in re.split(r"[\s,]+", words) if word[:1].isalpha() or word[:1] in "@("]
    if not parts or len(parts) > LONGEST_NAME or words.rstrip().endswith((".", "!", "?")):
        return False
    if parts[0].casefold().strip("(") in layout_words().agencies or FINITE.intersection(parts):
        return False
    before_comma = [word for word in words.partition(",")[0].split() if word[:1].isalpha()]
    return all(word[0].isupper() or len(word) <= 3 for word in before_comma)


def _signed(text: str, start: int, end: int, role: str) -> Iterator[Piece]:
    """A passage, and the name that it is signed with: “…” – Ann Bo, mayor."""
    line = text[start:end]
    tail = max(0, len(line) - 160)
    match = SIGNED_POST.search(line, tail) or (SIGNED_BEHIND.search(line, tail) if line[:1] in "\"'“‘«„" else None)
    name = None if match is None else match["name"] or match.groupdict().get("inside")
    if match is None or name is None or not _is_name(name) or match.start() < 3:
        yield Piece(start, end, role)
        return
    at = match.start("name") if match["name"] else match.start("inside")
    yield Piece(start, start + len(line[: match.start()].rstrip()), role)
    yield Piece(start + at, start + at + len(name), "signature")
