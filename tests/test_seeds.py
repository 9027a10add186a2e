"""The two articles of data/raw, against what a person reads in them."""

import pytest

from analysis import annotate, build_timeline, find_disagreements, read_corpus
from analysis.disagreement import list_common_ground, list_positions

# Written by hand after reading the articles: whose claim it is, and how its content begins.
HAND_READ = """
Ukraine | Russia Backtracks on Istanbul POW
Ukraine | deliberately undermining the Istanbul agreement
Coordination Headquarters | Moscow’s recent statements and actions
Coordination Headquarters | them as inconsistent with what had been agreed
Coordination Headquarters | Today’s statements from the Russian side
Ukraine | the Istanbul framework included
Ukraine | which … ignored the mutually defined criteria
Coordination Headquarters | Ukraine has provided the necessary
Ukraine | while a general agreement on the return
nobody | Despite this, Russia … began taking unilateral
Ukraine | Rather than following a joint protocol
Coordination Headquarters | Ukraine remains committed to the framework
Coordination Headquarters | the date for transferring the bodies
nobody | an agreement on the principle of exchange
Coordination Headquarters | bypassing established protocols
Coordination Headquarters | Regarding the repatiations of bodies
Coordination Headquarters | a breakdown in diplomatic coordination
Rustem Omerov | a deal had been struck
Rustem Omerov | Kyiv and Moscow had agreed to exchange
nobody | Additionally, the two sides … agreed to swap
nobody | further escalation
Vladimir Medinsky | the contact group of the Russian Ministry
Vladimir Medinsky | The Ukrainian side has not fulfilled
Vladimir Medinsky | stalling the process
Vladimir Medinsky | Ukrainian statements, which insist
Ukraine | the failure to finalize the date
Ukraine | The images, reportedly shared
Ukraine | transparency and respect for the dead
Ukraine | such actions risk further eroding
"""


# Sentences that a quotation goes on with, and where a content ends: its speaker, its first words, its last words.
SENTENCES = """
Coordination Headquarters | Today’s statements from | return of the deceased
Coordination Headquarters | Instead of advancing a coordinated | unilateral actions.
Coordination Headquarters | Ukraine has provided | the necessary clarifications.
Coordination Headquarters | We now await | next step
Ukraine | Rather than following | for unauthorized steps.
Ukraine | Sensitive humanitarian issues | for political messaging
Coordination Headquarters | Regarding the repatiations | agreement was reached.
Coordination Headquarters | Date — was not | agreed.
Coordination Headquarters | Instead of following | a joint process
Coordination Headquarters | the date for transferring | has not been finalized
nobody | agreed to swap military | «6,000 for 6,000» principle
"""


@pytest.fixture(scope="module")
def corpus(root):
    return read_corpus(root / "data" / "raw")


@pytest.fixture(scope="module")
def frames(corpus):
    return annotate(corpus.articles)


@pytest.fixture(scope="module")
def relations(frames):
    return find_disagreements(frames)


def test_claims_are_those_a_reader_finds_under_their_sources(frames):
    expected = [tuple(line.split(" | ")) for line in HAND_READ.strip().splitlines()]
    found = [
        (c.source_name if isinstance(c.source_name, str) else "nobody", c.content_text)
        for c in frames.claims.itertuples()
    ]
    unmatched = list(found)
    for source, beginning in expected:
        match = next((f for f in unmatched if f[0] == source and f[1].startswith(beginning)), None)
        assert match is not None, f"{source}: {beginning}"
        unmatched.remove(match)
    assert unmatched == []
    assert sum(source != "nobody" for source, _ in expected) >= 24


def test_a_body_of_a_state_speaks_on_its_side(frames):
    by_name = {name: frames.index.sides.get(entity) for entity, name in frames.index.party_names.items()}
    assert by_name["Coordination Headquarters"] == "Ukraine"
    assert by_name["Vladimir Medinsky"] == "Russia"


def test_each_sentence_of_a_quotation_is_found_under_its_speaker(frames):
    pieces = []
    for claim in frames.claims.itertuples():
        speaker = claim.source_name if isinstance(claim.source_name, str) else "nobody"
        for start, end in claim.content_spans:
            text = frames.articles.set_index("article_id")["text"][claim.article_id][start:end]
            within = frames.predications[frames.predications["claim_id"] == claim.claim_id]
            has_predication = ((within["char_start"] >= start) & (within["char_start"] < end)).any()
            pieces.append((speaker, text, bool(has_predication)))
    for line in SENTENCES.strip().splitlines():
        speaker, first, last = line.split(" | ")
        found = [text for whose, text, said in pieces if whose == speaker and said and first in text]
        assert any(last in text[text.index(first) :] for text in found), line
        assert last[-1:] == "." or any(text.endswith(last) for text in found), line


