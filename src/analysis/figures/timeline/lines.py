"""Events → lines of the timeline: what stands on the axis, in which lane, and how much time the axis shows."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np

from analysis.dates import interval, interval_in_any_year, without_clock
from analysis.figures.style import NO_OUTLET
from analysis.frames import Frames
from analysis.schema import Row

SEVERAL: Final = "several"
NO_SIDE: Final = "side not known"
UNNAMED_LANES: Final = (SEVERAL, NO_SIDE, NO_OUTLET)
ONE_DAY: Final = np.timedelta64(1, "D")
# A window is cut out where it holds most events in a small part of the whole time.
WINDOW_SHARE: Final = 0.75
WINDOW_LENGTH: Final = 0.3
# What lies outside the window is named in a gutter, a share of the axis where no bar is drawn.
GUTTER: Final = 0.14
EARLIEST_YEAR: Final = np.datetime64("0002-01-01", "s")
LATEST_YEAR: Final = np.datetime64("9990-01-01", "s")


class Bar(NamedTuple):
    """One date of an event on the axis."""

    start: np.datetime64
    end: np.datetime64

    @property
    def middle(self) -> np.datetime64:
        return self.start + (self.end - self.start) // 2

    @property
    def is_point(self) -> bool:
        return bool(self.end - self.start <= ONE_DAY)


class Edge(NamedTuple):
    """All that is known of an event's date: it is not later, or not earlier, than this moment."""

    moment: np.datetime64
    is_upper: bool


class EventLine(NamedTuple):
    """One event: its row, its lane and its dates; several dates are rivals. An edge stands where there is none."""

    event: Row
    lane: str
    bars: list[Bar]
    edge: Edge | None = None


def lane_of(event: Row, frames: Frames, lanes: str) -> str:
    """The lane of an event: its one outlet or side."""
    index = frames.index
    if lanes == "outlet":
        names = {str(index.articles[span["article_id"]]["outlet"] or NO_OUTLET) for span in event["evidence"]}
    else:
        known = {entity_id: row["side"] for entity_id, row in index.actors.items() if row["side"]}
        names = _found(event["participants"], known) or _found(event["claimed_by"], known) or {NO_SIDE}
    return names.pop() if len(names) == 1 else SEVERAL


def _found(entity_ids: Iterable[str], side_of: dict[str, str]) -> set[str]:
    return {side_of[entity] for entity in entity_ids if entity in side_of}


def bars_of(event: Row, *, has_years: bool = True) -> list[Bar]:
    """The closed intervals of an event's dates; none where a date is open, unknown, or beyond the axis."""
    dates = [rival["edtf"] for rival in event["rival_dates"]] or [event["edtf"]]
    read = interval if has_years else interval_in_any_year
    found = []
    for edtf in sorted(set(filter(None, dates))):
        start, end = read(edtf)
        if start is not None and end is not None and start > EARLIEST_YEAR and end < LATEST_YEAR:
            found.append(Bar(start, end))
    return found


def days_of_telling(frames: Frames) -> frozenset[str]:
    """The days on which the articles appeared: a bound that is one of them says nothing of its own."""
    return frozenset(without_clock(str(day)) for day in frames.articles["published"].dropna())


def edge_of(event: Row, days: frozenset[str], *, has_years: bool) -> Edge | None:
    """The bound that the articles' words give an event; none where it has a date, or where the day is an article's."""
    edtf = event["edtf"] or ""
    if edtf.count("..") != 1 or event["rival_dates"] or without_clock(edtf.strip("./")) in days:
        return None
    start, end = (interval if has_years else interval_in_any_year)(edtf)
    moment = end if start is None else start
    if moment is None or not EARLIEST_YEAR < moment < LATEST_YEAR:
        return None
    return Edge(moment, start is None)


class Window(NamedTuple):
    """The time that the axis shows, and where bars end: between the two, gutters name what lies outside."""

    start: np.datetime64
    end: np.datetime64
    first: np.datetime64
    last: np.datetime64

    def holds(self, bar: Bar) -> bool:
        return bool(bar.start < self.last and bar.end > self.first)


def window_of(lines: Sequence[EventLine]) -> Window:
    """All the time, or the shortest stretch with most events where that is much shorter."""
    bars = sorted([bar for line in lines for bar in line.bars] + [Bar(x.moment, x.moment) for _, _, _, x in lines if x])
    first, last = bars[0].start, max(bar.end for bar in bars)
    length, start, end = _busiest(bars)
    if length > WINDOW_LENGTH * (last - first) or last - first < 30 * ONE_DAY:
        start, end = first, last
    else:
        near = length + ONE_DAY
        start = min(bar.start for bar in bars if bar.start >= start - near)
        end = max(bar.end for bar in bars if bar.end <= end + near)
    margin = max((end - start) // 25, ONE_DAY // 2)
    start, end = start - margin, end + margin
    gutter = (end - start) * GUTTER
    is_before, is_after = any(bar.end <= start for bar in bars), any(bar.start >= end for bar in bars)
    return Window(start - gutter if is_before else start, end + gutter if is_after else end, start, end)


def _busiest(bars: Sequence[Bar]) -> tuple[np.timedelta64, np.datetime64, np.datetime64]:
    """The shortest stretch with most events: its length, start and end."""
    n_inside = int(np.ceil(WINDOW_SHARE * len(bars)))
    stretches = []
    for bar in bars:
        inside = [other for other in bars if bar.start <= other.start][:n_inside]
        if len(inside) == n_inside:
            end = max(b.end for b in inside)
            stretches.append((end - bar.start, bar.start, end))
    return min(stretches)
