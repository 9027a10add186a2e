"""The table of states, checked against Unicode's CLDR; how a word of it is found in a text."""

from functools import cache
from itertools import pairwise

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from analysis.actors.states import KINDS, demonym_of, gazetteer, iso_code, keyed, state_rows, state_spans

# Codes of CLDR that ISO 3166-1 has not assigned: parts of states, unions, tests.
NOT_ASSIGNED = set("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())


@cache
def territories():
    """Return the English names that CLDR gives to each two-letter code."""
    american, british = Locale("en").territories, Locale("en_GB").territories
    codes = sorted(code for code in american if len(code) == 2 and code.isalpha())
    return {code: sorted({american[code], british.get(code, american[code])}) for code in codes}


@cache
def by_iso2():
    return {row["iso2"]: row for row in state_rows() if row["iso2"]}


def test_every_territory_that_iso_names_is_there_and_no_other():
    assert set(by_iso2()) - {"EU"} == territories().keys() - NOT_ASSIGNED


@pytest.mark.parametrize("code", sorted(territories().keys() - NOT_ASSIGNED))
def test_the_names_of_the_locale_data_mean_their_state(code):
    found = {name: gazetteer().find(name) for name in territories()[code]}
    assert {name: state and state.code for name, state in found.items()} == dict.fromkeys(
        found, by_iso2()[code]["code"]
    )


def test_no_word_means_two_states():
    meant = {}
    for row in state_rows():
        for word in [row["name"], *(w for column in KINDS for w in row[column].split("; ") if w)]:
            assert meant.setdefault(keyed(word), row["code"]) == row["code"], word


def test_every_state_has_a_name_of_its_people_and_a_town_of_government_or_is_its_own_town():
    # Dominica's people are called like the Dominican Republic's, the two Congos' alike: the press means the larger.
    towns = {"DJI", "MCO", "SGP", "VAT"}
    states = [row for row in state_rows() if row["status"] == "state"]
    assert {row["code"] for row in states if not row["capitals"]} == towns
    assert {row["code"] for row in states if not row["demonyms"]} == {"COG", "DMA", "VAT"}


def test_what_is_shared_is_a_word_of_the_same_state():
    for row in state_rows():
        words = {row["name"], *(w for column in KINDS for w in row[column].split("; "))}
        assert set(row["shared"].split("; ")) - {""} <= words, row["code"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Congo", ("COD", "name"), id="the-press-means-the-democratic-republic"),
        pytest.param("Congo-Kinshasa", ("COD", "name"), id="named-after-its-capital"),
        pytest.param("Republic of the Congo", ("COG", "name"), id="the-other-congo"),
        pytest.param("Guinea-Bissau", ("GNB", "name"), id="not-its-neighbour"),
        pytest.param("Burma", ("MMR", "name"), id="an-older-name"),
        pytest.param("ST. KITTS AND NEVIS", ("KNA", "name"), id="in-capitals"),
        pytest.param("Bosnia & Herzegovina", ("BIH", "name"), id="a-sign-for-and"),
        pytest.param("Singapore", ("SGP", "name"), id="a-state-before-its-capital"),
        pytest.param("Gitega", ("BDI", "capital"), id="the-capital-of-today"),
        pytest.param("The Hague", ("NLD", "capital"), id="a-seat-that-is-no-capital"),
        pytest.param("the Kremlin", None, id="as-it-stands-without-article"),
        pytest.param("Kremlin", ("RUS", "seat"), id="a-building"),
        pytest.param("F.B.I.", ("USA", "organ"), id="full-stops"),
        pytest.param("UK", ("GBR", "name"), id="an-acronym"),
        pytest.param("Us", None, id="a-pronoun-is-none"),
        pytest.param("Car", None, id="a-thing-is-none"),
        pytest.param("Velonia", None, id="unknown"),
    ],
)
def test_a_word_means_one_state_as_it_is_written(text, expected):
    assert gazetteer().find(text) == expected


def test_codes_are_isos_or_none():
    assert [iso_code(code) for code in ("COD", "XKX", "EU", "SUN", "somaliland", None)] == ["COD", "XKX", *[None] * 4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Guards of Guinea - Bissau left", ["Guinea - Bissau"], id="a-hyphen-apart"),
        pytest.param("Trinidad and Tobago and Peru", ["Trinidad and Tobago"], id="the-longest-and-no-longer"),
        pytest.param("Guinea , Bissau", [], id="a-comma-parts"),
        pytest.param("Côte d'Ivoire , Congo ( Kinshasa ) agree", ["Côte d'Ivoire", "Congo ( Kinshasa )"], id="small"),
        pytest.param("the republic of the congo", [], id="small-letters-are-no-name"),
        pytest.param("South Korean aides met North Koreans", ["South Korean"], id="one-people"),
        pytest.param("", [], id="empty"),
    ],
)
def test_names_of_several_words_are_whole(text, expected):
    tokens = text.split()
    assert [" ".join(tokens[a:b]) for a, b in state_spans(tokens)] == expected


@given(st.lists(st.sampled_from(["Guinea", "-", "Bissau", "Saint", "Kitts", "and", "Nevis", "said", ",", "D'Ivoire"])))
def test_spans_are_in_order_apart_and_of_several_tokens(tokens):
    spans = list(state_spans(tokens))
    assert all(b - a > 1 for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_an_adjective_is_made_from_a_name():
    assert [demonym_of(*pair) for pair in (("Orskian", "Orsk"), ("Orsk", "Orsk"), ("Orange", "Orsk"))] == [
        True,
        False,
        False,
    ]
