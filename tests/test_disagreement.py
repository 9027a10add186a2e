"""Which pairs of statements are related, and how; on statements written by hand."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.disagreement.agreement import find_agreements
from analysis.disagreement.blame import find_blame_reversals, wrong_of
from analysis.disagreement.change import find_changes
from analysis.disagreement.contradiction import find_contradictions
from analysis.disagreement.counts import are_apart, find_counts
from analysis.disagreement.findings import are_opposed
from analysis.disagreement.replies import is_reply
from analysis.disagreement.statements import Quantity, Statement, find_sides
from analysis.lexicon import concept, family_of, stems


def statement(words, by="ann", predicate="open", polarity="+", **other):
    """A statement by a speaker whose side is its own; `words` are what it is about, the first its participant."""
    core = frozenset(concept(w) for w in words.split()[: other.get("n_core", 1)])
    n = other.get("n", 0)
    claim = {
        "claim_id": f"{by}{n}",
        "article_id": other.get("article", by),
        "entity_id": by,
        "source_name": by,
        "content_spans": [[0, 10]],
        "speech_act": other.get("act", "assert"),
        "char_start": 0,
    }
    row = {
        "claim_id": claim["claim_id"],
        "char_start": 0,
        "char_end": 10,
        "text": words if polarity == "+" else other.get("text", words),
        "predicate": predicate,
        "family": family_of(predicate),
        "polarity": polarity,
        "factuality": other.get("factuality", "certain"),
        "tense": "past",
        "time": other.get("time"),
        "arguments": [],
    }
    return Statement(
        id=f"{by}{n}",
        article=other.get("article", by),
        origin=other.get("origin", other.get("article", by)),
        place=n,
        sentence=f"{by}s{n}",
        sentence_span=(0, 10),
        paragraph=other.get("paragraph", 0),
        speaker=by,
        side=other.get("side", by),
        is_narration=other.get("is_narration", False),
        claim=claim,
        row=row,
        is_main=True,
        words={concept(w): w for w in words.split()},
        core=core,
        objects=frozenset(concept(w) for w in other.get("objects", "").split()),
        quantities=tuple(other.get("quantities", ())),
        times=tuple(other.get("times", ())),
    )


def kinds(*statements):
    return list(dict.fromkeys((f.relation, f.kind) for f in find_contradictions(list(statements), [])))


GATE = "gate harbour"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        pytest.param({}, {"polarity": "-"}, ["denial"], id="one-says-the-other-denies"),
        pytest.param({}, {}, [], id="both-say-it"),
        pytest.param({"polarity": "-"}, {"polarity": "-"}, [], id="both-deny-it"),
        pytest.param({}, {"polarity": "-", "factuality": "possible"}, [], id="may-not-is-no-denial"),
        pytest.param({}, {"polarity": "-", "act": "demand"}, [], id="a-demand-is-no-denial"),
        pytest.param({"side": "x"}, {"polarity": "-", "side": "x"}, [], id="one-side-does-not-contradict-itself"),
        pytest.param({}, {"act": "deny"}, ["denial"], id="denied-that-it-was-so"),
        pytest.param({}, {"act": "deny", "polarity": "-"}, [], id="denied-that-it-was-not-so"),
        pytest.param({"predicate": "be open"}, {"predicate": "close"}, ["opposite"], id="opposite-predicates"),
        pytest.param({}, {"predicate": "close"}, [], id="opened-and-later-closed"),
        pytest.param({}, {"predicate": "close", "polarity": "-"}, [], id="not-the-opposite-is-the-same"),
        pytest.param({}, {"predicate": "paint", "polarity": "-"}, [], id="another-predicate"),
    ],
)
def test_a_contradiction_needs_two_sides_and_one_matter(a, b, expected):
    found = kinds(statement(GATE, **a), statement(GATE, by="bo", **b))
    assert found == [("contradiction", kind) for kind in expected]


def test_statements_about_different_things_do_not_contradict():
    assert kinds(statement("gate harbour"), statement("bridge harbour", by="bo", polarity="-")) == []


def test_a_thing_that_there_was_none_of():
    sent = statement("letter mayor", predicate="send")
    none = statement("letter", by="bo", predicate="receive", polarity="-", text="no such letter had been received")
    assert kinds(sent, none) == [("contradiction", "existence")]


def test_nothing_was_done_to_a_thing_is_not_that_there_was_none():
    listed = statement("name list", predicate="write")
    none = statement("name", by="bo", predicate="remove", polarity="-", text="no name was removed")
    assert kinds(listed, none) == []


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        pytest.param((12, 12), (14, 14), True, id="twelve-and-fourteen"),
        pytest.param((12, None), (14, 14), False, id="at-least-12-and-14"),
        pytest.param((40, 60), (200, 200), True, id="40-to-60-and-200"),
        pytest.param((40, 60), (60, 80), False, id="ranges-that-touch"),
        pytest.param((None, 20), (25, None), True, id="at-most-and-at-least"),
        pytest.param((None, None), (1, 1), False, id="unknown"),
    ],
)
def test_numbers_exclude_each_other_only_where_their_bounds_do(a, b, expected):
    assert are_apart(*a, *b) is expected
    assert are_apart(*b, *a) is expected


def counted(number, by, **other):
    return statement(
        "ship harbour crew", by=by, predicate="leave", quantities=[Quantity(number, number, "ship")], **other
    )


def counts(*statements, published=None):
    dates = {s.article: None for s in statements} | (published or {})
    return [(f.relation, f.kind, f.a[0].article, f.b[0].article) for f in find_counts(list(statements), dates)]


def test_two_counts_of_one_thing_contradict():
    assert counts(counted(3, "ann"), counted(5, "bo")) == [("contradiction", "numeric_mismatch", "ann", "bo")]


def test_a_count_of_a_part_is_no_count_of_the_whole():
    part = counted(3, "ann")._replace(quantities=(Quantity(3, 3, "ship", is_part=True),))
    assert counts(part, counted(5, "bo")) == []


def dead(number, by, article, **other):
    return statement(
        "people ferry", by=by, article=article, predicate="die", quantities=[Quantity(number, number, "~dead")], **other
    )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(("x", 9), ("x", 14), "contradiction", id="in-one-report"),
        pytest.param(("x", 9), ("y", 14), "update", id="a-higher-toll-next-day"),
        pytest.param(("x", 14), ("y", 9), None, id="a-lower-one-next-day-is-neither"),
        pytest.param(("x", 9), ("z", 14), None, id="a-report-of-unknown-date"),
    ],
)
def test_a_toll_rises_as_news_comes_in(first, second, expected):
    a, b = dead(first[1], "ann", first[0]), dead(second[1], "bo", second[0])
    found = counts(a, b, published={"x": "2024-03-01", "y": "2024-03-02", "z": None})
    assert [relation for relation, *_ in found] == ([expected] if expected else [])


def test_nobody_was_hurt_against_a_count_of_the_hurt():
    none = statement("", by="ann", article="x", predicate="hurt", polarity="-", n_core=0)
    some = statement("people", by="bo", article="x", predicate="treat", quantities=[Quantity(7, 7, "~injured")])
    assert counts(none, some) == [("contradiction", "existence", "x", "x")]


def test_a_number_that_one_source_revises_is_an_update():
    earlier, later = counted(3, "ann", article="x"), counted(5, "ann", article="y", n=1)
    published = {"x": "2024-03-01", "y": "2024-03-02"}
    assert counts(later, earlier, published=published) == [("update", "revision", "x", "y")]


def test_a_source_that_denies_its_own_word_has_reversed_not_disagreed():
    said, denied = statement(GATE, article="x"), statement(GATE, article="y", polarity="-", n=1)
    assert kinds(said, denied) == []
    assert [(f.relation, f.kind) for f in find_changes([said, denied], {})] == [("update", "reversal")]


def test_each_side_blames_the_other():
    def blaming(by, other, n):
        s = statement("deal", by=by, predicate="break", n=n)
        return s._replace(row=s.row | {"arguments": [{"role": "agent", "entity_id": other}]})

    statements = [blaming("ann", "bo", 0), blaming("bo", "ann", 1)]
    claims = [s.claim | {"targets": []} for s in statements]
    (found,) = find_blame_reversals(statements, claims, {"ann": "ann", "bo": "bo"})
    assert (found.relation, found.kind) == ("contradiction", "blame_reversal")
    assert list(find_blame_reversals(statements[:1], claims[:1], {"ann": "ann", "bo": "bo"})) == []


@pytest.mark.parametrize(
    ("predicate", "polarity", "expected"),
    [("violate", "+", "breach"), ("violate", "-", None), ("honour", "-", "breach"), ("honour", "+", None)],
)
def test_not_to_do_a_duty_is_a_wrong(predicate, polarity, expected):
    assert wrong_of(statement("deal", predicate=predicate, polarity=polarity)) == expected


def test_an_outlet_that_reports_somebody_contradicts_nobody():
    told = statement(GATE, article="x")
    own = statement(GATE, by="paper", article="x", is_narration=True, polarity="-")
    copy = own._replace(article="y", origin="x")
    other = own._replace(article="z", origin="z")
    assert (are_opposed(told, own), are_opposed(told, copy), are_opposed(told, other)) == (False, False, True)


@pytest.mark.parametrize(
    ("content", "act", "polarity", "expected"),
    [
        ("this", "deny", "-", True),
        ("the allegation", "deny", "-", True),
        ("«false and offensive", "assert", "+", True),
        ("this", "deny", "+", False),
        ("that the gate was shut when the ship came in", "deny", "-", False),
        ("the plan", "assert", "+", False),
    ],
)
def test_a_reply_points_back(content, act, polarity, expected):
    claim = {"content_text": content, "speech_act": act, "polarity": polarity, "entity_id": "ann"}
    assert is_reply(claim) is expected


def test_a_side_is_the_topmost_parent_or_what_the_researcher_says():
    def actor(entity_id, parent=None, side=None):
        return {"entity_id": entity_id, "name": entity_id.upper(), "parent_id": parent, "side": side}

    sides = find_sides(
        [actor("state"), actor("ministry", "state"), actor("spokesman", "ministry"), actor("x", "state", "Z")]
    )
    assert sides == {"state": "STATE", "ministry": "STATE", "spokesman": "STATE", "x": "Z"}


def test_parents_in_a_circle_end():
    rows = [SimpleNamespace(i="a", p="b"), SimpleNamespace(i="b", p="a")]
    actors = [{"entity_id": r.i, "name": r.i, "parent_id": r.p, "side": None} for r in rows]
    assert set(find_sides(actors)) == {"a", "b"}


def test_words_that_say_nothing_of_the_topic_are_no_keys():
    assert stems("They said that the sirens had been sounded") == {"~siren", "sound"}
    assert stems("An alarm sounded") == stems("the sirens sounded")


@given(st.permutations(range(4)))
def test_the_order_of_statements_changes_nothing(order):
    statements = [statement(GATE, by=f"p{i}", polarity="+-"[i % 2], article=f"x{i}") for i in range(4)]
    pairs = {frozenset((f.a[0].party, f.b[0].party)) for f in find_contradictions([statements[i] for i in order], [])}
    assert pairs == {frozenset((f"p{i}", f"p{j}")) for i in (0, 2) for j in (1, 3)}


def agreements(*statements):
    return [f.reason.partition(":")[0] for f in find_agreements(list(statements))]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        pytest.param(
            {"words": "22 lorry bridge", "q": 22}, {"words": "22 lorry road", "q": 22}, "the same number", id="n"
        ),
        pytest.param({"words": "22 lorry bridge", "q": 22}, {"words": "30 lorry road", "q": 30}, None, id="numbers"),
        pytest.param(
            {"words": "cook harbour", "t": "2024-03-01"},
            {"words": "cook harbour", "t": "2024-03-01"},
            "the same day",
            id="day",
        ),
        pytest.param(
            {"words": "cook harbour", "t": "2024-03-01"}, {"words": "cook harbour", "t": "2024-03-04"}, None, id="days"
        ),
        pytest.param({"words": "cook harbour"}, {"words": "clerk town"}, None, id="nothing-in-common"),
    ],
)
def test_agreement_needs_something_telling_in_common(a, b, expected):
    def told(by, words, q=None, t=None):
        quantities = [Quantity(q, q, "lorri")] if q else []
        s = statement(words, by=by, predicate=f"do {by}", quantities=quantities, times=[t] if t else [])
        return s._replace(row=s.row | {"text": f"{by} {words}"})

    assert agreements(told("ann", **a), told("bo", **b)) == ([expected] if expected else [])


def test_the_same_words_in_two_reports_agree_and_in_two_copies_do_not():
    quoted = "we never closed the gate"
    a, b = (
        statement("gate", by="ann", article=x, predicate="close", polarity="-", text=quoted, n=i)
        for i, x in enumerate("xy")
    )
    assert agreements(a, b) == ["the same words"]
    assert agreements(a, b._replace(origin="x")) == []


def test_not_kept_against_never_arranged():
    missed = statement("crew", by="ann", predicate="show up", polarity="-")._replace(core=frozenset(("bo",)))
    unset = statement("date", by="bo", predicate="set", polarity="-")
    assert kinds(missed, unset) == [("contradiction", "presupposition")]
    assert kinds(missed, unset._replace(core=frozenset(("rope",)), words={"rope": "rope"})) == []
