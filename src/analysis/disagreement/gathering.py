"""Findings on one question → one matter; no chains: each is compared with the finding that began the matter."""

from analysis.disagreement.findings import Finding
from analysis.schema import evidence_id

# Share of the words of the shorter of two denials that the other has, from which they are of one thing.
ALIKE = 0.5


def matters_of(findings: list[Finding]) -> list[str]:
    """Return the matter id of each finding, in their order.

    Two denials are of one matter where their deniers or what they answer overlap and they deny the same words; rival
    counts, where they count one harm of one story; every agreement and update is its own.
    """
    heads: list[list[int]] = []
    of_finding: dict[int, int] = {}
    for i in sorted(
        range(len(findings)),
        key=lambda i: (-len(findings[i].a) - len(findings[i].b), repr(findings[i].b), repr(findings[i].a)),
    ):
        f = findings[i]
        found = next((k for k, group in enumerate(heads) if _is_of_one(findings[group[0]], f)), None)
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


def _is_of_one(first: Finding, other: Finding) -> bool:
    if first.story != other.story or first.relation != other.relation or first.kind != other.kind:
        return False
    if first.kind != "denial":
        return first.relation != "agreement" and first.topic == other.topic
    share_party = bool({p.party for p in first.b} & {p.party for p in other.b} - {None})
    share_words = bool(_places(first) & _places(other))
    if not first.because or not other.because:
        return share_party and share_words and not first.because and not other.because
    shared = set(first.because) & set(other.because)
    are_alike = len(shared) >= ALIKE * min(len(set(first.because)), len(set(other.because)))
    return are_alike and (share_party or share_words)


def _places(f: Finding) -> set[tuple[str, int]]:
    return {(p.article, start) for p in f.a for start, _ in p.spans}
