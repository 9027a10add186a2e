"""The researcher's table: what is proposed, what survives, what no longer occurs."""

import pandas as pd
import pytest
from conftest import frames_of, row_of

from analysis.aliases import propose_table, unused_aliases


def frames(*actors, mentions=()):
    """Frames of actors given as (entity_id, name, kind, aliases, parent_id) and of mentions as (text, entity_id)."""
    columns = ("entity_id", "name", "kind", "aliases", "parent_id", "article_id")
    rows = [
        row_of(
            "entities", mention_id=f"m{n}", article_id="a1", char_start=n, char_end=n + 1, text=text, entity_id=entity
        )
        for n, (text, entity) in enumerate(mentions)
    ]
    named = [row_of("actors", **dict(zip(columns, actor, strict=False))) for actor in actors]
    return frames_of({"article_id": "a1", "text": "x"}, entities=rows, actors=named)


def test_a_proposal_has_a_row_for_each_alias_with_its_parents_name():
    data = frames(
        ("NOR", "Norway", "state", ["Oslo"], None),
        ("ida-holm.person", "Ida Holm", "person", ["Holm"], "NOR"),
        ("two-divers", "two divers", "group", [], None, "a1"),
        ("orsk.place", "Orsk", "place", [], None),
        mentions=[("Holm", "ida-holm.person")] * 2,
    )
    table = propose_table(data)
    assert table["alias"].tolist() == ["Ida Holm", "Holm", "Norway", "Oslo"]
    assert table.loc[1, ["name", "kind", "parent", "reason"]].tolist() == ["Ida Holm", "person", "Norway", "found"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("Ivan Oskarev", "Ivan Uskarev", ["Ivan Uskarev"], id="one-vowel-apart"),
        pytest.param("Robert Dorn", "Bob Dorn", ["Bob Dorn"], id="called-so-for-short"),
        pytest.param("Robert Dorn", "Bob Lorne", [], id="a-short-name-of-another"),
        pytest.param("Ivan Oskarev", "Pyotr Uskarev", [], id="another-given-name"),
        pytest.param("Ivan Oskarev", "Ivan Mirov", [], id="another-name"),
    ],
)
def test_spelling_variants_are_proposed_as_aliases_of_the_more_frequent(one, other, expected):
    data = frames(
        ("one.person", one, "person", [], None),
        ("other.person", other, "person", [], None),
        mentions=[("x", "one.person"), ("y", "one.person"), ("z", "other.person")],
    )
    proposed = propose_table(data)
    proposed = proposed[proposed["reason"] != "found"]
    assert proposed["alias"].tolist() == expected
    assert set(proposed["name"]) <= {one}


def test_bodies_of_one_name_in_several_articles_are_proposed_as_one():
    data = frames(
        ("harbour-watch.organisation@a1/2", "harbour watch", "organisation", [], None, "a1"),
        ("harbour-watch.organisation@a2/5", "Harbour Watch", "organisation", [], None, "a2"),
    )
    (reason,) = propose_table(data)["reason"]
    assert "several articles" in reason


def test_an_alias_that_occurs_nowhere_is_reported():
    data = frames(("ida-holm.person", "Ida Holm", "person", [], None), mentions=[("the Holms", "ida-holm.person")])
    table = pd.DataFrame({"alias": ["Holms", "ida holm", "Dorn", None, "Orsk Board"]})
    assert unused_aliases(data, table) == ["Dorn", "Orsk Board"]
    assert unused_aliases(data, None) == []


def test_nobody_makes_an_empty_proposal():
    table = propose_table(frames())
    assert table.empty
    assert table.columns.tolist() == ["alias", "name", "kind", "parent", "side", "reason"]
