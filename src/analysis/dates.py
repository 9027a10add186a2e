"""Dates as far as they are known: TIMEX3 values, EDTF strings, and half-open intervals [earliest, latest).

A date that a text leaves open stays open: "June 7" without a year is XXXX-06-07, never the seventh of June of some
year. Nothing here reads a clock.

Sources:
    EDTF, ISO 8601-2:2019, in part: dates with X for unknown digits, the marks ~ ? %, seasons (21-24), quarters
    (33-36), halves (40-41), intervals with open ends, and "one of" lists. ISO-TimeML (ISO 24617-1) for TIMEX3.
"""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np

from analysis.errors import AnalysisError

Order = Literal["before", "after", "overlaps", "incompatible", "unknown"]

DATE = re.compile(
    r"(?P<year>-?[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?"
    r"(?:T(?P<time>[0-9][0-9]:[0-9][0-9](?::[0-9][0-9])?)(?P<zone>Z|[+-][0-9][0-9](?::[0-9][0-9])?)?)?(?P<mark>[~?%]?)"
)
# What stands in the place of the month: a season belongs to the year it begins in.
GROUPS = {
    **{f"{m:02}": (m, 1) for m in range(1, 13)},
    **dict(zip(("21", "22", "23", "24"), ((3, 3), (6, 3), (9, 3), (12, 3)), strict=True)),
    **dict(zip(("33", "34", "35", "36"), ((1, 3), (4, 3), (7, 3), (10, 3)), strict=True)),
    **dict(zip(("40", "41"), ((1, 6), (7, 6)), strict=True)),
}
# TIMEX3's names for the same.
CODES = {
    **dict(zip(("SP", "SU", "FA", "WI"), ("21", "22", "23", "24"), strict=True)),
    **dict(zip(("Q1", "Q2", "Q3", "Q4"), ("33", "34", "35", "36"), strict=True)),
    **dict(zip(("H1", "H2"), ("40", "41"), strict=True)),
}
OPEN = ("", "..")
WITHIN: dict[str | None, str] = {"BEFORE": "../{}", "ON_OR_BEFORE": "../{}", "AFTER": "{}/..", "ON_OR_AFTER": "{}/.."}


class DateError(AnalysisError, ValueError):
    """A text that should be an EDTF date is none; the message says why."""


class Interval(NamedTuple):
    """Half-open [earliest, latest) on the calendar, to the second; None where that end is open or not known."""

    earliest: np.datetime64 | None
    latest: np.datetime64 | None


class _Date(NamedTuple):
    """One date of an EDTF string, field by field as written."""

    year: str
    month: str | None
    day: str | None
    time: str | None
    zone: str | None
    mark: str


def is_edtf(text: str) -> bool:
    """Say whether `text` is a date that this package can read; `edtf_problem` says why not.

    >>> is_edtf("2025-06-07"), is_edtf("XXXX-06-07"), is_edtf("June 7")
    (True, True, False)
    """
    return edtf_problem(text) is None


def edtf_problem(text: str) -> str | None:
    """Return in words what keeps `text` from being an EDTF date, or None where it is one."""
    try:
        interval(text)
    except DateError as error:
        return str(error)
    return None


@lru_cache(maxsize=4096)
def interval(edtf: str) -> Interval:
    """Return the time that a date leaves possible, from its first second to the one after its last.

    An unknown year leaves everything open. The marks ~ and % (approximate) widen a date by its own precision on both
    sides; ? doubts the date and moves nothing. A list "[a,b]" gives the hull of its members.

    Raises:
        DateError: `edtf` is no date.

    >>> interval("2025-06")
    Interval(earliest=np.datetime64('2025-06-01T00:00:00'), latest=np.datetime64('2025-07-01T00:00:00'))
    """
    members = [_ends(member) for member in _members(edtf)]
    starts = [earliest for earliest, _ in members if earliest is not None]
    ends = [latest for _, latest in members if latest is not None]
    hull = Interval(
        min(starts) if len(starts) == len(members) else None, max(ends) if len(ends) == len(members) else None
    )
    if hull.earliest is not None and hull.latest is not None and hull.earliest >= hull.latest:
        raise DateError(f"{edtf!r} ends before it begins")
    return hull


@lru_cache(maxsize=16384)
def compare(first: str, second: str) -> Order:
    """Say how two EDTF dates lie to each other.

    Returns:
        "before" and "after" only where that is certain; "overlaps" where both can be the same time and their years are
        known; "incompatible" where they cannot be the same time, in whatever order; "unknown" for the rest.

    Raises:
        DateError: One of them is no date.

    >>> compare("XXXX-06-07", "2025-06-09"), compare("XXXX-06-07", "2025-06")
    ('incompatible', 'unknown')
    """
    a, b = interval(first), interval(second)
    if a.latest is not None and b.earliest is not None and a.latest <= b.earliest:
        return "before"
    if b.latest is not None and a.earliest is not None and b.latest <= a.earliest:
        return "after"
    if not any(_may_meet(x, y) for x in _members(first) for y in _members(second)):
        return "incompatible"
    return "unknown" if (None, None) in (a, b) else "overlaps"


