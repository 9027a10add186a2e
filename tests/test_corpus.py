"""What a raw folder holds is read as it is, and what can't be read is named with file, line and reason."""

import hashlib
import io
import json
import os
import pickle
import socket
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import schema
from analysis.corpus import CorpusWarning, complete_articles, read_corpus
from analysis.corpus.articles import headline
from analysis.corpus.copies import origin_ids
from analysis.corpus.languages import other_language
from analysis.errors import CorpusError, SchemaError

PLAIN = "The mayor said on Monday that the bridge over the river would be closed for repairs."
GERMAN = "Der Bürgermeister sagte am Montag, dass die Brücke über den Fluss wegen Reparaturen gesperrt werde."


def listed(corpus, kind=None):
    """Exclusions and remarks as path, line, reason; those of one kind where it is given."""
    rows = schema.records(corpus.excluded)
    return [(row["path"], row["line"], row["reason"]) for row in rows if kind in (None, row["kind"])]


def only_article(folder: Path):
    corpus = read_corpus(folder)
    assert listed(corpus) == []
    (row,) = schema.records(corpus.articles)
    return row


@pytest.fixture
def good(tmp_path):
    """A folder with one plain article, which nothing beside it may cost."""
    (tmp_path / "good.txt").write_text(PLAIN)
    return tmp_path


def assert_left_out(folder, path, line, *words, kind="exclusion"):
    """One row of that kind names the file and the line; the articles beside it are there."""
    corpus = read_corpus(folder)
    assert "good" in corpus.articles["article_id"].tolist()
    named = [(reason, at) for where, at, reason in listed(corpus) if where == path]
    assert len(named) == 1, listed(corpus)
    assert named[0][1] == line
    assert corpus.excluded.loc[corpus.excluded["path"] == path, "kind"].tolist() == [kind]
    for word in words:
        assert word in named[0][0]
    return corpus


# What is odd but honest is kept, character for character.

HONEST = {
    "utf-8": (PLAIN.encode(), PLAIN),
    "byte-order-mark": (b"\xef\xbb\xbf" + PLAIN.encode(), PLAIN),
    "a-second-mark-is-text": (b"\xef\xbb\xbf\xef\xbb\xbf" + PLAIN.encode(), "\ufeff" + PLAIN),
    "utf-16-le": (b"\xff\xfe" + f"«{PLAIN}»".encode("utf-16-le"), f"«{PLAIN}»"),
    "utf-16-be": (b"\xfe\xff" + f"«{PLAIN}»".encode("utf-16-be"), f"«{PLAIN}»"),
    "utf-32": (f"«{PLAIN}»".encode("utf-32"), f"«{PLAIN}»"),
    "crlf": (PLAIN.replace(" ", "\r\n").encode(), PLAIN.replace(" ", "\r\n")),
    "cr": (PLAIN.replace(" ", "\r").encode(), PLAIN.replace(" ", "\r")),
    "line-separators": (f"{PLAIN}\u2028{PLAIN}\x85".encode(), f"{PLAIN}\u2028{PLAIN}\x85"),
    "right-to-left-marks": (f"\u200f{PLAIN}\u202e".encode(), f"\u200f{PLAIN}\u202e"),
    "emoji": (f"{PLAIN} 👩‍👩‍👧 🇺🇦".encode(), f"{PLAIN} 👩‍👩‍👧 🇺🇦"),
    "one-long-word": (b"a" * 200_000, "a" * 200_000),
    "unclosed-quotation-marks": (f"“{PLAIN} «{PLAIN} “\"'".encode(), f"“{PLAIN} «{PLAIN} “\"'"),
    "no-letters": (b"12 + 3 = 15", "12 + 3 = 15"),
    "one-word": (b"NA", "NA"),
    "a-million": (b"word " * 200_000, "word " * 200_000),
    "a-million-wide": ("𝔸".encode() * 1_000_000, "𝔸" * 1_000_000),
    "script": (b"<script>alert(1)</script> " + PLAIN.encode(), f"<script>alert(1)</script> {PLAIN}"),
    "tabs-and-form-feed": (f"\t{PLAIN}\x0c\x0b".encode(), f"\t{PLAIN}\x0c\x0b"),
    "a-stray-escape": (f"{PLAIN * 3}\x1b".encode(), f"{PLAIN * 3}\x1b"),
    "pickle-of-old-is-text": (b"(dp0\nS'a'\np1\nI1\ns.", "(dp0\nS'a'\np1\nI1\ns."),
}


