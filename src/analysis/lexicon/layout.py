"""Words that belong to a page rather than to its story: layout.toml, read once."""

from functools import cache
from typing import NamedTuple

from analysis.lexicon.resources import listed, read_toml


class LayoutWords(NamedTuple):
    """The lists by name; layout.toml says beside each what it is for."""

    block_tags: frozenset[str]
    inline_tags: frozenset[str]
    no_speakers: frozenset[str]
    agencies: frozenset[str]


@cache
def layout_words() -> LayoutWords:
    """Return the lists of layout.toml."""
    return LayoutWords(**{name: frozenset(listed(words)) for name, words in read_toml("layout.toml").items()})
