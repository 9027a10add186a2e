"""A sheet of what is worth deciding: what the page rests on and what is most in doubt, first."""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import pandas as pd

from analysis import schema
from analysis.aliases import list_namesakes
from analysis.corpus import locate
from analysis.decisions.table import COLUMNS, FILES, VERDICTS, WHAT, read_decisions
from analysis.errors import CorpusError, ParameterError
from analysis.frames import Frames, write_whole
from analysis.names import fold
from analysis.schema import Row
from analysis.sheets import sheet_bytes

# What stands beside the columns that the next run reads, for the person who decides.
SHOWN = ("now", "context")
SHEET = (*COLUMNS[:5], *SHOWN, *COLUMNS[5:])
CHOICES = {"verdict": VERDICTS, "what": WHAT}
AROUND = 120
# Mentions by other words than a name: who is meant was concluded.
CONCLUDED = ("pronoun", "role", "metonym")


def review(frames: Frames, disagreements: pd.DataFrame, events: pd.DataFrame, *, n: int = 100) -> pd.DataFrame:
    """Make a sheet of what is worth deciding, for `decisions.csv`.

    Contradictions come first, those of medium confidence before those of high; then the sources of the claims that
    they rest on, and whom their words mean by a pronoun or an office; names that may be one actor's; disputed and
    rivalling events; claims without a known source. In a row `what` may be changed: a row of a claim's source can
    decide on its content or polarity, or on the claim itself; one of a relation on the whole matter. Rows left without
    a verdict decide nothing, so the whole sheet can be saved as decisions.csv or decisions.xlsx beside the articles.

    Args:
        frames: The corpus.
        disagreements: The frame of `find_disagreements`.
        events: The frame of `build_timeline`.
        n: How many rows at most.

    Returns:
        One row a question with SHEET, all texts: verdict, note and coder are blank, value too except for the name that
        an actor may belong to; `now` says what was found, `context` the words around. Deterministic; no rows where
        nothing was found.
    """
    questions = islice(_questions(frames, disagreements, events), n)
    rows = [{column: str(row.get(column, "")) for column in SHEET} for row in questions]
    return pd.DataFrame(rows, columns=list(SHEET), dtype="str")


def decide(sheet: pd.DataFrame, verdicts: Mapping[int, tuple[str, ...]], *, coder: str) -> pd.DataFrame:
    """Return the rows of a sheet that are decided, filled in.

    Args:
        sheet: As `review` returns.
        verdicts: Row number → verdict, then the value and a note where there are any: {0: ("wrong",), 3: ("corrected",
            "Harbour Board")}. Before the verdict may stand what is decided in the place of the row's own `what`.
        coder: Who decides.

    Raises:
        ParameterError: There is no such row, or no such verdict.
    """
    rows = []
    for number, given in verdicts.items():
        if number not in sheet.index:
            raise ParameterError(f"the sheet has no row {number}; it has {len(sheet)}, counted from 0")
        what, *rest = given if given[:1] and given[0] in WHAT else (sheet.loc[number, "what"], *given)
        if not rest or rest[0] not in VERDICTS:
            raise ParameterError(f"row {number} is given {given!r}; write one of {list(VERDICTS)} first")
        known = dict(zip(("verdict", "value", "note"), (*rest, "", "")[:3], strict=True))
        rows.append(sheet.loc[number].to_dict() | known | {"what": what, "coder": coder})
    return pd.DataFrame(rows, columns=list(SHEET), dtype="str")


def add_decisions(decided: pd.DataFrame, folder: str | Path) -> int:
    """Add decided rows to `decisions.csv` of a folder of articles, after those that it holds; return how many it holds.

    A row that stands in it already is not added again. Where decisions are kept in a workbook, add to that by hand.

    Raises:
        CorpusError: The folder has a decisions.xlsx, or a decisions.csv that does not hold.
    """
    home = locate(folder)
    if (home / FILES[1]).exists():
        raise CorpusError(f"{home} keeps its decisions in {FILES[1]}; add them there, or save that one as {FILES[0]}")
    before = read_decisions(home)
    table = pd.concat([before, decided[list(COLUMNS)]], ignore_index=True).drop_duplicates(ignore_index=True)
    if len(decided):
        write_whole(home / FILES[0], sheet_bytes(table, home / FILES[0]))
    return len(table)


