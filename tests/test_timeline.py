"""Events from hand-made predications: what counts as one, when it was, who tells and who denies."""

from dataclasses import fields, replace

import pytest
from conftest import row_at

from analysis import schema
from analysis.errors import ParameterError
from analysis.figures.style import png
from analysis.figures.timeline import event_timeline
from analysis.frames import Frames
from analysis.timeline import build_timeline, list_chronicle, list_events, list_single_tellings

DAY = "2025-03-11"


def frames_of(*tellings, published="2025-03-12"):
    """Frames with one sentence a telling, each in an article of its own unless it says which.

    A telling is a dictionary: `text`, `predicate`, and optionally `who` (entity ids), `what`, `subject` (words in the
    text), `when` (words in the text, EDTF), `says` (entity id of a source, None for nobody named), `act`, `said_on`,
    `polarity`, `tense`, `mood`, `joining`, `count` (of the patient), `verb` (the predicate's word), `article`,
    `sentence`, `rule`, `hit` (entity ids), `where` (words in the text, entity id).
    """
    rows = {name: [] for name in ("articles", "sentences", "entities", "actors", "claims", "predications", "timexes")}
    texts = {}
    for i, telling in enumerate(tellings):
        article_id = telling.get("article", f"a{i}")
        start = len(texts.get(article_id, ""))
        texts[article_id] = texts.get(article_id, "") + telling["text"] + "\n"
        end = start + len(telling["text"])
        here = {"article_id": article_id, "char_start": start, "char_end": end}
        sentence_id = telling.get("sentence", f"s{i}")
        if all(row["sentence_id"] != sentence_id for row in rows["sentences"]):
            rows["sentences"].append({"sentence_id": sentence_id, "paragraph": i, "text": telling["text"], **here})
        if "where" in telling:
            words, place = telling["where"]
            at = start + telling["text"].index(words)
            rows["entities"].append(
                here
                | {"mention_id": f"m{i}", "sentence_id": sentence_id, "char_start": at, "char_end": at + len(words)}
                | {"text": words, "kind": "place", "entity_id": place, "reading": "place", "resolved_by": "exact"}
            )
        timex_id = edtf = claim_id = None
        if "when" in telling:
            words, edtf = telling["when"]
            at = start + telling["text"].index(words)
            timex_id = f"t{i}"
            rows["timexes"].append(
                here
                | {
                    "timex_id": timex_id,
                    "sentence_id": sentence_id,
                    "text": words,
                    "edtf": edtf,
                    "char_start": at,
                    "char_end": at + len(words),
                    "type": "DATE",
                    "value": edtf,
                    "anchor": "explicit",
                    "rule": telling.get("rule", "month-day"),
                }
            )
        if "says" in telling:
            claim_id = f"c{i}"
            rows["claims"].append(
                here
                | {
                    "claim_id": claim_id,
                    "sentence_id": sentence_id,
                    "entity_id": telling["says"],
                    "co_source_ids": [],
                    "content_spans": [[start, end]],
                    "content_text": telling["text"],
                    "quotation": "indirect",
                    "polarity": "+",
                    "factuality": "certain",
                    "targets": [],
                    "cue_connotation": "neutral",
                    "speech_act": telling.get("act", "assert"),
                    "said_on": telling.get("said_on"),
                }
            )
        verb = start + telling["text"].index(telling["verb"]) if "verb" in telling else end - 1
        what = telling.get("what", telling["text"].split()[0])
        at = start + telling["text"].index(what)
        arguments = [{"role": "patient", "char_start": at, "char_end": at + len(what), "entity_id": None}]
        if "subject" in telling:
            at = start + telling["text"].index(telling["subject"])
            arguments.append(
                {"role": "agent", "char_start": at, "char_end": at + len(telling["subject"]), "entity_id": None}
            )
        arguments += [
            {"role": role, "char_start": start, "char_end": start + 1, "entity_id": entity}
            for role, named in (("agent", "who"), ("patient", "hit"))
            for entity in telling.get(named, [])
        ]
        arguments = [argument | dict.fromkeys(("number_low", "number_high", "unit")) for argument in arguments]
        arguments[0]["number_low"] = arguments[0]["number_high"] = telling.get("count")
        rows["predications"].append(
            here
            | {
                "predication_id": f"p{i}",
                "sentence_id": sentence_id,
                "claim_id": claim_id,
                "text": telling["text"],
                "predicate": telling["predicate"],
                "predicate_start": verb,
                "predicate_end": verb + len(telling.get("verb", " ")),
                "family": telling.get("family"),
                "factuality": "certain",
                "polarity": telling.get("polarity", "+"),
                "tense": telling.get("tense", "past"),
                "joining": telling.get("joining"),
                "attachment": "adverbial" if "joining" in telling else "main",
                "mood": telling.get("mood", "denied" if telling.get("act") == "deny" else "asserted"),
                "arguments": arguments,
                "time": edtf,
                "timex_id": timex_id,
            }
        )
    for article_id, text in texts.items():
        rows["articles"].append(
            {"article_id": article_id, "outlet": f"The {article_id}", "text": text}
            | {"published": published.get(article_id, "2025-03-12") if isinstance(published, dict) else published}
            | {"sha256": "0", "origin_id": article_id}
        )
    return Frames(**{name: schema.frame(name, part) for name, part in rows.items()})


