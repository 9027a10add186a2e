"""Decisions on relations, matters and events → findings that follow them."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from analysis import schema
from analysis.dates import edtf_problem, ends_of
from analysis.decisions.claims import follow
from analysis.decisions.drafts import mark
from analysis.decisions.table import (
    CORRECTED,
    GONE,
    NO_ROW,
    RIGHT,
    SAME,
    Place,
    audit_table,
    audited,
    by,
    place_of,
    save_audit,
)
from analysis.disagreement import find_disagreements
from analysis.frames import Frames, save_frame
from analysis.schema import Row
from analysis.timeline import build_timeline

RELATIONS = schema.FRAMES["disagreements"]["relation"].values
STATUSES = schema.FRAMES["events"]["status"].values
ON_RELATIONS, ON_EVENTS = ("relation", "matter"), ("event", "event_date", "event_status")


def follow_and_save(frames: Frames, decisions: pd.DataFrame, folder: str | Path) -> Frames:
    """Let frames follow the decisions, and so what is found in them, and save it all with the audit list.

    Disagreements and events are found once here; whoever loads the frames reads these.

    Args:
        frames: As `annotate` returns; not modified.
        decisions: As `read_decisions` returns.
        folder: Where the frames go.

    Returns:
        The frames as they were saved.
    """
    frames, on_frames = follow(frames, decisions)
    frames.save(folder)
    related, on_relations = follow_on_disagreements(frames, find_disagreements(frames), decisions)
    save_frame("disagreements", related, folder, of=frames)
    events, on_events = follow_on_events(frames, build_timeline(frames, related), decisions)
    save_frame("events", events, folder, of=frames)
    save_audit([on_frames, on_relations, on_events], folder)
    return frames


def follow_on_disagreements(
    frames: Frames, disagreements: pd.DataFrame, decisions: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the relations without those that were rejected, others corrected, and the audit list.

    A decision on a relation meets those between its two places, whichever comes first; one on a matter meets all
    relations of every matter with one at its place. A relation's corrected value is another type of relation.

    Returns:
        The `disagreements` frame, and one row a decision as in `follow`; row_id lists what was met, by blanks.
    """

    def meet(rows: list[Row], decision: Row, places: list[Place]) -> list[Row]:
        met = [row for row in rows if _is_between(row, places)]
        if decision["what"] == "relation":
            return met
        matters = {row["matter_id"] for row in met}
        return [row for row in rows if row["matter_id"] in matters]

    return _followed("disagreements", disagreements, frames, _of(decisions, ON_RELATIONS), meet)


def follow_on_events(
    frames: Frames, events: pd.DataFrame, decisions: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the events without those that were rejected, others with their corrected date or status, and the audit.

    A corrected date is EDTF; it has no rivals any more. A rejected date is no date.
    """

    def meet(rows: list[Row], _: Row, places: list[Place]) -> list[Row]:
        return [row for row in rows if _overlap(row["evidence"], places[0]) >= SAME]

    return _followed("events", events, frames, _of(decisions, ON_EVENTS), meet)


Meet = Callable[[list[Row], Row, list[Place]], list[Row]]


def _followed(
    name: str, table: pd.DataFrame, frames: Frames, decisions: list[Row], meet: Meet
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The table after one decision after the other, and the audit list."""
    if not decisions:
        return table, audit_table([])
    rows = [dict(row) for row in schema.records(table)]
    audit = []
    for decision in decisions:
        places = _places(decision, frames)
        if places is None:
            audit.append(audited(decision, GONE))
            continue
        met = meet(rows, decision, places)
        problem = _problem(decision) if met else NO_ROW
        met_ids = " ".join(row[next(iter(schema.FRAMES[name]))] for row in met)
        audit.append(audited(decision, problem or by(decision), met_ids))
        if problem:
            continue
        changed = {} if decision["verdict"] == RIGHT else _changed(decision)
        if changed is None:
            gone = {id(row) for row in met}
            rows = [row for row in rows if id(row) not in gone]
            continue
        for row in met:
            row.update(changed)
            mark(row, f"{decision['what'].removeprefix('event_')} {by(decision)}")
    return schema.frame(name, rows), audit_table(audit)


def _of(decisions: pd.DataFrame, what: tuple[str, ...]) -> list[Row]:
    return [decision for decision in schema.records(decisions) if decision["what"] in what]


def _problem(decision: Row) -> str | None:
    """Why a decision can't be followed; None where it can."""
    what, verdict, value = decision["what"], decision["verdict"], decision["value"]
    if verdict == RIGHT:
        return None
    if what == "event_status" and value not in STATUSES:
        return f"write the status that is right: one of {list(STATUSES)}"
    if verdict != CORRECTED:
        return None
    if what in ON_RELATIONS and value not in RELATIONS:
        return f"the value is none of {list(RELATIONS)}"
    unread = edtf_problem(value) if what == "event_date" else None
    return f"the value is no EDTF date: {unread}" if unread else None


def _changed(decision: Row) -> Row | None:
    """What a row becomes; None takes it away."""
    what, is_corrected = decision["what"], decision["verdict"] == CORRECTED
    if what in ON_RELATIONS and is_corrected:
        return {"relation": decision["value"]}
    if what == "event_status":
        return {"status": decision["value"]}
    if what != "event_date":
        return None
    edtf = decision["value"] if is_corrected else None
    earliest, latest = ends_of(edtf)
    return {"edtf": edtf, "earliest": earliest, "latest": latest, "rival_dates": []}


def _places(decision: Row, frames: Frames) -> list[Place] | None:
    """The places of a decision; None where the words of one are gone."""
    prefixes = ("", "other_") if decision["other_words"] else ("",)
    places = [place_of(decision, frames.index, prefix) for prefix in prefixes]
    found = [place for place in places if place is not None]
    return found if len(found) == len(places) else None


def _is_between(relation: Row, places: list[Place]) -> bool:
    sides = relation["evidence_a"], relation["evidence_b"]
    if len(places) == 1:
        return any(_overlap(side, places[0]) >= SAME for side in sides)
    first, second = places
    return any(_overlap(a, first) >= SAME and _overlap(b, second) >= SAME for a, b in (sides, sides[::-1]))


def _overlap(evidence: Iterable[Row], place: Place) -> float:
    return max((place.overlap(s["article_id"], s["char_start"], s["char_end"]) for s in evidence), default=0.0)
