"""Time expressions and what they mean in an article."""

import subprocess
import sys

import dateutil.easter
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from analysis.dates import is_edtf
from analysis.passages import ParsedArticle, split_passages
from analysis.timexes import find_timexes, holidays
from analysis.timexes.grammar import grammar
from analysis.timexes.tense import is_day_of_saying, tense_at

WEDNESDAY = "2025-03-12"


@pytest.fixture(scope="module")
def blank():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


@pytest.fixture
def timexes(blank):
    """The time expressions of a text that no parser has seen: words alone decide."""

    def found(text, published=WEDNESDAY, year=None):
        passages = tuple(split_passages(text))
        docs = tuple(blank(passage.for_parser) for passage in passages)
        return find_timexes(ParsedArticle("a1", text, published, year, passages, docs))

    return found


def values(rows):
    return [(row["text"], row["value"]) for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It was signed on 3 May 2021.", ("3 May 2021", "2021-05-03"), id="day-month-year"),
        pytest.param("It was signed on May 3rd, 2021.", ("May 3rd, 2021", "2021-05-03"), id="month-day-year"),
        pytest.param("It was signed on the 3rd of May 2021.", ("the 3rd of May 2021", "2021-05-03"), id="ordinal"),
        pytest.param("It was signed on 2021-05-03.", ("2021-05-03", "2021-05-03"), id="iso"),
        pytest.param("It was signed on 2021/05/03.", ("2021/05/03", "2021-05-03"), id="iso-with-slashes"),
        pytest.param("It was signed on 23/5/2021.", ("23/5/2021", "2021-05-23"), id="day-first"),
        pytest.param("It was signed on 5/23/2021.", ("5/23/2021", "2021-05-23"), id="month-first"),
        pytest.param("It was signed on 3/5/2021.", ("3/5/2021", "2021-XX-XX"), id="day-or-month-first"),
        pytest.param("It was signed on 5/5/2021.", ("5/5/2021", "2021-05-05"), id="day-and-month-alike"),
        pytest.param("It was signed on 03.05.2021.", ("03.05.2021", "2021-05-03"), id="dots"),
        pytest.param("It was signed in Sept. 2021.", ("Sept. 2021", "2021-09"), id="short-month"),
        pytest.param("Prices have risen since 2014.", ("2014", "2014"), id="since-a-year"),
        pytest.param("In the early 1990s it closed.", ("the early 1990s", "199"), id="decade"),
        pytest.param("In the '80s it closed.", ("the '80s", "198"), id="short-decade"),
        pytest.param("They met in June '98.", ("June '98", "1998-06"), id="short-year"),
        pytest.param("It was a ruin by the 4th century BC.", ("the 4th century BC", "BC03"), id="century-before"),
        pytest.param("He met them in nineteen ninety-six.", ("nineteen ninety-six", "1996"), id="year-in-words"),
        pytest.param("It dates from the 18th century.", ("the 18th century", "17"), id="century"),
        pytest.param("The city fell in 480 BC.", ("480 BC", "BC0480"), id="before-the-common-era"),
        pytest.param(
            "In the third quarter of 2024 sales fell.", ("the third quarter of 2024", "2024-Q3"), id="quarter"
        ),
        pytest.param("In the winter of 2009 it froze.", ("the winter of 2009", "2009-WI"), id="season"),
        pytest.param("The Monday talks failed.", ("Monday", "2025-03-10"), id="weekday"),
        pytest.param("He spoke late on Monday night.", ("Monday night", "2025-03-10TNI"), id="part-of-a-weekday"),
        pytest.param("He spoke on Wednesday.", ("Wednesday", "2025-03-12"), id="the-day-of-the-article"),
        pytest.param("He speaks next Friday.", ("next Friday", "2025-03-14"), id="next-weekday"),
        pytest.param("He left yesterday.", ("yesterday", "2025-03-11"), id="yesterday"),
        pytest.param("He left this morning.", ("this morning", "2025-03-12TMO"), id="this-morning"),
        pytest.param("He left last month.", ("last month", "2025-02"), id="last-month"),
        pytest.param("He left last week.", ("last week", "2025-W10"), id="last-week"),
        pytest.param("He left last December.", ("last December", "2024-12"), id="last-december"),
        pytest.param("He left in June last year.", ("June last year", "2024-06"), id="month-of-last-year"),
        pytest.param("He left three days ago.", ("three days ago", "2025-03-09"), id="days-ago"),
        pytest.param("He left two years ago.", ("two years ago", "2023"), id="years-ago"),
        pytest.param("A 14-day truce held.", ("14-day", "P14D"), id="hyphened-duration"),
        pytest.param(
            "They talked for two and a half hours.", ("two and a half hours", "PT2H30M"), id="hours-and-a-half"
        ),
        pytest.param("They talked for half an hour.", ("half an hour", "PT30M"), id="half-an-hour"),
        pytest.param("They talked for half a year.", ("half a year", "P6M"), id="half-a-year"),
        pytest.param("It fell half a year later.", ("half a year", "P6M"), id="half-a-year-later-is-no-year-later"),
        pytest.param("It closed in the evening.", ("the evening", "2025-03-12TEV"), id="part-of-a-day"),
        pytest.param("They left before dawn.", ("dawn", "2025-03-12TMO"), id="dawn"),
        pytest.param("By late afternoon it was over.", ("late afternoon", "2025-03-12TAF"), id="late-in-a-part"),
        pytest.param("The curfew began at 1900 hours.", ("1900 hours", "2025-03-12T19:00"), id="clock-in-hours"),
        pytest.param("They talked for several weeks.", ("several weeks", "PXW"), id="vague-number"),
        pytest.param("They meet every six months.", ("every six months", "P6M"), id="set"),
        pytest.param("Some 400 people a month return.", ("a month", "P1M"), id="amount-a-unit"),
        pytest.param("It began at 1:55 a.m. on Tuesday.", ("1:55 a.m. on Tuesday", "2025-03-11T01:55"), id="one-time"),
        pytest.param("It began at 4.10pm on Tuesday.", ("4.10pm on Tuesday", "2025-03-11T16:10"), id="clock-with-dot"),
        pytest.param("It began at 4.10 a.m.", ("4.10 a.m.", "2025-03-12T04:10"), id="clock-with-dots"),
        pytest.param("It began on Tuesday at 18:30.", ("Tuesday at 18:30", "2025-03-11T18:30"), id="day-first"),
        pytest.param("It began at 7pm GMT on 3 May 2021.", ("7pm GMT on 3 May 2021", "2021-05-03T19:00Z"), id="zone"),
        pytest.param("It began on Christmas Eve 2023.", ("Christmas Eve 2023", "2023-12-24"), id="holiday"),
        pytest.param("It began on New Year's Eve.", ("New Year's Eve", "2024-12-31"), id="end-of-the-year"),
        pytest.param("It began last Thanksgiving.", ("last Thanksgiving", "2024-11-28"), id="thanksgiving"),
        pytest.param("It began on Easter Monday 2024.", ("Easter Monday 2024", "2024-04-01"), id="easter-monday"),
        pytest.param("It had failed in the past.", ("the past", "PAST_REF"), id="the-past-is-no-date"),
        pytest.param("They are now under way.", ("now", "PRESENT_REF"), id="now-is-no-date"),
        pytest.param("It was shut over Easter weekend.", ("Easter weekend", "2025-W16-WE"), id="a-holidays-weekend"),
        pytest.param(
            "They left at 7 p.m. local time on January 23.",
            ("7 p.m. local time on January 23", "2025-01-23T19:00"),
            id="local-time",
        ),
    ],
)
def test_an_expression_has_its_timex3_value(timexes, text, expected):
    assert values(timexes(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A 25-year-old man and soldiers under 25.", id="ages"),
        pytest.param("She is 19 years old.", id="years-old"),
        pytest.param("They returned 6,000 for 6,000.", id="numbers"),
        pytest.param("They won 3-1 and then 21-19.", id="scores"),
        pytest.param("It cost 4.10 and weighed 24/7 of that.", id="fractions"),
        pytest.param("The Easter Rising was read on the White Christmas Radio.", id="names-with-a-holiday"),
        pytest.param("They are the most recent of the most recently built.", id="most-recent"),
        pytest.param("It cost $2010 or 2000 euros.", id="sums"),
        pytest.param("Nearly 2000 people marched.", id="people"),
        pytest.param("He may march on, and the second man fell.", id="words-that-look-like-dates"),
        pytest.param("He was on the programme “This Week,” she said.", id="a-title"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_time_is_left_alone(timexes, text):
    assert timexes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("between June 2 and 7", ["XXXX-06-02", "XXXX-06-07"], id="days-of-a-month"),
        pytest.param("from 16 to 20 June 2024", ["2024-06-16", "2024-06-20"], id="the-month-comes-last"),
        pytest.param("in August and September 1914", ["1914-08", "1914-09"], id="the-year-comes-last"),
        pytest.param("The war of 2003–07 ended.", ["2003", "2007"], id="years"),
        pytest.param("The war of 2003-2007 ended.", ["2003", "2007"], id="years-in-full"),
        pytest.param("The winter of 2009-10 was hard.", ["2009-WI"], id="a-winter-has-two-years"),
        pytest.param("Some 1500-2000 people came.", [], id="a-range-of-people"),
        pytest.param("It lasted from 264 to 241 BC.", ["BC0264", "BC0241"], id="years-before-the-common-era"),
    ],
)
def test_the_ends_of_a_range_share_what_is_written_once(timexes, text, expected):
    assert [row["value"] for row in timexes(text, published=None)] == expected


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        pytest.param("It arrived on 7 June.", "XXXX-06-07", "XXXX-06-07", id="day"),
        pytest.param("It arrived on Tuesday.", "XXXX-WXX-2", None, id="weekday"),
        pytest.param("It arrived last week.", "XXXX-WXX", None, id="week"),
        pytest.param("It arrived next month.", "XXXX-XX", None, id="month"),
    ],
)
def test_an_undated_article_leaves_digits_unknown(timexes, text, value, edtf):
    row = timexes(text, published=None)[0]
    assert (row["value"], row["edtf"], row["anchor"]) == (value, edtf, "none")


