"""What a test reports: two positions, how they relate, and the words that fired."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from analysis.dates import can_be_same
from analysis.disagreement.statements import Statement
from analysis.schema import Row

# A key that more statements share than this tells nothing of their topic, and would cost all pairs.
LARGEST_BUCKET = 60
ASSERTED = frozenset(("certain", "probable"))
NOT_ASSERTING = frozenset(("demand", "ask", "intend", "promise"))


class Position(NamedTuple):
    """What one party says: its words, its claim (None for narration), who it is, and whether it denies the words."""

    article: str
    spans: tuple[tuple[int, int], ...]
    claim_id: str | None
    party: str | None
    is_denial: bool = False


class Finding(NamedTuple):
    """Positions of two sides that a test relates; `reason` names the rule and the words that fired."""

    relation: str
    kind: str
    a: tuple[Position, ...]
    b: tuple[Position, ...]
    confidence: str
    reason: str


def position_of(s: Statement) -> tuple[Position, ...]:
    """The position that a statement is: its claim's words in its sentence, or its clause in the outlet's own words."""
    if s.claim is None:
        return (Position(s.article, ((s.row["char_start"], s.row["char_end"]),), None, s.speaker),)
    first, last = s.sentence_span
    cut = [(max(start, first), min(end, last)) for start, end in s.claim["content_spans"]]
    spans = tuple((start, end) for start, end in cut if start < end)
    return (_of_claim(s.claim, spans),) if spans else position_of_claim(s.claim)


def position_of_claim(claim: Row) -> tuple[Position, ...]:
    """The position that a whole claim is."""
    return (_of_claim(claim, tuple((start, end) for start, end in claim["content_spans"])),)


def _of_claim(claim: Row, spans: tuple[tuple[int, int], ...]) -> Position:
    return Position(claim["article_id"], spans, claim["claim_id"], claim["entity_id"], claim["speech_act"] == "deny")


def is_asserted(s: Statement) -> bool:
    """Whether its speaker commits to a statement: no demand, question, condition or bare possibility."""
    if s.row["factuality"] not in ASSERTED:
        return False
    return s.claim is None or s.claim["speech_act"] not in NOT_ASSERTING


def polarity(s: Statement) -> str:
    """The polarity of a statement with the denial around it: "denied having confirmed" is negative."""
    negative = s.row["polarity"] == "-"
    if s.claim is not None and s.claim["speech_act"] == "deny" and s.is_main:
        negative = not negative
    return "-" if negative else "+"


def are_opposed(a: Statement, b: Statement) -> bool:
    """Whether two statements come from parties that can contradict each other.

    A party and its own spokesperson, copies of one text, and an outlet that reports somebody do not.
    """
    if a.speaker is None or b.speaker is None or a.speaker == b.speaker:
        return False
    if a.side is not None and a.side == b.side:
        return False
    return not ((a.is_narration or b.is_narration) and a.origin == b.origin)


def pairs(
    statements: Iterable[Statement],
    keys: Callable[[Statement], Iterable[Hashable]],
    related: Callable[[Statement, Statement], bool] = are_opposed,
) -> Iterator[tuple[Statement, Statement]]:
    """Yield each related pair of statements that share a key, once, in order of article and offset."""
    buckets: dict[Hashable, list[Statement]] = defaultdict(list)
    for s in statements:
        for key in set(keys(s)):
            buckets[key].append(s)
    seen: set[tuple[str, str]] = set()
    for key in sorted(buckets, key=repr):
        if len(buckets[key]) > LARGEST_BUCKET:
            continue
        for a, b in combinations(buckets[key], 2):
            if (a.id, b.id) not in seen and related(a, b):
                seen.add((a.id, b.id))
                yield a, b


def are_dated_apart(a: Statement, b: Statement) -> bool:
    """Whether both are dated, and no date of one can be one of the other."""
    return bool(a.times and b.times) and not any(can_be_same(x, y) for x in a.times for y in b.times)


def are_of_two_sides(a: Statement, b: Statement) -> bool:
    """Whether both speak for a side that is known, and not for the same."""
    return a.side is not None and b.side is not None and a.side != b.side


def are_near(a: Statement, b: Statement) -> bool:
    """Whether two statements stand in one paragraph or in neighbouring ones."""
    return a.article == b.article and abs(a.paragraph - b.paragraph) <= 1


def because(rule: str, a: Statement, b: Statement, shared: Iterable[str]) -> str:
    """Return a reason: the rule and the words that fired, as the first statement has them."""
    words = b.words | a.words
    about = ", ".join(dict.fromkeys(words.get(key, key) for key in sorted(shared)[:6])) or "the same passage"
    predicates = dict.fromkeys(s.row["predicate"].removeprefix("be ") for s in (a, b) if s.row["predicate"])
    return f"{rule}: {' / '.join(f'“{p}”' for p in predicates)} about {about}" if predicates else f"{rule}: {about}"
