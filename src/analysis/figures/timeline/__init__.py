"""What is said to have happened when: one line an event, grouped in lanes, uncertain dates as bars."""

from typing import Final, Literal

import pandas as pd
from matplotlib.figure import Figure, FigureBase

from analysis.errors import ParameterError
from analysis.figures.style import empty_figure, new_figure, styled
from analysis.figures.timeline.lines import UNNAMED_LANES, EventLine, bars_of, days_of_telling, edge_of, lane_of
from analysis.figures.timeline.marks import add_legend, draw_dated, list_undated
from analysis.frames import Frames
from analysis.schema import records
from analysis.timeline import weightiest_events

__all__ = ["event_timeline"]

LINE_HEIGHT: Final = 0.25
# As many events as a reader takes in.
MOST_EVENTS: Final = 25


@styled
def event_timeline(
    events: pd.DataFrame, frames: Frames, *, lanes: Literal["side", "outlet"] = "side", most: int = MOST_EVENTS
) -> Figure:
    """Draw events along a time axis, one line an event, so that labels never collide.

    A day is a point, a longer or less certain date a bar, and a bound that the articles' words give an arrow. Rival
    dates stand on one line, joined by a bracket; none is preferred. Where a few events lie far from the rest, the axis
    shows the rest, and an arrow with the date points to the few. Events of which no more is known than that they lie
    before an article's own day are listed beneath where few are drawn. Where no article states a year, the axis has
    days and months alone.

    Args:
        events: The events frame.
        frames: The frames it was built from: sides of actors, outlets of articles.
        lanes: What events are grouped by: the side that takes part or tells of it, or the outlet that tells of it.
            An event of two sides or outlets stands under "several".
        most: Events drawn at most, those of the greatest `weight`; the title then says how many of how many.

    Returns:
        The figure; an empty one that says so where there are no events.

    Raises:
        ParameterError: `lanes` is neither "side" nor "outlet".
    """
    if lanes not in ("side", "outlet"):
        raise ParameterError(f'lanes is {lanes!r}; use "side" or "outlet"')
    if events.empty:
        return empty_figure("no events were found")
    rows = records(weightiest_events(events, most))
    has_years = any(bars_of(event) for event in rows)
    told = days_of_telling(frames)
    lines = [
        EventLine(e, lane_of(e, frames, lanes), bars_of(e, has_years=has_years), edge_of(e, told, has_years=has_years))
        for e in rows
    ]
    dated = [line for line in lines if line.bars or line.edge]
    listed = [line for line in lines if line not in dated][: max(0, most - len(dated))]
    names = sorted({line.lane for line in dated}, key=lambda lane: (lane in UNNAMED_LANES, lane))
    heights = [max(1, len(dated) + len(names)) * LINE_HEIGHT + 0.9, (len(listed) + 1) * LINE_HEIGHT * 0.8]
    figure = new_figure(8, sum(heights) + 0.6 if listed else heights[0] + 0.6)
    upper: FigureBase = figure
    if listed:
        upper, lower = figure.subfigures(2, 1, squeeze=False, height_ratios=heights).flat
        list_undated(lower.subplots(), listed)
    axes = upper.subplots()
    if len(rows) < len(events):
        words = f"{len(rows)} of {len(events):,} events: the heaviest, by articles and headlines that tell them"
        upper.suptitle(words, x=0.01, ha="left", fontsize=10, weight="bold")
    draw_dated(axes, dated, names, has_years=has_years)
    add_legend(upper, dated)
    return figure
