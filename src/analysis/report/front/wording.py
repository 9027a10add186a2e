"""Numbers, lists and headings as an editor would write them."""

from collections.abc import Sequence
from typing import Final

FEW: Final = "no one two three four five six seven eight nine ten eleven twelve".split()
# How a heading begins that asks; another ("Whether it rained") is a question without a mark.
ASKING: Final = ("How ", "What ", "Who ", "When ", "Where ", "Which ", "On which ", "Did ", "Was ", "Were ")


def number(n: int, noun: str, plural: str = "") -> str:
    """Return a number with what it counts.

    >>> number(1, "article"), number(2, "story", "stories"), number(1200, "claim"), number(0, "matter")
    ('one article', 'two stories', '1,200 claims', 'no matters')
    """
    counted = noun if n == 1 else plural or f"{noun}s"
    return f"{FEW[n] if n < len(FEW) else f'{n:,}'} {counted}"


def listed(names: Sequence[str], most: int = 4) -> str:
    """Return names as a list in a sentence.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"]), listed(["a", "b", "c"], 1), listed([])
    ('a', 'a and b', 'a, b and c', 'a and two others', 'nobody')
    """
    if not names:
        return "nobody"
    shown = list(names[:most])
    n_more = len(names) - len(shown)
    if n_more:
        shown.append(number(n_more, "other"))
    *first, last = shown
    return f"{', '.join(first)} and {last}" if first else last


def capital(words: str) -> str:
    """Return words that begin a sentence."""
    return words[:1].upper() + words[1:]


def figure(n: int) -> str:
    """Return a number as it stands in a sentence.

    >>> figure(3), figure(1200)
    ('three', '1,200')
    """
    return FEW[n] if 0 < n < len(FEW) else f"{n:,}"


def question(heading: str) -> str:
    """Return a matter's heading as a question.

    >>> question("How many guests"), question("Whether “it rained”"), question("Who left?")
    ('How many guests?', 'Whether “it rained”', 'Who left?')
    """
    return f"{heading}?" if heading.startswith(ASKING) and not heading.endswith("?") else heading