@pytest.mark.parametrize("name", HONEST)
def test_an_odd_but_honest_file_is_kept(tmp_path, name):
    content, text = HONEST[name]
    (tmp_path / "odd.txt").write_bytes(content)
    row = only_article(tmp_path)
    assert row["text"] == text
    assert row["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert (tmp_path / "odd.txt").read_bytes() == content


def test_windows_1252_is_kept_with_a_warning_that_names_the_file(tmp_path):
    text = f"“{PLAIN}” – café"
    (tmp_path / "old.txt").write_bytes(text.encode("cp1252"))
    with pytest.warns(CorpusWarning, match="old.txt.*Windows-1252") as warned:
        row = only_article(tmp_path)
    assert row["text"] == text
    assert warned[0].filename == "old.txt"


# What is broken is named, and costs nothing else.

BROKEN = {
    "empty": (b"", None, "empty"),
    "blank": (" \r\n\t\u00a0".encode(), None, "empty"),
    "only-a-mark": (b"\xef\xbb\xbf", None, "empty"),
    "only-invisible": ("\u200b\u200f\n".encode(), None, "empty"),
    "nul": (b"One line.\nTwo\0 lines.", 2, "NUL"),
    "binary": (bytes(range(256)) * 8, 2, "is no UTF-8"),
    "controls": (b"\x01\x02\x03 abc", 1, "binary"),
    "utf-16-without-mark": (PLAIN.encode("utf-16-le"), 1, "NUL"),
    "half-a-utf-16-character": (b"\xff\xfea", 1, "UTF-16"),
    "cut-utf-8": (f"{PLAIN}\n“{PLAIN}”".encode()[:-1], 2, "damaged"),
    "surrogate-bytes": (b"One.\n" + "\ud800".encode(errors="surrogatepass"), 2, "damaged"),
    "neither-encoding": (b"caf\xe9 \x81", 1, "encoding is unknown"),
    "over-a-million": (b"word " * 200_001, None, "1,000,005 characters"),
    "huge": (b"a" * 4_000_005, None, "bytes"),
    "zip": (b"PK\x03\x04abc", None, "archive"),
    "gzip": (b"\x1f\x8b\x08\x00abc", None, "archive"),
    "pickle": (pickle.dumps({"text": PLAIN}), None, "pickle"),
    "pdf": (b"%PDF-1.7 abc", None, "PDF"),
    "german": (GERMAN.encode(), None, "'de'"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_text_is_left_out_by_name(good, name):
    content, line, words = BROKEN[name]
    (good / "odd.txt").write_bytes(content)
    assert_left_out(good, "odd.txt", line, words)


@pytest.mark.parametrize(
    ("suffix", "words"),
    [
        (".pkl", "files of this kind are not read"),
        (".tar", "files of this kind are not read"),
        ("", "files of this kind are not read"),
        (".zip", "no .zip file"),
        (".tar.gz", "no .gz file"),
        (".wacz", "no .wacz file"),
        (".warc", "no web archive"),
        (".pdf", "no .pdf file"),
        (".docx", "no .docx file"),
        (".xlsx", "no .xlsx file"),
        (".rtf", "no .rtf file"),
        (".xml", "broken XML"),
        (".html", "no article's text"),
    ],
)
def test_a_file_of_another_kind_is_left_out_by_name(good, suffix, words):
    (good / f"odd{suffix}").write_bytes(b"anything")
    assert_left_out(good, f"odd{suffix}", 1 if suffix == ".xml" else None, words)


@pytest.mark.parametrize("name", ["README.md", "readme.txt", "LICENSE", "SHA256SUMS", ".DS_Store", ".hidden.txt"])
def test_notes_and_hidden_files_are_no_articles(good, name):
    (good / name).write_text(PLAIN)
    assert only_article(good)["article_id"] == "good"


def test_links_pipes_and_sockets_are_never_followed_or_waited_for(good, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text(PLAIN)
    (good / "dangling.txt").symlink_to("nowhere.txt")
    (good / "loop.txt").symlink_to("loop.txt")
    (good / "outward.txt").symlink_to(outside / "secret.txt")
    (good / "outward-folder").symlink_to(outside)
    (good / "twice.txt").symlink_to("good.txt")
    (good / "folder").symlink_to(".")
    os.mkfifo(good / "pipe.txt")
    os.mkfifo(good / "articles.csv")
    os.mkfifo(good / "actors.csv")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(good / "socket.txt"))
    listening.close()
    corpus = read_corpus(good)
    assert corpus.articles["article_id"].tolist() == ["good"]
    assert [(path, reason.split("; ")[0]) for path, _, reason in listed(corpus)] == [
        ("actors.csv", "it is no regular file but a pipe, socket or device, or a link to a folder"),
        ("articles.csv", "it is no regular file but a pipe, socket or device, or a link to a folder"),
        ("dangling.txt", "it is a link that leads nowhere"),
        ("folder", "it is no regular file but a pipe, socket or device, or a link to a folder"),
        ("loop.txt", "it is a link that leads nowhere"),
        ("outward-folder", "it is a link that leads out of the folder"),
        ("outward.txt", "it is a link that leads out of the folder"),
        ("pipe.txt", "it is no regular file but a pipe, socket or device, or a link to a folder"),
        ("socket.txt", "it is no regular file but a pipe, socket or device, or a link to a folder"),
        ("twice.txt", "it is a link to good.txt, which is read itself"),
    ]


def test_a_link_to_a_store_inside_the_folder_is_read(tmp_path):
    (tmp_path / ".store").mkdir()
    (tmp_path / ".store" / "1f2e").write_text(PLAIN)
    (tmp_path / "a.txt").symlink_to(".store/1f2e")
    assert only_article(tmp_path)["text"] == PLAIN


def test_a_name_that_is_no_utf8_is_left_out_by_name(good):
    with open(os.path.join(os.fsencode(good), b"caf\xe9.txt"), "w") as odd:  # noqa: PTH118, PTH123 - bytes
        odd.write(PLAIN)
    assert_left_out(good, "caf\\xe9.txt", None, "not UTF-8")


def test_a_file_without_rights_is_left_out_by_name(good, monkeypatch):
    def denied(place, *arguments, _open=Path.open, **options):
        if place.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return _open(place, *arguments, **options)

    (good / "locked.txt").write_text(PLAIN)
    monkeypatch.setattr(Path, "open", denied)
    assert_left_out(good, "locked.txt", None, "can't be opened: Permission denied")


def test_a_folder_without_rights_is_left_out_by_name(good, monkeypatch):
    def denied(place, _scandir=os.scandir):
        if Path(place).name == "locked":
            raise PermissionError(13, "Permission denied", place)
        return _scandir(place)

    (good / "locked").mkdir()
    monkeypatch.setattr(os, "scandir", denied)
    assert_left_out(good, "locked", None, "can't be opened: Permission denied")


@pytest.mark.parametrize("name", ["absent", "file", "a\0b", "x" * 5_000, "~nobody-of-this-name/raw"])
def test_what_is_no_folder_is_a_clear_error(tmp_path, name, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text(PLAIN)
    for path in (name, tmp_path / name):
        with pytest.raises(CorpusError):
            read_corpus(path)


def test_an_empty_folder_is_an_empty_corpus(tmp_path):
    corpus = read_corpus(tmp_path)
    for name, frame in (("articles", corpus.articles), ("excluded", corpus.excluded)):
        pd.testing.assert_frame_equal(frame, schema.frame(name))
    assert list(corpus.actors.columns) == ["alias", "name", "kind", "parent", "side"]
    assert len(corpus.actors) == 0


# Records.


def test_jsonl_keeps_what_each_line_says(tmp_path):
    record = {"id": 7, "title": "NA", "source": "=1+1", "date": "2025-06", "url": "u", "lang": "en-GB", "body": PLAIN}
    record |= {"author": "Ada Quill", "rubric": "Region", "Wave": 3}
    lines = [json.dumps(record), "", json.dumps({"text": f"{PLAIN}\u2028x"}, ensure_ascii=False)]
    (tmp_path / "feed.jsonl").write_bytes("\r\n".join(lines).encode("utf-8-sig"))
    corpus = read_corpus(tmp_path)
    assert listed(corpus) == []
    first, second = schema.records(corpus.articles)
    assert first | {"sha256": "", "origin_id": "", "file_sha256": ""} == {
        "article_id": "7",
        "title": "NA",
        "outlet": "=1+1",
        "published": "2025-06",
        "url": "u",
        "language": "en-GB",
        "byline": "Ada Quill",
        "section": "Region",
        "text": PLAIN,
        "sha256": "",
        "path": "feed.jsonl",
        "file_sha256": "",
        "origin_id": "",
        "wave": "3",
    }
    assert first["file_sha256"] == hashlib.sha256((tmp_path / "feed.jsonl").read_bytes()).hexdigest()
    assert second["article_id"] == "feed-3"
    assert second["text"] == f"{PLAIN}\u2028x"
    assert [second[name] for name in ("title", "outlet", "published", "url", "language")] == [None] * 5


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param('{"text": "cut', "broken JSON", id="cut"),
        pytest.param("[" * 100_000, "broken JSON", id="nested"),
        pytest.param('{"text": ' + "9" * 5_000 + "}", "broken JSON", id="number-too-long"),
        pytest.param("[1]", "no object", id="list"),
        pytest.param("null", "no object", id="null"),
        pytest.param('{"title": "a"}', "no text", id="no-text"),
        pytest.param('{"text": null}', "no text", id="null-text"),
        pytest.param('{"text": "  "}', "empty", id="blank-text"),
        pytest.param('{"text": ["a"]}', "list", id="text-is-a-list"),
        pytest.param('{"text": 5}', "int", id="text-is-a-number"),
        pytest.param('{"title": "t", "url": "https://a.example/b"}', "without text but with a link", id="link"),
        pytest.param('{"text": "a \\ud800"}', "surrogate", id="lone-surrogate"),
        pytest.param('{"text": "a", "title": "\\udfff"}', "title", id="lone-surrogate-in-the-title"),
        pytest.param('{"text": "a", "id": "\\udfff"}', "article_id", id="lone-surrogate-in-the-id"),
        pytest.param('{"text": "a \\u0000"}', "NUL", id="nul"),
        pytest.param('{"text": "a", "language": "de"}', "'de'", id="stated-german"),
        pytest.param(json.dumps({"text": GERMAN}), "'de'", id="german"),
        pytest.param(json.dumps({"text": "a" * 1_000_001}), "1,000,001 characters", id="too-long"),
    ],
)
def test_a_broken_record_is_left_out_by_line(good, line, words):
    first, last = json.dumps({"id": "one", "text": PLAIN}), json.dumps({"id": "last", "text": PLAIN})
    (good / "feed.jsonl").write_text(f"{first}\n{line}\n{last}\n")
    corpus = assert_left_out(good, "feed.jsonl", 2, words)
    assert corpus.articles["article_id"].tolist() == ["good", "last", "one"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param('{"text": "a", "date": "2025-13-01"}', "no month 13", id="no-such-month"),
        pytest.param('{"text": "a", "date": "last week"}', "no date", id="date-in-words"),
        pytest.param('{"text": "a", "date": "2025-W23"}', "no date", id="week"),
        pytest.param('{"text": "a", "date": "04/03/2026"}', "may be 2026-03-04 or 2026-04-03", id="two-days"),
        pytest.param('{"text": "a", "title": true}', "bool", id="title-is-a-boolean"),
        pytest.param('{"text": "a", "images": [{"deep": [1]}]}', "`images` seen in 1 record and not used", id="deep"),
        pytest.param('{"id": "one", "text": "a"}', "taken by feed.jsonl, line 1", id="repeated-id"),
    ],
)
def test_what_cannot_be_used_of_a_record_is_said_and_the_article_stays(good, line, words):
    first, last = json.dumps({"id": "one", "text": PLAIN}), json.dumps({"id": "last", "text": PLAIN})
    (good / "feed.jsonl").write_text(f"{first}\n{line}\n{last}\n")
    corpus = assert_left_out(good, "feed.jsonl", 2, words, kind="remark")
    assert len(corpus.articles) == 4
    assert corpus.articles["published"].isna().all()


def test_a_stated_language_counts_more_than_the_letters(tmp_path):
    (tmp_path / "feed.jsonl").write_text(json.dumps({"text": GERMAN, "language": "en"}))
    assert only_article(tmp_path)["language"] == "en"


def test_newsapi_is_read_and_its_cut_texts_are_warned_of(tmp_path):
    article = {
        "source": {"id": None, "name": "The Paper"},
        "author": "A",
        "title": "T",
        "description": "d",
        "url": "https://a.example/b",
        "urlToImage": None,
        "publishedAt": "2025-06-07T10:00:00Z",
        "content": f"{PLAIN}… [+123 chars]",
    }
    answer = {"status": "ok", "totalResults": 2, "articles": [article, {**article, "content": None}]}
    (tmp_path / "answer.json").write_text(json.dumps(answer))
    with pytest.warns(CorpusWarning, match="answer.json: record 1 holds only the beginning"):
        corpus = read_corpus(tmp_path)
    (row,) = schema.records(corpus.articles)
    assert (row["article_id"], row["outlet"], row["published"]) == ("answer-1", "The Paper", "2025-06-07T10:00:00Z")
    assert listed(corpus) == [
        ("answer.json", None, "1 record without text but with a link (NewsAPI); fetch the texts first"),
        ("answer.json", None, "the content of 1 record is cut at 200 characters by NewsAPI; fetch the texts"),
    ]
    assert corpus.excluded["kind"].tolist() == ["exclusion", "remark"]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ('{"articles": [\n{"text": "a"},\n', 3, "broken JSON"),
        ('{"status": "error", "message": "m"}', None, "record 1 has no text"),
        ('{"articles": {"a": 1}}', 1, "no list"),
        ("3", 1, "no list"),
        ("", 1, "broken JSON"),
    ],
)
def test_a_broken_json_file_is_left_out_by_name(good, content, line, words):
    (good / "answer.json").write_text(content)
    assert_left_out(good, "answer.json", line, words)


