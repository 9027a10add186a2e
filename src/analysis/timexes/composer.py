"""A match of the grammar → its TIMEX3 type, value and mod, read against what the text has said so far.

What the text leaves open stays open: without a document creation time or a year, "June 7" is XXXX-06-07 and "Tuesday"
XXXX-WXX-2.
"""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from analysis.timexes.grammar import Match, Token

NUMBERS = ("number", "one", "tens", "hundred", "day", "digits", "decimal", "year", "another", "vague", "couple", "both")
DURATIONS = {"TS": ("PT", "S"), "TM": ("PT", "M"), "TH": ("PT", "H"), "D": ("P", "D"), "W": ("P", "W"), "M": ("P", "M")}
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}
LEAP_YEAR = 2000
# Months apart from which a month without a year is in the next year of a story, or in the one before.
TURN_OF_YEAR = 9
# Hours: what is told after 22:00 goes on after midnight; a clock time before six belongs to the night before.
LATE, EARLY = 22, 6
SPELLED_YEARS = range(1700, 2100)
FULL = re.compile(r"\d{4}-\d\d-\d\d")
DAY = re.compile(r"(\d{4}|XXXX)-\d\d-\d\d|XXXX-WXX-\d")
COMPARISONS = ("ago", "year-earlier-quarter")


class Reading(NamedTuple):
    """What a match says: TIMEX3 type and value, mod, the kind of anchor, and an EDTF string where value has none."""

    type: str
    value: str
    mod: str | None = None
    anchor: str = "none"
    edtf: str | None = None


class Earlier(NamedTuple):
    """A dated expression before this one: its id and value, whether the text gave its year, and the rule that read it."""

    timex_id: str
    value: str
    explicit: bool
    sentence: str
    rule: str


@dataclass
class Context:
    """What relative dates are counted from: the document creation time, a given year, and the dates read so far."""

    published: date | None
    year: str | None
    is_dated_story: bool = False
    sentence: str = ""
    tense: str | None = None
    coming: Token | None = None
    earlier: list[Earlier] = field(default_factory=list)

    def last(self, pattern: str) -> Earlier | None:
        """The nearest date before this one whose value matches."""
        return next((e for e in reversed(self.earlier) if re.match(pattern, e.value)), None)

    def last_quarter(self) -> Earlier | None:
        """The quarter that a year-earlier figure is compared with: the last spoken of, comparisons left out."""
        own = [e for e in self.earlier if e.rule not in COMPARISONS]
        return own[-1] if own and re.match(r"\d{4}-Q\d", own[-1].value) else None

    def last_day(self) -> Earlier | None:
        return self.last(DAY.pattern)

    @property
    def story_year(self) -> Earlier | None:
        """The year that the story has reached, where it is one that dates its events."""
        dated = [e for e in self.earlier if e.rule not in COMPARISONS and re.match(r"\d{4}|BC\d{4}", e.value)]
        return dated[-1] if dated and self.is_dated_story else None


def read(match: Match, tokens: Sequence[Token], context: Context) -> Reading | None:
    """Return what a match means in its context, or None where it is no time after all."""
    makers = {
        "calendar": _calendar,
        "shift": _shift,
        "ago": _ago,
        "duration": _duration,
        "set": _set,
        "reference": _reference,
        "holiday": _holiday,
        "year_end": _year_end,
        "spelled_year": _spelled_year,
    }
    reading = makers[match.rule.make](match, tokens, context)
    if reading is not None and reading.mod is None:
        return reading._replace(mod=_mod_before(match, tokens))
    return reading


def _mod_before(match: Match, tokens: Sequence[Token]) -> str | None:
    """The mod of words that stand before an expression and are no part of it: "at least", "less than", "late on"."""
    before = [token for token in tokens[max(0, match.first - 2) : match.first] if token.kind not in ("on", "in")]
    if not before:
        return None
    if before[-1].kind == "than" and len(before) > 1:
        return "LESS_THAN" if before[0].kind == "more_word" else "MORE_THAN"
    if before[-1].kind in ("about", "least", "most", "under", "more_than", "within", "early", "late", "mid"):
        return str(before[-1].value)
    return None


