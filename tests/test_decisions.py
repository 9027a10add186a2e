"""A researcher's word holds: through new ids, moved words and other neighbours; and whatever it can't do is told."""

import sys
from dataclasses import replace

import pandas as pd
import pytest
from conftest import frames_of, row_at, row_of

from analysis import Frames, find_disagreements, report, schema
from analysis.decisions import (
    COLUMNS,
    add_decisions,
    decide,
    follow,
    follow_and_save,
    follow_on_disagreements,
    follow_on_events,
    load_audit,
    not_followed,
    read_decisions,
    review,
)
from analysis.errors import CorpusError, ParameterError
from analysis.runs import annotate_folder
from analysis.sheets import sheet_bytes

BRIDGE = "The mayor said the bridge was open. The army denied that."
ROAD = "Officials said the bridge was shut. The army said so too."


def claim(article_id, text, words, entity="mayor", **others):
    return row_at("claims", article_id, text, words, source_name="mayor", entity_id=entity, **others)


def actor(entity_id, name, *aliases):
    return {"entity_id": entity_id, "name": name, "kind": "group", "aliases": list(aliases)}


def mention(article_id, text):
    return row_at("entities", article_id, text, "The army", kind="group", entity_id="army")


def corpus(bridge=BRIDGE, *more):
    """Two articles; words before the first one's move every offset and with it every id."""
    articles = [{"article_id": "a1", "text": bridge}, {"article_id": "a2", "text": ROAD}, *more]
    claims = [claim("a1", bridge, "the bridge was open"), claim("a2", ROAD, "the bridge was shut", "army")]
    actors = [actor("mayor", "mayor"), actor("army", "army", "troops"), actor("forces", "Armed Forces")]
    return frames_of(*articles, actors=actors, claims=claims, entities=[mention("a1", bridge)])


def place(text, words, article_id="a1", prefix=""):
    start = text.index(words)
    known = {"article_id": article_id, "char_start": start, "char_end": start + len(words), "words": words}
    return {f"{prefix}{name}": str(value) for name, value in known.items()}


def decided(what, verdict, *places, value=""):
    row = dict.fromkeys(COLUMNS, "") | {"what": what, "verdict": verdict, "value": value, "coder": "anna"}
    for one in places:
        row |= one
    return pd.DataFrame([row], columns=list(COLUMNS), dtype="str")


OPEN = place(BRIDGE, "the bridge was open")
SHUT = place(ROAD, "the bridge was shut", "a2", "other_")


def relations(frames):
    """One contradiction between the two claims, with an id of the places as the package makes them."""
    a, b = (c for c in schema.records(frames.claims))
    spans = [[{k: c[k] for k in ("article_id", "char_start", "char_end")}] for c in (a, b)]
    row = {
        "relation_id": schema.evidence_id("r", [*spans[0], *spans[1]]),
        "matter_id": "m1",
        "relation": "contradiction",
        "kind": "opposite",
        "evidence_a": spans[0],
        "evidence_b": spans[1],
        "claim_ids_a": [a["claim_id"]],
        "claim_ids_b": [b["claim_id"]],
        "parties_a": [a["entity_id"]],
        "parties_b": [b["entity_id"]],
        "confidence": "medium",
        "reason": "opposite: open, shut",
        "summary": "The mayor says it was open; the army says it was shut.",
    }
    return schema.frame("disagreements", [row])


LATER_VERSIONS = [
    pytest.param(corpus(), id="a-re-run"),
    pytest.param(corpus(f"Update. {BRIDGE}"), id="moved-words-and-new-ids"),
    pytest.param(corpus(BRIDGE, {"article_id": "a0", "text": "Rain fell."}), id="a-new-neighbour"),
]


@pytest.mark.parametrize("later", LATER_VERSIONS)
@pytest.mark.parametrize("what", ["relation", "matter"])
def test_a_rejected_relation_is_gone_and_stands_in_the_audit_list(later, what):
    before = relations(later)
    kept, audit = follow_on_disagreements(later, before, decided(what, "wrong", OPEN, SHUT))
    assert kept.empty
    assert list(kept.columns) == list(schema.FRAMES["disagreements"])
    assert audit[["outcome", "row_id"]].to_numpy().tolist() == [["rejected by anna", before["relation_id"].iloc[0]]]


