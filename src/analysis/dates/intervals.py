"""EDTF dates, intervals and lists → half-open [earliest, latest), and what two of them can be to each other."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np

from analysis.dates.edtf import (
    DateError,
    EdtfDate,
    month_length,
    possible_days,
    possible_months,
    possible_years,
    read_date,
)

Order = Literal["before", "after", "overlaps", "incompatible", "unknown"]
OPEN = ("", "..")
# Stands for a year that is not known where dates are put in order.
ANY_YEAR = "2000"
CLOCK_TIME = re.compile(r"T[^/,\]}]*")


class Interval(NamedTuple):
    """Half-open [earliest, latest) on the calendar, to the second; None where that end is open or not known."""

    earliest: np.datetime64 | None
    latest: np.datetime64 | None


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


def ends_of(edtf: str | None) -> tuple[str | None, str | None]:
    """Return earliest and latest as texts, days without a clock time; None where an end is open or not known.

    >>> ends_of("2025-06"), ends_of("XXXX-06-07")
    (('2025-06-01', '2025-07-01'), (None, None))
    """
    if edtf is None:
        return None, None
    start, end = (None if moment is None else str(moment).removesuffix("T00:00:00") for moment in interval(edtf))
    return start, end


def interval_in_any_year(edtf: str) -> Interval:
    """Return the interval of a date, one of no known year put into some leap year: to put dates in order, never shown.

    >>> interval_in_any_year("XXXX-06") == interval("2000-06"), interval_in_any_year("2025") == interval("2025")
    (True, True)
    """
    return interval(edtf.replace("XXXX", ANY_YEAR))


def fields_of(edtf: str) -> EdtfDate | None:
    """Return the fields of one date as written; None for intervals and lists.

    Raises:
        DateError: `edtf` is no date.

    >>> fields_of("2025-06~").month, fields_of("2025-06/2025-08"), fields_of("[2025-06-07,2025-06-09]")
    ('06', None, None)
    """
    return None if "/" in edtf or _members(edtf) != [edtf] else read_date(edtf)


def first_fields_of(edtf: str) -> EdtfDate | None:
    """Return the fields of one date, or of that which an interval begins with; None for open beginnings and lists.

    Raises:
        DateError: That date is none.

    >>> first_fields_of("2025-06-07/2025-06-09").day, first_fields_of("../2025-06-07")
    ('07', None)
    """
    start = edtf.partition("/")[0]
    return None if start in OPEN else fields_of(start)


def without_clock(edtf: str) -> str:
    """Return the dates of an EDTF string without their times of day.

    >>> without_clock("2025-06-07T10:00Z"), without_clock("2025-06")
    ('2025-06-07', '2025-06')
    """
    return CLOCK_TIME.sub("", edtf)


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


def _members(edtf: str) -> list[str]:
    if edtf[:1] in ("[", "{") and edtf[-1:] in ("]", "}"):
        return [member.strip() for member in edtf[1:-1].split(",")]
    return [edtf]


def _ends(text: str) -> Interval:
    """The interval of one member: a date, or two with a slash between."""
    if "/" not in text:
        return _span(read_date(text))
    start, _, end = text.partition("/")
    if start in OPEN and end in OPEN:
        raise DateError(f"{text!r} is open at both ends; give at least one date")
    earliest = None if start in OPEN else _span(read_date(start)).earliest
    latest = None if end in OPEN else _span(read_date(end)).latest
    if earliest is not None and latest is not None and earliest >= latest:
        raise DateError(f"{text!r} ends before it begins")
    return Interval(earliest, latest)


def _month_start(year: int, month: int) -> np.datetime64:
    carried, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return np.datetime64(f"{carried:0{5 if carried < 0 else 4}}-{month:02}-01", "s")


def _span(d: EdtfDate) -> Interval:
    """The interval of one date."""
    years = possible_years(d.year)
    if years is None:
        return Interval(None, None)
    if d.day is None:
        months = possible_months(d.month)
        earliest = _month_start(years[0], months[0][0])
        latest = _month_start(years[1], sum(months[-1])) if d.month else _month_start(years[1] + 1, 1)
    else:
        (month, day), (last_month, last_day) = possible_days(d)[0], possible_days(d)[-1]
        last_day = min(last_day, month_length(years[1], last_month))
        earliest = _month_start(years[0], month) + np.timedelta64(day - 1, "D")
        latest = _month_start(years[1], last_month) + np.timedelta64(last_day, "D")
        if d.time is not None and latest - earliest == np.timedelta64(1, "D"):
            earliest, latest = _clock(earliest, d)
    if d.mark in ("~", "%"):
        return Interval(earliest - (latest - earliest), latest + (latest - earliest))
    return Interval(earliest, latest)


def _clock(midnight: np.datetime64, d: EdtfDate) -> tuple[np.datetime64, np.datetime64]:
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
    return "/" in first or "/" in second or _digits_meet(read_date(first), read_date(second))


def _digits_meet(x: EdtfDate, y: EdtfDate) -> bool:
    if x.mark in ("~", "%") or y.mark in ("~", "%"):
        return True
    if not all("X" in p or "X" in q or p == q for p, q in zip(x.year.zfill(5), y.year.zfill(5), strict=True)):
        return False
    if x.day is not None and y.day is not None:
        return bool(set(possible_days(x)) & set(possible_days(y))) and (
            x.time is None or y.time is None or x.time[:5] == y.time[:5]
        )
    covered = [{(m + i - 1) % 12 for m, n in possible_months(d.month) for i in range(n)} for d in (x, y)]
    return bool(covered[0] & covered[1])
