"""EDTF dates in words, as precise as they are and no more."""

import re
from typing import Final

MONTHS: Final = ("January February March April May June July August September October November December").split()
DAY: Final = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d\d|XX))?(?:-(?P<day>\d\d|XX))?(?:T(?P<clock>\d\d:\d\d))?")
# A decade or century: digits that are not known at the end of a year.
ROUND_YEAR: Final = re.compile(r"(\d{2,3})(X{1,2})")
DOUBTS: Final = {"?": "probably ", "~": "about ", "%": "probably about "}


def in_words(edtf: str | None) -> str:
    """Return an EDTF date in words; one of a form that is rare here as it is.

    >>> in_words("2025-06-07"), in_words("2025-06"), in_words("XXXX-06-07"), in_words("2025?")
    ('7 June 2025', 'June 2025', '7 June', 'probably 2025')
    >>> in_words("../2025-06-07"), in_words("2025-06-07/.."), in_words("2025-06-02/2025-06-07"), in_words(None)
    ('by 7 June 2025', '7 June 2025 or later', 'between 2 June 2025 and 7 June 2025', 'no date')
    >>> in_words("193X"), in_words("19XX")
    ('the 1930s', 'the 20th century')
    >>> in_words("2025-06-07T14:30"), in_words("[2025-06-02,2025-06-03]"), in_words("2025-W23")
    ('7 June 2025, 14:30', '2 June 2025 or 3 June 2025', '2025-W23')
    """
    if edtf is None:
        return "no date"
    rivals = [_one(date) for date in edtf.strip("[]").split(",")] if edtf.startswith("[") else []
    if rivals and all(rivals):
        return " or ".join(rivals)
    start, slash, end = edtf.partition("/")
    if not slash:
        return _one(edtf) or edtf
    first, last = _one(start), _one(end)
    if start == end and first:
        return first
    if start in ("", "..") and last:
        return f"by {last}"
    if end in ("", "..") and first:
        return f"{first} or later"
    return f"between {first} and {last}" if first and last else edtf


def _one(edtf: str) -> str:
    """One date in words; "" where it has another form."""
    doubt = DOUBTS.get(edtf[-1:], "")
    certain = edtf.rstrip("?~%")
    words = _round_year(certain) or _day(certain)
    return f"{doubt}{words}" if words else ""


def _round_year(edtf: str) -> str:
    """A decade or a century; "" for any other date."""
    found = ROUND_YEAR.fullmatch(edtf)
    if found is None:
        return ""
    known = int(found[1])
    return f"the {known}0s" if found[2] == "X" else f"the {_ordinal(known + 1)} century"


def _day(edtf: str) -> str:
    """A day, month or year, with the time of day where it is known; "" for any other date."""
    found = DAY.match(edtf)
    if found is None or found.end() < len(edtf.partition("T")[0]):
        return ""
    year, month, day, clock = found.groups()
    words = [] if year == "XXXX" else [year]
    if month not in (None, "XX") and 1 <= int(month) <= 12:
        words.insert(0, MONTHS[int(month) - 1])
        if day not in (None, "XX"):
            words.insert(0, str(int(day)))
    return " ".join(words) + (f", {clock}" if clock and words else "")


def _ordinal(n: int) -> str:
    last = "th" if n // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{last}"