def told(text="The bridge opened on Tuesday", **more):
    telling = {"text": text, "predicate": "open", "what": "The bridge", "when": ("Tuesday", DAY)} | more
    return {key: value for key, value in telling.items() if value is not ...}


def columns(frames, *names):
    return [tuple(row[name] for name in names) for row in schema.records(build_timeline(frames))]


@pytest.mark.parametrize(
    ("telling", "expected"),
    [
        pytest.param(told(), [("undisputed", DAY)], id="in-the-outlets-own-words"),
        pytest.param(told(says="mayor"), [("claimed", DAY)], id="a-source-tells"),
        pytest.param(told(says="mayor", act="deny"), [("denied", DAY)], id="a-source-denies"),
        pytest.param(told(says="mayor", act="deny", mood="asserted"), [("claimed", DAY)], id="told-beside-a-denial"),
        pytest.param(told(mood="asked"), [], id="what-is-asked-is-none"),
        pytest.param(told(polarity="-", says="mayor"), [("claimed", DAY)], id="that-it-did-not-happen-is-told-too"),
        pytest.param(told(tense="future"), [("planned", DAY)], id="will-happen"),
        pytest.param(told(when=("Tuesday", "2025-03-18"), tense="none"), [("planned", "2025-03-18")], id="lies-ahead"),
        pytest.param(told(predicate="be open"), [], id="a-state-is-no-event"),
        pytest.param(
            told("A test took place on Tuesday", predicate="take", what="place", subject="A test"),
            [("undisputed", DAY)],
            id="took-place",
        ),
        pytest.param(told(predicate="say"), [], id="a-saying-is-no-event"),
        pytest.param(told(says="mayor", act="demand", when=..., who=["a", "b"]), [], id="what-is-demanded-is-none"),
        pytest.param(told(rule="dateline"), [], id="a-dateline-dates-nothing"),
        pytest.param(told(when=..., who=["army"]), [], id="undated-with-one-party"),
    ],
)
def test_status_and_date_of_one_telling(telling, expected):
    assert columns(frames_of(telling), "status", "edtf") == expected


def test_the_day_of_saying_dates_the_statement_and_only_bounds_the_event():
    group = told("The group arrived", what="The group", when=..., who=["army", "group"], says="envoy", said_on=DAY)
    assert columns(frames_of(group), "edtf", "earliest", "latest") == [(f"../{DAY}", None, "2025-03-12")]


def test_without_a_day_of_saying_the_day_of_publication_bounds_the_event():
    group = told("The group arrived", what="The group", when=..., who=["army", "group"])
    assert columns(frames_of(group), "edtf") == [("../2025-03-12",)]
    assert columns(frames_of(group, published=None), "edtf") == [(None,)]


def test_one_event_told_in_two_articles_keeps_both_as_evidence():
    frames = frames_of(told(), told("On Tuesday the new bridge was opened", what="new bridge"))
    (evidence,) = columns(frames, "evidence")[0]
    assert [span["article_id"] for span in evidence] == ["a0", "a1"]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(told(predicate="close"), id="another-predicate"),
        pytest.param(told("The school opened on Tuesday", what="The school"), id="another-thing"),
        pytest.param(told(when=("Tuesday", "2025-03-04"), article="a0"), id="another-day-in-the-same-article"),
    ],
)
def test_what_differs_stays_two_events(other):
    assert len(build_timeline(frames_of(told(), other))) == 2


