"""The words of contesting: contests.toml, read once."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def contest_words() -> dict[str, frozenset[str]]:
    """Return the word lists of contests.toml; "_" stands for the blank between a verb and its particle."""
    read = tomllib.loads((files(__package__) / "contests.toml").read_text(encoding="utf-8"))
    return {name: frozenset(word.replace("_", " ") for word in words.split()) for name, words in read.items()}


@cache
def any_of(name: str) -> re.Pattern[str]:
    """Return a pattern that finds any word of a list, in capital letters or small ones."""
    longest_first = sorted(contest_words()[name], key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
