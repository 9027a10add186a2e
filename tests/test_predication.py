"""How a clause stands in its sentence: attachment, joining word, mood, voice; prepositions and heads of arguments."""

import pandas as pd
import pytest

from analysis import annotate


@pytest.fixture(scope="module")
def clauses():
    """{predicate: row} of one article whose predicates are all different."""
    text = (
        "The company denied that the crane that collapsed on 3 June had been overloaded. "
        "The ministry has not said whether the rebels attacked the depot. "
        "The road stays shut if the council objects. "
        "Lawyers rejected claims that the mayor misled parliament. "
        "Anna Lind ruled out selling the ferry. "
        "The judge may postpone the hearing. "
        "Officials challenged claims that soldiers mined the quay. "
        "Norland left without disputing that its divers found the wreck."
    )
    rows = annotate(pd.DataFrame([{"article_id": "a", "outlet": "Herald", "text": text}])).predications
    return text, {row["predicate"]: row for row in rows.to_dict("records")}


@pytest.mark.parametrize(
    ("predicate", "mood"),
    [
        ("deny", "asserted"),
        ("overload", "denied"),
        ("collapse", "asserted"),
        ("attack", "asked"),
        ("object", "supposed"),
        ("stay", "asserted"),
        ("mislead", "denied"),
        ("sell", "denied"),
        ("postpone", "supposed"),
        ("mine", "denied"),
        ("find", "asked"),
    ],
)
def test_a_clause_is_asserted_denied_asked_or_supposed_where_it_stands(clauses, predicate, mood):
    assert clauses[1][predicate]["mood"] == mood


@pytest.mark.parametrize(
    ("predicate", "attachment", "joining", "governor"),
    [
        ("overload", "complement", "that", "deny"),
        ("collapse", "relative", "that", "overload"),
        ("attack", "complement", "whether", "say"),
        ("object", "adverbial", "if", "stay"),
        ("mislead", "noun_complement", "that", "reject"),
    ],
)
def test_a_clause_says_how_it_hangs_in_its_sentence(clauses, predicate, attachment, joining, governor):
    row, by_id = clauses[1][predicate], {r["predication_id"]: name for name, r in clauses[1].items()}
    assert (row["attachment"], row["joining"], by_id[row["governor_id"]]) == (attachment, joining, governor)


def test_arguments_have_their_preposition_and_head(clauses):
    text, rows = clauses
    heads = {a["preposition"]: text[a["head_start"] : a["head_end"]] for a in rows["collapse"]["arguments"]}
    assert heads == {None: "crane", "on": "June"}


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("The gate was shut.", "outlet"),
        ("The guard said the gate was shut.", "attributed"),
        ("The letter was found.\n\n“The gate was shut.”\n\nNobody signed it.", "unattributed"),
        ("The guard listed:\n\n• The gate was shut.", "unattributed"),
        ("Falk: The gate was shut.", "unattributed"),
    ],
)
def test_a_clause_says_whose_words_it_is_in(text, voice):
    rows = annotate(pd.DataFrame([{"article_id": "a", "outlet": "Herald", "text": text}])).predications
    assert set(rows.loc[rows["text"].str.contains("gate was shut"), "voice"]) == {voice}


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("two dozen boats", (24, 24)),
        ("at least four dozen boats", (48, None)),
        ("four hundred boats", (400, 400)),
        ("3 million boats", (3_000_000, 3_000_000)),
    ],
)
def test_a_number_of_two_words_is_their_product(words, bounds):
    text = f"The harbour office counted {words}."
    rows = annotate(pd.DataFrame([{"article_id": "a", "text": text}])).predications
    counted = [a for row in rows["arguments"] for a in row if a["unit"] == "boat"]
    assert [(a["number_low"], a["number_high"]) for a in counted] == [bounds]
