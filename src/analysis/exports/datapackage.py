"""The saved frames as a Data Package: what each file and each column is, so that a program or a person can tell.

Sources:
    Frictionless Data, Data Package and Table Schema 1.0, https://specs.frictionlessdata.io
"""

import json
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.exports.dates_beside import list_dates
from analysis.exports.material import Material
from analysis.schema import FRAMES, KEYLESS, NAME, TEXT, Column, Row

DATES = "dates"
FURTHER = "A further column of the researcher's own table."
PLAIN_TYPES = {"string": "string", "offset": "integer", "number": "number"}
# What the id of another frame is called, and where it is the key.
KEYS = {next(iter(columns)): name for name, columns in FRAMES.items() if name not in KEYLESS}


def datapackage(material: Material) -> dict[str, bytes]:
    """Return `datapackage.json` for the CSV files of an output folder, and the table of dates that it names.

    Every column has its type, its vocabulary, whether it may be missing, and a description; ids that lead to another
    frame are foreign keys. `dates.csv` has the earliest and the latest of every EDTF value.

    Returns:
        Two files, to lie beside the CSV files. The same bytes for the same material.
    """
    resources = [_resource(name, _columns(name, material)) for name in FRAMES]
    dates = list_dates(material.frames, material.events)
    fields = [{"name": c, "type": "string", "description": text} for c, text in descriptions()[DATES].items()]
    schema = {"fields": fields, "primaryKey": ["edtf"], "missingValues": [""]}
    resources.append(_file(DATES) | {"schema": schema})
    package = {
        "profile": "tabular-data-package",
        "name": "conflicting-accounts",
        "title": "Conflicting accounts: frames of a corpus of news articles",
        "resources": resources,
    }
    return {
        "datapackage.json": f"{json.dumps(package, ensure_ascii=False, indent=1)}\n".encode(),
        "dates.csv": dates.to_csv(index=False, lineterminator="\n").encode(),
    }


@lru_cache(maxsize=1)
def descriptions() -> dict[str, dict[str, str]]:
    """Return {frame: {column: what it is}}."""
    content = Path(__file__).with_name("columns.toml").read_text(encoding="utf-8")
    return tomllib.loads(content)


def described() -> pd.DataFrame:
    """Return the description of every column as a table: frame, column, type, required, values, description."""
    rows = []
    for name, columns in FRAMES.items():
        for column, c in columns.items():
            text = descriptions().get(name, {}).get(column, "")
            rows.append((name, column, _type(c), "no" if c.nullable else "yes", " | ".join(c.values), text))
    return pd.DataFrame(rows, columns=["frame", "column", "type", "required", "values", "description"], dtype="str")


def _columns(name: str, material: Material) -> dict[str, Column]:
    """The columns of a frame, further ones that the researcher's own tables brought after its own."""
    table = getattr(material, name, None)
    table = getattr(material.frames, name, None) if table is None else table
    further = [] if table is None else [column for column in table.columns if column not in FRAMES[name]]
    return FRAMES[name] | dict.fromkeys(further, TEXT)


def _resource(name: str, columns: dict[str, Column]) -> Row:
    fields = [_field(name, column, c) for column, c in columns.items()]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if name not in KEYLESS:
        schema["primaryKey"] = [next(iter(columns))]
        keys = [column for column in columns if column in KEYS and KEYS[column] != name]
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": KEYS[column], "fields": [column]}} for column in keys
        ]
    return _file(name) | {"schema": schema}


def _file(name: str) -> Row:
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
    }


def _field(name: str, column: str, c: Column) -> Row:
    # A text that is there may be empty, and in a CSV that looks like one that is missing.
    is_filled = not c.nullable and (column in KEYS or c != NAME)
    constraints: dict[str, Any] = {"required": True} if is_filled else {}
    if c.values:
        constraints["enum"] = list(c.values)
    text = descriptions().get(name, {}).get(column, FURTHER)
    field = {"name": column, "type": _type(c), "description": text}
    return {**field, **({"constraints": constraints} if constraints else {})}


def _type(c: Column) -> str:
    return "array" if c.is_list else PLAIN_TYPES[c.kind]
