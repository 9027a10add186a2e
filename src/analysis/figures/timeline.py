"""What is said to have happened when: one line an event, grouped in lanes, uncertain dates as bars."""

from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.corpus import Frames
from analysis.dates import interval
from analysis.errors import ParameterError
from analysis.figures.style import INK, NOBODY, Look, looks, new_figure, styled
from analysis.schema import Row, records

SEVERAL: Final = "several"
NO_SIDE: Final = "side not known"
NO_OUTLET: Final = "outlet not stated"
# Status → marker and whether it is filled: the difference survives print without colour.
STATUS_MARKS: Final = {
    "undisputed": ("o", True),
    "claimed": ("o", False),
    "disputed": ("D", True),
    "denied": ("X", True),
    "planned": (">", False),
}
# Stands for the year of dates without one, where no date has one; a leap year, and never shown.
NO_YEAR: Final = "2000"
DAY: Final = np.timedelta64(1, "D")
LINE_HEIGHT: Final = 0.25
LONGEST_LABEL: Final = 58
LONGEST_LISTED: Final = 66
# The arrow of a bound, as a share of the axis.
ARROW: Final = 0.12
# A window is cut out where it holds most events in a small part of the whole time.
WINDOW_SHARE: Final = 0.75
WINDOW_LENGTH: Final = 0.3
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
        return bool(self.end - self.start <= DAY)


class Edge(NamedTuple):
    """All that is known of an event's date: it is not later, or not earlier, than this moment."""

    moment: np.datetime64
    is_upper: bool


class Line(NamedTuple):
    """One event: its row, its lane and its dates; several dates are rivals. An edge stands where there is none."""

    event: Row
    lane: str
    bars: list[Bar]
    edge: Edge | None = None


@styled
def event_timeline(events: pd.DataFrame, frames: Frames, *, lanes: Literal["side", "outlet"] = "side") -> Figure:
    """Draw events along a time axis, one line an event, so that labels never collide.

    A day is a point, a longer or less certain date a bar, and a bound that the articles' words give an arrow. Rival
    dates stand on one line, joined by a bracket; none is preferred. Where a few events lie far from the rest, the axis
    shows the rest, and an arrow with the date points to the few. Events of which no more is known than that they lie
    before an article's own day are listed beneath. Where no article states a year, the axis has days and months alone.

    Args:
        events: The events frame.
        frames: The frames it was built from: sides of actors, outlets of articles.
        lanes: What events are grouped by: the side that takes part or tells of it, or the outlet that tells of it.
            An event of two sides or outlets stands under "several".

    Returns:
        The figure; an empty one that says so where there are no events.

    Raises:
        ParameterError: `lanes` is neither "side" nor "outlet".
    """
    if lanes not in ("side", "outlet"):
        raise ParameterError(f'lanes is {lanes!r}; use "side" or "outlet"')
    rows = records(events)
    has_years = any(_bars(event) for event in rows)
    told = _days_of_telling(frames)
    lines = [
        Line(e, _lane(e, frames, lanes), _bars(e, has_years=has_years), _edge(e, told, has_years=has_years))
        for e in rows
    ]
    dated = [line for line in lines if line.bars or line.edge]
    listed = [line for line in lines if line not in dated]
    names = sorted({line.lane for line in dated}, key=lambda lane: (lane in (SEVERAL, NO_SIDE, NO_OUTLET), lane))
    heights = [max(1, len(dated) + len(names)) * LINE_HEIGHT + 0.9, max(1, len(listed) + 1) * LINE_HEIGHT * 0.8]
    figure = new_figure(8, sum(heights) + 0.6 if listed else heights[0] + 0.6)
    if not lines:
        axes = figure.subplots()
        axes.text(0.5, 0.5, "no events were found", ha="center", va="center")
        axes.set_axis_off()
        return figure
    parts = list(np.ravel(np.asarray(figure.subfigures(2, 1, height_ratios=heights)))) if listed else [figure]
    look_of = looks(n for n in names if n not in (SEVERAL, NO_SIDE, NO_OUTLET))
    _draw_dated(parts[0].subplots(), dated, names, look_of, has_years=has_years)
    _add_legend(parts[0], dated)
    if listed:
        _list_undated(parts[1].subplots(), listed)
    return figure


def _lane(event: Row, frames: Frames, lanes: str) -> str:
    if lanes == "outlet":
        outlet_of = dict(zip(frames.articles["article_id"], frames.articles["outlet"], strict=True))
        found = {outlet_of.get(span["article_id"]) for span in event["evidence"]}
        names = sorted(name if isinstance(name, str) else NO_OUTLET for name in found)
        return names[0] if len(names) == 1 else SEVERAL
    side_of = dict(zip(frames.actors["entity_id"], frames.actors["side"], strict=True))
    sides = _sides(event["participants"], side_of) or _sides(event["claimed_by"], side_of)
    return NO_SIDE if not sides else sides[0] if len(sides) == 1 else SEVERAL


def _sides(entity_ids: Iterable[str], side_of: dict[str, str]) -> list[str]:
    return sorted({side for entity in entity_ids if isinstance(side := side_of.get(entity), str)})