# Tables.


def test_csv_is_read_as_written(tmp_path):
    text = f'He said "no",\r\n\r\n{PLAIN}'
    quoted = text.replace('"', '""')
    content = f'\ufeffArticle_ID,title , outlet,text\r\nNA,=cmd(),,"{quoted}"\r\n\r\n007,null,+1,{"b" * 200_000}\r\n'
    (tmp_path / "table.csv").write_bytes(content.encode())
    corpus = read_corpus(tmp_path)
    assert listed(corpus) == []
    second, first = schema.records(corpus.articles)
    assert (first["article_id"], first["title"], first["outlet"], first["text"]) == ("NA", "=cmd()", None, text)
    assert (second["article_id"], second["title"], second["outlet"]) == ("007", "null", "+1")
    assert len(second["text"]) == 200_000


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_other_countries_is_read(tmp_path, delimiter):
    rows = [["article_id", "outlet", "text"], ["a", "The Paper", "No commas here."]]
    (tmp_path / "table.csv").write_text("\n".join(delimiter.join(row) for row in rows))
    assert only_article(tmp_path)["outlet"] == "The Paper"


def test_cells_beyond_the_last_named_column_are_nothing_where_they_are_empty(tmp_path):
    (tmp_path / "table.csv").write_bytes(b"article_id,text,,\ra,One.,,\r,,,\r")
    row = only_article(tmp_path)
    assert (row["article_id"], row["text"]) == ("a", "One.")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param("b,x", "2 cells", id="too-few"),
        pytest.param("b,x,y,z", "4 cells", id="too-many"),
        pytest.param('b,x,"never closed', "quotation mark", id="unterminated"),
        pytest.param('b,x,"closed"too soon', "quotation mark", id="text-after-the-quote"),
        pytest.param("b,x,", "no text", id="no-text"),
        pytest.param("b,x,a\0b", "NUL", id="nul"),
        pytest.param("b,x," + "w" * 8_000_001, "field", id="endless-cell"),
    ],
)
def test_a_broken_row_is_left_out_by_line(good, row, words):
    (good / "table.csv").write_text(f'article_id,outlet,text\na,x,One.\n{row}\nc,x,"Three, four."\n')
    corpus = assert_left_out(good, "table.csv", 3, words)
    assert corpus.articles["article_id"].tolist() == ["a", "c", "good"]


