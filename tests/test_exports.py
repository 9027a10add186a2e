"""Each format is opened by its own library or read as its tool reads it, and offsets lead to the words."""

import io
import json
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import cassis
import igraph
import openpyxl
import pandas as pd
import pytest
from conftest import frames_of, row_at, row_of, sentence_rows
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from analysis import schema
from analysis.errors import ParameterError
from analysis.exports import FORMATS, export, list_dates, with_dates_beside
from analysis.exports.datapackage import descriptions
from analysis.exports.dna import PASSWORD, hashed
from analysis.exports.offsets import in_utf16, in_utf16_with_plain_line_ends, with_plain_line_ends

# Letters beyond the basic plane as people use them in names: mathematical script, Deseret, an emoji.
TEXT = "𝒜nna 𐐒rand 🚢 said the quay was shut.\r\nThe port denied that.\r\n"
WORDS = "the quay was shut"
REFI = "{urn:QDA-XML:project:1.0}"


def claim(article_id, words, entity="brand.person", **others):
    cue = {"cue_start": 13, "cue_end": 17, "cue_text": "said"}
    source = {"source_start": 0, "source_end": 12, "source_text": "𝒜nna 𐐒rand 🚢", "source_name": "𝒜nna 𐐒rand"}
    said = {"sentence_id": f"{article_id}:s0-38", "entity_id": entity} | source | cue
    return row_at("claims", article_id, TEXT, words, **(said | others))


@pytest.fixture
def corpus():
    actors = [
        {"entity_id": "brand.person", "name": "𝒜nna 𐐒rand", "kind": "person", "aliases": [], "parent_id": "port.org"},
        {"entity_id": "port.org", "name": "=The Port", "kind": "organisation", "aliases": []},
        {"entity_id": "other.org", "name": "=The Port", "kind": "organisation", "aliases": []},
    ]
    articles = [
        {"article_id": "b/1", "text": TEXT, "title": "=Quay", "outlet": "The Mail", "published": "2031-05-02"},
        {"article_id": "a", "text": TEXT, "published": "2031-05"},
        {"article_id": "c", "text": "Nothing.\n"},
    ]
    claims = [claim("b/1", WORDS, claim_id="b/1:c0")]
    claims += [claim("b/1", "denied that", "port.org", claim_id="b/1:c1", speech_act="deny")]
    claims += [claim("a", WORDS, claim_id="a:c0", targets=[target("other.org")])]
    sentences = sentence_rows("b/1", TEXT, TEXT.index("\r"), len(TEXT.rstrip()))
    return frames_of(*articles, sentences=sentences, actors=actors, claims=claims)


def target(entity):
    return {"role": "addresses", "char_start": 0, "char_end": 1, "entity_id": entity}


CONCEPTS = pd.DataFrame(
    [("b/1:c0", "The quay is shut", "agree"), ("b/1:c1", "The quay is shut", "disagree")],
    columns=["claim_id", "concept", "stance"],
)


def files(corpus, name, events=()):
    empty = schema.frame("disagreements")
    return export(corpus, name, disagreements=empty, events=schema.frame("events", events), concepts=CONCEPTS)


def opened(content):
    """An SQLite file from its bytes."""
    project = sqlite3.connect(":memory:")
    project.deserialize(content)
    return closing(project)


