"""Dates as far as they are known: TIMEX3 values, EDTF strings, and half-open intervals [earliest, latest).

A date that a text leaves open stays open: "June 7" without a year is XXXX-06-07, never the seventh of June of some
year. Nothing here reads a clock. Read are dates, intervals with open ends ("../2025-06"), and "one of" lists.
"""

from analysis.dates.edtf import DateError, EdtfDate
from analysis.dates.intervals import (
    Interval,
    Order,
    can_be_same,
    compare,
    edtf_problem,
    ends_of,
    fields_of,
    first_fields_of,
    interval,
    interval_in_any_year,
    is_edtf,
    without_clock,
)
from analysis.dates.timex3 import edtf_of_timex, shifted

__all__ = [
    "DateError",
    "EdtfDate",
    "Interval",
    "Order",
    "can_be_same",
    "compare",
    "edtf_of_timex",
    "edtf_problem",
    "ends_of",
    "fields_of",
    "first_fields_of",
    "interval",
    "interval_in_any_year",
    "is_edtf",
    "shifted",
    "without_clock",
]