@pytest.mark.parametrize("later", LATER_VERSIONS)
def test_a_corrected_source_is_the_source_everywhere(later):
    frames, audit = follow(later, decided("claim_source", "corrected", OPEN, value="troops"))
    first = frames.index.claims[schema.records(later.claims)[0]["claim_id"]]
    assert (first["entity_id"], first["source_name"]) == ("army", "army")
    assert audit["outcome"].tolist() == ["corrected by anna"]
    assert later.claims["entity_id"].tolist() == ["mayor", "army"]  # the frames given are as they were


def test_a_source_whom_nobody_knew_becomes_an_actor():
    frames, _ = follow(corpus(), decided("claim_source", "corrected", OPEN, value="Harbour Board"))
    assert frames.index.actors["harbour-board.decided"]["name"] == "Harbour Board"
    assert frames.claims["source_name"].iloc[0] == "Harbour Board"


def test_a_rejected_source_is_nobody_and_a_rejected_claim_is_gone():
    frames, _ = follow(corpus(), decided("claim_source", "wrong", OPEN))
    assert frames.claims["entity_id"].isna().tolist() == [True, False]
    frames, _ = follow(corpus(), decided("claim", "wrong", OPEN))
    assert frames.claims["article_id"].tolist() == ["a2"]


def test_content_and_polarity_are_corrected_within_the_article():
    frames, _ = follow(corpus(), decided("claim_content", "corrected", OPEN, value="bridge was open"))
    first = frames.claims.iloc[0]
    assert BRIDGE[first["char_start"] : first["char_end"]] == first["content_text"] == "bridge was open"
    frames, _ = follow(corpus(), decided("claim_polarity", "corrected", OPEN, value="-"))
    assert frames.claims["polarity"].tolist() == ["-", "+"]


@pytest.mark.parametrize(
    ("decision", "owners", "voices"),
    [
        pytest.param(("claim", "wrong", ""), [None, None], ["outlet", "outlet"], id="no-claim"),
        pytest.param(("claim_source", "wrong", ""), ["c", None], ["unattributed", "outlet"], id="nobody"),
        pytest.param(
            ("claim_content", "corrected", "the road was shut"), [None, "c"], ["outlet", "attributed"], id="others"
        ),
    ],
)
def test_the_clauses_of_a_claim_go_with_it(decision, owners, voices):
    text = "The mayor said the bridge was open and the road was shut."
    clauses = [
        row_at("predications", "a1", text, "the bridge was open", claim_id="c", voice="attributed"),
        row_at("predications", "a1", text, "the road was shut", voice="outlet"),
    ]
    claims = [claim("a1", text, "the bridge was open", claim_id="c", voice="attributed")]
    frames = frames_of({"article_id": "a1", "text": text}, claims=claims, predications=clauses)
    what, verdict, value = decision
    followed, _ = follow(frames, decided(what, verdict, place(text, "the bridge was open"), value=value))
    found = schema.records(followed.predications)
    assert [row["claim_id"] for row in found] == owners
    assert [row["voice"] for row in found] == voices


def test_a_merged_actor_is_the_other_one_everywhere():
    where = place(BRIDGE, "The army")
    frames, audit = follow(corpus(), decided("actor_merge", "corrected", where, value="Armed Forces"))
    assert set(frames.actors["entity_id"]) == {"mayor", "forces"}
    assert "army" in frames.index.actors["forces"]["aliases"]
    assert frames.entities["entity_id"].tolist() == ["forces"]
    assert frames.claims["source_name"].tolist() == ["mayor", "Armed Forces"]
    assert audit["row_id"].tolist() == ["army"]


def test_a_corrected_mention_means_another_actor_at_its_place_only_and_a_rejected_one_nobody():
    where = place(BRIDGE, "The army")
    frames, _ = follow(corpus(), decided("mention", "corrected", where, value="Harbour Board"))
    assert frames.entities["entity_id"].tolist() == ["harbour-board.decided"]
    assert frames.claims["entity_id"].tolist() == ["mayor", "army"]
    assert frames.entities["decided"].tolist() == ["actor corrected by anna"]
    frames, _ = follow(corpus(), decided("mention", "wrong", where))
    assert frames.entities["entity_id"].isna().tolist() == [True]


