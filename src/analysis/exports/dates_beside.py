"""EDTF for programs that don't read it: the earliest and the latest moment beside every date.

PyPI's edtf 5.0.2 stops at `../XXXX-06-07`, undate 0.8.0 drops the marks of doubt, npm's edtf 4.11.1 has ends of its own
for seasons: what a date allows is therefore written out as this package reads it.
"""

import pandas as pd

from analysis.dates import ends_of
from analysis.frames import Frames

# The columns that hold EDTF; `events` has its earliest and latest already.
EDTF_COLUMNS = {"articles": "published", "claims": "said_on", "predications": "time", "timexes": "edtf"}


def with_dates_beside(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return frame `name` with NAME_earliest and NAME_latest after its EDTF column; other frames as they are."""
    column = EDTF_COLUMNS.get(name)
    if column is None:
        return table
    ends = [ends_of(edtf) for edtf in table[column].astype("object").where(table[column].notna(), None)]
    place = list(table.columns).index(column) + 1
    copy = table.copy()
    for number, end in enumerate(("earliest", "latest")):
        copy.insert(place + number, f"{column}_{end}", pd.Series([e[number] for e in ends], table.index, dtype="str"))
    return copy


def list_dates(frames: Frames, events: pd.DataFrame) -> pd.DataFrame:
    """List every EDTF value of the frames, sorted, with the half-open interval [earliest, latest) it allows.

    Returns:
        Columns edtf, earliest, latest; an end that is open or not known is null.
    """
    columns = [getattr(frames, name)[column] for name, column in EDTF_COLUMNS.items()] + [events["edtf"]]
    values = sorted({str(value) for column in columns for value in column.dropna()})
    rows = [(value, *ends_of(value)) for value in values]
    return pd.DataFrame(rows, columns=["edtf", "earliest", "latest"], dtype="str")