@pytest.mark.parametrize("name", ["Easter", "Thanksgiving"])
def test_a_movable_holiday_has_no_day_in_an_unknown_year(timexes, name):
    assert timexes(f"It arrived on {name}.", published=None)[0]["value"] == "XXXX-XX-XX"


@given(st.integers(1900, 2099))
def test_easter_falls_where_the_library_says(year):
    assert holidays.easter(year) == dateutil.easter.easter(year)


@given(st.integers(1583, 9999))
def test_thanksgiving_is_the_fourth_thursday_of_its_month(year):
    day = holidays.thanksgiving(year)
    assert (day.month, day.isoweekday(), (day.day - 1) // 7) == (11, 4, 3)


# Other packages are imported before the clock is set and keep the true one; what this package imports is the set one.
WITH_CLOCK_SET = """
import datetime, sys, time
import pandas, spacy

year = int(sys.argv[1])
class Day(datetime.date):
    today = classmethod(lambda cls: cls(year, 6, 15))
class Moment(datetime.datetime):
    now = classmethod(lambda cls, tz=None: cls(year, 6, 15, 12, tzinfo=tz))
    today = utcnow = now
seconds = Moment.now(datetime.timezone.utc).timestamp()
datetime.date, datetime.datetime = Day, Moment
time.time = lambda: seconds
for name in ("localtime", "gmtime"):
    setattr(time, name, lambda given=None, true=getattr(time, name): true(seconds if given is None else given))

import analysis
from analysis.timexes import holidays, written
articles = pandas.DataFrame({"article_id": ["a"], "text": [sys.argv[2]]})
frames = analysis.annotate(articles)
print({written.date.today().year, holidays.date.today().year})
print(frames.timexes.to_json(), frames.predications.to_json(), analysis.build_timeline(frames).to_json())
"""


def test_the_day_of_the_run_changes_nothing():
    text = (
        "They met on Tuesday and left today. The bus arrived on 7 June at noon. It had rained in March and last year. "
        "Two days ago, at Easter, a week earlier, in the '20s and in the third quarter they spoke. They go tomorrow."
    )
    started = {
        year: subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", WITH_CLOCK_SET, year, text], stdout=subprocess.PIPE, text=True
        )
        for year in ("2001", "2040")
    }
    seen = {year: run.communicate()[0].partition("\n") for year, run in started.items()}
    assert {year: clock for year, (clock, _, _) in seen.items()} == {"2001": "{2001}", "2040": "{2040}"}
    assert "XXXX-06-07" in seen["2001"][2]
    assert seen["2001"][2] == seen["2040"][2]


