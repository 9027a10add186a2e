"""Mentions of one event → its date, its rival dates, and what bounds it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from analysis.dates import EdtfDate, can_be_same, fields_of, interval, is_edtf, without_clock
from analysis.schema import Row
from analysis.timeline.event_mentions import EventMention

# An article without a year is taken to be written within so many days after an event that it shares with others.
WRITTEN_WITHIN = np.timedelta64(120, "D")


def rival_dates(dated: Sequence[EventMention]) -> list[Row]:
    """Every date of an event whose dates cannot all be the same; none where they can."""
    if all(can_be_same(a.edtf, b.edtf) for a in dated for b in dated):
        return []
    found = {(m.edtf, m.article_id): m for m in reversed(dated)}
    return [
        {"edtf": edtf, "article_id": article_id, "timex_id": found[edtf, article_id].timex_id}
        for edtf, article_id in sorted(found, key=str)
    ]


def date_of(dated: Sequence[EventMention], rivals: Sequence[Row]) -> str | None:
    """The narrowest of dates that can all be the same; with rivals, the list of them as "one of"."""
    dates = sorted({str(m.edtf) for m in dated}, key=lambda edtf: (_width(edtf), edtf))
    if not rivals:
        return dates[0] if dates else None
    single = sorted({edtf for edtf in dates if "/" not in edtf})
    return f"[{','.join(single)}]" if len(single) > 1 and len(single) == len(dates) else None


def _width(edtf: str) -> float:
    earliest, latest = interval(edtf)
    return float("inf") if earliest is None or latest is None else float((latest - earliest) / np.timedelta64(1, "s"))


def bound_of(group: Sequence[EventMention]) -> str | None:
    """What the day of telling leaves possible: before the first telling, or after it for what is planned."""
    days = sorted(m.told for m in group if m.told is not None and "/" not in m.told)
    if not days:
        return None
    first = without_clock(days[0])
    return f"{first}/.." if all(m.is_planned for m in group) else f"../{first}"


def with_years(groups: Iterable[Sequence[EventMention]], published: Mapping[str, str | None]) -> dict[str, date]:
    """Article without a year → the day on which an article was told that has one and shares a dated event with it.

    Where that article's day is not known either, the day of the shared event stands for it. None where two such events
    speak for different years.
    """
    found: dict[str, set[date]] = {}
    for group in groups:
        days = [(m, day) for m in group if (day := _day_of(m)) is not None]
        known = [(m, day) for m, day in days if day.year.isdigit()]
        for m, day in days:
            for other, at in known if day.year == "XXXX" else ():
                if (day.month, day.day) == (at.month, at.day):
                    found.setdefault(m.article_id, set()).add(_told_day(other, at))
    return {a: max(days) for a, days in found.items() if not published[a] and len({d.year for d in days}) == 1}


def _told_day(mention: EventMention, day: EdtfDate) -> date:
    told = fields_of(mention.told) if mention.told is not None else None
    is_known = told is not None and told.month is not None and told.day is not None
    written = told if told is not None and is_known and told.year.isdigit() else day
    return date.fromisoformat(f"{written.year}-{written.month}-{written.day}")


def _day_of(mention: EventMention) -> EdtfDate | None:
    """The date of a mention where its month and day are known and not doubted, whatever its year; else None."""
    found = fields_of(mention.edtf) if mention.edtf is not None else None
    if found is None or found.mark or found.month is None or found.day is None:
        return None
    return found if (found.month + found.day).isdigit() else None


def _lacks_year(edtf: str) -> bool:
    """Whether a date is known but for its year: "XXXX-06-07", "XXXX-06"."""
    found = fields_of(edtf)
    if found is None or found.mark or found.year != "XXXX" or found.month is None:
        return False
    return (found.month + (found.day or "")).isdigit()


def with_year(mention: EventMention, known: Mapping[str, date]) -> EventMention:
    """A mention with the year that an event of its article tells: marked "?", since its own words don't say it.

    What is planned ends after the day of writing, as far as that is known; the rest began before it, or soon after,
    since an article without a year may be written later than the one that it shares an event with.
    """
    day = known.get(mention.article_id)
    if day is None or mention.edtf is None or not _lacks_year(mention.edtf):
        return mention
    written = np.datetime64(day.isoformat(), "s")
    years = (day.year - 1, day.year, day.year + 1)
    possible = [edtf for year in years if is_edtf(edtf := f"{mention.edtf}?".replace("XXXX", str(year)))]
    if mention.is_planned:
        ahead = [edtf for edtf in possible if _end(edtf) > written]
        return mention._replace(edtf=ahead[0]) if ahead else mention
    past = [edtf for edtf in possible if _start(edtf) < written + WRITTEN_WITHIN]
    return mention._replace(edtf=past[-1]) if past else mention


def _start(edtf: str) -> np.datetime64:
    earliest = interval(edtf).earliest
    return np.datetime64("NaT") if earliest is None else earliest


def _end(edtf: str) -> np.datetime64:
    latest = interval(edtf).latest
    return np.datetime64("NaT") if latest is None else latest
