"""What readers see of disagreements: headings, positions, what stands around them, who carries what, the export."""

import json

import pandas as pd
import pytest
from conftest import frames_of, relation_of, row_at, sentence_rows
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import report, schema
from analysis.frames import Frames
from analysis.matters import (
    list_accounts,
    list_common_ground,
    list_coverage,
    list_matters,
    list_only_here,
    list_positions,
    list_surroundings,
    list_unanswered,
    list_unknowns,
    web_annotations,
)
from analysis.matters.positions import UNNAMED, shortened

TEXTS = {
    "herald": "Ingrid Falk said the lock gate was open at noon. Tobias Renn rejected the claim. "
    "Falk accused Sundby of breaking the harbour pact. Falk said the harbour pact names two sailings a night. "
    "Falk accused Norvik of hiding the tide tables.",
    "post": "Tobias Renn said the lock gate was never open. «The harbour pact names two sailings a night», he said. "
    "Lena Orth said her dog slept badly in the storm.",
    "repost": "Tobias Renn said the lock gate was never open. «The harbour pact names two sailings a night», he said. "
    "Lena Orth said her dog slept badly in the storm.",
    "farm": "Wheat prices rose for a fourth month, growers reported from the southern plains.",
}
OUTLETS = {"herald": "Harbour Herald", "post": None, "repost": "Evening Copy", "farm": "Farm News"}
ACTORS = [
    {"entity_id": "falk", "name": "Ingrid Falk", "kind": "person", "side": "Norvik town"},
    {"entity_id": "renn", "name": "Tobias Renn", "kind": "person", "parent_id": "sundby"},
    {"entity_id": "sundby", "name": "Sundby", "kind": "organisation"},
    {"entity_id": "norvik", "name": "Norvik", "kind": "organisation"},
    {"entity_id": "orth", "name": "Lena Orth", "kind": "person"},
]


def span(article, words):
    start = TEXTS[article].index(words)
    return {"article_id": article, "char_start": start, "char_end": start + len(words)}


def claim(article, who, words, *, act="assert", blames=None, **others):
    name = next((a["name"] for a in ACTORS if a["entity_id"] == who), None)
    targets = [{"role": "blames", "char_start": 0, "char_end": 1, "entity_id": blames}] if blames else []
    known = {"entity_id": who, "source_name": name, "speech_act": act, "targets": targets} | others
    known = {"polarity": "-" if act == "deny" else "+", "sentence_id": sentence_with(article, words)} | known
    return row_at("claims", article, TEXTS[article], words, **known)


def sentence_with(article, words):
    start = TEXTS[article].index(words)
    return next(s["sentence_id"] for s in sentences(article) if start < s["char_end"])


def sentences(article):
    text = TEXTS[article]
    ends = [i + 1 for i, c in enumerate(text) if c == "." and text[i + 1 : i + 2] in (" ", "")]
    return sentence_rows(article, text, *ends)


CLAIMS = [
    claim("herald", "falk", "the lock gate was open at noon"),
    claim("herald", "renn", "the claim", act="deny"),
    claim("herald", "falk", "breaking the harbour pact", act="accuse", blames="sundby"),
    claim("herald", "falk", "the harbour pact names two sailings a night"),
    claim("herald", "falk", "hiding the tide tables", act="accuse", blames="norvik"),
    claim("post", "renn", "the lock gate was never open", polarity="-"),
    claim("post", "renn", "The harbour pact names two sailings a night", quotation="direct"),
    claim("post", "orth", "her dog slept badly in the storm"),
    claim("repost", "renn", "the lock gate was never open", polarity="-"),
]


def clause(article, words, predicate, subject, **others):
    starts, of_whom = span(article, predicate), span(article, subject)
    argument = {"role": "agent", "char_start": of_whom["char_start"], "char_end": of_whom["char_end"]}
    known = {
        "sentence_id": sentence_with(article, words),
        "predicate_start": starts["char_start"],
        "predicate_end": starts["char_end"],
        "predicate": predicate,
        "arguments": [argument | dict.fromkeys(("entity_id", "number_low", "number_high", "unit"))],
    }
    return row_at("predications", article, TEXTS[article], words, **(known | others))


CLAUSES = [
    clause("herald", "the lock gate was open at noon", "was open", "the lock gate"),
    clause("post", "the lock gate was never open", "was never open", "the lock gate", polarity="-"),
    clause("post", "her dog slept badly in the storm", "slept", "her dog"),
]