def test_a_quotation_over_three_paragraphs_is_one_claim_of_its_speaker(frames):
    claims = frames.claims[frames.claims["content_text"].str.startswith("Regarding the repatiations")]
    assert len(claims) == 1
    assert claims["content_text"].iloc[0].endswith("in the framework of a joint process")
    assert claims["quotation"].iloc[0] == "direct"


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (None, {"June 2": "XXXX-06-02", "June 7": "XXXX-06-07"}),
        (2025, {"June 2": "2025-06-02", "June 7": "2025-06-07"}),
        (2027, {"June 2": "2027-06-02", "June 7": "2027-06-07"}),
    ],
)
def test_dates_have_the_year_that_somebody_gives_them(corpus, year, expected):
    timexes = annotate(corpus.articles, year=year).timexes
    values = dict(zip(timexes["text"], timexes["value"], strict=True))
    assert {text: values[text] for text in expected} == expected


def test_ages_and_sums_are_no_dates(frames):
    words = frames.timexes["text"].str.cat(sep=" | ")
    assert "25" not in words
    assert "6,000" not in words
    assert "Monday" in words
    assert "a week ago" in words


def test_capitals_that_act_are_their_states_and_a_venue_is_a_place(frames):
    states = frames.entities[frames.entities["text"].isin(["Kyiv", "Moscow"])]
    assert set(zip(states["text"], states["entity_id"], strict=True)) == {("Kyiv", "UKR"), ("Moscow", "RUS")}
    venue = frames.entities[frames.entities["text"] == "Istanbul"]
    assert set(venue["reading"]) == {"place"}


def test_the_blame_that_each_side_lays_on_the_other_is_one_contested_matter(frames, relations):
    positions = list_positions(frames, relations)
    blame = positions[positions["kind"] == "blame_reversal"]
    assert blame["matter_id"].nunique() == 1
    by_party = blame.groupby("party")["text"].agg(" | ".join)
    assert "has not fulfilled its obligations" in by_party["Vladimir Medinsky"]
    assert "deliberately undermining" in by_party["Ukraine"]


def test_the_numbers_of_the_exchange_are_common_ground_without_a_russian_voice(frames, relations):
    shared = list_common_ground(frames, relations)
    text = dict(zip(frames.articles["article_id"], frames.articles["text"], strict=True))
    words = [text[row.article_id][row.char_start : row.char_end] for row in shared.itertuples()]
    bodies = shared[["6,000" in said for said in words]]
    assert len(bodies)
    assert all(whose.startswith("On one side only, as far as sources are named: Ukraine") for whose in bodies["whose"])


def test_no_contradiction_is_shown_that_a_reader_would_not(relations):
    contradictions = relations[relations["relation"] == "contradiction"]
    # Beside the breach and the transfer: the second article says itself that Medinsky contradicts Ukrainian statements.
    assert contradictions.groupby("kind")["matter_id"].nunique().to_dict() == {
        "blame_reversal": 1,
        "denial": 1,
        "presupposition": 1,
    }
    assert "update" not in set(relations["relation"])


@pytest.mark.parametrize("year", [None, 2025, 2027])
def test_the_timeline_dates_what_was_said_and_only_bounds_what_it_tells(corpus, year):
    events = build_timeline(annotate(corpus.articles, year=year))
    june = f"{year or 'XXXX'}-06"
    dated = {row.edtf: row.label for row in events.itertuples() if isinstance(row.edtf, str) and ".." not in row.edtf}
    bounded = [row.label for row in events.itertuples() if row.edtf == f"../{june}-07"]
    assert set(dated) == {f"{june}-02", f"{june}-07"}
    assert "Istanbul" in dated[f"{june}-02"]
    assert "released on June 7" in dated[f"{june}-07"]
    assert len(bounded) == 2
    assert any("had arrived" in label for label in bounded)


def test_late_monday_and_june_7_are_two_statements_and_no_conflict(corpus):
    events = build_timeline(annotate(corpus.articles, year=2025))
    labels = {row.label: row.edtf for row in events.itertuples() if "released" in row.label}
    assert {label: isinstance(edtf, str) for label, edtf in labels.items()} == {
        "official statements released on June 7": True,
        "The statement released late Monday": False,
        "The statement, released late Monday, accused Moscow of bypassing established protocols …": False,
    }
    assert not any(events["rival_dates"])
