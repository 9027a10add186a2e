"""Damaged, cut and made-up files of every kind cost only themselves: a listed reason, never a traceback."""

import gzip
import io
import json
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import schema
from analysis.corpus import archives, extras, read_corpus

HOME = Path(__file__).parent / "formats"
PLAIN = "The mayor said on Monday that the bridge over the river would be closed for repairs."
EXAMPLES = sorted(path for path in HOME.glob("*/*") if path.suffix not in (".py", ".pyc") and path.is_file())
EXAMPLES = [path for path in EXAMPLES if path.name != "articles.csv"]
EXAMPLES = list({path.parent.name + path.suffix: path for path in EXAMPLES}.values())


def read_beside_good(folder, name, content):
    """The corpus of a folder with a plain article and a file that may be anything."""
    (folder / "good.txt").write_text(PLAIN)
    (folder / name).write_bytes(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        corpus = read_corpus(folder)
    assert PLAIN in corpus.articles["text"].tolist()
    schema.check("articles", corpus.articles)
    schema.check("excluded", corpus.excluded)
    return corpus


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name + path.suffix)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, derandomize=True)
@given(data=st.data())
def test_a_file_that_is_cut_or_overwritten_costs_only_itself(path, data, tmp_path_factory):
    content = path.read_bytes()
    cut = data.draw(st.integers(0, len(content)), label="cut")
    change = data.draw(
        st.sampled_from([b"", b"\0", b"}]", b"</p></div>", b'"', b"\xff\xfe", b"\\par}{"]), label="put in"
    )
    kept = data.draw(st.booleans(), label="rest kept")
    damaged = content[:cut] + change + (content[cut + len(change) :] if kept else b"")
    corpus = read_beside_good(tmp_path_factory.mktemp("raw"), path.name, damaged)
    found = [p for p in [*corpus.articles["path"], *corpus.excluded["path"]] if p.startswith(path.name)]
    assert found or not damaged


PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"%PDF-1.7\n")
BEGINNINGS = (b"", *PACKED, b"{\\rtf1 ", b"WARC/1.0\r\n", b"<html>", b"<rss>", b"<feed><entry>")
SUFFIXES = (
    ".html",
    ".xml",
    ".rss",
    ".docx",
    ".xlsx",
    ".rtf",
    ".pdf",
    ".warc",
    ".wacz",
    ".gz",
    ".zip",
    ".tsv",
    ".ndjson",
    ".md",
    ".doc",
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, derandomize=True)
@given(
    suffix=st.sampled_from(SUFFIXES),
    begin=st.sampled_from(BEGINNINGS),
    content=st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode(errors="surrogatepass")),
)  # fmt: skip
def test_no_content_of_any_kind_of_file_costs_another_article(suffix, begin, content, tmp_path_factory):
    read_beside_good(tmp_path_factory.mktemp("raw"), f"odd{suffix}", begin + content)


INNER = ("name", "title", "body", "url", "x")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(INNER), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
NAMES = (
    "text",
    "body",
    "title",
    "source",
    "date",
    "url",
    "authors",
    "articles",
    "results",
    "language",
    "path",
    "sha256",
    "",
    "x",
)


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, derandomize=True
)
@given(record=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6))
def test_no_record_whatever_lies_in_it_costs_another_article(record, tmp_path_factory):
    corpus = read_beside_good(tmp_path_factory.mktemp("raw"), "odd.json", json.dumps(record).encode())
    assert set(map(type, corpus.articles.drop(columns=["article_id"]).dtypes)) == {pd_str()}


def pd_str():
    return type(schema.frame("articles").dtypes["text"])


def zipped(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def reasons(corpus):
    return corpus.excluded["reason"].tolist()


def test_a_path_that_leads_out_of_an_archive_is_named_and_nothing_is_written(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    content = zipped(**{"../out.txt": PLAIN, "/abs.txt": PLAIN, "in/a.txt": f"{PLAIN} Again."})
    corpus = read_beside_good(raw, "a.zip", content)
    assert sorted(corpus.articles["path"]) == ["a.zip/in/a.txt", "good.txt"]
    assert all("leads out of the archive" in reason for reason in reasons(corpus))
    assert len(reasons(corpus)) == 2
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "good.txt", "raw"]


def test_archives_in_archives_are_read_twice_deep(tmp_path):
    inner = zipped(**{"a.txt": f"{PLAIN} Again."})
    assert len(read_beside_good(tmp_path, "a.zip", zipped(**{"b.zip": inner})).articles) == 2
    corpus = read_beside_good(tmp_path, "a.zip", zipped(**{"b.zip": zipped(**{"c.zip": inner})}))
    assert reasons(corpus) == ["it lies in more than 2 archives; unpack them"]


@pytest.mark.parametrize(
    ("limit", "value", "words"),
    [
        ("MOST_MEMBERS", 1, "holds 2 files"),
        ("MOST_UNPACKED", 100, "unpacked it has"),
        ("SMALL_ENOUGH", 10, "grows beyond"),
    ],
)
def test_an_archive_beyond_a_limit_is_left_out(tmp_path, monkeypatch, limit, value, words):
    monkeypatch.setattr(archives, limit, value)
    monkeypatch.setattr(archives, "MOST_GROWTH", 1)
    corpus = read_beside_good(tmp_path, "a.zip", zipped(**{"a.txt": "word " * 100, "b.txt": "word " * 99}))
    assert len(corpus.articles) == 1
    assert words in reasons(corpus)[0]


def test_a_packed_file_that_grows_beyond_the_limit_is_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES_OF_MANY", 100)
    corpus = read_beside_good(tmp_path, "a.txt.gz", gzip.compress(b"word " * 100))
    assert "unpacked it has more than the 100 bytes" in reasons(corpus)[0]


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "a.atom"])
def test_xml_with_a_document_type_is_refused(tmp_path, name):
    content = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><title>&a;</title></channel></rss>'
    corpus = read_beside_good(tmp_path, name, content)
    assert "document type or entities" in reasons(corpus)[0]


def test_what_stands_before_a_fault_in_a_feed_is_kept(tmp_path):
    item = f"<item><title>One</title><link>https://a.example/1</link><description>{PLAIN} Again.</description></item>"
    corpus = read_beside_good(tmp_path, "feed.xml", f"<rss><channel><title>T</title>{item}<item><title>cut".encode())
    assert len(corpus.articles) == 2
    assert any(reason.startswith("broken XML") for reason in reasons(corpus))


def test_a_library_that_is_missing_is_named_with_the_command_that_brings_it(tmp_path, monkeypatch):
    def absent(module):
        raise ImportError(f"No module named {module!r}")

    monkeypatch.setattr(extras.importlib, "import_module", absent)
    corpus = read_beside_good(tmp_path, "page.html", b"<html><body><p>Words.</p></body></html>")
    assert "package trafilatura, which is missing here" in reasons(corpus)[0]
    assert "pip install -e '.[formats]'" in reasons(corpus)[0]


def test_a_scan_and_an_old_word_document_say_what_to_do(tmp_path):
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100)
    corpus = read_beside_good(tmp_path, "b.txt", b"x")
    assert "save it as .docx" in reasons(corpus)[0]
