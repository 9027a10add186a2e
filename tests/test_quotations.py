"""Quotation marks of many habits, paired."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.passages import find_quotations, split_passages


def quoted(text):
    return [(q.number, text[q.inner_start : q.inner_end]) for q in find_quotations(tuple(split_passages(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“Yes,” he said. “No.”", [(0, "Yes,"), (1, "No.")], id="curly"),
        pytest.param('"Yes," he said. "No."', [(0, "Yes,"), (1, "No.")], id="straight"),
        pytest.param("''Yes,'' he said. ''No.''", [(0, "Yes,"), (1, "No.")], id="two-apostrophes"),
        pytest.param("«Oui,» dit-il. «Non.»", [(0, "Oui,"), (1, "Non.")], id="guillemets"),
        pytest.param("„Ja“, sagte er. »Nein«, sie.", [(0, "Ja"), (1, "Nein")], id="german-and-nordic"),
        pytest.param("‘Don’t go,’ he said.", [(0, "Don’t go,")], id="single-with-an-apostrophe"),
        pytest.param("'The soldiers' boots were dry,' he said.", [(0, "The soldiers' boots were dry,")], id="plural"),
        pytest.param("the soldiers’ remains and the workers’ pay", [], id="possessives-are-no-marks"),
        pytest.param("the '90s and 6'2\" of it", [], id="decades-and-feet-are-no-marks"),
        pytest.param("He said “oops.\nThe “next” day.", [(0, "oops."), (1, "next")], id="unclosed-ends-with-its-line"),
        pytest.param("“One.\n“Two.\n“Three,” she said.", [(0, "One."), (0, "Two."), (0, "Three,")], id="mark-repeated"),
        pytest.param("«One.\nTwo.\nThree,» it read.", [(0, "One."), (0, "Two."), (0, "Three,")], id="over-lines"),
        pytest.param("“He said ‘no’ to me,” she said.", [(0, "He said ‘no’ to me,")], id="inner-marks-stay-inside"),
        pytest.param("", [], id="no-text"),
    ],
)
def test_marks_are_paired_by_habit(text, expected):
    assert quoted(text) == expected


def layout(text):
    return [(p.role, p.text) for p in split_passages(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gate held\n\nIt held.", [("headline", "Gate held"), ("prose", "It held.")], id="headline"),
        pytest.param("ORSK, May 3 - It held.", [("dateline", "ORSK, May 3"), ("prose", "It held.")], id="hyphen"),
        pytest.param(
            "ORSK, May 3 (AP) — It held.", [("dateline", "ORSK, May 3 (AP)"), ("prose", "It held.")], id="agency"
        ),
        pytest.param(
            "Orsk, 3 May – It held.", [("dateline", "Orsk, 3 May"), ("prose", "It held.")], id="small-letters"
        ),
        pytest.param(
            "A B\nIda Bo: It held.", [("headline", "A B"), ("label", "Ida Bo"), ("turn", "It held.")], id="label"
        ),
        pytest.param(
            "Bo left.\nRead more: The gate held.",
            [("prose", "Bo left."), ("prose", "Read more: The gate held.")],
            id="no-speaker",
        ),
        pytest.param(
            "Q: Did it?\nA: Yes.",
            [("label", "Q"), ("turn", "Did it?"), ("label", "A"), ("turn", "Yes.")],
            id="interview",
        ),
        pytest.param(
            "He said.\n- It held;\n2) it broke.",
            [("prose", "He said."), ("item", "It held;"), ("item", "it broke.")],
            id="items",
        ),
        pytest.param("He wrote:\n> It held.", [("prose", "He wrote:"), ("block", "It held.")], id="block-quote"),
        pytest.param(
            "A line.\n“It held.” – Ida Bo, mayor",
            [("prose", "A line."), ("prose", "“It held.”"), ("signature", "Ida Bo, mayor")],
            id="signed",
        ),
        pytest.param(
            "A line.\n“It held.” (Ida Bo)",
            [("prose", "A line."), ("prose", "“It held.”"), ("signature", "Ida Bo")],
            id="in-brackets",
        ),
        pytest.param("From the desk of Ida Bo\n\nIt held.", [("label", "Ida Bo"), ("turn", "It held.")], id="desk"),
        pytest.param("It held. — Ida Bo (@idabo) May 3", [("block", "It held."), ("signature", "Ida Bo")], id="post"),
        pytest.param(
            "It held. — Ida (@idabo) May 3", [("block", "It held."), ("signature", "Ida")], id="post-of-one-name"
        ),
        pytest.param(
            f"{'It held on. ' * 30}\n— Ida Bo",
            [("prose", ("It held on. " * 30).strip()), ("signature", "Ida Bo")],
            id="too-long-for-a-pull-quote",
        ),
        pytest.param(
            "It held.\n— Ida", [("prose", "It held."), ("signature", "Ida")], id="one-name-signs-no-pull-quote"
        ),
        pytest.param("<p>It <b>held</b>.</p><p>Yes.</p>", [("prose", "It <b>held</b>."), ("prose", "Yes.")], id="tags"),
    ],
)
def test_a_line_is_what_its_place_and_marks_make_it(text, expected):
    assert layout(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("&ldquo;It held,&rdquo; she said.", ["It held,"], id="named-entities"),
        pytest.param("&#8220;It held,&#8221; she said.", ["It held,"], id="numbered-entities"),
        pytest.param("&quot;It held,&quot; she said.", ["It held,"], id="straight-entities"),
        pytest.param('“It held," she said.', ["It held,"], id="a-curly-and-a-straight-mark"),
        pytest.param("‘It held.\n\n‘It broke.’", ["It held.", "It broke."], id="single-marks-over-paragraphs"),
        pytest.param("A line.\n> “It held.”", ["It held."], id="marks-in-a-block"),
        pytest.param("&ldquo;A&nbsp;gate&rdquo; she said.", ["A&nbsp;gate"], id="a-blank-is-a-blank"),
        pytest.param('He said “yes.\n“No," she said.', ["yes.", "No,"], id="a-straight-mark-closes-what-was-carried"),
        pytest.param('"It held. "It broke," he said.', ['It held. "It broke,'], id="opened-again-before-it-closed"),
    ],
)
def test_marks_are_found_as_a_reader_sees_them(text, expected):
    assert [words for _, words in quoted(text)] == expected


@given(st.text(alphabet='ab .,:\n>-&;#<p/1[]Q"“”’', max_size=80))
def test_what_the_parser_sees_is_as_long_as_the_text(text):
    for passage in split_passages(text):
        assert len(passage.text) == len(passage.shown) == len(passage.for_parser)
        assert text[passage.start : passage.end] == passage.text


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„", max_size=60))
def test_any_marks_give_ordered_spans_inside_the_text(text):
    found = find_quotations(tuple(split_passages(text)))
    assert all(0 <= q.start <= q.inner_start <= q.inner_end <= q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