def test_words_that_are_no_name_of_an_actor_get_one_of_their_own_with_all_that_rests_on_them():
    start = ROAD.index("The army")
    source = {"source_start": start, "source_end": start + 8}
    target = {"role": "blames", "char_start": start, "char_end": start + 8, "entity_id": "army"}
    claims = [claim("a2", ROAD, "the bridge was shut", "army", **source, targets=[target])]
    frames = frames_of(
        {"article_id": "a2", "text": ROAD},
        claims=claims,
        entities=[mention("a2", ROAD)],
        actors=[actor("army", "troops", "The army")],
    )
    parted, audit = follow(frames, decided("actor_merge", "wrong", place(ROAD, "The army", "a2")))
    (first,) = schema.records(parted.claims)
    assert audit["outcome"].tolist() == ["rejected by anna"]
    assert (first["entity_id"], first["source_name"]) == ("the-army.decided", "The army")
    assert first["targets"][0]["entity_id"] == parted.entities["entity_id"].iloc[0] == "the-army.decided"
    assert parted.index.actors["army"]["aliases"] == []
    assert frames.claims["targets"].iloc[0] == [target]  # the frames given are as they were


def test_of_two_claims_with_the_same_words_the_cue_tells_which_is_meant():
    text = "The port rejected the claim of the mayor that the bridge was shut."
    words = "the bridge was shut"
    claims = []
    for who, cue in (("port", "rejected"), ("mayor", "claim")):
        start = text.index(cue)
        known = {"claim_id": f"a1:{cue}", "cue_start": start, "cue_end": start + len(cue)}
        claims.append(claim("a1", text, words, who, **known))
    frames = frames_of({"article_id": "a1", "text": text}, claims=claims, actors=[actor("army", "army")])
    cue = place(text, "claim", prefix="other_")
    followed, _ = follow(frames, decided("claim_source", "corrected", place(text, words), cue, value="army"))
    assert followed.claims["entity_id"].tolist() == ["port", "army"]


def test_what_was_decided_stands_in_the_row_and_beside_its_words():
    frames, _ = follow(corpus(), decided("claim_source", "corrected", OPEN, value="troops"))
    assert frames.claims["decided"].fillna("").tolist() == ["source corrected by anna", ""]
    shown = report.quotations(frames, schema.records(frames.claims), context=True).html
    assert shown.count("(<bdi>source corrected by anna</bdi>)") == 1
    words = report.show_table(frames.claims, caption="Claims", words=frames, columns=["article"]).html
    assert words.count("source corrected by anna") == 1


@pytest.mark.parametrize(
    ("verdict", "relation", "told"),
    [
        pytest.param("right", "contradiction", "relation confirmed by anna", id="right"),
        pytest.param("corrected", "update", "relation corrected by anna", id="corrected"),
    ],
)
def test_a_relation_says_what_was_decided_on_it(verdict, relation, told):
    frames = corpus()
    decision = decided("relation", verdict, OPEN, SHUT, value="update")
    kept, _ = follow_on_disagreements(frames, relations(frames), decision)
    assert kept[["relation", "decided"]].to_numpy().tolist() == [[relation, told]]


def test_a_value_that_names_several_actors_is_not_followed_and_the_ids_are_told():
    twins = [actor("north", "Harbour Board"), actor("south", "Harbour Board")]
    frames = replace(corpus(), actors=schema.frame("actors", [*schema.records(corpus().actors), *twins]))
    same, audit = follow(frames, decided("claim_source", "corrected", OPEN, value="Harbour Board"))
    assert same.claims["entity_id"].tolist() == ["mayor", "army"]
    assert audit["outcome"].tolist() == ["the value names several actors; write the id of one: north, south"]
    by_id, _ = follow(frames, decided("claim_source", "corrected", OPEN, value="south"))
    assert by_id.claims["entity_id"].tolist() == ["south", "army"]


def test_rows_decided_in_a_notebook_are_added_to_the_decisions_there_are(tmp_path):
    frames = corpus()
    sheet = review(frames, relations(frames), an_event(frames))
    assert add_decisions(decide(sheet, {0: ("wrong",)}, coder="anna"), tmp_path) == 1
    verdicts = {1: ("claim_polarity", "wrong", "", "see line 2"), 3: ("corrected", "2031-05")}
    more = decide(sheet, verdicts, coder="ben")
    assert add_decisions(more, tmp_path) == add_decisions(more, tmp_path) == 3
    kept = read_decisions(tmp_path)
    assert kept[["what", "verdict", "value", "note", "coder"]].to_numpy().tolist() == [
        ["relation", "wrong", "", "", "anna"],
        ["claim_polarity", "wrong", "", "see line 2", "ben"],
        ["event_date", "corrected", "2031-05", "", "ben"],
    ]


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        pytest.param({9: ("wrong",)}, "no row 9", id="no-row"),
        pytest.param({0: ("maybe",)}, "write one of", id="no-verdict"),
        pytest.param({0: ()}, "write one of", id="nothing"),
    ],
)
def test_a_verdict_that_does_not_hold_is_a_clear_error(verdicts, words):
    frames = corpus()
    with pytest.raises(ParameterError, match=words):
        decide(review(frames, relations(frames), an_event(frames)), verdicts, coder="anna")