def test_a_table_too_narrow_to_tell_rows_from_text_ends_at_the_unclosed_mark(good):
    (good / "table.csv").write_text('id,text\na,One.\nb,"never closed\nHe came, and went.\n')
    corpus = assert_left_out(good, "table.csv", 3, "quotation mark")
    assert corpus.articles["article_id"].tolist() == ["a", "good"]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("", None, "empty"),
        ("\n\n", None, "empty"),
        ("a,b\n1,2\n", 1, "no column text"),
        ("text,text\n1,2\n", 1, "twice"),
        ('"text', 1, "quotation mark"),
    ],
)
def test_a_table_without_a_usable_header_is_left_out_by_name(good, content, line, words):
    (good / "table.csv").write_text(content)
    assert_left_out(good, "table.csv", line, words)


def test_the_csv_reader_of_others_is_left_as_it_was(tmp_path):
    import csv

    before = csv.field_size_limit()
    (tmp_path / "table.csv").write_text("text,b\n" + "w" * 200_000 + ",c\n")
    read_corpus(tmp_path)
    assert csv.field_size_limit() == before


# articles.csv and actors.csv.


def test_articles_csv_says_what_is_known_of_files(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(PLAIN)
    (tmp_path / "b.txt").write_text(PLAIN)
    (tmp_path / "articles.csv").write_text(
        "article_id,path,title,outlet,published,url,language\n"
        'a/1 "x"\u200f,./sub/a.txt,NA,None,2025-06~,javascript:alert(1),en\n'
        ",b.txt,,,,,\n"
    )
    corpus = read_corpus(tmp_path)
    assert listed(corpus) == []
    first, second = schema.records(corpus.articles)
    assert first["article_id"] == 'a/1 "x"\u200f'
    assert [first[name] for name in ("title", "outlet", "published", "url", "path")] == [
        "NA",
        "None",
        "2025-06~",
        "javascript:alert(1)",
        "sub/a.txt",
    ]
    assert second["article_id"] == "b"
    assert [second[name] for name in ("title", "outlet", "published", "url", "language")] == [None] * 5


def test_a_path_may_be_spelled_as_another_system_spells_it(tmp_path):
    (tmp_path / "cafe\u0301.txt").write_text(PLAIN)
    (tmp_path / "articles.csv").write_text("article_id,path\na,caf\u00e9.txt\n")
    assert only_article(tmp_path)["article_id"] == "a"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param("x,../good.txt,", "leads out", id="above"),
        pytest.param("x,/etc/passwd,", "leads out", id="absolute"),
        pytest.param("x,..\\good.txt,", "leads out", id="backslashes"),
        pytest.param("x,absent.txt,", "no article in this folder", id="absent"),
        pytest.param("x,articles.csv,", "no article in this folder", id="itself"),
        pytest.param("x,,", "names no path", id="no-path"),
        pytest.param("x,good.txt,", "a row already, line 2", id="path-twice"),
        pytest.param("x,feed.jsonl,", "several articles", id="many"),
        pytest.param("other,other.txt", "2 cells", id="ragged"),
    ],
)
def test_a_row_of_articles_csv_that_does_not_hold_is_named(good, row, words):
    (good / "other.txt").write_text(PLAIN)
    (good / "feed.jsonl").write_text("")
    (good / "articles.csv").write_text(f"article_id,path,published\ngood,good.txt,2025\n{row}\n")
    corpus = assert_left_out(good, "articles.csv", 3, words)
    assert set(corpus.articles["path"]) <= {"good.txt", "other.txt"}
    assert corpus.articles.set_index("article_id")["published"]["good"] == "2025"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param("good,other.txt,", "taken by good.txt; other.txt is called 'good-", id="id-twice"),
        pytest.param("other,other.txt,2025-02-30", "no day 30", id="no-such-day"),
        pytest.param("other,other.txt,soon", "no date", id="no-date"),
    ],
)
def test_what_cannot_be_used_of_a_row_of_articles_csv_costs_no_article(good, row, words):
    (good / "other.txt").write_text(PLAIN)
    (good / "articles.csv").write_text(f"article_id,path,published\ngood,good.txt,2025\n{row}\n")
    corpus = assert_left_out(good, "articles.csv", 3, words, kind="remark")
    assert {row["path"]: row["published"] for row in schema.records(corpus.articles)} == {
        "good.txt": "2025",
        "other.txt": None,
    }