def relation(a, b, kind="denial", name="contradiction", matter="m1", number=0):
    told = {"rule": "negation", "question": "Whether the lock gate was open at noon"}
    if name != "contradiction":
        told = {"rule": "same_claim", "stance_a": "account", "stance_b": "account"}
    ids = {"relation_id": f"r{number}", "matter_id": matter}
    return relation_of(a, b, relation=name, kind=kind, summary="One says it; another denies it.", **ids, **told)


RELATIONS = [
    relation(CLAIMS[0], CLAIMS[1], number=1),
    relation(CLAIMS[0], CLAIMS[5], number=2),
    relation(CLAIMS[3], CLAIMS[6], "common_ground", "agreement", "m2", 3),
]


def made(order=(0, 1, 2, 3), claims=CLAIMS, relations=RELATIONS):
    """The frames with their articles in some order, and the relations."""
    names = [list(TEXTS)[i] for i in order]
    articles = [
        {"article_id": name, "text": TEXTS[name], "outlet": OUTLETS[name], "origin_id": name.replace("repost", "post")}
        for name in names
    ]
    rows = [row for name in names for row in sentences(name)]
    actors = [actor | {"aliases": []} for actor in ACTORS]
    found = frames_of(*articles, sentences=rows, claims=claims, actors=actors, predications=CLAUSES)
    return found, schema.frame("disagreements", relations)


def coverage_of(frames, relations):
    return list_coverage(frames, relations, list_matters(frames, list_positions(frames, relations)))


def shown(frames, relations):
    """All that a reader sees, as text."""
    positions = list_positions(frames, relations)
    coverage = coverage_of(frames, relations)
    return [
        str(report.side_by_side(frames, relations, positions, coverage)),
        str(report.common_ground(frames, relations)),
        coverage.to_csv(),
        *(t.to_csv() for t in (list_accounts(frames, positions), list_only_here(frames, relations))),
        *(t.to_csv() for t in (list_unanswered(frames, relations), list_unknowns(frames))),
        web_annotations(frames, relations).decode(),
    ]


@pytest.fixture(scope="module")
def quarrel():
    return made()


# Matters


def test_a_matter_is_headed_by_what_is_affirmed_and_the_affirming_side_comes_first(quarrel):
    positions = list_positions(*quarrel)
    assert set(positions["heading"]) == {"Whether the lock gate was open at noon"}
    assert set(zip(positions["position"], positions["stance"], positions["party"], strict=True)) == {
        ("a", "affirms", "Ingrid Falk"),
        ("b", "denies", "Tobias Renn"),
    }


def test_matters_are_weighed_by_independent_sources_then_articles(quarrel):
    (matter,) = list_matters(quarrel[0], list_positions(*quarrel)).to_dict("records")
    assert (matter["n_sources"], matter["n_articles"], matter["n_spans"]) == (2, 2, 3)


def test_words_are_cut_at_a_blank():
    assert [shortened("one two three", n) for n in (13, 12, 7)] == ["one two three", "one two …", "one …"]


def test_the_sides_of_a_matter_stay_the_same_whichever_way_round_a_relation_has_them():
    turned = [RELATIONS[0], relation(CLAIMS[5], CLAIMS[0], number=2)]
    turned[1] |= {"stance_a": "denies", "stance_b": "affirms"}
    positions = list_positions(*made(relations=turned))
    assert set(zip(positions["position"], positions["party"], strict=True)) == {
        ("a", "Ingrid Falk"),
        ("b", "Tobias Renn"),
    }


@pytest.mark.parametrize(
    ("parties", "shown"),
    [
        pytest.param(["norvik"], ["Norvik"], id="the-only-party"),
        pytest.param(["norvik", "sundby"], [UNNAMED], id="one-of-two-is-not-guessed"),
    ],
)
def test_a_claim_of_nobody_is_the_only_partys_of_its_side(parties, shown):
    nobody = claim("farm", None, "Wheat prices rose")
    held = relation(CLAIMS[0], nobody, number=1) | {"parties_b": parties}
    positions = list_positions(*made(claims=[*CLAIMS, nobody], relations=[held]))
    assert positions.loc[positions["article_id"] == "farm", "party"].tolist() == shown


# What stands around them


