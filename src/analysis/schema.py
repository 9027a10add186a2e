"""Columns, dtypes, keys and closed vocabularies of every frame; one check for all of them.

A frame is built from plain rows by `frame` and read back as plain rows by `records`; between the two,
missing values are None in rows and the dtype's own missing value in the frame.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa

from analysis.errors import SchemaError

Row = dict[str, Any]

SPAN = pa.struct([("article_id", pa.string()), ("char_start", pa.int64()), ("char_end", pa.int64())])
TARGET = pa.struct(
    [("role", pa.string()), ("char_start", pa.int64()), ("char_end", pa.int64()), ("entity_id", pa.string())]
)
ARGUMENT = pa.struct(
    [
        ("role", pa.string()),
        ("char_start", pa.int64()),
        ("char_end", pa.int64()),
        ("entity_id", pa.string()),
        ("number_low", pa.float64()),
        ("number_high", pa.float64()),
        ("unit", pa.string()),
        ("preposition", pa.string()),
        ("head_start", pa.int64()),
        ("head_end", pa.int64()),
    ]
)
RIVAL_DATE = pa.struct([("edtf", pa.string()), ("article_id", pa.string()), ("timex_id", pa.string())])
TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "offset": pa.int64(),
    "number": pa.float64(),
    "strings": pa.list_(pa.string()),
    "spans": pa.list_(pa.list_(pa.int64())),
    "evidence": pa.list_(SPAN),
    "targets": pa.list_(TARGET),
    "arguments": pa.list_(ARGUMENT),
    "rival_dates": pa.list_(RIVAL_DATE),
}


class Column(NamedTuple):
    """One column: its kind (a key of TYPES), whether it may be missing, and its closed vocabulary."""

    kind: str = "string"
    nullable: bool = True
    values: tuple[str, ...] = ()

    @property
    def is_list(self) -> bool:
        return self.dtype == "object"

    @property
    def dtype(self) -> str:
        """The pandas dtype of the column."""
        return {"string": "str", "offset": "Int64", "number": "Float64"}.get(self.kind, "object")


TEXT = Column()
NAME = Column(nullable=False)
OFFSET = Column("offset", nullable=False)
MAYBE_OFFSET = Column("offset")
NUMBER = Column("number", nullable=False)
LIST = Column("strings", nullable=False)


def one_of(*values: str, nullable: bool = False) -> Column:
    return Column("string", nullable, values)


KIND = one_of("person", "organisation", "state", "place", "group", "media")
POLARITY = one_of("+", "-")
FACTUALITY = one_of("certain", "probable", "possible", "unknown")
STANCE = one_of("affirms", "denies", "qualifies", "accuses", "account", nullable=True)
# What fired: an act of contest with its content, a part in something, or a mere reply; a claim that the act itself
# names; a clause and its negation; rival counts; each side's accusation of the other; what was never arranged; …
RULES = (
    "denied_content",
    "denied_part",
    "reply",
    "claim_named",
    "negation",
    "countered",
    "rival_counts",
    "mutual_blame",
    "not_arranged",
    "series",
    "same_claim",
)
SPAN_COLUMNS = {"char_start": OFFSET, "char_end": OFFSET}

FRAMES: dict[str, dict[str, Column]] = {
    "articles": {
        "article_id": NAME,
        "title": TEXT,
        "outlet": TEXT,
        "published": TEXT,
        "url": TEXT,
        "language": TEXT,
        "byline": TEXT,
        "section": TEXT,
        "text": NAME,
        "sha256": NAME,
        "path": TEXT,
        "file_sha256": TEXT,
        "origin_id": NAME,
    },
    "sentences": {
        "sentence_id": NAME,
        "article_id": NAME,
        **SPAN_COLUMNS,
        "paragraph": OFFSET,
        "text": NAME,
    },
    "entities": {
        "mention_id": NAME,
        "article_id": NAME,
        "sentence_id": NAME,
        **SPAN_COLUMNS,
        "text": NAME,
        "kind": KIND,
        "entity_id": TEXT,
        "reading": one_of("actor", "place", "possessor", "nationality"),
        "resolved_by": one_of("exact", "alias", "surname", "title", "pronoun", "role", "metonym", "none"),
        "decided": TEXT,
    },
    "actors": {
        "entity_id": NAME,
        "name": NAME,
        "kind": KIND,
        "iso3": TEXT,
        "aliases": LIST,
        "parent_id": TEXT,
        "side": TEXT,
        "article_id": TEXT,
    },
    "claims": {
        "claim_id": NAME,
        "article_id": NAME,
        "sentence_id": NAME,
        "parent_claim_id": TEXT,
        "source_start": MAYBE_OFFSET,
        "source_end": MAYBE_OFFSET,
        "source_text": TEXT,
        "entity_id": TEXT,
        "source_name": TEXT,
        "co_source_ids": LIST,
        "cue_start": MAYBE_OFFSET,
        "cue_end": MAYBE_OFFSET,
        "cue_text": TEXT,
        "cue_connotation": one_of("neutral", "supporting", "doubting"),
        "content_spans": Column("spans", nullable=False),
        "content_text": NAME,
        **SPAN_COLUMNS,
        "quotation": one_of("direct", "indirect", "mixed"),
        "polarity": POLARITY,
        "factuality": FACTUALITY,
        "voice": one_of("attributed", "unattributed", nullable=True),
        "speech_act": one_of("assert", "deny", "accuse", "demand", "promise", "warn", "praise", "ask", "intend"),
        "targets": Column("targets", nullable=False),
        "said_on": TEXT,
        "decided": TEXT,
    },
    "predications": {
        "predication_id": NAME,
        "article_id": NAME,
        "sentence_id": NAME,
        "claim_id": TEXT,
        **SPAN_COLUMNS,
        "text": NAME,
        "predicate_start": OFFSET,
        "predicate_end": OFFSET,
        "predicate": NAME,
        "family": TEXT,
        "polarity": POLARITY,
        "factuality": FACTUALITY,
        "tense": one_of("past", "present", "future", "none"),
        "voice": one_of("attributed", "outlet", "unattributed", nullable=True),
        "mood": one_of("asserted", "denied", "asked", "supposed", nullable=True),
        "attachment": one_of(
            "main", "conjunct", "complement", "noun_complement", "relative", "adverbial", "other", nullable=True
        ),
        "joining": TEXT,
        "governor_id": TEXT,
        "holder_start": MAYBE_OFFSET,
        "arguments": Column("arguments", nullable=False),
        "time": TEXT,
        "timex_id": TEXT,
    },
    "timexes": {
        "timex_id": NAME,
        "article_id": NAME,
        "sentence_id": NAME,
        **SPAN_COLUMNS,
        "text": NAME,
        "type": one_of("DATE", "TIME", "DURATION", "SET"),
        "value": TEXT,
        "mod": TEXT,
        "edtf": TEXT,
        "anchor": NAME,
        "rule": NAME,
    },
    "events": {
        "event_id": NAME,
        "label": NAME,
        "edtf": TEXT,
        "earliest": TEXT,
        "latest": TEXT,
        "rival_dates": Column("rival_dates", nullable=False),
        "status": one_of("undisputed", "claimed", "denied", "planned", "disputed"),
        "claimed_by": LIST,
        "denied_by": LIST,
        "participants": LIST,
        "places": LIST,
        "evidence": Column("evidence", nullable=False),
        "n_articles": OFFSET,
        "n_leads": OFFSET,
        "n_voices": OFFSET,
        "weight": NUMBER,
        "setting": one_of("story", "background"),
        "decided": TEXT,
    },
    "disagreements": {
        "relation_id": NAME,
        "matter_id": NAME,
        "relation": one_of("contradiction", "difference", "update", "agreement"),
        "kind": one_of(
            "denial",
            "blame_reversal",
            "numeric_mismatch",
            "date_mismatch",
            "existence",
            "opposite",
            "presupposition",
            "scope_mismatch",
            "attribution_mismatch",
            "certainty",
            "reversal",
            "revision",
            "common_ground",
            "wording",
        ),
        "evidence_a": Column("evidence", nullable=False),
        "evidence_b": Column("evidence", nullable=False),
        "claim_ids_a": LIST,
        "claim_ids_b": LIST,
        "parties_a": LIST,
        "parties_b": LIST,
        "stance_a": STANCE,
        "stance_b": STANCE,
        "confidence": one_of("high", "medium"),
        "rule": one_of(*RULES, nullable=True),
        "reason": NAME,
        "question": TEXT,
        "summary": NAME,
        "story_id": TEXT,
        "decided": TEXT,
    },
    "excluded": {
        "path": NAME,
        "line": MAYBE_OFFSET,
        "article_id": TEXT,
        "kind": one_of("exclusion", "remark"),
        "reason": NAME,
    },
}
# The first column of a frame is its key; excluded is a list of complaints and has none.
KEYLESS = ("excluded",)
# Frames that carry the researcher's own further columns, as texts, after their own.
OPEN = ("actors", "articles")


def columns_of(name: str, stated: Iterable[str]) -> dict[str, Column]:
    """Return the columns of a frame `name`: its own and, where it is open, further ones, in order of their names.

    Args:
        name: A key of FRAMES.
        stated: Every column that the frame or its rows have; what is no column of a frame that is not open is left out.
    """
    further = sorted(set(stated) - set(FRAMES[name])) if name in OPEN else []
    return FRAMES[name] | dict.fromkeys(further, TEXT)


def arrow(name: str, stated: Iterable[str] = ()) -> pa.Schema:
    """Return the pyarrow schema under which frame `name`, with these columns, is stored."""
    return pa.schema([pa.field(column, TYPES[c.kind], c.nullable) for column, c in columns_of(name, stated).items()])


def frame(name: str, rows: Iterable[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """Build the frame `name` from rows and check it.

    Args:
        name: A key of FRAMES.
        rows: One mapping a row; keys that are no column are left out, absent ones are missing values. Articles
            may have further columns: those that any row has, as texts.

    Returns:
        One row a mapping, in the order given, with the columns and dtypes of `name`, also where there are no rows.

    Raises:
        SchemaError: As `check`.
    """
    listed = list(rows)
    columns = columns_of(name, {key for row in listed for key in row} if name in OPEN else ())
    data = {}
    for column, c in columns.items():
        values = [row.get(column) for row in listed]
        data[column] = pd.Series(values, dtype=c.dtype)
    return check(name, pd.DataFrame(data, columns=list(columns)))


def check(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return `table` unchanged where it is a valid frame `name`.

    Raises:
        SchemaError: A column is missing, a key repeats, a required value is missing, or a value is outside its
            vocabulary; the message names the frame, the column, the first five offenders and what is allowed.
    """
    columns = FRAMES[name]
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise SchemaError(f"{name} lacks the columns {missing}; it needs {list(columns)}")
    key = next(iter(columns))
    if name not in KEYLESS and table[key].duplicated().any():
        repeated = sorted(set(table.loc[table[key].duplicated(), key].astype(str)))[:5]
        raise SchemaError(f"{name} repeats {key} {repeated}; give every row an id of its own")
    for column, c in columns.items():
        if not c.nullable and table[column].isna().any():
            ids = table.loc[table[column].isna(), key].astype(str).tolist()[:5]
            raise SchemaError(f"{name} has no {column} in {ids}; every row needs one")
        if c.values:
            odd = sorted(set(table[column].dropna()) - set(c.values))[:5]
            if odd:
                raise SchemaError(f"{name} has {column} {odd}; use one of {list(c.values)}")
    return table


def records(table: pd.DataFrame) -> list[Row]:
    """Return the rows as dictionaries, with None for every missing value and int for every offset."""
    columns = {}
    for column in table.columns:
        values = table[column]
        columns[str(column)] = values.astype("object").where(values.notna(), None).tolist()
    names = list(columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def span_id(article_id: str, letter: str, *offsets: int) -> str:
    """Return the id of a row that is a span of an article: stable under edits of other articles.

    >>> span_id("a1", "s", 0, 12)
    'a1:s0-12'
    """
    return f"{article_id}:{letter}" + "-".join(map(str, offsets))


def evidence_id(letter: str, parts: Sequence[Any]) -> str:
    """Return an id that depends on the sorted parts (ids or spans) and on nothing else."""
    ordered = sorted(json.dumps(part, sort_keys=True) for part in parts)
    return letter + hashlib.sha256("\n".join(ordered).encode()).hexdigest()[:12]
