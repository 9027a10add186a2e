"""Dates as the calendar writes them: days, months, years, weekdays, seasons, quarters, clock times."""

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta

from analysis.timexes.context import (
    DAY_VALUE,
    FULL,
    LEAP_YEAR,
    UNKNOWN,
    Context,
    Earlier,
    Reading,
    base_of,
    from_creation,
    moved,
    stepped,
    year_part,
)
from analysis.timexes.grammar import Match, Token
from analysis.timexes.tense import Side

SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# Months apart from which a month without a year is in the next year of a story, or in the one before.
TURN_OF_YEAR = 7
# Hours: what is told after 22:00 goes on after midnight; a clock time before six belongs to the night before.
LATE, EARLY = 22, 6
# Months within which the nearest one is meant, whatever the tense: of a day, of a whole month.
NEAR_DAY, NEAR_MONTH = 4, 2
SPELLED_YEARS = range(1700, 2100)


def calendar_date(slots: dict[str, Token], context: Context) -> Reading | None:
    """Read the fields of a date or time; None where no calendar has such a date."""
    mod = slots["x"].value if "x" in slots else None
    if "i" in slots:
        return _numeric_date(str(slots["i"].value), mod)
    if "dec" in slots:
        return Reading("DATE", _decade(slots["dec"]), mod, "explicit")
    if "u" in slots and "c" not in slots:
        number = slots.get("d", slots.get("ord", next(iter(slots.values())))).value
        return Reading("DATE", f"{slots['e'].value if 'e' in slots else ''}{number - 1:02}", mod, "explicit")
    if "yy" in slots and "y" in slots and int(slots["yy"].text) <= int(slots["y"].text) % 100:
        return None
    day = _day(slots, context)
    if day is None:
        return None
    value, anchor = day
    clock = _minutes_past(slots, context) if "k" in slots else _clock(slots)
    if clock is not None:
        return Reading("TIME", f"{value}T{clock}", mod, anchor)
    if "c" in slots:
        return None
    if "p" in slots:
        return Reading("TIME", f"{value}T{slots['p'].value}", mod, anchor)
    return Reading("DATE", value, mod, anchor)


def _numeric_date(value: str, mod: str | None) -> Reading | None:
    try:
        date.fromisoformat(value.replace("XX", "01"))
    except ValueError:
        return None
    return Reading("DATE", value, mod, "explicit")


def _decade(token: Token) -> str:
    if token.kind == "year" and not token.text.endswith("0"):
        return token.text
    if token.kind == "decadeword":
        return f"19{token.value}"
    return token.text[:3] if token.kind == "year" else f"19{token.text[0]}"


def written_year(slots: dict[str, Token]) -> str | None:
    if "yy" in slots:
        number = int(slots["yy"].text) % 100
        if "y" in slots:
            return f"{int(slots['y'].text) // 100 * 100 + number:04}"
        return f"{1900 + number if number > 30 else 2000 + number}"
    if "y" not in slots:
        return None
    if "e" in slots and slots["e"].value == "BC":
        return f"BC{int(slots['y'].text):04}"
    return f"{int(slots['y'].text):04}"


def _day(slots: dict[str, Token], context: Context) -> tuple[str, str] | None:
    """The value of the calendar fields, without clock and part of day, and the anchor."""
    year = written_year(slots)
    if "m" in slots or "s" in slots or "q" in slots or "hy" in slots:
        return _part_of_year(slots, year, context)
    if year is not None:
        return year, "explicit"
    if "t" in slots:
        return from_creation(int(slots["t"].value), context)
    if "w" in slots:
        return _weekday(slots, context)
    if "d" in slots:
        month = context.last(r"(\d{4}|XXXX)-\d\d")
        return None if month is None else (f"{month.value[:7]}-{slots['d'].value:02}", month.timex_id)
    return day_of_a_time(slots, context)


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
    found, anchor = year_of(month, day, slots, context)
    return f"{found}-{rest}", anchor