def test_articles_csv_that_cannot_be_read_costs_no_article(good):
    (good / "articles.csv").write_bytes(b"\x00\xff\x81")
    assert_left_out(good, "articles.csv", 1, "can't be read")


def test_articles_csv_may_hold_the_texts(tmp_path):
    (tmp_path / "articles.csv").write_text(f"article_id,text\na,{PLAIN}\n")
    assert only_article(tmp_path)["text"] == PLAIN


def test_a_further_column_of_actors_csv_that_actors_have_themselves_is_remarked(good):
    (good / "actors.csv").write_text("alias,name,iso3,party\nHolm,Ida Holm,NOR,Labour\n")
    corpus = read_corpus(good)
    assert corpus.actors.columns.tolist() == ["alias", "name", "kind", "parent", "side", "party"]
    assert listed(corpus, "remark") == [("actors.csv", 1, "`iso3` seen in 1 rows and not used")]


def test_actors_csv_is_read_as_texts(good):
    (good / "actors.csv").write_text(
        "alias,name,kind,parent,side,leaning\n"
        "the HQ,NA,organisation,Ukraine,ukraine,x\n"
        ",007,person,,,\n"
        ",,state,,,\n"
        "x,y,thing,,,\n"
        "x\x1by,,,,,\n"
        "short,row\n"
    )
    corpus = read_corpus(good)
    assert corpus.actors.to_dict("split")["data"] == [
        ["the HQ", "NA", "organisation", "Ukraine", "ukraine", "x"],
        ["007", "007", "person", "", "", ""],
    ]
    assert listed(corpus, "remark") == []
    assert [(line, reason.split(";")[0]) for _, line, reason in listed(corpus, "exclusion")] == [
        (4, "the row has neither alias nor name"),
        (5, "kind 'thing' is unknown"),
        (6, "the row holds control characters"),
        (7, "the row has 2 cells, the header 6"),
    ]


