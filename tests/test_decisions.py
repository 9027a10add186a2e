"""A researcher's word holds: through new ids, moved words and other neighbours; and whatever it can't do is told."""

import pandas as pd
import pytest
from conftest import frames_of, row_at, row_of

from analysis import schema
from analysis.decisions import COLUMNS, follow, follow_on_disagreements, follow_on_events, read_decisions, review
from analysis.errors import CorpusError
from analysis.sheets import csv_bytes, workbook_bytes

BRIDGE = "The mayor said the bridge was open. The army denied that."
ROAD = "Officials said the bridge was shut. The army said so too."


def claim(article_id, text, words, entity="mayor", **others):
    return row_at("claims", article_id, text, words, source_name="mayor", entity_id=entity, **others)


def actor(entity_id, name, *aliases):
    return {"entity_id": entity_id, "name": name, "kind": "group", "aliases": list(aliases)}


def corpus(bridge=BRIDGE, *more):
    """Two articles; words before the first one's move every offset and with it every id."""
    mention = row_at("entities", "a1", bridge, "The army", kind="group", entity_id="army")
    articles = [{"article_id": "a1", "text": bridge}, {"article_id": "a2", "text": ROAD}, *more]
    claims = [claim("a1", bridge, "the bridge was open"), claim("a2", ROAD, "the bridge was shut", "army")]
    actors = [actor("mayor", "mayor"), actor("army", "army", "troops"), actor("forces", "Armed Forces")]
    return frames_of(*articles, actors=actors, claims=claims, entities=[mention])


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


def test_a_merged_actor_is_the_other_one_everywhere():
    where = place(BRIDGE, "The army")
    frames, audit = follow(corpus(), decided("actor_merge", "corrected", where, value="Armed Forces"))
    assert set(frames.actors["entity_id"]) == {"mayor", "forces"}
    assert "army" in frames.index.actors["forces"]["aliases"]
    assert frames.entities["entity_id"].tolist() == ["forces"]
    assert frames.claims["source_name"].tolist() == ["mayor", "Armed Forces"]
    assert audit["row_id"].tolist() == ["army"]


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


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_reviewed_sheet_is_read_back_and_what_is_left_blank_decides_nothing(tmp_path, ending):
    frames = corpus()
    sheet = review(frames, relations(frames), an_event(frames))
    assert sheet["what"].tolist() == ["relation", "claim_source", "claim_source", "event_date"]
    sheet.loc[0, ["verdict", "coder"]] = ["wrong", "anna"]
    content = csv_bytes(sheet) if ending == "csv" else workbook_bytes({"review": sheet}, {"verdict": ("wrong",)})
    (tmp_path / f"decisions.{ending}").write_bytes(content)
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
    ],
)
def test_a_row_that_does_not_hold_is_a_clear_error_with_its_line(tmp_path, change, words):
    row = decided("relation", "wrong", OPEN, SHUT).assign(**change)
    (tmp_path / "decisions.csv").write_bytes(csv_bytes(row))
    with pytest.raises(CorpusError, match=f"line 2: .*{words}"):
        read_decisions(tmp_path)


def test_two_files_of_decisions_are_a_clear_error(tmp_path):
    for name in ("decisions.csv", "decisions.xlsx"):
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(CorpusError, match="keep the one that counts"):
        read_decisions(tmp_path)