def can_be_same(first: str | None, second: str | None) -> bool:
    """Say whether two dates may name the same time; a missing one may be any."""
    return first is None or second is None or compare(first, second) in ("overlaps", "unknown")


def edtf_of_timex(value: str | None, mod: str | None = None) -> str | None:
    """Return the EDTF string of a TIMEX3 value, or None for a value that is no place on the calendar.

    Durations, sets, references such as PRESENT_REF, and weekdays of an unknown week have none. A night belongs to the
    evening's day and the next; a part of a day to that day.

    >>> edtf_of_timex("2024-W46"), edtf_of_timex("199"), edtf_of_timex("XXXX-WXX-2")
    ('2024-11-11/2024-11-17', '199X', None)
    """
    plain = None if value is None else _plain_edtf(value)
    if plain is None:
        return None
    if mod == "APPROX" and "/" not in plain:
        return f"{plain}~"
    if mod in WITHIN:
        ends = plain.split("/")
        return WITHIN[mod].format(ends[0] if WITHIN[mod].endswith("..") else ends[-1])
    return plain


def timex_of_edtf(edtf: str) -> str | None:
    """Return the TIMEX3 value of an EDTF date, or None where TIMEX3 has no single value for it (intervals, lists).

    Raises:
        DateError: `edtf` is no date.

    >>> timex_of_edtf("199X~"), timex_of_edtf("-0489"), timex_of_edtf("2024/2025")
    ('199', 'BC0490', None)
    """
    interval(edtf)
    if "/" in edtf or edtf[0] in "[{":
        return None
    d = _date(edtf)
    year = f"BC{1 - int(d.year):04}" if d.year.startswith("-") else d.year
    if d.month is None:
        return year.rstrip("X") or year
    month = {code: name for name, code in CODES.items()}.get(d.month, d.month)
    clock = "" if d.time is None else f"T{d.time[:5]}{d.zone or ''}"
    return "-".join(part for part in (year, month, d.day) if part) + clock


def shifted(day: str, days: int) -> str:
    """Return the ISO date `days` after the ISO date `day`; near the ends of the calendar it stays at the end."""
    moved = date.fromisoformat(day).toordinal() + days
    return date.fromordinal(min(max(moved, 1), date.max.toordinal())).isoformat()


def _members(edtf: str) -> list[str]:
    if edtf[:1] in ("[", "{") and edtf[-1:] in ("]", "}"):
        return [member.strip() for member in edtf[1:-1].split(",")]
    return [edtf]


def _ends(text: str) -> Interval:
    """The interval of one member: a date, or two with a slash between."""
    if "/" not in text:
        return _span(_date(text))
    start, _, end = text.partition("/")
    if start in OPEN and end in OPEN:
        raise DateError(f"{text!r} is open at both ends; give at least one date")
    earliest = None if start in OPEN else _span(_date(start)).earliest
    latest = None if end in OPEN else _span(_date(end)).latest
    if earliest is not None and latest is not None and earliest >= latest:
        raise DateError(f"{text!r} ends before it begins")
    return Interval(earliest, latest)


def _date(text: str) -> _Date:
    found = DATE.fullmatch(text)
    if found is None:
        raise DateError(f"{text!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD, with X for unknown digits")
    d = _Date(*found.group("year", "month", "day", "time", "zone", "mark"))
    if not _months(d.month):
        raise DateError(f"{text!r} has no month {d.month}; use 01 to 12")
    if d.day is not None:
        if d.month in GROUPS and int(d.month) > 12:
            raise DateError(f"{text!r} has a day in a part of the year; use a month")
        if not _days(d):
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


def _months(pattern: str | None) -> list[tuple[int, int]]:
    """The (first month, number of months) that stand for a month pattern: seasons count from their year's first."""
    if pattern in GROUPS:
        return [GROUPS[pattern]]
    return [(m, 1) for m in range(1, 13) if _fits(pattern, m)]


def _years(pattern: str) -> tuple[int, int] | None:
    sign = -1 if pattern.startswith("-") else 1
    digits = pattern.lstrip("-")
    if digits.startswith("X"):
        return None
    bounds = sign * int(digits.replace("X", "0")), sign * int(digits.replace("X", "9"))
    return min(bounds), max(bounds)


def _month_length(year: int | None, month: int) -> int:
    # A year we don't know may be a leap year; so may the years BC, where the calendar module does not reach.
    return calendar.monthrange(year if year is not None and year > 0 else 2000, month)[1]


