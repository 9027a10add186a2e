"""Who says what, by which word: rules on written-down parses, and whole short articles."""

import pytest

from analysis.attribution import find_claims
from analysis.lexicon import cues

CERTAIN, POSSIBLE, PROBABLE, UNKNOWN = "certain", "possible", "probable", "unknown"


def said(claims):
    return [(c["source_text"], c["cue_text"], c["content_text"]) for c in claims]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("clause-after", [("The minister", "said", "the bridge was closed")]),
        ("clause-before", [("the minister", "said", "The bridge was closed")]),
        ("around", [("the minister", "said", "The bridge … was closed in May")]),
        ("direct-before", [("Ann Vell", "said", "The bridge is closed")]),
        ("direct-after", [("Ann Vell", "said", "The bridge is closed.")]),
        ("direct-split", [("Vell", "said", "We waited at the gate … and nobody came.")]),
        ("direct-two-sentences", [("she", "added", "Nobody came … The gate stayed shut all day.")]),
        ("guillemets", [("the mayor", "said", "Nobody came to the gate")]),
        ("low-high", [("the mayor", "said", "Nobody came to the gate")]),
        ("mixed", [("Vell", "called", 'the plan "a gift to the smugglers')]),
        ("according-first", [("the port authority", "According to", "two ships left on Friday")]),
        ("according-last", [("the port authority", "according to", "Two ships left on Friday")]),
        ("according-many", [("Vell", "According to", "Norland and Sudland had agreed to meet")]),
        ("accuse", [("The council", "accused", "hiding the report")]),
        ("deny-gerund", [("The company", "denied", "hiding the report")]),
        ("object-infinitive", [("The union", "urged", "the board to publish the figures")]),
        ("infinitive", [("The board", "promised", "to publish the figures")]),
        ("call-for", [("The union", "called", "an inquiry")]),
        ("as", [("She", "described", "the letter as a forgery")]),
        ("passive-agent", [("the ministry", "were described", "The figures … as false")]),
        ("passive-none", [(None, "are believed", "The two men … to have crossed the river")]),
        ("adverb", [(None, "allegedly", "The two men … crossed the river")]),
        ("noun", [(None, "claim", "the dam was unsafe")]),
        ("coordinated", [("The clerk", "said", "the list was long"), ("The clerk", "said", "two names were missing")]),
        ("cue-chain", [("Vell", "said", "the list was long"), ("Vell", "urged", "the board to print it")]),
        ("participle", [("Vell", "stressing", "the list was long")]),
        ("share", [("Vell", "said", "The list is long"), ("Vell", "adding", "two names were missing")]),
        ("relative", [("who", "said", "the dam was safe")]),
        ("conjoined", [("Vell and her deputy", "said", "the dam was safe")]),
        ("headline", [("Envoy", "Warns", "Talks Collapse Over Fish Quota")]),
        ("dateline", [("Norland", "accused", "firing on a ferry")]),
        ("semicolon", [("Vell", "praised", "the crew"), ("the harbour master", "said", "the ferry was late")]),
        ("statement", [("The statement", "accused", "delay")]),
        ("colon", [("Ann Vell, mayor", ":", "We will not pay for the bridge.")]),
        (
            "cue-noun-inside",
            [
                ("the paper", "said", "She resigned despite claims of an agreement with the board"),
                (None, "claims", "an agreement with the board"),
            ],
        ),
        ("behind-claim", [("The mayor", "denied", "the gate was shut"), ("The mayor", None, "My men kept it open.")]),
        ("behind-direct", [("Ms. Vell", "said", "The gate was open … Nobody was hurt.")]),
        ("goes-on", [("the mayor", "said", "The gate was open"), ("the mayor", "said", "nobody was hurt")]),
        ("according-both", [("the mayor", "according to", "The gate was shut and nobody was hurt")]),
        (
            "closing",
            [
                (
                    "Captain Ann Bo",
                    "told",
                    "The Alba, a tug, was struck near the Vell shoal, ten miles off the coast",
                )
            ],
        ),
        ("stand-by", [("The Vell navy", "stands by", "its version")]),
        ("take-back", [("The skipper", "took back", "the confession")]),
        ("measure", [("She", "put", "the number of crates lost in the storm of that night at forty")]),
        ("called-quoted", [("Ann Bo", "called", 'such a delay "wholly unlawful')]),
        ("strange-name", [("Orlak", "maintains", "the boat was inside its zone")]),
        ("nearest-subject", [("she", "said", "Six crates, not forty")]),
        ("front", [("Ida Bo, a nurse", "said", "two men had been brought in")]),
        ("colon-cut", [("Ida Bo", "called", 'the vote "a joke"'), ("she", "said", "her party was ahead")]),
        (
            "own-remark",
            [
                ("He", "praised", "the crew"),
                ("He", None, "I have read every page. There is no letter."),
                ("he", "said", "The club … had not asked for help"),
            ],
        ),
        (
            "nested-according",
            [
                (
                    "The paper",
                    "reported",
                    "the captain had met the mayor in a hotel near port, where according to Norland no talks were held",
                ),
                ("Norland", "according to", "where … no talks were held"),
            ],
        ),
        ("first-time", [("The police", "conceded", "gas was used on that day")]),
        ("dated", [("Major Vell", "said", "the tracks dated from May")]),
        ("behind-nobody", [("She", None, "Never again will we sail.")]),
        ("lead-in", [("The mayor, Ann Vell", "said", "The gate is open. Nobody was hurt.")]),
        ("put-it", [("Captain Ann Vell", "put it", "The gate is open.")]),
        ("bare", [("Captain Ann Vell", "said", "the gate leaks")]),
        ("bare-no-verb", [("The clerk of the port", "said", "no comment")]),
        ("shot-back", [("Ann Vell", "shot back", "Show me")]),
        ("asked-whether", [(None, "Asked", "he would resign")]),
        ("turned-behind-a-comma", [("Ann Vell", "boasted", "We won")]),
        ("turned-object", [("Ann Vell", "complained", "We lost the vote")]),
        ("two-speakers", [("Ann Vell", "said", "It holds."), ("Ida Bo", "said", "It leaks")]),
        ("as-clause", [("Vell", "said", "The tug will sail on")]),
        ("title", [("Mr. Vell", "said", "The clerks are tired … and they will not wait.")]),
        ("post", [("Ann Vell", None, "The gate was never shut.")]),
        ("signed", [("Ann Vell, mayor of Orsk", None, "The gate was never shut.")]),
        ("labels", [("VELL", None, "The gate was never shut."), ("BO", None, "It was, and you know it.")]),
        ("questions", [(None, None, "Was the gate shut?"), (None, None, "It was never shut.")]),
        ("block", [(None, None, "The gate was never shut.")]),
        ("points", [("Ann Vell", None, "The gate was never shut"), ("Ann Vell", None, "nobody was hurt.")]),
        ("parts", []),
        ("nobody", [(None, None, "The gate was never shut.")]),
        ("colon-headline", [("Minister", None, "no ferry was hit")]),
        ("british", [("the mayor", "said", "The gate held … The crew checked it. … Nobody was hurt.")]),
        (
            "others-claim",
            [("Sudland's", "claim", "its navy was to blame"), ("Norland", "rejected", "its navy was to blame")],
        ),
        ("routine", []),
        ("unnamed", []),
        ("silence", []),
        ("imperative", []),
    ],
)
def test_source_cue_and_content(parsed_article, name, expected):
    assert said(find_claims(parsed_article(name), [])) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("clause-after", ("assert", "+", CERTAIN, "indirect", "neutral")),
        ("direct-before", ("assert", "+", CERTAIN, "direct", "neutral")),
        ("mixed", ("assert", "+", CERTAIN, "mixed", "neutral")),
        ("accuse", ("accuse", "+", CERTAIN, "indirect", "neutral")),
        ("deny-clause", ("deny", "-", CERTAIN, "indirect", "neutral")),
        ("deny-gerund", ("deny", "-", CERTAIN, "indirect", "neutral")),
        ("not-deny", ("assert", "+", UNKNOWN, "indirect", "neutral")),
        ("not-accept", ("deny", "-", CERTAIN, "indirect", "supporting")),
        ("negated-content", ("assert", "-", CERTAIN, "indirect", "neutral")),
        ("guillemets", ("assert", "-", CERTAIN, "direct", "neutral")),
        ("hedged", ("assert", "+", POSSIBLE, "indirect", "neutral")),
        ("conditional", ("assert", "+", POSSIBLE, "indirect", "neutral")),
        ("adverb", ("assert", "+", POSSIBLE, "indirect", "doubting")),
        ("passive-none", ("assert", "+", PROBABLE, "indirect", "neutral")),
        ("question", ("ask", "+", UNKNOWN, "direct", "neutral")),
        ("object-infinitive", ("demand", "+", UNKNOWN, "indirect", "neutral")),
        ("insist", ("demand", "+", UNKNOWN, "indirect", "neutral")),
        ("infinitive", ("promise", "+", CERTAIN, "indirect", "neutral")),
        ("headline", ("warn", "+", CERTAIN, "indirect", "neutral")),
    ],
)
def test_what_is_done_by_saying_it(parsed_article, name, expected):
    (claim,) = find_claims(parsed_article(name), [])
    columns = ("speech_act", "polarity", "factuality", "quotation", "cue_connotation")
    assert tuple(claim[column] for column in columns) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("rule-out", ("deny", "-", CERTAIN)),
        ("pushed-back", ("deny", "-", CERTAIN)),
        ("a-lie", ("deny", "-", CERTAIN)),
        ("untrue", ("deny", "-", CERTAIN)),
        ("went-on", ("deny", "-", CERTAIN)),
        ("sceptical", ("assert", "-", POSSIBLE)),
        ("not-believe", ("assert", "-", PROBABLE)),
        ("short-of", ("assert", "+", UNKNOWN)),
        ("withdrew", ("assert", "+", UNKNOWN)),
        ("apologised", ("assert", "+", UNKNOWN)),
        ("short-of-denying", ("assert", "+", UNKNOWN)),
        ("without-denying", ("assert", "+", UNKNOWN)),
        ("close-to-admitting", ("assert", "+", UNKNOWN)),
        ("backed-away", ("assert", "+", UNKNOWN)),
        ("no-longer", ("assert", "+", UNKNOWN)),
        ("neither-nor", ("assert", "+", UNKNOWN)),
        ("failed", ("assert", "+", UNKNOWN)),
        ("yet", ("assert", "+", UNKNOWN)),
        ("may", ("assert", "+", UNKNOWN)),
        ("expected", ("assert", "+", UNKNOWN)),
        ("if", ("assert", "+", UNKNOWN)),
        ("never-said", ("assert", "+", UNKNOWN)),
        ("unable", ("assert", "+", UNKNOWN)),
        ("whether", ("ask", "+", UNKNOWN)),
        ("unclear", ("ask", "+", UNKNOWN)),
        ("examine", ("ask", "+", UNKNOWN)),
        ("denied-aloud", ("assert", "-", CERTAIN)),
        ("but-he-saw", ("assert", "+", CERTAIN)),
    ],
)
def test_only_what_is_done_denies_or_asserts(parsed_article, name, expected):
    (claim,) = find_claims(parsed_article(name), [])
    assert (claim["speech_act"], claim["polarity"], claim["factuality"]) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("nobody", ["unattributed"]), ("block", ["unattributed"]), ("adverb", ["attributed"]), ("post", ["attributed"])],
)
def test_words_in_marks_that_nobody_is_found_to_speak_are_unattributed(parsed_article, name, expected):
    assert [claim["voice"] for claim in find_claims(parsed_article(name), [])] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("accuse", [("blames", "company")]),
        ("dateline", [("blames", "Sudland")]),
        ("statement", [("blames", "board")]),
        ("object-infinitive", [("addresses", "board")]),
        ("told", [("addresses", "reporters")]),
        ("clause-after", []),
    ],
)
def test_whom_a_claim_blames_or_addresses(parsed_article, name, expected):
    article = parsed_article(name)
    (claim,) = find_claims(article, [])
    assert [(t["role"], article.text[t["char_start"] : t["char_end"]]) for t in claim["targets"]] == expected