def test_whoever_loads_the_frames_finds_what_followed_until_the_decision_is_withdrawn(tmp_path):
    frames = corpus()
    frames.index.made["disagreements"] = relations(frames)
    decisions = decided("relation", "wrong", OPEN, SHUT)
    follow_and_save(frames, decisions, tmp_path)
    assert find_disagreements(Frames.load(tmp_path)).empty
    assert load_audit(tmp_path)["outcome"].tolist() == ["rejected by anna"]
    assert not_followed(load_audit(tmp_path)) == []
    follow_and_save(frames, decisions.iloc[:0], tmp_path)
    assert len(find_disagreements(Frames.load(tmp_path))) == 1
    assert load_audit(tmp_path).empty


STORY = {
    "a.txt": "Mara Lind said that the dam was safe. The board denied that the dam was safe.\n",
    "b.txt": "Rain fell on Monday.\n",
}
WORDS = "the dam was safe"


def test_a_decision_survives_another_version_a_changed_neighbour_and_an_added_article(tmp_path, monkeypatch):
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for name, text in STORY.items():
        (raw / name).write_text(text)
    path = raw / "decisions.csv"
    decision = decided("claim_source", "corrected", place(STORY["a.txt"], WORDS, "a"), value="Ole Tarn")
    path.write_bytes(sheet_bytes(decision, path))
    for change in ("nothing", "version", "neighbour", "article", "words before it"):
        if change == "version":
            for room in ("analysis.frames.storage", "analysis.annotate"):
                monkeypatch.setattr(sys.modules[room], "code_version", lambda: "another version")
        elif change == "neighbour":
            (raw / "b.txt").write_text("Ole Tarn said that rain would fall.\n")
        elif change == "article":
            (raw / "0.txt").write_text("The dam was safe, Mara Lind said.\n")
        elif change == "words before it":
            (raw / "a.txt").write_text(f"Update at noon. {STORY['a.txt']}")
        annotate_folder(raw, out, jobs=1)
        frames = Frames.load(out)
        corrected = frames.claims[frames.claims["decided"].notna()]
        assert corrected["source_name"].tolist() == ["Ole Tarn"], change
        assert corrected["content_text"].str.contains(WORDS).all(), change
        assert load_audit(out)["outcome"].tolist() == ["corrected by anna"], change


@pytest.mark.parametrize(
    ("decision", "outcome"),
    [
        pytest.param(decided("claim", "wrong", OPEN | {"words": "the tunnel"}), "no longer occur", id="words-gone"),
        pytest.param(decided("claim", "wrong", OPEN | {"article_id": "a9"}), "no longer occur", id="article-gone"),
        pytest.param(decided("claim", "wrong", place(BRIDGE, "denied")), "nothing of the kind", id="no-claim-there"),
        pytest.param(
            decided("claim_content", "corrected", OPEN, value="a tunnel"), "do not occur", id="value-not-there"
        ),
        pytest.param(
            decided("actor_merge", "corrected", place(BRIDGE, "The army"), value="Nobody"), "no actor", id="no-actor"
        ),
    ],
)
def test_a_decision_that_cannot_be_followed_changes_nothing_and_says_why(decision, outcome):
    frames, audit = follow(corpus(), decision)
    assert frames.claims["claim_id"].tolist() == corpus().claims["claim_id"].tolist()
    assert outcome in audit["outcome"].iloc[0]
    assert [row["outcome"] for row in not_followed(audit)] == audit["outcome"].tolist()


def an_event(frames):
    first = schema.records(frames.claims)[0]
    evidence = [{k: first[k] for k in ("article_id", "char_start", "char_end")}]
    rivals = [{"edtf": "2030", "article_id": "a1", "timex_id": None}]
    row = row_of("events", label="the bridge was open", edtf="2031", rival_dates=rivals, evidence=evidence)
    return schema.frame("events", [row])


