"""What a test reports: the positions of two sides, how they relate, and the question between them."""

from typing import NamedTuple

from analysis.disagreement.statements import Clause

Span = tuple[int, int]


class Position(NamedTuple):
    """What one party says: its words, its claim (None for narration), who it is (None where nobody is known)."""

    article: str
    spans: tuple[Span, ...]
    claim_id: str | None
    party: str | None


class Finding(NamedTuple):
    """Positions of two sides that a rule relates.

    Attributes:
        rule: The rule's name, a value of `schema.RULES`; `because` are the words that fired it.
        a: The side that affirms, where one does; `stance_a` and `stance_b` say what each side does.
        question: What is in question, neutrally; "" where nothing is.
        topic: What two findings share that belong to one matter.
    """

    relation: str
    kind: str
    rule: str
    a: tuple[Position, ...]
    b: tuple[Position, ...]
    because: tuple[str, ...]
    story: str
    question: str = ""
    stance_a: str = "account"
    stance_b: str = "account"
    topic: str = ""


def position_of(c: Clause) -> Position:
    """The position that a clause is: its claim's words in its sentence, or its own words."""
    if c.claim is None:
        return Position(c.article, ((c.start, c.end),), None, c.party)
    spans = tuple((start, end) for start, end in c.claim["content_spans"] if start <= c.place < end)
    return Position(c.article, spans or ((c.start, c.end),), c.claim["claim_id"], c.party)