def _days(d: _Date) -> list[tuple[int, int]]:
    """Every (month, day) that the patterns allow."""
    years = _years(d.year)
    year = years[0] if years is not None and years[0] == years[1] else None
    return [(m, n) for m, _ in _months(d.month) for n in range(1, _month_length(year, m) + 1) if _fits(d.day, n)]


def _month_start(year: int, month: int) -> np.datetime64:
    carried, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return np.datetime64(f"{carried:0{5 if carried < 0 else 4}}-{month:02}-01", "s")


def _span(d: _Date) -> Interval:
    """The interval of one date."""
    years = _years(d.year)
    if years is None:
        return Interval(None, None)
    if d.day is None:
        months = _months(d.month)
        earliest = _month_start(years[0], months[0][0])
        latest = _month_start(years[1], sum(months[-1])) if d.month else _month_start(years[1] + 1, 1)
    else:
        (month, day), (last_month, last_day) = _days(d)[0], _days(d)[-1]
        last_day = min(last_day, _month_length(years[1], last_month))
        earliest = _month_start(years[0], month) + np.timedelta64(day - 1, "D")
        latest = _month_start(years[1], last_month) + np.timedelta64(last_day, "D")
        if d.time is not None and latest - earliest == np.timedelta64(1, "D"):
            earliest, latest = _clock(earliest, d)
    if d.mark in ("~", "%"):
        return Interval(earliest - (latest - earliest), latest + (latest - earliest))
    return Interval(earliest, latest)


def _clock(midnight: np.datetime64, d: _Date) -> tuple[np.datetime64, np.datetime64]:
    """A clock time lasts its minute: none in the news is meant to the second. Zones are kept apart, not converted."""
    hour, minute, *_ = map(int, str(d.time).split(":"))
    start = midnight + np.timedelta64(60 * hour + minute, "m")
    return start, start + np.timedelta64(1, "m")


def _may_meet(first: str, second: str) -> bool:
    """Whether two members can be the same time, digit by digit where a year is not known."""
    a, b = _ends(first), _ends(second)
    if a.latest is not None and b.earliest is not None and a.latest <= b.earliest:
        return False
    if b.latest is not None and a.earliest is not None and b.latest <= a.earliest:
        return False
    return "/" in first or "/" in second or _digits_meet(_date(first), _date(second))


def _digits_meet(x: _Date, y: _Date) -> bool:
    if x.mark in ("~", "%") or y.mark in ("~", "%"):
        return True
    if not all("X" in p or "X" in q or p == q for p, q in zip(x.year.zfill(5), y.year.zfill(5), strict=True)):
        return False
    if x.day is not None and y.day is not None:
        return bool(set(_days(x)) & set(_days(y))) and (x.time is None or y.time is None or x.time[:5] == y.time[:5])
    covered = [{(m + i - 1) % 12 for m, n in _months(d.month) for i in range(n)} for d in (x, y)]
    return bool(covered[0] & covered[1])


def _plain_edtf(value: str) -> str | None:
    """The EDTF string of a TIMEX3 value without its mod."""
    if value.startswith("BC"):
        counted, dash, rest = value[2:].partition("-")
        if not counted.isdigit() or len(counted) != 4:
            return None
        value = ("0000" if counted == "0001" else f"{1 - int(counted):05}") + dash + rest
    day, _, clock = value.partition("T")
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(?:-(WE|[1-7]))?", day):
        return _week_edtf(int(week[1]), int(week[2]), week[3])
    part = re.fullmatch(r"(-?\d{4})-([A-Z]\w)", day)
    if part and part[2] in CODES:
        first, months = GROUPS[CODES[part[2]]]
        year, month = divmod(12 * int(part[1]) + first + months - 2, 12)
        return f"{part[1]}-{first:02}/{year:04}-{month + 1:02}"
    if re.fullmatch(r"\d{2,3}", day):
        day = day.ljust(4, "X")
    if not re.search(r"\d", day) or not is_edtf(day):
        return None
    return _clock_edtf(day, clock)


def _clock_edtf(day: str, clock: str) -> str:
    known = re.fullmatch(r"\d{4}-\d\d-\d\d", day) is not None
    if clock == "NI":
        return f"{day}/{shifted(day, 1)}" if known else day
    found = re.fullmatch(r"(\d\d)(?::(\d\d))?(?::\d\d)?(Z|[+-]\d\d(?::\d\d)?)?", clock)
    if found is None or len(day) < 10:
        return day
    if found[1] == "24":
        return f"{shifted(day, 1)}T00:00:00" if known else day
    exact = f"{day}T{found[1]}:{found[2] or '00'}:00{found[3] or ''}"
    return exact if is_edtf(exact) else day


def _week_edtf(year: int, week: int, day: str | None) -> str | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    if day is not None and day.isdigit():
        return shifted(monday.isoformat(), int(day) - 1)
    start = monday + timedelta(days=5) if day == "WE" else monday
    return f"{start.isoformat()}/{shifted(monday.isoformat(), 6)}"
