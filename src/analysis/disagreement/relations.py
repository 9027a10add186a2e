"""Findings → the disagreements frame: rows, the matters they belong to, and one neutral sentence each."""

from collections.abc import Iterable

import pandas as pd

from analysis import schema
from analysis.disagreement.denials import find_denials
from analysis.disagreement.findings import Finding, Position
from analysis.disagreement.reading import Reading
from analysis.frames import Frames
from analysis.schema import Row, evidence_id

MOST_SPANS = 6


def find_disagreements(frames: Frames) -> pd.DataFrame:
    reading = Reading(frames)
    findings = [*find_denials(reading)]
    rows = [_row(f) for f in findings]
    unique = {row["relation_id"]: row for row in rows}
    return schema.frame("disagreements", sorted(unique.values(), key=lambda row: str(row["relation_id"])))


def count_abstentions(frames: Frames) -> pd.DataFrame:
    return pd.DataFrame([], columns=["test", "n_pairs"])


def _spans(p: Position) -> list[Row]:
    return [{"article_id": p.article, "char_start": start, "char_end": end} for start, end in p.spans]


def _row(f: Finding) -> Row:
    a = [span for p in f.a for span in _spans(p)][:MOST_SPANS]
    b = [span for p in f.b for span in _spans(p)][:MOST_SPANS]
    return {
        "relation_id": evidence_id("r", [{"relation": f.relation}, *a, *b]),
        "matter_id": evidence_id("m", [f.topic]),
        "relation": f.relation,
        "kind": f.kind,
        "evidence_a": a,
        "evidence_b": b,
        "claim_ids_a": _distinct(p.claim_id for p in f.a),
        "claim_ids_b": _distinct(p.claim_id for p in f.b),
        "parties_a": _distinct(p.party for p in f.a),
        "parties_b": _distinct(p.party for p in f.b),
        "confidence": f.confidence,
        "stance_a": f.stance_a,
        "stance_b": f.stance_b,
        "rule": f.rule,
        "because": list(f.because),
        "question": f.question,
        "story_id": f.story,
        "reason": f"{f.rule}: {', '.join(f.because)}",
        "summary": "-",
    }


def _distinct(values: Iterable[str | None]) -> list[str]:
    return sorted({value for value in values if value is not None})
