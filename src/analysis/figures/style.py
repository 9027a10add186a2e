"""The house style of all figures: fonts, colours that colour-blind readers can tell apart, and fixed file bytes.

A figure function is decorated with `styled`, makes its canvas with `new_figure` and returns it.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from io import BytesIO
from typing import Any, Final, NamedTuple, ParamSpec, TypeVar

from matplotlib import style as sheets
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

P = ParamSpec("P")
R = TypeVar("R")

INK: Final = "#222222"
PALE: Final = "#c9c9c4"
NOBODY: Final = "#8a8a85"
# How an article without an outlet is called.
NO_OUTLET: Final = "outlet not stated"
PNG_DOTS_PER_INCH: Final = 192
CREAM: Final = "#f4f1ea"
# Okabe and Ito's colours without their yellow (too pale for a line on white) and black (the ink); the last two
# are Tol's. Markers repeat the distinction for print without colour.
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#882255", "#999933")
MARKERS: Final = ("o", "s", "^", "D", "v", "P", "X", "h")
HOUSE: Final = {
    "axes.axisbelow": True,
    "axes.edgecolor": NOBODY,
    "axes.labelcolor": INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    # The first is matplotlib's own, by whose widths labels are placed; the next is as wide where it is not installed.
    "font.sans-serif": ["DejaVu Sans", "Verdana", "sans-serif"],
    "grid.color": "#e6e6e2",
    "grid.linewidth": 0.8,
    "legend.fontsize": 9,
    "legend.frameon": False,
    "path.simplify": False,
    # Text stays text: a tenth of the size, and a browser has letters for every script.
    "svg.fonttype": "none",
    "svg.hashsalt": "analysis",
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": INK,
    "xtick.labelsize": 9,
    "ytick.color": INK,
    "ytick.labelsize": 9,
}


class Look(NamedTuple):
    """How one side or outlet looks in every figure of a report."""

    colour: str
    marker: str


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


def empty_figure(words: str) -> Figure:
    """Return a figure that says why there is nothing to draw; its label says the same, so that a page can shrink it."""
    figure = new_figure(8, 1.6)
    figure.set_label(words)
    axes = figure.subplots()
    axes.text(0.5, 0.5, words, ha="center", va="center")
    axes.set_axis_off()
    return figure


def key(label: str, marker: str, **style: Any) -> Line2D:
    """Return the entry of a legend for a marker."""
    return Line2D([], [], linestyle="", marker=marker, label=label, **style)


def short(name: str, longest: int) -> str:
    """Return a name, cut where it has more than so many characters."""
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"


def looks(names: Iterable[str | None]) -> dict[str | None, Look]:
    """Give each name a colour and a marker; the same set of names gets the same ones in any order.

    Args:
        names: Sides or outlets; None stands for nobody named and is always grey. After the eighth name colours repeat
            with another marker.
    """
    found: dict[str | None, Look] = {None: Look(NOBODY, "o")}
    n = len(COLOURS)
    for i, name in enumerate(sorted({name for name in names if name is not None})):
        found[name] = Look(COLOURS[i % n], MARKERS[(i + i // n) % n])
    return found


@styled
def svg(figure: Figure) -> bytes:
    """Return the figure as SVG, white behind it; the same figure gives the same bytes.

    Words of a corpus stand in it as escaped text. Show it as an image (`<img>`), where no browser runs anything.
    """
    file = BytesIO()
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue()


@styled
def png(figure: Figure) -> bytes:
    """Return the figure as PNG, two dots a CSS pixel; the same figure gives the same bytes."""
    file = BytesIO()
    figure.savefig(file, format="png", dpi=PNG_DOTS_PER_INCH, metadata={"Software": None})
    return file.getvalue()
