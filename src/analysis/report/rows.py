"""Any row of any frame in its context."""

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis import schema
from analysis.errors import ParameterError
from analysis.frames import Frames
from analysis.report.listings import show_table
from analysis.report.pieces import Piece
from analysis.report.quotes import quotation, quotations
from analysis.schema import Row, records

HASHED_ID = re.compile(r"[a-z]+[0-9a-f]{12}")
SHOWN_MENTIONS = 5
# Long text that the quotation above the table shows anyway.
NOT_IN_TABLE = ("text", "content_text")


def show(frames: Frames, row_id: str) -> Piece:
    """Show any row in its context: the words it stands for, marked in their sentence, and its columns.

    Args:
        frames: The frames to look in.
        row_id: The key of a row: of an article, sentence, mention, actor, claim, predication or time expression; or of
            an event or a relation, which are taken as saved with these frames, or else found once.

    Returns:
        A display for Jupyter; an actor comes with its first mentions, an event or relation with all its evidence.

    Raises:
        ParameterError: No frame has such a row.

    Sources:
        The form follows concordances (key word in context) as corpus linguists use them.
    """
    for name, table in _tables(frames, row_id):
        key = next(iter(schema.FRAMES[name]))
        found = table.loc[table[key] == row_id]
        if not found.empty:
            return _shown(frames, name, records(found)[0])
    examples = [str(getattr(frames, f.name).iloc[0, 0]) for f in fields(frames) if len(getattr(frames, f.name))]
    raise ParameterError(f"no frame has a row {row_id!r}; ids look like {examples}")


def _tables(frames: Frames, row_id: str) -> Iterator[tuple[str, pd.DataFrame]]:
    for field in fields(frames):
        yield field.name, getattr(frames, field.name)
    if HASHED_ID.fullmatch(str(row_id)):
        from analysis.disagreement import find_disagreements
        from analysis.timeline import build_timeline

        yield "events", build_timeline(frames)
        yield "disagreements", find_disagreements(frames)


def _shown(frames: Frames, name: str, row: Row) -> Piece:
    key = next(iter(schema.FRAMES[name]))
    cells = {column: value for column, value in row.items() if column not in NOT_IN_TABLE and value not in (None, [])}
    listed = pd.DataFrame([(column, _flat(value)) for column, value in cells.items()], columns=["column", "value"])
    table = show_table(listed, caption=f"One row of {name}: {row[key]}")
    return Piece(Markup('<section class="row">{}\n{}</section>').format(_words(frames, name, row), table))


def _words(frames: Frames, name: str, row: Row) -> Piece:
    if name == "articles":
        return quotations(frames, frames.index.by_article("sentences")[row["article_id"]][:1])
    if name == "actors":
        mentions = frames.entities.loc[frames.entities["entity_id"] == row["entity_id"]]
        return quotations(frames, records(mentions.head(SHOWN_MENTIONS)), context=True)
    if name == "disagreements":
        sides = Markup('<p class="reading">{}</p>{}<p class="reading">{}</p>{}')
        one, other = quotations(frames, row["evidence_a"]), quotations(frames, row["evidence_b"])
        return Piece(sides.format(row["summary"], one, row["reason"], other))
    if name == "events":
        return quotations(frames, row["evidence"], context=True)
    return quotation(frames, row["article_id"], row["char_start"], row["char_end"], context=True)


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{k} {v}" for k, v in value.items() if v is not None)
    if isinstance(value, (list, tuple)):
        return ", ".join(_flat(part) for part in value)
    return str(value)
