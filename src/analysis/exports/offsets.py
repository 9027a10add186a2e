"""An article's text as another tool holds it, and where an offset of ours lies in it."""

import re
from bisect import bisect_left
from dataclasses import dataclass

WINDOWS_LINE_END = re.compile("\r\n")
# One character to Python, two units to Java, JavaScript and the JVM's tools.
BEYOND_THE_BASIC_PLANE = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class HeldText:
    """A text as a tool holds it.

    Attributes:
        text: What is written into the tool's file.
        dropped: Offsets in our text after which one character is dropped, ascending.
        doubled: Offsets in our text of characters that the tool counts twice, ascending.
    """

    text: str
    dropped: tuple[int, ...] = ()
    doubled: tuple[int, ...] = ()

    def at(self, offset: int) -> int:
        """Return where an offset of our text lies in the tool's."""
        return offset - bisect_left(self.dropped, offset) + bisect_left(self.doubled, offset)


def with_plain_line_ends(text: str) -> HeldText:
    r"""Return a text for tools that count code points and read every line end as one `\n`.

    >>> held = with_plain_line_ends("One.\r\nTwo.")
    >>> held.text[held.at(6) : held.at(9)]
    'Two'
    """
    dropped = tuple(found.start() + 1 for found in WINDOWS_LINE_END.finditer(text))
    return HeldText(WINDOWS_LINE_END.sub("\n", text).replace("\r", "\n"), dropped)


def in_utf16(text: str) -> HeldText:
    """Return a text for tools that count UTF-16 units and keep line ends.

    >>> in_utf16("𝒜nna 𝒪rlan").at(7)
    9
    """
    return HeldText(text, (), _doubled(text))


def in_utf16_with_plain_line_ends(text: str) -> HeldText:
    r"""Return a text for tools that count UTF-16 units and read every line end as one `\n`.

    >>> in_utf16_with_plain_line_ends("𝒜\r\nb").at(3)
    3
    """
    plain = with_plain_line_ends(text)
    return HeldText(plain.text, plain.dropped, _doubled(text))


def _doubled(text: str) -> tuple[int, ...]:
    return tuple(found.start() for found in BEYOND_THE_BASIC_PLANE.finditer(text))