def test_dates_that_cannot_be_the_same_stand_side_by_side():
    frames = frames_of(
        told("The new bridge over the river opened on Tuesday", what="The new bridge over the river"),
        told(
            "The new bridge over the river opened on Monday",
            what="The new bridge over the river",
            when=("Monday", "2025-03-10"),
        ),
    )
    ((rivals, edtf),) = columns(frames, "rival_dates", "edtf")
    assert [(rival["edtf"], rival["article_id"]) for rival in rivals] == [("2025-03-10", "a1"), (DAY, "a0")]
    assert edtf == f"[2025-03-10,{DAY}]"


def test_a_wider_date_is_no_rival_of_a_day_inside_it():
    frames = frames_of(told(), told("The bridge opened in March", when=("March", "2025-03")))
    assert columns(frames, "edtf", "rival_dates") == [(DAY, [])]


def test_one_tells_and_another_denies():
    frames = frames_of(told(says="mayor"), told(says="police", act="deny"))
    assert columns(frames, "status", "claimed_by") == [("disputed", ["mayor"])]


@pytest.mark.parametrize(
    ("clause", "label"),
    [
        pytest.param(
            {"attachment": "relative", "holder_start": 4, "char_start": 11, "predicate_start": 20},
            "threat the mayor made on Tuesday",
            id="a-noun-that-is-not-its-subject",
        ),
        pytest.param({"char_start": 11, "predicate_start": 20}, "the mayor made on Tuesday", id="a-clause"),
    ],
)
def test_a_label_has_the_noun_that_its_clause_is_of(clause, label):
    frames = frames_of(told("The threat the mayor made on Tuesday", what="the mayor", predicate="make", verb="made"))
    for column, value in clause.items():
        frames.predications[column] = value
    frames.predications["arguments"] = [[{**frames.predications["arguments"][0][0], "head_start": 15, "head_end": 20}]]
    assert columns(frames, "label") == [(label,)]


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        pytest.param({"says": "mayor", "count": 4}, {"says": "police", "count": 9}, "disputed", id="two-sides-count"),
        pytest.param({"says": "mayor", "count": 4}, {"says": "police", "count": 4}, "undisputed", id="the-same-count"),
        pytest.param({"count": 4}, {"says": "police", "count": 9}, "undisputed", id="a-later-count"),
    ],
)
def test_rival_numbers_of_two_sides_are_disputed(first, second, status):
    assert columns(frames_of(told(**first), told(**second)), "status") == [(status,)]


def test_a_label_leaves_its_attribution_out():
    frames = frames_of(told("The bridge opened on Tuesday, said the mayor", says="mayor", verb="opened"))
    frames.claims["content_spans"] = [[[0, 28]]]
    frames.claims[["cue_start", "cue_end"]] = 30, 34
    assert columns(frames, "label") == [("The bridge opened on Tuesday",)]


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        pytest.param("The bridge has been closed since August", "August", "2024-08/2025-03-12", id="since"),
        pytest.param("The bridge was closed by noon", "noon", "../2025-03-11T12:00:00", id="by"),
        pytest.param("The bridge was closed on Tuesday", "Tuesday", DAY, id="on"),
    ],
)
def test_since_and_by_bound_an_event(text, words, edtf):
    given = edtf.removeprefix("../").partition("/")[0]
    assert columns(frames_of(told(text, predicate="close", when=(words, given))), "edtf") == [(edtf,)]


def test_a_dated_noun_is_an_event_and_dates_not_its_clause():
    text = "The prosecutor is investigating the collapse on Tuesday"
    frames = frames_of(told(text, predicate="investigate", what="the collapse on Tuesday", tense="present"))
    assert columns(frames, "label", "edtf") == [("the collapse on Tuesday", DAY)]


def test_a_date_after_the_object_of_what_happened_is_the_clauses():
    text = "The council debated the collapse on Tuesday"
    frames = frames_of(told(text, predicate="debate", what="The council"))
    assert columns(frames, "label", "edtf") == [(text, DAY)]