def test_a_claim_inside_a_claim_names_the_one_around_it(parsed_article):
    outer, inner = find_claims(parsed_article("nested"), [])
    assert (outer["source_text"], outer["parent_claim_id"]) == ("The paper", None)
    assert (inner["source_text"], inner["cue_connotation"]) == ("the mayor", "doubting")
    assert inner["parent_claim_id"] == outer["claim_id"]


@pytest.mark.parametrize("name", ["around", "direct-split", "conjoined", "relative"])
def test_every_offset_leads_to_its_words(parsed_article, name):
    article = parsed_article(name)
    for c in find_claims(article, []):
        assert article.text[c["source_start"] : c["source_end"]] == c["source_text"]
        assert article.text[c["cue_start"] : c["cue_end"]] == c["cue_text"]
        assert " … ".join(article.text[s:e] for s, e in c["content_spans"]) == c["content_text"]


def test_a_second_source_is_kept_beside_the_first(parsed_article):
    article = parsed_article("conjoined")
    (claim,) = find_claims(article, [])
    assert [article.text[head:].split()[0] for head in claim["co_source_heads"]] == ["deputy"]


def test_one_lemma_may_do_different_things_with_different_contents():
    ask = cues()["verb", "ask"]
    assert (ask.act("clause"), ask.act("object-infinitive"), ask.act("prep:for")) == ("ask", "demand", "demand")


def test_every_cue_names_a_known_act():
    acts = {act for cue in cues().values() for act in cue.acts.values()}
    assert acts == {"assert", "deny", "accuse", "demand", "promise", "warn", "praise", "ask", "intend"}
