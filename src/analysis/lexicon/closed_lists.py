"""Closed lists of words that rules ask for: closed_lists.toml, read once."""

from functools import cache
from typing import NamedTuple

from analysis.lexicon.resources import listed, read_toml


class WordLists(NamedTuple):
    """The lists by name; closed_lists.toml says beside each what it is for."""

    negative: frozenset[str]
    future_helpers: frozenset[str]
    private: frozenset[str]
    failing: frozenset[str]
    all_but: frozenset[str]
    planning: frozenset[str]
    same_time: frozenset[str]
    taking_back: frozenset[str]
    raising_negation: frozenset[str]
    accepting: frozenset[str]
    neutral_saying: frozenset[str]
    reportable_passive: frozenset[str]
    object_control: frozenset[str]
    support: frozenset[str]
    indefinite: frozenset[str]
    anaphors: frozenset[str]
    untrue: frozenset[str]
    traces: frozenset[str]
    hollow: frozenset[str]
    appointments: frozenset[str]
    arranging: frozenset[str]
    of_existence: frozenset[str]
    weak: frozenset[str]
    measures: frozenset[str]
    stop: frozenset[str]
    titles: frozenset[str]
    no_report: frozenset[str]
    spoken_things: frozenset[str]
    circumstances: frozenset[str]


@cache
def word_lists() -> WordLists:
    """Return the lists of closed_lists.toml."""
    return WordLists(
        **{name: frozenset(listed(words)) for name, words in read_toml("closed_lists.toml")["lists"].items()}
    )


@cache
def pronoun_words() -> dict[str, str]:
    """Return {pronoun: who it may mean}: m, f, n, p (several), r (relative) or 1 (the speaker)."""
    return {word: kind for kind, words in read_toml("closed_lists.toml")["pronouns"].items() for word in listed(words)}
