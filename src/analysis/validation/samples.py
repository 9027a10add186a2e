"""Sheets for coders: a draw of contradictions, matters, events, actors or sentences, each with its questions."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from analysis.disagreement import find_disagreements
from analysis.errors import ParameterError
from analysis.frames import Frames
from analysis.matters import list_matters, list_positions
from analysis.schema import Row, records
from analysis.timeline import build_timeline
from analysis.validation.draw import drawn

SEVERAL = "several outlets"
UNKNOWN = "outlet not known"
NOBODY = "nobody is named"
MOST_WORDS = 3


class Questions(NamedTuple):
    """What coders are asked of one kind of thing.

    Attributes:
        asked: Column → the question in words; each is answered yes or no, or left blank.
        judged: Column → what coders have called an item by saying yes: "two coders judged 41 right".
        shown: The columns that they read, after item_id, kind and outlet.
    """

    asked: dict[str, str]
    judged: dict[str, str]
    shown: tuple[str, ...]


QUESTIONS = {
    "contradictions": Questions(
        {"is_contradiction": "Can the two not both be true, of one and the same thing?"},
        {"is_contradiction": "right"},
        ("who_a", "words_a", "who_b", "words_b"),
    ),
    "matters": Questions(
        {"is_contested": "Does one side contest what the other says?"},
        {"is_contested": "contested"},
        ("heading", "words_a", "words_b"),
    ),
    "events": Questions(
        {
            "is_event": "Do these words tell of something that happened or is to happen?",
            "date_ok": "Is the date what the article says, and no more?",
            "status_ok": "Is the status right?",
        },
        {"is_event": "to be one", "date_ok": "rightly dated", "status_ok": "of the right status"},
        ("label", "when", "status", "words"),
    ),
    "actors": Questions(
        {"is_meant": "Do the words in this sentence mean this actor?"},
        {"is_meant": "rightly resolved"},
        ("words", "name", "sentence"),
    ),
    # Blind: nothing of what was found is shown, so that recall means something.
    "sentences": Questions(
        {
            "has_claim": "Does somebody other than the outlet say, write, ask or think something here?",
            "has_denial": "Does somebody deny, reject or dispute something here?",
        },
        {"has_claim": "to hold a claim", "has_denial": "to hold a denial"},
        ("sentence",),
    ),
}


def sample(
    frames: Frames,
    of: str,
    n: int,
    *,
    seed: int = 0,
    disagreements: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Draw a sample for coders to judge, spread over outlets and kinds in proportion.

    Args:
        frames: The corpus.
        of: A key of QUESTIONS. For claims, see `sample_claims`.
        n: How many to draw; all where there are fewer.
        seed: Another seed draws another sample.
        disagreements: The frame of `find_disagreements`, where it is at hand.
        events: The frame of `build_timeline`, likewise.

    Returns:
        One row an item, all columns texts: item_id, kind, outlet, what is shown, a blank column a question, note.
        Sentences have no kind: coders see nothing of what was found.

    Raises:
        ParameterError: `of` is unknown, or n is less than 1.
    """
    if of not in QUESTIONS:
        raise ParameterError(f"there is no sample of {of!r}; choose one of {['claims', *QUESTIONS]}")
    if n < 1:
        raise ParameterError(f"a sample of {n} {of} can't be drawn; ask for 1 or more")
    related = disagreements
    if related is None and of in ("contradictions", "matters", "events"):
        related = find_disagreements(frames)
    if of == "events":
        related = build_timeline(frames, related) if events is None else events
    make: dict[str, Callable[[Frames, pd.DataFrame | None], list[Row]]] = {
        "contradictions": _contradictions,
        "matters": _matters,
        "events": _events,
        "actors": _actors,
        "sentences": _sentences,
    }
    chosen = drawn(make[of](frames, related), n, seed, lambda row: (row["outlet"], row["kind"], row["item_id"]))
    columns = ["item_id", "kind", "outlet", *QUESTIONS[of].shown, *QUESTIONS[of].asked, "note"]
    rows = [{column: str(row.get(column) or "") for column in columns} for row in chosen]
    rows.sort(key=lambda row: row["item_id"])
    return pd.DataFrame(rows, columns=columns, dtype="str").fillna("")


def _contradictions(frames: Frames, related: pd.DataFrame | None) -> list[Row]:
    names = frames.index.party_names
    rows = []
    for relation in records(related) if related is not None else []:
        if relation["relation"] != "contradiction":
            continue
        row = {"item_id": relation["relation_id"], "kind": relation["kind"]}
        for side in "ab":
            row[f"who_{side}"] = ", ".join(names.get(p, p) for p in relation[f"parties_{side}"]) or NOBODY
            row[f"words_{side}"] = _words(frames, relation[f"evidence_{side}"])
        row["outlet"] = _outlet(frames, [*relation["evidence_a"], *relation["evidence_b"]])
        rows.append(row)
    return rows


def _matters(frames: Frames, related: pd.DataFrame | None) -> list[Row]:
    if related is None:
        return []
    positions = list_positions(frames, related)
    spans: dict[str, list[Row]] = {str(matter): records(rows) for matter, rows in positions.groupby("matter_id")}
    rows = []
    for matter in records(list_matters(frames, positions)):
        of_it = spans[matter["matter_id"]]
        row = {"item_id": matter["matter_id"], "kind": of_it[0]["kind"], "heading": matter["heading"]}
        for side in "ab":
            row[f"words_{side}"] = _words(frames, [s for s in of_it if s["position"] == side])
        rows.append(row | {"outlet": _outlet(frames, of_it)})
    return rows


def _events(frames: Frames, events: pd.DataFrame | None) -> list[Row]:
    return [
        {
            "item_id": event["event_id"],
            "kind": event["status"],
            "outlet": _outlet(frames, event["evidence"]),
            "label": event["label"],
            "when": event["edtf"] or "no date",
            "status": event["status"],
            "words": _words(frames, event["evidence"]),
        }
        for event in (records(events) if events is not None else [])
    ]


def _actors(frames: Frames, _: pd.DataFrame | None) -> list[Row]:
    index = frames.index
    return [
        {
            "item_id": mention["mention_id"],
            "kind": mention["resolved_by"],
            "outlet": _outlet(frames, [mention]),
            "words": mention["text"],
            "name": index.actors[mention["entity_id"]]["name"],
            "sentence": index.sentences[mention["sentence_id"]]["text"],
        }
        for mention in index.entities.values()
        if mention["entity_id"] in index.actors
    ]


def _sentences(frames: Frames, _: pd.DataFrame | None) -> list[Row]:
    return [
        {"item_id": row["sentence_id"], "kind": "", "outlet": _outlet(frames, [row]), "sentence": row["text"]}
        for row in frames.index.sentences.values()
    ]


def _words(frames: Frames, spans: list[Row]) -> str:
    return " […] ".join(" ".join(frames.index.text_at(span).split()) for span in spans[:MOST_WORDS])


def _outlet(frames: Frames, spans: list[Row]) -> str:
    outlets = {frames.index.articles[span["article_id"]]["outlet"] or UNKNOWN for span in spans}
    return outlets.pop() if len(outlets) == 1 else SEVERAL