def test_a_given_year_is_the_year_of_dates_without_one(timexes):
    row = timexes("It arrived on 7 June.", published=None, year=2025)[0]
    assert (row["value"], row["anchor"]) == ("2025-06-07", "year")


def test_a_week_of_a_month_is_as_much_as_the_month(timexes):
    assert values(timexes("They left in the last week of July 2024.")) == [("July 2024", "2024-07")]


def test_a_year_named_in_passing_dates_nothing_else(timexes):
    text = "The 2019 treaty was broken. It happened on 11 February."
    assert values(timexes(text, published=None))[1] == ("11 February", "XXXX-02-11")


def test_a_story_that_writes_month_and_year_goes_on_in_that_year(timexes):
    text = "On 27 November 1918 they met. By December they had left. In January they returned."
    assert [row["value"] for row in timexes(text, published=None)] == ["1918-11-27", "1918-12", "1919-01"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("They met on 4 May 2021. Two days later they signed.", "2021-05-06", id="days-later"),
        pytest.param("They met on 4 May 2021. Three weeks later they signed.", "2021-05-25", id="weeks-later"),
        pytest.param("They met on 4 May 2021. A year earlier they had refused.", "2020", id="a-year-earlier"),
        pytest.param("They met on 4 May 2021. The following month they signed.", "2021-06", id="following-month"),
        pytest.param("They met on 4 May 2021. They signed the same day.", "2021-05-04", id="same-day"),
        pytest.param("It rang at 1:50 on 4 May 2021. Twenty minutes later it fell.", "2021-05-04T02:10", id="minutes"),
        pytest.param("It began at 23:40 on 4 May 2021. It ended at 00:35.", "2021-05-05T00:35", id="past-midnight"),
    ],
)
def test_a_relative_date_counts_from_the_date_before_it(timexes, text, value):
    first, second = timexes(text)
    assert second["value"] == value
    assert second["anchor"] == first["timex_id"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("In the third quarter it sold 4, up from 3 a year earlier.", ["2024-Q3", "2023-Q3"], id="quarter"),
        pytest.param(
            "In the third quarter it sold 4; in the nine months ended 30 June it sold 9, up from 8 a year earlier.",
            ["2024-Q3", "P9M", "2024-06-30", "2023"],
            id="nine-months",
        ),
        pytest.param(
            "In the third quarter ended 30 September it sold 4, up from 3 a year earlier.",
            ["2024-Q3", "2024-09-30", "2023-Q3"],
            id="the-end-of-a-quarter-is-an-aside",
        ),
        pytest.param(
            "In 2023 it sold 4. A year earlier it sold 3, and 2 a year earlier.", ["2023", "2022", "2022"], id="twice"
        ),
    ],
)
def test_a_figure_of_a_year_earlier_compares_with_what_was_spoken_of(timexes, text, expected):
    assert [row["value"] for row in timexes(text)] == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("The year ended 31 January was good.", "2025-01-31", id="ended"),
        pytest.param("The year ended 30 June was good.", "2024-06-30", id="ended-the-year-before"),
        pytest.param("The talks will go on until 28 February.", "2026-02-28", id="until"),
    ],
)
def test_a_word_that_names_the_side_outweighs_nearness(timexes, text, value):
    assert timexes(text)[-1]["value"] == value


