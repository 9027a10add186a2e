"""Findings → the disagreements frame: rows, the matters they belong to, and one neutral sentence each."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

import pandas as pd

from analysis import schema
from analysis.disagreement.acts import find_acts
from analysis.disagreement.agreement import find_agreements
from analysis.disagreement.blame import find_mutual_blame, find_unarranged
from analysis.disagreement.counts import find_counts
from analysis.disagreement.denials import find_denials
from analysis.disagreement.findings import Finding, Position
from analysis.disagreement.gathering import matters_of
from analysis.disagreement.negations import find_negations, find_replies
from analysis.disagreement.questions import summary
from analysis.disagreement.reading import Reading
from analysis.frames import Frames, made_once
from analysis.schema import Row, evidence_id

MOST_SPANS = 6
# Rules that were right in nine of ten cases on the open real news: reply 18 of 20, claim_named 7 of 7, negation 5 of 5.
# What is right in less than .6 of the other corpora is not shown (benchmarks/relations.py).
SURE = frozenset(("claim_named", "negation", "reply"))


@made_once("disagreements")
def find_disagreements(frames: Frames) -> pd.DataFrame:
    """Find what parties contest, revise or share, within and across the articles of one story.

    A contradiction begins with an act of contest (somebody denies, rejects, calls untrue, says that it is not so) or
    with rival counts of one incident; what no rule shows is no relation. A difference in wording is no contradiction,
    and neither is an omission. Articles of different stories are not compared.

    Args:
        frames: The frames of a corpus; not modified. A second call returns what the first has found.

    Returns:
        One row a relation, sorted by `relation_id`. `evidence_a` and `evidence_b` list the spans of either side, at
        most MOST_SPANS each; side a affirms where one side does; in updates b is the later word. Relations on one
        question have one `matter_id`, articles of one story one `story_id`. No rows where nothing is related.

    Sources:
        Types after de Marneffe et al. (2008), Finding Contradictions in Text: negation and numeric mismatch; acts of
        contest, blame reversal and updates are this project's.
    """
    reading = Reading(frames)
    findings = _distinct_findings(find_findings(reading))
    matters = matters_of(findings, reading)
    texts = {article_id: row["text"] for article_id, row in frames.index.articles.items()}
    rows = [_row(f, matter, frames.index.party_names, texts) for f, matter in zip(findings, matters, strict=True)]
    return schema.frame("disagreements", sorted(rows, key=_by_id))


def find_findings(reading: Reading) -> Iterator[Finding]:
    """Yield what every rule finds."""
    contested: set[str] = set()
    acts = find_acts(reading)
    from_acts = (rule(reading, acts) for rule in (find_denials, find_negations, find_replies))
    others = (rule(reading) for rule in (find_counts, find_mutual_blame, find_unarranged))
    for finding in chain(*from_acts, *others):
        if finding.relation == "contradiction":
            positions = (*finding.a, *finding.b)
            contested |= {reading.sentence_at(p.article, span[0]) for p in positions for span in p.spans}
        yield finding
    yield from find_agreements(reading, frozenset(contested))


def _distinct_findings(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for each pair of positions: the first rule that fires gives the reason."""
    first: dict[tuple[object, ...], Finding] = {}
    for f in findings:
        first.setdefault((f.relation, f.a, f.b), f)
    return list(first.values())


def _by_id(row: Mapping[str, Any]) -> str:
    return str(row["relation_id"])


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
        "confidence": "high" if f.rule in SURE else "medium",
        "stance_a": f.stance_a,
        "stance_b": f.stance_b,
        "rule": f.rule,
        "question": f.question,
        "story_id": f.story,
        "reason": f"{f.rule.replace('_', ' ')}: {', '.join(f.because)}",
        "summary": summary(f, names, texts),
    }


def _distinct(values: Iterable[str | None]) -> list[str]:
    return sorted({value for value in values if value is not None})
