"""Which pairs of statements are related, and how; on statements written by hand."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.disagreement.agreement import is_telling_number
from analysis.disagreement.blame import find_blame_reversals, wrong_of
from analysis.disagreement.change import find_changes
from analysis.disagreement.contradiction import are_apart, find_contradictions, is_reply
from analysis.disagreement.findings import are_opposed
from analysis.disagreement.statements import Quantity, Statement, find_sides, stem, stems
from analysis.predication import family_of


def statement(words, by="ann", predicate="open", polarity="+", **other):
    """A statement by a speaker whose side is its own; `words` are what it is about, the first its participant."""
    keys = frozenset(stem(w) for w in words.split())
    core = frozenset(stem(w) for w in words.split()[: other.get("n_core", 1)])
    n = other.get("n", 0)
    claim = {
        "claim_id": f"{by}{n}",
        "article_id": other.get("article", by),
        "entity_id": by,
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
        keys=keys,
        core=core,
        quantities=tuple(other.get("quantities", ())),
    )


def kinds(*statements):
    return [(f.relation, f.kind) for f in find_contradictions(list(statements), [])]


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
        pytest.param({}, {"predicate": "close"}, ["opposite"], id="opposite-predicates"),
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


def test_two_counts_of_one_thing_contradict():
    assert kinds(counted(3, "ann"), counted(5, "bo")) == [("contradiction", "numeric_mismatch")]


def test_a_number_that_one_source_revises_is_an_update():
    articles = [{"article_id": "x", "published": "2024-03-01"}, {"article_id": "y", "published": "2024-03-02"}]
    earlier, later = counted(3, "ann", article="x"), counted(5, "ann", article="y", n=1)
    (found,) = find_changes([later, earlier], articles)
    assert (found.relation, found.kind, found.a[0].article, found.b[0].article) == ("update", "revision", "x", "y")


def test_a_source_that_denies_its_own_word_has_reversed_not_disagreed():
    said, denied = statement(GATE, article="x"), statement(GATE, article="y", polarity="-", n=1)
    assert kinds(said, denied) == []
    assert [(f.relation, f.kind) for f in find_changes([said, denied], [])] == [("update", "reversal")]


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
    assert stems("They said that the sirens had been sounded") == {"siren", "sound"}


def test_years_and_small_counts_show_no_common_source():
    assert [n for n in ("6,000", "2025", "12", "1,250", "75") if is_telling_number(n)] == ["6,000", "1,250"]


@given(st.permutations(range(4)))
def test_the_order_of_statements_changes_nothing(order):
    statements = [statement(GATE, by=f"p{i}", polarity="+-"[i % 2], article=f"x{i}") for i in range(4)]
    pairs = {frozenset((f.a[0].party, f.b[0].party)) for f in find_contradictions([statements[i] for i in order], [])}
    assert pairs == {frozenset((f"p{i}", f"p{j}")) for i in (0, 2) for j in (1, 3)}
