"""Findings → the disagreements frame: rows, the matters they belong to, and one neutral sentence each."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import networkx as nx
import pandas as pd

from analysis import schema
from analysis.disagreement.agreement import find_agreements
from analysis.disagreement.blame import find_blame_reversals
from analysis.disagreement.change import find_changes
from analysis.disagreement.contradiction import find_contradictions
from analysis.disagreement.counts import find_counts
from analysis.disagreement.findings import Finding, Position
from analysis.disagreement.matters import party_names, shortened
from analysis.disagreement.sentences import Sentences
from analysis.disagreement.statements import Material, make_material
from analysis.frames import Frames, made_once
from analysis.schema import Row, evidence_id, records

MOST_SPANS = 6
LONGEST_QUOTATION = 140


@made_once("disagreements")
def find_disagreements(frames: Frames) -> pd.DataFrame:
    """Find what parties contradict, qualify, revise or share, within and across articles.

    Compared are clauses of claims and of narration that share a predicate, a denied thing, a counted unit or rare
    words; a typed test then decides, and what no test decides is no relation. A difference in wording is no
    contradiction, and neither is an omission. Articles that tell of different events are not compared.

    Args:
        frames: The frames of a corpus; not modified. A second call returns what the first has found.

    Returns:
        One row a relation, sorted by `relation_id`. `evidence_a` and `evidence_b` list the spans of either side, at
        most MOST_SPANS each; the relation of a and b is symmetric except in updates, where b is the later word.
        Relations that share words have one `matter_id`. No rows where nothing is related.

    Sources:
        Types after de Marneffe et al. (2008), Finding Contradictions in Text: negation, antonymy, numeric mismatch;
        blame reversal, existence and updates are this project's.
    """
    findings = _compared(frames)
    sentences = Sentences(frames)
    merged = [f for f in _merged(findings) if _is_of_one_event(f, sentences)]
    matters = _matters(merged)
    names = party_names(frames)
    texts = {row["article_id"]: row["text"] for row in records(frames.articles)}
    rows = [_row(f, matter, names, texts) for f, matter in zip(merged, matters, strict=True)]
    return schema.frame("disagreements", sorted(rows, key=lambda row: str(row["relation_id"])))


def count_abstentions(frames: Frames) -> pd.DataFrame:
    """Count the pairs of statements that differ and that no test could decide.

    They share a predicate and differ in polarity, count one unit differently, date one act apart, or one names what
    the other says there was none of; but nothing shows that they speak of one thing.

    Returns:
        One row a test: `test` and `n_pairs`, sorted by test. No rows where every pair was decided.
    """
    abstained: Counter[str] = Counter()
    _undecidable(make_material(frames), frames, abstained)
    return pd.DataFrame(sorted(abstained.items()), columns=["test", "n_pairs"])


def _compared(frames: Frames) -> list[Finding]:
    material = make_material(frames)
    contradictions, counts = _undecidable(material, frames, Counter())
    blame = find_blame_reversals(*material)
    findings = [*contradictions, *blame, *counts, *find_changes(material.statements, _published(frames))]
    contested = {_pair(f) for f in findings}
    return findings + [f for f in find_agreements(material.statements) if _pair(f) not in contested]


def _undecidable(material: Material, frames: Frames, abstained: Counter[str]) -> tuple[list[Finding], list[Finding]]:
    """What the tests find that may also leave a pair undecided, which `abstained` counts."""
    contradictions = list(find_contradictions(material.statements, material.claims, abstained))
    return contradictions, list(find_counts(material.statements, _published(frames), abstained))


def _published(frames: Frames) -> dict[str, str | None]:
    return {row["article_id"]: row["published"] for row in records(frames.articles)}


def _is_of_one_event(f: Finding, sentences: Sentences) -> bool:
    """Whether some article of either side tells of the events that one of the other side tells of."""
    first, second = ({sentences.originals[p.article] for p in side} for side in (f.a, f.b))
    return any(a == b or b in sentences.neighbours[a] for a in first for b in second)


def _pair(f: Finding) -> frozenset[tuple[str, tuple[tuple[int, int], ...]]]:
    return frozenset((p.article, p.spans) for p in (*f.a, *f.b))


def _merged(findings: list[Finding]) -> list[Finding]:
    """One finding for each pair of positions: the first test that fires gives the reason."""
    first: dict[tuple[object, ...], Finding] = {}
    for f in findings:
        first.setdefault((f.relation, _pair(f)), f)
    return list(first.values())


def _matters(findings: list[Finding]) -> list[str]:
    """The matter of each finding: contests that share words are one matter, every agreement is its own."""
    graph = nx.Graph()
    holders: dict[tuple[str, int], list[int]] = defaultdict(list)
    for i, f in enumerate(findings):
        graph.add_node(i)
        if f.relation != "agreement":
            for position in (*f.a, *f.b):
                for start, end in position.spans:
                    for offset in range(start, end, 4):
                        holders[position.article, offset // 4].append(i)
    for group in holders.values():
        nx.add_path(graph, sorted(set(group)))
    matter_of: dict[int, str] = {}
    for component in nx.connected_components(graph):
        parts = [e for i in component for p in (*findings[i].a, *findings[i].b) for e in _spans(p)]
        matter_of |= dict.fromkeys(component, evidence_id("m", parts))
    return [matter_of[i] for i in range(len(findings))]


def _spans(p: Position) -> list[Row]:
    return [{"article_id": p.article, "char_start": start, "char_end": end} for start, end in p.spans]


def _row(f: Finding, matter: str, names: dict[str, str], texts: dict[str, str]) -> Row:
    a = [span for p in f.a for span in _spans(p)][:MOST_SPANS]
    b = [span for p in f.b for span in _spans(p)][:MOST_SPANS]
    return {
        "relation_id": evidence_id("r", [{"relation": f.relation}, *a, *b]),
        "matter_id": matter,
        "relation": f.relation,
        "kind": f.kind,
        "evidence_a": a,
        "evidence_b": b,
        "claim_ids_a": _distinct(p.claim_id for p in f.a),
        "claim_ids_b": _distinct(p.claim_id for p in f.b),
        "parties_a": _distinct(p.party for p in f.a),
        "parties_b": _distinct(p.party for p in f.b),
        "confidence": f.confidence,
        "reason": f.reason,
        "summary": summary(f, names, texts),
    }


def _distinct(values: Iterable[str | None]) -> list[str]:
    return sorted({value for value in values if value is not None})


def summary(f: Finding, names: dict[str, str], texts: dict[str, str]) -> str:
    """Return one neutral sentence: who says what, in a few of their own words."""
    a, b = _who(f.a, names), _who(f.b, names)
    a = a[:1].upper() + a[1:]
    words_a, words_b = f"“{_words(f.a, texts)}”", f"“{_words(f.b, texts)}”"
    says_a, says_b = f"{_verb(f.a, names)} {words_a}", f"{_verb(f.b, names)} {words_b}"
    if f.kind == "blame_reversal":
        return f"Each lays the fault on the other: {a} {says_a}; {b} {says_b}."
    if f.relation == "agreement":
        whose = f"{a}, in two articles" if a == b else f"{a} and {b} alike"
        return f"{whose}: {words_a}; {words_b}."
    if f.kind == "reversal":
        return f"{a} {says_a}; in another article, {_verb(f.b, names)} {words_b}."
    if f.relation == "update":
        return f"{a} {says_a}; a later report has {b}: {words_b}."
    if f.kind == "attribution_mismatch":
        return f"The same words are put in the mouths of {a} and {b}: {words_a}."
    if f.relation == "difference":
        return f"{a} {says_a}; {b}, less surely, {says_b}."
    if f.reason.startswith("reply"):
        return f"{a} {says_a}; {b} {'reject' if _are_many(f.b, names) else 'rejects'} that."
    return f"{a} {says_a}; {b} {says_b}."


def _verb(positions: tuple[Position, ...], names: dict[str, str]) -> str:
    said = "report" if positions[0].claim_id is None else "deny" if positions[0].is_denial else "say"
    if _are_many(positions, names):
        return said
    return "denies" if said == "deny" else f"{said}s"


def _are_many(positions: tuple[Position, ...], names: dict[str, str]) -> bool:
    """Whether several speak: two parties, or one that is a group: "officials", "two residents"."""
    parties = {p.party for p in positions}
    return len(parties) > 1 or any(".group" in (p or "") and names.get(p or "", "").endswith("s") for p in parties)


def _who(positions: tuple[Position, ...], names: dict[str, str]) -> str:
    people = list(dict.fromkeys(names.get(p.party or "", "an unnamed source") for p in positions))
    return " and ".join(people[:2]) + (" and others" if len(people) > 2 else "")


def _words(positions: tuple[Position, ...], texts: dict[str, str]) -> str:
    first = positions[0]
    quoted = " … ".join(" ".join(texts[first.article][start:end].split()) for start, end in first.spans)
    return shortened(quoted, LONGEST_QUOTATION)