def test_what_is_done_at_other_places_stays_two_events():
    ring = told(
        "Police arrested the ring on Tuesday in Aa", predicate="arrest", what="the ring", where=("Aa", "aa.place")
    )
    other = told(
        "Police arrested the ring on Tuesday in Bb", predicate="arrest", what="the ring", where=("Bb", "bb.place")
    )
    assert columns(frames_of(ring, other), "places") == [(["aa.place"],), (["bb.place"],)]
    assert len(build_timeline(frames_of(ring, ring))) == 1


def test_the_same_deed_with_the_roles_turned_is_another_event():
    army = {"text": "Troops fired on Tuesday", "predicate": "fire", "what": "Troops"}
    frames = frames_of(told(**army, who=["army"], hit=["guard"]), told(**army, who=["guard"], hit=["army"]))
    assert len(build_timeline(frames)) == 2


def test_what_sources_of_two_sides_tell_is_undisputed():
    frames = frames_of(told(says="mayor"), told(says="police"))
    assert columns(frames, "status", "claimed_by") == [("undisputed", ["mayor", "police"])]


def test_no_account_is_put_under_another_doer():
    """Each says that the other did it: two claimed events, and nobody tells what the other charges."""
    shelled = {"predicate": "shell", "what": "The bridge", "when": ("Tuesday", DAY)}
    frames = frames_of(
        told("The bridge was shelled on Tuesday", **shelled, says="rebels", who=["army"]),
        told("The bridge was shelled on Tuesday", **shelled, says="army", who=["rebels"]),
    )
    assert columns(frames, "status", "claimed_by") == [("claimed", ["army"]), ("claimed", ["rebels"])]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param("Rebel rockets", [("claimed", ["government"]), ("claimed", ["rebels"])], id="two-accounts"),
        pytest.param("Army jets", [("undisputed", ["government", "rebels"])], id="one-doer"),
    ],
)
def test_one_sources_account_never_stands_under_the_doer_another_names(second, expected):
    hit = {"predicate": "kill", "what": "nine nurses", "verb": "killed"}
    frames = frames_of(
        told("Army jets killed nine nurses on Tuesday", subject="Army jets", says="rebels", **hit),
        told(f"{second} killed nine nurses on Tuesday", subject=second, says="government", **hit),
    )
    assert sorted(columns(frames, "status", "claimed_by")) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        pytest.param(
            "The mayor said on Tuesday that it was unsafe",
            "it was unsafe",
            [("The mayor said on Tuesday that it was unsafe", DAY)],
            id="in-order",
        ),
        pytest.param(
            "It was unsafe, the mayor said on Tuesday",
            "It was unsafe",
            [("the mayor said on Tuesday: It was unsafe", DAY)],
            id="the-content-first",
        ),
        pytest.param(
            "It was unsafe, said the mayor on Tuesday",
            "It was unsafe",
            [("the mayor said on Tuesday: It was unsafe", DAY)],
            id="turned",
        ),
        pytest.param(
            "The mayor said that it failed on Tuesday", "it failed on Tuesday", [], id="the-day-is-not-its-own"
        ),
    ],
)
def test_a_saying_with_a_day_of_its_own_is_an_event_and_tells_who_said_what(text, content, expected):
    subject = "the mayor" if "the mayor" in text else "The mayor"
    frames = frames_of(told(text, predicate="say", verb="said", what=subject, subject=subject))
    saying = schema.records(frames.predications)[0] | {"char_start": min(text.index(w) for w in (subject, "said"))}
    claim = row_at("claims", "a0", text, content, sentence_id="s0", entity_id="mayor")
    claim |= {"cue_start": text.index("said"), "cue_end": text.index("said") + 4}
    frames = replace(
        frames, claims=schema.frame("claims", [claim]), predications=schema.frame("predications", [saying])
    )
    assert columns(frames, "label", "edtf") == expected


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        pytest.param("The port spent it between 2009 and 2016", "2009/2016", id="between"),
        pytest.param("The port spent it from 2009 to 2016", "2009/2016", id="from-to"),
    ],
)
def test_a_range_is_the_time_of_what_went_on(text, edtf):
    spent = told(text, predicate="spend", verb="spent", what="The port", when=("2009", "2009"))
    frames = frames_of(spent)
    later = row_at("timexes", "a0", text, "2016", edtf="2016", type="DATE", sentence_id="s0")
    timexes = schema.frame("timexes", [*schema.records(frames.timexes), later])
    assert columns(replace(frames, timexes=timexes), "edtf") == [(edtf,)]


