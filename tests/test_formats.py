"""Every form in which researchers have articles is read: outlet, date, title, byline, section, address, text."""

import hashlib
import json
import sys
from pathlib import Path

import pytest

from analysis import schema
from analysis.corpus import read_corpus

HOME = Path(__file__).parent / "formats"
sys.path.insert(0, str(HOME))

from make import ARTICLES  # noqa: E402 - the folder of examples

FIELDS = ("title", "outlet", "published", "byline", "section", "url", "language")
DAYS = ("2026-03-04", "2026-03-05")
NO_ZONE = ("2026-03-04T01:30:00", "2026-03-05T17:05:00")
VENDOR = {"url": (None, None)}
TABLE = {"published": DAYS, "language": ("English",) * 2}
FACTIVA = {**VENDOR, "published": DAYS, "section": (None, None), "language": ("English",) * 2}
NEXIS_UNI = {
    **VENDOR,
    "outlet": ("Orlin Gazette (Eastland)",) * 2,
    "published": ("2026-03-04T01:30Z", "2026-03-05T01:30Z"),
    "section": ("REGION", "COAST"),
    "language": (None, None),
}
PROQUEST = {
    "published": DAYS,
    "language": ("English",) * 2,
    "url": tuple(f"https://vendor.example/docview/{n}" for n in (1, 2)),
}
HOST = {"outlet": ("gazette.example",) * 2}
NO_SECTION = {"section": (None, None)}
TRAFILATURA = {"published": DAYS, "language": (None, None)}
# What a form does not say, or says in its own words; everything else is as the article has it.
SAID = {
    "amcat": {"published": DAYS, "language": (None, None)},
    "atom": {},
    "csv-gz": TABLE,
    "csv-of-germany": TABLE,
    "epoch": {**TABLE, "published": ("2026-03-03T23:30:00Z", "2026-03-05T15:05:00Z")},
    "event-registry": {"language": ("eng", "eng")},
    "factiva-doc": FACTIVA,
    "factiva-html": FACTIVA,
    "factiva-html-coded": {
        **FACTIVA,
        "published": ("2026-03-04T01:30", "2026-03-05T01:30"),
        "section": ("Region", "Coast"),
    },
    "factiva-rtf": FACTIVA,
    "fundus": {**VENDOR, **NO_SECTION},
    "guardian": {},
    "html-as-txt": {},
    "html-folder": {},
    "json-feed": NO_SECTION,
    "jsonl-called-json": TABLE,
    "jsonl-gz": TABLE,
    "ndjson": TABLE,
    "news-please": {**HOST, **NO_SECTION, "published": NO_ZONE},
    "newscatcher-2": {**HOST, **NO_SECTION, "published": NO_ZONE},
    "newscatcher-3": {**NO_SECTION, "published": NO_ZONE},
    "newspaper4k": {**NO_SECTION, "published": DAYS},
    "nexis-txt": {**VENDOR, "published": DAYS, "section": ("REGION", "COAST"), "language": ("ENGLISH",) * 2},
    "nexis-uni-docx": NEXIS_UNI,
    "nexis-uni-pdf": NEXIS_UNI,
    "nexis-uni-rtf": NEXIS_UNI,
    "proquest-docx": PROQUEST,
    "proquest-pdf": PROQUEST,
    "proquest-rtf": PROQUEST,
    "proquest-txt": PROQUEST,
    "rss": {"published": ("2026-03-04T01:30:00+02:00", "2026-03-05T17:05:00+02:00")},
    "trafilatura-csv": {**TRAFILATURA, **HOST, **NO_SECTION, "byline": (None, None)},
    "trafilatura-json": TRAFILATURA,
    "trafilatura-markdown": TRAFILATURA,
    "trafilatura-txt": TRAFILATURA,
    "trafilatura-xml": TRAFILATURA,
    "tsv": TABLE,
    "txt": {},
    "wacz": {},
    "warc": {},
    "webz": {**HOST, **NO_SECTION, "language": ("english",) * 2},
    "xlsx": {**TABLE, "published": ("2026-03-04", "2026-03-05T17:05:00")},
    "zip": {},
    "zotero": {"published": DAYS},
}
# The table and its like have columns of the researcher's own.
FURTHER = {
    "amcat": {"page"},
    "tsv": {"wave", "coder"},
    "xlsx": {"wave", "coder"},
    "csv-gz": {"wave", "coder"},
    "factiva-rtf": {"wc", "sc", "cy"},
}


def articles_of(folder):
    corpus = read_corpus(HOME / folder)
    return sorted(schema.records(corpus.articles), key=lambda row: row["published"]), corpus


@pytest.mark.parametrize("folder", SAID)
def test_a_form_gives_all_that_it_says_of_its_articles(folder):
    rows, corpus = articles_of(folder)
    assert "exclusion" not in set(corpus.excluded["kind"])
    assert len(rows) == len(ARTICLES)
    for place, (row, article) in enumerate(zip(rows, ARTICLES, strict=True)):
        said = {field: SAID[folder][field][place] if field in SAID[folder] else article[field] for field in FIELDS}
        assert {field: row[field] for field in FIELDS} == said
        paragraphs = [line for line in row["text"].split("\n") if line]
        # trafilatura leaves the headline in the text that it writes.
        assert paragraphs == [*([article["title"]] if len(paragraphs) > len(article["text"]) else []), *article["text"]]
        assert FURTHER.get(folder, set()) <= {name for name, value in row.items() if value is not None}


