"""One date of EDTF, field by field: which fields it has, and which months and days its digits allow.

Sources:
    EDTF, ISO 8601-2:2019, in part: dates with X for unknown digits, the marks ~ ? %, seasons (21-24), quarters
    (33-36) and halves (40-41).
"""

import calendar
import re
from functools import lru_cache
from typing import NamedTuple

from analysis.errors import AnalysisError

DATE = re.compile(
    r"(?P<year>-?[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?"
    r"(?:T(?P<time>[0-9][0-9]:[0-9][0-9](?::[0-9][0-9])?)(?P<zone>Z|[+-][0-9][0-9](?::[0-9][0-9])?)?)?(?P<mark>[~?%]?)"
)
# What stands in the place of the month: a season belongs to the year it begins in.
PARTS_OF_YEAR = {
    **{f"{m:02}": (m, 1) for m in range(1, 13)},
    **dict(zip(("21", "22", "23", "24"), ((3, 3), (6, 3), (9, 3), (12, 3)), strict=True)),
    **dict(zip(("33", "34", "35", "36"), ((1, 3), (4, 3), (7, 3), (10, 3)), strict=True)),
    **dict(zip(("40", "41"), ((1, 6), (7, 6)), strict=True)),
}


class DateError(AnalysisError, ValueError):
    """A text that should be an EDTF date is none; the message says why."""


class EdtfDate(NamedTuple):
    """One date of an EDTF string, field by field as written."""

    year: str
    month: str | None
    day: str | None
    time: str | None
    zone: str | None
    mark: str


@lru_cache(maxsize=4096)
def read_date(text: str) -> EdtfDate:
    """Return the fields of one date.

    Raises:
        DateError: `text` is no date, or no calendar has it.
    """
    found = DATE.fullmatch(text)
    if found is None:
        raise DateError(f"{text!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD, with X for unknown digits")
    d = EdtfDate(*found.group("year", "month", "day", "time", "zone", "mark"))
    if not possible_months(d.month):
        raise DateError(f"{text!r} has no month {d.month}; use 01 to 12")
    if d.day is not None:
        if d.month in PARTS_OF_YEAR and int(d.month) > 12:
            raise DateError(f"{text!r} has a day in a part of the year; use a month")
        if not possible_days(d):
            raise DateError(f"{text!r} has no day {d.day} in that month")
    if d.time is not None:
        if d.day is None:
            raise DateError(f"{text!r} has a time without a day")
        hour, minute, *second = map(int, d.time.split(":"))
        if hour > 23 or minute > 59 or any(s > 59 for s in second):
            raise DateError(f"{text!r} has no time {d.time}; use 00:00:00 to 23:59:59")
    return d


def _fits(pattern: str | None, number: int) -> bool:
    return pattern is None or all(p in ("X", c) for p, c in zip(pattern, f"{number:02}", strict=True))


def possible_months(pattern: str | None) -> list[tuple[int, int]]:
    """The (first month, number of months) that stand for a month pattern: seasons count from their year's first."""
    if pattern in PARTS_OF_YEAR:
        return [PARTS_OF_YEAR[pattern]]
    return [(m, 1) for m in range(1, 13) if _fits(pattern, m)]


def possible_years(pattern: str) -> tuple[int, int] | None:
    """The first and last year of a pattern; None where all is possible."""
    sign = -1 if pattern.startswith("-") else 1
    digits = pattern.lstrip("-")
    if digits.startswith("X"):
        return None
    bounds = sign * int(digits.replace("X", "0")), sign * int(digits.replace("X", "9"))
    return min(bounds), max(bounds)


def month_length(year: int | None, month: int) -> int:
    """The days of a month; a year we don't know may be a leap year, and so may those BC, which `calendar` lacks."""
    return calendar.monthrange(year if year is not None and year > 0 else 2000, month)[1]


@lru_cache(maxsize=4096)
def possible_days(d: EdtfDate) -> list[tuple[int, int]]:
    """Every (month, day) that the patterns allow."""
    years = possible_years(d.year)
    year = years[0] if years is not None and years[0] == years[1] else None
    return [(m, n) for m, _ in possible_months(d.month) for n in range(1, month_length(year, m) + 1) if _fits(d.day, n)]