# --- dates of the calendar


def _calendar(match: Match, tokens: Sequence[Token], context: Context) -> Reading | None:
    slots = match.slots
    mod = slots["x"].value if "x" in slots else None
    if "i" in slots:
        try:
            date.fromisoformat(slots["i"].text)
        except ValueError:
            return None
        return Reading("DATE", slots["i"].text, mod, "explicit")
    if "dec" in slots:
        return Reading("DATE", _decade(slots["dec"]), mod, "explicit")
    if "u" in slots:
        number = slots.get("d", slots.get("ord", next(iter(slots.values())))).value
        return Reading("DATE", f"{number - 1:02}", mod, "explicit")
    day = _day(slots, context)
    if day is None:
        return None
    value, anchor = day
    clock = _minutes_past(slots, context) if "k" in slots else _clock(slots)
    if clock is not None:
        return Reading("TIME", f"{value}T{clock}", mod, anchor)
    if "p" in slots:
        return Reading("TIME", f"{value}T{slots['p'].value}", mod, anchor)
    return Reading("DATE", value, mod, anchor)


def _decade(token: Token) -> str:
    if token.kind == "year" and not token.text.endswith("0"):
        return token.text
    if token.kind == "decadeword":
        return f"19{token.value}"
    return token.text[:3] if token.kind == "year" else f"19{token.text[0]}"


def _written_year(slots: dict[str, Token]) -> str | None:
    if "yy" in slots:
        number = int(slots["yy"].text)
        return f"{1900 + number if number > 30 else 2000 + number}"
    if "y" not in slots:
        return None
    if "e" in slots and slots["e"].value == "BC":
        return f"BC{int(slots['y'].text):04}"
    return f"{int(slots['y'].text):04}"


def _day(slots: dict[str, Token], context: Context) -> tuple[str, str] | None:
    """The value of the calendar fields, without clock and part of day, and the anchor."""
    year = _written_year(slots)
    if "m" in slots or "s" in slots or "q" in slots or "hy" in slots:
        return _part_of_year(slots, year, context)
    if year is not None:
        return year, "explicit"
    if "t" in slots:
        return _from_creation(int(slots["t"].value), context)
    if "w" in slots:
        return _weekday(slots, context)
    if "d" in slots:
        month = context.last(r"(\d{4}|XXXX)-\d\d")
        return None if month is None else (f"{month.value[:7]}-{slots['d'].value:02}", month.timex_id)
    return _day_of_a_time(slots, context)


def _from_creation(days: int, context: Context) -> tuple[str, str]:
    if context.published is None:
        return UNKNOWN["D"], "none"
    return (context.published + timedelta(days=days)).isoformat(), "dct"


def _part_of_year(slots: dict[str, Token], year: str | None, context: Context) -> tuple[str, str] | None:
    """A month, with or without its day, a season, a quarter or a half."""
    if "m" in slots:
        month = int(slots["m"].value)
        day = int(slots["d"].value) if "d" in slots else None
        if day is not None and day > calendar.monthrange(LEAP_YEAR, month)[1]:
            return None
        rest = f"{month:02}" + ("" if day is None else f"-{day:02}")
    elif "s" in slots:
        rest, month, day = slots["s"].value, SEASON_MONTH[slots["s"].value], None
    elif "q" in slots:
        rest, month, day = f"Q{slots['q'].value}", 3 * int(slots["q"].value), None
        if int(slots["q"].value) > 4:
            return None
    else:
        half = 1 if slots["hy"].value == 1 else 2
        rest, month, day = f"H{half}", 6 * half, None
    if year is not None:
        return f"{year}-{rest}", "explicit"
    found, anchor = _year_of(month, day, slots, context)
    return f"{found}-{rest}", anchor