def test_an_event_takes_the_date_and_the_status_that_it_is_given():
    frames = corpus(f"Update. {BRIDGE}")
    dated, _ = follow_on_events(frames, an_event(frames), decided("event_date", "corrected", OPEN, value="2031-05"))
    assert dated.loc[0, ["edtf", "earliest", "latest"]].tolist() == ["2031-05", "2031-05-01", "2031-06-01"]
    assert dated["rival_dates"].tolist() == [[]]
    planned, _ = follow_on_events(frames, an_event(frames), decided("event_status", "corrected", OPEN, value="planned"))
    assert planned["status"].tolist() == ["planned"]
    gone, _ = follow_on_events(frames, an_event(frames), decided("event", "wrong", OPEN))
    assert gone.empty
    same, audit = follow_on_events(frames, an_event(frames), decided("event_date", "corrected", OPEN, value="in May"))
    assert same["edtf"].tolist() == ["2031"]
    assert "no EDTF date" in audit["outcome"].iloc[0]
    same, audit = follow_on_events(frames, an_event(frames), decided("event_status", "corrected", OPEN, value="maybe"))
    assert same["status"].tolist() == an_event(frames)["status"].tolist()
    assert "write the status that is right" in audit["outcome"].iloc[0]


def test_a_relation_is_met_by_either_of_its_places_and_by_no_pair_of_which_one_is_elsewhere():
    frames = corpus()
    either = [decided("relation", "wrong", one) for one in (OPEN, place(ROAD, "the bridge was shut", "a2"))]
    assert [follow_on_disagreements(frames, relations(frames), one)[0].empty for one in either] == [True, True]
    elsewhere = decided("relation", "wrong", OPEN, place(ROAD, "The army said so", "a2", "other_"))
    kept, audit = follow_on_disagreements(frames, relations(frames), elsewhere)
    assert len(kept) == 1
    assert "nothing of the kind" in audit["outcome"].iloc[0]
    unknown = decided("relation", "corrected", OPEN, SHUT, value="quarrel")
    kept, audit = follow_on_disagreements(frames, relations(frames), unknown)
    assert kept["relation"].tolist() == ["contradiction"]
    assert "the value is none of" in audit["outcome"].iloc[0]


def test_a_question_shows_the_words_around_it_and_a_claim_without_a_source_comes_last_and_once():
    frames = corpus()
    claims = [*schema.records(frames.claims), claim("a2", ROAD, "so too", None)]
    with_nobody = replace(frames, claims=schema.frame("claims", claims))
    sheet = review(with_nobody, relations(frames), schema.frame("events"))
    assert sheet["what"].tolist() == ["relation", "claim_source", "claim_source", "claim_source"]
    assert sheet["words"].tolist()[-1] == "so too"
    assert sheet["context"].tolist() == [BRIDGE, BRIDGE, ROAD, ROAD]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_reviewed_sheet_is_read_back_and_what_is_left_blank_decides_nothing(tmp_path, ending):
    frames = corpus()
    sheet = review(frames, relations(frames), an_event(frames))
    assert sheet["what"].tolist() == ["relation", "claim_source", "claim_source", "event_date"]
    sheet.loc[0, ["verdict", "coder"]] = ["wrong", "anna"]
    path = tmp_path / f"decisions.{ending}"
    path.write_bytes(sheet_bytes(sheet, path, {"verdict": ("wrong",)}))
    decisions = read_decisions(tmp_path)
    assert len(decisions) == 1
    kept, audit = follow_on_disagreements(frames, relations(frames), decisions)
    assert kept.empty
    assert audit["outcome"].tolist() == ["rejected by anna"]


def test_no_file_decides_nothing_and_nothing_found_makes_an_empty_sheet(tmp_path):
    decisions = read_decisions(tmp_path)
    frames = corpus()
    assert follow(frames, decisions)[0] is frames
    empty = frames_of()
    assert review(empty, schema.frame("disagreements"), schema.frame("events")).empty


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"verdict": "maybe"}, "verdict is 'maybe'", id="verdict"),
        pytest.param({"what": "mood"}, "what is 'mood'", id="what"),
        pytest.param({"verdict": "corrected"}, "no value says to what", id="no-value"),
        pytest.param({"words": ""}, "words to find it by", id="no-words"),
        pytest.param({"what": "claim", "verdict": "corrected"}, "correct its source", id="a-claim-as-a-whole"),
    ],
)
def test_a_row_that_does_not_hold_is_a_clear_error_with_its_line(tmp_path, change, words):
    row = decided("relation", "wrong", OPEN, SHUT).assign(**change)
    path = tmp_path / "decisions.csv"
    path.write_bytes(sheet_bytes(row, path))
    with pytest.raises(CorpusError, match=f"line 2: .*{words}"):
        read_decisions(tmp_path)


def test_two_files_of_decisions_are_a_clear_error(tmp_path):
    for name in ("decisions.csv", "decisions.xlsx"):
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(CorpusError, match="keep the one that counts"):
        read_decisions(tmp_path)
