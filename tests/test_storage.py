"""Frames and rows come back from disk as they were written, or not at all."""

import json
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import schema
from analysis.corpus import find_project_root, locate
from analysis.errors import CorpusError, SchemaError
from analysis.frames import Frames, RowStore, load_frame, save_frame

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBERS = st.integers(0, 2**40)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)


def struct_values(struct: Any) -> st.SearchStrategy[dict[str, Any]]:
    by_type = {"string": TEXTS, "int64": NUMBERS, "double": st.floats(allow_nan=False)}
    return st.fixed_dictionaries({field.name: st.none() | by_type[str(field.type)] for field in struct})


LISTS: dict[str, st.SearchStrategy[Any]] = {
    "strings": st.lists(TEXTS, max_size=3),
    "spans": st.lists(st.tuples(NUMBERS, NUMBERS).map(list), max_size=3),
    "evidence": st.lists(struct_values(schema.SPAN), max_size=2),
    "targets": st.lists(struct_values(schema.TARGET), max_size=2),
    "arguments": st.lists(struct_values(schema.ARGUMENT), max_size=2),
    "rival_dates": st.lists(struct_values(schema.RIVAL_DATE), max_size=2),
}


def cells(column: schema.Column) -> st.SearchStrategy[Any]:
    if column.values:
        values: st.SearchStrategy[Any] = st.sampled_from(column.values)
    else:
        values = {"string": TEXTS, "offset": NUMBERS, "number": FLOATS, **LISTS}[column.kind]
    return st.none() | values if column.nullable else values


def frames_named(name: str) -> st.SearchStrategy[pd.DataFrame]:
    columns = schema.FRAMES[name]
    row = st.fixed_dictionaries({key: cells(column) for key, column in columns.items()})
    key = None if name in schema.KEYLESS else next(iter(columns))
    rows = st.lists(row, max_size=4, unique_by=(lambda r: r[key]) if key else None)
    return rows.map(lambda listed: schema.frame(name, listed))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("derived")


def empty_frames(**given_frames: pd.DataFrame) -> Frames:
    empty = {field.name: schema.frame(field.name) for field in fields(Frames)}
    return Frames(**{**empty, **given_frames})


@pytest.mark.parametrize("name", list(schema.FRAMES))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_frame_comes_back_equal_and_gives_the_same_bytes(name, folder, data):
    frame = data.draw(frames_named(name))
    save_frame(name, frame, folder)
    once = [(folder / f"{name}.{ending}").read_bytes() for ending in ("parquet", "csv")]
    back = load_frame(name, folder)
    pd.testing.assert_frame_equal(back, frame)
    assert schema.records(back) == schema.records(frame)
    save_frame(name, back, folder)
    assert [(folder / f"{name}.{ending}").read_bytes() for ending in ("parquet", "csv")] == once


def test_a_csv_tells_missing_from_empty_and_keeps_lists_as_json(tmp_path):
    evidence = [{"article_id": "ä", "char_start": 0, "char_end": 4}]
    row = {key: [] for key in schema.FRAMES["events"]} | {
        "event_id": "e1",
        "label": 'a "b",\r\n=1',
        "edtf": "",
        "earliest": None,
        "latest": None,
        "status": "claimed",
        "evidence": evidence,
        "n_articles": 1,
        "n_leads": 0,
        "n_voices": 1,
        "weight": 1.5,
        "setting": "story",
    }
    save_frame("events", schema.frame("events", [row]), tmp_path)
    content = (tmp_path / "events.csv").read_bytes().decode()
    assert content.startswith('"event_id","label","edtf","earliest"')
    assert content.partition("\n")[2].startswith('"e1","a ""b"",\r\n=1","",,,"[]","claimed"')
    assert content.endswith("\n")
    read = pd.read_csv(tmp_path / "events.csv", dtype=str, keep_default_na=False)
    assert json.loads(read["evidence"][0]) == evidence


def test_all_frames_come_back(tmp_path):
    frames = empty_frames(actors=schema.frame("actors", [
        {"entity_id": "x", "name": "X", "kind": "state", "aliases": ["a", "b"]},
    ]))  # fmt: skip
    frames.save(tmp_path / "new" / "folder")
    back = Frames.load(tmp_path / "new" / "folder")
    for field in fields(Frames):
        pd.testing.assert_frame_equal(getattr(back, field.name), getattr(frames, field.name))
    assert not list((tmp_path / "new" / "folder").glob(".*"))


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("articles", "analysis annotate"),
        ("events", "02_event_timeline"),
        ("disagreements", "03_disagreements"),
    ],
)
def test_a_missing_frame_names_what_makes_it(tmp_path, name, remedy):
    with pytest.raises(CorpusError, match=remedy):
        load_frame(name, tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"PAR1", b"no parquet at all", None], ids=["empty", "cut-short", "text", "directory"]
)
def test_a_broken_file_is_a_clear_error(tmp_path, content):
    empty_frames().save(tmp_path)
    path = tmp_path / "claims.parquet"
    path.unlink()
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    with pytest.raises(CorpusError, match="analysis annotate"):
        Frames.load(tmp_path)


