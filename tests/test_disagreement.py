"""What is contested: acts of contest and what they answer, rival counts, and what is no contest, on invented news."""

import pandas as pd
import pytest

from analysis import annotate, find_disagreements
from analysis.disagreement import count_abstentions, list_stories

DAY = "2031-05-04"


def frames_from(*texts, published=None):
    days = published or [DAY] * len(texts)
    rows = [
        {"article_id": f"a{n}", "outlet": f"Outlet {n}", "published": day, "text": text}
        for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    return annotate(pd.DataFrame(rows))


def relations(*texts, published=None):
    return find_disagreements(frames_from(*texts, published=published))


def contradictions(*texts, published=None):
    table = relations(*texts, published=published)
    return table[table["relation"] == "contradiction"]


CHARGE = "The relief group Openhand accused the Kessel army of shelling the clinic in Tarsk."


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        pytest.param("The Kessel army denied shelling the clinic in Tarsk.", "denied_content", id="denied-deed"),
        pytest.param("The Kessel army denied any role in the shelling.", "denied_part", id="denied-part"),
        pytest.param("The Kessel army rejected the accusation.", "reply", id="reply"),
        pytest.param("The Kessel army called the accusation false.", "reply", id="called-false"),
        pytest.param("The Kessel army continued to deny the allegations.", "reply", id="goes-on-denying"),
    ],
)
def test_a_denial_is_set_against_the_accusation_that_it_answers(answer, rule):
    found = contradictions(CHARGE, f"Shells fell in Tarsk on Monday. {answer}")
    assert set(found["rule"]) == {rule}
    row = found.iloc[0]
    assert row["evidence_a"][0]["article_id"] == "a0"
    assert (row["stance_a"], row["stance_b"]) == ("affirms", "denies")
    assert row["matter_id"]
    assert row["question"].startswith(("Whether", "The charge", "What"))


@pytest.mark.parametrize(
    "words",
    [
        "The Kessel army neither confirmed nor denied that it shelled the clinic.",
        "The Kessel army failed to deny that it shelled the clinic.",
        "The Kessel army has yet to deny that it shelled the clinic.",
        "The Kessel army declined to deny that it shelled the clinic.",
        "The Kessel army may deny that it shelled the clinic.",
        "The Kessel army is expected to deny that it shelled the clinic.",
        "The Kessel army has not said whether it shelled the clinic.",
        "If the Kessel army denies that it shelled the clinic, an inquiry will follow.",
        "The Kessel army denied reporters entry to the clinic.",
        "The Kessel army rejected the offer of Openhand.",
    ],
)
def test_what_is_no_act_of_contest_contradicts_nothing(words):
    assert contradictions(CHARGE, f"Shells fell in Tarsk on Monday. {words}").empty


def test_what_a_denial_only_presupposes_is_not_denied():
    told = "The crane collapsed in Tarsk on 3 June, the union said."
    assert contradictions(told, "Harbour Works denied that the crane that collapsed on 3 June was overloaded.").empty


@pytest.mark.parametrize(
    "words",
    [
        "Mayor Hanna Orlo rejected claims that the new bridge is unsafe.",
        "Mayor Hanna Orlo incorrectly said that the bridge was inspected.",
    ],
)
def test_who_contests_a_claim_that_the_words_name_needs_no_other_sentence(words):
    found = contradictions(words)
    assert list(found["rule"]) == ["claim_named"]


