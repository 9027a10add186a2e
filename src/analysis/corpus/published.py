"""Dates of publication as programs and papers write them → EDTF, where they can mean one day only."""

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from analysis.dates import edtf_problem

EPOCH = re.compile(r"(?P<seconds>\d{9,10})(?:\.\d+)?|(?P<milliseconds>\d{12,13})(?:\.0)?")
TIME = re.compile(
    r"(?:(?<=\d)T|(?<![\w:+-])at\s+|(?<![\w:+-]))(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?\s*"
    r"(?P<zone>Z\b|(?:GMT|UTC)?\s?[+-]\d\d?:?(?:\d\d)?(?!\d|-\d)|\(?(?!on\b)[A-Z]{2,4}\b\)?)?"
    r"(?:\s*[(\[][A-Z]\w*(?:/\w+)?[)\]])?",
    re.IGNORECASE,
)
# The time of a date without separators: 20260304T091200Z.
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)(Z?)")
WEEKDAY = re.compile(
    r"\b(?:(mon)|(tue)s?|(wed)(?:nes)?|(thu)(?:rs?)?|(fri)|(sat)(?:ur)?|(sun))(?:day)?\b\.?", re.IGNORECASE
)
LABEL = re.compile(r"\A\s*(?:first\s+)?(?:published|posted|date)(?:\s+on)?\s*[:,]?\s+", re.IGNORECASE)
NAME = r"(?P<month>[A-Za-z]{3,9})\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>\d{4})"
SPELLINGS = tuple(
    re.compile(spelling)
    for spelling in (
        rf"{YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})",
        rf"{YEAR}/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})",
        rf"{YEAR}\.(?P<month>\d{{1,2}})\.(?P<day>\d{{1,2}})\.?",
        rf"{YEAR}(?P<month>\d\d)(?P<day>\d\d)",
        rf"{YEAR}[/.](?P<month>\d{{1,2}})",
        rf"{NAME}\s*{DAY}\s*,?\s*{YEAR}",
        rf"{DAY}(?:\s+of\s+|[\s-]*){NAME},?[\s-]*{YEAR}",
        rf"{YEAR}[\s-]+{NAME}[\s-]+{DAY}",
        rf"{NAME},?[\s-]+{YEAR}",
        rf"{YEAR}[\s-]+{NAME}",
    )
)
# Day and month in figures, whichever comes first.
IN_FIGURES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
LONGEST = 80


class Published(NamedTuple):
    """A date of publication: its EDTF, None where it is unknown, and what could not be understood, if anything."""

    edtf: str | None
    problem: str | None = None


@cache
def _words() -> Any:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def published(stated: str) -> Published:
    """Read a date of publication, with time and zone where they are given.

    Read are EDTF, ISO 8601, e-mail dates, seconds and milliseconds since 1970, and dates with the month in English
    words; a midnight without a zone is how programs write a day. Figures alone are read where one of them can't be a
    month. Nothing is converted to another zone, so that the day stays the paper's own.

    >>> published("Wed, 04 Mar 2026 09:12:00 GMT").edtf, published("March 4, 2026").edtf, published("25/03/2026").edtf
    ('2026-03-04T09:12:00Z', '2026-03-04', '2026-03-25')
    >>> published("04/03/2026")
    Published(edtf=None, problem='may be 2026-03-04 or 2026-04-03')
    """
    text = " ".join(stated.split())
    if text.lower() in _words()["missing"]:
        return Published(None)
    if edtf_problem(text) is None:
        return Published(text.removesuffix("T00:00:00").removesuffix("T00:00"))
    if len(text) > LONGEST:
        return Published(None, "is no date")
    if epoch := EPOCH.fullmatch(text):
        seconds = int(epoch["seconds"]) if epoch["seconds"] else int(epoch["milliseconds"]) // 1000
        return Published(datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return _read(COMPACT.sub(r"\1-\2-\3T\4:\5:\6\7", LABEL.sub("", text)))


def _read(text: str) -> Published:
    time = TIME.search(text)
    rest = text if time is None else f"{text[: time.start()]} {text[time.end() :]}"
    weekday = WEEKDAY.search(rest)
    days = sorted(set(_days(WEEKDAY.sub(" ", rest, count=1).strip(" ,;|·–-"))))
    if len(days) > 1 and weekday is not None:
        days = [day for day in days if date.fromisoformat(day).isoweekday() == weekday.lastindex] or days
    if not days:
        return Published(None, _no_date(rest))
    if len(days) > 1:
        return Published(None, f"may be {' or '.join(days)}")
    day = days[0]
    if time is None:
        return Published(day)
    clock, problem = _clock(time)
    is_day = len(day) == len("2026-03-04")
    if clock is None or not is_day:
        return Published(day, f"has a time that is none: {text[time.start() :]!r}")
    return Published(day if clock in ("T00:00", "T00:00:00") else day + clock, problem)


def _no_date(rest: str) -> str:
    """Say what is wrong with a text that is no date; of one that has the form of a date, the calendar knows more."""
    return edtf_problem(rest.strip()) or "is no date"


def _days(text: str) -> Iterator[str]:
    """Every day, or month, of the calendar that a text without time and weekday may mean, as EDTF."""
    if figures := IN_FIGURES.fullmatch(text):
        first, mark, second, year = figures.groups()
        # Points stand in no country's month-first dates.
        candidates = [(year, second, first)] if mark == "." else [(year, second, first), (year, first, second)]
        yield from (day for day in map(_edtf, candidates) if day is not None)
        return
    for spelling in SPELLINGS:
        if found := spelling.fullmatch(text):
            parts = found.groupdict()
            month = str(_words()["months"].get(parts["month"].lower(), parts["month"]))
            day = _edtf((parts["year"], month, parts.get("day")))
            if day is not None:
                yield day
            return


def _edtf(parts: tuple[str, str, str | None]) -> str | None:
    year, month, day = parts
    if not month.isdecimal() or not 1 <= int(month) <= 12:
        return None
    written = f"{year}-{int(month):02}" + ("" if day is None else f"-{int(day):02}")
    return written if edtf_problem(written) is None else None


def _clock(time: "re.Match[str]") -> tuple[str | None, str | None]:
    """Return the EDTF of a time with its zone, None where no clock shows it, and what is unclear about it."""
    hour, minute, second, half = int(time["hour"]), time["minute"], time["second"], time["half"]
    if half is not None:
        if not 1 <= hour <= 12:
            return None, None
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    written = f"T{hour:02}:{minute}" + (f":{second}" if second else "")
    if edtf_problem(f"2000-01-01{written}") is not None:
        return None, None
    zone, problem = _zone((time["zone"] or "").strip(" ()"))
    return written + zone, problem


def _zone(stated: str) -> tuple[str, str | None]:
    words = _words()
    name = stated.lower()
    if not name or name in words["zones"]:
        return words["zones"].get(name, ""), None
    offset = re.fullmatch(r"(?:gmt|utc)?\s?([+-])(\d\d?):?(\d\d)?", name)
    if offset and int(offset[2]) <= 14 and int(offset[3] or 0) < 60:
        return f"{offset[1]}{int(offset[2]):02}:{offset[3] or '00'}", None
    several = "has several meanings" if name in words["several_meanings"] else "is unknown"
    return "", f"has a zone that {several}, {stated!r}; the time is kept as the clock there showed it"
