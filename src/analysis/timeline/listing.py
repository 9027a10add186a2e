"""Events as tables for readers: names instead of ids, one row a rival date, one row a kind of date."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from analysis.dates import fields_of
from analysis.frames import Frames, Index
from analysis.schema import Row, records
from analysis.timeline.event_mentions import EventMention
from analysis.timeline.gathering import mention_groups

WEEK = np.timedelta64(7, "D")
PLACE_COLUMNS = ("article_id", "char_start", "char_end")
EVENT_COLUMNS = (
    "event_id when dated_by what status told_by denied_by takes_part where n_articles weight setting".split()
)
CHRONICLE_COLUMNS = "event_id when what status whose_word rival_dates rival_outlets".split()
PRECISIONS = ("day or clock time", "longer than a day", "only bounded", "year not stated", "not dated")


def list_events(frames: Frames, events: pd.DataFrame) -> pd.DataFrame:
    """Return one row an event, the heaviest first, with names of actors and outlets.

    Columns: event_id, when (EDTF), dated_by (the words of its dates), what, status, told_by (who claims it), denied_by,
    takes_part, where, n_articles, weight, setting, and the first passage that tells of it
    as article_id, char_start, char_end.
    """
    names = dict(zip(frames.actors["entity_id"], frames.actors["name"], strict=True))
    times: dict[str, list[Row]] = {}
    for timex in frames.index.timexes.values():
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
            "n_articles": e["n_articles"],
            "weight": e["weight"],
            "setting": e["setting"],
            **e["evidence"][0],
        }
        for e in sorted(records(events), key=lambda e: (-e["weight"], e["event_id"]))
    ]
    return pd.DataFrame(rows, columns=[*EVENT_COLUMNS, *PLACE_COLUMNS])


def list_chronicle(frames: Frames, events: pd.DataFrame, *, most: int = 25) -> pd.DataFrame:
    """Return one line a dated event of the story, in order of time: the `most` heaviest, background left out.

    Columns: event_id, when (EDTF; of rival dates "[…]", none preferred), what, status, whose_word (the sources who tell
    it, or the outlets in whose own words it stands), rival_dates and rival_outlets (lists of equal length, side by
    side), and the first passage that tells of it as article_id, char_start, char_end.
    """
    index = frames.index
    rows = [e for e in records(events) if e["setting"] == "story" and _has_date(e)]
    kept = {e["event_id"] for e in sorted(rows, key=lambda e: (-e["weight"], e["event_id"]))[:most]}
    lines = [
        {
            "event_id": e["event_id"],
            "when": e["edtf"],
            "what": e["label"],
            "status": e["status"],
            "whose_word": [index.party_names.get(p, p) for p in e["claimed_by"]] or _outlets_of(e, index),
            "rival_dates": [rival["edtf"] for rival in e["rival_dates"]],
            "rival_outlets": [index.article_names[rival["article_id"]] for rival in e["rival_dates"]],
            **e["evidence"][0],
        }
        for e in rows
        if e["event_id"] in kept
    ]
    return pd.DataFrame(lines, columns=[*CHRONICLE_COLUMNS, *PLACE_COLUMNS])


def _has_date(event: Row) -> bool:
    return bool(event["rival_dates"]) or (event["edtf"] is not None and ".." not in event["edtf"])


def _outlets_of(event: Row, index: Index) -> list[str]:
    articles = dict.fromkeys(span["article_id"] for span in event["evidence"])
    return list(dict.fromkeys(index.party_names[index.narrators[article_id]] for article_id in articles))


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
        for group in mention_groups(frames.index)
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
    timexes = frames.index.timexes
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
    """Return the events that a reader should see first, at most so many, in the order of the frame."""
    weighed = events.sort_values(["weight", "event_id"], ascending=[False, True])
    return events.loc[events.index.isin(weighed.index[:most])]