def test_who_disputes_a_denial_affirms_what_was_denied():
    found = contradictions("The ferry company denied that it had cancelled the sailing; the port office disputes that.")
    assert list(found["parties_a"]) == [["port-office.organisation@a0/1"]] or "port" in found["parties_a"].iloc[0][0]
    assert "ferry" in found["parties_b"].iloc[0][0]


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        pytest.param("the army organised the crossing", "the army never organized the crossing", id="spellings"),
        pytest.param("the council closed the market", "the council had not closed the market", id="tenses"),
    ],
)
def test_two_claims_of_one_deed_contradict_where_one_is_negated(said, denied):
    found = contradictions(f"The Vedran ministry said that {said}.", f"The island union said that {denied}.")
    assert list(found["rule"]) == ["negation"]


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        pytest.param("the rebels shelled the market", "the army did not shell the market", id="another-doer"),
        pytest.param("the army shelled Orsk", "the army did not shell Lund", id="another-thing"),
        pytest.param("the army shelled Orsk in 2019", "the army did not shell Orsk in 2023", id="another-time"),
        pytest.param("the army will close the road", "the army did not close the road", id="what-is-ahead"),
    ],
)
def test_other_doers_things_and_times_are_other_matters(said, denied):
    assert contradictions(f"The Vedran ministry said {said}.", f"Clara Venn said {denied}.").empty


TOLL = "A blast killed {} in the port of Brenn on Monday, {} said."


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("40 people", "95 people", ["contradiction"], id="rival-tolls"),
        pytest.param("40 people", "42 people", [], id="two-hours-of-one-day"),
        pytest.param("40 sailors", "95 soldiers", [], id="other-victims"),
        pytest.param("dozens of people", "130 people", [], id="a-vague-number"),
    ],
)
def test_tolls_of_one_day_are_rivals_where_they_count_the_same(first, second, expected):
    found = relations(TOLL.format(first, "the Brenn Monitor"), TOLL.format(second, "the health ministry"))
    assert [r for r in found["relation"] if r != "agreement"] == expected


def test_a_toll_that_rises_by_the_next_day_is_an_update():
    texts = TOLL.format("40 people", "the Brenn Monitor"), TOLL.format("95 people", "the health ministry")
    found = relations(*texts, published=["2031-05-05", "2031-05-06"])
    assert list(found["relation"]) == ["update"]
    assert found["evidence_b"].iloc[0][0]["article_id"] == "a1"


@pytest.mark.parametrize(
    "quoted",
    [
        "Governor Ridel spoke in a statement:\n\n“The army did not shell the bridge at Orsk.”",
        "Governor Ridel made two points:\n\n- The army did not shell the bridge at Orsk;\n- it was quiet.",
        "Q: Did you shell it?\n\nA: No. The army did not shell the bridge at Orsk.",
    ],
)
def test_words_of_somebody_are_never_the_outlets(quoted):
    frames = frames_from("Minister Clara Venn said the army shelled the bridge at Orsk.", quoted)
    found = find_disagreements(frames)
    media = set(frames.actors.loc[frames.actors["kind"] == "media", "entity_id"])
    assert not any(media & {*row.parties_a, *row.parties_b} for row in found.itertuples())
    clause = frames.predications[frames.predications["text"].str.contains("did not shell")]
    assert "outlet" not in set(clause["voice"])


def test_one_source_printed_twice_is_no_common_ground():
    words = "“The mill had an eager helper inside the ministry,” union chairman Tom Pereira said."
    assert relations(words, f"Shares fell. {words}").empty


def test_articles_of_other_stories_are_not_compared():
    other = (
        "Wheat prices rose in the southern plains for a fourth month. Growers blamed the drought. The harvest was the "
        "smallest in nine years. Farmers sold their herds early and merchants bought abroad."
    )
    frames = frames_from(CHARGE, "The Kessel army denied shelling the clinic in Tarsk.", other)
    stories = list_stories(frames).set_index("article_id")["story_id"]
    assert stories["a0"] == stories["a1"] != stories["a2"]
    assert set(find_disagreements(frames)["story_id"]) == {stories["a0"]}


def test_denials_that_answer_nothing_are_counted():
    frames = frames_from("The Kessel army denied shelling the clinic in Tarsk. It rained.")
    assert find_disagreements(frames).empty
    assert count_abstentions(frames).to_dict("records") == [{"test": "denied_content", "n_pairs": 1}]
