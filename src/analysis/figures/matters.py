"""Which party takes which position in which contested matter."""

from textwrap import shorten

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.figures.style import COLOURS, NOBODY, PALE, new_figure, styled

MOST_MATTERS = 16
MOST_PARTIES = 14
LONGEST_LABEL = 58
LONGEST_NAME = 24
MARKS = {"a": (COLOURS[0], "o", "one position"), "b": (COLOURS[1], "s", "the opposed one")}


@styled
def positions_by_party(positions: pd.DataFrame) -> Figure:
    """Draw matters as rows and parties as columns, a mark where a party takes a position, its size by spans.

    Args:
        positions: As `disagreement.list_positions` returns.

    Returns:
        The grid, the matters and parties with most spans first, at most MOST_MATTERS and MOST_PARTIES; a small dot is
        silence in these articles. An empty panel that says so where nothing is contested.
    """
    if positions.empty:
        figure = new_figure(8, 1.6)
        axes = figure.subplots()
        axes.text(0.5, 0.5, "no contested matter was found", ha="center", va="center")
        axes.set_axis_off()
        return figure
    matters = _largest(positions, "matter_id", MOST_MATTERS)
    parties = _largest(positions, "party", MOST_PARTIES)
    headings = positions.drop_duplicates("matter_id").set_index("matter_id")["heading"]
    figure = new_figure(8, 2.2 + 0.42 * len(matters))
    axes = figure.subplots()
    counts = positions.groupby(["matter_id", "party", "position"]).size()
    for y, matter in enumerate(matters):
        for x, party in enumerate(parties):
            of_party = [(side, int(counts.get((matter, party, side), 0))) for side in MARKS]
            taken = [(side, n) for side, n in of_party if n]
            if not taken:
                axes.plot(x, y, marker=".", color=PALE, markersize=3)
            for i, (side, n) in enumerate(taken):
                colour, marker, _ = MARKS[side]
                shift = 0.18 * (i - (len(taken) - 1) / 2)
                axes.plot(x + shift, y, marker=marker, color=colour, markersize=min(15, 8 + 1.5 * n))
                axes.annotate(str(n), (x + shift, y), color="white", fontsize=7, ha="center", va="center")
    labels = [shorten(headings[m], LONGEST_LABEL, placeholder=" …") for m in matters]
    axes.set_yticks(range(len(matters)), labels)
    names = [shorten(p, LONGEST_NAME, placeholder=" …") for p in parties]
    axes.set_xticks(range(len(parties)), names, rotation=35, ha="left", rotation_mode="anchor")
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set_xlim(-0.6, len(parties) - 0.4)
    axes.set_ylim(len(matters) - 0.5, -0.6)
    axes.spines[:].set_visible(False)
    axes.grid(axis="y")
    figure.legend(handles=_legend(), loc="outside lower left", ncols=3, title="number = spans in the articles")
    return figure


def _largest(positions: pd.DataFrame, column: str, most: int) -> list[str]:
    sizes = positions.groupby(column).size().sort_index(kind="stable").sort_values(ascending=False, kind="stable")
    return [str(name) for name in sizes.index[:most]]


def _legend() -> list[Line2D]:
    marks = [
        Line2D([], [], color=colour, marker=marker, linestyle="", markersize=9, label=label)
        for colour, marker, label in MARKS.values()
    ]
    return [*marks, Line2D([], [], color=NOBODY, marker=".", linestyle="", markersize=4, label="not a word on it here")]
