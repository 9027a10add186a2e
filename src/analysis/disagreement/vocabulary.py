"""Words as keys that compare: stems, British and American spellings as one, and concepts of several words."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import snowballstemmer

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:]*\d|\d")
# British → American, applied to whole words: organise, programme, manoeuvre, travelled, colour, centre, defence.
SPELLINGS = (
    (re.compile(r"(?<=[a-z]{2})is(?=(?:e[sdr]?|ing|ation|ations)$)"), "iz"),
    (re.compile(r"ysed?$"), "yze"),
    (re.compile(r"(?<=[a-z]{2})our(?=s?$|ed$|ing$|able$|ite)"), "or"),
    (re.compile(r"(?<=[a-z]{2}[bt])re(?=s?$)"), "er"),
    (re.compile(r"amme(?=s?$|d$)"), "am"),
    (re.compile(r"o?euv(?:re|er)"), "euver"),
    (re.compile(r"(?<=[aeiou]l)l(?=(?:ed|ing|er|ers)$)"), ""),
    (re.compile(r"(?<=en)ce(?=s?$)"), "se"),
    (re.compile(r"^gaol|^kerb|^tyre|^plough|^grey|^sceptic|^aluminium|^aeroplane"), lambda m: ONE_SPELLING[m[0]]),
)
ONE_SPELLING = {
    "gaol": "jail",
    "kerb": "curb",
    "tyre": "tire",
    "plough": "plow",
    "grey": "gray",
    "sceptic": "skeptic",
    "aluminium": "aluminum",
    "aeroplane": "airplane",
}


class Key(NamedTuple):
    """What words stand for: an actor (by side), a word (by stem or concept) or a number (by its digits)."""

    kind: str
    value: str


@cache
def words() -> dict[str, frozenset[str]]:
    """Return the word lists of words.toml."""
    text = (files(__package__) / "words.toml").read_text(encoding="utf-8")
    return {name: frozenset(value.split()) for name, value in tomllib.loads(text).items()}


_stemmer = snowballstemmer.stemmer("english")


@cache
def stem(word: str) -> str:
    """Return the stem of a word in American spelling, so that "sirens" and "siren" compare equal.

    >>> stem("organised") == stem("organize"), stem("programmes") == stem("program"), stem("rise") == stem("rize")
    (True, True, True)
    """
    folded = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    for pattern, american in SPELLINGS:
        folded = pattern.sub(american, folded)
    return str(_stemmer.stemWord(folded))


@cache
def concepts() -> dict[str, str]:
    """Return {stem: concept}, for words by which reports name one thing."""
    text = (files(__package__) / "concepts.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {stem(word): f"~{line[0]}" for line in lines for word in line}


@cache
def concept(word: str) -> str:
    """Return the concept of a word, its stem where it has none: "died" and "killed" compare equal."""
    return concepts().get(stem(word), stem(word))


@cache
def is_telling(word: str) -> bool:
    """Whether a word, in lower case, says what a statement is about."""
    plain = word.replace("’", "'").removesuffix("'s")
    return len(plain) > 1 and plain not in words()["stop"]


def concepts_in(text: str) -> frozenset[str]:
    """Return the concepts of the words and numbers of a text that say what it is about."""
    return frozenset(concept(w) for w in map(str.lower, WORD.findall(text)) if is_telling(w))


def is_light(predicate: str) -> bool:
    """Whether a verb says too little for two clauses with it to tell of one thing: "be", "have", "say"."""
    return predicate.partition(" ")[0] in words()["light"]
