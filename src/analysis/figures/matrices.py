"""Which party takes which position in which contested matter, and which article carries what."""

from collections.abc import Mapping
from textwrap import shorten

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from analysis.figures.style import COLOURS, NOBODY, PALE, empty_figure, key, new_figure, styled
from analysis.schema import records

MOST_MATTERS = 10
MOST_ARTICLES = 13
MOST_ROWS: Mapping[str, int] = {"contested matter": 10, "common ground": 6, "voice": 10}
LONGEST_ROW_LABEL = 56
LONGEST_HEADING = 110
LONGEST_NAMES = 52
LONGEST_NAME = 28
ROW_GROUPS = {"contested matter": "Contested", "common ground": "Common ground", "voice": "Voices"}


@styled
def positions_by_party(positions: pd.DataFrame, order: list[str]) -> Figure:
    """Draw each matter as a row: who takes one position to the left, who takes the other to the right.

    Args:
        positions: As `disagreement.list_positions` returns.
        order: The matters' ids, the weightiest first.

    Returns:
        The first matters, at most MOST_MATTERS, each with a bar of spans to either side of the middle and the parties'
        names on it. An empty panel that says so where nothing is contested.
    """
    if positions.empty:
        return empty_figure("no contested matter was found")
    matters = order[:MOST_MATTERS]
    shown = positions.loc[positions["matter_id"].isin(matters)]
    n_spans = shown.groupby(["matter_id", "position"]).size()
    longest = int(n_spans.max())
    figure = new_figure(8, 1.1 + 0.58 * len(matters))
    axes = figure.subplots()
    for y, matter in enumerate(matters):
        of_matter = shown.loc[shown["matter_id"] == matter]
        axes.text(
            -1,
            y - 0.3,
            shorten(of_matter["heading"].iloc[0], LONGEST_HEADING, placeholder=" …"),
            weight="bold",
            fontsize=8.5,
            va="center",
        )
        for position, sign in (("a", -1), ("b", 1)):
            said = of_matter.loc[of_matter["position"] == position]
            n = int(n_spans.get((matter, position), 0))
            colour = COLOURS[0] if position == "a" else COLOURS[1]
            axes.barh(y + 0.08, sign * n / longest, height=0.34, color=colour, alpha=0.3, linewidth=0)
            names = f"{_names(said['party'])} ({n})" if n else "nobody in these articles"
            axes.text(sign * 0.015, y + 0.08, names, ha="right" if sign < 0 else "left", va="center", fontsize=8)
    axes.axvline(0, color=NOBODY, linewidth=0.8)
    axes.set_xlim(-1, 1)
    axes.set_ylim(len(matters) - 0.6, -0.6)
    axes.set_axis_off()
    keys = [
        Patch(color=COLOURS[0], alpha=0.3, label="affirms it, or gives one account"),
        Patch(color=COLOURS[1], alpha=0.3, label="denies it, qualifies it, or gives the other"),
    ]
    figure.legend(handles=keys, loc="outside lower left", ncols=2, title="bar and number: spans in the articles")
    return figure


def _names(parties: pd.Series) -> str:
    """The parties with most spans first, as many as a half of the figure has room for."""
    ranked = parties.value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable").index.tolist()
    for n in range(len(ranked), 0, -1):
        rest = f" and {len(ranked) - n} more" if n < len(ranked) else ""
        words = ", ".join(ranked[:n]) + rest
        if len(words) <= LONGEST_NAMES:
            return words
    return shorten(ranked[0], LONGEST_NAMES - 12, placeholder=" …") + rest


@styled
def coverage_matrix(coverage: pd.DataFrame, names: Mapping[str, str]) -> Figure:
    """Draw contested matters, common ground and voices as rows and articles as columns.

    Args:
        coverage: As `disagreement.list_coverage` returns.
        names: {article_id: what a column is called}.

    Returns:
        The matrix, at most MOST_ROWS rows of a kind and MOST_ARTICLES articles, those that carry most. A filled square
        with its number carries it, a ring touches it, a bar leaves it out; nothing stands where an article tells of
        other events. An empty panel that says so where there is nothing to show.
    """
    items = coverage.drop_duplicates(["item", "item_id"])
    items = items.loc[items.groupby("item").cumcount() < items["item"].map(MOST_ROWS)]
    if items.empty:
        return empty_figure("nothing was found to compare")
    shown = coverage.loc[coverage["item_id"].isin(items["item_id"])]
    carried = shown.groupby("article_id")["n"].sum().sort_index(kind="stable")
    articles = sorted(carried.sort_values(ascending=False, kind="stable").index[:MOST_ARTICLES])
    cells = {(row["item_id"], row["article_id"]): (row["mark"], int(row["n"])) for row in records(coverage)}
    figure = new_figure(8, 2.4 + 0.3 * (len(items) + len(ROW_GROUPS)))
    axes = figure.subplots()
    labels: list[str] = []
    for item, group in items.groupby("item", sort=False):
        labels.append(ROW_GROUPS[str(item)])
        for row in records(group):
            for x, article in enumerate(articles):
                mark, n = cells.get((row["item_id"], article), ("", 0))
                _draw(axes, x, len(labels), mark, n)
            side = f" ({row['side']})" if row["side"] else ""
            labels.append(shorten(row["label"], LONGEST_ROW_LABEL - len(side), placeholder=" …") + side)
    _label(axes, labels, [names[a] for a in articles])
    for tick, label in zip(axes.get_yticklabels(), labels, strict=True):
        tick.set_fontweight("bold" if label in ROW_GROUPS.values() else "normal")
    keys = [
        key("carries it (number: sentences, claims)", "s", color=COLOURS[0], markersize=10),
        key("like words; named, not heard", "o", color=COLOURS[0], mfc="none"),
        key("leaves it out", "_", color=NOBODY),
    ]
    figure.legend(handles=keys, loc="outside lower left", ncols=2)
    return figure


def _draw(axes: Axes, x: int, y: int, mark: str, n: int) -> None:
    if mark == "carries":
        axes.plot(x, y, marker="s", color=COLOURS[0], markersize=13)
        axes.annotate(str(n), (x, y), color="white", fontsize=7.5, ha="center", va="center")
    elif mark == "touches":
        axes.plot(x, y, marker="o", mfc="none", color=COLOURS[0], markersize=8)
    elif mark == "leaves out":
        axes.plot(x, y, marker="_", color=NOBODY, markersize=8)


def _label(axes: Axes, rows: list[str], columns: list[str]) -> None:
    axes.set_yticks(range(len(rows)), [shorten(row, LONGEST_ROW_LABEL, placeholder=" …") for row in rows])
    names = [shorten(name, LONGEST_NAME, placeholder=" …") for name in columns]
    axes.set_xticks(range(len(columns)), names, rotation=35, ha="left", rotation_mode="anchor")
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set_xlim(-0.6, max(len(columns), 3) - 0.4)
    axes.set_ylim(len(rows) - 0.5, -0.6)
    axes.spines[:].set_visible(False)
    axes.grid(axis="y", color=PALE, linewidth=0.4)
