"""Words that count, and words that bound a count: numbers.toml, read once."""

from functools import cache
from typing import NamedTuple

from analysis.lexicon.resources import read_toml


class NumberWords(NamedTuple):
    """What words say of a count.

    Attributes:
        values: {"twelve": 12.0}.
        scales: What multiplies the number before it: {"million": 1e6, "bn": 1e9}.
        vague: {"dozens": (lowest, highest)}; None is an open bound.
        at_least: Words before a number that make it a lower bound.
        at_most: Words before a number that make it an upper bound.
        about: Words before a number that leave it open to both sides.
        short_of: Of these, those that leave it open below only.
        many: Words for more than one of what follows: "several hundred".
    """

    values: dict[str, float]
    scales: dict[str, float]
    vague: dict[str, tuple[float, float | None]]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    about: tuple[str, ...]
    short_of: tuple[str, ...]
    many: tuple[str, ...]


@cache
def number_words() -> NumberWords:
    """Return the words of numbers.toml."""
    found = read_toml("numbers.toml")
    bounds = {name: tuple(words) for name, words in found["bounds"].items()}
    return NumberWords(
        values={word: float(value) for word, value in found["words"].items()},
        scales={word: float(value) for word, value in found["scales"].items()},
        vague={word: _open_ended(ends) for word, ends in found["vague"].items()},
        **bounds,
    )


def _open_ended(ends: list[int]) -> tuple[float, float | None]:
    return float(ends[0]), float(ends[1]) if len(ends) > 1 else None
