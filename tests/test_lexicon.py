"""The one vocabulary: what its data files say is what rules are told."""

import pytest

from analysis.lexicon import cues, nouns, stem, word_lists
from analysis.lexicon.concepts import concept, concepts_in, words_of
from analysis.lexicon.cues import Cue
from analysis.lexicon.resources import read_lines, read_rows
from analysis.lexicon.sides import side_words


@pytest.mark.parametrize(
    ("form", "classes", "singular", "is_plural", "gender"),
    [
        pytest.param("spokeswoman", {"person"}, "spokeswoman", False, "f", id="she"),
        pytest.param("spokesman", {"person"}, "spokesman", False, "m", id="he"),
        pytest.param("mayor", {"person"}, "mayor", False, None, id="an-office-has-no-gender"),
        pytest.param("mayors", {"group"}, "mayor", True, None, id="persons-are-a-group"),
        pytest.param("spokeswomen", {"group"}, "spokeswoman", True, None, id="a-group-has-no-gender"),
        pytest.param("ministries", {"body"}, "ministry", True, None, id="bodies-stay-bodies"),
    ],
)
def test_a_noun_stands_for_a_person_a_body_or_a_group_of_them(form, classes, singular, is_plural, gender):
    assert nouns().forms[form] == (frozenset(classes), singular, is_plural, gender)


def test_a_word_that_is_listed_as_a_group_keeps_what_its_singular_is():
    listed = nouns().sets["group.head"]
    assert listed <= nouns().forms.keys()
    assert all("group" in nouns().forms[word].classes for word in listed)


@pytest.mark.parametrize(
    ("word", "pattern", "act", "effect"),
    [
        pytest.param("deny", "clause", "deny", "denies", id="a-denial-denies"),
        pytest.param("say", "clause", "assert", "affirms", id="an-assertion-affirms"),
        pytest.param("doubt", "clause", "assert", "doubts", id="its-row-tells-what-a-cue-does"),
        pytest.param("cast doubt", "of-claim", "assert", "doubts", id="of-a-claim-as-of-what-its-preposition-leads-in"),
        pytest.param("rule out", "of-claim", "deny", "denies", id="of-a-claim-as-of-an-object"),
        pytest.param("say", "around", "assert", "affirms", id="a-clause-around-its-cue-is-a-clause"),
        pytest.param("say", "continued", "assert", "affirms", id="a-quotation-that-goes-on-is-a-quotation"),
    ],
)
def test_a_cue_tells_the_act_and_what_it_does_to_its_content(word, pattern, act, effect):
    cue = cues()["verb", word]
    assert (cue.act(pattern), cue.effect(pattern)) == (act, effect)


def test_the_first_row_of_a_frame_counts_and_a_frame_that_no_row_names_is_as_the_first():
    cue = Cue({"clause": "assert", "object": "deny"}, {"object": "doubts"}, "neutral", "certain")
    assert [cue.act(frame) for frame in ("clause", "object", "gerund")] == ["assert", "deny", "assert"]
    assert [cue.effect(frame) for frame in ("clause", "object", "gerund")] == ["affirms", "doubts", "affirms"]


def test_a_lemma_of_several_rows_has_all_their_frames_and_the_first_rows_word_on_each():
    told = {}
    for row in read_rows("cues.csv"):
        for lemma in row["lemmas"].split() if row["pos"] == "verb" else ():
            for frame in row["frames"].split():
                told.setdefault((lemma.replace("_", " "), frame), (row["act"], row["effect"]))
    for (lemma, frame), (act, effect) in told.items():
        cue = cues()["verb", lemma]
        assert (cue.acts[frame], cue.effects.get(frame, "")) == (act, effect)


def test_connotation_and_certainty_are_said_of_cues_and_are_none_themselves():
    assert {kind for kind, _ in cues()} & {"connotation", "certainty"} == set()
    assert cues()["verb", "claim"].connotation == "doubting"
    assert cues()["verb", "confirm"].connotation == "supporting"
    assert (cues()["verb", "suggest"].certainty, cues()["verb", "believe"].certainty) == ("possible", "probable")


def test_comments_are_no_rows():
    for name in ("concepts.txt",):
        assert all(line and not line[0].startswith("#") for line in read_lines(name))
    assert all(row["pos"] and not row["pos"].startswith("#") for row in read_rows("cues.csv"))


def test_words_compare_by_stem_spelling_and_concept():
    assert stem("labour’s") == stem("labor")
    assert stem("programmes") == stem("program")
    assert concept("died") == concept("killed") != concept("left")


def test_what_a_text_is_about_leaves_out_stop_words_and_single_letters():
    assert "the" in word_lists().stop
    assert list(concepts_in("The siren of a 4,000-ton ship").values()) == ["siren", "4,000", "ton", "ship"]


def test_of_keys_only_words_are_words():
    keys = ["siren", "~kill", "ida-holm.person", "two men", "4,000", "NOR"]
    assert words_of(keys) == {"siren", "~kill"}


def test_a_partys_words_are_found_from_their_first_one():
    words = side_words()
    for name in words.parties:
        first, *others = name.split()
        assert words.starts[first] >= 1 + len(others)
    assert all(
        any(p.split()[0] == first and len(p.split()) == n for p in words.parties) for first, n in words.starts.items()
    )