def _bars(event: Row, *, has_years: bool = True) -> list[Bar]:
    """The closed intervals of an event's dates; none where a date is open, unknown, or beyond the axis."""
    dates = [rival["edtf"] for rival in event["rival_dates"]] or [event["edtf"]]
    if not has_years:
        dates = [edtf and edtf.replace("XXXX", NO_YEAR) for edtf in dates]
    found = []
    for edtf in sorted({d for d in dates if d is not None}):
        start, end = interval(edtf)
        if start is not None and end is not None and start > EARLIEST_YEAR and end < LATEST_YEAR:
            found.append(Bar(start, end))
    return found


def _days_of_telling(frames: Frames) -> frozenset[str]:
    """The days on which the articles appeared: a bound that is one of them says nothing of its own."""
    return frozenset(str(day)[:10] for day in frames.articles["published"].dropna())


def _edge(event: Row, days_of_telling: frozenset[str], *, has_years: bool) -> Edge | None:
    """The bound that the articles' words give an event; none where it has a date, or where the day is an article's."""
    start, slash, end = (event["edtf"] or "").partition("/")
    if not slash or event["rival_dates"] or (start != "..") == (end != ".."):
        return None
    day = end if start == ".." else start
    known = interval(day if has_years else day.replace("XXXX", NO_YEAR))
    moment = known.latest if start == ".." else known.earliest
    if day[:10] in days_of_telling or moment is None or not EARLIEST_YEAR < moment < LATEST_YEAR:
        return None
    return Edge(moment, start == "..")