# Ids, titles, order.


def test_an_article_without_an_id_is_called_after_its_path(tmp_path):
    for path in ("plain.txt", "Straße 1/стаття – №2.txt", "a b.txt", "a-b.txt", "!!!.txt", "x.y.txt"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(PLAIN)
    ids = read_corpus(tmp_path).articles.set_index("path")["article_id"].to_dict()
    assert ids.pop("a b.txt") == "a-b-92ebc7"
    assert ids.pop("a-b.txt").startswith("a-b-")
    assert ids == {
        "plain.txt": "plain",
        "Straße 1/стаття – №2.txt": "Straße-1-стаття-2",
        "!!!.txt": "article",
        "x.y.txt": "x.y",
    }


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(f"Bridge closed\n\n{PLAIN}", "Bridge closed", id="blank-line"),
        pytest.param(f"Bridge closed\r\n\r\n{PLAIN}", "Bridge closed", id="crlf"),
        pytest.param(f"Bridge closed\n{PLAIN}", "Bridge closed", id="longer-text"),
        pytest.param(f"\n  Who closed the bridge? \n{PLAIN}", "Who closed the bridge?", id="question"),
        pytest.param(f"=1+1 “NA”\n\n{PLAIN}", "=1+1 “NA”", id="formula"),
        pytest.param(f"{PLAIN}\n\n{PLAIN}", None, id="a-sentence"),
        pytest.param(f"He said: “It is closed.”\n\n{PLAIN}", None, id="a-quoted-sentence"),
        pytest.param("Bridge closed", None, id="nothing-follows"),
        pytest.param("Bridge closed\n\n\n", None, id="blank-follows"),
        pytest.param(f"{'Bridge closed ' * 20}\n\n{PLAIN}", None, id="too-long"),
        pytest.param("The mayor of the town said on\nMonday that the bridge was", None, id="hard-wrapped"),
        pytest.param("The mayor of the town\nsaid that the bridge over the river was closed.", None, id="goes-on"),
        pytest.param(f"By Jane Doe\n\n{PLAIN}", None, id="byline"),
        pytest.param(f"By-election lost\n\n{PLAIN}", "By-election lost", id="no-byline"),
        pytest.param(f"Bridge closed\nBy Jane Doe\nMay 3\n{PLAIN}", "Bridge closed", id="byline-between"),
        pytest.param(f"***\n\n{PLAIN}", None, id="ornament"),
        pytest.param("", None, id="empty"),
    ],
)  # fmt: skip
def test_a_first_line_that_is_a_headline_is_the_title(text, title):
    assert headline(text) == title


