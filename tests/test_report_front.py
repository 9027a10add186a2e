"""The front page: sentences from templates, every word shown with its place, one line where there is nothing."""

import re

import pandas as pd
import pytest
from conftest import frames_of, relation_of, row_at, sentence_rows
from markupsafe import Markup

from analysis import annotate, schema, summary
from analysis.errors import AnalysisError
from analysis.report.front.days import in_words
from analysis.report.front.stories import find_stories
from analysis.report.front.wording import listed, number, question

TEXT = "The army said the bridge is open. The mayor denied that it is open. Both said that nobody was hurt."
ARMY, MAYOR, HURT = (14, 32), (52, 66), (83, 98)
LONE = "The Kessel army denied shelling the clinic in Tarsk. It rained."
EVENTS = schema.frame("events")


def claim(name, start, end, **others):
    known = {"sentence_id": "a1:s0-33", "source_name": name, "entity_id": name}
    return row_at("claims", "a1", TEXT, TEXT[start:end], **(known | others))


CLAIMS = [claim("army", *ARMY), claim("mayor", *MAYOR, polarity="-", speech_act="deny"), claim("mayor", *HURT)]


def relation(number, a, b, **known):
    ids = {"relation_id": f"r{number}", "matter_id": f"m{number}"}
    return relation_of(a, b, reason="negation: open", summary="s", **(ids | known))


@pytest.fixture
def frames():
    article = {"article_id": "a1", "text": TEXT, "outlet": "Norvik <Times>", "title": "Bridge"}
    actors = [{"entity_id": n, "name": n, "kind": "organisation", "aliases": []} for n in ("army", "mayor")]
    sentences = sentence_rows("a1", TEXT, 33, 67, 99)
    return frames_of(article, sentences=sentences, claims=CLAIMS, actors=actors)


@pytest.fixture
def quarrel():
    rows = [
        relation(1, CLAIMS[0], CLAIMS[1]),
        relation(2, CLAIMS[0], CLAIMS[2], relation="agreement", kind="common_ground"),
    ]
    return schema.frame("disagreements", rows)


def words_of(piece):
    return " ".join(Markup(re.sub(r"<[^>]*>", " ", piece._repr_html_())).unescape().split())


def test_a_contested_matter_is_a_question_with_both_sides_words_and_who_holds_them(frames, quarrel):
    page = summary(frames, quarrel, EVENTS)
    html, words = page._repr_html_(), words_of(page)
    assert f'href="#q-a1-{ARMY[0]}-{ARMY[1]}"' in html
    assert f'href="#q-a1-{MAYOR[0]}-{MAYOR[1]}"' in html
    assert re.search(r"army · says so · in Norvik <Times>", words)
    assert "mayor · denies it" in words
    assert "One contested matter (n = 2 passages in one article)" in words
    assert "two passages; high confidence. All their words" in words


def test_what_opponents_both_say_is_shown_with_its_words(frames, quarrel):
    words = words_of(summary(frames, quarrel, EVENTS))
    alike = words[words.index("What opponents say alike") : words.index("Key events")]
    assert "the bridge is open" in alike
    assert TEXT[slice(*HURT)] in alike
    apart = quarrel[quarrel["relation"] == "agreement"].reset_index(drop=True)
    assert "Nothing was found that opponents both say" in words_of(summary(frames, apart, EVENTS))


def test_sections_without_anything_are_one_line_each(frames):
    words = words_of(summary(frames, schema.frame("disagreements"), EVENTS))
    for line in (
        "No contested matter was found of which both sides stand in these articles; that is no proof of agreement.",
        "Nothing was found that opponents both say.",
        "No accusation was found that stays without an answer.",
        "No event was found that has a date.",
    ):
        assert line in words


def test_a_denial_of_what_nobody_says_stands_on_the_page_with_who_denies_it(frames):
    lone = annotate(pd.DataFrame([{"article_id": "a1", "text": LONE, "outlet": "Norvik Times"}]))
    words = words_of(summary(lone))
    assert "Contested by one side only" in words
    assert "Kessel army : The Kessel army denied shelling the clinic" in words
    assert "Contested by one side only" not in words_of(summary(frames, schema.frame("disagreements"), EVENTS))


