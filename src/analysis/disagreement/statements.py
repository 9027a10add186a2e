"""What a corpus is read into for comparison: sentences, clauses and their participants."""

from typing import NamedTuple

from analysis.disagreement.keys import Key
from analysis.schema import Row

CERTAIN = frozenset(("certain", "probable"))


class Argument(NamedTuple):
    """A participant: its role, preposition, head word, all keys, side and id (None where no actor), its count."""

    role: str
    preposition: str | None
    head: str
    keys: frozenset[Key]
    side: str | None
    entity: str | None
    low: float | None
    high: float | None
    unit: str | None
    start: int
    head_start: int
    head_end: int
    end: int


class Clause(NamedTuple):
    """A clause as a statement.

    Attributes:
        id: Its predication's id; `governor` is that of the clause it hangs in, by `attachment` and `joining` word.
        story: The story of its article.
        place: Offset of its predicate; `start` and `end` are those of its words.
        party: Who says it: the source, the outlet in its own words, None where nobody is known; `side` is theirs.
        voice: attributed, outlet or unattributed.
        claim: The row of the claim around it, None where there is none.
        act: The concept of its predicate, whose lemma is `predicate`.
        keys: What it is about, predicate included.
        is_alleged: Whether it only tells that something is alleged.
    """

    id: str
    article: str
    story: str
    sentence: str
    place: int
    start: int
    end: int
    party: str | None
    side: str | None
    voice: str
    claim: Row | None
    predicate: str
    act: str
    family: str | None
    is_negative: bool
    mood: str
    factuality: str
    tense: str
    attachment: str
    joining: str | None
    governor: str | None
    holder: int | None
    arguments: tuple[Argument, ...]
    keys: frozenset[Key]
    times: tuple[str, ...]
    is_alleged: bool

    @property
    def is_asserted(self) -> bool:
        """Whether it is said to be so, without a negation, a denial, a question or a condition."""
        return self.mood == "asserted" and not self.is_negative and self.factuality != "unknown"

    @property
    def is_sure(self) -> bool:
        """Whether its source puts it flatly or as probable."""
        return self.factuality in CERTAIN

    def of_role(self, *roles: str) -> list[Argument]:
        return [a for a in self.arguments if a.role in roles]


class Sentence(NamedTuple):
    """A sentence with what it is about; `number` counts the sentences of its article from 0."""

    id: str
    article: str
    story: str
    paragraph: int
    number: int
    start: int
    end: int
    keys: frozenset[Key]
    times: tuple[str, ...]
