"""Dates as far as they are known."""

import datetime as dt

import dateutil.parser
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.dates import (
    DateError,
    can_be_same,
    compare,
    edtf_of_timex,
    edtf_problem,
    interval,
    is_edtf,
    shifted,
)

days = st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(2999, 12, 31)).map(str)
known = st.one_of(
    days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]), days.map(lambda day: f"{day[:3]}X")
)
partial = st.one_of(known, days.map(lambda day: f"XXXX{day[4:]}"), days.map(lambda day: f"../{day}"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2025-06-07", id="day"),
        pytest.param("2025-06", id="month"),
        pytest.param("2025", id="year"),
        pytest.param("199X", id="decade"),
        pytest.param("XXXX-06-07", id="day-of-no-known-year"),
        pytest.param("2025-06-XX", id="unknown-day"),
        pytest.param("2025~", id="approximate"),
        pytest.param("2025-06?", id="doubted"),
        pytest.param("2025-06-07%", id="both"),
        pytest.param("2024-22", id="summer"),
        pytest.param("2025-06-02/2025-06-07", id="interval"),
        pytest.param("../2025-06-07", id="open-before"),
        pytest.param("2025-06-07/..", id="open-after"),
        pytest.param("[2025-06-02,2025-06-07]", id="one-of"),
        pytest.param("2025-06-07T01:55:00", id="time"),
        pytest.param("2025-06-07T01:55:00Z", id="time-with-zone"),
        pytest.param("-0489", id="before-the-common-era"),
        pytest.param("2024-02-29", id="leap-day"),
    ],
)
def test_a_date_as_far_as_it_is_known_is_a_date(text):
    assert edtf_problem(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("", "is no date", id="empty"),
        pytest.param("June 7", "is no date", id="words"),
        pytest.param("07/06/2025", "is no date", id="slashes"),
        pytest.param("2025-6-7", "is no date", id="one-digit"),
        pytest.param("2025-13", "has no month 13", id="month-13"),
        pytest.param("2025-02-29", "has no day 29", id="no-leap-day"),
        pytest.param("2025-22-01", "day in a part of the year", id="day-of-a-summer"),
        pytest.param("2025-06T10:00:00", "time without a day", id="time-of-a-month"),
        pytest.param("2025-06-07T25:00:00", "has no time 25:00:00", id="hour-25"),
        pytest.param("../..", "open at both ends", id="open-at-both-ends"),
        pytest.param("2025-06-07/2025-06-02", "ends before it begins", id="backwards"),
        pytest.param("[2025-06-07,May]", "'May' is no date", id="a-member-is-none"),
    ],
)
def test_what_is_no_date_says_why(text, reason):
    assert not is_edtf(text)
    assert reason in str(edtf_problem(text))
    with pytest.raises(DateError):
        interval(text)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        pytest.param("2025-06-07", "2025-06-07", "2025-06-08", id="day"),
        pytest.param("2025-12", "2025-12-01", "2026-01-01", id="last-month-of-a-year"),
        pytest.param("199X", "1990-01-01", "2000-01-01", id="decade"),
        pytest.param("2024-24", "2024-12-01", "2025-03-01", id="a-winter-belongs-to-the-year-it-begins-in"),
        pytest.param("2025-06-1X", "2025-06-10", "2025-06-20", id="unknown-digit-of-the-day"),
        pytest.param("2025-06-02/2025-06-07", "2025-06-02", "2025-06-08", id="the-last-day-is-inside"),
        pytest.param("../2025-06-07", None, "2025-06-08", id="open-before"),
        pytest.param("XXXX-06-07", None, None, id="an-unknown-year-leaves-all-open"),
        pytest.param("2025-06-07~", "2025-06-06", "2025-06-09", id="about-a-day"),
        pytest.param("2025-06-07?", "2025-06-07", "2025-06-08", id="doubt-moves-nothing"),
        pytest.param("[2025-06-02,2025-06-07]", "2025-06-02", "2025-06-08", id="one-of-gives-the-hull"),
        pytest.param("2025-06-07T01:55:00", "2025-06-07T01:55", "2025-06-07T01:56", id="a-clock-time-lasts-its-minute"),
        pytest.param("-0489", "-0489-01-01", "-0488-01-01", id="before-the-common-era"),
    ],
)
def test_an_interval_is_what_the_date_leaves_possible(text, earliest, latest):
    ends = tuple(None if end is None else np.datetime64(end, "s") for end in (earliest, latest))
    assert interval(text) == ends


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        pytest.param("2025-06-06", "2025-06-07", "before", id="day-before"),
        pytest.param("2025-07", "2025-06-30", "after", id="the-next-month"),
        pytest.param("2025-06", "2025-06-07", "overlaps", id="a-month-holds-its-day"),
        pytest.param("../2025-06-07", "2025-06-07", "overlaps", id="an-upper-bound-includes-its-day"),
        pytest.param("../2025-06-07", "2025-06-08", "before", id="past-the-upper-bound"),
        pytest.param("XXXX-06-07", "2025-06-09", "incompatible", id="other-days-of-an-unknown-year"),
        pytest.param("XXXX-06-07", "XXXX-06-09", "incompatible", id="order-unknown-but-never-the-same"),
        pytest.param("XXXX-06-07", "2025-06", "unknown", id="may-be-in-that-month"),
        pytest.param("XXXX-06", "2025-07-01", "incompatible", id="other-months"),
        pytest.param("199X", "2001", "before", id="decade"),
        pytest.param("2025-06-07~", "2025-06-08", "overlaps", id="about-can-be-the-next-day"),
        pytest.param("[2025-06-02,2025-06-07]", "2025-06-04", "incompatible", id="between-the-members"),
        pytest.param("XXXX-09-17T04:10:00", "XXXX-09-17T04:25:00", "incompatible", id="other-minutes"),
    ],
)
def test_two_dates_compare_only_as_far_as_they_are_known(first, second, order):
    assert compare(first, second) == order


