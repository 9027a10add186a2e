"""One invented corpus, from files to relations, compared whole; `make golden` renews it and the diff is reviewed."""

import json
from pathlib import Path

import pytest

from analysis import annotate, find_disagreements, read_corpus
from analysis.disagreement import list_common_ground, list_matters, list_positions, list_unanswered

HERE = Path(__file__).parent / "golden"
SHOWN = {
    "claims": ["source_text", "source_name", "cue_text", "content_text", "quotation", "polarity", "factuality"],
    "timexes": ["text", "type", "value", "anchor"],
    "actors": ["entity_id", "name", "kind", "parent_id", "side"],
}


@pytest.fixture(scope="module")
def corpus():
    return read_corpus(HERE / "raw")


@pytest.fixture(scope="module")
def frames(corpus):
    return annotate(corpus.articles, actors=corpus.actors)


def lines(frames):
    """The corpus's results as lines of text that a reviewer can read."""
    for name, columns in SHOWN.items():
        yield f"# {name}"
        table = getattr(frames, name)[columns].astype("object")
        yield from (json.dumps(row, ensure_ascii=False, default=str) for row in table.fillna("–").to_numpy().tolist())
    yield "# predications"
    for row in frames.predications.to_dict("records"):
        yield f"{row['predicate']} {row['polarity']} {row['factuality']} {row['tense']}: {row['text']}"
    yield "# disagreements"
    yield from sorted(f"{r.relation} {r.kind}: {r.summary}" for r in find_disagreements(frames).itertuples())


def test_the_golden_corpus_comes_out_as_reviewed(frames, renew_golden):
    file = HERE / "results.txt"
    found = "\n".join(lines(frames)) + "\n"
    if renew_golden:
        file.write_text(found, encoding="utf-8", newline="\n")
    assert found == file.read_text(encoding="utf-8")


def test_what_is_contested_stands_with_both_positions(frames):
    positions = list_positions(frames, find_disagreements(frames))
    matters = list_matters(frames, positions)
    assert len(matters) >= 2
    assert all(len(matter.parties_a) and len(matter.parties_b) for matter in matters.itertuples())
    text = dict(zip(frames.articles["article_id"], frames.articles["text"], strict=True))
    assert all(text[p.article_id][p.char_start : p.char_end] == p.text for p in positions.itertuples())


def test_tables_of_no_articles_have_their_columns(corpus):
    empty = annotate(corpus.articles.iloc[:0])
    relations = find_disagreements(empty)
    assert len(relations) == 0
    assert len(list_matters(empty, list_positions(empty, relations))) == 0
    assert len(list_common_ground(empty, relations)) == 0
    assert len(list_unanswered(empty, relations)) == 0
