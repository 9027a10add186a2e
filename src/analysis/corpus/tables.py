"""CSV as rows with line numbers; a row that can't be read is named and does not take the others with it."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from analysis.corpus.files import Unfit

# Longer than any article may be: what is too long is told by its length, not by the CSV reader.
LONGEST_CELL = 8_000_000
DELIMITERS = ",;\t"
FEWEST_COLUMNS_TO_GO_ON = 3


class Line(NamedTuple):
    """A row of a table: the line it starts on, from 1, and its cells by column name."""

    line: int
    cells: dict[str, str]


def read_table(text: str) -> Iterator[Line | Unfit]:
    """Read a table whose first line names its columns.

    Commas, semicolons or tabs part the cells, whichever is most frequent in the first line. Column names are
    stripped and in small letters; cells are as written, `NA` and empty ones, too. Empty cells beyond the last named
    column, as spreadsheets write them, are left out.

    Args:
        text: A CSV file's text.

    Yields:
        A `Line` a row; blank rows are passed over. An `Unfit` a row that can't be read: too few or too many cells, or
        a quotation mark that is never closed. After one of these, reading goes on with the next line where there are
        columns enough to tell a row from a piece of text, and ends otherwise.

    Raises:
        Unfit: There is no header, or a name stands in it twice.
    """
    lines = list(io.StringIO(text, newline=""))
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        raise Unfit("it is empty")
    delimiter = max(DELIMITERS, key=lines[first].count)
    header: list[str] | None = None
    position = first
    while position < len(lines):
        for row in _rows(lines, position, delimiter):
            if header is None:
                if isinstance(row, Unfit):
                    raise row
                header = _header(row[1])
            elif isinstance(row, Unfit):
                yield row
                position = (row.line or len(lines)) if len(header) >= FEWEST_COLUMNS_TO_GO_ON else len(lines)
                break
            elif not any(map(str.strip, row[1])):
                continue
            elif len(row[1]) >= len(header) and not any(row[1][len(header) :]):
                yield Line(row[0], dict(zip(header, row[1], strict=False)))
            else:
                yield Unfit(f"the row has {len(row[1])} cells, the header {len(header)}", row[0])
        else:
            return


def _rows(lines: list[str], position: int, delimiter: str) -> Iterator[tuple[int, list[str]] | Unfit]:
    following = (lines[number] for number in range(position, len(lines)))
    reader = csv.reader(following, delimiter=delimiter, strict=True)
    while True:
        start = position + reader.line_num + 1
        try:
            with _long_cells():
                row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Unfit(f"the row starting here can't be read ({error}); look for an unclosed quotation mark", start)
            return
        yield start, row


def _header(cells: list[str]) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Unfit(f"its header names {twice} twice", 1)
    return names


@contextmanager
def _long_cells() -> Iterator[None]:
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)
