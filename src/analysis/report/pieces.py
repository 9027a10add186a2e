"""Pieces of a page: sentences, tables and figures as escaped HTML that Jupyter displays."""

import base64
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# The mark by which the page knows HTML of this module from any other that a notebook displays.
OURS = "analysis"
NONE = "–"
# JupyterLab sets every cell of a table right; the page, whose policy allows no such attribute, takes this out again.
SET_LEFT = Markup(' style="text-align:left"')
# Where the words of a piece begin a new line, or a new cell, in a terminal.
LINE_END = re.compile(r"</(?:p|li|tr|h4|caption|figcaption|summary)>")
CELL_END = re.compile(r"</t[dh]>")
CSS_PIXELS_PER_INCH = 96
LONG_TEXT = 50


class Piece:
    """Escaped HTML that Jupyter shows; a terminal shows its words, those that are marked in brackets.

    Args:
        html: Escaped HTML; build it with `markupsafe`, never by joining strings.
        png: The picture alone, for programs that read the notebook.
        metadata: Of the picture: its alternative text and caption.
    """

    def __init__(self, html: Markup, *, png: bytes | None = None, metadata: Mapping[str, Any] | None = None) -> None:
        self.html = html
        self._png = png
        self._metadata = dict(metadata or {})

    def __html__(self) -> Markup:
        return self.html

    def __repr__(self) -> str:
        html = self.html.replace("<mark>", "[").replace("</mark>", "]")
        lines = LINE_END.split(CELL_END.sub(" | ", html))
        return "\n".join(words for line in lines if (words := Markup(line).striptags().strip(" |")))  # noqa: S704

    def _repr_html_(self) -> str:
        return str(self.html)

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data: dict[str, Any] = {"text/html": str(self.html), "text/plain": repr(self)}
        about: dict[str, Any] = {"text/html": {OURS: True}}
        if self._png is not None:
            data["image/png"] = base64.b64encode(self._png).decode()
            about["image/png"] = self._metadata
        return data, about


def say(text: str) -> Piece:
    """Return one sentence of reading as a paragraph; put its numbers in by code, never by hand."""
    return Piece(Markup('<p class="reading">{}</p>').format(text))


def show_table(table: pd.DataFrame, *, caption: str, index: bool = False) -> Piece:
    """Return a frame as a table with a caption, scopes on its headings and every cell escaped.

    Args:
        table: Any frame. Numbers are set right, a missing value is a dash, a list is joined by commas; the result of
            `excerpt` becomes a link. Underscores in headings become blanks.
        caption: What the rows are, with their unit; shown above the table.
        index: Show the index as headings of the rows.

    Returns:
        The table; where the frame has no rows, its headings and a line that says so.
    """
    rows = table.reset_index() if index else table
    headings = [_heading(column) for column in rows.columns]
    kinds = [_kind(rows.iloc[:, i]) for i in range(rows.shape[1])]
    # By position, for names may repeat; one column at a time, for a row would mix the columns' types.
    cells = list(zip(*(_values(rows.iloc[:, i]) for i in range(rows.shape[1])), strict=True))
    head = Markup("").join(map(Markup('<th scope="col"{}>{}</th>').format, kinds, headings))
    tags = ['th scope="row"'] * (table.index.nlevels if index else 0) + ["td"] * len(kinds)
    body = Markup("\n").join(
        Markup("<tr>{}</tr>").format(Markup("").join(map(_cell, tags, kinds, row))) for row in cells
    )
    if not cells:
        body = Markup('<tr><td colspan="{}">no rows</td></tr>').format(max(1, len(headings)))
    form = Markup(
        '<div class="table" role="region" tabindex="0" aria-label="{}"><table><caption{}>{}</caption>'
        "<thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table></div>"
    )
    return Piece(form.format(caption, SET_LEFT, caption, head, body))


def show_figure(figure: "Figure", *, alt: str, caption: str) -> Piece:
    """Return a figure with its caption and the words that stand for it.

    Args:
        figure: What a function of `analysis.figures` returned.
        alt: What a reader who can't see the figure needs: its kind, its axes, what it shows. Numbers by code.
        caption: What is counted, its unit and n.
    """
    from analysis.figures.style import png

    content = png(figure)
    width = round(figure.get_figwidth() * CSS_PIXELS_PER_INCH)
    height = round(figure.get_figheight() * CSS_PIXELS_PER_INCH)
    html = Markup(
        '<figure class="picture"><div class="scroll"><img src="data:image/png;base64,{}" alt="{}" width="{}" '
        'height="{}"></div><figcaption>{}</figcaption></figure>'
    ).format(base64.b64encode(content).decode(), alt, width, height, caption)
    about = {"alt": alt, "caption": caption, "width": width, "height": height}
    return Piece(html, png=content, metadata=about)


def isolated(text: Any) -> Markup:
    """Return text escaped and shut off, so that direction marks in it don't turn the words around it."""
    return Markup("<bdi>{}</bdi>").format(text)


def _values(column: pd.Series) -> list[Any]:
    if pd.api.types.is_float_dtype(column) and (column.dropna() % 1 == 0).all():
        column = column.astype("Int64")
    values: list[Any] = column.astype("object").where(column.notna(), None).tolist()
    return values


def _heading(column: Any) -> str:
    parts = column if isinstance(column, tuple) else (column,)
    return " · ".join(str(part).replace("_", " ") for part in parts if str(part))


def _kind(column: pd.Series) -> Markup:
    """The attributes of a column's cells: numbers stand right, columns of sentences need room on a phone."""
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return Markup(' class="number"')
    is_long = any(len(_plain(value)) > LONG_TEXT for value in _values(column))
    return Markup(' class="long"') + SET_LEFT if is_long else SET_LEFT


def _cell(tag: str, kind: Markup, value: Any) -> Markup:
    inner = value if isinstance(value, Piece) else isolated(_plain(value))
    return Markup("<{}{}>{}</{}>").format(Markup(tag), kind, inner, tag[:2])  # noqa: S704  one of two tags


def _plain(value: Any) -> str:
    if value is None or value is pd.NA or (isinstance(value, str) and not value.strip()):
        return NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return NONE if value != value else f"{value:,.2f}"  # noqa: PLR0124  NaN is the one number unlike itself
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_plain(part) for part in value) or NONE
    return str(value)
