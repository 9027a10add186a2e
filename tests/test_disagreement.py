"""What is contested: acts of contest and what they answer, rival counts, and what is no contest, on invented news."""

import pandas as pd
import pytest

from analysis import annotate, find_disagreements
from analysis.disagreement import count_abstentions, list_one_sided, list_stories

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
        pytest.param("The Kessel army pleaded not guilty to the charges.", "reply", id="plea"),
        pytest.param("The Kessel army said that it had done nothing wrong.", "reply", id="no-wrong"),
        pytest.param("The Kessel army said that it had no role in the shelling.", "denied_part", id="had-no-part"),
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


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("The union said that gas had leaked at noon, which Harbour Works denied.", id="which-it-denied"),
        pytest.param("The union said the depot had burned. Harbour Works said that is not true.", id="not-true"),
        pytest.param("The union said the depot had burned. That argument does not hold up, Ann Bell said.", id="fails"),
        pytest.param(
            "The union said Harbour Works was to blame for the fire. Harbour Works blamed it on thieves.", id="blame"
        ),
    ],
)
def test_who_points_back_answers_what_another_said_just_before(words):
    found = contradictions(words)
    assert list(found["rule"]) == ["reply"]
    assert "union" in found["parties_a"].iloc[0][0]


def test_the_outlet_that_tells_who_is_not_convinced_contests_nothing():
    assert contradictions("Ann Bell said the depot would close. Those arguments did not sway the dockers.").empty


@pytest.mark.parametrize(
    ("said", "denied", "expected"),
    [
        pytest.param("the union had sent a letter", "no such letter had been received", ["countered"], id="no-such"),
        pytest.param("the union had sent a letter", "nobody had been warned", [], id="another-thing"),
        pytest.param("the depot had closed", "no letter about the depot had come", [], id="a-thing-beside"),
    ],
)
def test_a_denial_of_all_of_it_answers_the_claim_just_before(said, denied, expected):
    found = contradictions(f"Ann Bell said that {said}. The harbour office said that {denied}.")
    assert list(found["rule"]) == expected


def test_what_is_only_alleged_is_nobodys_word():
    found = contradictions(
        "The Kessel army allegedly shelled the clinic in Tarsk.", "The Kessel army denied shelling the clinic in Tarsk."
    )
    assert [party for parties in found["parties_a"] for party in parties] == []


def test_who_denies_for_another_is_of_one_matter_with_them():
    found = contradictions(
        CHARGE,
        "Shells fell in Tarsk on Monday. The Kessel army denied shelling the clinic in Tarsk.",
        "Major Ivo Krel of the Kessel army denied that the army had shelled the clinic in Tarsk.",
    )
    assert len(found) == 2
    assert len(set(found["matter_id"])) == 1


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
        pytest.param(
            "the position of the bank on the harbour dam remains unchanged",
            "the bank has not changed its position on the harbour dam",
            id="the-same-in-other-words",
        ),
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


def test_a_toll_that_rises_day_by_day_is_one_row_from_its_first_value_to_its_last():
    texts = [TOLL.format(f"{n} people", "the Brenn Monitor") for n in (40, 52, 95)]
    found = relations(*texts, published=["2031-05-05", "2031-05-06", "2031-05-07"])
    assert list(found["relation"]) == ["update"]
    row = found.iloc[0]
    assert [row[side][0]["article_id"] for side in ("evidence_a", "evidence_b")] == ["a0", "a2"]
    assert all(value in row["reason"] for value in ("40 (2031-05-05)", "52 (2031-05-06)", "95 (2031-05-07)"))


@pytest.mark.parametrize(
    "second",
    [
        pytest.param("The toll of the blast in Brenn on Monday has risen to 95 people, the ministry said.", id="risen"),
        pytest.param(
            "As well as those killed in Brenn on Monday, 95 people were injured, the ministry said.", id="hurt"
        ),
    ],
)
def test_a_toll_that_has_risen_and_a_count_of_the_hurt_are_no_rivals(second):
    found = contradictions(TOLL.format("40 people", "the Brenn Monitor"), second)
    assert found.empty


def test_what_parties_of_two_sides_say_in_the_same_words_is_common_ground():
    found = relations(
        "Peru said that both navies would keep their patrol boats out of the strait of Lund for a month.",
        "Chile said that both navies had agreed to keep patrol boats out of the strait of Lund for a month.",
    )
    assert list(found["relation"]) == ["agreement"]
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


@pytest.mark.parametrize(
    ("texts", "listed"),
    [
        pytest.param(
            ["The Kessel army denied shelling the clinic in Tarsk. It rained."],
            [("Kessel army", "denied_content", "The Kessel army denied shelling the clinic in Tarsk")],
            id="of-what-nobody-says",
        ),
        pytest.param([CHARGE, "The Kessel army denied shelling the clinic in Tarsk."], [], id="of-what-is-said"),
        pytest.param(["It is ridiculous."], [], id="a-reply-of-nobody"),
    ],
)
def test_a_denial_of_what_nobody_says_is_listed_and_makes_no_relation(texts, listed):
    frames = frames_from(*texts)
    rows = list_one_sided(frames)
    words = [frames.index.text_at(row) for row in rows.to_dict("records")]
    assert list(zip(rows["contested_by"], rows["test"], words, strict=True)) == listed
    assert count_abstentions(frames)["n_pairs"].sum() == len(listed)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "Norvik rejected the accusation that it had hidden the ships.", [("Norvik", "deny")], id="nobodys"
        ),
        pytest.param(
            "Norvik rejected Sundby's accusation that it had hidden the ships.",
            [("Sundby's", "accuse"), ("Norvik", "deny")],
            id="the-owners",
        ),
    ],
)
def test_who_rejects_an_accusation_is_not_its_accuser(text, told):
    claims = frames_from(text).claims
    assert list(zip(claims["source_text"], claims["speech_act"], strict=True)) == told
