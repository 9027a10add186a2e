"""Numbers, lists and headings as an editor would write them."""

from collections.abc import Sequence
from typing import Final

FEW: Final = "no one two three four five six seven eight nine ten eleven twelve".split()
# How a matter's heading begins → the question it asks; `{}` is the rest of it.
QUESTIONS: Final = {
    "Whether ": "Is it so that {}?",
    "In question: ": "Does it hold: {}?",
    "The charge: ": "Is the charge right: {}?",
    "The charge of ": "Is the charge of {} right?",
    "The date: ": "On which day: {}?",
}


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


def question(heading: str) -> str:
    """Return a matter's heading as a question.

    >>> question("How many guests"), question("Whether “it rained”"), question("Who left?")
    ('How many guests?', 'Is it so that “it rained”?', 'Who left?')
    """
    if heading.endswith("?"):
        return heading
    for opening, form in QUESTIONS.items():
        if heading.startswith(opening):
            return form.format(heading.removeprefix(opening))
    return f"{heading}?"
