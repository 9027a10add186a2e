"""Frames → tables of a page: every cell escaped, the words of each row as a link, what is too long folded away."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.corpus import locate
from analysis.errors import CorpusError, whole_number
from analysis.frames import Frames, write_whole
from analysis.report.pieces import SET_LEFT, Piece, isolated
from analysis.report.quotes import excerpt
from analysis.schema import records

NONE = "–"
LONG_TEXT = 50
# A date, a status: too short to be broken.
SHORT_TEXT = 12
# Names in a cell; the saved frame has all.
MOST_LISTED = 3
SPAN = ("article_id", "char_start", "char_end")
# Rows that a fold holds; a page is no place for thousands.
MOST_FOLDED = 60
# Columns that are made of a row's place.
WORDS, ARTICLE = "words", "article"


def show_table(
    table: pd.DataFrame,
    *,
    caption: str,
    words: Frames | None = None,
    columns: Sequence[str] = (),
    most: int | None = None,
    index: bool = False,
) -> Piece:
    """Return a frame as a table with a caption, scopes on its headings and every cell escaped.

    Args:
        table: Any frame. Numbers are set right, a missing value is a dash, of a list the first three stand with the
            number of the others; the result of `excerpt` becomes a link. Headings lose "n_" and underscores.
        caption: What the rows are, with their unit; shown above the table.
        words: The frames that rows with article_id, char_start and char_end point into: the words at each row's place
            stand in the last column as a link, instead of the three numbers. Null offsets give no words.
        columns: What to show, in this order; all by default. With `words` there is a column "article", too.
        most: Rows shown; some more are folded away, and those after them are counted.
        index: Show the index as headings of the rows.

    Returns:
        The table; where the frame has no rows, one line that says so.

    Raises:
        ParameterError: `most` is no whole number, or a row's place does not exist.
    """
    if table.empty:
        return Piece(Markup('<p class="nothing">{}: <b>none</b>.</p>').format(caption))
    n_shown = len(table) if most is None else whole_number(most, "most")
    kept = table.iloc[: n_shown + MOST_FOLDED]
    if words is not None:
        kept = _with_words(kept, words)
    elif columns:
        kept = kept[list(columns)]
    if words is not None and columns:
        kept = kept[[*columns, WORDS]]
    n_left = len(table) - len(kept)
    shown = _html(kept.iloc[:n_shown], caption, index=index) if n_shown else Markup("")
    return Piece(shown + _fold(kept.iloc[n_shown:], caption, n_left, index=index))


def save_table(name: str, table: pd.DataFrame, folder: str | Path) -> None:
    """Write a frame as NAME.csv (UTF-8, without its index), whole or not at all; the same frame gives the same bytes.

    Args:
        name: The file's name without its ending.
        table: Any frame of texts and numbers.
        folder: Where it goes; a relative path counts as those of the notebooks' parameters do.

    Raises:
        CorpusError: The folder can't be written to.
    """
    place = locate(folder) / f"{name}.csv"
    try:
        write_whole(place, table.to_csv(index=False, lineterminator="\n").encode())
    except OSError as error:
        raise CorpusError(f"can't write {place} ({error.strerror}); choose a folder you may write to") from error


def place_of(evidence: "pd.Series[Any]") -> dict[str, list[Any]]:
    """Return the place of the first piece of evidence of each row, as columns that `show_table` takes its words from.

    Args:
        evidence: Lists of {article_id, char_start, char_end}; none is empty.
    """
    return {column: [spans[0][column] for spans in evidence] for column in SPAN}


def _with_words(table: pd.DataFrame, frames: Frames) -> pd.DataFrame:
    """The table with the words of each row's place and the article's name, without the place itself."""
    places = records(table[list(SPAN)].astype({"char_start": "Int64", "char_end": "Int64"}))
    names = frames.index.article_names
    quoted = [None if p["char_start"] is None else excerpt(frames, *p.values()) for p in places]
    shown = table.drop(columns=[*SPAN, *({WORDS, ARTICLE} & set(table.columns))])
    shown[ARTICLE] = [names.get(p["article_id"]) for p in places]
    shown[WORDS] = pd.Series(quoted, index=table.index, dtype="object")
    return shown


def _fold(rows: pd.DataFrame, caption: str, n_left: int, *, index: bool) -> Markup:
    if rows.empty:
        return Markup("")
    n = len(rows)
    label = f"{n:,} more row{'' if n == 1 else 's'}" + (
        f"; {n_left:,} after these are not on this page" if n_left else ""
    )
    form = Markup('<details class="more"><summary>{}</summary>{}</details>')
    return form.format(label, _html(rows, f"{caption}, continued", index=index))


def _html(table: pd.DataFrame, caption: str, *, index: bool) -> Markup:
    rows = table.reset_index() if index else table
    headings = [_heading(column) for column in rows.columns]
    kinds = [_kind(rows.iloc[:, i]) for i in range(rows.shape[1])]
    # By position, for names may repeat; one column at a time, for a row would mix the columns' types.
    cells = list(zip(*(_values(rows.iloc[:, i]) for i in range(rows.shape[1])), strict=True))
    head = Markup("").join(map(Markup('<th scope="col"{}>{}</th>').format, kinds, headings))
    tags = ['th scope="row"'] * (table.index.nlevels if index else 0) + ["td"] * len(kinds)
    body = Markup("\n").join(
        Markup("<tr>{}</tr>").format(Markup("").join(map(_cell, tags, kinds, row))) for row in cells
    )
    form = Markup(
        '<div class="table" role="region" tabindex="0" aria-label="{}"><table><caption{}>{}</caption>'
        "<thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table></div>"
    )
    return form.format(caption, SET_LEFT, caption, head, body)


def _values(column: pd.Series) -> list[Any]:
    if pd.api.types.is_float_dtype(column) and (column.dropna() % 1 == 0).all():
        column = column.astype("Int64")
    values: list[Any] = column.astype("object").where(column.notna(), None).tolist()
    return values


def _heading(column: Any) -> str:
    parts = column if isinstance(column, tuple) else (column,)
    return " · ".join(str(part).removeprefix("n_").replace("_", " ") for part in parts if str(part))


def _kind(column: pd.Series) -> Markup:
    """The attributes of a column's cells: numbers stand right, columns of sentences need room on a phone."""
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return Markup(' class="number"')
    longest = max((len(_plain(value)) for value in _values(column)), default=0)
    if longest > LONG_TEXT:
        return Markup(' class="long"') + SET_LEFT
    return Markup(' class="short"') + SET_LEFT if longest <= SHORT_TEXT else SET_LEFT


def _cell(tag: str, kind: Markup, value: Any) -> Markup:
    inner = value if isinstance(value, Piece) else isolated(_plain(value))
    return Markup("<{}{}>{}</{}>").format(Markup(tag), kind, inner, tag[:2])  # noqa: S704  one of two tags


def _plain(value: Any) -> str:
    if value is None or value is pd.NA or (isinstance(value, str) and not value.strip()):
        return NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return NONE if value != value else f"{value:,.2f}"  # noqa: PLR0124  NaN is the one number unlike itself
    if isinstance(value, Sequence) and not isinstance(value, str):
        n_more = len(value) - MOST_LISTED
        shown = ", ".join(_plain(part) for part in value[:MOST_LISTED])
        return (f"{shown} and {n_more} more" if n_more > 0 else shown) or NONE
    return str(value)
