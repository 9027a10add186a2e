"""Contradictions between sources → events that somebody denies, and who does."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from analysis.schema import Row, records
from analysis.timeline.event_mentions import EventMention, content_words

DENYING_KINDS = ("denial", "existence", "opposite")
# "The charge", "any link": a denial of few words names nothing of what it denies.
FEW_WORDS = 2


class Contest(NamedTuple):
    """One side of a contradiction: a passage, the words that stand against it, and whose they are."""

    span: Row
    against: frozenset[str]
    parties: Sequence[str]


def find_contests(disagreements: pd.DataFrame, texts: Mapping[str, str]) -> dict[str, list[Contest]]:
    """Return the passages of each article that somebody denies, either side of every contradiction being one."""
    found: dict[str, list[Contest]] = {}
    for row in records(disagreements):
        if row["relation"] != "contradiction" or row["kind"] not in DENYING_KINDS:
            continue
        for side, other in (("a", "b"), ("b", "a")):
            against = frozenset(
                word for span in row[f"evidence_{other}"] for word in content_words(_words(span, texts))
            )
            for span in row[f"evidence_{side}"]:
                contest = Contest(span, against, row[f"parties_{other}"])
                found.setdefault(span["article_id"], []).append(contest)
    return found


def contests_of(group: Iterable[EventMention], contests: Mapping[str, Sequence[Contest]]) -> list[Contest]:
    """The contradictions of what a group of mentions tells; that somebody denied something, nobody denies."""
    return [c for m in group if not m.is_denying for c in contests.get(m.article_id, ()) if _is_of(m, c)]


def _is_of(mention: EventMention, contest: Contest) -> bool:
    """Whether a denial is of this mention and not of another clause of the same passage.

    A denial that names what it denies shares words with it. One that only points back ("denied this") is of the
    passage as a whole: of the clause that stands at its beginning.
    """
    start, end = contest.span["char_start"], contest.span["char_end"]
    if mention.char_end <= start or end <= mention.char_start:
        return False
    if len(contest.against) > FEW_WORDS:
        return bool(content_words(mention.label) & contest.against)
    return bool(mention.char_start <= start + 1)


def _words(span: Row, texts: Mapping[str, str]) -> str:
    return texts[span["article_id"]][span["char_start"] : span["char_end"]]