def test_common_ground_says_whose_word_it_is(quarrel):
    ground = list_common_ground(*quarrel)
    assert set(ground["whose"]) == {"On different sides: Norvik town and Sundby"}
    assert list(ground["by"]) == ["Ingrid Falk", "Tobias Renn"]
    nobody = claim("post", None, "The harbour pact names two sailings a night")
    shared = [relation(CLAIMS[3], nobody, "common_ground", "agreement", "m2", 3)]
    whose = list_common_ground(*made(claims=[*CLAIMS[:6], nobody, *CLAIMS[7:]], relations=shared))["whose"]
    assert set(whose) == {"On one side only, as far as sources are named: Norvik town and an unnamed source"}


def test_an_accusation_is_unanswered_unless_the_accused_side_speaks_against_it(quarrel):
    frames, relations = quarrel
    assert list(list_unanswered(frames, relations)["accused"]) == ["Sundby", "Norvik"]
    replied = [*RELATIONS, relation(CLAIMS[2], CLAIMS[5], number=4)]
    assert list(list_unanswered(*made(relations=replied))["accused"]) == ["Norvik"]
    denial = claim("herald", "norvik", "the tide tables", act="deny")
    assert list(list_unanswered(*made(claims=[*CLAIMS, denial]))["accused"]) == ["Sundby"]
    by_a_third = [*RELATIONS, relation(CLAIMS[2], CLAIMS[7], number=4)]
    assert list(list_unanswered(*made(relations=by_a_third))["accused"]) == ["Sundby", "Norvik"]


def test_around_a_matter_stand_common_ground_and_those_who_are_not_heard():
    accused = [*RELATIONS, relation(CLAIMS[4], CLAIMS[5], number=4)]
    frames, relations = made(relations=accused)
    positions = list_positions(frames, relations)
    (around,) = list_surroundings(frames, relations, positions, coverage_of(frames, relations))
    assert around.unheard == ("Norvik",)
    assert around.silent == ()


def test_each_sides_account_leaves_out_mere_replies(quarrel):
    accounts = list_accounts(quarrel[0], list_positions(*quarrel), most_claims=2)
    assert set(accounts["side"]) == {"Norvik town", "Sundby"}
    assert accounts.groupby("side").size().max() <= 2
    words = [TEXTS[r.article_id][r.char_start : r.char_end] for r in accounts.itertuples()]
    assert "the claim" not in words
    assert "breaking the harbour pact" in words


# Who carries what


def test_an_article_carries_touches_or_leaves_out_where_it_tells_of_the_same_events(quarrel):
    coverage = coverage_of(*quarrel)
    marks = coverage.set_index(["label", "article_id"])["mark"]
    assert marks["Whether the lock gate was open at noon", "herald"] == "carries"
    assert marks["Lena Orth", "herald"] == "leaves out"
    assert "farm" not in set(coverage["article_id"])
    assert set(coverage["mark"]) <= {"carries", "touches", "leaves out"}


def test_copies_count_once(quarrel):
    coverage = coverage_of(*quarrel)
    assert set(coverage["article_id"]) == {"herald", "post"}
    renn = coverage.loc[(coverage["label"] == "Tobias Renn") & (coverage["article_id"] == "post")]
    assert list(renn["n"]) == [2]


def test_what_only_one_article_has_is_what_no_other_says_in_like_words(quarrel):
    only = list_only_here(*quarrel)
    words = [TEXTS[r.article_id][r.char_start : r.char_end] for r in only.itertuples()]
    assert words == ["Lena Orth said her dog slept badly in the storm."]


def test_what_is_unknown_is_counted(quarrel):
    unknown = list_unknowns(quarrel[0]).set_index("unknown")["n"]
    assert dict(unknown) == {"articles without a date of publication": 4, "articles without an outlet": 1}


def test_articles_are_told_apart_by_outlet_else_by_id(quarrel):
    assert quarrel[0].index.article_names == {
        "herald": "Harbour Herald",
        "post": "article post",
        "repost": "Evening Copy",
        "farm": "Farm News",
    }


# Laws


@settings(deadline=None, max_examples=12)
@given(st.permutations(range(4)), st.permutations(range(len(CLAIMS))), st.permutations(range(len(RELATIONS))))
def test_what_readers_see_does_not_depend_on_any_order(articles, claims, relations):
    frames, related = made(articles, [CLAIMS[i] for i in claims], [RELATIONS[i] for i in relations])
    assert shown(frames, related) == shown(*made())