def test_the_title_stays_in_the_text(tmp_path):
    text = f"Bridge closed\n\n{PLAIN}"
    (tmp_path / "a.txt").write_text(text)
    row = only_article(tmp_path)
    assert (row["title"], row["text"]) == ("Bridge closed", text)


def test_reading_twice_gives_the_same_and_changes_no_file(tmp_path):
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text(f"{PLAIN} {number}")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()}
    first, second = read_corpus(tmp_path), read_corpus(tmp_path)
    for one, other in zip(first, second, strict=True):
        pd.testing.assert_frame_equal(one, other)
    assert first.articles["article_id"].is_monotonic_increasing
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()} == before


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    content=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode(errors="surrogatepass")),
    name=st.sampled_from(["a.txt", "a.jsonl", "a.csv", "a.json", "articles.csv", "actors.csv"]),
)
@pytest.mark.filterwarnings("ignore::analysis.corpus.CorpusWarning")
def test_no_content_of_a_file_costs_another_article(content, name, tmp_path_factory):
    folder = tmp_path_factory.mktemp("raw")
    (folder / "good.txt").write_text(PLAIN)
    (folder / name).write_bytes(content)
    corpus = read_corpus(folder)
    assert PLAIN in corpus.articles["text"].tolist()
    for row in schema.records(corpus.articles):
        assert row["sha256"] == hashlib.sha256(row["text"].encode()).hexdigest()


def test_an_archive_in_disguise_is_never_unpacked(good):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", PLAIN)
    (good / "a.json").write_bytes(packed.getvalue())
    assert_left_out(good, "a.json", None, "archive")


# Languages.


@pytest.mark.parametrize(
    ("text", "stated", "found"),
    [
        (PLAIN, None, None),
        (PLAIN, "en-US", None),
        (PLAIN, "English", None),
        (PLAIN, "enm-x", "enm-x"),
        (PLAIN, "fr", "fr"),
        (GERMAN, None, "de"),
        (GERMAN, "en", None),
        ("Міський голова заявив, що міст через річку закриють на ремонт у понеділок.", None, "uk"),
        ("Guten Tag.", None, None),
        ("x" * 5_000, None, None),
        ("1234 " * 100, None, None),
        (GERMAN * 10 + PLAIN * 20, None, None),
        ("", None, None),
    ],
)
def test_an_article_is_left_out_for_its_language_only_where_there_is_no_doubt(text, stated, found):
    assert other_language(text, stated) == found


# Copies.

WORDS = [f"w{number}" for number in range(400)]


def words(start, end):
    return " ".join(WORDS[start:end])


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        pytest.param(words(0, 100), words(0, 100), True, id="equal"),
        pytest.param(words(0, 100), words(0, 100).replace(" ", ",\n").upper(), True, id="other-punctuation"),
        pytest.param(words(0, 100), words(0, 300), True, id="contained"),
        pytest.param(words(0, 100), words(20, 120), False, id="three-quarters-shared"),
        pytest.param(words(0, 100), words(10, 110), True, id="nine-tenths-shared"),
        pytest.param(words(0, 100), words(100, 200), False, id="nothing-shared"),
        pytest.param(words(0, 20), words(0, 100), False, id="too-short-to-tell"),
        pytest.param(words(0, 20), words(0, 20), True, id="short-and-equal"),
        pytest.param("NA", "NA", True, id="one-word"),
        pytest.param("NA", "NB", False, id="two-words"),
    ],
)
def test_copies_share_an_origin(first, second, same):
    expected = {"b": "a" if same else "b", "a": "a"}
    assert origin_ids({"b": first, "a": second}) == expected
    assert origin_ids({"a": first, "b": second}) == expected


