"""Who is quoted, by which outlet, and in which form: their own words or a paraphrase."""

from typing import Final

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.corpus import Frames
from analysis.figures.style import INK, new_figure, styled

FORMS: Final = {"direct": "#0072b2", "mixed": "#7fb8d8", "indirect": "#d9d9d3"}
FORM_HATCHES: Final = {"direct": "", "mixed": "///", "indirect": ""}
UNNAMED: Final = "nobody named"
NO_OUTLET: Final = "outlet not stated"
MOST_SOURCES: Final = 14
MOST_OUTLETS: Final = 6
LONGEST_LABEL: Final = 34


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
            "source": by_side.fillna(frames.claims["source_name"]).fillna(UNNAMED),
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
    counts["source"] = _with_others(counts, "source", MOST_SOURCES)
    counts["outlet"] = _with_others(counts, "outlet", MOST_OUTLETS)
    sources = _by_size(counts, "source")[::-1]
    outlets = _by_size(counts, "outlet")
    figure = new_figure(8, 1.6 + 0.3 * max(1, len(sources)) * max(1, (len(outlets) + 2) // 3))
    if not len(counts):
        axes = figure.subplots()
        axes.text(0.5, 0.5, "no claims were found", ha="center", va="center")
        axes.set_axis_off()
        return figure
    columns = min(3, len(outlets))
    grid = figure.subplots(-(-len(outlets) // columns), columns, sharex=True, sharey=True, squeeze=False)
    for axes in grid.flat[len(outlets) :]:
        axes.set_axis_off()
    for axes, outlet in zip(grid.flat, outlets, strict=False):
        of_outlet = counts.loc[counts["outlet"] == outlet]
        table = of_outlet.pivot_table(index="source", columns="quotation", values="n_claims", aggfunc="sum")
        table = table.reindex(index=sources, columns=list(FORMS)).fillna(0)
        left = pd.Series(0.0, index=sources)
        for form, colour in FORMS.items():
            style = {"color": colour, "hatch": FORM_HATCHES[form], "edgecolor": "white", "linewidth": 0.6}
            axes.barh(range(len(sources)), table[form], left=left, label=form, **style)
            left += table[form]
        axes.set_title(f"{_short(outlet)} (n = {int(left.sum())})")
        axes.set_yticks(range(len(sources)), [_short(source) for source in sources])
        axes.tick_params(axis="y", length=0)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.grid(axis="x")
        axes.set_xlabel("claims", color=INK)
        axes.xaxis.set_tick_params(labelbottom=True)
    handles, labels = grid.flat[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper left", ncols=3, title="form of quotation", alignment="left")
    return figure


def _by_size(counts: pd.DataFrame, column: str) -> list[str]:
    """The values by number of claims, largest first, those of equal size by name; no name and "others" last."""
    sizes = counts.groupby(column)["n_claims"].sum()
    return sorted(sizes.index, key=lambda name: (name.startswith("others ("), name == UNNAMED, -int(sizes[name]), name))


def _with_others(counts: pd.DataFrame, column: str, most: int) -> pd.Series:
    names = _by_size(counts, column)
    kept = set(names[: most if len(names) <= most else most - 1])
    return counts[column].where(counts[column].isin(kept), f"others ({len(names) - len(kept)})")


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1].rstrip() + "…"
