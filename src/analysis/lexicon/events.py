"""Which predicates and nouns tell of events: events.toml, read once."""

from functools import cache
from typing import NamedTuple

from analysis.lexicon.resources import listed, read_toml


class EventWords(NamedTuple):
    """What the word lists say of predicates and nouns.

    Attributes:
        no_event: Predicates of states, thoughts and sayings.
        vague: Predicates that are events only where they have a date.
        planning: Predicates that put something on a day to come.
        light: Predicates that only say that there was what their noun names.
        empty: Words that say nothing of what a phrase is about.
        locative: Prepositions behind which a place is where something happens.
        pronouns: Subjects that a reader cannot know outside their sentence.
        publishing: What is done to an article, and not in its story, where a line begins with it.
        acts_of_speech: Predicates of saying that do something: "demand", "announce".
        links: Words that may lead a clause in.
        after_head: Words behind which a noun phrase has ended with its head.
        nouns: {noun: the predicate it goes with}.
        same: {predicate: a near-synonym beyond the families}.
    """

    no_event: frozenset[str]
    vague: frozenset[str]
    planning: frozenset[str]
    light: frozenset[str]
    empty: frozenset[str]
    locative: tuple[str, ...]
    pronouns: frozenset[str]
    publishing: frozenset[str]
    acts_of_speech: frozenset[str]
    links: tuple[str, ...]
    after_head: tuple[str, ...]
    nouns: dict[str, str]
    same: dict[str, str]


@cache
def event_words() -> EventWords:
    """Return the words of events.toml."""
    found = read_toml("events.toml")
    return EventWords(
        no_event=frozenset(listed(found["no_event"])),
        vague=frozenset(listed(found["vague"])),
        planning=frozenset(listed(found["planning"])),
        light=frozenset(listed(found["light"])),
        empty=frozenset(listed(found["empty"])),
        locative=tuple(listed(found["locative"])),
        pronouns=frozenset(listed(found["pronouns"])),
        publishing=frozenset(listed(found["publishing"])),
        acts_of_speech=frozenset(listed(found["acts_of_speech"])),
        links=tuple(listed(found["links"])),
        after_head=tuple(listed(found["after_head"])),
        nouns=found["nouns"],
        same=found["same"],
    )
