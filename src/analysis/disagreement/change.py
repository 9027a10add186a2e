"""A later word on the same thing: a rising toll, a revised figure, a source that changes its own word."""

from collections.abc import Iterator

from analysis.dates import compare
from analysis.disagreement.contradiction import find_reversals, predicate_key
from analysis.disagreement.findings import Finding, are_opposed, because, is_asserted, pairs, polarity, position_of
from analysis.disagreement.statements import Statement

LEAST_SHARED = 2


def find_changes(statements: list[Statement], published: dict[str, str | None]) -> Iterator[Finding]:
    """Yield updates, the earlier word as a and the later one as b, and differences in certainty."""
    yield from _certainty(statements)
    for f in find_reversals(statements):
        first, second = (published.get(positions[0].article) for positions in (f.a, f.b))
        is_reversed = bool(first and second and compare(first, second) == "after")
        yield f._replace(a=f.b, b=f.a) if is_reversed else f


def _certainty(statements: list[Statement]) -> Iterator[Finding]:
    """One side says it, the other says only that it may not be so."""
    live = [
        s for s in statements if s.claim is None or s.claim["speech_act"] not in ("demand", "ask", "intend", "promise")
    ]
    for a, b in pairs(live, lambda s: [predicate_key(s)], are_opposed):
        if polarity(a) == polarity(b) or is_asserted(a) == is_asserted(b):
            continue
        shared = a.keys & b.keys
        if len(a.core & b.core) >= 1 and len(shared) >= 3:
            sure, unsure = (a, b) if is_asserted(a) else (b, a)
            reason = because("certainty", sure, unsure, shared)
            yield Finding("difference", "certainty", position_of(sure), position_of(unsure), "medium", reason)