@pytest.mark.parametrize("folder", SAID)
def test_file_and_text_have_their_checksums(folder):
    rows, _ = articles_of(folder)
    for row in rows:
        assert row["sha256"] == hashlib.sha256(row["text"].encode()).hexdigest()
        files = [path for path in (HOME / folder).rglob("*") if path.is_file()]
        owners = [path for path in files if row["path"].startswith(path.relative_to(HOME / folder).as_posix())]
        assert row["file_sha256"] in {hashlib.sha256(path.read_bytes()).hexdigest() for path in owners}


def test_every_example_folder_is_read_in_a_test():
    single = {"markdown", "pdf", "newsapi", "media-cloud", "gdelt-csv", "gdelt-json", "zotero-list-only"}
    assert {path.name for path in HOME.iterdir() if path.is_dir()} - {"__pycache__"} == set(SAID) | single


def test_markdown_with_a_header():
    (row,), corpus = articles_of("markdown")
    assert {field: row[field] for field in FIELDS} == {field: ARTICLES[0][field] for field in FIELDS}
    assert row["text"] == "\n\n".join(ARTICLES[0]["text"])
    assert row["tags"] == "bridge; the council"
    assert len(corpus.excluded) == 0


def test_a_pdf_has_its_paragraphs_and_no_running_title():
    (row,), _ = articles_of("pdf")
    assert row["text"] == "\n\n".join(ARTICLES[0]["text"] * 2)
    assert (row["title"], row["outlet"], row["published"]) == tuple(
        ARTICLES[0][f] for f in ("title", "outlet", "published")
    )


@pytest.mark.filterwarnings("ignore::analysis.corpus.CorpusWarning")
def test_newsapi_gives_beginnings_and_its_removed_articles_are_none():
    rows, corpus = articles_of("newsapi")
    assert [row["published"] for row in rows] == [article["published"] for article in ARTICLES]
    assert corpus.excluded["reason"].tolist() == [
        "record 3 was removed by its outlet, says NewsAPI",
        "the content of 2 records is cut at 200 characters by NewsAPI; fetch the texts",
    ]


@pytest.mark.parametrize(
    ("folder", "name"), [("media-cloud", "Media Cloud list"), ("gdelt-csv", "GDELT list"), ("gdelt-json", "GDELT list")]
)
def test_a_list_of_links_is_no_article_and_says_so(folder, name):
    rows, corpus = articles_of(folder)
    assert rows == []
    assert corpus.excluded["reason"].tolist() == [
        f"2 records without text but with a link ({name}); fetch the texts first"
    ]
    assert corpus.excluded["kind"].tolist() == ["exclusion"]


def test_a_zotero_list_without_its_attachments_says_so():
    rows, corpus = articles_of("zotero-list-only")
    assert rows == []
    assert corpus.excluded["line"].tolist() == [2, 3]
    assert "its text is in 'page1.html', which is not in the folder" in corpus.excluded["reason"][0]


def test_what_a_web_archive_holds_beside_pages_is_counted():
    _, corpus = articles_of("warc")
    assert corpus.excluded["reason"].tolist() == [
        "1 capture is no article: answers with status 404",
        "1 capture is no article: content of type image/png",
        "1 capture is no article: content of type text/plain",
    ]
    assert set(corpus.excluded["kind"]) == {"remark"}


def test_an_article_in_two_exports_is_one_and_both_are_named(tmp_path):
    for folder, name in (("guardian", "answer.json"), ("event-registry", "answer.json"), ("rss", "feed.xml")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes((HOME / folder / name).read_bytes())
    corpus = read_corpus(tmp_path)
    assert len(corpus.articles) == 2
    assert set(corpus.articles["path"]) == {"event-registry/answer.json"}
    assert corpus.articles["sectionid"].tolist() == ["region", "region"]
    joined = corpus.excluded[corpus.excluded["reason"].str.endswith("the two are joined")]
    assert joined["path"].tolist() == ["guardian/answer.json"] * 2 + ["rss/feed.xml"] * 2
    assert sorted(joined["article_id"]) == sorted([*corpus.articles["article_id"]] * 2)


def test_a_wire_copy_in_two_outlets_stays_two_articles(tmp_path):
    copy = {"text": "\n\n".join(ARTICLES[0]["text"]), "date": "2026-03-04"}
    rows = [
        {**copy, "outlet": "Orlin Gazette", "url": "https://a.example/1"},
        {**copy, "outlet": "Vell Post", "url": "https://b.example/1"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    articles = read_corpus(tmp_path).articles
    assert articles["outlet"].tolist() == ["Orlin Gazette", "Vell Post"]
    assert articles["origin_id"].nunique() == 1


def test_a_source_that_is_an_address_is_the_address(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps({"text": "He left.", "source": "https://www.gazette.example/a"}))
    (row,) = schema.records(read_corpus(tmp_path).articles)
    assert (row["url"], row["outlet"]) == ("https://www.gazette.example/a", "gazette.example")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>She said <q>no</q>.</p><p>He&nbsp;left.</p>", "She said “no”.\n\nHe left."),
        ("One line<br>another<br><br>A paragraph", "One line\nanother\n\nA paragraph"),
        ("It&#8217;s closed.\nHe left.", "It’s closed.\nHe left."),
        ("3 < 4 & 5 > 2", "3 < 4 & 5 > 2"),
        ("<div>A<script>alert(1)</script></div><style>p {}</style>B", "A\n\nB"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
    ],
)
def test_html_in_a_text_field_becomes_text(tmp_path, text, expected):
    (tmp_path / "a.json").write_text(json.dumps({"text": text}))
    assert read_corpus(tmp_path).articles["text"].tolist() == [expected]
