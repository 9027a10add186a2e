"""What relative dates are counted from, and the few steps on the calendar that all readings share."""

import re
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

from analysis.timexes.grammar import Token
from analysis.timexes.tense import Side

UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}
LEAP_YEAR = 2000
# A lone year further than this from the story's last month is an aside, and the story goes on where it was.
NEAR_YEARS = 1
FULL = re.compile(r"\d{4}-\d\d-\d\d")
DAY_VALUE = re.compile(r"(\d{4}|XXXX)-\d\d-\d\d|XXXX-WXX-\d")
MONTHS = re.compile(r"P\d+M")
COMPARISONS = ("ago", "year-earlier-quarter")
# The day in "the quarter ended 30 June": what is compared is the quarter.
PERIOD_END = "period-end"


class Reading(NamedTuple):
    """What a match says: TIMEX3 type and value, mod, the kind of anchor, and an EDTF string where value has none."""

    type: str
    value: str
    mod: str | None = None
    anchor: str = "none"
    edtf: str | None = None


class Earlier(NamedTuple):
    """A date or a number of months before this one.

    Attributes:
        explicit: The text gave its year.
        is_of_telling: It is the day of a dateline or of a saying.
    """

    timex_id: str
    value: str
    explicit: bool
    sentence: str
    rule: str
    is_of_telling: bool = False


@dataclass
class Context:
    """What relative dates are counted from: the document creation time, a given year, and the dates read so far.

    `coming` holds the slots of the next expression where this one is joined to it: "16 to 20 June", "August and
    September 1914", "between 23:20 and 23:50 on Wednesday" write once what both have.
    """

    published: date | None
    year: str | None
    is_dated_story: bool = False
    sentence: str = ""
    side: Side = field(default_factory=Side)
    coming: dict[str, Token] = field(default_factory=dict)
    earlier: list[Earlier] = field(default_factory=list)

    def add(self, found: Earlier, anchor: str) -> None:
        """Add a date; one that counts from a date of its sentence whose year stands there has its year there, too."""
        base = next((e for e in self.earlier if e.timex_id == anchor), None)
        is_given = base is not None and base.explicit and base.sentence == found.sentence
        self.earlier.append(found._replace(explicit=found.explicit or is_given))

    def last(self, pattern: str) -> Earlier | None:
        """The nearest date before this one whose value matches."""
        return next((e for e in reversed(self.earlier) if re.match(pattern, e.value)), None)

    def last_quarter(self) -> Earlier | None:
        """The quarter that a year-earlier figure is compared with: the last spoken of, comparisons left out."""
        own = [e for e in self.earlier if e.rule not in (*COMPARISONS, PERIOD_END)]
        return own[-1] if own and re.match(r"\d{4}-Q\d", own[-1].value) else None

    def last_day(self) -> Earlier | None:
        return self.last(DAY_VALUE.pattern)

    def day_of_clock(self) -> Earlier | None:
        """What tells the day of a clock time without one: its sentence, else the first day of which something is told.

        The days of writing and of sayings come last: own stories .808 -> .819, shared ones .921 -> .932, unseen even.
        """
        days = [e for e in self.earlier if DAY_VALUE.match(e.value)]
        near = [e for e in days if e.sentence == self.sentence]
        if near:
            return near[-1]
        written = self.published.isoformat() if self.published is not None else None
        others = [e for e in days if e.value[:10] != written]
        told_of = [e for e in others if not e.is_of_telling]
        return next(iter(told_of or others or days), None)

    @property
    def story_year(self) -> Earlier | None:
        """The year that the story has reached, where it is one that dates its events."""
        if not self.is_dated_story:
            return None
        dated = [e for e in self.earlier if e.rule not in COMPARISONS and re.match(r"\d{4}|BC\d{4}", e.value)]
        months = [e for e in dated if re.match(r"\d{4}-\d\d", e.value)]
        for e in reversed(dated):
            if not months or e in months[-1:]:
                return e
            if e.explicit and 0 < abs(_ordinal(e) - _ordinal(months[-1])) <= NEAR_YEARS:
                return e
        return None


