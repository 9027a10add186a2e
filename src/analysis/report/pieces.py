"""Pieces of a page: sentences and figures as escaped HTML that Jupyter displays."""

import base64
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# The mark by which the page knows HTML of this module from any other that a notebook displays.
OURS = "analysis"
# JupyterLab sets every cell of a table right; the page, whose policy allows no such attribute, takes this out again.
SET_LEFT = Markup(' style="text-align:left"')
# Where the words of a piece begin a new line, or a new cell, in a terminal.
LINE_END = re.compile(r"</(?:p|li|tr|h4|caption|figcaption|summary)>")
CELL_END = re.compile(r"</t[dh]>")
CSS_PIXELS_PER_INCH = 96


class Piece:
    """Escaped HTML that Jupyter shows; a terminal shows its words, those that are marked in brackets.

    Args:
        html: Escaped HTML; build it with `markupsafe`, never by joining strings.
        picture: The picture alone, as SVG, for programs that read the notebook.
        metadata: Of the picture: its alternative text and caption.
    """

    def __init__(self, html: Markup, *, picture: str | None = None, metadata: Mapping[str, Any] | None = None) -> None:
        self.html = html
        self._picture = picture
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
        if self._picture is not None:
            data["image/svg+xml"] = self._picture
            about["image/svg+xml"] = self._metadata
        return data, about


def say(text: str) -> Piece:
    """Return one sentence of reading as a paragraph; put its numbers in by code, never by hand."""
    return Piece(Markup('<p class="reading">{}</p>').format(text))


def show_figure(figure: "Figure", *, alt: str, caption: str) -> Piece:
    """Return a figure with its caption and the words that stand for it.

    Args:
        figure: What a function of `analysis.figures` returned.
        alt: What a reader who can't see the figure needs: its kind, its axes, what it shows. Numbers by code.
        caption: What is counted, its unit and n.

    Returns:
        The figure; where there was nothing to draw, one line that says so.
    """
    from analysis.figures.style import svg

    if nothing := figure.get_label():
        return Piece(Markup('<p class="nothing">{}: <b>{}</b>.</p>').format(caption, nothing))
    content = svg(figure)
    width = round(figure.get_figwidth() * CSS_PIXELS_PER_INCH)
    height = round(figure.get_figheight() * CSS_PIXELS_PER_INCH)
    # As an image an SVG runs nothing and loads nothing, whatever words of a corpus are in it.
    html = Markup(
        '<figure class="picture"><div class="scroll" role="region" tabindex="0" aria-label="{}">'
        '<img src="data:image/svg+xml;base64,{}" alt="{}" width="{}" height="{}"></div>'
        "<figcaption>{}</figcaption></figure>"
    ).format(caption, base64.b64encode(content).decode(), alt, width, height, caption)
    about = {"alt": alt, "caption": caption, "width": width, "height": height}
    return Piece(html, picture=content.decode(), metadata=about)


def isolated(text: Any) -> Markup:
    """Return text escaped and shut off, so that direction marks in it don't turn the words around it."""
    return Markup("<bdi>{}</bdi>").format(text)