def test_a_clause_with_when_has_the_time_before_it():
    text = "By March, when the inquiry began, the council had left"
    left = told(text, predicate="leave", verb="left", what="the council", when=("March", "2025-03"))
    began = told("when the inquiry began", predicate="begin", verb="began", what="the inquiry", when=...)
    frames = frames_of(left, published="2025-05-12")
    start = text.index("when")
    clause = {"joining": "when", "attachment": "relative", "governor_id": "p0", "sentence_id": "s0", "tense": "past"}
    argument = {"role": "agent", "char_start": start + 5, "char_end": start + 16}
    clause["arguments"] = [argument | dict.fromkeys(("entity_id", "number_low", "number_high", "unit"))]
    row = row_at("predications", "a0", text, began["text"], predicate="begin", **clause)
    row |= {"predicate_start": start + 17, "predicate_end": start + 22, "polarity": "+", "factuality": "certain"}
    both = schema.frame("predications", [*schema.records(frames.predications), row])
    assert set(columns(replace(frames, predications=both), "edtf")) == {("2025-03",), ("../2025-03",)}


def test_a_denial_repeats_no_more_than_it_denies():
    text = "The new bridge was opened to lorries"
    telling = told(text, what="The new bridge", says="mayor", who=["mayor"], when=("lorries", DAY))
    denial = told("No bridge was opened", what="bridge", polarity="-", says="police", when=...)
    assert columns(frames_of(telling, denial), "status", "claimed_by", "denied_by") == [
        ("disputed", ["mayor"], ["police"])
    ]


def test_sources_that_give_dates_which_cannot_be_the_same_dispute_the_event():
    bridge = {"text": "The new bridge over the river opened on Tuesday", "what": "The new bridge over the river"}
    frames = frames_of(told(**bridge, says="mayor"), told(**bridge, says="police", when=("Tuesday", "2025-03-04")))
    assert columns(frames, "status", "edtf") == [("disputed", f"[2025-03-04,{DAY}]")]


def test_what_recurs_is_told_apart_by_its_days():
    council = {"text": "The council met on Tuesday", "predicate": "meet", "what": "The council"}
    frames = frames_of(told(**council), told(**council, when=("Tuesday", "2025-03-04")))
    assert columns(frames, "edtf", "rival_dates") == [("2025-03-04", []), (DAY, [])]


@pytest.mark.parametrize(
    ("first", "second", "edtf"),
    [
        pytest.param("The bridge opened on Tuesday after", "the lorries had crossed", f"../{DAY}", id="after"),
        pytest.param("The bridge opened on Tuesday before", "the lorries crossed", f"{DAY}/2025-03-12", id="before"),
        pytest.param("The bridge opened on Tuesday when", "the lorries crossed", DAY, id="when"),
    ],
)
def test_a_clause_without_a_date_is_bounded_by_the_dated_one_beside_it(first, second, edtf):
    joining = first.split()[-1]
    frames = frames_of(
        told(first, article="a", sentence="s"),
        told(second, article="a", sentence="s", predicate="cross", what="the lorries", when=..., joining=joining),
    )
    found = dict(columns(frames, "label", "edtf"))
    assert found[second] == edtf


FALL = {"text": "The old gate fell in spring", "predicate": "fall", "what": "The old gate", "article": "undated"}


@pytest.mark.parametrize(
    ("month", "tense", "edtf"),
    [
        pytest.param("XXXX-01", "past", "2025-01?", id="before"),
        pytest.param("XXXX-12", "past", "2024-12?", id="in-the-year-before"),
        pytest.param("XXXX-05", "past", "2025-05?", id="soon-after"),
        pytest.param("XXXX-05", "future", "2025-05?", id="planned"),
    ],
)
def test_an_article_without_a_year_takes_that_of_an_event_it_shares(month, tense, edtf):
    shared = told(when=("Tuesday", "XXXX-03-11"), article="undated")
    frames = frames_of(told(), shared, told(**FALL, when=("spring", month), tense=tense), published={"undated": None})
    assert dict(columns(frames, "label", "edtf"))[FALL["text"]] == edtf


