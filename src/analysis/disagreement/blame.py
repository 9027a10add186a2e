"""Each side says that the other one did wrong: the accusations of two sides against each other as one contest."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from analysis.disagreement.findings import Finding, Position, is_asserted, position_of, position_of_claim
from analysis.disagreement.statements import Statement
from analysis.schema import Row

# What it is to have done wrong: to break a deal, to attack, to stay away. Not to do one's duty is the same.
WRONGS = {"breach": "breach", "attack": "attack", "stay_away": "stay_away", "kill": "attack", "destroy": "attack"}
OMISSIONS = {"fulfil": "breach", "come": "stay_away"}


class Accusation(NamedTuple):
    """What one side says that the other has done, and where."""

    by: str
    against: str
    wrong: str
    position: Position


def find_blame_reversals(statements: list[Statement], claims: list[Row], sides: dict[str, str]) -> Iterator[Finding]:
    """Yield one finding for each pair of sides that accuse each other of the same kind of wrong.

    Its positions hold every such accusation, in order of article and offset.

    Args:
        statements: The statements of the corpus.
        claims: Its claims with their side.
        sides: {entity id: side}.
    """
    by_contest: dict[tuple[str, frozenset[str]], list[Accusation]] = defaultdict(list)
    for accusation in _accusations(statements, claims, sides):
        by_contest[accusation.wrong, frozenset((accusation.by, accusation.against))].append(accusation)
    for (wrong, pair), accusations in sorted(by_contest.items(), key=lambda item: (item[0][0], sorted(item[0][1]))):
        first, second = sorted(pair)
        of_first = tuple(dict.fromkeys(a.position for a in accusations if a.by == first))
        of_second = tuple(dict.fromkeys(a.position for a in accusations if a.by == second))
        if of_first and of_second:
            reason = f"each side accuses the other: {wrong.replace('_', ' ')}"
            yield Finding("contradiction", "blame_reversal", of_first, of_second, "medium", reason)


def _accusations(statements: list[Statement], claims: list[Row], sides: dict[str, str]) -> Iterator[Accusation]:
    blamed = {
        claim["claim_id"]: sides.get(target["entity_id"], target["entity_id"])
        for claim in claims
        for target in claim["targets"]
        if target["role"] == "blames" and target["entity_id"] is not None
    }
    by_id = {claim["claim_id"]: claim for claim in claims}
    for s in statements:
        wrong = wrong_of(s)
        if wrong is None or s.side is None or s.claim is None or not is_asserted(s):
            continue
        against = blamed.get(s.row["claim_id"]) or _agent_side(s, sides)
        if against is not None and against != s.side:
            claim = by_id[s.row["claim_id"]]
            position = position_of_claim(claim) if s.is_main else position_of(s)
            yield Accusation(s.side, against, wrong, position[0])


def wrong_of(s: Statement) -> str | None:
    """Return the kind of wrong that a statement tells of, None where it tells of none."""
    family = s.row["family"]
    return WRONGS.get(family) if s.row["polarity"] == "+" else OMISSIONS.get(family)


def _agent_side(s: Statement, sides: dict[str, str]) -> str | None:
    for argument in s.row["arguments"]:
        if argument["role"] == "agent" and argument["entity_id"] is not None:
            return str(sides.get(argument["entity_id"], argument["entity_id"]))
    return None
