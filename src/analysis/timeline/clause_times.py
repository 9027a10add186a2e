"""The time of a clause: the expression that is its own, and what that says of when it happened."""

import re

from analysis.dates import interval, is_edtf, without_clock
from analysis.frames import Index
from analysis.schema import Row

# "Since August", "days before a 12 May deadline": a bound, and no date.
BOUND = re.compile(
    r"\b(since|after|from|between|by|until|till|before|ahead\sof)\s+"
    r"(?:(?:at\s+least|late|early|about|on|an?|the|its|their|his|her)\s+)*\Z",
    re.IGNORECASE,
)
# "On Monday and Tuesday", "between May and June": the time goes on to that of the next expression.
RANGING = ("", "between", "from")
TO = re.compile(r"\s*(?:and|to|through|until|till|[–—-])\s*(?:at\s+)?", re.IGNORECASE)
# Between a time and the "when" that goes on: a comma and a blank.
LONGEST_SEAM = 2
WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")


def time_of(row: Row, index: Index) -> Row | None:
    """The time of a clause: no dateline, no length of time; one that is no date where the clause has no other."""
    if row["timex_id"] is not None:
        own = index.timexes[row["timex_id"]]
        return own if _is_time(own) else None
    before = _time_before_when(row, index)
    if before is not None:
        return before
    undated = [t for t in index.by_sentence("timexes")[row["sentence_id"]] if t["edtf"] is None and _is_time(t)]
    return next((t for t in undated if is_smallest_around(row, t, index)), None)


def _time_before_when(row: Row, index: Index) -> Row | None:
    """The time that a clause with "when" says what happened at: "by March 2017, when the inquiry began"."""
    if row["joining"] != "when" or row["attachment"] != "relative" or row["governor_id"] is None:
        return None
    governor = index.predications[row["governor_id"]]
    if governor["timex_id"] is None:
        return None
    timex = index.timexes[governor["timex_id"]]
    is_beside = 0 <= row["char_start"] - timex["char_end"] <= LONGEST_SEAM
    return timex if is_beside and _is_time(timex) else None


def weekday_of(timex: Row) -> str | None:
    found = WEEKDAY.match(str(timex["value"])) if timex["edtf"] is None else None
    return found[1] if found else None


def _is_time(timex: Row) -> bool:
    is_named = timex["type"] in ("DATE", "TIME") and not str(timex["value"]).endswith("_REF")
    return is_named and timex["rule"] != "dateline"


def event_time(timex: Row, row: Row, index: Index, published: str | None) -> str | None:
    """The date that an expression gives an event: "since August" and "by noon" only bound it."""
    edtf = timex["edtf"]
    if edtf is None:
        return None
    if timex["char_end"] <= row["char_start"]:
        return str(edtf)
    text = index.articles[timex["article_id"]]["text"]
    bound = BOUND.search(text, index.sentences[timex["sentence_id"]]["char_start"], timex["char_start"])
    word = "" if bound is None else bound[1].lower()
    if word in RANGING and (until := _end_of_range(timex, text, index)) is not None:
        return until
    if word in ("", "between") or "/" in edtf:
        return str(edtf)
    if word not in ("since", "after", "from"):
        return f"../{edtf}"
    since = f"{edtf}/{without_clock(published)}" if published is not None else f"{edtf}/.."
    return since if is_edtf(since) else f"{edtf}/.."


def _end_of_range(timex: Row, text: str, index: Index) -> str | None:
    """The interval of two expressions: "between 2009 and 2016", "3–5 May"; None where no second one follows."""
    for other in index.by_sentence("timexes")[timex["sentence_id"]]:
        if other["edtf"] is not None and TO.fullmatch(
            text, timex["char_end"], max(timex["char_end"], other["char_start"])
        ):
            whole = f"{timex['edtf']}/{other['edtf']}"
            return whole if is_edtf(whole) and interval(whole).earliest is not None else None
    return None


def lies_ahead(edtf: str | None, published: str | None) -> bool:
    """Whether a date lies behind the day of publication."""
    if edtf is None or published is None:
        return False
    earliest, today = interval(edtf).earliest, interval(published).latest
    return earliest is not None and today is not None and bool(earliest >= today)


def is_smallest_around(row: Row, span: Row, index: Index) -> bool:
    around = [
        (c["char_end"] - c["char_start"], c["predication_id"])
        for c in index.by_sentence("predications")[row["sentence_id"]]
        if is_in(span, c)
    ]
    return bool(around) and min(around)[1] == row["predication_id"]


def is_in(span: Row, around: Row) -> bool:
    return bool(around["char_start"] <= span["char_start"] and span["char_end"] <= around["char_end"])
