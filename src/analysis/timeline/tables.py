"""Events as tables for readers: names instead of ids, one row a rival date, one row a kind of date."""

import pandas as pd

from analysis.corpus import Frames
from analysis.schema import records

PRECISIONS = ("day or clock time", "longer than a day", "only bounded", "year not stated", "not dated")


def list_events(frames: Frames, events: pd.DataFrame) -> pd.DataFrame:
    """Return one row an event, in the order given, with names of actors and outlets.

    Columns: event_id, when (EDTF), what, status, told_by (who claims it), takes_part, n_articles, and the first passage
    that tells of it as article_id, char_start, char_end.
    """
    names = dict(zip(frames.actors["entity_id"], frames.actors["name"], strict=True))
    columns = ["event_id", "when", "what", "status", "told_by", "takes_part", "n_articles"]
    rows = [
        {
            "event_id": e["event_id"],
            "when": e["edtf"],
            "what": e["label"],
            "status": e["status"],
            "told_by": [names.get(entity, entity) for entity in e["claimed_by"]],
            "takes_part": [names.get(entity, entity) for entity in e["participants"]],
            "n_articles": len({span["article_id"] for span in e["evidence"]}),
            **e["evidence"][0],
        }
        for e in records(events)
    ]
    return pd.DataFrame(rows, columns=[*columns, "article_id", "char_start", "char_end"])


def list_rival_dates(frames: Frames, events: pd.DataFrame) -> pd.DataFrame:
    """Return one row a date of the events with rival dates: what, when (EDTF), outlet, and where its words stand."""
    outlets = dict(zip(frames.articles["article_id"], frames.articles["outlet"], strict=True))
    timexes = {row["timex_id"]: row for row in records(frames.timexes)}
    rows = [
        {
            "what": e["label"],
            "when": rival["edtf"],
            "outlet": outlets.get(rival["article_id"]),
            **{column: timexes[rival["timex_id"]][column] for column in ("article_id", "char_start", "char_end")},
        }
        for e in records(events)
        for rival in e["rival_dates"]
        if rival["timex_id"] in timexes
    ]
    return pd.DataFrame(rows, columns=["what", "when", "outlet", "article_id", "char_start", "char_end"])


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
    return (
        "longer than a day"
        if "/" in edtf or "[" in edtf or len(edtf.rstrip("~?%")) < len("YYYY-MM-DD")
        else PRECISIONS[0]
    )
