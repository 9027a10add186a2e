"""A mention and a cluster: what the rules find and fill in while they read one article."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.actors.states import State
from analysis.lexicon import Noun


@dataclass
class Mention:
    """A candidate: its place, its form, and what the words around it say of it."""

    form: str  # name, nationality, noun or pronoun
    passage: int
    first: int
    last: int
    head: int
    kind: str | None = None
    name: str = ""  # the name without titles; the head phrase of a noun
    titles: list[str] = field(default_factory=list)
    noun: Noun | None = None
    state: State | None = None
    party: str | None = None  # the party that it names
    determiner: str = ""  # the, a, poss or nothing
    owners: list[int] = field(default_factory=list)  # tokens of the passage whose mention this one belongs to
    nationality: State | None = None
    verb: str | None = None
    is_place_use: bool = False
    is_possessor: bool = False
    is_quoted: bool = False
    is_source: bool = False  # of a claim
    speaker: "Mention | None" = None  # of the quotation around a first person
    start: int = 0
    end: int = 0
    sentence: int = 0
    gender: str | None = None
    apposed: "Mention | None" = None  # the name that a noun phrase stands beside
    cluster: "Cluster | None" = None
    resolved_by: str = "none"


class Tie(NamedTuple):
    """What an article says of whose side an actor is on.

    `kind` is "state" (an office or an organ of the state `code`), "party" (a member of the party named `code`),
    "cabinet" (a member or a ministry of the government of the state `code`, None where the article does not name it),
    "office" (an office of the actor `whom`, if another article knows it as a state),
    "service" (at the head, a member or in the service of the actor `whom`), "counsel" (pleads for `whom`) or "ended"
    (was in an office of `whom`).
    """

    kind: str
    code: str | None = None
    whom: "Cluster | None" = None


@dataclass(eq=False)
class Cluster:
    """The mentions of one actor in one article, and what the article says of it."""

    number: int
    kind: str
    name: str
    state: str | None = None  # the code of the state that it is
    nationality: str | None = None  # the code of the state that it belongs to
    gender: str | None = None
    likely_gender: str | None = None  # by the given name: decides only between two whom a pronoun can mean
    parent: "Cluster | None" = None
    party: str | None = None  # the party that it is
    ties: list[Tie] = field(default_factory=list)
    is_described: bool = False
    names: Counter[str] = field(default_factory=Counter)
    roles: set[str] = field(default_factory=set)
    issued: set[str] = field(default_factory=set)
    seen: list[int] = field(default_factory=list)  # sentences
    said: list[int] = field(default_factory=list)
    was_subject: list[int] = field(default_factory=list)
    passages: list[int] = field(default_factory=list)
    said_in: list[int] = field(default_factory=list)  # passages
    last_at: tuple[int, int] = (0, 0)  # passage and token of its last mention
    first: int = 0  # where its first full name stands

    def can_be(self, gender: str) -> bool:
        """True where no title and no given name speaks against a pronoun's gender.

        Real/dev: given names change 14 pronouns of 1,147, 12 of them to the right actor or to nobody for a wrong one.
        """
        return (self.gender or self.likely_gender) in (None, gender)

    def was_seen(self, first: int, last: int) -> bool:
        return any(first <= s <= last for s in reversed(self.seen[-8:]))
