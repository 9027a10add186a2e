"""Tables that people edit in a spreadsheet, CSV or .xlsx: no cell is ever a formula, and every text comes back."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.decoding import read_text
from analysis.corpus.files import RawFile, Unfit
from analysis.corpus.tables import Line, read_table
from analysis.errors import CorpusError

# A spreadsheet would run these as formulas; a quote before them makes them text, and one more a quote.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
NO_CELL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Excel's own limits.
LONGEST_CELL, LONGEST_NAME = 32_767, 31
WIDEST, NARROWEST = 60, 8
NO_TIME = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
NO_DAY = (1980, 1, 1, 0, 0, 0)


def guarded(cell: str) -> str:
    """Return a cell's text with a quote before what a spreadsheet would take for a formula.

    >>> guarded("=1+1"), guarded("plain")
    ("'=1+1", 'plain')
    """
    return f"'{cell}" if FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return a cell's text as it was before `guarded`.

    >>> unguarded(guarded("=1+1")), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def sheet_bytes(table: pd.DataFrame, path: Path, choices: Mapping[str, Iterable[str]] | None = None) -> bytes:
    """Return a table for people to edit as the file that a path names; every text is `guarded`.

    Args:
        table: A table of texts and numbers.
        path: One that ends in .xlsx gets a workbook, any other CSV in UTF-8 with a byte order mark, by which Excel
            knows it. LibreOffice asks for the encoding, and takes Windows-1252 where it runs without a window.
        choices: As for `workbook_bytes`.
    """
    safe = table.map(lambda cell: guarded(cell) if isinstance(cell, str) else cell)
    if path.suffix == ".xlsx":
        return workbook_bytes({path.stem: safe}, choices)
    # With this line end, and not with a plain one, a lone "\r" in a cell is quoted, too.
    return b"\xef\xbb\xbf" + safe.to_csv(index=False, lineterminator="\r\n").encode()


def read_sheet(path: Path, command: str) -> Iterator[Line]:
    """Yield the rows of a sheet that `sheet_bytes` made and people edited, with the line that each begins on.

    Args:
        path: A CSV or .xlsx file.
        command: What makes a new sheet, for the message.

    Raises:
        CorpusError: It can't be read, or holds no table; the message names file, line and command.
    """
    try:
        for line in _lines(path):
            if isinstance(line, Unfit):
                raise line
            yield line._replace(cells={name: unguarded(cell) for name, cell in line.cells.items()})
    except Unfit as unfit:
        at = "" if unfit.line is None else f", line {unfit.line}"
        raise CorpusError(f"{path}{at}: {unfit.reason}; {command} makes a new sheet") from unfit
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path} can't be read ({error}); {command} makes a new sheet") from error


def _lines(path: Path) -> Iterator[Line | Unfit]:
    if path.suffix != ".xlsx":
        yield from read_table(read_text(RawFile(path.name, path)))
        return
    for number, cells in enumerate(read_workbook(path.read_bytes()).to_dict("records"), 2):
        yield Line(number, {str(name): str(cell) for name, cell in cells.items()})


def workbook_bytes(tables: Mapping[str, pd.DataFrame], choices: Mapping[str, Iterable[str]] | None = None) -> bytes:
    """Return tables as one .xlsx file: a sheet each, a frozen header that filters, texts as texts.

    A text longer than a cell may be is cut, and says how long it was. Control characters become U+FFFD.

    Args:
        tables: By the sheet's name; at most 31 characters of it are kept.
        choices: Column → values to choose from in its cells, whatever the sheet.

    Returns:
        The file's bytes, the same for the same tables.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, table in tables.items():
        _fill(book.create_sheet(name[:LONGEST_NAME]), table, choices or {})
    sink = io.BytesIO()
    book.save(sink)
    return _without_time(sink.getvalue())


def read_workbook(content: bytes) -> pd.DataFrame:
    """Return the first sheet of an .xlsx file as texts: column names stripped and in small letters, no blank rows.

    Raises:
        ValueError: It is no such file.
    """
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, OSError) as error:
        raise ValueError(f"it is no .xlsx file ({error})") from error
    rows = [["" if cell is None else _text(cell) for cell in row] for row in book.worksheets[0].values]
    header = [name.strip().lower() for name in rows[0]] if rows else []
    filled = [row for row in rows[1:] if any(cell.strip() for cell in row)]
    table = pd.DataFrame(filled, columns=header, dtype="str")
    return table.loc[:, [bool(name) for name in table.columns]]


def _text(cell: Any) -> str:
    """A cell as text: spreadsheets keep 12 as a number, and a typed TRUE as a truth."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _fill(sheet: Any, table: pd.DataFrame, choices: Mapping[str, Iterable[str]]) -> None:
    from openpyxl.utils import get_column_letter

    header = list(map(str, table.columns))
    rows = table.astype("object").where(table.notna(), None).to_numpy().tolist()
    for row in [header, *rows]:
        sheet.append([_cell(value) for value in row])
    # openpyxl takes a text that begins with "=" for a formula; here none is one.
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.data_type == "f":
                cell.data_type = "s"
    for place in range(len(header)):
        longest = max(len(str(row[place] or "")) for row in [header, *rows])
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(WIDEST, max(NARROWEST, longest + 2))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    if choices:
        _make_editable(sheet, header, choices)


def _make_editable(sheet: Any, header: list[str], choices: Mapping[str, Iterable[str]]) -> None:
    """Wrap long texts, and offer the values that a column takes."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for place, name in enumerate(header, 1):
        sheet.cell(1, place).font = Font(bold=True)
        if name in choices:
            listed = DataValidation("list", formula1=f'"{",".join(choices[name])}"', allow_blank=True)
            sheet.add_data_validation(listed)
            listed.add(f"{get_column_letter(place)}2:{get_column_letter(place)}{max(2, sheet.max_row)}")


def _cell(value: Any) -> Any:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number or value is None else _fitting(str(value))


def _fitting(text: str) -> str:
    clean = NO_CELL.sub("\ufffd", text)
    if len(clean) <= LONGEST_CELL:
        return clean
    note = f" … (cut here; {len(text)} characters in all)"
    return clean[: LONGEST_CELL - len(note)] + note


def _without_time(content: bytes) -> bytes:
    """Pack the file anew without the times that the library writes."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, NO_TIME.sub(rb"\g<1>1980-01-01T00:00:00Z", old.read(name)))
    return sink.getvalue()
