"""Four digits: a year, or a number that counts or names something.

A number is a year only where its neighbours say so: "Resolution 1701", "Flight 1984", "1850 tanks", "up to 1429" are
none. On 90 real articles this takes away 8 of 139 bare years, all of them numbers of bills, resolutions and clocks.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from analysis.timexes.grammar import Token, grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc

STRONG = ("in", "through", "before", "afterword", "year_word", "unit", "units")
WEAK = ("of", "from", "between", "about", "on")
# A clause or a bracket may begin with a year.
OPENINGS = ("open", "comma", "mark", "stop")
# What stands between the two ends of a range.
RANGES = ("and", "dash", "to")
JOINTS = ("and", "comma", "dash", "to")
NUMBERS = ("day", "digits", "number", "one", "tens", "decimal", "percent", "vague", "most")
OWNERS = ("the", "this", "that", "those", "suffix")
OWNER_TAGS = ("DT", "PRP$", "POS")
PLURAL = ("NNS", "NNPS")
# No article speaks of a year further ahead than a lifetime; a name with a year ("Games 2016") is of these years.
AHEAD, NEAR = 80, 4


class Number:
    """Four digits of a passage with what stands around them."""

    def __init__(self, tokens: Sequence[Token], at: int, doc: "Doc") -> None:
        self.tokens, self.at, self.doc = tokens, at, doc
        self.value = int(tokens[at].text)

    def word(self, step: int) -> str:
        """The word `step` tokens away, in small letters; empty beyond the passage."""
        return self.tokens[self.at + step].text.lower() if self._has(step) else ""

    def kind(self, step: int) -> str:
        return self.tokens[self.at + step].kind if self._has(step) else ""

    def tag(self, step: int) -> str:
        """The part of speech of the parser's token there."""
        if not self._has(step):
            return ""
        token = self.tokens[self.at + step]
        span = self.doc.char_span(token.start, token.end, alignment_mode="expand")
        return "" if span is None else str(span[0].tag_)

    def lemma(self, step: int) -> str:
        token = self.tokens[self.at + step]
        span = self.doc.char_span(token.start, token.end, alignment_mode="expand")
        return "" if span is None else str(span[0].lemma_)

    def _has(self, step: int) -> bool:
        return 0 <= self.at + step < len(self.tokens)

    def at_step(self, step: int) -> "Number":
        return Number(self.tokens, self.at + step, self.doc)


def is_year(number: Number, published: date | None) -> bool:
    """Say whether four digits name a year."""
    if published is not None and number.value > published.year + AHEAD:
        return False
    if _is_start_of_hours(number):
        return False
    if _is_range_start(number) or _is_joined_to_year(number, published):
        return True
    lead = _lead(number)
    if number.kind(lead) in ("", *OPENINGS):
        return not _is_counting(number) and (not number.tag(1).startswith("VB") or _is_told_of(number))
    if number.kind(lead) in STRONG or number.word(lead) in _words("strong"):
        return True
    if number.kind(lead) == "to" or number.word(lead) == "as":
        return number.word(lead - 1) in _words("back")
    if lead < -1:
        return False
    if number.kind(-1) == "of":
        is_part = number.kind(-2) in NUMBERS or number.word(-2) in _words("totals")
        return not is_part and not _is_counting(number)
    if number.kind(-1) in WEAK:
        return not _is_counting(number)
    if number.kind(-1) == "dash":
        return number.word(-2) in _words("affixes")
    return _is_told_of(number) or _is_of_noun(number) or _is_of_name(number, published)


def _words(name: str) -> frozenset[str]:
    return grammar().years[name]


def _lead(number: Number) -> int:
    """Where the word before a year stands: in "since at least 2021" three tokens before it."""
    return -3 if (number.word(-2), number.kind(-1)) == ("at", "least") else -1


def _is_range_start(number: Number) -> bool:
    is_range = number.kind(1) == "dash" and number.kind(2) == "year"
    return is_range and number.at_step(2).value > number.value


def _is_start_of_hours(number: Number) -> bool:
    """Whether it is joined to four digits that are no year: "between 2100 and 2300"."""
    is_other = number.kind(2) == "digits" and len(number.word(2)) == len(number.word(0))
    return number.kind(1) in RANGES and is_other


def _is_joined_to_year(number: Number, published: date | None) -> bool:
    """Whether it stands beside a year: "2014 and 2015", "1955-1957"."""
    is_joint = number.kind(-1) in JOINTS or number.word(-1) == "or"
    return is_joint and number.kind(-2) == "year" and is_year(number.at_step(-2), published)


def _is_counting(number: Number) -> bool:
    """Whether what follows is counted: "1850 tanks", "1999 of them"."""
    is_plural = number.tag(1) in PLURAL or (number.tag(1) == "JJ" and number.tag(2) in PLURAL)
    return number.kind(1) == "of" or is_plural


def _is_told_of(number: Number) -> bool:
    """Whether a year is spoken of: "2016 saw", "1999 was"; in "1900 stayed" so many do something."""
    return number.tag(1).startswith("VB") and number.lemma(1) in _words("predicates")


def _is_of_noun(number: Number) -> bool:
    """Whether it belongs to one thing: "the 2013 attack", "a secret 1902 pact"; a count has a plural."""
    if number.kind(-1) in OWNERS or number.tag(-1) in OWNER_TAGS:
        return True
    return number.tag(-1) in ("JJ", "VBG") and number.tag(1) in ("NN", "NNP")


def _is_of_name(number: Number, published: date | None) -> bool:
    """Whether it is the year of a name: "Games 2016", but "Resolution 1701", "Flight 1984"."""
    if number.kind(-1) != "name" or published is None or number.word(-1) in _words("numbered"):
        return False
    return abs(number.value - published.year) <= NEAR and not _is_counting(number)
