"""Lines of the timeline → marks on the axes: points, bars, bounds, brackets, and the list beneath."""

from collections.abc import Sequence
from textwrap import shorten
from typing import Final

import matplotlib.dates as mdates
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import FigureBase
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.figures.style import INK, NOBODY, Look, key, looks
from analysis.figures.timeline.lines import ONE_DAY, UNNAMED_LANES, Bar, Edge, EventLine, Window, window_of
from analysis.schema import Row

# Status → marker and whether it is filled: the difference survives print without colour.
STATUS_MARKS: Final = {
    "undisputed": ("o", True),
    "claimed": ("o", False),
    "disputed": ("D", True),
    "denied": ("X", True),
    "planned": (">", False),
}
LONGEST_EVENT_LABEL: Final = 60
LONGEST_LISTED: Final = 68
# From so many lines on the time stands above them, too.
TALL: Final = 40
# The arrow of a bound, as a share of the axis.
ARROW: Final = 0.12


def draw_dated(axes: Axes, dated: Sequence[EventLine], names: Sequence[str], *, has_years: bool) -> None:
    """Draw the lines lane by lane, each lane under its name."""
    if not dated:
        axes.text(0.5, 0.5, "no event has a date", ha="center", va="center", transform=axes.transAxes)
        axes.set_axis_off()
        return
    window = window_of(dated)
    look_of = looks(n for n in names if n not in UNNAMED_LANES)
    ticks: dict[float, str] = {}
    y = 0.0
    for name in names:
        ticks[y] = name
        axes.axhline(y + 0.5, color=NOBODY, linewidth=0.6)
        for line in (line for line in dated if line.lane == name):
            y += 1
            ticks[y] = shorten(line.event["label"], LONGEST_EVENT_LABEL, placeholder=" …")
            _draw_line(axes, y, line, look_of.get(name, look_of[None]), window)
        y += 1
    axes.set_ylim(y - 0.4, -0.8)
    axes.set_xlim(_day_number(window.start), _day_number(window.end))
    axes.set_yticks(list(ticks), list(ticks.values()), fontsize=8)
    for tick in axes.get_yticklabels():
        if tick.get_text() in names:
            tick.set_fontweight("bold")
    axes.tick_params(axis="y", length=0)
    locator = mdates.AutoDateLocator(minticks=3, maxticks=7)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    formatter = mdates.ConciseDateFormatter(locator) if has_years else mdates.DateFormatter("%d %b")  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_formatter(formatter)
    axes.tick_params(axis="x", top=y > TALL, labeltop=y > TALL)
    axes.grid(axis="x")
    axes.spines["left"].set_visible(False)
    unit = "date, as far as the articles tell" if has_years else "day and month; the articles state no year"
    axes.set_xlabel(unit, color=INK, loc="left")


def _draw_line(axes: Axes, y: float, line: EventLine, look: Look, window: Window) -> None:
    marker, is_filled = STATUS_MARKS[line.event["status"]]
    style: Row = {"marker": marker, "markersize": 6, "markeredgecolor": look.colour, "zorder": 3, "linestyle": ""}
    style["markerfacecolor"] = look.colour if is_filled else "white"
    if line.edge is not None:
        _draw_edge(axes, y, line.edge, style, window)
    marks = [
        _draw_bar(axes, y, bar, style, window) if window.holds(bar) else _point_outside(axes, y, bar, style, window)
        for bar in line.bars
    ]
    if len(marks) > 1:
        left, right = min(marks), max(marks)
        axes.plot([left, left, right, right], [y - 0.25, y - 0.42, y - 0.42, y - 0.25], color=INK, linewidth=1)


def _draw_bar(axes: Axes, y: float, bar: Bar, style: Row, window: Window) -> float:
    """A point for a day, a bar with a point for what is longer; where the point stands."""
    left = _day_number(max(bar.start, window.first))
    right = _day_number(min(bar.end, window.last))
    if not bar.is_point:
        axes.barh(y, right - left, left=left, height=0.5, color=style["markeredgecolor"], alpha=0.3, linewidth=0)
    axes.plot((left + right) / 2, y, **style)
    return (left + right) / 2