def year_of(month: int, day: int | None, slots: dict[str, Token], context: Context) -> tuple[str, str]:
    """The year of a month that is written without one."""
    story = context.story_year
    if "b" in slots and slots["b"].kind in ("that", "same") and (past := context.last(r"\d{4}|BC\d{4}")):
        return year_part(past.value), past.timex_id
    if "y" in context.coming and "e" not in context.coming:
        return f"{int(context.coming['y'].text):04}", "explicit"
    if "yr" in slots:
        base, anchor = base_of(context, is_back=False)
        return stepped(base, "Y", int(slots["yr"].value)), anchor
    if context.published is None:
        if context.year is not None:
            return context.year, "year"
        return _carried_year(story, month) if story is not None else ("XXXX", "none")
    if "q" in slots and "r" not in slots:
        return str(context.published.year - (month > 3 * ((context.published.month + 2) // 3))), "dct"
    is_same_sentence = story is not None and story.explicit and story.sentence == context.sentence
    if story is not None and is_same_sentence and "r" not in slots and context.side.tense != "future":
        return year_part(story.value), story.timex_id
    return str(_nearest_year(month, day, slots.get("r"), context.published, context.side)), "dct"


def _carried_year(story: Earlier, month: int) -> tuple[str, str]:
    """The year that a story has reached; after a December comes the next January, and the other way round."""
    year = year_part(story.value)
    reached = re.match(r"\d{4}-(\d\d)", story.value)
    if reached is not None:
        step = 1 if int(reached[1]) - month >= TURN_OF_YEAR else -1 if month - int(reached[1]) >= TURN_OF_YEAR else 0
        year = f"{int(year) + step:04}"
    return year, story.timex_id


def _nearest_year(month: int, day: int | None, shift: Token | None, today: date, side: Side) -> int:
    """The year in which a month lies nearest to the document creation time, on the side that the words name."""
    here = 12 * today.year + today.month
    there = [12 * (today.year + step) + month for step in (-1, 0, 1)]
    if shift is not None and shift.kind in ("last", "past", "previous"):
        return (max(m for m in there if m < here) - 1) // 12
    if shift is not None and shift.kind in ("next", "coming", "following"):
        return (min(m for m in there if m > here) - 1) // 12
    if shift is not None:
        return today.year
    nearest = min(there, key=lambda m: (abs(m - here), m))
    near = 0 if side.is_certain else NEAR_DAY if day is not None else NEAR_MONTH
    if side.tense == "future" and abs(nearest - here) > near:
        nearest = min(m for m in there if m >= here)
    elif abs(nearest - here) > near and (side.tense == "past" or day is not None):
        nearest = max(m for m in there if m <= here)
    return (nearest - 1) // 12


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
    return _weekday_from(today, number, 1 if context.side.tense == "future" else -1).isoformat(), "dct"


def _weekday_from(day: date, number: int, direction: int) -> date:
    """The nearest such weekday strictly after or before a day."""
    steps = (number - day.isoweekday()) % 7 if direction > 0 else (day.isoweekday() - number) % 7
    return day + timedelta(days=direction * (steps or 7))


def day_of_a_time(slots: dict[str, Token], context: Context) -> tuple[str, str]:
    """The day of a clock time or a part of a day that names none: the one it is joined to, else the last spoken of."""
    if {"w", "t", "d"} & set(context.coming) and "c" in context.coming:
        shared = {name: token for name, token in context.coming.items() if name not in ("c", "a", "z")}
        return _day(shared, replace(context, coming={})) or (UNKNOWN["D"], "none")
    back = slots.get("b")
    shift = slots.get("r")
    part = slots.get("p")
    if (back is not None and back.kind == "this") or (part is not None and part.kind == "tonight"):
        return from_creation(0, context)
    if shift is not None and shift.kind == "last":
        return from_creation(-1 if slots["p"].kind == "night" else 0, context)
    is_news = "c" in slots and shift is None and not context.is_dated_story
    previous = context.day_of_clock() if is_news else context.last_day()
    if previous is None:
        return from_creation(0, context)
    step = 0 if shift is None else int(shift.value)
    spoken = re.search(r"T(\d\d):", previous.value)
    if spoken is not None and part is not None and part.kind == "night" and int(spoken[1]) < EARLY:
        step -= 1
    is_after_midnight = "c" in slots and _hour(slots) < EARLY
    if is_after_midnight and (previous.value.endswith("TNI") or (spoken is not None and int(spoken[1]) >= LATE)):
        step += 1
    return moved(DAY_VALUE.match(previous.value)[0], step), previous.timex_id  # type: ignore[index]


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
    hour, minute = _hour_and_minute(token)
    if not hour.isdigit() or len(minute) < 2:
        return None
    number = int(hour)
    if "a" in slots:
        number = number % 12 + int(slots["a"].value)
    elif "p" in slots and slots["p"].value in ("AF", "EV", "NI") and number < 12:
        number += 12
    is_time = (number < 24 and minute[:2] < "60") or (number == 24 and minute[:2] == "00")
    return f"{number:02}:{minute[:2]}{zone}" if is_time else None


def _hour_and_minute(token: Token) -> tuple[str, str]:
    """The digits of "4:10", "4.10", "1900" or "four"."""
    if token.kind in ("clock", "decimal"):
        hour, _, minute = token.text.replace(".", ":").partition(":")
        return hour, minute
    if token.kind in ("year", "digits"):
        return token.text[:-2], token.text[-2:]
    return str(token.value), "00"


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


def spelled_year(match: Match) -> Reading | None:
    """Read "nineteen ninety-six", "two thousand"."""
    first, second = int(match.slots["c1"].value), int(match.slots["c2"].value)
    third = int(match.slots["c3"].value) if "c3" in match.slots else 0
    year = first * second if second >= 100 else 100 * first + second + third
    return Reading("DATE", f"{year}", None, "explicit") if year in SPELLED_YEARS else None