def test_a_decade_ago_is_about_that_year(timexes):
    row = timexes("It began a decade ago.")[0]
    assert (row["value"], row["edtf"]) == ("2015", "2015~")


def test_less_than_a_week_ago_is_the_time_between(timexes):
    row = timexes("The deal was reached less than a week ago.")[0]
    assert (row["text"], row["mod"], row["edtf"]) == ("a week ago", "LESS_THAN", "2025-03-05/2025-03-12")


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        pytest.param("It took at least 40 days.", "EQUAL_OR_MORE", id="at-least"),
        pytest.param("It took less than an hour.", "LESS_THAN", id="less-than"),
        pytest.param("It took about an hour.", "APPROX", id="about"),
        pytest.param("He spoke late Monday.", "END", id="late"),
        pytest.param("He slept over the weekend.", None, id="over-a-time-is-during-it"),
        pytest.param("In early 2021 he left.", "START", id="early"),
    ],
)
def test_words_around_an_expression_become_its_mod(timexes, text, mod):
    assert timexes(text)[0]["mod"] == mod


@pytest.mark.parametrize(
    ("words", "heads", "tags", "expected"),
    [
        pytest.param("They met Friday", [1, 1, 1], "PRP VBD NNP", "past", id="past"),
        pytest.param("They will meet Friday", [2, 2, 2, 2], "PRP MD VB NNP", "future", id="future"),
        pytest.param("They meet Friday", [1, 1, 1], "PRP VBP NNP", None, id="present-says-nothing"),
        pytest.param("Talks planned Friday", [0, 0, 1], "NNS VBN NNP", "future", id="planned-lies-ahead"),
        pytest.param("They stayed until Friday", [1, 1, 1, 2], "PRP VBD IN NNP", "future", id="until"),
        pytest.param("They failed to meet Friday", [1, 1, 3, 1, 3], "PRP VBD TO VB NNP", "past", id="failed-to"),
        pytest.param("They agreed to meet Friday", [1, 1, 3, 1, 3], "PRP VBD TO VB NNP", "future", id="agreed-to"),
    ],
)
def test_the_verb_above_shows_the_side(blank, words, heads, tags, expected):
    tags = tags.split()
    kinds = {"V": "VERB", "M": "AUX"}
    doc = Doc(
        blank.vocab,
        words=words.split(),
        heads=heads,
        tags=tags,
        pos=[kinds.get(tag[0], "NOUN") for tag in tags],
        lemmas=[{"planned": "plan", "failed": "fail"}.get(word, word) for word in words.split()],
        deps=[
            "aux" if tag in ("MD", "TO") else "ROOT" if head == i else "dep"
            for i, (tag, head) in enumerate(zip(tags, heads, strict=True))
        ],
    )
    assert tense_at(doc, words.index("Friday"), len(words)).tense == expected


