"""A sheet of what is worth deciding: what the page rests on and what is most in doubt, first."""

from collections.abc import Iterator

import pandas as pd

from analysis import schema
from analysis.decisions.table import COLUMNS, VERDICTS, WHAT
from analysis.frames import Frames
from analysis.schema import Row
from analysis.sheets import guarded

# What stands beside the columns that the next run reads, for the person who decides.
SHOWN = ("now", "context")
SHEET = (*COLUMNS[:5], *SHOWN, *COLUMNS[5:])
CHOICES = {"verdict": VERDICTS, "what": WHAT}
AROUND = 120


def review(frames: Frames, disagreements: pd.DataFrame, events: pd.DataFrame, *, n: int = 100) -> pd.DataFrame:
    """Make a sheet of what is worth deciding, for `decisions.csv`.

    Contradictions come first, those of medium confidence before those of high; then the sources of the claims that
    they rest on; then disputed and rivalling events; then claims without a known source. Rows left without a verdict
    decide nothing, so the whole sheet can be saved as decisions.csv or decisions.xlsx beside the articles.

    Args:
        frames: The corpus.
        disagreements: The frame of `find_disagreements`.
        events: The frame of `build_timeline`.
        n: How many rows at most.

    Returns:
        One row a question with SHEET, all texts: verdict, value, note and coder are blank; `now` says what was found,
        `context` the words around. Deterministic; no rows where nothing was found.
    """
    rows: list[Row] = []
    for row in _asked(frames, disagreements, events):
        if len(rows) == n:
            break
        rows.append({column: guarded(str(row.get(column, ""))) for column in SHEET})
    return pd.DataFrame(rows, columns=list(SHEET), dtype="str")


def _asked(frames: Frames, disagreements: pd.DataFrame, events: pd.DataFrame) -> Iterator[Row]:
    relations = [row for row in schema.records(disagreements) if row["relation"] == "contradiction"]
    relations.sort(key=lambda row: (row["confidence"] == "high", row["relation_id"]))
    claims = frames.index.claims
    sources: dict[str, None] = {}
    for relation in relations:
        other = _place(frames, relation["evidence_b"][0])
        places = _place(frames, relation["evidence_a"][0]) | {f"other_{name}": v for name, v in other.items()}
        yield {"what": "relation", "now": relation["summary"], **places, **_context(frames, relation["evidence_a"][0])}
        sources |= dict.fromkeys((*relation["claim_ids_a"], *relation["claim_ids_b"]))
    for claim_id in sources:
        if claim_id in claims:
            yield _source(frames, claims[claim_id])
    for event in schema.records(events):
        if event["rival_dates"] or event["status"] in ("disputed", "denied"):
            span = event["evidence"][0]
            what, now = ("event_date", event["edtf"]) if event["rival_dates"] else ("event_status", event["status"])
            yield {"what": what, "now": f"{now}: {event['label']}", **_place(frames, span), **_context(frames, span)}
    for claim_id, claim in claims.items():
        if claim["entity_id"] is None and claim_id not in sources:
            yield _source(frames, claim)


def _source(frames: Frames, claim: Row) -> Row:
    now = claim["source_name"] or claim["source_text"] or "nobody is named"
    return {"what": "claim_source", "now": now, **_place(frames, claim), **_context(frames, claim)}


def _place(frames: Frames, span: Row) -> Row:
    known = {name: span[name] for name in ("article_id", "char_start", "char_end")}
    return {**known, "words": frames.index.text_at(span)}


def _context(frames: Frames, span: Row) -> Row:
    text = frames.index.articles[span["article_id"]]["text"]
    start, end = max(0, span["char_start"] - AROUND), span["char_end"] + AROUND
    return {"context": " ".join(text[start:end].split())}
