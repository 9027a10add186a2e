"""Pieces of HTML, as programs put them into a text field → text in paragraphs. Scripts and styles are no text."""

import re
import tomllib
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

CELLS = frozenset(("td", "th"))
MARKUP = re.compile(
    r"</(?:p|div|span|a|b|i|em|strong|h[1-6]|li|ul|ol|blockquote|figure|q|br|section|article)\s*>"
    r"|<(?:br|p|hr)\s*/?>|<p\s[^<>]*>"
    r"|&(?:nbsp|amp|quot|apos|[lr][sd]quo|[mn]dash|hellip|[lg]t|#\d{2,6}|#x[0-9a-f]{2,6});",
    re.IGNORECASE,
)
# Where no tag parts lines, the line ends do.
BLOCK_TAG = re.compile(r"<(?:p|br|div|li|h[1-6]|td|blockquote)\b", re.IGNORECASE)
BLANKS = re.compile(r"[ \t\r\n\f]+")


def has_markup(text: str) -> bool:
    """Whether a text is HTML: it holds a tag of text, or a character written as HTML writes it.

    >>> has_markup("<p>He left.</p>"), has_markup("He said 3 < 4 & left"), has_markup("It&#8217;s closed")
    (True, False, True)
    """
    return MARKUP.search(text) is not None


@cache
def _elements(kind: str) -> frozenset[str]:
    """The elements of HTML that are blocks, or whose content nobody sees."""
    return frozenset(tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))[kind])


def text_of_fragment(html: str) -> str:
    r"""Return what a reader sees of a piece of HTML: paragraphs parted by an empty line, quotations in their marks.

    >>> text_of_fragment("<p>She said <q>no</q>.</p><p>He&nbsp;left.</p><script>x()</script>")
    'She said “no”.\n\nHe left.'
    """
    parser = Fragment()
    parser.feed(html if BLOCK_TAG.search(html) else html.replace("\n", "<br>"))
    parser.close()
    return parser.text()


class Fragment(HTMLParser):
    """Collects the paragraphs of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._paragraphs: list[str] = [""]
        self._unseen = 0
        self._is_after_break = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _elements("unseen"):
            self._unseen += 1
        elif tag in _elements("blocks"):
            # A head that is never closed ends here.
            self._unseen = 0 if tag == "body" else self._unseen
            self._end_paragraph()
        elif tag == "br":
            self._break()
        elif tag in CELLS:
            self._paragraphs[-1] += " "
        elif tag == "q":
            self._paragraphs[-1] += "“"

    def handle_endtag(self, tag: str) -> None:
        if tag in _elements("unseen"):
            self._unseen = max(0, self._unseen - 1)
        elif tag in _elements("blocks"):
            self._end_paragraph()
        elif tag == "q":
            self._paragraphs[-1] += "”"

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            if data.strip():
                self._is_after_break = False
            self._paragraphs[-1] += _plain_blanks(data)

    def _break(self) -> None:
        """A line break ends a line, two end a paragraph."""
        if self._is_after_break:
            self._end_paragraph()
        else:
            self._paragraphs[-1] += "\n"
        self._is_after_break = True

    def _end_paragraph(self) -> None:
        self._is_after_break = False
        if self._paragraphs[-1]:
            self._paragraphs.append("")

    def text(self) -> str:
        """Return the paragraphs, parted by an empty line."""
        lines = ("\n".join(BLANKS.sub(" ", line).strip() for line in p.split("\n")) for p in self._paragraphs)
        return "\n\n".join(paragraph.strip() for paragraph in lines if paragraph.strip())


def _plain_blanks(data: str) -> str:
    """Line ends of the source are blanks, and so is one that may not break; a blank line parts paragraphs."""
    parts = re.split(r"\n[ \t\r]*\n\s*", data)
    return "\n\n".join(BLANKS.sub(" ", part.replace("\u00a0", " ")) for part in parts)
