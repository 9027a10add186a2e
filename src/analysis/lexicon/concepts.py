"""Words that compare: their stems, the concepts that reports name in several ways, and what a text is about."""

import re
from collections.abc import Iterable
from functools import cache

import Stemmer

from analysis.lexicon.closed_lists import word_lists
from analysis.lexicon.resources import read_lines
from analysis.lexicon.spelling import american

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:]*\d|\d")

_stemmer = Stemmer.Stemmer("english")


@cache
def stem(word: str) -> str:
    """Return the stem of a word in American spelling: "sirens" and "siren" compare equal, "labour" and "labor" too."""
    folded = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    return str(_stemmer.stemWord(american(folded)))


@cache
def concepts() -> dict[str, str]:
    """Return {stem: concept}, for words by which reports name one thing."""
    return {stem(word): f"~{line[0]}" for line in read_lines("concepts.txt") for word in line}


@cache
def concept(word: str) -> str:
    """Return the concept of a word, its stem where it has none: "died" and "killed" compare equal."""
    return concepts().get(stem(word), stem(word))


def stems(text: str) -> frozenset[str]:
    """Return the concepts of the words and numbers of a text that say what it is about."""
    return frozenset(concepts_in(text))


def concepts_in(text: str) -> dict[str, str]:
    """Return {concept: word} for the words and numbers of a text that say what it is about."""
    stop = word_lists().stop
    found = (w.lower().replace("’", "'").removesuffix("'s") for w in WORD.findall(text))
    return {concept(w): w for w in found if w not in stop and len(w) > 1}


def words_of(keys: Iterable[str]) -> frozenset[str]:
    """The keys that are words: no ids or names of entities, no numbers."""
    return frozenset(
        key for key in keys if key.islower() and "." not in key and " " not in key and not key[0].isdigit()
    )
