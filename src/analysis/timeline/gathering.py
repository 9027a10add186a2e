"""Frames → mentions of events, put together by event."""

from collections.abc import Sequence

from analysis.frames import Index
from analysis.lexicon import event_words
from analysis.timeline.dating import with_year, with_years
from analysis.timeline.event_clauses import clause_mention
from analysis.timeline.event_mentions import EventMention
from analysis.timeline.event_nouns import dated_nouns
from analysis.timeline.merging import merged
from analysis.timeline.order import order_of, with_order


def mention_groups(index: Index) -> list[list[EventMention]]:
    """The mentions of each event; where that tells the year of an article, put together anew with it."""
    mentions = _mentions(index)
    groups = merged(mentions)
    years = with_years(groups, {article_id: row["published"] for article_id, row in index.articles.items()})
    return merged(with_year(m, years) for m in mentions) if years else groups


def _mentions(index: Index) -> list[EventMention]:
    """Return every mention of an event in the frames, in order of article and offset.

    An event is a clause that tells of something that happens, of a person, body or thing, or a noun of the word list
    with a date beside it. States, sayings and what is only demanded or asked are none.
    """
    clauses = [m for row in index.predications.values() if (m := clause_mention(row, index)) is not None]
    # "Was expected to return on Monday" is one event, the return; "began to fall at noon" is one, too.
    own = {m.timex_id for m in clauses if m.key not in event_words().planning}
    clauses = [m for m in clauses if m.key not in event_words().planning or m.timex_id not in own]
    clauses = _with_own_times(clauses, index)
    nouns = list(dated_nouns(index, clauses))
    taken = {m.timex_id for m in nouns}
    found = nouns + [_without_time(m) if m.timex_id in taken else m for m in clauses]
    return with_order(sorted(found, key=lambda m: (m.article_id, m.sentence_id, m.char_start, m.char_end)))


def _without_time(mention: EventMention) -> EventMention:
    """A mention whose date is another's; that alone had put ahead what its verb tells as past."""
    return mention._replace(edtf=None, timex_id=None, is_planned=mention.is_planned and not mention.is_past)


def is_told_enough(group: Sequence[EventMention]) -> bool:
    """Whether a group is worth a row: it has a time or a day of telling, two passages tell of it, or two take part."""
    is_timed = any(m.timex_id is not None or m.edtf is not None or (m.is_said_on and m.participants) for m in group)
    return is_timed or len(group) > 1 or len({p for m in group for p in m.participants}) > 1


def _with_own_times(clauses: Sequence[EventMention], index: Index) -> list[EventMention]:
    """Give each time to one clause: of two, one in the other, to the longer, or to that after "after", "as", "when"."""
    times: dict[str, list[EventMention]] = {}
    for m in clauses:
        if m.timex_id is not None:
            times.setdefault(m.timex_id, []).append(m)
    found = []
    for m in clauses:
        rivals = [other for other in times.get(m.timex_id or "", ()) if other != m]
        # "By March, when the inquiry began, he had left": each has the time in its own way.
        rivals = [other for other in rivals if _has_inside(other, index) and _has_inside(m, index)]
        inner = [other for other in rivals if _holds(m, other) and order_of(other)]
        if any(_holds(other, m) for other in rivals) and not order_of(m):
            continue
        found.append(_without_time(m) if inner else m)
    return found


def _has_inside(mention: EventMention, index: Index) -> bool:
    """Whether the expression of its time stands in a mention."""
    return bool(mention.timex_id and mention.char_start <= index.timexes[mention.timex_id]["char_start"])


def _holds(outer: EventMention, inner: EventMention) -> bool:
    return outer.char_start <= inner.char_start and inner.char_end <= outer.char_end
