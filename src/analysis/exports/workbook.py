"""The frames that people read as one .xlsx file."""

import json

import pandas as pd

from analysis.exports.datapackage import described
from analysis.exports.dates_beside import with_dates_beside
from analysis.exports.material import Material
from analysis.schema import FRAMES
from analysis.sheets import workbook_bytes

# What people read. The frames that only programs join (mentions, clauses, time expressions) make a workbook of 100
# articles ten times as slow to write; they are in the CSV files.
SHEETS = ("articles", "claims", "disagreements", "events", "actors")


def workbook(material: Material) -> dict[str, bytes]:
    """Return the frames SHEETS as `frames.xlsx`, a sheet each, the first sheet with what every column means.

    LibreOffice reads a CSV in UTF-8 as Windows-1252 when nobody tells it; a workbook needs no telling. Lists are JSON;
    beside an EDTF date stand its earliest and latest. A text too long for a cell is cut and says so.
    """
    tables = {"columns": described()}
    for name in SHEETS:
        table = getattr(material, name, None)
        table = getattr(material.frames, name) if table is None else table
        tables[name] = with_dates_beside(name, _flat(name, table))
    return {"frames.xlsx": workbook_bytes(tables)}


def _flat(name: str, table: pd.DataFrame) -> pd.DataFrame:
    lists = [column for column, c in FRAMES[name].items() if c.is_list]
    return table.assign(**{column: [json.dumps(v, ensure_ascii=False) for v in table[column]] for column in lists})
