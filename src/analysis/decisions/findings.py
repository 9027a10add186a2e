"""Decisions on relations, matters and events → findings that follow them."""

from collections.abc import Iterable

import pandas as pd

from analysis import schema
from analysis.dates import edtf_problem, interval
from analysis.decisions.table import AUDIT, CORRECTED, GONE, NO_ROW, RIGHT, Place, audited, by, place_of
from analysis.frames import Frames
from analysis.schema import Row

# A relation's or an event's evidence is met from this overlap on.
MET = 0.5
RELATIONS = schema.FRAMES["disagreements"]["relation"].values
STATUSES = schema.FRAMES["events"]["status"].values


def follow_on_disagreements(
    frames: Frames, disagreements: pd.DataFrame, decisions: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the relations without those that were rejected, others corrected, and the audit list.

    A decision on a relation meets those between its two places, whichever comes first; one on a matter meets all
    relations of every matter with one at its place. A relation's corrected value is another type of relation.

    Returns:
        The `disagreements` frame, and one row a decision as in `follow`; row_id lists what was met, by blanks.
    """
    rows = schema.records(disagreements)
    audit = []
    for decision in schema.records(decisions):
        if decision["what"] not in ("relation", "matter"):
            continue
        places = _places(decision, frames)
        if places is None:
            audit.append(audited(decision, GONE))
            continue
        met = [row for row in rows if _is_between(row, places)]
        if decision["what"] == "matter":
            matters = {row["matter_id"] for row in met}
            met = [row for row in rows if row["matter_id"] in matters]
        problem = None if met else NO_ROW
        if decision["verdict"] == CORRECTED and decision["value"] not in RELATIONS:
            problem = f"the value is none of {list(RELATIONS)}"
        if problem is None and decision["verdict"] == CORRECTED:
            rows = [row | {"relation": decision["value"]} if row in met else row for row in rows]
        elif problem is None and decision["verdict"] != RIGHT:
            rows = [row for row in rows if row not in met]
        audit.append(audited(decision, problem or by(decision), " ".join(row["relation_id"] for row in met)))
    table = disagreements if not audit else schema.frame("disagreements", rows)
    return table, pd.DataFrame(audit, columns=list(AUDIT), dtype="str")


def follow_on_events(
    frames: Frames, events: pd.DataFrame, decisions: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the events without those that were rejected, others with their corrected date or status, and the audit.

    A corrected date is EDTF; it has no rivals any more. A rejected date is no date.
    """
    rows = schema.records(events)
    audit = []
    for decision in schema.records(decisions):
        if decision["what"] not in ("event", "event_date", "event_status"):
            continue
        places = _places(decision, frames)
        if places is None:
            audit.append(audited(decision, GONE))
            continue
        met = [row for row in rows if _overlap(row["evidence"], places[0]) >= MET]
        problem = None if met else NO_ROW
        if problem is None and decision["verdict"] != RIGHT:
            changed = _changed(decision)
            if isinstance(changed, str):
                problem = changed
            elif changed is None:
                rows = [row for row in rows if row not in met]
            else:
                rows = [row | changed if row in met else row for row in rows]
        audit.append(audited(decision, problem or by(decision), " ".join(row["event_id"] for row in met)))
    table = events if not audit else schema.frame("events", rows)
    return table, pd.DataFrame(audit, columns=list(AUDIT), dtype="str")


def _changed(decision: Row) -> Row | str | None:
    """What an event becomes; a text says why not; None takes it away."""
    value = decision["value"] if decision["verdict"] == CORRECTED else None
    if decision["what"] == "event_date":
        problem = edtf_problem(value) if value else None
        if problem:
            return f"the value is no EDTF date: {problem}"
        ends = interval(value) if value else (None, None)
        first, last = (None if end is None else str(end).removesuffix("T00:00:00") for end in ends)
        return {"edtf": value, "earliest": first, "latest": last, "rival_dates": []}
    if decision["what"] == "event_status" and value not in STATUSES:
        return f"write the status that is right: one of {list(STATUSES)}"
    return {"status": value} if decision["what"] == "event_status" else None


def _places(decision: Row, frames: Frames) -> list[Place] | None:
    """The places of a decision; None where the words of one are gone."""
    prefixes = ("", "other_") if decision["other_words"] else ("",)
    places = [place_of(decision, frames.index, prefix) for prefix in prefixes]
    found = [place for place in places if place is not None]
    return found if len(found) == len(places) else None


def _is_between(relation: Row, places: list[Place]) -> bool:
    sides = relation["evidence_a"], relation["evidence_b"]
    if len(places) == 1:
        return any(_overlap(side, places[0]) >= MET for side in sides)
    first, second = places
    return any(_overlap(a, first) >= MET and _overlap(b, second) >= MET for a, b in (sides, sides[::-1]))


def _overlap(evidence: Iterable[Row], place: Place) -> float:
    return max((place.overlap(s["article_id"], s["char_start"], s["char_end"]) for s in evidence), default=0.0)
