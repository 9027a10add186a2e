"""Frames → mentions of events, put together by event."""

from collections.abc import Sequence

from analysis.corpus import Frames
from analysis.schema import records
from analysis.timeline.clauses import clause_mention
from analysis.timeline.dating import with_year, with_years
from analysis.timeline.mentions import Corpus, Mention, word_list
from analysis.timeline.merging import merged
from analysis.timeline.nouns import noun_mentions
from analysis.timeline.order import with_order


def mention_groups(frames: Frames, corpus: Corpus) -> list[list[Mention]]:
    """The mentions of each event; where that tells the year of an article, put together anew with it."""
    mentions = _mentions(frames, corpus)
    groups = merged(mentions)
    years = with_years(groups, corpus.published)
    return merged(with_year(m, years) for m in mentions) if years else groups


def _mentions(frames: Frames, corpus: Corpus) -> list[Mention]:
    """Return every mention of an event in the frames, in order of article and offset.

    An event is a clause that tells of something that happens, of a person, body or thing, or a noun of the word list
    with a date beside it. States, sayings and what is only demanded or asked are none.
    """
    clauses = [m for row in records(frames.predications) if (m := clause_mention(row, corpus)) is not None]
    # "was expected to return on Monday" is one event, the return.
    own = {m.timex_id for m in clauses if m.key not in word_list().planning}
    clauses = [m for m in clauses if m.key not in word_list().planning or m.timex_id not in own]
    nouns = list(noun_mentions(corpus, clauses))
    taken = {m.timex_id for m in nouns}
    found = nouns + [m._replace(edtf=None, timex_id=None) if m.timex_id in taken else m for m in clauses]
    return with_order(sorted(found, key=lambda m: (m.article_id, m.sentence_id, m.char_start, m.char_end)), corpus)


def is_told_enough(group: Sequence[Mention]) -> bool:
    """Whether a group is worth a row: it has a time or a day of telling, two passages tell of it, or two take part."""
    is_timed = any(m.timex_id is not None or m.edtf is not None or (m.is_said_on and m.participants) for m in group)
    return is_timed or len(group) > 1 or len({p for m in group for p in m.participants}) > 1
