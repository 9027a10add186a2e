"""TIMEX3 values → EDTF strings.

Sources:
    ISO-TimeML (ISO 24617-1) for TIMEX3.
"""

import re
from datetime import date, timedelta

from analysis.dates.edtf import PARTS_OF_YEAR
from analysis.dates.intervals import is_edtf

# TIMEX3's names for the same.
CODES = {
    **dict(zip(("SP", "SU", "FA", "WI"), ("21", "22", "23", "24"), strict=True)),
    **dict(zip(("Q1", "Q2", "Q3", "Q4"), ("33", "34", "35", "36"), strict=True)),
    **dict(zip(("H1", "H2"), ("40", "41"), strict=True)),
}
WITHIN: dict[str | None, str] = {"BEFORE": "../{}", "ON_OR_BEFORE": "../{}", "AFTER": "{}/..", "ON_OR_AFTER": "{}/.."}


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


def shifted(day: str, days: int) -> str:
    """Return the ISO date `days` after the ISO date `day`; near the ends of the calendar it stays at the end."""
    moved = date.fromisoformat(day).toordinal() + days
    return date.fromordinal(min(max(moved, 1), date.max.toordinal())).isoformat()


def _plain_edtf(value: str) -> str | None:
    """The EDTF string of a TIMEX3 value without its mod."""
    if value.startswith("BC"):
        counted, dash, rest = value[2:].partition("-")
        if not counted.isdigit() or len(counted) != 4:
            return None
        value = _four_digits(1 - int(counted)) + dash + rest
    day, _, clock = value.partition("T")
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(?:-(WE|[1-7]))?", day):
        return _week_edtf(int(week[1]), int(week[2]), week[3])
    part = re.fullmatch(r"(-?\d{4})-([A-Z]\w)", day)
    if part and part[2] in CODES:
        first, months = PARTS_OF_YEAR[CODES[part[2]]]
        year, month = divmod(12 * int(part[1]) + first + months - 2, 12)
        return f"{part[1]}-{first:02}/{_four_digits(year)}-{month + 1:02}"
    if re.fullmatch(r"\d{2,3}", day):
        day = day.ljust(4, "X")
    if not re.search(r"\d", day) or not is_edtf(day):
        return None
    return _clock_edtf(day, clock)


def _four_digits(year: int) -> str:
    """A year as EDTF writes it: of four digits, behind the minus of those before the year 0."""
    return f"{year:05}" if year < 0 else f"{year:04}"


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
