"""Lines of a page or a letter → paragraphs: where a line ends because the page does, it goes on in the next."""

import re
from collections.abc import Sequence
from itertools import groupby

ENDS_A_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*\Z")
PARTED_WORD = re.compile(r"[^\W\d_]-\Z")
# No page is wider, in characters.
WIDEST_PAGE = 130
FULL = 0.7
NEARLY_WHOLE = 0.9
FEWEST_LINES = 3


def paragraphs(lines: Sequence[str]) -> str:
    r"""Return the paragraphs of lines, parted by an empty line.

    Empty lines part paragraphs. Other lines are joined where they are hard-wrapped: several between two empty lines,
    none wider than a page; or, where no line is empty, most of them ending in the middle of a sentence.

    >>> paragraphs(["He left the town.", "She stayed there."])
    'He left the town.\n\nShe stayed there.'
    >>> paragraphs(["He left the town", "at noon.", "", "She stayed."])
    'He left the town at noon.\n\nShe stayed.'
    """
    stripped = [line.strip() for line in lines]
    filled = [line for line in stripped if line]
    blocks = [list(block) for is_filled, block in groupby(stripped, key=bool) if is_filled]
    is_narrow = all(len(line) <= WIDEST_PAGE for line in filled)
    if not is_narrow or len(blocks) == len(filled):
        return "\n\n".join(filled)
    if len(blocks) > 1:
        return "\n\n".join(_whole(block) for block in blocks)
    return "\n\n".join(unwrapped(filled) if _goes_on(filled) else filled)


def unwrapped(lines: Sequence[str]) -> list[str]:
    """Join lines that a page's width has broken: a paragraph ends with a sentence's end on a line that is not full.

    >>> unwrapped(["The mayor of the town said on Monday that the", "bridge was closed.", "He left."])
    ['The mayor of the town said on Monday that the bridge was closed.', 'He left.']
    """
    widest = sorted(len(line) for line in lines)[int(len(lines) * 0.9)] if lines else 0
    blocks: list[list[str]] = []
    is_open = False
    for line in lines:
        if is_open:
            blocks[-1].append(line)
        else:
            blocks.append([line])
        ends = ENDS_A_SENTENCE.search(line) is not None
        is_open = len(line) >= (NEARLY_WHOLE if ends else FULL) * widest
    return [_whole(block) for block in blocks]


def _goes_on(lines: Sequence[str]) -> bool:
    """Whether most of the lines but the last end in the middle of a sentence."""
    n_open = sum(ENDS_A_SENTENCE.search(line) is None for line in lines[:-1])
    return len(lines) >= FEWEST_LINES and 2 * n_open > len(lines) - 1


def _whole(lines: Sequence[str]) -> str:
    """Lines as one; a word that was parted is whole again where the mark says that it was parted for the line."""
    whole = lines[0]
    for line in lines[1:]:
        if whole.endswith("\u00ad"):
            whole = whole[:-1] + line
        elif PARTED_WORD.search(whole) and line[:1].islower():
            whole += line
        else:
            whole += f" {line}"
    return whole
