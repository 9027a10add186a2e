"""Dates counted from another: "last month", "two days later", "the quarter", "a year earlier"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from analysis.timexes.amounts import duration, mod_before, number_of
from analysis.timexes.context import (
    COMPARISONS,
    DAY_VALUE,
    UNKNOWN,
    Context,
    Reading,
    base_of,
    from_creation,
    in_calendar,
    moved,
    stepped,
)
from analysis.timexes.grammar import Match, Token
from analysis.timexes.written import day_of_a_time

# Minutes, hours, fortnights and nights are counted or named elsewhere.
NO_CALENDAR_UNITS = ("TM", "TS", "TH", "FN", "NI")


def shifted_unit(match: Match, tokens: Sequence[Token], context: Context) -> Reading | None:
    """Read "last month", "that year", "the following day", "the quarter"."""
    slots, inside = match.slots, tokens[match.first : match.last]
    unit = str(slots["u"].value) if "u" in slots else "Q"
    if unit in NO_CALENDAR_UNITS:
        return None
    word = slots.get("r", slots.get("b"))
    if "u" in slots and word is not None and word.kind == "past":
        return duration(match, tokens)
    if "u" not in slots and (word is None or word.kind == "latest"):
        return _this_quarter(context)
    if word is None:
        word = next(token for token in inside if token.kind in ("the", "latest", "this", "that"))
    mod = _part_of_unit(slots.get("x"))
    step = int(word.value) if isinstance(word.value, int) else 0
    if unit == "WE" and context.published is not None:
        return Reading("DATE", _weekend(context.published, word.kind, step), mod, "dct")
    has_article = any(token.kind == "the" for token in inside)
    base, anchor = base_of(context, is_back=_points_back(word.kind, unit, context, has_article=has_article))
    value = stepped(base, unit, step)
    if "X" in value and context.published is not None:
        value, anchor = stepped(context.published.isoformat(), unit, step), "dct"
    return Reading("DATE", value, mod, anchor)


def _part_of_unit(word: Token | None) -> str | None:
    """The mod of "early last month", "later that year"; None where no word names a part of the unit."""
    if word is None:
        return None
    if word.value is None:
        return {"earlier": "START", "later": "END"}.get(word.kind)
    if isinstance(word.value, int):
        return {-1: "START", 1: "END"}.get(word.value)
    return str(word.value)


def _points_back(kind: str, unit: str, context: Context, *, has_article: bool) -> bool:
    """Whether a unit is counted from a date in the text: "that day", "the next day", and not "next week"."""
    if kind in ("that", "same", "the", "previous", "following"):
        return True
    if kind != "next" or not has_article:
        return False
    return unit == "D" or (unit in ("W", "M", "Y") and context.published is None)


def _weekend(published: date, word: str, step: int) -> str:
    """Return the weekend meant: "the weekend" is the last one until the next begins, "this weekend" the week's own."""
    back = 1 if word == "the" and published.isoweekday() < 5 else 0
    return stepped(published.isoformat(), "WE", step - back)


def _this_quarter(context: Context) -> Reading:
    """Read "the quarter": the latest one spoken of that had ended, else the last before the article appeared."""
    ended = "9999" if context.published is None else stepped(context.published.isoformat(), "Q", 0)
    spoken = [e for e in context.earlier if e.rule not in COMPARISONS and re.match(r"\d{4}-Q\d", e.value)]
    if quarters := [e for e in spoken if e.value < ended]:
        latest = max(quarters, key=lambda e: e.value[:7])
        return Reading("DATE", latest.value[:7], None, latest.timex_id)
    if context.published is None:
        return Reading("DATE", UNKNOWN["Q"])
    return Reading("DATE", stepped(context.published.isoformat(), "Q", -1), None, "dct")


def counted_back(match: Match, tokens: Sequence[Token], context: Context) -> Reading | None:
    """Read "two days later", "a year earlier", "less than a week ago"."""
    slots = match.slots
    unit = str(slots["u"].value)
    direction = int(slots["o"].value)
    inside = tokens[match.first : match.last]
    number = number_of(inside) if match.rule.name != "year-earlier-quarter" else 1.0
    if number is None:
        return Reading("DATE", "PAST_REF" if direction < 0 else "FUTURE_REF")
    if unit == "FN":
        unit, number = "W", 2 * number
    is_ago = slots["o"].kind == "ago"
    if unit in ("TH", "TM", "TS"):
        return _minutes_later(direction * number, unit, context, is_ago=is_ago)
    base, anchor = base_of(_without_comparisons(context) if direction < 0 else context, is_back=not is_ago)
    if not is_ago and unit in ("D", "W") and (day := context.last_day()) is not None:
        base, anchor = DAY_VALUE.match(day.value)[0], day.timex_id  # type: ignore[index]
    step = direction * int(number)
    if "q" in slots and base is not None:
        return Reading("DATE", f"{stepped(base, 'Y', step)}-Q{slots['q'].value}", None, anchor)
    if unit == "Y" and (compared := _compared_quarter(slots, step, context)) is not None:
        return compared
    is_round = unit == "DE" and is_ago
    if unit == "DE":
        unit, step = "Y", 10 * step
    if unit == "W" and not is_ago and base is not None and DAY_VALUE.match(base):
        unit, step = "D", 7 * step
    value = stepped(base, unit, step)
    mod = mod_before(match, tokens)
    if mod == "LESS_THAN" and is_ago and unit in ("D", "W") and context.published is not None:
        days = 7 * step if unit == "W" else step
        start = (context.published + timedelta(days=days)).isoformat()
        return Reading("DATE", value, mod, anchor, f"{start}/{context.published.isoformat()}")
    # "A decade ago" is ten years, or nine, or eleven.
    about = f"{value}~" if is_round and value.isdigit() and len(value) == 4 else None
    return Reading("DATE", value, mod, anchor, about)


def _compared_quarter(slots: dict[str, Token], step: int, context: Context) -> Reading | None:
    """The same quarter of another year, where the talk is of a quarter; None where it is not."""
    last = context.last_quarter()
    value, anchor = (None, "none") if last is None else (last.value, last.timex_id)
    if "v" in slots and slots["v"].kind == "quarter":
        _, value, _, anchor, _ = _this_quarter(context)
    if value is None or value == UNKNOWN["Q"]:
        return None
    return Reading("DATE", f"{in_calendar(int(value[:4]) + step)}-{value[5:7]}", None, anchor)


def _without_comparisons(context: Context) -> Context:
    """The context without its year-earlier figures: two of them in a row compare with the same year."""
    return replace(context, earlier=[e for e in context.earlier if e.rule not in COMPARISONS])


def _minutes_later(number: float, unit: str, context: Context, *, is_ago: bool) -> Reading | None:
    clock = context.last(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
    if clock is None or is_ago:
        day = from_creation(0, context) if is_ago else day_of_a_time({}, context)
        return Reading("TIME", f"{day[0]}TXX:XX", None, day[1])
    value = clock.value
    minutes = int(number * {"TH": 60, "TM": 1, "TS": 0}[unit]) + 60 * int(value[11:13]) + int(value[14:16])
    day_value = moved(value[:10], minutes // 1440)
    return Reading("TIME", f"{day_value}T{minutes // 60 % 24:02}:{minutes % 60:02}", None, clock.timex_id)


def end_of_unit(match: Match, context: Context) -> Reading | None:
    """Read "year-end", "month's end"."""
    unit = str(match.slots["u"].value)
    if unit not in ("Y", "M", "W"):
        return None
    base, anchor = base_of(context, is_back=unit != "Y")
    return Reading("DATE", stepped(base, unit, 0), "END", anchor)