def _year_of(month: int, day: int | None, slots: dict[str, Token], context: Context) -> tuple[str, str]:
    """The year of a month that is written without one."""
    story = context.story_year
    if "b" in slots and slots["b"].kind in ("that", "same") and (past := context.last(r"\d{4}|BC\d{4}")):
        return _year_part(past.value), past.timex_id
    if context.coming is not None:
        return f"{int(context.coming.text):04}", "explicit"
    if "yr" in slots:
        base, anchor = _base(context, is_back=False)
        return _stepped(base, "Y", int(slots["yr"].value)), anchor
    if context.published is None:
        if context.year is not None:
            return context.year, "year"
        return _carried_year(story, month) if story is not None else ("XXXX", "none")
    if story is not None and story.explicit and story.sentence == context.sentence and "r" not in slots:
        return _year_part(story.value), story.timex_id
    exact = day if "q" not in slots else 1
    return str(_nearest_year(month, exact, slots.get("r"), context)), "dct"


def _carried_year(story: Earlier, month: int) -> tuple[str, str]:
    """The year that a story has reached; after a December comes the next January, and the other way round."""
    year = _year_part(story.value)
    reached = re.match(r"\d{4}-(\d\d)", story.value)
    if reached is not None:
        step = 1 if int(reached[1]) - month >= TURN_OF_YEAR else -1 if month - int(reached[1]) >= TURN_OF_YEAR else 0
        year = f"{int(year) + step:04}"
    return year, story.timex_id


def _year_part(value: str) -> str:
    return value[: 6 if value.startswith("BC") else 4]


def _nearest_year(month: int, day: int | None, shift: Token | None, context: Context) -> int:
    """The year in which a month lies nearest to the document creation time, on the side that the words name."""
    assert context.published is not None
    today = context.published
    here = 12 * today.year + today.month
    there = [12 * (today.year + step) + month for step in (-1, 0, 1)]
    if shift is not None and shift.kind in ("last", "past", "previous"):
        return (max(m for m in there if m < here) - 1) // 12
    if shift is not None and shift.kind in ("next", "coming", "following"):
        return (min(m for m in there if m > here) - 1) // 12
    if shift is not None:
        return today.year
    if day is not None or context.tense is None:
        return (min(there, key=lambda m: (abs(m - here), m)) - 1) // 12
    if context.tense == "past":
        return (max(m for m in there if m <= here) - 1) // 12
    return (min(m for m in there if m >= here) - 1) // 12


def _weekday(slots: dict[str, Token], context: Context) -> tuple[str, str]:
    number = int(slots["w"].value)
    shift = slots.get("r")
    if "b" in slots or (shift is not None and shift.kind in ("previous", "following")):
        previous = context.last(FULL.pattern)
        if previous is not None:
            day = date.fromisoformat(previous.value[:10])
            if "b" in slots and day.isoweekday() == number:
                return day.isoformat(), previous.timex_id
            if shift is not None:
                return _weekday_from(day, number, -1 if shift.kind == "previous" else 1).isoformat(), previous.timex_id
    if context.published is None:
        return f"XXXX-WXX-{number}", "none"
    today = context.published
    if shift is not None and shift.kind in ("next", "coming", "following"):
        return _weekday_from(today, number, 1).isoformat(), "dct"
    if shift is not None and shift.kind in ("last", "past", "previous"):
        return _weekday_from(today, number, -1).isoformat(), "dct"
    if today.isoweekday() == number:
        return today.isoformat(), "dct"
    return _weekday_from(today, number, 1 if context.tense == "future" else -1).isoformat(), "dct"


def _weekday_from(day: date, number: int, direction: int) -> date:
    """The nearest such weekday strictly after or before a day."""
    steps = (number - day.isoweekday()) % 7 if direction > 0 else (day.isoweekday() - number) % 7
    return day + timedelta(days=direction * (steps or 7))


