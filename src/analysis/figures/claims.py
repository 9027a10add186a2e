"""Who is quoted, by which outlet, and in which form: their own words or a paraphrase."""

from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.figures.style import INK, NO_OUTLET, empty_figure, new_figure, short, styled
from analysis.frames import Frames

FORMS: Final = {"direct": ("#0072b2", ""), "mixed": ("#7fb8d8", "///"), "indirect": ("#d9d9d3", "")}
NOBODY_NAMED: Final = "nobody named"
MOST_SOURCES: Final = 14
MOST_OUTLETS: Final = 6
LONGEST_SOURCE_LABEL: Final = 34


def count_claims(frames: Frames) -> pd.DataFrame:
    """Count claims by outlet, source and form of quotation.

    A source counts under its side where the actors frame gives it one, else under its own name; a claim with several
    sources counts once, under the first.

    Returns:
        One row for each combination that occurs: outlet, source, quotation, n_claims; sorted by the three. No rows
        where there are no claims.
    """
    sides = frames.actors.dropna(subset=["side"]).set_index("entity_id")["side"]
    outlets = frames.articles.set_index("article_id")["outlet"].fillna(NO_OUTLET)
    # An empty map gives numbers, whose missing values no text may fill.
    by_side = frames.claims["entity_id"].map(sides).astype("str")
    claims = pd.DataFrame(
        {
            "outlet": frames.claims["article_id"].map(outlets).astype("str"),
            "source": by_side.fillna(frames.claims["source_name"]).fillna(NOBODY_NAMED),
            "quotation": frames.claims["quotation"],
        }
    )
    return claims.groupby(["outlet", "source", "quotation"]).size().rename("n_claims").reset_index()


@styled
def claims_by_outlet(frames: Frames) -> Figure:
    """Draw, for each outlet, how many claims of each source it gives, stacked by form of quotation.

    The most quoted sources come first; those after the fourteenth, and outlets after the sixth, are drawn together
    as "others" with their number.

    Returns:
        One panel an outlet, all with the same axis; an empty panel that says so where there are no claims.
    """
    counts = count_claims(frames)
    if counts.empty:
        return empty_figure("no claims were found")
    counts["source"] = _with_others(counts, "source", MOST_SOURCES)
    counts["outlet"] = _with_others(counts, "outlet", MOST_OUTLETS)
    sources = _by_size(counts, "source")[::-1]
    outlets = _by_size(counts, "outlet")
    n_columns, n_rows = min(3, len(outlets)), -(-len(outlets) // 3)
    figure = new_figure(8, 1.6 + 0.3 * len(sources) * n_rows)
    grid = figure.subplots(n_rows, n_columns, sharex=True, sharey=True, squeeze=False)
    for axes in grid.flat[len(outlets) :]:
        axes.set_axis_off()
    for axes, outlet in zip(grid.flat, outlets, strict=False):
        of_outlet = counts.loc[counts["outlet"] == outlet]
        table = of_outlet.pivot_table(index="source", columns="quotation", values="n_claims", aggfunc="sum")
        _draw_bars(axes, table.reindex(index=sources, columns=list(FORMS)).fillna(0))
        axes.set_title(f"{short(outlet, LONGEST_SOURCE_LABEL)} (n = {of_outlet['n_claims'].sum()})")
    handles, labels = grid.flat[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper left", ncols=3, title="form of quotation", alignment="left")
    return figure


def _draw_bars(axes: Axes, table: pd.DataFrame) -> None:
    left = pd.Series(0.0, index=table.index)
    for form, (colour, hatch) in FORMS.items():
        style: dict[str, Any] = {"color": colour, "hatch": hatch, "edgecolor": "white", "linewidth": 0.6}
        axes.barh(range(len(table)), table[form], left=left, label=form, **style)
        left += table[form]
    axes.set_yticks(range(len(table)), [short(source, LONGEST_SOURCE_LABEL) for source in table.index])
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(axis="x")
    axes.set_xlabel("claims", color=INK)
    axes.xaxis.set_tick_params(labelbottom=True)


def _by_size(counts: pd.DataFrame, column: str) -> list[str]:
    """The values by number of claims, largest first, those of equal size by name; no name and "others" last."""
    sizes = counts.groupby(column)["n_claims"].sum()
    return sorted(
        sizes.index, key=lambda name: (name.startswith("others ("), name == NOBODY_NAMED, -int(sizes[name]), name)
    )


def _with_others(counts: pd.DataFrame, column: str, most: int) -> pd.Series:
    names = _by_size(counts, column)
    kept = set(names[: most if len(names) <= most else most - 1])
    return counts[column].where(counts[column].isin(kept), f"others ({len(names) - len(kept)})")
