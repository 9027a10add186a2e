"""The hall: rows of the frames found by id, article, sentence, place and party, and read only once."""

from dataclasses import replace

import pytest
from conftest import frames_of, sentence_rows

from analysis import schema
from analysis.frames import Frames, made_once, save_frame

TEXT = "The dam held. Nobody slept. It broke."


@pytest.fixture
def frames():
    articles = [
        {"article_id": "a2", "outlet": "Orsk Post", "text": TEXT},
        {"article_id": "a1", "outlet": None, "text": TEXT},
    ]
    actors = [
        {"entity_id": "1", "name": "Orland", "kind": "state", "aliases": [], "side": "Orland"},
        {"entity_id": "2", "name": "Water Board", "kind": "organisation", "aliases": [], "parent_id": "1"},
        {"entity_id": "3", "name": "Ida Holm", "kind": "person", "aliases": [], "parent_id": "2"},
        {"entity_id": "4", "name": "Per Lund", "kind": "person", "aliases": []},
    ]
    return frames_of(*articles, sentences=sentence_rows("a2", TEXT, 13, 27, 37), actors=actors)


@pytest.mark.parametrize(
    ("span", "numbers"),
    [
        pytest.param((4, 7), [1], id="within-one"),
        pytest.param((4, 20), [1, 2], id="over-two"),
        pytest.param((0, 37), [1, 2, 3], id="all"),
        pytest.param((13, 14), [], id="the-blank-between-two-is-in-none"),
        pytest.param((27, 29), [3], id="half-open-at-its-start"),
        pytest.param((12, 14), [1], id="half-open-at-its-end"),
    ],
)
def test_a_span_is_found_in_the_sentences_that_it_touches(frames, span, numbers):
    assert [number for number, _ in frames.index.sentences_at("a2", *span)] == numbers


def test_a_side_is_the_stated_one_else_the_topmost_parents_name_else_the_own_name(frames):
    assert frames.index.sides == {"1": "Orland", "2": "Orland", "3": "Orland", "4": "Per Lund"}


def test_parents_in_a_circle_end_somewhere(frames):
    circle = frames.actors.assign(side=None, parent_id=["2", "1", "2", None]).astype({"side": "str"})
    assert set(replace(frames, actors=circle).index.sides) == {"1", "2", "3", "4"}


def test_an_outlet_speaks_under_an_id_and_a_name_of_its_own(frames):
    index = frames.index
    assert index.narrators == {"a2": "orsk-post.media", "a1": "article:a1"}
    assert index.party_names["orsk-post.media"] == "Orsk Post"
    assert index.party_names["article:a1"] == "the article a1"


def test_an_article_without_rows_has_an_empty_list(frames):
    assert frames.index.by_article("sentences")["a1"] == []
    assert frames.index.by_article("claims") == {"a1": [], "a2": []}


def test_rows_of_an_article_stand_in_order_of_their_place(frames):
    turned = replace(frames, sentences=schema.frame("sentences", reversed(schema.records(frames.sentences))))
    assert [row["char_start"] for row in turned.index.by_article("sentences")["a2"]] == [0, 14, 28]


def test_the_index_is_made_once_and_anew_for_other_frames(frames):
    assert frames.index is frames.index
    assert frames.index.sentences is frames.index.sentences
    assert replace(frames, sentences=schema.frame("sentences")).index.sentences == {}


# What is made from the frames


def made(calls):
    @made_once("disagreements")
    def make(frames, only=None):
        calls.append((len(frames.articles), only))
        return schema.frame("disagreements")

    return make


def test_a_frame_is_made_once_for_its_frames_and_nobody_changes_what_is_kept(frames):
    calls = []
    make = made(calls)
    changed = make(frames)
    changed["new"] = 1
    assert "new" not in make(frames).columns
    assert calls == [(2, None)]
    make(frames, only="a1")
    make(replace(frames))
    assert calls == [(2, None), (2, "a1"), (2, None)]


def test_what_was_saved_of_the_same_frames_is_loaded_with_them(frames, tmp_path):
    calls = []
    make = made(calls)
    frames.save(tmp_path)
    save_frame("disagreements", make(frames), tmp_path, of=frames)
    make(Frames.load(tmp_path))
    assert len(calls) == 1
    changed = replace(frames, articles=frames.articles.assign(title="another"))
    changed.save(tmp_path)
    make(Frames.load(tmp_path))
    assert len(calls) == 2


def test_what_is_saved_without_saying_of_which_frames_is_never_taken_for_theirs(frames, tmp_path):
    calls = []
    frames.save(tmp_path)
    save_frame("disagreements", schema.frame("disagreements"), tmp_path)
    made(calls)(Frames.load(tmp_path))
    assert len(calls) == 1


def test_articles_of_one_outlet_are_told_apart_by_their_ids():
    outlets = {"a1": "Orsk Post", "a2": "Orsk Post", "a3": "Vale Mail", "a4": None}
    articles = [{"article_id": name, "outlet": outlet, "text": "x"} for name, outlet in outlets.items()]
    assert frames_of(*articles).index.article_names == {
        "a1": "Orsk Post (a1)",
        "a2": "Orsk Post (a2)",
        "a3": "Vale Mail",
        "a4": "article a4",
    }
