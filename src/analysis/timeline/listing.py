"""Events as tables for readers: names instead of ids, one row a rival date, one row a kind of date."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from analysis.dates import fields_of
from analysis.frames import Frames
from analysis.schema import Row, records
from analysis.timeline.event_mentions import EventMention, read_frames
from analysis.timeline.gathering import mention_groups

WEEK = np.timedelta64(7, "D")
PLACE_COLUMNS = ("article_id", "char_start", "char_end")
EVENT_COLUMNS = "event_id when dated_by what status told_by denied_by takes_part where n_articles".split()
PRECISIONS = ("day or clock time", "longer than a day", "only bounded", "year not stated", "not dated")


def list_events(frames: Frames, events: pd.DataFrame) -> pd.DataFrame:
    """Return one row an event, in the order given, with names of actors and outlets.

    Columns: event_id, when (EDTF), dated_by (the words of its dates), what, status, told_by (who claims it), denied_by,
    takes_part, where, n_articles, and the first passage that tells of it as article_id, char_start, char_end.
    """
    names = dict(zip(frames.actors["entity_id"], frames.actors["name"], strict=True))
    times: dict[str, list[Row]] = {}
    for timex in records(frames.timexes):
        times.setdefault(timex["article_id"], []).append(timex)
    rows = [
        {
            "event_id": e["event_id"],
            "when": e["edtf"],
            "dated_by": _dated_by(e["evidence"], times),
            "what": e["label"],
            "status": e["status"],
            "told_by": [names.get(entity, entity) for entity in e["claimed_by"]],
            "denied_by": [names.get(entity, entity) for entity in e["denied_by"]],
            "takes_part": [names.get(entity, entity) for entity in e["participants"]],
            "where": [names.get(entity, entity) for entity in e["places"]],
            "n_articles": len({span["article_id"] for span in e["evidence"]}),
            **e["evidence"][0],
        }
        for e in records(events)
    ]
    return pd.DataFrame(rows, columns=[*EVENT_COLUMNS, *PLACE_COLUMNS])


def _dated_by(evidence: Iterable[Row], times: Mapping[str, Iterable[Row]]) -> list[str]:
    """The words for dates and clock times in the passages, each once."""
    found = (
        timex["text"]
        for span in evidence
        for timex in times.get(span["article_id"], ())
        if timex["type"] in ("DATE", "TIME")
        and span["char_start"] <= timex["char_start"]
        and timex["char_end"] <= span["char_end"]
    )
    return list(dict.fromkeys(found))


def list_single_tellings(frames: Frames, events: pd.DataFrame) -> pd.DataFrame:
    """Return what is told to have happened and is no row of `events`: undated, told once, and of one party or none.

    Columns: what, status (told by the outlet, told by a source, said not to be, denied, planned), told_by (the source's
    name or None), and its place as article_id, char_start, char_end; in order of article and place.
    """
    names = dict(zip(frames.actors["entity_id"], frames.actors["name"], strict=True))
    shown = {tuple(span.values()) for e in records(events) for span in e["evidence"]}
    rows = [
        {"what": " ".join(m.label.split()), "status": _told(m), "told_by": names.get(m.source), **m.span}
        for group in mention_groups(frames, read_frames(frames))
        for m in group
        if tuple(m.span.values()) not in shown
    ]
    rows.sort(key=lambda row: (row["article_id"], row["char_start"], row["char_end"]))
    return pd.DataFrame(rows, columns=["what", "status", "told_by", *PLACE_COLUMNS])


def _told(mention: EventMention) -> str:
    if mention.is_negative:
        return "denied" if mention.is_denial else "said not to be"
    if mention.is_planned:
        return "planned"
    return "told by a source" if mention.is_claim else "told by the outlet"


def list_rival_dates(frames: Frames, events: pd.DataFrame) -> pd.DataFrame:
    """Return one row a date of the events with rival dates: what, when (EDTF), outlet, and where its words stand."""
    outlets = dict(zip(frames.articles["article_id"], frames.articles["outlet"], strict=True))
    timexes = {row["timex_id"]: row for row in records(frames.timexes)}
    rows = [
        {
            "what": e["label"],
            "when": rival["edtf"],
            "outlet": outlets.get(rival["article_id"]),
            **{column: timexes[rival["timex_id"]][column] for column in PLACE_COLUMNS},
        }
        for e in records(events)
        for rival in e["rival_dates"]
        if rival["timex_id"] in timexes
    ]
    return pd.DataFrame(rows, columns=["what", "when", "outlet", *PLACE_COLUMNS])


def count_precision(events: pd.DataFrame) -> pd.DataFrame:
    """Count events by how precisely they are dated: one row a value of PRECISIONS, also where none has it."""
    kinds = [_precision(e["edtf"], e["earliest"], e["latest"]) for e in records(events)]
    return pd.DataFrame({"date": PRECISIONS, "n_events": [kinds.count(kind) for kind in PRECISIONS]})


def _precision(edtf: str | None, earliest: str | None, latest: str | None) -> str:
    if edtf is None:
        return "not dated"
    if earliest is None and latest is None:
        return "year not stated"
    if earliest is None or latest is None:
        return "only bounded"
    day = fields_of(edtf)
    return "longer than a day" if day is None or day.day is None else PRECISIONS[0]


def weightiest_events(events: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the events that a reader should see first, at most so many, in the order of the frame.

    Those told in most articles come first, then those that somebody disputes, then those known to the week, then those
    told most often; events with a date come before those without.
    """
    weighed = events.assign(
        is_dated=events["earliest"].notna() & events["latest"].notna(),
        n_articles=[len({span["article_id"] for span in evidence}) for evidence in events["evidence"]],
        is_contested=events["status"].isin(["disputed", "denied"]),
        is_near=_is_within_a_week(events),
        n_told=events["evidence"].str.len(),
    )
    order = ["is_dated", "n_articles", "is_contested", "is_near", "n_told", "event_id"]
    weighed = weighed.sort_values(order, ascending=[False, False, False, False, False, True])
    return events.loc[events.index.isin(weighed.index[:most])]


def _is_within_a_week(events: pd.DataFrame) -> list[bool]:
    ends = zip(events["earliest"], events["latest"], strict=True)
    return [
        isinstance(first, str) and isinstance(last, str) and bool(np.datetime64(last) - np.datetime64(first) <= WEEK)
        for first, last in ends
    ]
