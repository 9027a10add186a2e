"""What a word says about states: names, demonyms, seats of government, and a few organs of state.

All words stand in states.csv beside this module, one line a state; its head names the columns and the sources.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from analysis.names import CACHED, fold, is_acronym

ENDINGS = ("ovian", "avian", "nian", "ian", "ean", "ese", "ish", "ite", "an", "er", "ic", "n", "i")
# A word that means two things is the first of these: "Singapore" is the state before its capital.
KINDS = {"names": "name", "demonyms": "demonym", "seats": "seat", "capitals": "capital", "organs": "organ"}
LETTERS = re.compile(r"\w+")
# What stands small inside a name: "Isle of Man", "Lao People's Democratic Republic", "Congo (Kinshasa)".
SMALL = frozenset(["of", "the", "and", "da", "au", "aux", "es", "d'", "'s", "’s", "&", "-", "–", "(", ")", ","])


class State(NamedTuple):
    """What a word means: `code` is an ISO 3166 alpha-3 code or a word of our own, `kind` one of the values of KINDS."""

    code: str
    kind: str


class Gazetteer(NamedTuple):
    """The words of all states.

    Attributes:
        words: Words as `keyed` writes them → what they mean.
        names: Code → canonical name.
        iso: The codes that ISO 3166-1 gives or that are in use beside it (Kosovo's).
        shared: The words that people and other places bear just as well.
        acronyms: The words that mean a state in capitals only: "CAR", "US".
        last_words: Last pieces of words of several → what these words are.
        longest: First piece of a word → the number of pieces of the longest word that begins so.
    """

    words: dict[str, State]
    names: dict[str, str]
    iso: frozenset[str]
    shared: frozenset[str]
    acronyms: frozenset[str]
    last_words: dict[str, str]
    longest: dict[str, int]

    def find(self, text: str) -> State | None:
        """Return what a text means as it is written, or None.

        >>> gazetteer().find("Côte d’Ivoire").code, gazetteer().find("U.S.").code, gazetteer().find("Us")
        ('CIV', 'USA', None)
        """
        key = keyed(text)
        if key in self.acronyms and not is_acronym(text):
            return None
        return self.words.get(key)


def state_rows() -> list[dict[str, str]]:
    """Return the rows of states.csv, one a state."""
    text = Path(__file__).with_name("states.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@cache
def gazetteer() -> Gazetteer:
    """Return the words of all states, read once."""
    rows = state_rows()
    words: dict[str, State] = {}
    acronyms: set[str] = set()
    for column, kind in KINDS.items():
        for row in rows:
            listed = _listed(row[column]) + ([row["name"]] if kind == "name" else [])
            for word in listed:
                words.setdefault(keyed(word), State(row["code"], kind))
                acronyms.update([keyed(word)] if is_acronym(word) else [])
    longest: dict[str, int] = {}
    for pieces in map(str.split, words):
        longest[pieces[0]] = max(len(pieces), longest.get(pieces[0], 0))
    return Gazetteer(
        words,
        names={row["code"]: row["name"] for row in rows},
        iso=frozenset(row["code"] for row in rows if row["iso2"] and row["status"] != "union"),
        shared=frozenset(keyed(word) for row in rows for word in _listed(row["shared"])),
        acronyms=frozenset(acronyms),
        last_words={word.split()[-1]: state.kind for word, state in words.items() if " " in word},
        longest=longest,
    )


def _listed(cell: str) -> list[str]:
    return [word for word in cell.split("; ") if word]


def iso_code(code: str | None) -> str | None:
    """Return the ISO 3166-1 alpha-3 code of a state's code; None for states that have none.

    >>> iso_code("COD"), iso_code("abkhazia"), iso_code("EU")
    ('COD', None, None)
    """
    return code if code in gazetteer().iso else None


@lru_cache(maxsize=CACHED)
def keyed(text: str) -> str:
    """Return a text as words are looked up: folded, with "and" for "&", without punctuation but commas.

    >>> keyed("Guinea-Bissau"), keyed("St. Kitts & Nevis"), keyed("N’Djamena"), keyed("Guinea, Bissau")
    ('guinea bissau', 'st kitts and nevis', 'n djamena', 'guinea , bissau')
    """
    parts = (LETTERS.findall(fold(part).replace("&", " and ")) for part in text.split(","))
    return " , ".join(map(" ".join, parts)).strip(" ")


def state_spans(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the half-open tokens of each name of a state that has several: "Trinidad and Tobago"; the longest wins."""
    i = 0
    while i < len(texts):
        end = _longest_from(texts, i) if texts[i][:1].isupper() else i
        if end > i + 1:
            yield i, end
        i = max(end, i + 1)


def _longest_from(texts: Sequence[str], first: int) -> int:
    """Return the end of the longest name of several tokens that begins at a token; `first` where there is none."""
    known = gazetteer()
    start = keyed(texts[first]).split()
    limit = known.longest.get(start[0], 0) if start else 0
    pieces: list[str] = []
    found = first
    for end in range(first, len(texts)):
        is_elided = texts[end][:2] in ("d'", "d’")  # "d'Ivoire"
        if not texts[end][:1].isupper() and texts[end] not in SMALL and not is_elided:
            break
        pieces += ["s"] if texts[end] in ("'s", "’s") else keyed(texts[end]).split()
        if len(pieces) > limit:
            break
        state = known.words.get(" ".join(pieces))
        is_new = state is not None and texts[end] not in ("(", "-", "–", ",")
        found = end + 1 if is_new else found
    return found


@lru_cache(maxsize=CACHED)
def demonym_of(adjective: str, name: str) -> bool:
    """True where an adjective looks made from a name: only vowels at the name's end give way to an ending.

    >>> demonym_of("Barrovian", "Barrow"), demonym_of("Teldani", "Teldan"), demonym_of("Velonian", "Velonia")
    (True, True, True)
    >>> demonym_of("Marian", "Marsh")
    False
    """
    adjective, name = fold(adjective), fold(name)
    for ending in ENDINGS:
        stem = adjective[: -len(ending)]
        rest = name[len(stem) :]
        is_stem = adjective.endswith(ending) and len(stem) >= 3 and name.startswith(stem) and adjective != name
        if is_stem and len(rest) <= 3 and set(rest) <= set("aeiouyw"):
            return True
    return False