def _day_of_a_time(slots: dict[str, Token], context: Context) -> tuple[str, str]:
    """The day of a clock time or a part of a day that names none: the last one spoken of."""
    back = slots.get("b")
    shift = slots.get("r")
    part = slots.get("p")
    if (back is not None and back.kind == "this") or (part is not None and part.kind == "tonight"):
        return _from_creation(0, context)
    if shift is not None and shift.kind == "last":
        return _from_creation(-1 if slots["p"].kind == "night" else 0, context)
    previous = context.last_day()
    if previous is None:
        return _from_creation(0, context)
    step = 0 if shift is None else int(shift.value)
    spoken = re.search(r"T(\d\d):", previous.value)
    if spoken is not None and part is not None and part.kind == "night" and int(spoken[1]) < EARLY:
        step -= 1
    if spoken is not None and int(spoken[1]) >= LATE and "c" in slots and _hour(slots) < EARLY:
        step += 1
    return _moved(DAY.match(previous.value)[0], step), previous.timex_id  # type: ignore[index]


def _hour(slots: dict[str, Token]) -> int:
    clock = re.match(r"\d\d", _clock({name: token for name, token in slots.items() if name in "ca"}) or "")
    return LATE if clock is None else int(clock[0])


def _clock(slots: dict[str, Token]) -> str | None:
    if "c" not in slots:
        return None
    token = slots["c"]
    zone = slots["z"].value if "z" in slots else ""
    if token.kind in ("noon", "midnight"):
        return f"{token.value}{zone}"
    hour, _, minute = token.text.partition(":") if token.kind == "clock" else (str(token.value), "", "00")
    number = int(hour)
    if "a" in slots:
        number = number % 12 + int(slots["a"].value)
    elif "p" in slots and slots["p"].value in ("AF", "EV", "NI") and number < 12:
        number += 12
    return f"{number:02}:{minute[:2]}{zone}" if number <= 24 and minute[:2] < "60" else None


def _minutes_past(slots: dict[str, Token], context: Context) -> str | None:
    minutes = {"half": 30, "quarter": 15}.get(slots["k"].kind) or int(slots["k"].value)
    hour = {"noon": 12, "midnight": 24}.get(slots["c"].kind) or int(slots["c"].value)
    if slots["g"].kind == "to":
        hour, minutes = hour - 1, 60 - minutes
    spoken = context.last(r".*T\d\d:\d\d")
    if (
        spoken is not None
        and hour < 12
        and int(spoken.value.partition("T")[2][:2]) in (hour + 11, hour + 12, hour + 13)
    ):
        hour += 12
    return f"{hour % 24:02}:{minutes:02}" if minutes < 60 else None


# --- dates counted from another