def _questions(frames: Frames, disagreements: pd.DataFrame, events: pd.DataFrame) -> Iterator[Row]:
    relations = [row for row in schema.records(disagreements) if row["relation"] == "contradiction"]
    relations.sort(key=lambda row: (row["confidence"] == "high", row["relation_id"]))
    for relation in relations:
        yield _of_relation(frames, relation)
    named = dict.fromkeys(claim for row in relations for claim in (*row["claim_ids_a"], *row["claim_ids_b"]))
    claims = frames.index.claims
    resting = {claim_id: claims[claim_id] for claim_id in named if claim_id in claims}
    for claim in resting.values():
        yield _of_source(frames, claim)
    spans = [span for row in relations for span in (*row["evidence_a"], *row["evidence_b"])]
    yield from _of_mentions(frames, spans)
    yield from _of_names(frames)
    yield from _of_events(frames, schema.records(events))
    for claim_id, claim in claims.items():
        if claim["entity_id"] is None and claim_id not in resting:
            yield _of_source(frames, claim)


def _of_relation(frames: Frames, relation: Row) -> Row:
    first, second = relation["evidence_a"][0], relation["evidence_b"][0]
    other = {f"other_{name}": value for name, value in _place(frames, second).items()}
    return {"what": "relation", "now": relation["summary"], **_asked(frames, first), **other}


def _of_source(frames: Frames, claim: Row) -> Row:
    now = claim["source_name"] or claim["source_text"] or "nobody is named"
    return {"what": "claim_source", "now": now, **_asked(frames, claim), **_cue(frames, claim)}


def _of_mentions(frames: Frames, spans: list[Row]) -> Iterator[Row]:
    """Whom words of a contradiction mean by a pronoun or an office."""
    asked: dict[str, Row] = {}
    for span in spans:
        for mention in frames.index.by_article("entities")[span["article_id"]]:
            is_inside = span["char_start"] <= mention["char_start"] and mention["char_end"] <= span["char_end"]
            if is_inside and mention["entity_id"] and mention["resolved_by"] in CONCLUDED:
                asked[mention["mention_id"]] = mention
    for mention in asked.values():
        now = frames.index.actors[mention["entity_id"]]["name"]
        yield {"what": "mention", "now": now, **_asked(frames, mention)}


def _of_names(frames: Frames) -> Iterator[Row]:
    """Names that may be one actor's, at the first words that name the rarer one."""
    first: dict[str, Row] = {}
    for mention in frames.index.entities.values():
        first.setdefault(mention["entity_id"] or "", mention)
    for kept, other, reason in list_namesakes(frames):
        if other["entity_id"] in first:
            value = kept["entity_id"] if fold(kept["name"]) == fold(other["name"]) else kept["name"]
            known = {"what": "actor_merge", "value": value, "now": f"{other['name']}: {reason}"}
            yield {**known, **_asked(frames, first[other["entity_id"]])}


def _of_events(frames: Frames, events: list[Row]) -> Iterator[Row]:
    for event in events:
        what, now = ("event_date", event["edtf"]) if event["rival_dates"] else ("event_status", event["status"])
        if event["rival_dates"] or event["status"] in ("disputed", "denied"):
            yield {"what": what, "now": f"{now}: {event['label']}", **_asked(frames, event["evidence"][0])}


def _asked(frames: Frames, span: Row) -> Row:
    """Where the words of a question stand, and what stands around them."""
    text = frames.index.articles[span["article_id"]]["text"]
    start, end = max(0, span["char_start"] - AROUND), span["char_end"] + AROUND
    return {**_place(frames, span), "context": " ".join(text[start:end].split())}


def _cue(frames: Frames, claim: Row) -> Row:
    """The other place of a claim's question, which tells it from one of the same words: its cue, else its source."""
    for part in ("cue", "source"):
        start, end = claim[f"{part}_start"], claim[f"{part}_end"]
        if start is not None and end is not None:
            place = _place(frames, {"article_id": claim["article_id"], "char_start": start, "char_end": end})
            return {f"other_{name}": value for name, value in place.items()}
    return {}


def _place(frames: Frames, span: Row) -> Row:
    known = {name: span[name] for name in ("article_id", "char_start", "char_end")}
    return {**known, "words": frames.index.text_at(span)}