def _ordinal(earlier: Earlier) -> int:
    return -int(earlier.value[2:6]) if earlier.value.startswith("BC") else int(earlier.value[:4])


def from_creation(days: int, context: Context) -> tuple[str, str]:
    if context.published is None:
        return UNKNOWN["D"], "none"
    return (context.published + timedelta(days=days)).isoformat(), "dct"


def moved(day: str, days: int) -> str:
    """A day moved by a number of days; digits that are not known stay so."""
    if day.startswith("XXXX-W"):
        return f"XXXX-WXX-{(int(day[-1]) - 1 + days) % 7 + 1}"
    known = day if not day.startswith("XXXX") else f"{LEAP_YEAR}{day[4:]}"
    try:
        moved = (date.fromisoformat(known) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return UNKNOWN["D"]
    return f"XXXX{moved[4:]}" if day.startswith("XXXX") else moved


def base_of(context: Context, *, is_back: bool) -> tuple[str | None, str]:
    """The value that a shift counts from, and the anchor."""
    previous = context.last(r"\d{4}|BC\d{4}|XXXX-\d|XXXX-W")
    if is_back and previous is not None:
        return previous.value, previous.timex_id
    if context.published is not None:
        return context.published.isoformat(), "dct"
    if context.story_year is not None and previous is not None:
        return previous.value, previous.timex_id
    return None, "none"


def stepped(base: str | None, unit: str, step: int) -> str:
    """The unit (week, month, …) that lies `step` units from the one that holds `base`."""
    if base is None:
        return UNKNOWN.get(unit, "XXXX")
    if unit in ("W", "WE", "D"):
        day = DAY_VALUE.match(base)
        if day is None or (unit != "D" and not FULL.match(base)):
            return UNKNOWN[unit]
        if unit == "D":
            return moved(day[0], step)
        year, week, _ = (date.fromisoformat(day[0]) + timedelta(weeks=step)).isocalendar()
        return f"{year}-W{week:02}" + ("-WE" if unit == "WE" else "")
    if unit == "M" and (month := re.match(r"(\d{4}|XXXX)-(\d\d)", base)):
        count = 12 * int(month[1].replace("XXXX", str(LEAP_YEAR))) + int(month[2]) - 1 + step
        return f"{in_calendar(count // 12) if month[1] != 'XXXX' else 'XXXX'}-{count % 12 + 1:02}"
    if unit == "Q" and (quarter := re.match(r"(\d{4})-(?:Q(\d)|(\d\d))", base)):
        number = int(quarter[2]) - 1 if quarter[2] else (int(quarter[3]) - 1) // 3
        count = 4 * int(quarter[1]) + number + step
        return f"{in_calendar(count // 4)}-Q{count % 4 + 1}"
    if base.startswith("BC"):
        return f"BC{in_calendar(int(base[2:6]) - step)}" if unit == "Y" else UNKNOWN.get(unit, "XXXX")
    if not base[:4].isdigit() or unit not in ("Y", "DE", "CE"):
        return UNKNOWN.get(unit, "XXXX")
    return _year_stepped(int(base[:4]), unit, step)


def in_calendar(year: int) -> str:
    """Return a year as four digits.

    Raises:
        OverflowError: The calendar has no such year, as `datetime` says of its dates.
    """
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"there is no year {year} in four digits")
    return f"{year:04}"


def _year_stepped(year: int, unit: str, step: int) -> str:
    size = {"Y": 1, "DE": 10, "CE": 100}[unit]
    return in_calendar(year + size * step)[: {"Y": 4, "DE": 3, "CE": 2}[unit]]


def year_part(value: str) -> str:
    return value[: 6 if value.startswith("BC") else 4]
