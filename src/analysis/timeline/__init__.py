"""Predications and time expressions → events, with every mention kept and rival dates side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis import schema
from analysis.dates import interval, interval_in_any_year
from analysis.disagreement import find_disagreements
from analysis.frames import Frames, Index, made_once
from analysis.schema import Row, evidence_id
from analysis.timeline.dating import bound_of, date_of, rival_dates
from analysis.timeline.denials import Contest, contests_of, find_contests
from analysis.timeline.event_mentions import EventMention
from analysis.timeline.gathering import is_told_enough, mention_groups
from analysis.timeline.labels import event_label
from analysis.timeline.listing import (
    count_precision,
    list_chronicle,
    list_events,
    list_rival_dates,
    list_single_tellings,
    weightiest_events,
)
from analysis.timeline.weighing import Leads, leads_of, weights_of

__all__ = [
    "build_timeline",
    "count_precision",
    "list_chronicle",
    "list_events",
    "list_rival_dates",
    "list_single_tellings",
    "weightiest_events",
]

FAR = np.datetime64("9999-12-31", "s")


@made_once("events")
def build_timeline(frames: Frames, disagreements: pd.DataFrame | None = None) -> pd.DataFrame:
    """List the events that the articles tell of, each with its dates and everything that is told of it.

    The day on which something is said dates the saying; the event itself is only known to lie before it (or after it,
    where it is planned). Mentions of one event are put together where predicate, participants, place and time allow.
    Where their dates cannot overlap, all of them stand in `rival_dates` and none wins. An article without a year takes
    it from an event that it shares with one that has it; such a date has a "?".

    Args:
        frames: The frames of one corpus; none is modified.
        disagreements: The frame of `find_disagreements`, where it is at hand; else it is made.

    Returns:
        The `events` frame, in order of time, undated ones last. `edtf` is null where nothing bounds the event;
        "../2025-06-07" is a bound, no date. `status` is "claimed" where sources of one side alone tell of it, "denied"
        where it is only denied, "disputed" where one tells and another denies (`claimed_by`, `denied_by`) or sources
        give rival dates, "planned" where it lies ahead. `weight` says how heavy it is: how many independent articles
        tell it, in headline or lead, and how near its words are to all headlines and leads; `setting` is "background"
        where it was over a year before the day that the story is of. No rows, but the same columns, where
        nothing happens.
    """
    index = frames.index
    contests = find_contests(
        find_disagreements(frames) if disagreements is None else disagreements,
        {article_id: row["text"] for article_id, row in index.articles.items()},
    )
    told = [(group, contests_of(_told(group), contests)) for group in mention_groups(index)]
    leads = leads_of(index)
    rows = [_event(group, denials, leads, index) for group, denials in told if denials or is_told_enough(group)]
    return schema.frame("events", sorted(rows, key=_order))


def _order(row: Mapping[str, Any]) -> tuple[int, np.datetime64, np.datetime64, str]:
    """By time; what has no beginning after what has one, then dates without a year by month, the undated last."""
    edtf = row["edtf"]
    rank = 2 if edtf is None else int(interval(edtf) == (None, None))
    earliest, latest = interval_in_any_year(edtf) if edtf is not None else (None, None)
    return rank, earliest or latest or FAR, latest or FAR, row["event_id"]


def _event(group: Sequence[EventMention], denials: Sequence[Contest], leads: Leads, index: Index) -> Row:
    told = _told(group)
    dated = [m for m in told or group if m.edtf is not None]
    rivals = rival_dates(dated)
    edtf = date_of(dated, rivals) or bound_of(told or list(group))
    ends = interval(edtf) if edtf is not None else (None, None)
    evidence = sorted((m.span for m in group), key=lambda span: tuple(span.values()))
    deniers = {m.source for m in group if m not in told} | {party for denial in denials for party in denial.parties}
    label = event_label(told or group)
    return {
        "event_id": evidence_id("e", [group[0].key, *evidence]),
        "label": label,
        "edtf": edtf,
        "earliest": _text(ends[0]),
        "latest": _text(ends[1]),
        "rival_dates": rivals,
        "status": _status(group, denials, rivals, index),
        "claimed_by": _claimants(told, denials),
        "denied_by": sorted(party for party in deniers if party is not None),
        "participants": sorted({p for m in group for p in m.participants}),
        "places": sorted({p for m in group for p in m.places}),
        "evidence": evidence,
        **weights_of(group, label, edtf, leads, index),
    }


def _claimants(told: Sequence[EventMention], denials: Sequence[Contest]) -> list[str]:
    """The sources who tell of an event; of a denied accusation, who makes it."""
    sources = {m.source for m in told if m.is_claim}
    if denials:
        sources |= {m.speaker for m in told}
    return sorted(source for source in sources if source is not None)


def _told(group: Sequence[EventMention]) -> Sequence[EventMention]:
    """The mentions that tell of an event; where all say that something was not, and none denies it, that is told."""
    told = [m for m in group if not m.is_negative]
    return told if told or any(m.is_denial for m in group) else group


def _status(group: Sequence[EventMention], denials: Sequence[Contest], rivals: Sequence[Row], index: Index) -> str:
    told = _told(group)
    if not told:
        return "denied"
    voices = {index.sides.get(m.source, m.source) for m in told if m.source is not None}
    is_planned = 2 * sum(m.is_planned for m in told) >= len(told)
    is_denied = len(told) < len(group) or (denials and not is_planned)
    if is_denied or (rivals and len(voices) > 1) or _have_rival_numbers(told, index):
        return "disputed"
    if is_planned:
        return "planned"
    return "claimed" if all(m.is_claim for m in told) and len(voices) < 2 else "undisputed"


def _have_rival_numbers(told: Sequence[EventMention], index: Index) -> bool:
    """Whether sources of two sides count what it was done to and cannot both be right."""
    counted = [(index.sides.get(m.source, m.source), m.numbers) for m in told if m.source is not None]
    return any(side != other and _is_below(a, b) for side, a in counted for other, b in counted)


def _is_below(
    first: tuple[float | None, float | None] | None, second: tuple[float | None, float | None] | None
) -> bool:
    """Whether all of a range of numbers is less than all of another."""
    if first is None or second is None or first[1] is None or second[0] is None:
        return False
    return first[1] < second[0]


def _text(moment: np.datetime64 | None) -> str | None:
    return None if moment is None else str(moment).removesuffix("T00:00:00")
