"""Whose side somebody is on: what says so, what breaks it, and what a country's own news makes of it."""

import pandas as pd
import pytest
from test_actors import parsed, resolved

from analysis.actors.ties import is_organ, is_power

SPOKE = "spoke:VBD:ROOT=speak ."


def side_of(entity, *articles, **known):
    row = resolved(*articles, **known)[1][entity]
    return row["side"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param("Peruvian:JJ:amod@3 minister:NN:compound@3", "Peru", id="an-office-of-state"),
        pytest.param("Peruvian:JJ:amod@3 journalist:NN:compound@3", None, id="a-journalist"),
        pytest.param("Peruvian:JJ:amod@3 activist:NN:compound@3", None, id="an-activist"),
        pytest.param("former:JJ:amod@4 Peruvian:JJ:amod@4 minister:NN:compound@4", None, id="an-office-that-is-over"),
        pytest.param(
            "pro:JJ:amod@4 -:HYPH Peruvian:JJ:amod@4 minister:NN:compound@4", None, id="a-friend-of-the-state"
        ),
        pytest.param("opposition:NN:compound@2 leader:NN:compound@2", "opposition", id="the-opposition"),
        pytest.param("Peruvian:JJ:amod@3 rebel:NN:compound@3 leader:NN:compound@3", "rebels", id="rebels"),
    ],
)
def test_an_office_says_whose_side_and_a_demonym_does_not(before, expected):
    name = "Ida::compound@9%PERSON Holm::nsubj@9%PERSON"
    n = len(before.split())
    sentence = f"{before} {name} {SPOKE}".replace("@9", f"@{n + 1}", 1).replace("@9", f"@{n + 2}")
    assert side_of("ida-holm.person", parsed(sentence)) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param(
            f"Labour::compound@3 MP::compound@3 Ida::compound@3%PERSON Holm::nsubj {SPOKE}", "Labour", id="title"
        ),
        pytest.param(
            f"Ida::compound@1%PERSON Holm::nsubj%PERSON ( D:NNP:appos@1 - Ohio::dep@3 ) {SPOKE}",
            "Democrats",
            id="letter",
        ),
        pytest.param(
            f"Ida::compound@1%PERSON Holm::nsubj%PERSON , a:DT:det@4 Republican:NNP:appos@1 , {SPOKE}",
            "Republicans",
            id="a-noun-beside",
        ),
        pytest.param(
            "Ida::compound@1%PERSON Holm::nsubj%PERSON , Republicans:NNPS:nsubj@4 said:VBD:ROOT=say .",
            None,
            id="others-beside",
        ),
    ],
)
def test_a_party_is_a_side(paragraph, expected):
    assert side_of("ida-holm.person", parsed(paragraph)) == expected


def test_a_party_and_its_members_are_one_group():
    article = parsed(
        "Democrats:NNPS:nsubj agreed:VBD:ROOT=agree .", "House::compound@1 Democrats:NNPS:nsubj left:VBD:ROOT=leave ."
    )
    mentions, actors = resolved(article)
    assert {m["entity_id"] for m in mentions} == {"democrats.group"}
    assert (actors["democrats.group"]["kind"], actors["democrats.group"]["side"]) == ("group", "Democrats")


MINISTER = (
    "Peruvian:JJ:amod@3 minister:NN:compound@3 Ida::compound@3%PERSON Holm::nsubj%PERSON "
    "said:VBD:ROOT=say so:RB:advmod ."
)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([], "Peru", id="one-state-and-no-party"),
        pytest.param(["Democrats:NNPS:nsubj agreed:VBD:ROOT=agree ."], "government", id="one-state-and-its-parties"),
        pytest.param(
            ["Democrats:NNPS:nsubj agreed:VBD:ROOT=agree .", "Chile::nsubj said:VBD:ROOT=say so:RB:advmod ."],
            "Peru",
            id="two-states",
        ),
    ],
)
def test_within_one_country_the_state_is_no_side(others, expected):
    assert side_of("ida-holm.person", parsed(MINISTER, *others)) == expected


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([], "government", id="where-no-state-acts"),
        pytest.param(
            ["Chile::nsubj said:VBD:ROOT=say so:RB:advmod ."], None, id="maybe-of-another-than-the-one-that-acts"
        ),
    ],
)
def test_a_minister_of_a_state_that_nobody_names_is_of_the_government(others, expected):
    minister = f"Interior::compound@3 Minister::compound@3 Ida::compound@3%PERSON Holm::nsubj%PERSON {SPOKE}"
    assert side_of("ida-holm.person", parsed(minister, *others)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(
            f"Ida::compound@1%PERSON Holm::nsubj@5%PERSON of:IN:prep@1 Canal::compound@4%ORG Watch::pobj@2%ORG {SPOKE}",
            id="of",
        ),
        pytest.param(
            "A:DT:det@1 surgeon:NN:nsubj@9 with:IN:prep@1 Canal::compound@4%ORG Watch::pobj@2%ORG , "
            f"Ida::compound@7%PERSON Holm::appos@1%PERSON , {SPOKE}",
            id="with",
        ),
        pytest.param(
            "Ida::compound@1%PERSON Holm::nsubj@8%PERSON , who:WP:nsubj@4 heads:VBZ:relcl@1=head Canal::compound@6%ORG "
            f"Watch::dobj@4%ORG , {SPOKE}",
            id="who-heads-it",
        ),
        pytest.param(
            "Canal::compound@1%ORG Watch::nsubj@10%ORG , whose:WP$:poss@4 president:NN:nsubj@9 , Ida::compound@7%PERSON"
            f" Holm::appos@4%PERSON , left:VBD:relcl@1=leave {SPOKE}",
            id="whose-president",
        ),
    ],
)
def test_a_member_is_on_the_side_of_the_body(sentence):
    assert side_of("ida-holm.person", parsed(sentence)) == "Canal Watch"


