"""CSV as rows with line numbers; a row that can't be read is named and does not take the others with it."""

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator
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


class Lines:
    """Lines of a file with their number; those of the row at hand can be given back and read again."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._coming = iter(lines)
        self._returned: deque[str] = deque()
        self._of_row: list[str] = []
        self.number = 0

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else next(self._coming)
        self._of_row.append(line)
        self.number += 1
        return line

    def begin_row(self) -> int:
        """Forget the last row; return the number of the line that comes next, from 1."""
        self._of_row.clear()
        return self.number + 1

    def give_back(self, first: int = 0) -> None:
        """Let the lines of the row at hand be read again, from its `first`."""
        again = self._of_row[first:]
        self._returned.extendleft(reversed(again))
        self.number -= len(again)


def read_table(text: str | Iterable[str], header: list[str] | None = None) -> Iterator[Line | Unfit]:
    """Read a table whose first line names its columns.

    Commas, semicolons or tabs part the cells, whichever is most frequent in the first line. Column names are
    stripped and in small letters; cells are as written, `NA` and empty ones, too. Empty cells beyond the last named
    column, as spreadsheets write them, are left out.

    Args:
        text: A CSV file's text, or its lines with their ends.
        header: The names of the columns, where the first line does not hold them.

    Yields:
        A `Line` a row; blank rows are passed over. An `Unfit` a row that can't be read: too few or too many cells, or
        a quotation mark that is never closed. After one of these, reading goes on with the next line where there are
        columns enough to tell a row from a piece of text, and ends otherwise.

    Raises:
        Unfit: There is no header, or a name stands in it twice.
    """
    lines = Lines(io.StringIO(text, newline="") if isinstance(text, str) else text)
    first = ""
    while not first.strip():
        lines.begin_row()
        if (line := next(lines, None)) is None:
            raise Unfit("it is empty")
        first = line
    lines.give_back()
    delimiter = max(DELIMITERS, key=first.count)
    is_going_on = True
    while is_going_on:
        is_going_on = False
        for row in _rows(lines, delimiter):
            if header is None:
                if isinstance(row, Unfit):
                    raise row
                header = _header(row[1])
            elif isinstance(row, Unfit):
                yield row
                is_going_on = len(header) >= FEWEST_COLUMNS_TO_GO_ON
                lines.give_back(1)
                break
            elif not any(map(str.strip, row[1])):
                continue
            elif len(row[1]) >= len(header) and not any(row[1][len(header) :]):
                yield Line(row[0], dict(zip(header, row[1], strict=False)))
            else:
                yield Unfit(f"the row has {len(row[1])} cells, the header {len(header)}", row[0])


def _rows(lines: Lines, delimiter: str) -> Iterator[tuple[int, list[str]] | Unfit]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        start = lines.begin_row()
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
