"""Predications and time expressions → events, with every mention kept and rival dates side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis import schema
from analysis.corpus import Frames
from analysis.dates import can_be_same, interval
from analysis.schema import Row, evidence_id, records
from analysis.timeline.clauses import clause_mention
from analysis.timeline.mentions import Mention, read_frames, word_list
from analysis.timeline.merging import merged
from analysis.timeline.nouns import noun_mentions
from analysis.timeline.tables import count_precision, list_events, list_rival_dates

__all__ = ["build_timeline", "count_precision", "list_events", "list_rival_dates"]

LABEL_LENGTH = 72


def build_timeline(frames: Frames) -> pd.DataFrame:
    """List the events that the articles tell of, each with its dates and everything that is told of it.

    The day on which something is said dates the saying; the event itself is only known to lie before it (or after it,
    where it is planned). Mentions of one event are put together where predicate, participants and time allow. Where
    their dates cannot overlap, all of them stand in `rival_dates` and none wins.

    Args:
        frames: The frames of one corpus; none is modified.

    Returns:
        The `events` frame, in order of time, undated ones last. `edtf` is null where nothing bounds the event;
        "../2025-06-07" is a bound, no date. `status` is "claimed" where only sources tell of it, "denied" where it is
        only denied, "disputed" where one side tells and another denies, "planned" where it lies ahead. No rows, but
        the same columns, where nothing happens.
    """
    rows = [_event(group) for group in merged(_mentions(frames)) if _is_told_enough(group)]
    return schema.frame("events", sorted(rows, key=_order))


def _mentions(frames: Frames) -> list[Mention]:
    """Return every mention of an event in the frames, in order of article and offset.

    An event is a clause that tells of something that happens, of a person, body or thing, or a noun of the word list
    with a date beside it. States, sayings and what is only demanded or asked are none.
    """
    corpus = read_frames(frames)
    clauses = [m for row in records(frames.predications) if (m := clause_mention(row, corpus)) is not None]
    # "was expected to return on Monday" is one event, the return.
    own = {m.timex_id for m in clauses if m.key not in word_list().planning}
    clauses = [m for m in clauses if m.key not in word_list().planning or m.timex_id not in own]
    nouns = list(noun_mentions(corpus, clauses))
    taken = {m.timex_id for m in nouns}
    found = nouns + [m._replace(edtf=None, timex_id=None) if m.timex_id in taken else m for m in clauses]
    return sorted(found, key=lambda m: (m.article_id, m.char_start, m.char_end))


def _is_told_enough(group: Sequence[Mention]) -> bool:
    """Whether a group is worth a row: it has a time or a day of telling, two passages tell of it, or two take part."""
    is_timed = any(m.timex_id is not None or (m.is_said_on and m.participants) for m in group)
    return is_timed or len(group) > 1 or len({p for m in group for p in m.participants}) > 1


def _order(row: Mapping[str, Any]) -> tuple[bool, np.datetime64, np.datetime64, str]:
    """By time; what has no beginning after what has one, and the undated last."""
    far = np.datetime64("9999-12-31", "s")
    earliest, latest = interval(row["edtf"]) if row["edtf"] is not None else (None, None)
    return earliest is None and latest is None, earliest or latest or far, latest or far, row["event_id"]


def _event(group: Sequence[Mention]) -> Row:
    told = _told(group)
    dated = [m for m in told or group if m.edtf is not None]
    rivals = _rival_dates(dated)
    edtf = _date(dated, rivals) or _bound(told or list(group))
    ends = interval(edtf) if edtf is not None else (None, None)
    evidence = sorted((m.span for m in group), key=lambda span: tuple(span.values()))
    return {
        "event_id": evidence_id("e", [group[0].key, *evidence]),
        "label": _label(told or group),
        "edtf": edtf,
        "earliest": _text(ends[0]),
        "latest": _text(ends[1]),
        "rival_dates": rivals,
        "status": _status(group),
        "claimed_by": sorted({m.source for m in told if m.is_claim and m.source is not None}),
        "participants": sorted({p for m in group for p in m.participants}),
        "evidence": evidence,
    }


def _rival_dates(dated: Sequence[Mention]) -> list[Row]:
    """Every date of an event whose dates cannot all be the same; none where they can."""
    if all(can_be_same(a.edtf, b.edtf) for a in dated for b in dated):
        return []
    found = {(m.edtf, m.article_id): m for m in reversed(dated)}
    return [
        {"edtf": edtf, "article_id": article_id, "timex_id": found[edtf, article_id].timex_id}
        for edtf, article_id in sorted(found, key=str)
    ]


def _date(dated: Sequence[Mention], rivals: Sequence[Row]) -> str | None:
    """The narrowest of dates that can all be the same; with rivals, the list of them as "one of"."""
    dates = sorted({str(m.edtf) for m in dated}, key=lambda edtf: (_width(edtf), edtf))
    if not rivals:
        return dates[0] if dates else None
    single = sorted({edtf for edtf in dates if "/" not in edtf})
    return f"[{','.join(single)}]" if len(single) > 1 and len(single) == len(dates) else None


def _width(edtf: str) -> float:
    earliest, latest = interval(edtf)
    return float("inf") if earliest is None or latest is None else float((latest - earliest) / np.timedelta64(1, "s"))


def _bound(group: Sequence[Mention]) -> str | None:
    """What the day of telling leaves possible: before the first telling, or after it for what is planned."""
    days = sorted(m.told for m in group if m.told is not None and "/" not in m.told)
    if not days:
        return None
    return f"{days[0][:10]}/.." if all(m.is_planned for m in group) else f"../{days[0][:10]}"


def _told(group: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions that tell of an event; where all say that something was not, and none denies it, that is told."""
    told = [m for m in group if not m.is_negative]
    return told if told or any(m.is_denial for m in group) else group


def _status(group: Sequence[Mention]) -> str:
    told = _told(group)
    if not told:
        return "denied"
    if len(told) < len(group):
        return "disputed"
    if 2 * sum(m.is_planned for m in told) >= len(told):
        return "planned"
    return "claimed" if all(m.is_claim for m in told) else "undisputed"


def _label(group: Sequence[Mention]) -> str:
    """The words of the mention that says most in the outlet's own words, cut at a blank."""
    best = min(group, key=lambda m: (m.is_claim, m.edtf is None, -len(m.participants), abs(len(m.label) - 40), m.label))
    text = " ".join(best.label.split())
    return text if len(text) <= LABEL_LENGTH else text[:LABEL_LENGTH].rpartition(" ")[0] + " …"


def _text(moment: np.datetime64 | None) -> str | None:
    return None if moment is None else str(moment).removesuffix("T00:00:00")
