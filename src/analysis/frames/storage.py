"""Frames ↔ a folder of Parquet and CSV files.

Parquet is what the package reads back; the CSV beside it is for people and other programs (lists as JSON, a missing
value empty, an empty text `""`). Every file is written whole or not at all, and the same frame gives the same bytes.
"""

import hashlib
import io
import json
import os
import tempfile
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Self, cast

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from analysis import schema
from analysis.corpus.places import locate
from analysis.errors import CorpusError, SchemaError
from analysis.frames.index import Index
from analysis.frames.version import code_version

MADE_BY = {"events": "run notebook 02_event_timeline", "disagreements": "run notebook 03_disagreements"}
ANNOTATE = "run `analysis annotate` or notebook 01_corpus"
# Every Parquet file of one `save` carries the same stamp, so that a half-replaced set is noticed.
STAMP = b"analysis.frames"


@dataclass(frozen=True)
class Frames:
    """The seven frames of one corpus, joined by ids; their columns are those of `schema.FRAMES`.

    `index` is made of them once and kept: to change a frame, make new frames (`dataclasses.replace`).
    """

    articles: pd.DataFrame
    sentences: pd.DataFrame
    entities: pd.DataFrame
    actors: pd.DataFrame
    claims: pd.DataFrame
    predications: pd.DataFrame
    timexes: pd.DataFrame

    @cached_property
    def index(self) -> Index:
        """The rows by id, article and sentence, with sides, names and places."""
        return Index(self)

    def save(self, folder: str | Path) -> None:
        """Write every frame as NAME.parquet and NAME.csv into a folder, which is made where it is missing.

        Raises:
            SchemaError: A frame is not valid, as `schema.check` says; nothing is written then.
            CorpusError: The folder can't be written to.
        """
        tables = {field.name: _arrow_table(field.name, getattr(self, field.name)) for field in fields(self)}
        csvs = {f"{name}.csv": _csv_bytes(table) for name, table in tables.items()}
        stamp = hashlib.sha256(b"".join(hashlib.sha256(csv).digest() for csv in csvs.values())).hexdigest()
        parquets = {
            f"{name}.parquet": _parquet_bytes(table.replace_schema_metadata({STAMP: stamp}))
            for name, table in tables.items()
        }
        _write_all(locate(folder), parquets | csvs)
        self.index.stamp = stamp

    @classmethod
    def load(cls, folder: str | Path) -> Self:
        """Read the seven frames that `save` wrote, and with them the events and disagreements that were made of them.

        Of a large corpus, which keeps its frames by story, those of all stories together.

        Raises:
            CorpusError: A frame is missing, unreadable, of another version, or of another `save` than the rest; the
                message names the file and the command that makes it.
        """
        from analysis.frames.shards import join_stories, keeps_stories

        home = locate(folder)
        if keeps_stories(home):
            return cast("Self", join_stories(home))
        tables = {field.name: _read_parquet(field.name, home) for field in fields(cls)}
        if len({(table.schema.metadata or {}).get(STAMP) for table in tables.values()}) > 1:
            raise CorpusError(f"the frames in {home} belong to different runs; {ANNOTATE} to write them anew")
        frames = cls(**{name: _frame(name, table) for name, table in tables.items()})
        stamp = (next(iter(tables.values())).schema.metadata or {}).get(STAMP)
        frames.index.stamp = stamp.decode() if stamp else None
        frames.index.made.update(_saved_of(frames.index.stamp, home))
        return frames


def save_frame(name: str, frame: pd.DataFrame, folder: str | Path, *, of: Frames | None = None) -> None:
    """Write one frame (`events`, `disagreements`, `excluded` …) as NAME.parquet and NAME.csv.

    Args:
        name: The frame's name.
        frame: The frame.
        folder: Where it goes; made where it is missing.
        of: The frames that it was made of: `Frames.load` then brings it along, as long as the folder holds these.

    Raises:
        SchemaError: It is not a valid frame `name`, or has columns that would not be stored.
        CorpusError: The folder can't be written to.
    """
    table = _arrow_table(name, frame)
    if of is not None and of.index.stamp is not None:
        table = table.replace_schema_metadata({STAMP: _stamp_of_made(of.index.stamp)})
    _write_all(locate(folder), {f"{name}.parquet": _parquet_bytes(table), f"{name}.csv": _csv_bytes(table)})


