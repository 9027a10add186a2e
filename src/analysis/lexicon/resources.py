"""The data files of the lexicon as they lie beside its modules: tables, and TOML files with lists of words.

A word list is one string of words with blanks between; "_" stands for a blank inside a word ("point_out").
"""

import csv
import tomllib
from importlib.resources import files
from typing import Any


def listed(words: str) -> list[str]:
    """Return the words of a list in its order.

    >>> listed("claim point_out")
    ['claim', 'point out']
    """
    return [word.replace("_", " ") for word in words.split()]


def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file of this package by column; lines that begin with "#" are comments."""
    lines = (files(__package__) / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def read_toml(name: str) -> dict[str, Any]:
    """Return the content of a TOML file of this package."""
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))


def read_lines(name: str) -> list[list[str]]:
    """Return the words of each line of a text file of this package; lines that begin with "#" are comments."""
    lines = (files(__package__) / name).read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]
