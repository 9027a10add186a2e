"""Who calls whom what: the words are the speaker's where they stand in a claim, the outlet's only where it tells."""

import pytest
from conftest import frames_of, row_at

from analysis.network import list_names

TEXT = 'The rebels took the fort. Mayor Lind said the bandits fled. "These thugs lie."'
ACTORS = [
    {"entity_id": "front", "name": "Front", "kind": "group", "aliases": []},
    {"entity_id": "lind", "name": "Lind", "kind": "person", "aliases": []},
]


def mention(words, entity_id="front", resolved_by="exact"):
    return row_at("entities", "a1", TEXT, words, entity_id=entity_id, resolved_by=resolved_by)


def clause(words, voice, claim_id=None):
    return row_at("predications", "a1", TEXT, words, voice=voice, claim_id=claim_id)


@pytest.fixture
def frames():
    claim = row_at("claims", "a1", TEXT, "the bandits fled", claim_id="c", entity_id="lind")
    clauses = [
        clause("The rebels took the fort", "outlet"),
        clause("Mayor Lind said", "outlet"),
        clause("the bandits fled", "attributed", "c"),
        clause("These thugs lie", "unattributed"),
    ]
    mentions = [mention("The rebels"), mention("the bandits"), mention("These thugs"), mention("Mayor Lind", "lind")]
    mentions.append(mention("the fort", None))
    article = {"article_id": "a1", "text": TEXT, "outlet": "The Mail"}
    return frames_of(article, entities=mentions, claims=[claim], predications=clauses, actors=ACTORS)


def test_words_belong_to_whoever_speaks_them_and_quoted_ones_never_to_the_outlet(frames):
    rows = list_names(frames)[["caller", "whom", "words", "voice"]].to_numpy().tolist()
    assert sorted(rows) == [
        ["Lind", "Front", "the bandits", "indirect"],
        ["The Mail", "Front", "The rebels", "own words"],
        ["The Mail", "Lind", "Mayor Lind", "own words"],
        ["nobody is found to speak", "Front", "These thugs", "open"],
    ]
    assert rows[-1][1] == "Lind"  # named in fewer ways than the Front


def test_the_place_of_the_first_mention_holds_the_words(frames):
    for row in list_names(frames).itertuples():
        assert TEXT[row.char_start : row.char_end] == row.words


def test_nobody_named_makes_a_table_with_its_columns():
    assert list(list_names(frames_of()).columns)[:5] == ["caller", "outlet", "whom", "words", "voice"]