def test_a_reporter_with_a_body_is_not_on_its_side():
    reporter = "A:DT:det@1 reporter:NN:nsubj@8 with:IN:prep@1 Canal::compound@4%ORG Watch::pobj@2%ORG ,"
    article = parsed(f"{reporter} Ida::compound@7%PERSON Holm::appos@1%PERSON {SPOKE}")
    assert side_of("ida-holm.person", article) is None


def test_who_serves_somebody_stands_with_them_and_counsel_with_nobody_else():
    lawyer = (
        f"Dorn::poss@2%PERSON 's:POS:case@0 lawyer:NN:nsubj@7 , Ida::compound@5%PERSON Holm::appos@2%PERSON , {SPOKE}"
    )
    dorn = f"Labour::compound@3 MP::compound@3 Karl::compound@3%PERSON Dorn::nsubj {SPOKE}"
    assert side_of("ida-holm.person", parsed(dorn, lawyer)) == "Karl Dorn"
    assert side_of("ida-holm.person", parsed(dorn, lawyer.replace("lawyer", "spokeswoman"))) == "Labour"


def test_two_states_that_claim_somebody_have_him_on_neither_side():
    other = MINISTER.replace("Peruvian", "Chilean")
    assert side_of("ida-holm.person", parsed(MINISTER), parsed(other, article_id="a2")) is None


def test_an_office_that_elsewhere_is_called_former_is_no_tie():
    director = "FBI::compound@3%ORG {}Ida::compound@3%PERSON Holm::nsubj%PERSON " + SPOKE
    now = parsed(director.format("Director::compound@3 "))
    assert side_of("ida-holm.person", now) is not None
    former = parsed(
        "former:JJ:amod@4 FBI::compound@4%ORG director:NN:compound@4 Ida::compound@4%PERSON Holm::nsubj%PERSON "
        + SPOKE,
        article_id="a2",
    )
    assert side_of("ida-holm.person", now, former) is None


@pytest.mark.parametrize(
    ("name", "organ", "power"),
    [
        pytest.param("Harbour Ministry", True, False, id="every-ministry"),
        pytest.param("Border Guard", True, False, id="organs-words-alone"),
        pytest.param("Democratic Forces", False, False, id="a-word-of-its-own"),
        pytest.param("Observatory for Coastal Rights", False, False, id="a-monitor"),
        pytest.param("Supreme Court", False, True, id="a-court"),
    ],
)
def test_organs_of_a_state_are_told_from_bodies_that_bear_its_name(name, organ, power):
    assert (is_organ(name), is_power(name)) == (organ, power)


def test_a_body_that_is_no_organ_keeps_the_demonym_in_its_name():
    article = parsed("The:DT:det@2 Peruvian:JJ:amod@2 Observatory::nsubj%ORG said:VBD:ROOT=say so:RB:advmod .")
    _, actors = resolved(article)
    row = actors["peruvian-observatory.organisation"]
    assert (row["name"], row["parent_id"], row["side"]) == ("Peruvian Observatory", None, "Peruvian Observatory")


def test_the_table_gives_a_side_and_its_further_columns_travel():
    table = pd.DataFrame([{"alias": "Holm", "name": "Ida Holm", "kind": "person", "side": "North", "leaning": "left"}])
    _, actors = resolved(parsed(MINISTER), table=table)
    row = actors["ida-holm.person"]
    assert (row["side"], row["leaning"]) == ("North", "left")


def test_codes_are_a_column_and_somebody_unnamed_belongs_to_an_article():
    article = parsed(
        "Peru::nsubj said:VBD:ROOT=say so:RB:advmod .", "The:DT:det@1 union:NN:nsubj said:VBD:ROOT=say so:RB:advmod ."
    )
    _, actors = resolved(article)
    assert {row["name"]: (row["iso3"], row["article_id"]) for row in actors.values()} == {
        "Peru": ("PER", None),
        "union": (None, "a1"),
    }


def test_ministries_of_one_name_are_told_apart_by_their_states():
    def ministry(adjective, article_id):
        return parsed(
            f"The:DT:det@3 {adjective}:JJ:amod@3 Harbour::compound@3 Ministry::nsubj said:VBD:ROOT=say so:RB:advmod .",
            article_id=article_id,
        )

    _, actors = resolved(ministry("Peruvian", "a1"), ministry("Chilean", "a2"))
    assert {"Harbour Ministry (Peru)", "Harbour Ministry (Chile)"} <= {row["name"] for row in actors.values()}


def test_a_governments_forces_stand_with_the_one_state_whose_organs_are_named():
    ministry = f"The:DT:det@3 Peruvian:JJ:amod@3 Defence::compound@3 Ministry::nsubj {SPOKE}"
    regime = f"Regime:NN:compound@1 forces:NNS:nsubj {SPOKE}"
    rows = resolved(parsed(ministry, regime))[1].values()
    assert {row["side"] for row in rows if "forces" in row["name"]} == {"Peru"}


def test_one_silent_aide_makes_no_side_of_a_person():
    aide = "Ida::poss@4%PERSON Holm::poss@4%PERSON 's:POS:case@1 new:JJ:amod@4 aide:NN:nsubj came:VBD:ROOT=come ."
    assert side_of("ida-holm.person", parsed(aide)) is None