def _moved(day: str, days: int) -> str:
    """A day moved by a number of days; digits that are not known stay so."""
    if day.startswith("XXXX-W"):
        return f"XXXX-WXX-{(int(day[-1]) - 1 + days) % 7 + 1}"
    known = day if not day.startswith("XXXX") else f"{LEAP_YEAR}{day[4:]}"
    try:
        moved = (date.fromisoformat(known) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return UNKNOWN["D"]
    return f"XXXX{moved[4:]}" if day.startswith("XXXX") else moved


def _base(context: Context, *, is_back: bool) -> tuple[str | None, str]:
    """The value that a shift counts from, and the anchor."""
    previous = context.last(r"\d{4}|BC\d{4}|XXXX-\d|XXXX-W")
    if is_back and previous is not None:
        return previous.value, previous.timex_id
    if context.published is not None:
        return context.published.isoformat(), "dct"
    if context.story_year is not None and previous is not None:
        return previous.value, previous.timex_id
    return None, "none"


def _stepped(base: str | None, unit: str, step: int) -> str:
    """The unit (week, month, …) that lies `step` units from the one that holds `base`."""
    if base is None:
        return UNKNOWN.get(unit, "XXXX")
    if unit in ("W", "WE", "D"):
        day = DAY.match(base)
        if day is None or (unit != "D" and not FULL.match(base)):
            return UNKNOWN[unit]
        if unit == "D":
            return _moved(day[0], step)
        year, week, _ = (date.fromisoformat(day[0]) + timedelta(weeks=step)).isocalendar()
        return f"{year}-W{week:02}" + ("-WE" if unit == "WE" else "")
    if unit == "M" and (month := re.match(r"(\d{4}|XXXX)-(\d\d)", base)):
        count = 12 * int(month[1].replace("XXXX", str(LEAP_YEAR))) + int(month[2]) - 1 + step
        return f"{count // 12 if month[1] != 'XXXX' else 'XXXX'}-{count % 12 + 1:02}"
    if unit == "Q" and (quarter := re.match(r"(\d{4})-(?:Q(\d)|(\d\d))", base)):
        number = int(quarter[2]) - 1 if quarter[2] else (int(quarter[3]) - 1) // 3
        count = 4 * int(quarter[1]) + number + step
        return f"{count // 4}-Q{count % 4 + 1}"
    if base.startswith("BC"):
        return f"BC{int(base[2:6]) - step:04}" if unit == "Y" else UNKNOWN.get(unit, "XXXX")
    if not base[:4].isdigit() or unit not in ("Y", "DE", "CE"):
        return UNKNOWN.get(unit, "XXXX")
    return _year_stepped(int(base[:4]), unit, step)


def _year_stepped(year: int, unit: str, step: int) -> str:
    size = {"Y": 1, "DE": 10, "CE": 100}[unit]
    return f"{year + size * step:04}"[: {"Y": 4, "DE": 3, "CE": 2}[unit]]


def _shift(match: Match, tokens: Sequence[Token], context: Context) -> Reading | None:
    """ "last month", "that year", "the following day", "the quarter"."""
    slots = match.slots
    unit = str(slots["u"].value) if "u" in slots else "Q"
    word = slots.get("r", slots.get("b"))
    mod = slots["x"].value if "x" in slots else None
    if mod is None and "x" in slots:
        mod = {"earlier": "START", "later": "END"}.get(slots["x"].kind)
    mod = {-1: "START", 1: "END"}.get(mod, mod) if isinstance(mod, int) else mod
    kinds = {token.kind for token in tokens[match.first : match.last]}
    if unit in ("TM", "TS", "TH", "FN", "NI"):
        return None
    if word is not None and word.kind == "past":
        return _duration(match, tokens, context)
    if unit == "Q" and "u" not in slots and (word is None or word.kind == "latest"):
        return _this_quarter(context)
    if word is None:
        word = next(
            token for token in tokens[match.first : match.last] if token.kind in ("the", "latest", "this", "that")
        )
    is_back = word.kind in ("that", "same", "the", "previous", "following") or (
        word.kind == "next" and "the" in kinds and unit == "D"
    )
    if word.kind == "next" and "the" in kinds and unit in ("W", "M", "Y") and context.published is None:
        is_back = True
    step = int(word.value) if isinstance(word.value, int) else 0
    if unit == "WE" and context.published is not None:
        return Reading("DATE", _weekend(context.published, word.kind, step), mod, "dct")
    base, anchor = _base(context, is_back=is_back)
    value = _stepped(base, unit, step)
    if "X" in value and context.published is not None:
        value, anchor = _stepped(context.published.isoformat(), unit, step), "dct"
    return Reading("DATE", value, mod, anchor)


def _weekend(published: date, word: str, step: int) -> str:
    """ "The weekend" is the last one until the next begins; "this weekend" the one of the week."""
    back = 1 if word == "the" and published.isoweekday() < 5 else 0
    return _stepped(published.isoformat(), "WE", step - back)


def _this_quarter(context: Context) -> Reading:
    """ "The quarter": the one last spoken of, else the last that had ended when the article appeared."""
    quarters = [e for e in context.earlier if e.rule not in COMPARISONS and re.match(r"\d{4}-Q\d", e.value)]
    if quarters:
        latest = max(quarters, key=lambda e: e.value[:7])
        return Reading("DATE", latest.value[:7], None, latest.timex_id)
    if context.published is None:
        return Reading("DATE", UNKNOWN["Q"])
    return Reading("DATE", _stepped(context.published.isoformat(), "Q", -1), None, "dct")


def _ago(match: Match, tokens: Sequence[Token], context: Context) -> Reading | None:
    """ "two days later", "a year earlier", "less than a week ago"."""
    slots = match.slots
    unit = str(slots["u"].value)
    direction = int(slots["o"].value)
    inside = tokens[match.first : match.last]
    number = _number(inside) if match.rule.name != "year-earlier-quarter" else 1.0
    if match.rule.name == "units-ago" or number is None:
        return Reading("DATE", "PAST_REF" if direction < 0 else "FUTURE_REF")
    if unit == "FN":
        unit, number = "W", 2 * number
    base, anchor = _base(context, is_back=slots["o"].kind != "ago")
    if slots["o"].kind != "ago" and unit in ("D", "W") and (day := context.last_day()) is not None:
        base, anchor = DAY.match(day.value)[0], day.timex_id  # type: ignore[index]
    if unit in ("TH", "TM", "TS"):
        return _minutes_later(direction * number, unit, context, is_ago=slots["o"].kind == "ago")
    step = direction * int(number)
    quarter = context.last_quarter()
    if "q" in slots and base is not None:
        return Reading("DATE", f"{_stepped(base, 'Y', step)}-Q{slots['q'].value}", None, anchor)
    if unit == "Y" and quarter is not None:
        return Reading("DATE", f"{int(quarter.value[:4]) + step}-{quarter.value[5:7]}", None, quarter.timex_id)
    if unit == "DE":
        unit, step = "Y", 10 * step
    if unit == "W" and slots["o"].kind != "ago" and base is not None and DAY.match(base):
        unit, step = "D", 7 * step
    value = _stepped(base, unit, step)
    mod = _mod_before(match, tokens)
    if mod == "LESS_THAN" and slots["o"].kind == "ago" and unit in ("D", "W") and context.published is not None:
        days = 7 * step if unit == "W" else step
        start = (context.published + timedelta(days=days)).isoformat()
        return Reading("DATE", value, mod, anchor, f"{start}/{context.published.isoformat()}")
    return Reading("DATE", value, mod, anchor)


def _minutes_later(number: float, unit: str, context: Context, *, is_ago: bool) -> Reading | None:
    clock = context.last(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
    if clock is None or is_ago:
        day = _from_creation(0, context) if is_ago else _day_of_a_time({}, context)
        return Reading("TIME", f"{day[0]}TXX:XX", None, day[1])
    value = clock.value
    minutes = int(number * {"TH": 60, "TM": 1, "TS": 0}[unit]) + 60 * int(value[11:13]) + int(value[14:16])
    day_value = _moved(value[:10], minutes // 1440)
    return Reading("TIME", f"{day_value}T{minutes // 60 % 24:02}:{minutes % 60:02}", None, clock.timex_id)


def _year_end(match: Match, tokens: Sequence[Token], context: Context) -> Reading | None:
    base, anchor = _base(context, is_back=False)
    return Reading("DATE", _stepped(base, "Y", 0), "END", anchor)


def _spelled_year(match: Match, tokens: Sequence[Token], context: Context) -> Reading | None:
    """ "nineteen ninety-six", "two thousand"."""
    first, second = int(match.slots["c1"].value), int(match.slots["c2"].value)
    third = int(match.slots["c3"].value) if "c3" in match.slots else 0
    year = first * second if second >= 100 else 100 * first + second + third
    return Reading("DATE", f"{year}", None, "explicit") if year in SPELLED_YEARS else None


def _holiday(match: Match, tokens: Sequence[Token], context: Context) -> Reading | None:
    is_eve = "v" in match.slots
    month_day = ("12-24" if is_eve else "12-25") if match.rule.name == "christmas" else ("12-31" if is_eve else "01-01")
    year = _written_year(match.slots)
    if year is not None:
        return Reading("DATE", f"{year}-{month_day}", None, "explicit")
    found, anchor = _year_of(int(month_day[:2]), int(month_day[3:]), match.slots, context)
    return Reading("DATE", f"{found}-{month_day}", None, anchor)


# --- durations, sets, references


def _number(tokens: Sequence[Token]) -> float | None:
    """The number that a few words spell; None where they are vague ("several"), 1 where they name none."""
    total = current = 0.0
    seen = False
    for token in tokens:
        if token.kind == "vague":
            return None
        if token.kind == "hundred":
            current = (current or 1) * float(token.value)
        elif token.kind == "decimal":
            current += _decimal(token.text)
        elif token.kind == "half":
            current += 0.5
        elif token.kind in NUMBERS:
            current += float(token.value)
        else:
            continue
        seen = True
    total += current
    return total if seen else 1.0


def _decimal(text: str) -> float:
    if "/" in text:
        above, _, below = text.partition("/")
        return float(above) / (float(below) or 1)
    return float(text.replace(",", ""))


def _duration_value(number: float | None, unit: str) -> str:
    factor = {"DE": (10, "Y"), "CE": (100, "Y"), "FN": (2, "W"), "WE": (2, "D")}.get(unit)
    if factor is not None:
        number, unit = (None if number is None else number * factor[0]), factor[1]
    prefix, letter = DURATIONS.get(unit, ("P", unit))
    if number is None:
        return f"{prefix}X{letter}"
    if number == int(number):
        return f"{prefix}{int(number)}{letter}"
    finer = {"TH": (60, "M"), "D": (24, "H")}.get(unit)
    if finer is None:
        return f"{prefix}{number:g}{letter}"
    whole, rest = int(number), round((number - int(number)) * finer[0])
    if unit == "D":
        return f"PT{whole * 24 + rest}H"
    return f"PT{whole}H{rest}M" if whole else f"PT{rest}M"


def _duration(match: Match, tokens: Sequence[Token], context: Context) -> Reading | None:
    unit_token = match.slots["u"]
    inside = [token for token in tokens[match.first : match.last] if token.start < unit_token.start]
    if match.rule.name == "half-duration":
        kinds = [token.kind for token in inside]
        number: float | None = 0.25 if "quarter" in kinds else (_number(inside) or 0.0)
        return Reading("DURATION", _duration_value(number, unit_token.value))
    counted = [token for token in inside if token.kind in (*NUMBERS, "half")]
    if not counted and unit_token.kind in ("units", "quarters"):
        return Reading("DURATION", _duration_value(None, unit_token.value))
    return Reading("DURATION", _duration_value(_number(inside), unit_token.value))


def _set(match: Match, tokens: Sequence[Token], context: Context) -> Reading | None:
    slots = match.slots
    if "t" in slots:
        return Reading("SET", str(slots["t"].value))
    if "w" in slots:
        return Reading("SET", f"XXXX-WXX-{slots['w'].value}")
    if "p" in slots:
        return Reading("SET", f"XXXX-XX-XXT{slots['p'].value}")
    inside = [token for token in tokens[match.first : match.last] if token.start < slots["u"].start]
    number = slots["n"].value if "n" in slots and slots["n"].kind in ("ordinal", "second") else _number(inside)
    return Reading("SET", _duration_value(number, slots["u"].value))


def _reference(match: Match, tokens: Sequence[Token], context: Context) -> Reading | None:
    return Reading("DATE", str(match.slots["t"].value))