@pytest.mark.parametrize(
    ("words", "lemma", "expected"),
    [
        pytest.param("Orlo said Friday", "say", True, id="a-saying"),
        pytest.param("Orlo left Friday", "leave", False, id="a-deed"),
    ],
)
def test_a_day_is_of_a_saying_where_its_verb_says(blank, words, lemma, expected):
    doc = Doc(
        blank.vocab,
        words=words.split(),
        heads=[1, 1, 1],
        deps=["nsubj", "ROOT", "npadvmod"],
        pos=["PROPN", "VERB", "PROPN"],
        lemmas=["Orlo", lemma, "Friday"],
    )
    assert is_day_of_saying(doc, words.index("Friday"), len(words)) is expected


@pytest.mark.parametrize(
    ("words", "heads", "deps", "is_certain"),
    [
        pytest.param("Orlo resigned in May", [1, 1, 1, 2], "nsubj ROOT prep pobj", True, id="the-verbs-own-time"),
        pytest.param(
            "Orlo joined talks in May", [1, 1, 1, 2, 3], "nsubj ROOT dobj prep pobj", False, id="the-talks-time"
        ),
        pytest.param("Orlo left by May", [1, 1, 1, 2], "nsubj ROOT prep pobj", False, id="a-bound"),
    ],
)
def test_a_month_that_a_past_verb_has_as_its_own_is_over(blank, words, heads, deps, is_certain):
    tags = ["VBD" if word in ("resigned", "joined", "left") else "NN" for word in words.split()]
    pos = ["VERB" if tag == "VBD" else "NOUN" for tag in tags]
    doc = Doc(
        blank.vocab, words=words.split(), heads=heads, deps=deps.split(), tags=tags, pos=pos, lemmas=words.split()
    )
    assert tense_at(doc, words.index("May"), len(words)) == ("past", is_certain)


