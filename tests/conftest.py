"""What several tests share: a small project to run, frames built by hand, the browser."""

import os
import shutil
from pathlib import Path

import nbformat
import pytest
import spacy
from spacy.tokens import Doc

from analysis import schema
from analysis.corpus import complete_articles
from analysis.frames import Frames
from analysis.passages import ParsedArticle, split_passages

ROOT = Path(__file__).resolve().parents[1]

FIRST = """
from analysis import schema
from analysis.corpus import read_corpus
from analysis.frames import Frames, save_frame
corpus = read_corpus(raw)
empty = ("sentences", "entities", "actors", "claims", "predications", "timexes")
frames = Frames(articles=corpus.articles, **{name: schema.frame(name) for name in empty})
frames.save(derived)
save_frame("excluded", corpus.excluded, derived)
"""
SECOND = """
from analysis import report
from analysis.frames import Frames
frames = Frames.load(derived)
report.say(f"{len(frames.articles)} articles, {word}")
"""


def pytest_addoption(parser):
    parser.addoption("--golden", action="store_true", help="write the results that golden tests compare with anew")


@pytest.fixture
def renew_golden(request):
    """Whether a golden test shall write its file instead of comparing with it."""
    return request.config.getoption("--golden")


@pytest.fixture(scope="session")
def chromium():
    """The browser's path. Without one the test skips, and fails where CI=true, so that CI never skips in silence."""
    path = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
    if path is None:
        message = "no Chromium is installed, so what the report does in a browser is NOT tested"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return path


def write_notebook(path, *cells, parameters=""):
    """Write a notebook whose first code cell holds the parameters."""
    made = [nbformat.v4.new_markdown_cell(f"# {path.stem}", id="title")]
    made.append(nbformat.v4.new_code_cell(parameters, id="parameters", metadata={"tags": ["parameters"]}))
    made += [nbformat.v4.new_code_cell(source.strip(), id=f"cell-{i}") for i, source in enumerate(cells)]
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    nbformat.write(nbformat.v4.new_notebook(cells=made, metadata={"kernelspec": spec}), path)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of two articles and two notebooks that need no language model, as the current folder."""
    home = tmp_path / "project"
    (home / "notebooks").mkdir(parents=True)
    (home / "pyproject.toml").write_text("")
    (home / "data" / "raw").mkdir(parents=True)
    (home / "data" / "raw" / "bridge.txt").write_text("The army said that the bridge was open.\n")
    (home / "data" / "raw" / "mayor.txt").write_text("The mayor denied that the bridge was open.\n")
    folders = 'raw: str = "../data/raw"\nderived: str = "../data/derived"\n'
    write_notebook(home / "notebooks" / "01_first.ipynb", FIRST, parameters=folders + "year: int | None = None")
    write_notebook(home / "notebooks" / "02_second.ipynb", SECOND, parameters=folders + 'word: str = "hello"')
    monkeypatch.chdir(home)
    return home


def frames_of(*articles, sentences=(), **others):
    """Frames built by hand, from rows; the tables not given are empty."""
    names = ("entities", "actors", "claims", "predications", "timexes")
    tables = {name: schema.frame(name, others.get(name, ())) for name in names}
    complete = complete_articles(schema.pd.DataFrame(list(articles), columns=list(schema.FRAMES["articles"])))
    return Frames(articles=complete, sentences=schema.frame("sentences", sentences), **tables)


def row_of(name, /, **known):
    """A row of a frame: what is not said of it is the first value of its vocabulary, an empty list, 0 or a dot."""
    row = {}
    for column, c in schema.FRAMES[name].items():
        plain = 0 if c.kind in ("offset", "number") else "."
        row[column] = [] if c.is_list else None if c.nullable else c.values[0] if c.values else plain
    return row | known


def row_at(name, article_id, text, words, /, **known):
    """A row of a frame whose span are these words where they first stand in the article's text; its id says where."""
    start = text.index(words)
    end = start + len(words)
    key = next(iter(schema.FRAMES[name]))
    row = {key: f"{article_id}:{name[0]}{start}", "article_id": article_id, "char_start": start, "char_end": end}
    if name == "claims":
        row |= {"content_spans": [[start, end]], "content_text": words, "quotation": "indirect"}
    else:
        row |= {"text": words}
    return row_of(name, **({"sentence_id": f"{article_id}:s0"} | row | known))


def relation_of(a, b, **known):
    """A contradiction of one claim by another, of rows of claims; what is said of it goes before."""
    sides = {}
    for side, claim in (("a", a), ("b", b)):
        place = {key: claim[key] for key in ("article_id", "char_start", "char_end")}
        sides |= {f"evidence_{side}": [place], f"claim_ids_{side}": [claim["claim_id"]]}
        sides |= {f"parties_{side}": [claim["entity_id"]]}
    found = {"relation": "contradiction", "kind": "denial", "stance_a": "affirms", "stance_b": "denies"}
    return row_of("disagreements", **(sides | found | known))


def sentence_rows(article_id, text, *ends):
    """Rows of the sentences of a text that end at the offsets given, all in one paragraph."""
    rows, start = [], 0
    for end in ends:
        start += len(text[start:end]) - len(text[start:end].lstrip())
        rows.append(
            {
                "sentence_id": schema.span_id(article_id, "s", start, end),
                "article_id": article_id,
                "char_start": start,
                "char_end": end,
                "paragraph": 0,
                "text": text[start:end],
            }
        )
        start = end
    return rows


@pytest.fixture(scope="session")
def root():
    """The folder of this project."""
    return ROOT


__all__ = ["Path", "frames_of", "relation_of", "row_at", "row_of", "sentence_rows", "write_notebook"]


def read_parses(path):
    """Return {name: (text, [parsed Doc a paragraph])} of a file of written-down parses."""
    vocab = spacy.blank("en").vocab
    parses = {}
    for block in path.read_text(encoding="utf-8").split("# ")[1:]:
        name, rest = block.split("\n= ", 1)
        text, _, tokens = rest.partition("\n")
        docs = [parsed_doc(vocab, part.split("\n")) for part in tokens.strip("\n").split("\n\n") if part]
        parses[name] = (text.replace("\\n", "\n"), docs)
    return parses


def parsed_doc(vocab, lines):
    words, blanks, lemmas, pos, tags, deps, heads = zip(*(line.split("\t") for line in lines), strict=True)
    spaces = [bool(blank) for blank in blanks]
    heads = [int(head) for head in heads]
    return Doc(vocab, words, spaces=spaces, lemmas=lemmas, pos=pos, tags=tags, deps=deps, heads=heads)


@pytest.fixture(scope="session")
def parsed_article():
    """Make a ParsedArticle of a written-down parse of tests/parses/attribution.txt by its name."""
    parses = read_parses(ROOT / "tests" / "parses" / "attribution.txt")

    def article(name):
        text, docs = parses[name]
        return ParsedArticle("a1", text, None, None, tuple(split_passages(text)), tuple(docs))

    return article