def test_without_a_shared_event_a_year_stays_unknown():
    frames = frames_of(told(), told(**FALL, when=("spring", "XXXX-01")), published={"undated": None})
    assert columns(frames, "edtf") == [(DAY,), ("XXXX-01",)]


def test_what_a_contradiction_denies_is_disputed_and_names_who_denies_it():
    frames = frames_of(told(says="mayor"))
    span = {"article_id": "a0", "char_start": 0, "char_end": 28}
    denial = {
        **dict.fromkeys(schema.FRAMES["disagreements"], "x"),
        "stance_a": "affirms",
        "stance_b": "denies",
        "rule": "negation",
        "relation": "contradiction",
        "kind": "denial",
        "confidence": "high",
        "evidence_a": [span],
        "evidence_b": [span | {"char_end": 0}],
        "parties_a": ["mayor"],
        "parties_b": ["police"],
        "claim_ids_a": [],
        "claim_ids_b": [],
    }
    (event,) = schema.records(build_timeline(frames, schema.frame("disagreements", [denial])))
    assert (event["status"], event["denied_by"]) == ("disputed", ["police"])


def test_what_is_no_event_is_listed_and_nothing_is_dropped():
    frames = frames_of(told(), told("The gate fell", predicate="fall", what="The gate", when=..., says="police"))
    single = list_single_tellings(frames, build_timeline(frames))
    assert single[["what", "status", "article_id"]].to_numpy().tolist() == [["The gate fell", "told by a source", "a1"]]


def test_what_more_articles_tell_in_their_leads_stands_first():
    once = told("A lamp fell on Monday, quite far away, in a yard", what="A lamp", predicate="fall",
                when=("Monday", "2025-03-10"), article="a0")  # fmt: skip
    frames = frames_of(told(article="a0"), told(article="a1"), once)
    events = build_timeline(frames)
    assert list(events["label"]) == [once["text"], told()["text"]]
    assert list(list_events(frames, events)["what"]) == [told()["text"], once["text"]]
    assert [tuple(row) for row in events[["n_articles", "n_leads", "n_voices"]].itertuples(index=False)] == [
        (1, 1, 1),
        (2, 2, 2),
    ]


@pytest.mark.parametrize(
    ("day", "setting"),
    [
        pytest.param("2025-03-11", "story", id="the-day-before"),
        pytest.param("2024-06", "story", id="within-a-year"),
        pytest.param("1998", "background", id="years-ago"),
        pytest.param("2031", "story", id="ahead"),
        pytest.param("XXXX-03-11", "story", id="of-no-known-year"),
    ],
)
def test_what_was_years_ago_is_background_and_no_line_of_the_chronicle(day, setting):
    frames = frames_of(told(when=("Tuesday", day)))
    events = build_timeline(frames)
    assert list(events["setting"]) == [setting]
    assert len(list_chronicle(frames, events)) == (setting == "story")


def test_a_chronicle_has_the_heaviest_in_order_of_time_and_sets_rival_dates_side_by_side():
    bridge = "The new bridge over the river"
    frames = frames_of(
        told(f"{bridge} opened on Tuesday", what=bridge),
        told(f"{bridge} opened on Monday", what=bridge, when=("Monday", "2025-03-10")),
        told("A lamp fell on Sunday", what="A lamp", predicate="fall", when=("Sunday", "2025-03-09"), says="mayor"),
    )
    rows = list_chronicle(frames, build_timeline(frames)).to_dict("records")
    assert [(row["what"], row["whose_word"], row["rival_dates"], row["rival_outlets"]) for row in rows] == [
        ("A lamp fell on Sunday", ["mayor"], [], []),
        (f"{bridge} opened on Tuesday", ["The a0", "The a1"], ["2025-03-10", DAY], ["The a1", "The a0"]),
    ]
    assert len(list_chronicle(frames, build_timeline(frames), most=1)) == 1


@pytest.mark.parametrize(
    ("text", "verb", "predicate", "subject"),
    [
        pytest.param("Posted on Tuesday", "Posted", "post", None, id="posted"),
        pytest.param("First published on Tuesday", "published", "publish", None, id="first-published"),
        pytest.param("The bank was founded on Tuesday", "founded", "found", "The bank", id="of-the-story"),
    ],
)
def test_a_line_on_its_own_article_is_no_event(text, verb, predicate, subject):
    frames = frames_of(told(text, predicate=predicate, verb=verb, what=subject or "Tuesday"))
    assert list(build_timeline(frames)["label"]) == ([text] if subject else [])


