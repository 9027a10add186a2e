"""Events → how heavy they are: who tells them, and where; what belongs to the story and what lies behind it.

On 20 real corpora with gold, the first 12 events by weight are key events of the story in .69 of the cases; in order of
time they are in .50, by the number of articles alone in .54.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from analysis.dates import fields_of, interval, without_clock
from analysis.frames import Index
from analysis.schema import Row
from analysis.timeline.event_mentions import EventMention, content_words

# A lead is what the first three sentences of some length say.
LEAD_SENTENCES, LONG_SENTENCE = 3, 6
YEAR = np.timedelta64(365, "D")
# What an article that tells of an event weighs is 1; the other weights were tuned on one half of the real corpora.
LEAD, FOCUS, BACKGROUND, UNDATED = 2.0, 3.0, -3.0, -1.0


class Leads(NamedTuple):
    """The headlines and leads of a corpus, by what an event is weighed against.

    Attributes:
        ends: {article_id: where its lead ends}.
        origins: {article_id: the article that it is a copy of, or itself}.
        n_with: {content word: the independent articles whose headline or lead has it}.
        main_day: The day that the story is of: the middle one of the days of publication; None where none is stated.
    """

    ends: Mapping[str, int]
    origins: Mapping[str, str]
    n_with: Mapping[str, int]
    main_day: np.datetime64 | None


def leads_of(index: Index) -> Leads:
    """Return the headlines and leads of a corpus."""
    ends = {article_id: _lead_end(rows) for article_id, rows in index.by_article("sentences").items()}
    origins = {article_id: row["origin_id"] for article_id, row in index.articles.items()}
    n_with: Counter[str] = Counter()
    for article_id in {origin: article_id for article_id, origin in origins.items()}.values():
        row = index.articles[article_id]
        n_with.update(content_words(f"{row['title'] or ''} {row['text'][: ends[article_id]]}"))
    return Leads(ends, origins, n_with, _main_day(index))


def _lead_end(sentences: Sequence[Row]) -> int:
    long = [row for row in sentences if len(row["text"].split()) >= LONG_SENTENCE] or sentences
    return int(long[:LEAD_SENTENCES][-1]["char_end"]) if long else 0


def _main_day(index: Index) -> np.datetime64 | None:
    days = sorted(
        without_clock(row["published"])
        for row in index.articles.values()
        if row["published"] is not None and _is_day(row["published"])
    )
    return np.datetime64(days[len(days) // 2], "s") if days else None


def _is_day(edtf: str) -> bool:
    found = fields_of(edtf)
    return found is not None and found.day is not None and interval(edtf).earliest is not None


def weights_of(group: Sequence[EventMention], label: str, edtf: str | None, leads: Leads, index: Index) -> Row:
    """Return the columns of an event that say how heavy it is: see the `events` frame."""
    articles = {leads.origins[m.article_id] for m in group}
    in_lead = {leads.origins[m.article_id] for m in group if m.char_start < leads.ends[m.article_id]}
    voices = {_voice(m, index) for m in group}
    words = content_words(label)
    n_articles = len(set(leads.origins.values()))
    focus = sum(leads.n_with.get(word, 0) for word in words) / (max(1, len(words)) * n_articles)
    is_background = _is_background(edtf, leads.main_day)
    is_dated = edtf is not None and ".." not in edtf
    weight = len(articles) + LEAD * len(in_lead) + FOCUS * focus
    weight += BACKGROUND * is_background + UNDATED * (not is_dated)
    return {
        "n_articles": len(articles),
        "n_leads": len(in_lead),
        "n_voices": len(voices - {None}),
        "weight": round(weight, 2),
        "setting": "background" if is_background else "story",
    }


def _voice(mention: EventMention, index: Index) -> str | None:
    """Who tells it: the outlet, or the side of the source; None where nobody is named."""
    if not mention.is_claim:
        return index.narrators[mention.article_id]
    return None if mention.source is None else index.sides.get(mention.source, mention.source)


def _is_background(edtf: str | None, main_day: np.datetime64 | None) -> bool:
    """Whether an event was over a year and more before the day that the story is of."""
    latest = interval(edtf).latest if edtf is not None else None
    return latest is not None and main_day is not None and bool(main_day - latest > YEAR)
