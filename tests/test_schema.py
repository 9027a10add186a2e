"""A frame is what its schema says, or a clear error; rows in and rows out are the same."""

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import schema
from analysis.errors import SchemaError

TIMEX = {
    "timex_id": "a:t0-6",
    "article_id": "a",
    "sentence_id": "a:s0-9",
    "char_start": 0,
    "char_end": 6,
    "text": "June 7",
    "type": "DATE",
    "anchor": "none",
    "rule": "month-day",
}


@pytest.mark.parametrize("name", schema.FRAMES)
def test_an_empty_frame_has_its_columns_and_dtypes(name):
    empty = schema.frame(name)
    assert list(empty.columns) == list(schema.FRAMES[name])
    for column, c in schema.FRAMES[name].items():
        assert str(empty[column].dtype) == {"string": "str", "offset": "Int64", "number": "Float64"}.get(
            c.kind, "object"
        )
    assert schema.records(empty) == []
    assert schema.arrow(name).names == list(empty.columns)


@pytest.mark.parametrize("name", schema.FRAMES)
def test_every_required_column_and_list_is_told_to_the_file_too(name):
    for field, c in zip(schema.arrow(name), schema.FRAMES[name].values(), strict=True):
        assert field.nullable == c.nullable
        assert pa.types.is_list(field.type) == c.is_list
        assert not (c.is_list and c.nullable), "a list says none by being empty"


def test_rows_come_out_as_they_went_in():
    rows = [TIMEX, {**TIMEX, "timex_id": "b", "value": "XXXX-06-07", "char_start": 2**40}]
    expected = [{**dict.fromkeys(schema.FRAMES["timexes"]), **row} for row in rows]
    given_out = schema.records(schema.frame("timexes", [{**row, "note": "left out"} for row in rows]))
    assert given_out == expected
    assert [type(value) for value in given_out[1].values()] == [type(value) for value in expected[1].values()]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT])
@pytest.mark.parametrize("dtype", ["object", "str", "Int64"])
def test_every_kind_of_missing_value_is_none_in_a_row(missing, dtype):
    column = pd.Series([missing], dtype="object").where([False], None).astype(dtype)
    assert schema.records(pd.DataFrame({"a": column})) == [{"a": None}]
    assert schema.records(pd.DataFrame({"a": pd.Series([missing, ["x"]], dtype="object")}))[0] == {"a": None}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"type": "DAY"}, r"timexes has type \['DAY'\]; use one of \['DATE', 'TIME'", id="vocabulary"),
        pytest.param({"type": None}, "timexes has no type in", id="required-word"),
        pytest.param({"char_start": None}, r"timexes has no char_start in \['b'\]", id="required-offset"),
        pytest.param({"timex_id": "a:t0-6"}, r"timexes repeats timex_id \['a:t0-6'\]", id="key-twice"),
        pytest.param({"timex_id": None}, "timexes has no timex_id", id="no-key"),
    ],
)
def test_a_row_that_does_not_hold_is_a_clear_error(change, message):
    with pytest.raises(SchemaError, match=message):
        schema.frame("timexes", [TIMEX, {**TIMEX, "timex_id": "b", **change}])


def test_a_missing_column_is_a_clear_error():
    with pytest.raises(SchemaError, match=r"timexes lacks the columns \['mod'\]"):
        schema.check("timexes", schema.frame("timexes").drop(columns="mod"))


def test_an_error_names_five_offenders_at_most():
    rows = [{**TIMEX, "timex_id": str(number), "rule": None} for number in range(9)]
    with pytest.raises(SchemaError, match=r"in \['0', '1', '2', '3', '4'\];"):
        schema.frame("timexes", rows)


def test_a_complaint_may_stand_twice():
    assert len(schema.frame("excluded", [{"path": "a", "kind": "remark", "reason": "r"}] * 2)) == 2


def test_checking_returns_the_very_frame():
    frame = schema.frame("timexes", [TIMEX])
    assert schema.check("timexes", frame) is frame


@given(st.lists(st.text(max_size=4), max_size=5), st.randoms(use_true_random=False))
def test_an_id_from_evidence_depends_on_it_and_not_on_its_order(parts, shuffler):
    shuffled = list(parts)
    shuffler.shuffle(shuffled)
    assert schema.evidence_id("e", parts) == schema.evidence_id("e", shuffled)
    assert schema.evidence_id("e", parts) != schema.evidence_id("e", [*parts, "another"])
    assert schema.evidence_id("e", parts)[0] == "e"


def test_ids_of_two_places_differ():
    places = [("a", "s", 0, 12), ("a", "s", 1, 2), ("a", "c", 0, 12), ("b", "s", 0, 12), ("a", "s", 0, 12, 3)]
    assert len({schema.span_id(*place) for place in places}) == len(places)