def test_frames_of_two_runs_are_not_mixed(tmp_path):
    empty_frames().save(tmp_path)
    kept = (tmp_path / "actors.parquet").read_bytes()
    rows = [{"entity_id": "x", "name": "X", "kind": "state", "aliases": []}]
    empty_frames(actors=schema.frame("actors", rows)).save(tmp_path)
    (tmp_path / "actors.parquet").write_bytes(kept)
    with pytest.raises(CorpusError, match="different runs"):
        Frames.load(tmp_path)


def test_a_frame_of_another_version_is_refused(tmp_path):
    save_frame("excluded", schema.frame("excluded"), tmp_path)
    (tmp_path / "excluded.parquet").replace(tmp_path / "claims.parquet")
    with pytest.raises(CorpusError, match="another version"):
        load_frame("claims", tmp_path)


def test_nothing_is_written_where_a_frame_is_invalid(tmp_path):
    with pytest.raises(SchemaError, match="lacks the columns"):
        empty_frames(timexes=pd.DataFrame()).save(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_column_that_would_be_lost_is_refused(tmp_path):
    with pytest.raises(SchemaError, match="not stored: \\['note'\\]"):
        save_frame("excluded", schema.frame("excluded").assign(note=1), tmp_path)


def test_the_further_columns_of_articles_come_back(tmp_path):
    rows = [{"article_id": "a", "text": "A.", "sha256": "0", "origin_id": "a", "wave": "3", "batch": None}]
    articles = schema.frame("articles", [*rows, {**rows[0], "article_id": "b", "batch": "x", "wave": ""}])
    assert list(articles.columns)[-2:] == ["batch", "wave"]
    save_frame("articles", articles, tmp_path)
    pd.testing.assert_frame_equal(load_frame("articles", tmp_path), articles)
    with pytest.raises(SchemaError, match="value in wave"):
        save_frame("articles", articles.assign(wave=[{}, {}]), tmp_path)


def test_a_folder_that_is_a_file_is_a_clear_error(tmp_path):
    (tmp_path / "taken").write_text("x")
    with pytest.raises(CorpusError, match="can't write"):
        save_frame("excluded", schema.frame("excluded"), tmp_path / "taken")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.dictionaries(st.text(max_size=9), TEXTS, max_size=5))
def test_a_row_store_is_a_mapping(texts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("rows")
    store = RowStore(folder)
    store.update(texts)
    assert dict(RowStore(folder)) == texts
    for key in texts:
        del store[key]
    assert len(store) == 0
    assert "absent" not in store


@pytest.mark.parametrize("content", [b"", b"garbage", b"x\x9c", None], ids=["empty", "garbage", "cut", "directory"])
def test_a_garbled_row_counts_as_absent_and_is_made_again(tmp_path, content):
    store = RowStore(tmp_path)
    store["a"] = "one"
    (path,) = tmp_path.glob("??/*.rows")
    if content is None:
        path.unlink()
        path.mkdir()
        assert "a" not in store
        return
    path.write_bytes(content)
    assert "a" not in store
    assert list(store) == []
    store["a"] = "two"
    assert store["a"] == "two"


def test_a_row_of_another_key_counts_as_absent(tmp_path):
    store = RowStore(tmp_path)
    store["a"] = "one"
    (of_a,) = tmp_path.glob("??/*.rows")
    store["b"] = "two"
    (of_b,) = set(tmp_path.glob("??/*.rows")) - {of_a}
    of_a.replace(of_b)
    assert dict(store) == {}


def test_the_root_is_found_from_below_and_from_outside(tmp_path, monkeypatch):
    root = tmp_path / "project"
    (root / "notebooks").mkdir(parents=True)
    (root / "pyproject.toml").touch()
    (root / "data" / "derived").mkdir(parents=True)
    assert find_project_root(root / "data" / "derived") == root
    monkeypatch.chdir(root / "data")
    assert find_project_root() == root
    assert locate("derived") == Path("derived")
    assert locate("../data/derived") == Path("../data/derived")
    assert locate(tmp_path / "absent") == tmp_path / "absent"
    monkeypatch.chdir(root)
    assert locate("../data/derived") == root / "data" / "derived"
    assert locate("../nowhere") == Path("../nowhere")


def test_the_same_frame_gives_the_same_bytes_in_another_process(tmp_path):
    rows = [{"path": "a", "line": None, "kind": "exclusion", "reason": "r"}]
    rows.append({"path": "b", "line": 2, "kind": "remark", "reason": "s"})
    save_frame("excluded", schema.frame("excluded", rows), tmp_path / "here")
    code = (
        "import sys; from analysis import schema; from analysis.frames import save_frame;"
        f"save_frame('excluded', schema.frame('excluded', {rows!r}), sys.argv[1])"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "there")], check=True, env=environment)
    for name in ("excluded.parquet", "excluded.csv"):
        assert (tmp_path / "here" / name).read_bytes() == (tmp_path / "there" / name).read_bytes()