def _window(lines: Sequence[Line]) -> tuple[np.datetime64, np.datetime64]:
    """The time that the axis shows: all, or the shortest stretch with most events where that is much shorter."""
    bars = sorted([bar for line in lines for bar in line.bars] + [Bar(x.moment, x.moment) for _, _, _, x in lines if x])
    first, last = bars[0].start, max(bar.end for bar in bars)
    n_inside = max(1, int(np.ceil(WINDOW_SHARE * len(bars))))
    stretches = []
    for bar in bars:
        inside = [other for other in bars if bar.start <= other.start][:n_inside]
        if len(inside) == n_inside:
            stretches.append((max(b.end for b in inside) - bar.start, bar.start, max(b.end for b in inside)))
    length, start, end = min(stretches, default=(last - first, first, last))
    if length > WINDOW_LENGTH * (last - first) or last - first < 30 * DAY:
        start, end = first, last
    else:
        near = length + DAY
        start = min(bar.start for bar in bars if bar.start >= start - near)
        end = max(bar.end for bar in bars if bar.end <= end + near)
    margin = max((end - start) // 25, DAY // 2)
    return start - margin, end + margin


def _draw_dated(
    axes: Axes, dated: Sequence[Line], names: Sequence[str], look_of: dict[str | None, Look], *, has_years: bool
) -> None:
    if not dated:
        axes.text(0.5, 0.5, "no event has a date", ha="center", va="center", transform=axes.transAxes)
        axes.set_axis_off()
        return
    start, end = _window(dated)
    ticks: list[tuple[float, str]] = []
    y = 0.0
    for name in names:
        ticks.append((y, name))
        axes.axhline(y + 0.5, color=NOBODY, linewidth=0.6)
        look = look_of.get(name, look_of[None])
        for line in (line for line in dated if line.lane == name):
            y += 1
            ticks.append((y, _short(line.event["label"], LONGEST_LABEL)))
            _draw_line(axes, y, line, look, (start, end))
        y += 1
    axes.set_ylim(y - 0.4, -0.8)
    axes.set_xlim(_day_number(start), _day_number(end))
    axes.set_yticks([at for at, _ in ticks], [text for _, text in ticks])
    for tick, (_, text) in zip(axes.get_yticklabels(), ticks, strict=True):
        tick.set_fontsize(8)
        if text in names:
            tick.set_fontweight("bold")
    axes.tick_params(axis="y", length=0)
    locator = mdates.AutoDateLocator(minticks=3, maxticks=7)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    formatter = mdates.ConciseDateFormatter(locator) if has_years else mdates.DateFormatter("%d %b")  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_formatter(formatter)
    axes.grid(axis="x")
    axes.spines["left"].set_visible(False)
    unit = "date, as far as the articles tell" if has_years else "day and month; the articles state no year"
    axes.set_xlabel(unit, color=INK, loc="left")


def _draw_line(axes: Axes, y: float, line: Line, look: Look, window: tuple[np.datetime64, np.datetime64]) -> None:
    marker, is_filled = STATUS_MARKS[line.event["status"]]
    style: Row = {"marker": marker, "markersize": 6, "markeredgecolor": look.colour, "zorder": 3, "linestyle": ""}
    style["markerfacecolor"] = look.colour if is_filled else "white"
    if line.edge is not None:
        _draw_edge(axes, y, line.edge, style, window)
    inside = [bar for bar in line.bars if bar.start < window[1] and bar.end > window[0]]
    for bar in line.bars:
        if bar not in inside:
            _point_outside(axes, y, bar, style, is_before=bool(bar.start < window[0]))
            continue
        middle = _day_number(bar.middle)
        if not bar.is_point:
            left, right = _day_number(bar.start), _day_number(bar.end)
            axes.barh(y, right - left, left=left, height=0.5, color=look.colour, alpha=0.3, linewidth=0)
            middle = (max(left, _day_number(window[0])) + min(right, _day_number(window[1]))) / 2
        axes.plot(middle, y, **style)
    if len(inside) > 1:
        ends = [_day_number(inside[0].middle), _day_number(inside[-1].middle)]
        axes.plot(
            [ends[0], ends[0], ends[1], ends[1]], [y - 0.25, y - 0.42, y - 0.42, y - 0.25], color=INK, linewidth=1
        )


def _draw_edge(axes: Axes, y: float, edge: Edge, style: Row, window: tuple[np.datetime64, np.datetime64]) -> None:
    """An arrow from a bound to where the event may lie, with the marker half-way along it."""
    moment, (left, right) = _day_number(edge.moment), (_day_number(window[0]), _day_number(window[1]))
    moment = min(max(moment, left), right)
    length = (right - left) * ARROW
    end = max(left, moment - length) if edge.is_upper else min(right, moment + length)
    colour = style["markeredgecolor"]
    axes.annotate(
        "", (end, y), (moment, y), arrowprops={"arrowstyle": "->", "color": colour, "linestyle": "--", "shrinkA": 0}
    )
    axes.plot([moment, moment], [y - 0.25, y + 0.25], color=colour, linewidth=1.5)
    axes.plot((moment + end) / 2, y, **style)


def _point_outside(axes: Axes, y: float, bar: Bar, style: Row, *, is_before: bool) -> None:
    """A marker at the edge of the axis, with an arrow and the date of what lies beyond."""
    year, last = str(bar.start)[:4], str(bar.end - DAY)[:4]
    text = f"{year}–{last}" if year != last else year if bar.end - bar.start > 27 * DAY else str(bar.start)[:10]
    across = axes.get_yaxis_transform()
    axes.plot(0.012 if is_before else 0.988, y, transform=across, **style)
    axes.text(
        0.03 if is_before else 0.97,
        y,
        f"← {text}" if is_before else f"{text} →",
        transform=across,
        ha="left" if is_before else "right",
        va="center",
        fontsize=8,
    )


def _list_undated(axes: Axes, listed: Sequence[Line]) -> None:
    """The events without a date, as text: bound, status, label."""
    axes.set_axis_off()
    axes.set_ylim(len(listed) + 0.5, -0.5)
    axes.set_xlim(0, 1)
    axes.set_title(f"Not dated, or only bounded (n = {len(listed)})", fontsize=9)
    for i, line in enumerate(listed):
        axes.text(0.0, i + 0.5, _bound(line.event["edtf"]), fontsize=8, va="center", color=NOBODY)
        axes.text(0.22, i + 0.5, line.event["status"], fontsize=8, va="center")
        axes.text(0.34, i + 0.5, _short(line.event["label"], LONGEST_LISTED), fontsize=8, va="center")


def _bound(edtf: str | None) -> str:
    """A date that is no place on the axis, in words.

    >>> _bound("../2025-06-07"), _bound("2025-06-07/.."), _bound(None), _bound("XXXX-06-07")
    ('by 2025-06-07', 'from 2025-06-07', 'no date', 'XXXX-06-07')
    """
    if edtf is None:
        return "no date"
    start, _, end = edtf.partition("/")
    if start == "..":
        return f"by {end[:16].replace('T', ' ')}"
    return f"from {start[:16].replace('T', ' ')}" if end == ".." else edtf


def _add_legend(figure: FigureBase, dated: Sequence[Line]) -> None:
    used = {line.event["status"] for line in dated}
    handles: list[Line2D | Patch] = [
        Line2D(
            [],
            [],
            linestyle="",
            marker=marker,
            markerfacecolor=NOBODY if is_filled else "white",
            markeredgecolor=NOBODY,
            label=status,
        )
        for status, (marker, is_filled) in STATUS_MARKS.items()
        if status in used
    ]
    if any(not bar.is_point for line in dated for bar in line.bars):
        handles.append(Patch(color=NOBODY, alpha=0.3, label="some time in the bar"))
    if any(line.edge for line in dated):
        handles.append(Line2D([], [], color=NOBODY, linestyle="--", label="not after, or not before"))
    if any(len(line.bars) > 1 for line in dated):
        handles.append(Line2D([], [], color=INK, linewidth=1, label="rival dates"))
    if handles:
        figure.legend(handles=handles, loc="outside upper left", ncols=min(4, len(handles)))


def _day_number(moment: np.datetime64) -> float:
    """Days since 1970, matplotlib's own count."""
    return float((moment - np.datetime64("1970-01-01", "s")) / DAY)


def _short(text: str, length: int) -> str:
    """A text cut at a blank, with a sign that it was."""
    if len(text) <= length:
        return text
    return text[:length].rpartition(" ")[0].rstrip(" ,;…") + " …"
