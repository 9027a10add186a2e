"""The house style of all figures: fonts, colours that colour-blind readers can tell apart, and fixed file bytes.

A figure function is decorated with `styled`, makes its canvas with `new_figure` and returns it:

    @styled
    def claims_by_outlet(claims: pd.DataFrame, …) -> Figure:
        fig = new_figure(8, 4)
        ax = fig.subplots()
        ax.set_xlabel("claims")
        return fig
"""

from collections.abc import Callable, Iterable
from functools import wraps
from io import BytesIO
from typing import Final, NamedTuple, ParamSpec, TypeVar

from matplotlib import style as sheets
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

P = ParamSpec("P")
R = TypeVar("R")

INK: Final = "#222222"
PALE: Final = "#c9c9c4"
NOBODY: Final = "#8a8a85"
PNG_DOTS_PER_INCH: Final = 192
# Okabe and Ito's colours without their yellow (too pale for a line on white) and black (the ink); the last two
# are Tol's. Markers and hatches repeat the distinction for print without colour.
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#882255", "#999933")
MARKERS: Final = ("o", "s", "^", "D", "v", "P", "X", "h")
HATCHES: Final = ("", "///", "...", "\\\\\\", "xxx", "---", "ooo", "+++")
HOUSE: Final = {
    "axes.axisbelow": True,
    "axes.edgecolor": NOBODY,
    "axes.grid": False,
    "axes.labelcolor": INK,
    "axes.labelsize": 10,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.unicode_minus": True,
    "figure.facecolor": "white",
    "font.family": ["DejaVu Sans"],
    "font.size": 10,
    "grid.color": "#e6e6e2",
    "grid.linewidth": 0.8,
    "legend.fontsize": 9,
    "legend.frameon": False,
    "path.simplify": False,
    "svg.fonttype": "path",
    "svg.hashsalt": "analysis",
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": INK,
    "xtick.labelsize": 9,
    "ytick.color": INK,
    "ytick.labelsize": 9,
}


class Look(NamedTuple):
    """How one side, outlet or source looks in every figure of a report."""

    colour: str
    marker: str
    hatch: str


def styled(draw: Callable[P, R]) -> Callable[P, R]:
    """Make a figure function draw under the house style, whatever the reader's own matplotlib settings are."""

    @wraps(draw)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        with sheets.context(["default", HOUSE]):
            return draw(*args, **kwargs)

    return inside


def new_figure(width: float, height: float) -> Figure:
    """Return an empty figure, in inches, with constrained layout; no window and no pyplot state is opened.

    On a page one inch is 96 CSS pixels: 8 is the width of the report's column, wider figures scroll on a phone.
    """
    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def looks(names: Iterable[str | None]) -> dict[str | None, Look]:
    """Give each name a colour, a marker and a hatch; the same set of names gets the same ones in any order.

    Args:
        names: Sides, outlets or sources; None stands for nobody named and is always grey. After the eighth name
            colours repeat with another marker and hatch.

    Returns:
        A look for every distinct name and for None.
    """
    found: dict[str | None, Look] = {None: Look(NOBODY, "o", "")}
    for i, name in enumerate(sorted({name for name in names if isinstance(name, str)})):
        shift = i // len(COLOURS)
        n = len(COLOURS)
        found[name] = Look(COLOURS[i % n], MARKERS[(i + shift) % n], HATCHES[(i + shift) % n])
    return found


@styled
def png(figure: Figure) -> bytes:
    """Return the figure as PNG, two dots a CSS pixel; the same figure gives the same bytes."""
    file = BytesIO()
    figure.savefig(file, format="png", dpi=PNG_DOTS_PER_INCH, metadata={"Software": None})
    return file.getvalue()


@styled
def svg(figure: Figure) -> bytes:
    """Return the figure as SVG with its letters as outlines; the same figure gives the same bytes."""
    file = BytesIO()
    figure.savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue()
