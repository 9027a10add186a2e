"""A match of the grammar → its TIMEX3 type, value and mod, read against what the text has said so far.

What the text leaves open stays open: without a document creation time or a year, "June 7" is XXXX-06-07 and "Tuesday"
XXXX-WXX-2.
"""

from collections.abc import Callable, Sequence

from analysis.timexes.amounts import duration, mod_before, recurrence, reference
from analysis.timexes.context import Context, Reading
from analysis.timexes.counted import counted_back, end_of_unit, shifted_unit
from analysis.timexes.grammar import Match, Token
from analysis.timexes.holidays import holiday
from analysis.timexes.written import calendar_date, spelled_year

# "Over two weeks" is more than these; "over the weekend" is during it.
COUNTED = ("duration", "ago", "set")
# "A hundred thousand years ago" is a time, but no year of four digits.
BEYOND_CALENDAR = Reading("DATE", "XXXX")


def read(match: Match, tokens: Sequence[Token], context: Context) -> Reading | None:
    """Return what a match means in its context, or None where it is no time after all."""
    readings: dict[str, Callable[[], Reading | None]] = {
        "calendar": lambda: calendar_date(match.slots, context),
        "shift": lambda: shifted_unit(match, tokens, context),
        "ago": lambda: counted_back(match, tokens, context),
        "duration": lambda: duration(match, tokens),
        "set": lambda: recurrence(match, tokens),
        "reference": lambda: reference(match),
        "holiday": lambda: holiday(match, context),
        "year_end": lambda: end_of_unit(match, context),
        "spelled_year": lambda: spelled_year(match),
    }
    try:
        reading = readings[match.rule.make]()
    except OverflowError:
        return BEYOND_CALENDAR
    if reading is None or reading.mod is not None:
        return reading
    mod = mod_before(match, tokens)
    is_counted = match.rule.make in COUNTED
    return reading._replace(mod=mod) if is_counted or mod != "MORE_THAN" else reading