def test_a_long_label_ends_at_a_seam():
    long = (
        "The bridge over the upper river opened for lorries and buses on Tuesday, while boats were held back below it"
    )
    (label,) = build_timeline(frames_of(told(long)))["label"]
    assert label == "The bridge over the upper river opened for lorries and buses on Tuesday …"


def test_row_order_changes_nothing():
    tellings = [told(), told(says="police", act="deny"), told("The school opened on Tuesday", what="The school")]
    frames = frames_of(*tellings)
    tables = {field.name: getattr(frames, field.name) for field in fields(frames)}
    turned = Frames(**{name: table.iloc[::-1].reset_index(drop=True) for name, table in tables.items()})
    assert columns(frames, "event_id", "label", "status") == columns(turned, "event_id", "label", "status")


def test_no_predications_make_an_empty_frame_with_all_columns():
    events = build_timeline(frames_of())
    assert list(events.columns) == list(schema.FRAMES["events"])
    assert len(events) == 0


def many(number):
    things = [f"Gate {'abcdefghij'[i // 10]}{'abcdefghij'[i % 10]}gate" for i in range(number)]
    return frames_of(
        *(
            told(
                f"{thing} opened on Tuesday",
                what=thing,
                when=("Tuesday", f"2025-{i % 12 + 1:02}-{i % 28 + 1:02}" if i % 7 else f"20{i % 25:02}"),
                says=["mayor", "police"][i % 2],
                predicate=f"open{i}",
            )
            for i, thing in enumerate(things)
        )
    )


@pytest.mark.parametrize(
    "number", [pytest.param(0, id="none"), pytest.param(5, id="five"), pytest.param(80, id="eighty")]
)
@pytest.mark.parametrize("lanes", ["side", "outlet"])
def test_labels_of_the_figure_never_collide(number, lanes):
    frames = many(number)
    figure = event_timeline(build_timeline(frames), frames, lanes=lanes)
    figure.draw_without_rendering()
    for axes in figure.axes or [axes for part in figure.subfigs for axes in part.axes]:
        texts = [*axes.get_yticklabels(), *axes.texts] if axes.axison else list(axes.texts)
        boxes = [text.get_window_extent() for text in texts if text.get_text()]
        assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_a_bracket_joins_rival_dates_also_where_one_lies_outside_the_axis():
    bridge = {"text": "The new bridge over the river opened on Tuesday", "what": "The new bridge over the river"}
    others = [told(f"Gate {c} opened on Tuesday", what=f"Gate {c}", predicate=f"open{c}", article="a0") for c in "pqrs"]
    frames = frames_of(told(**bridge), told(**bridge, when=("Tuesday", "2014")), *others)
    (axes,) = event_timeline(build_timeline(frames), frames).axes
    assert [text.get_text() for text in axes.texts] == ["← 2014"]
    assert [len(line.get_xdata()) for line in axes.lines].count(4) == 1


def test_the_same_events_give_the_same_picture():
    frames = frames_of(told(), told("The school opened on Monday", when=("Monday", "2025-03-10"), what="The school"))
    events = build_timeline(frames)
    assert png(event_timeline(events, frames)) == png(event_timeline(events, frames))


def test_the_figure_names_its_axis_and_lists_what_has_no_date():
    frames = frames_of(
        told(), told("The group arrived", what="The group", predicate="arrive", when=..., who=["army", "group"])
    )
    figure = event_timeline(build_timeline(frames), frames)
    dated, listed = (part.axes[0] for part in figure.subfigs)
    assert dated.get_xlabel().startswith("date")
    assert any("The group arrived" in text.get_text() for text in listed.texts)


def test_an_axis_without_years_says_so():
    frames = frames_of(told(when=("Tuesday", "XXXX-03-11")), published=None)
    (axes,) = event_timeline(build_timeline(frames), frames).axes
    assert axes.get_xlabel() == "day and month; the articles state no year"


def test_unknown_lanes_are_refused():
    frames = frames_of(told())
    with pytest.raises(ParameterError, match="outlet"):
        event_timeline(build_timeline(frames), frames, lanes="colour")
