"""Holidays of a fixed date, and the two whose day is reckoned from the year: Easter and Thanksgiving.

Sources:
    Easter by the "anonymous Gregorian algorithm" (Nature, 20 April 1876); Thanksgiving as in the United States.
"""

from datetime import date, timedelta

from analysis.timexes.context import UNKNOWN, Context, Reading, moved, stepped
from analysis.timexes.grammar import Match
from analysis.timexes.written import written_year, year_of

GREGORIAN = range(1583, 10_000)
MONTH = {"easter": 4, "thanksgiving": 11}


def holiday(match: Match, context: Context) -> Reading | None:
    """Read a holiday: Christmas and its eve, New Year's Day and Eve, Easter Sunday and Monday, Thanksgiving.

    A movable one has no day where its year is not known. "Easter weekend" is a weekend; "Easter week" is none of them.
    """
    slots = match.slots
    unit = slots["u"].value if "u" in slots else "D"
    if unit not in ("D", "WE"):
        return None
    name = str(slots["h"].value)
    if "v" in slots:
        name = {"12-25": "12-24", "01-01": "12-31"}.get(name, name)
    year, anchor = written_year(slots), "explicit"
    if year is None:
        year, anchor = year_of(MONTH.get(name) or int(name[:2]), 1, slots, context)
    if name not in MONTH:
        return None if unit == "WE" else Reading("DATE", f"{year}-{name}", None, anchor)
    if not year.isdigit() or int(year) not in GREGORIAN:
        return Reading("DATE", UNKNOWN[unit])
    day = easter(int(year)) if name == "easter" else thanksgiving(int(year))
    if unit == "WE":
        return Reading("DATE", stepped(day.isoformat(), unit, 0), None, anchor)
    is_monday = "w" in slots and slots["w"].value == 1
    return Reading("DATE", moved(day.isoformat(), int(is_monday)), None, anchor)


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def thanksgiving(year: int) -> date:
    """Return the fourth Thursday of November."""
    first = date(year, 11, 22)
    return first + timedelta(days=(3 - first.weekday()) % 7)