def _draw_edge(axes: Axes, y: float, edge: Edge, style: Row, window: Window) -> None:
    """An arrow from a bound to where the event may lie, with the marker half-way along it."""
    moment, (left, right) = _day_number(edge.moment), (_day_number(window.first), _day_number(window.last))
    moment = min(max(moment, left), right)
    length = (right - left) * ARROW
    end = max(left, moment - length) if edge.is_upper else min(right, moment + length)
    colour = style["markeredgecolor"]
    axes.annotate(
        "", (end, y), (moment, y), arrowprops={"arrowstyle": "->", "color": colour, "linestyle": "--", "shrinkA": 0}
    )
    axes.plot([moment, moment], [y - 0.25, y + 0.25], color=colour, linewidth=1.5)
    axes.plot((moment + end) / 2, y, **style)


def _point_outside(axes: Axes, y: float, bar: Bar, style: Row, window: Window) -> float:
    """A marker in the gutter, with an arrow and the date of what lies beyond the axis; where the marker stands."""
    year, last = str(bar.start)[:4], str(bar.end - ONE_DAY)[:4]
    text = f"{year}–{last}" if year != last else year if bar.end - bar.start > 27 * ONE_DAY else str(bar.start)[:10]
    is_before = bar.end <= window.first
    start, end = _day_number(window.start), _day_number(window.end)
    at = start + (end - start) * 0.012 if is_before else end - (end - start) * 0.012
    axes.plot(at, y, **style)
    axes.annotate(
        f"← {text}" if is_before else f"{text} →",
        (at, y),
        xytext=(6 if is_before else -6, 0),
        textcoords="offset points",
        ha="left" if is_before else "right",
        va="center",
        fontsize=8,
    )
    return at


def list_undated(axes: Axes, listed: Sequence[EventLine]) -> None:
    """The events without a date, as text: bound, status, label."""
    axes.set_axis_off()
    axes.set_ylim(len(listed) + 0.5, -0.5)
    axes.set_xlim(0, 1)
    axes.set_title(f"Not dated, or only bounded (n = {len(listed)})", fontsize=9)
    for i, line in enumerate(listed):
        axes.text(0.0, i + 0.5, _bound(line.event["edtf"]), fontsize=8, va="center", color=NOBODY)
        axes.text(0.22, i + 0.5, line.event["status"], fontsize=8, va="center")
        axes.text(
            0.34, i + 0.5, shorten(line.event["label"], LONGEST_LISTED, placeholder=" …"), fontsize=8, va="center"
        )


def _bound(edtf: str | None) -> str:
    """A date that is no place on the axis, in words.

    >>> _bound("../2025-06-07"), _bound("2025-06-07/.."), _bound(None), _bound("XXXX-06-07")
    ('by 2025-06-07', 'from 2025-06-07', 'no date', '06-07, no year')
    """
    if edtf is None:
        return "no date"
    if "XXXX-" in edtf:
        return f"{_bound(edtf.replace('XXXX-', ''))}, no year"
    start, _, end = edtf.partition("/")
    if start == "..":
        return f"by {end[:16].replace('T', ' ')}"
    return f"from {start[:16].replace('T', ' ')}" if end == ".." else edtf


def add_legend(figure: FigureBase, dated: Sequence[EventLine]) -> None:
    used = {line.event["status"] for line in dated}
    handles: list[Line2D | Patch] = [
        key(status, marker, markerfacecolor=NOBODY if is_filled else "white", markeredgecolor=NOBODY)
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
        figure.legend(handles=handles, loc="outside lower left", ncols=min(4, len(handles)))


def _day_number(moment: np.datetime64) -> float:
    """Days since 1970, matplotlib's own count."""
    return float((moment - np.datetime64("1970-01-01", "s")) / ONE_DAY)
