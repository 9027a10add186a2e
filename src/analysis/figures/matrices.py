"""Which party takes which position in which contested matter, and which article carries what."""

from collections.abc import Mapping
from textwrap import shorten

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.style import COLOURS, NOBODY, PALE, empty_figure, key, new_figure, styled
from analysis.schema import records

MOST_MATTERS = 16
MOST_PARTIES = 14
MOST_ARTICLES = 20
MOST_ROWS: Mapping[str, int] = {"contested matter": 12, "common ground": 8, "voice": 14}
LONGEST_ROW_LABEL = 56
LONGEST_NAME = 28
QUALIFIES = "qualifies"
SYMBOLS = {
    "a": (COLOURS[0], "o", "affirms it, or gives one account"),
    "b": (COLOURS[1], "s", "denies it, or gives the other account"),
    QUALIFIES: (COLOURS[2], "^", "says it less surely"),
}
ROW_GROUPS = {"contested matter": "Contested", "common ground": "Common ground", "voice": "Voices"}


@styled
def positions_by_party(positions: pd.DataFrame, order: list[str]) -> Figure:
    """Draw matters as rows and parties as columns, a mark where a party takes a position, its size by spans.

    Args:
        positions: As `disagreement.list_positions` returns.
        order: The matters' ids, the weightiest first.

    Returns:
        The grid of the first matters, at most MOST_MATTERS, as long as there is room for all their parties (about
        MOST_PARTIES); a small dot is silence of a party that speaks in the matter's articles. An empty panel that says
        so where nothing is contested.
    """
    if positions.empty:
        return empty_figure("no contested matter was found")
    matters, parties = _shown(positions, order)
    shown = positions.loc[positions["matter_id"].isin(matters)]
    marks = shown["position"].where(shown["stance"] != QUALIFIES, QUALIFIES)
    counts = shown.groupby(["matter_id", "party", marks]).size()
    articles_of = shown.groupby("party")["article_id"].agg(set)
    figure = new_figure(_width(len(parties)), 2.4 + 0.38 * len(matters))
    axes = figure.subplots()
    for y, matter in enumerate(matters):
        carrying = set(shown.loc[shown["matter_id"] == matter, "article_id"])
        for x, party in enumerate(parties):
            taken = [(mark, n) for mark in SYMBOLS if (n := int(counts.get((matter, party, mark), 0)))]
            if not taken and articles_of[party] & carrying:
                axes.plot(x, y, marker=".", color=NOBODY, markersize=3)
            for i, (mark, n) in enumerate(taken):
                colour, marker, _ = SYMBOLS[mark]
                shift = 0.3 * (i - (len(taken) - 1) / 2)
                axes.plot(x + shift, y, marker=marker, color=colour, markersize=min(15, 9 + 1.5 * n))
                axes.annotate(str(n), (x + shift, y), color="white", fontsize=7, ha="center", va="center")
    headings = shown.drop_duplicates("matter_id").set_index("matter_id")["heading"]
    _label(axes, [headings[m] for m in matters], parties)
    keys = [key(label, marker, color=colour, markersize=9) for colour, marker, label in SYMBOLS.values()]
    keys.append(key("speaks in these articles, not on this", ".", color=NOBODY, markersize=4))
    figure.legend(handles=keys, loc="outside lower left", ncols=2, title="number = spans in the articles")
    return figure


def _shown(positions: pd.DataFrame, order: list[str]) -> tuple[list[str], list[str]]:
    """The weightiest matters, as many as have all their parties on the figure, and these parties as they come in."""
    matters: list[str] = []
    parties: list[str] = []
    for matter in order[:MOST_MATTERS]:
        of_matter = positions.loc[positions["matter_id"] == matter].sort_values(["position", "party"], kind="stable")
        new = [party for party in of_matter["party"].drop_duplicates() if party not in parties]
        if matters and len(parties) + len(new) > MOST_PARTIES:
            break
        matters.append(matter)
        parties += new
    return matters, parties


def _width(n_columns: int) -> float:
    return min(10.0, max(8.0, 4.4 + 0.4 * n_columns))


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
    carried = coverage.groupby("article_id")["n"].sum().sort_index(kind="stable")
    articles = sorted(carried.sort_values(ascending=False, kind="stable").index[:MOST_ARTICLES])
    cells = {(row["item_id"], row["article_id"]): (row["mark"], int(row["n"])) for row in records(coverage)}
    figure = new_figure(_width(len(articles)), 2.4 + 0.3 * (len(items) + len(ROW_GROUPS)))
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
