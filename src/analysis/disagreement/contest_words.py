"""The words of contesting: contests.toml, read once."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def contest_words() -> dict[str, frozenset[str]]:
    """Return the word lists of contests.toml; "_" stands for the blank between a verb and its particle."""
    read = tomllib.loads((files(__package__) / "contests.toml").read_text(encoding="utf-8"))
    return {name: frozenset(word.replace("_", " ") for word in words.split()) for name, words in read.items()}