def test_every_row_leads_to_its_words_and_its_date_can_be_read(timexes):
    text = "On 3 May 2021 they met.\r\n\r\n«Two days later», he said, “it was over”, in the winter of 2009-10."
    rows = timexes(text)
    assert rows
    for row in rows:
        assert text[row["char_start"] : row["char_end"]] == row["text"]
        assert row["edtf"] is None or is_edtf(row["edtf"])


PIECES = """
on in of the a late early mid last next this that same two 7 16 31 2021 480 24:00 99:99 3:15 1990 s ' - – . , ( 's a.m.
pm GMT BC May June 3 Tuesday Mondays night morning today tonight overnight noon week month year years decade century
quarter half third second ago later earlier before after since every each per from to and between past ten spring
summer Christmas Eve New now recent fiscal end beginning few several dozen hundred twenty 2021-02-30 2021-05-03
6,000 3.50 $ % old people
""".split()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.sampled_from([None, WEDNESDAY, "2025", "2025-02-30", "XXXX-03-12", "0001-01-01", "9999-12-31"]),
    st.sampled_from([None, 2025]),
)
def test_no_text_does_harm_and_every_row_can_be_read(timexes, text, published, year):
    rows = timexes(text, published, year)
    for row, following in zip(rows, [*rows[1:], None], strict=False):
        assert text[row["char_start"] : row["char_end"]] == row["text"]
        assert row["edtf"] is None or is_edtf(row["edtf"])
        assert following is None or row["char_end"] <= following["char_start"]


def test_a_long_number_is_no_year(timexes):
    assert timexes(f"The number {'7' * 5000} is long.") == []


def test_every_rule_of_the_grammar_has_a_name_of_its_own():
    names = [rule.name for rule in grammar().rules]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "text",
    [
        "Regulation 1812 was dropped.",
        "Flight 1936 turned back.",
        "Call 1950 or 1951.",
        "Some 1700 of them were nurses.",
        "1700 of them were nurses.",
        "The count rose to 1622.",
        "As many as 1850 of them came.",
        "It broke Decision 2217 of the court.",
        "They came between 2100 and 2300.",
    ],
)
def test_a_number_that_counts_or_names_is_no_year(timexes, text):
    assert timexes(text) == []


@pytest.mark.parametrize(
    ("text", "year"),
    [
        pytest.param("In 1998 it was sold.", "1998", id="in"),
        pytest.param("It has stood since at least 1998.", "1998", id="since-at-least"),
        pytest.param("The 1998 treaty was broken.", "1998", id="of-one-thing"),
        pytest.param("Osk (1931-1998) built it.", "1998", id="a-life"),
        pytest.param("It was said as early as 1998.", "1998", id="as-early-as"),
        pytest.param("It fell in 1997 and 1998.", "1998", id="beside-another"),
        pytest.param("1998", "1998", id="a-heading"),
    ],
)
def test_a_year_is_one_where_its_neighbours_say_so(timexes, text, year):
    assert timexes(text)[-1]["value"] == year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It was paid on 19-Nov-12.", [("19-Nov-12", "2012-11-19")], id="short-month-between-dashes"),
        pytest.param(
            "It met on 3 April 2023 and 12–14 May.",
            [("3 April 2023", "2023-04-03"), ("12", "2023-05-12"), ("14 May", "2023-05-14")],
            id="a-range-has-the-year-of-its-sentence",
        ),
        pytest.param(
            "On Tuesday the bell rang at 4.10, then at 5.25.",
            [("Tuesday", "2025-03-11"), ("4.10", "2025-03-11T04:10"), ("5.25", "2025-03-11T05:25")],
            id="a-clock-with-a-dot",
        ),
        pytest.param("The share closed at 4.10, up 2 %.", [], id="a-price"),
        pytest.param(
            "It burnt on 7 May 2024. The day before, it was sold.",
            [("7 May 2024", "2024-05-07"), ("The day before", "2024-05-06")],
            id="the-day-before",
        ),
    ],
)
def test_ranges_clocks_and_days_beside_another(timexes, text, expected):
    assert values(timexes(text)) == expected
