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


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„", max_size=60))
def test_any_marks_give_ordered_spans_inside_the_text(text):
    found = find_quotations(tuple(split_passages(text)))
    assert all(0 <= q.start <= q.inner_start <= q.inner_end <= q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
