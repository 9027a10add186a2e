"""Who is quoted, in which form, and by which outlet."""

from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.figures.style import COLOURS, INK, NO_OUTLET, empty_figure, new_figure, short, styled
from analysis.frames import Frames

FORMS: Final = {"direct": "#0072b2", "mixed": "#7fb8d8", "indirect": "#d9d9d3"}
NOBODY_NAMED: Final = "nobody named"
OTHERS: Final = "others ("
MOST_SOURCES: Final = 14
MOST_OUTLETS: Final = 9
LONGEST_SOURCE: Final = 32
LONGEST_OUTLET: Final = 22


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
    """Draw how many claims of each source there are, by form of quotation, and how many of them each outlet gives.

    The most quoted sources and outlets come first; those after the fourteenth source and the ninth outlet stand
    together as "others", with their number and without a bar.

    Returns:
        Bars on the left, a matrix of sources by outlets on the right; an empty panel that says so where there are no
        claims.
    """
    counts = count_claims(frames)
    if counts.empty:
        return empty_figure("no claims were found")
    counts["source"] = _with_others(counts, "source", MOST_SOURCES)
    counts["outlet"] = _with_others(counts, "outlet", MOST_OUTLETS)
    sources, outlets = _by_size(counts, "source"), _by_size(counts, "outlet")
    figure = new_figure(8, 1.7 + 0.26 * len(sources))
    bars, cells = figure.subplots(1, 2, sharey=True, width_ratios=[5, max(1.5, 0.55 * len(outlets))])
    by_form = counts.pivot_table(index="source", columns="quotation", values="n_claims", aggfunc="sum")
    _draw_bars(bars, by_form.reindex(index=sources, columns=list(FORMS)).fillna(0))
    by_outlet = counts.pivot_table(index="source", columns="outlet", values="n_claims", aggfunc="sum")
    _draw_cells(cells, by_outlet.reindex(index=sources, columns=outlets).fillna(0))
    handles, labels = bars.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower left", ncols=3)
    return figure


def _draw_bars(axes: Axes, table: pd.DataFrame) -> None:
    # All others together would press the bars of those with a name against the edge: they have their number alone.
    drawn = table.mul(~table.index.str.startswith(OTHERS), axis="index")
    left = pd.Series(0.0, index=table.index)
    for form, colour in FORMS.items():
        axes.barh(range(len(table)), drawn[form], left=left, label=form, color=colour, edgecolor="white", linewidth=0.6)
        left += drawn[form]
    for y, (end, n) in enumerate(zip(left, table.sum(axis=1), strict=True)):
        axes.annotate(f"{n:,.0f}", (end, y), xytext=(4, 0), textcoords="offset points", va="center", fontsize=8)
    axes.set_xlim(0, 1.14 * max(1, left.max()))
    axes.set_yticks(range(len(table)), [short(source, LONGEST_SOURCE) for source in table.index])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(table) - 0.4, -0.6)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.grid(axis="x")
    axes.set_xlabel("claims, by form of quotation", color=INK, loc="left")


def _draw_cells(axes: Axes, table: pd.DataFrame) -> None:
    """A square a source and outlet, its size by the number in it."""
    most = table.to_numpy().max()
    for x, outlet in enumerate(table.columns):
        for y, n in enumerate(table[outlet]):
            if n:
                axes.plot(x, y, "s", color=COLOURS[0], alpha=0.15 + 0.35 * n / most, markersize=13, linestyle="")
                axes.text(x, y, f"{n:.0f}", ha="center", va="center", fontsize=7.5)
    axes.set_xlim(-0.6, len(table.columns) - 0.4)
    names = [short(str(outlet), LONGEST_OUTLET) for outlet in table.columns]
    axes.set_xticks(range(len(names)), names, rotation=40, ha="left", rotation_mode="anchor")
    axes.xaxis.tick_top()
    axes.tick_params(length=0, labelleft=False)
    axes.spines[:].set_visible(False)
    axes.set_xlabel("claims in each outlet", color=INK, loc="left")


def _by_size(counts: pd.DataFrame, column: str) -> list[str]:
    """The values by number of claims, largest first, those of equal size by name; no name and "others" last."""
    sizes = counts.groupby(column)["n_claims"].sum()
    return sorted(
        sizes.index, key=lambda name: (name.startswith(OTHERS), name == NOBODY_NAMED, -int(sizes[name]), name)
    )


def _with_others(counts: pd.DataFrame, column: str, most: int) -> pd.Series:
    names = _by_size(counts, column)
    kept = set(names[: most if len(names) <= most else most - 1])
    return counts[column].where(counts[column].isin(kept), f"{OTHERS}{len(names) - len(kept)})")