@pytest.mark.parametrize(
    ("value", "mod", "edtf"),
    [
        pytest.param("2025-06-07", None, "2025-06-07", id="day"),
        pytest.param("199", None, "199X", id="decade"),
        pytest.param("18", None, "18XX", id="century"),
        pytest.param("BC0481-SU", None, "-0480-06/-0480-08", id="a-season-before-the-year-nought"),
        pytest.param("BC0490-08", None, "-0489-08", id="there-is-no-year-nought-before-one"),
        pytest.param("2024-W46", None, "2024-11-11/2024-11-17", id="week"),
        pytest.param("2024-W45-WE", None, "2024-11-09/2024-11-10", id="weekend"),
        pytest.param("2023-Q4", None, "2023-10/2023-12", id="quarter"),
        pytest.param("2009-WI", None, "2009-12/2010-02", id="winter"),
        pytest.param("2024-11-12TNI", None, "2024-11-12/2024-11-13", id="a-night-has-two-days"),
        pytest.param("2024-11-12TMO", None, "2024-11-12", id="morning"),
        pytest.param("2024-11-12T24:00", None, "2024-11-13T00:00:00", id="midnight-at-the-end"),
        pytest.param("XXXX-09-17T04:10", None, "XXXX-09-17T04:10:00", id="unknown-year"),
        pytest.param("2014", "AFTER", "2014/..", id="after"),
        pytest.param("2014", "APPROX", "2014~", id="about"),
        pytest.param("2014", "START", "2014", id="early-stays-the-year"),
        pytest.param("XXXX-WXX-2", None, None, id="weekday-of-no-known-week"),
        pytest.param("XXXX-XX", None, None, id="nothing-known"),
        pytest.param("P3D", None, None, id="duration"),
        pytest.param("PRESENT_REF", None, None, id="now"),
        pytest.param("2025-W99", None, None, id="no-such-week"),
        pytest.param("1995-02-29", None, None, id="no-such-day"),
        pytest.param(None, None, None, id="none"),
    ],
)
def test_a_timex_value_becomes_a_date_only_where_it_is_one(value, mod, edtf):
    assert edtf_of_timex(value, mod) == edtf


@given(st.dates(dt.date(1700, 1, 1), dt.date(2250, 12, 31)), st.sampled_from("DMY"))
def test_days_months_and_years_last_as_long_as_pandas_says(day, unit):
    period = pd.Period(day, unit)
    assert interval(str(period)) == (period.start_time.to_numpy(), (period + 1).start_time.to_numpy())


@given(st.integers(1700, 2250), st.integers(1, 4))
def test_a_quarter_lasts_as_long_as_pandas_says(year, number):
    period = pd.Period(year=year, quarter=number, freq="Q")
    expected = (period.start_time.to_numpy(), (period + 1).start_time.to_numpy())
    assert interval(f"{year}-{32 + number}") == expected
    assert interval(edtf_of_timex(f"{year}-Q{number}")) == expected


@given(st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31)))
def test_a_week_and_its_days_are_those_of_the_library(day):
    year, week, number = day.isocalendar()
    monday, sunday = (day + dt.timedelta(days=step - number) for step in (1, 7))
    assert edtf_of_timex(f"{year}-W{week:02}") == f"{monday}/{sunday}"
    assert edtf_of_timex(f"{year}-W{week:02}-{number}") == str(day)


@given(st.integers(1, 9999), st.integers(0, 14), st.integers(0, 33))
def test_a_full_date_is_one_where_the_calendar_has_it(year, month, day):
    text = f"{year:04}-{month:02}-{day:02}"
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        assert not is_edtf(text)
    else:
        assert is_edtf(text)


@given(days, st.times(), st.sampled_from(["", "Z", "+02:00", "-05"]))
def test_a_clock_time_begins_where_the_library_says(day, time, zone):
    text = f"{day}T{time:%H:%M}:00{zone}"
    assert interval(text).earliest == np.datetime64(dateutil.parser.isoparse(text).replace(tzinfo=None), "s")


@given(known)
def test_a_known_interval_is_not_empty(text):
    earliest, latest = interval(text)
    assert earliest < latest


@given(partial, partial)
def test_comparison_turned_round_gives_the_opposite(first, second):
    opposite = {"before": "after", "after": "before"}
    order = compare(first, second)
    assert compare(second, first) == opposite.get(order, order)


@given(partial)
def test_a_date_can_be_the_same_as_itself_and_as_a_missing_one(text):
    assert can_be_same(text, text)
    assert can_be_same(text, None)


@given(days, st.integers(-400, 400))
def test_a_day_moved_and_moved_back_is_the_same_day(day, number):
    assert shifted(shifted(day, number), -number) == day


@given(st.text(alphabet="0123456789X-/.~?%T:[],", max_size=24))
def test_any_text_is_judged_without_an_accident(text):
    assert is_edtf(text) == (edtf_problem(text) is None)
