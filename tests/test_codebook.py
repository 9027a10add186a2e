"""Claims are coded by their own clause, and congruence and conflict are those counted by hand."""

import pandas as pd
import pytest
from conftest import frames_of, row_at
from test_decisions import claim

from analysis import schema
from analysis.codebook import CODED, code_claims, congruence_and_conflict, count_stances, read_codebook
from analysis.errors import CorpusError, ParameterError

TEXT = "The mayor said the toll bridge will open and that tolls are not fair."
CONTENT = "the toll bridge will open and that tolls are not fair"


@pytest.fixture
def codebook(tmp_path):
    rows = "Opening,the bridge opens,toll  bridge | new bridge\nToll,tolls are fair,tolls | levy*\n"
    (tmp_path / "concepts.csv").write_text(f"concept,definition,cues\n{rows}")
    return read_codebook(tmp_path / "concepts.csv")


def clause(words, polarity, factuality="certain"):
    known = {"claim_id": f"a1:c{TEXT.index(CONTENT)}", "polarity": polarity, "factuality": factuality}
    return row_at("predications", "a1", TEXT, words, **known)


CLAUSES = [clause("the toll bridge will open", "+"), clause("tolls are not fair", "-")]


@pytest.mark.parametrize(
    ("act", "factuality", "clauses", "stances"),
    [
        pytest.param("assert", "certain", CLAUSES, ["agree", "disagree"], id="each-by-its-clause"),
        pytest.param("deny", "certain", CLAUSES, ["disagree", "unclear"], id="a-denied-negation-is-unclear"),
        pytest.param("ask", "certain", CLAUSES, ["unclear", "unclear"], id="a-question-takes-no-side"),
        pytest.param("assert", "possible", CLAUSES, ["unclear", "unclear"], id="what-may-be-takes-no-side"),
        pytest.param("assert", "certain", [], ["agree", "agree"], id="without-clauses-the-claim-itself"),
        pytest.param(
            "assert", "certain", [clause("tolls", "-")], ["agree", "disagree"], id="a-clause-of-the-cue-alone"
        ),
    ],
)
def test_a_stance_is_that_of_the_clause_around_the_cue(codebook, act, factuality, clauses, stances):
    row = claim("a1", TEXT, CONTENT, speech_act=act, factuality=factuality)
    frames = frames_of(
        {"article_id": "a1", "text": TEXT, "published": "2031-05-02"}, claims=[row], predications=clauses
    )
    coded = code_claims(frames, codebook)
    assert coded[["concept", "words"]].to_numpy().tolist() == [["Opening", "toll bridge"], ["Toll", "tolls"]]
    assert coded["stance"].tolist() == stances
    assert coded["date"].tolist() == ["2031-05-02"] * 2
    for found in schema.records(coded):
        assert TEXT[found["char_start"] : found["char_end"]] == found["words"]


def coded(notation):
    """Rows like `ann x+ 3`: who, concept and side, the day of May (`-` where it is not known)."""
    sides = {"+": "agree", "-": "disagree", "?": "unclear"}
    rows = []
    for part in notation.split("/"):
        who, stand, day = part.split()
        date = None if day == "-" else f"2031-05-{int(day):02}"
        known = {"entity_id": who, "source": who.title(), "date": date}
        rows.append(known | {"concept": stand[0], "stance": sides[stand[1]]})
    return pd.DataFrame(rows, columns=CODED)


# By hand. Both say yes to x and differ on y; cat is against x, and unclear on y.
STANDS = "ann x+ 1/ann x+ 2/bob x+ 2/ann y+ 1/bob y- 9/cat x- 9/cat y? 1"


def test_congruence_and_conflict_are_those_counted_by_hand():
    ties = congruence_and_conflict(coded(STANDS))
    assert ties[["name_a", "name_b"]].to_numpy().tolist() == [["Ann", "Bob"], ["Ann", "Cat"], ["Bob", "Cat"]]
    found = ties[["entity_a", "entity_b", "congruence", "conflict"]].to_numpy().tolist()
    assert found == [["ann", "bob", 1, 1], ["ann", "cat", 0, 1], ["bob", "cat", 0, 1]]


def test_stances_are_counted_by_concept_the_most_spoken_of_first():
    counted = count_stances(coded(STANDS))
    assert counted.to_dict("records") == [
        {"concept": "x", "agree": 3, "disagree": 1, "unclear": 0, "n_sources": 3},
        {"concept": "y", "agree": 1, "disagree": 1, "unclear": 1, "n_sources": 2},
    ]
    assert count_stances(coded(STANDS).iloc[:0]).empty


def test_without_a_codebook_nothing_is_coded():
    frames = frames_of({"article_id": "a1", "text": TEXT}, claims=[claim("a1", TEXT, CONTENT)])
    nothing = code_claims(frames, read_codebook(""))
    assert list(nothing.columns) == CODED
    assert congruence_and_conflict(nothing, length=7).empty


def test_windows_hold_their_own_days_and_may_overlap():
    apart = congruence_and_conflict(coded(STANDS), length=7)
    assert apart[["window_start", "entity_a", "entity_b", "congruence", "conflict"]].to_numpy().tolist() == [
        ["2031-05-01", "ann", "bob", 1, 0],
    ]
    on_the_last = congruence_and_conflict(coded("ann x+ 1/ann x+ 8/bob x+ 8"), length=7)
    assert on_the_last["window_start"].tolist() == ["2031-05-08"]
    sliding = congruence_and_conflict(coded("ann x+ 1/bob x+ 5/cat x- 8"), length=5, step=2)
    assert sliding[["window_start", "entity_a", "entity_b", "congruence", "conflict"]].to_numpy().tolist() == [
        ["2031-05-01", "ann", "bob", 1, 0],
        ["2031-05-05", "bob", "cat", 0, 1],
    ]


def test_who_agrees_and_disagrees_stands_on_both_sides_and_the_undated_are_in_no_window():
    both = congruence_and_conflict(coded("ann x+ 1/ann x- 2/bob x+ 3"))
    assert both[["congruence", "conflict"]].to_numpy().tolist() == [[1, 1]]
    assert congruence_and_conflict(coded("ann x+ -/bob x+ -"), length=7).empty
    assert len(congruence_and_conflict(coded("ann x+ -/bob x+ -"))) == 1


def test_bad_input_is_a_clear_error(tmp_path):
    with pytest.raises(ParameterError, match="1 or more"):
        congruence_and_conflict(coded(STANDS), length=0)
    for rows, problem in {
        "Toll,\n": "line 2: a concept needs a name and cues",
        "Toll,tolls\nToll,levy\n": "line 3: the concept 'Toll' stands in it twice",
        'Toll,"tolls\n': "concepts.csv, line 2: ",
    }.items():
        (tmp_path / "concepts.csv").write_text(f"concept,cues\n{rows}")
        with pytest.raises(CorpusError, match=problem):
            read_codebook(tmp_path / "concepts.csv")
