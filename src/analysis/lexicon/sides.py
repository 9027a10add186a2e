"""Words that say on whose side somebody stands: offices, services, what breaks a tie, parties."""

from functools import cache
from typing import NamedTuple

from analysis.lexicon.resources import listed, read_rows, read_toml
from analysis.names import fold


class SideWords(NamedTuple):
    """Closed sets of folded words by "section.name" of sides.toml, and the parties' words.

    Attributes:
        sets: The sets.
        parties: Folded names and nouns of members → name of the party.
        adjectives: Folded adjectives → name of the party.
        letters: The letter behind a name, as in "(R-Ohio)" → name of the party.
        longest: The number of tokens of the longest word of a party.
    """

    sets: dict[str, frozenset[str]]
    parties: dict[str, str]
    adjectives: dict[str, str]
    letters: dict[str, str]
    longest: int


@cache
def side_words() -> SideWords:
    """Return the words, read once from sides.toml and parties.csv."""
    sets = {
        f"{section}.{name}": frozenset(listed(words))
        for section, part in read_toml("sides.toml").items()
        for name, words in part.items()
    }
    rows = read_rows("parties.csv")
    parties = {fold(word): row["name"] for row in rows for word in [row["name"], *row["words"].split("; ")] if word}
    return SideWords(
        sets,
        parties,
        adjectives={fold(word): row["name"] for row in rows for word in row["adjectives"].split("; ") if word},
        letters={row["letter"]: row["name"] for row in rows if row["letter"]},
        longest=max(len(word.split()) for word in parties),
    )