def java_substring(text, start, end):
    """What `text.substring(start, end)` gives in Java."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


@given(st.text(st.sampled_from("a𝒜🚢\r\né"), max_size=12), st.data())
def test_an_offset_leads_to_the_same_words_in_every_way_of_counting(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = text[start:end]
    held = in_utf16(text)
    assert java_substring(held.text, held.at(start), held.at(end)) == words
    if "\n" in words or "\r" in words or text[start - 1 : start + 1] == "\r\n" or text[end - 1 : end + 1] == "\r\n":
        return
    held = with_plain_line_ends(text)
    assert held.text[held.at(start) : held.at(end)] == words
    held = in_utf16_with_plain_line_ends(text)
    assert java_substring(held.text, held.at(start), held.at(end)) == words


def test_the_discourse_network_analyzer_finds_each_statement_with_its_words_person_and_concept(corpus):
    with opened(files(corpus, "dna")["claims.dna"]) as project:
        assert project.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert project.execute("PRAGMA foreign_key_check").fetchall() == []
        # As DNA 3.0 reads statements: their place, and the entity of each variable.
        statements = project.execute(
            "SELECT s.ID, d.Title, d.Text, s.Start, s.Stop FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId"
        ).fetchall()
        values = {
            (statement, variable): value
            for statement, variable, value in project.execute(
                "SELECT t.StatementId, v.Variable, e.Value FROM DATASHORTTEXT t "
                "JOIN VARIABLES v ON v.ID = t.VariableId JOIN ENTITIES e ON e.ID = t.Entity"
            )
        }
        agrees = dict(project.execute("SELECT StatementId, Value FROM DATABOOLEAN").fetchall())
    found = [
        (title, java_substring(text, start, stop), values[n, "person"], values[n, "organization"], values[n, "concept"])
        for n, title, text, start, stop in statements
    ]
    assert found == [
        ("a", WORDS, "𝒜nna 𐐒rand", "=The Port", ""),
        ("=Quay", WORDS, "𝒜nna 𐐒rand", "=The Port", "The quay is shut"),
        ("=Quay", "denied that", "", "=The Port", "The quay is shut"),
    ]
    assert [agrees[n] for n, *_ in statements] == [1, 1, 0]
    assert [values[n, "claim_id"] for n, *_ in statements] == ["a:c0", "b/1:c0", "b/1:c1"]


def test_a_document_without_a_day_has_the_first_one_possible_and_a_note(corpus):
    with opened(files(corpus, "dna")["claims.dna"]) as project:
        rows = project.execute("SELECT Title, datetime(Date, 'unixepoch'), Notes FROM DOCUMENTS ORDER BY ID").fetchall()
    assert [(title, date) for title, date, _ in rows] == [
        ("a", "2031-05-01 00:00:00"),
        ("=Quay", "2031-05-02 00:00:00"),
        ("c", "1970-01-01 00:00:00"),
    ]
    assert ["DNA needs" in notes for *_, notes in rows] == [True, False, True]


def test_dna_gets_the_name_of_a_source_that_is_no_actor_and_nothing_where_there_is_none(corpus):
    claims = [claim("a", WORDS, None, claim_id="a:c0", source_name="a pilot")]
    claims += [claim("b/1", WORDS, None, claim_id="b/1:c0", source_name=None)]
    frames = replace(corpus, claims=schema.frame("claims", claims))
    with opened(files(frames, "dna")["claims.dna"]) as project:
        sql = "SELECT Value FROM DATASHORTTEXT t JOIN ENTITIES e ON e.ID = Entity WHERE t.VariableId = ? ORDER BY t.ID"
        people, bodies = ([value for (value,) in project.execute(sql, (n,))] for n in (1, 2))
    assert (people, bodies) == (["a pilot", ""], ["", ""])


def test_the_password_is_hashed_as_dna_checks_it():
    # 16 bytes of salt before 32 of digest: what jasypt's strong encryptor writes.
    assert len(hashed(PASSWORD)) == 64
    assert hashed(PASSWORD) == hashed(PASSWORD) != hashed("other")


def test_qualcoder_finds_each_coding_with_its_words(corpus):
    archive = zipfile.ZipFile(io.BytesIO(files(corpus, "qdpx")["claims.qdpx"]))
    project = ET.fromstring(archive.read("project.qde"))
    codes = {code.get("guid"): code.get("name") for code in project.iter(f"{REFI}Code")}
    assert len(set(codes.values())) == len(codes)
    found = []
    for source in project.iter(f"{REFI}TextSource"):
        path = source.get("plainTextPath").removeprefix("internal://")
        # QualCoder 3.8 opens the text with universal line ends and slices it by code points.
        text = io.TextIOWrapper(archive.open(f"Sources/{path}"), encoding="utf-8").read()
        for selection in source.iter(f"{REFI}PlainTextSelection"):
            words = text[int(selection.get("startPosition")) : int(selection.get("endPosition"))]
            of_it = [codes[ref.get("targetGUID")] for ref in selection.iter(f"{REFI}CodeRef")]
            found.append((source.get("name"), words, of_it))
    of_articles = {
        source.get("name"): [value.findtext(f"{REFI}TextValue") for value in source.iter(f"{REFI}VariableValue")]
        for source in project.iter(f"{REFI}TextSource")
    }
    assert of_articles == {"a": ["a", "2031-05"], "=Quay": ["b/1", "The Mail", "2031-05-02"], "c": ["c"]}
    assert found == [
        ("a", WORDS, ["𝒜nna 𐐒rand", "assert"]),
        ("=Quay", WORDS, ["𝒜nna 𐐒rand", "assert", "The quay is shut: agree"]),
        ("=Quay", "denied that", ["=The Port", "deny", "The quay is shut: disagree"]),
    ]


@pytest.mark.parametrize("which", ["corpus", "without claims", "empty"])
def test_a_refi_project_is_valid_by_the_schema_of_the_standard(corpus, which):
    # REFI-QDA's own Project.xsd of 18 March 2019 (MIT licence).
    schema_of_refi = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "refi-qda-project.xsd"))
    frames = {"corpus": corpus, "without claims": replace(corpus, claims=corpus.claims.iloc[:0]), "empty": frames_of()}
    concepts = CONCEPTS if which == "corpus" else CONCEPTS.iloc[:0]
    empty = schema.frame("disagreements")
    written = export(frames[which], "qdpx", disagreements=empty, events=schema.frame("events"), concepts=concepts)
    archive = zipfile.ZipFile(io.BytesIO(written["claims.qdpx"]))
    schema_of_refi.assertValid(etree.fromstring(archive.read("project.qde")))


def test_cassis_reads_every_span_with_its_words_and_features(corpus):
    written = files(corpus, "xmi")
    types = cassis.load_typesystem(io.BytesIO(written["xmi/TypeSystem.xml"]))
    path = next(path for path in written if path.endswith("b-1.xmi"))
    cas = cassis.load_cas_from_xmi(io.BytesIO(written[path]), typesystem=types)
    assert cas.sofa_string == TEXT
    spans = [(c.get_covered_text(), c.source, c.entity_id, c.speech_act) for c in cas.select("custom.Claim")]
    assert spans == [
        (WORDS, "𝒜nna 𐐒rand", "brand.person", "assert"),
        ("denied that", "𝒜nna 𐐒rand", "port.org", "deny"),
    ]
    assert [c.get_covered_text() for c in cas.select("custom.Source")][:1] == ["𝒜nna 𐐒rand 🚢"]
    assert [c.get_covered_text() for c in cas.select("custom.Cue")][:1] == ["said"]
    sentences = [s.get_covered_text() for s in cas.select("Sentence")]
    assert sentences == corpus.sentences["text"].tolist()


def test_igraph_reads_the_network_without_a_warning_and_names_are_unique(corpus):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.graphml"
        path.write_bytes(files(corpus, "graphml")["network.graphml"])
        graph = igraph.Graph.Read_GraphML(str(path))  # pytest makes a warning an error
    assert graph.vcount() > 1
    assert len(set(graph.vs["name"])) == graph.vcount()
    assert set(graph.vs["entity_id"]) == {"brand.person", "port.org", "other.org"}
    assert all(isinstance(weight, float) for weight in graph.es["weight"])
    keys = [
        key.get("id") for key in ET.fromstring(files(corpus, "graphml")["network.graphml"]).iter() if "key" in key.tag
    ]
    assert len(keys) == len(set(keys))


def test_a_tie_of_the_dynamic_network_lasts_as_long_as_its_dates_allow(corpus):
    root = ET.fromstring(files(corpus, "gexf")["network.gexf"])
    graph = next(element for element in root.iter() if element.tag.endswith("}graph"))
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    edges = {(e.get("start"), e.get("end")) for e in root.iter() if e.tag.endswith("}edge")}
    assert ("2031-05-01", "2031-05-31") in edges


EVENTS = [
    ("2031-05-02", {"year": "2031", "month": "5", "day": "2"}, None),
    ("2031-05", {"year": "2031", "month": "5"}, None),
    ("2031-21", {"year": "2031"}, "2031-21"),
    ("2031-05~", {"year": "2031", "month": "5"}, "2031-05~"),
    ("2031-05-02T10:00", {"year": "2031", "month": "5", "day": "2"}, "2031-05-02T10:00"),
    ("XXXX-05-02", None, None),
    ("../2031-05-02", None, None),
    ("[2031-05-02,2031-05-04]", None, None),
    (None, None, None),
]


@pytest.mark.parametrize(("edtf", "start", "shown"), EVENTS)
def test_timelinejs_gets_a_date_only_where_the_year_is_known(corpus, edtf, start, shown):
    evidence = [{"article_id": "b/1", "char_start": 23, "char_end": 40}]
    event = row_of("events", label="<b>Quay</b> shut", edtf=edtf, evidence=evidence)
    content = json.loads(files(corpus, "timeline", [event])["timeline.json"])
    if start is None:
        assert content["events"] == []
        assert "&lt;b&gt;Quay" in content["title"]["text"]["text"]
    else:
        (slide,) = content["events"]
        assert slide["start_date"] == start
        assert slide.get("display_date") == shown
        assert slide["text"]["headline"] == "&lt;b&gt;Quay&lt;/b&gt; shut"


def test_the_workbook_holds_texts_not_formulas_and_what_a_date_allows(corpus):
    book = openpyxl.load_workbook(io.BytesIO(files(corpus, "xlsx")["frames.xlsx"]))
    sheet = book["articles"]
    header = [cell.value for cell in sheet[1]]
    rows = {row[0].value: dict(zip(header, row, strict=True)) for row in sheet.iter_rows(min_row=2)}
    assert rows["b/1"]["title"].value == "=Quay"
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {"s", "n"}
    assert (rows["a"]["published_earliest"].value, rows["a"]["published_latest"].value) == ("2031-05-01", "2031-06-01")
    assert rows["c"]["published_earliest"].value is None


def test_the_data_package_describes_every_column_of_every_frame(corpus):
    missing = [(name, c) for name, columns in schema.FRAMES.items() for c in columns if c not in descriptions()[name]]
    assert missing == []
    package = json.loads(files(corpus, "datapackage")["datapackage.json"])
    claims = next(r for r in package["resources"] if r["name"] == "claims")
    fields = {field["name"]: field for field in claims["schema"]["fields"]}
    assert list(fields) == list(schema.FRAMES["claims"])
    assert fields["polarity"]["constraints"] == {"required": True, "enum": ["+", "-"]}
    assert fields["content_spans"]["type"] == "array"
    assert all(field["description"] for r in package["resources"] for field in r["schema"]["fields"])


def test_dates_are_listed_with_what_they_allow(corpus):
    dates = list_dates(corpus, schema.frame("events"))
    assert schema.records(dates) == [
        {"edtf": "2031-05", "earliest": "2031-05-01", "latest": "2031-06-01"},
        {"edtf": "2031-05-02", "earliest": "2031-05-02", "latest": "2031-05-03"},
    ]
    assert list(with_dates_beside("actors", corpus.actors).columns) == list(corpus.actors.columns)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_format_has_the_same_bytes_each_time_and_can_hold_an_empty_corpus(corpus, name):
    assert files(corpus, name) == files(corpus, name)
    assert export(frames_of(), name)


def test_an_unknown_format_is_a_clear_error_that_lists_those_there_are(corpus):
    with pytest.raises(ParameterError, match="'dna'"):
        export(corpus, "spss")