def test_a_chain_of_changes_joins_only_what_shares_the_most():
    found = origin_ids({"a": words(0, 200), "b": words(20, 220), "c": words(40, 240)})
    assert len(set(found.values())) == 2
    assert origin_ids({}) == {}


def test_a_standing_phrase_makes_no_copy():
    phrase = words(300, 330)
    articles = {f"a{n:03}": " ".join(f"v{n}x{m}" for m in range(60)) + f" {phrase}" for n in range(120)}
    assert origin_ids(articles) == {article_id: article_id for article_id in articles}


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_the_order_of_articles_has_no_effect_on_copies(data):
    spans = st.tuples(st.integers(0, 30), st.integers(35, 90)).map(lambda span: words(*span))
    texts = data.draw(st.dictionaries(st.text("abc", min_size=1, max_size=3), spans, max_size=6))
    keys = data.draw(st.permutations(list(texts)))
    assert origin_ids({key: texts[key] for key in keys}) == origin_ids(texts)


def test_articles_read_from_a_folder_are_marked_as_copies(tmp_path):
    for name, text in (("c", words(0, 100)), ("b", words(0, 99)), ("a", words(200, 300))):
        (tmp_path / f"{name}.txt").write_text(text)
    assert read_corpus(tmp_path).articles["origin_id"].tolist() == ["a", "b", "b"]


# complete_articles.


def test_articles_need_an_id_and_a_text_only():
    given_articles = pd.DataFrame({"text": ["Two.", "One."], "article_id": [2, 1], "note": ["x", "y"]})
    before = given_articles.copy(deep=True)
    complete = complete_articles(given_articles)
    pd.testing.assert_frame_equal(given_articles, before)
    assert list(complete.columns) == [*schema.FRAMES["articles"], "note"]
    assert complete["note"].tolist() == ["y", "x"]
    assert complete["article_id"].tolist() == ["1", "2"]
    assert complete["origin_id"].tolist() == ["1", "2"]
    assert complete["sha256"][0] == hashlib.sha256(b"One.").hexdigest()
    assert complete["outlet"].isna().all()
    pd.testing.assert_frame_equal(complete_articles(complete), complete)


def test_no_articles_are_completed_to_an_empty_frame():
    empty = pd.DataFrame({"article_id": [], "text": []})
    pd.testing.assert_frame_equal(complete_articles(empty), schema.frame("articles"))


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (None, None),
        (float("nan"), None),
        ("", None),
        ("2025-06", "2025-06"),
        ("XXXX-06-07", "XXXX-06-07"),
        (pd.Timestamp("2025-06-07"), "2025-06-07"),
        (pd.Timestamp("2025-06-07T10:00Z"), "2025-06-07T10:00:00+00:00"),
        (pd.Timestamp("2025-06-07").date(), "2025-06-07"),
        (pd.NaT, None),
        ("March 4, 2026", "2026-03-04"),
    ],
)
def test_dates_of_publication_become_edtf(published, expected):
    articles = pd.DataFrame({"article_id": ["a"], "text": ["A."], "published": [published]}, dtype=object)
    assert schema.records(complete_articles(articles))[0]["published"] == expected


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"article_id": None}, "id of its own"),
        ({"article_id": " \u200b"}, "id of its own"),
        ({"text": None}, "no text"),
        ({"text": 3}, "no text"),
        ({"text": "a\ud800"}, "half a character"),
        ({"published": "June"}, "published 'June'"),
        ({"published": "04/03/2026"}, "may be 2026-03-04 or 2026-04-03"),
        ({"article_id": "b"}, "repeats article_id"),
    ],
)
def test_articles_that_do_not_hold_are_a_clear_error(change, words):
    rows = [{"article_id": "a", "text": "A.", **change}, {"article_id": "b", "text": "B."}]
    with pytest.raises(SchemaError, match=words):
        complete_articles(pd.DataFrame(rows, dtype=object))


@pytest.mark.parametrize("column", ["article_id", "text"])
def test_articles_without_a_needed_column_are_a_clear_error(column):
    with pytest.raises(SchemaError, match=column):
        complete_articles(pd.DataFrame({"article_id": ["a"], "text": ["b"]}).drop(columns=column))
