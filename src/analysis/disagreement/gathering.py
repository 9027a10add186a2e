"""Findings on one question → one matter; no chains: each is compared with the finding that began the matter."""

from analysis.disagreement.findings import Finding, Position
from analysis.disagreement.reading import Reading
from analysis.schema import evidence_id

# Share of the words of the shorter of two denials that the other has, from which they are of one thing.
ALIKE = 0.5


def matters_of(findings: list[Finding], reading: Reading) -> list[str]:
    """Return the matter id of each finding, in their order.

    Two denials are of one matter where one denies for the other and they answer the same passage, or where they deny
    the same words and share a party or a passage; rival counts, where they count one harm of one story; every
    agreement and update is its own.
    """
    heads: list[list[int]] = []
    of_finding: dict[int, int] = {}
    for i in sorted(
        range(len(findings)),
        key=lambda i: (-len(findings[i].a) - len(findings[i].b), repr(findings[i].b), repr(findings[i].a)),
    ):
        f = findings[i]
        found = next((k for k, group in enumerate(heads) if _is_of_one(findings[group[0]], f, reading)), None)
        if found is None:
            found = len(heads)
            heads.append([])
        heads[found].append(i)
        of_finding[i] = found
    ids = [
        evidence_id("m", [[f.kind, p.article, *map(list, p.spans)] for f in (findings[g[0]],) for p in (*f.a, *f.b)])
        for g in heads
    ]
    return [ids[of_finding[i]] for i in range(len(findings))]


def _is_of_one(first: Finding, other: Finding, reading: Reading) -> bool:
    if first.story != other.story or first.relation != other.relation or first.kind != other.kind:
        return False
    if first.kind != "denial":
        return first.relation != "agreement" and first.topic == other.topic
    answer_the_same = not _places(first.a).isdisjoint(_places(other.a))
    deny_for_each_other = _are_kin(first.b, other.b, reading) or not _places(first.b).isdisjoint(_places(other.b))
    if answer_the_same and deny_for_each_other:
        return True
    words = set(first.because), set(other.because)
    are_alike = len(words[0] & words[1]) >= max(1, ALIKE * min(map(len, words)))
    return are_alike and (answer_the_same or deny_for_each_other or _are_kin(first.a, other.a, reading))


def _are_kin(first: tuple[Position, ...], other: tuple[Position, ...], reading: Reading) -> bool:
    return any(reading.are_kin(p.party, q.party) for p in first for q in other)


def _places(positions: tuple[Position, ...]) -> set[tuple[str, int]]:
    return {(p.article, start) for p in positions for start, _ in p.spans}
