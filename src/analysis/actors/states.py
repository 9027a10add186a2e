"""What a word says about states: names, capitals, seats of government, demonyms and a few state organs.

Sources: `countryinfo` (256 countries and territories: names, spellings, capitals, demonyms, ISO codes). states.csv
beside this module fills its gaps from general reference knowledge: Kosovo, press spellings, nouns of nationality, seats
of government, organs whose names don't say whose they are.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from analysis.names import fold

ENDINGS = ("ovian", "avian", "nian", "ian", "ean", "ese", "ish", "ite", "an", "er", "ic", "n", "i")
# A word that means two things is the first of these: "Singapore" is the state before its capital.
ORDER = ("name", "demonym", "seat", "capital", "organ")


class State(NamedTuple):
    """What a word means: `code` is an ISO 3166 alpha-3 code, `kind` one of ORDER."""

    code: str
    kind: str


class Gazetteer(NamedTuple):
    """Folded words → states; the canonical name of each code; the number of words of the longest entry."""

    words: dict[str, State]
    names: dict[str, str]
    longest: int


@cache
def gazetteer() -> Gazetteer:
    """Return the words of all states, read once."""
    import countryinfo

    text = Path(__file__).with_name("states.csv").read_text(encoding="utf-8")
    own = [(row["code"], row["kind"], row["text"]) for row in csv.DictReader(text.splitlines())]
    territories = {code for code, kind, _ in own if kind == "territory"}
    found: list[tuple[str, str, str]] = [row for row in own if row[1] != "territory"]
    names: dict[str, str] = {}
    for code, kind, word in found:
        if kind == "name":
            names.setdefault(code, word)
    for country in countryinfo.all_countries():
        info = country.info()
        code = info.get("ISO", {}).get("alpha3")
        if not code:
            continue
        name = str(info["name"]).removeprefix("The ")
        names.setdefault(code, name)
        spellings = [name, *(s for s in info.get("altSpellings", ()) if len(s) > 3)]
        found += [(code, "name", s) for s in spellings if "," not in s]
        if code not in territories:
            found.append((code, "capital", str(info.get("capital") or "")))
            demonyms = str(info.get("demonym") or "").replace("/", ",").split(",")
            found += [(code, "demonym", d) for d in demonyms]
    # "Korean", "Congolese" alone say nothing; the gazetteer's own rows come first and stay.
    words: dict[str, State] = {}
    for code, kind, word in sorted(found, key=lambda row: ORDER.index(row[1])):
        if fold(word):
            words.setdefault(fold(word), State(code, kind))
    return Gazetteer(words, names, max(len(word.split()) for word in words))


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