def test_every_quotation_is_the_raw_slice(quarrel):
    frames, relations = quarrel
    positions = list_positions(frames, relations)
    assert all(TEXTS[p.article_id][p.char_start : p.char_end] == p.text for p in positions.itertuples())
    page = str(report.side_by_side(frames, relations, positions, coverage_of(frames, relations)))
    for p in positions.itertuples():
        assert f"[{p.text}]" in page


def test_nothing_gives_empty_tables_with_their_columns():
    frames, relations = frames_of(), schema.frame("disagreements", [])
    positions = list_positions(frames, relations)
    assert len(positions) == len(coverage_of(frames, relations)) == len(list_only_here(frames, relations)) == 0
    assert {"heading", "stance", "claim_id"} <= set(positions)
    assert "no contested matter" in shown(frames, relations)[0].lower()
    assert isinstance(frames, Frames)


# The export


def test_the_export_is_a_web_annotation_collection_whose_selectors_hold_the_words(quarrel):
    frames, relations = quarrel
    collection = json.loads(web_annotations(frames, relations))
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    items = collection["first"]["items"]
    assert collection["total"] == len(items)
    assert {item["analysis:relation_id"] for item in items} == set(relations["relation_id"])
    assert len({item["id"] for item in items}) == len(items)
    by_checksum = {f"urn:sha256:{row.sha256}": row.text for row in frames.articles.itertuples()}
    for item in items:
        assert item["type"] == "Annotation"
        assert item["motivation"] == "linking"
        texts = [body for body in item["body"] if body["type"] == "TextualBody"]
        assert {body["purpose"] for body in texts} == {"describing", "tagging", "commenting"}
        assert all(body["value"] for body in texts)
        for target in item["target"]:
            text = by_checksum[target["state"]["cached"]]
            quote, position = target["selector"]
            assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            start, end = position["start"], position["end"]
            assert 0 <= start < end <= len(text)
            assert quote["exact"] == text[start:end]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])


def test_an_annotation_has_one_article_and_leads_to_those_of_the_other_evidence(quarrel):
    items = json.loads(web_annotations(*quarrel))["first"]["items"]
    assert all(len({target["source"] for target in item["target"]}) == 1 for item in items)
    for relation_id in quarrel[1]["relation_id"]:
        of_it = {item["id"]: item for item in items if item["analysis:relation_id"] == relation_id}
        assert {item["analysis:side"] for item in of_it.values()} == {"a", "b"}
        for own, item in of_it.items():
            linked = {body["source"] for body in item["body"] if body["purpose"] == "linking"}
            assert linked == set(of_it) - {own}


def test_the_source_of_a_target_is_the_url_where_it_is_known(quarrel):
    frames, relations = quarrel
    assert all(t["source"].startswith("urn:sha256:") for t in targets(frames, relations))
    with_url = frames.articles.assign(url="https://news.example/gate")
    known = Frames(**{**{n: getattr(frames, n) for n in frames.__dataclass_fields__}, "articles": with_url})
    assert {t["source"] for t in targets(known, relations)} == {"https://news.example/gate"}


def targets(frames, relations):
    items = json.loads(web_annotations(frames, relations))["first"]["items"]
    return [target for item in items for target in item["target"]]


def test_characters_beyond_the_basic_plane_count_once():
    text = "🌊🌊 “Nothing broke,” she said."
    evidence = [{"article_id": "x", "char_start": 4, "char_end": 17}]
    row = RELATIONS[0] | {"evidence_a": evidence, "evidence_b": evidence}
    frames = frames_of({"article_id": "x", "text": text})
    target = targets(frames, schema.frame("disagreements", [row]))[0]
    assert [s.get("exact", s.get("start")) for s in target["selector"]] == [text[4:17], 4]


def test_no_relations_make_a_collection_without_a_page():
    collection = json.loads(web_annotations(frames_of(), schema.frame("disagreements", [])))
    assert (collection["total"], "first" in collection) == (0, False)


def test_the_order_of_rows_does_not_change_a_byte(quarrel):
    frames, relations = quarrel
    assert isinstance(relations, pd.DataFrame)
    assert web_annotations(frames, relations.iloc[::-1]) == web_annotations(frames, relations)
