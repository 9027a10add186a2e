"""A later word on the same thing: a rising toll, a revised figure, a source that changes its own word."""

from collections.abc import Hashable, Iterable, Iterator

from analysis.dates import compare
from analysis.disagreement.contradiction import are_apart, find_reversals, predicate_key
from analysis.disagreement.findings import Finding, are_opposed, because, is_asserted, pairs, polarity, position_of
from analysis.disagreement.statements import Statement, words
from analysis.schema import Row

LEAST_SHARED = 2


def find_changes(statements: list[Statement], articles: Iterable[Row]) -> Iterator[Finding]:
    """Yield updates, the earlier word as a and the later one as b, and differences in certainty."""
    published = {a["article_id"]: a["published"] for a in articles}
    yield from _revisions(statements, published)
    yield from _certainty(statements)
    for f in find_reversals(statements):
        first, second = (published.get(positions[0].article) for positions in (f.a, f.b))
        is_reversed = bool(first and second and compare(first, second) == "after")
        yield f._replace(a=f.b, b=f.a) if is_reversed else f


def _revisions(statements: list[Statement], published: dict[str, str | None]) -> Iterator[Finding]:
    asserted = [s for s in statements if is_asserted(s)]

    def keys(s: Statement) -> Iterator[Hashable]:
        for q in s.quantities:
            yield q.unit

    def are_dated(a: Statement, b: Statement) -> bool:
        first, second = published[a.article], published[b.article]
        return bool(first and second and a.origin != b.origin and compare(first, second) in ("before", "after"))

    for one, other in pairs(asserted, keys, are_dated):
        a, b = sorted((one, other), key=lambda s: (published[s.article] or "", s.article))
        shared = a.keys & b.keys
        for x in a.quantities:
            for y in b.quantities:
                if x.unit != y.unit or not are_apart(x.low, x.high, y.low, y.high):
                    continue
                is_toll = x.unit in words()["tolls"] and (y.low or 0) > (x.low or x.high or 0)
                is_same_source = a.speaker == b.speaker and not a.is_narration
                if predicate_key(a) == predicate_key(b) and len(shared) >= LEAST_SHARED and (is_toll or is_same_source):
                    yield Finding(
                        "update",
                        "revision",
                        position_of(a),
                        position_of(b),
                        "medium",
                        because("a later number", a, b, shared),
                    )


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