def load_frame(name: str, folder: str | Path) -> pd.DataFrame:
    """Read one frame that `save_frame` or `Frames.save` wrote, with its columns and dtypes, also where it is empty.

    Raises:
        CorpusError: It is missing, unreadable or of another version; the message says which command makes it.
    """
    return _frame(name, _read_parquet(name, locate(folder)))


def _stamp_of_made(stamp: str) -> str:
    """What a frame is known by that was made, by the code of today, of the frames with a stamp."""
    return hashlib.sha256(f"{stamp} {code_version()}".encode()).hexdigest()


def _saved_of(stamp: str | None, home: Path) -> dict[str, pd.DataFrame]:
    """The frames in a folder that were made of the frames with this stamp."""
    found = {}
    for name in MADE_BY if stamp else ():
        try:
            table = _read_parquet(name, home)
        except CorpusError:
            continue
        if (table.schema.metadata or {}).get(STAMP) == _stamp_of_made(str(stamp)).encode():
            found[name] = _frame(name, table)
    return found


def _arrow_table(name: str, frame: pd.DataFrame) -> pa.Table:
    schema.check(name, frame)
    columns = schema.columns_of(name, map(str, frame.columns))
    extra = [str(column) for column in frame.columns if column not in columns]
    if extra:
        raise SchemaError(f"{name} has columns that are not stored: {extra}; drop them before saving")
    arrays = []
    for field in schema.arrow(name, columns):
        values = frame[field.name]
        try:
            arrays.append(pa.array(values.astype("object").where(values.notna(), None).tolist(), type=field.type))
        except (pa.ArrowException, TypeError, ValueError) as error:
            raise SchemaError(f"{name} has a value in {field.name} that is no {field.type}: {error}") from error
    return pa.Table.from_arrays(arrays, schema=schema.arrow(name, columns))


def _frame(name: str, table: pa.Table) -> pd.DataFrame:
    columns = {}
    for column, c in schema.columns_of(name, table.column_names).items():
        columns[column] = pd.Series(table[column].to_pylist(), dtype=c.dtype)
    return schema.check(name, pd.DataFrame(columns, columns=list(columns)))


def _parquet_bytes(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def _csv_bytes(table: pa.Table) -> bytes:
    for place, column in enumerate(table.columns):
        if pa.types.is_list(column.type):
            listed = (None if v is None else json.dumps(v, ensure_ascii=False) for v in column.to_pylist())
            table = table.set_column(place, table.column_names[place], pa.array(listed, type=pa.string()))
    sink = io.BytesIO()
    pyarrow.csv.write_csv(table, sink)
    return sink.getvalue()


def _read_parquet(name: str, folder: Path) -> pa.Table:
    path = folder / f"{name}.parquet"
    remedy = MADE_BY.get(name, ANNOTATE)
    if not path.is_file():
        raise CorpusError(f"there is no {name} frame in {folder}; {remedy} to make it")
    try:
        table = pq.ParquetFile(path).read()
    except (pa.ArrowException, OSError) as error:
        raise CorpusError(f"{path} can't be read ({error}); {remedy} to write it anew") from error
    if not table.schema.equals(schema.arrow(name, table.column_names)):
        raise CorpusError(f"{path} was written by another version of this package; {remedy} to write it anew")
    return table


def write_whole(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Write a file so that at any moment either the old or the new content is there, whole.

    Args:
        path: The file; its folder is made where it is missing.
        content: All of its bytes.
        durable: Wait until the disk has them; a file that can be made again need not.

    Raises:
        OSError: The folder can't be written to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".tmp", delete=False
    ) as file:
        temporary = Path(file.name)
        try:
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _write_all(folder: Path, contents: dict[str, bytes]) -> None:
    try:
        for name, content in contents.items():
            write_whole(folder / name, content)
    except OSError as error:
        raise CorpusError(f"can't write to {folder} ({error.strerror}); choose a folder you may write to") from error
