"""Excel tables → records: every sheet with a header is a table, a row an article."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from analysis.corpus.archives import check_members
from analysis.corpus.extras import library
from analysis.corpus.fields import names_of, plain_name
from analysis.corpus.files import RawFile, Unfit
from analysis.corpus.items import Record
from analysis.corpus.tables import LONGEST_CELL, Line

MOST_BYTES = 200_000_000


def read_sheets(file: RawFile) -> Iterator[Record | Unfit]:
    """Read the rows of every sheet; a formula counts as the value that was saved with it, and no macro runs.

    Raises:
        Unfit: It is damaged, too large, holds no table of articles, or openpyxl is missing.
    """
    openpyxl = library("openpyxl")
    data = file.read(MOST_BYTES)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_members(archive)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        n_tables = 0
        for sheet in book.worksheets:
            for record in _records(sheet.iter_rows(values_only=True)):
                n_tables += 1
                yield record
    except Unfit:
        raise
    except Exception as error:
        raise Unfit(
            f"it is no Excel table that can be read ({type(error).__name__}); save it again as .xlsx"
        ) from error
    if not n_tables:
        raise Unfit(f"no sheet has a column {' or '.join(names_of('text')[:3])}", 1)


def _records(rows: Iterator[tuple[Any, ...]]) -> Iterator[Record | Unfit]:
    """The rows of a sheet that has a column of texts or links; none of another."""
    header: list[str] = []
    for line, cells in enumerate(rows, start=1):
        values = [_as_text(cell) for cell in cells]
        if not any(value.strip() for value in values):
            continue
        if not header:
            header = [value.strip().lower() for value in values]
            if not _is_of_articles(header, line):
                return
            continue
        row = Line(line, {name: value for name, value in zip(header, values, strict=False) if name})
        if any(len(value) > LONGEST_CELL for value in row.cells.values()):
            yield Unfit("the row has a cell longer than any article", line)
        else:
            yield Record(row.line, row.cells)


def _is_of_articles(header: list[str], line: int) -> bool:
    """Whether a sheet has a column of texts or links.

    Raises:
        Unfit: It has, and names a column twice.
    """
    if not {plain_name(name) for name in header} & {*names_of("text"), *names_of("url")}:
        return False
    n_columns = Counter(filter(None, header))
    twice = sorted(name for name, n in n_columns.items() if n > 1)
    if twice:
        raise Unfit(f"its header names {twice} twice", line)
    return True


def _as_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