def test_no_articles_make_a_front_page_too():
    assert "There are no articles." in words_of(summary(frames_of(), schema.frame("disagreements"), EVENTS))


def test_every_word_of_a_corpus_is_escaped(frames, quarrel):
    html = summary(frames, quarrel, EVENTS)._repr_html_()
    assert "Norvik &lt;Times&gt;" in html
    assert "<Times>" not in html


def test_events_and_disagreements_are_found_where_they_are_not_given(frames):
    assert "What is contested" in words_of(summary(frames))


def test_a_number_of_matters_that_is_none_is_an_error(frames, quarrel):
    with pytest.raises(AnalysisError, match="-p a number"):
        summary(frames, quarrel, EVENTS, most="3")


def test_an_event_has_its_day_its_words_and_how_many_articles_tell_it(frames):
    event = {
        "event_id": "e1",
        "label": "nobody was hurt",
        "edtf": "XXXX-05-03",
        "status": "claimed",
        "claimed_by": ["mayor"],
        "evidence": [{"article_id": "a1", "char_start": HURT[0], "char_end": HURT[1]}],
        "n_articles": 1,
        "n_leads": 0,
        "n_voices": 1,
        "weight": 1.0,
        "setting": "story",
        **{name: [] for name in ("rival_dates", "denied_by", "participants", "places")},
    }
    undated = [event | {"event_id": f"u{i}", "edtf": None, "weight": 9.0} for i in range(9)]
    words = words_of(summary(frames, schema.frame("disagreements"), schema.frame("events", [event, *undated])))
    assert f"3 May {TEXT[slice(*HURT)]} according to mayor" in words


# Words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-06-07?", "probably 7 June 2025"),
        ("2025-06-07/2025-06-09", "between 7 June 2025 and 9 June 2025"),
        ("2025-06-07/2025-06-07", "7 June 2025"),
        ("193X~", "about the 1930s"),
        ("XXXX-06", "June"),
        ("XXXX", "XXXX"),
        ("2025-23", "2025"),
    ],
)
def test_a_date_in_words_says_no_more_than_it_knows(edtf, words):
    assert in_words(edtf) == words


def test_lists_numbers_and_questions_read_like_prose():
    assert listed(["Orvan", "Teldt", "Sund", "Norvik", "Mill"], 3) == "Orvan, Teldt, Sund and two others"
    assert number(13, "article") == "13 articles"
    assert question("How many were hurt") == "How many were hurt?"
    assert question("Whether nobody was hurt") == "Whether nobody was hurt"


# Stories


def test_articles_on_other_things_are_other_stories():
    dam = "The dam above Orsk broke on Monday and flooded the mill. Engineers had warned of cracks in the dam wall."
    vote = "Parliament in Teldt voted on the pension bill. Deputies argued over pensions until midnight."
    texts = {"d1": dam, "v1": vote, "d2": f"{dam} The mill is lost.", "v2": f"{vote} The bill passed."}
    frames = frames_of(*({"article_id": name, "text": text} for name, text in texts.items()))
    assert [set(story.articles) for story in find_stories(frames)] == [{"d1", "d2"}, {"v1", "v2"}]
    assert "tell two stories" in words_of(summary(frames, schema.frame("disagreements"), EVENTS))


def test_stories_do_not_depend_on_the_clock_or_on_sets():
    rows = [
        {"article_id": f"a{i}", "text": f"{'alpha beta gamma delta'.split()[i % 4]} story {i % 4}"} for i in range(12)
    ]
    assert find_stories(frames_of(*rows)) == find_stories(frames_of(*rows))
    assert sum(len(story.articles) for story in find_stories(frames_of(*rows))) == 12
    assert pd.Series([story.first for story in find_stories(frames_of(*rows))]).is_unique


def test_words_that_hang_on_others_are_shown_in_their_sentence(frames):
    hanging = row_at("claims", "a1", TEXT, "that it is open", entity_id="mayor")
    rows = schema.frame("disagreements", [relation(1, CLAIMS[0], hanging, claim_ids_b=[])])
    words = words_of(summary(frames, rows, EVENTS))
    assert "The mayor denied that it is open. mayor · denies it" in words
