"""Mentions → groups of mentions of one event."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

import numpy as np

from analysis.dates import can_be_same, first_fields_of, interval
from analysis.lexicon import event_words
from analysis.timeline.event_mentions import EventMention

ANY_DAY = frozenset("1234567")


def merged(mentions: Iterable[EventMention]) -> list[list[EventMention]]:
    """Group mentions of one event, those with a date first.

    Two mentions are of one event where their predicates are near-synonyms, they share participants or words enough, and
    their dates and places can be the same. Mentions that agree in all but a date that cannot be the same, in other
    articles or from other sources, are one event with rival dates. A mention without a date joins the group it shares
    most with.

    Returns:
        The groups, each in order of article and offset. A mention of an event that is denied stands with those that
        tell of it.
    """
    ordered = sorted(mentions, key=lambda m: (m.edtf is None, m.is_negative, m.article_id, m.char_start, m.char_end))
    groups: list[list[EventMention]] = []
    # Mentions of a group that differ in what is compared: copies of a wire story are compared once.
    distinct: list[dict[tuple[Any, ...], EventMention]] = []
    # Groups by what a mention must share with them, so that a large corpus need not be compared pair by pair.
    near: dict[tuple[str, str], set[int]] = {}
    for mention in ordered:
        traits = [(mention.key, trait) for trait in _traits(mention)]
        candidates = {number for trait in traits for number in near.get(trait, ())}
        possible = [n for n in candidates if not _is_told_apart(mention, distinct[n].values())]
        alike = [(likeness, -n) for n in possible if (likeness := _likeness(mention, distinct[n].values())) > 0]
        # "On Tuesday" of an unknown week is not told apart from another Tuesday.
        number = -max(alike)[1] if alike and (mention.weekday is None or len(alike) == 1) else len(groups)
        if number == len(groups):
            groups.append([])
            distinct.append({})
        groups[number].append(mention)
        distinct[number].setdefault((*_traits(mention), mention.edtf, mention.is_planned, mention.source), mention)
        for trait in [
            *traits,
            *((mention.key, day) for day in weekdays(mention.edtf, None) if mention.edtf is not None),
        ]:
            near.setdefault(trait, set()).add(number)
    return [sorted(group, key=lambda m: (m.article_id, m.char_start, m.char_end)) for group in groups]


def _traits(mention: EventMention) -> list[str]:
    """What two mentions of one event share at least one of."""
    days = [_month_and_day(mention.edtf)] if _is_day(mention.edtf) and mention.edtf is not None else []
    weekday = [mention.weekday] if mention.weekday is not None else []
    return [mention.sentence_id, *days, *weekday, *sorted(mention.participants | mention.places | mention.words)]


def _month_and_day(edtf: str) -> str:
    """The month and day of a date, or of the one an interval begins with, as far as it has them."""
    first = first_fields_of(edtf)
    return "" if first is None else "-".join(part for part in (first.month, first.day) if part is not None)


def _is_told_apart(mention: EventMention, group: Iterable[EventMention]) -> bool:
    """Whether one voice tells of the group at a time that cannot be the mention's: it speaks of two events.

    On 20 real corpora this parts one article's two raids; no figure changes.
    """
    if mention.edtf is None:
        return False
    return any(
        other.article_id == mention.article_id
        and other.source == mention.source
        and not can_be_same(mention.edtf, other.edtf)
        for other in group
    )


def _likeness(mention: EventMention, group: Iterable[EventMention]) -> int:
    """How much a mention shares with a group; 0 where it tells of another event."""
    return max(_shared(mention, other) for other in group)


def _shared(a: EventMention, b: EventMention) -> int:
    people = len(a.participants & b.participants) + len(a.places & b.places)
    words = len(a.words & b.words)
    if a.edtf is None and b.edtf is None and (a.is_planned != b.is_planned or not (people or words)):
        return 0
    if a.places and b.places and not a.places & b.places:
        return 0
    if _are_roles_turned(a, b) or _are_roles_turned(b, a) or _have_rival_doers(a, b):
        return 0
    if not can_be_same(a.edtf, b.edtf):
        return 1 if _is_rival(a, b, words, people) else 0
    days = weekdays(a.edtf, a.weekday), weekdays(b.edtf, b.weekday)
    if (a.weekday or b.weekday) and days[0].isdisjoint(days[1]):
        return 0
    is_same_day = (_is_day(a.edtf) and _is_day(b.edtf)) or max(map(len, days)) < len(ANY_DAY)
    is_named = is_same_day and a.article_id != b.article_id and (_is_bare(a) or _is_bare(b))
    enough = is_named or words + people >= (1 if is_same_day or _is_denial_of(a, b) else 2)
    return 2 * people + words + 2 * is_same_day if enough else 0


def _are_roles_turned(a: EventMention, b: EventMention) -> bool:
    """Whether the one who does it in one is in the other whom it is done to: "X fired on Y", "Y fired on X"."""
    return not a.agents & b.agents and bool(a.agents & (b.participants - b.agents)) and bool(b.agents)


def _have_rival_doers(a: EventMention, b: EventMention) -> bool:
    """Whether two sources name different doers: one's account is never put under the other's doer."""
    are_two_accounts = a.is_claim and b.is_claim and a.source != b.source and a.is_negative == b.is_negative
    return are_two_accounts and bool(a.agents) and bool(b.agents) and a.agents.isdisjoint(b.agents)


def _is_day(edtf: str | None) -> bool:
    """Whether a date is more than a bound."""
    return edtf is not None and ".." not in edtf


@lru_cache(maxsize=16384)
def weekdays(edtf: str | None, weekday: str | None) -> frozenset[str]:
    """The weekdays (1-7) that a mention may mean: that which it says, that of its date, or any.

    >>> sorted(weekdays("2025-03-11", None)), sorted(weekdays("2025-03", None))
    (['2'], ['1', '2', '3', '4', '5', '6', '7'])
    """
    if weekday is not None:
        return frozenset(weekday)
    earliest, latest = interval(edtf) if _is_day(edtf) and edtf is not None else (None, None)
    if earliest is None or latest is None or latest - earliest > np.timedelta64(2, "D"):
        return ANY_DAY
    days = np.arange(earliest.astype("datetime64[D]"), (latest - np.timedelta64(1, "s")).astype("datetime64[D]") + 1)
    return frozenset(str(day.isoweekday()) for day in days.tolist())


def _is_denial_of(a: EventMention, b: EventMention) -> bool:
    """Whether one says of what the other tells that it was not: it names the place, or no more than the other does."""
    if a.is_negative == b.is_negative or not _is_other_voice(a, b):
        return False
    denial, telling = (a, b) if a.is_negative else (b, a)
    return bool(a.places & b.places) or not telling.words or (bool(denial.words) and denial.words <= telling.words)


def _is_other_voice(a: EventMention, b: EventMention) -> bool:
    return a.article_id != b.article_id or (a.is_claim and a.source != b.source)


def _is_rival(a: EventMention, b: EventMention, words: int, people: int) -> bool:
    """Whether two tell of one event at times that cannot be the same.

    On one day, few things happen twice. On different days what recurs must be told apart: there, more must be shared.
    """
    if not (a.edtf and b.edtf and _is_other_voice(a, b) and a.is_negative == b.is_negative):
        return False
    if a.is_planned != b.is_planned:
        return False
    if a.sentence_id == b.sentence_id and (_is_bare(a) or _is_bare(b)):
        return True
    is_alike = 2 * words > min(len(a.words), len(b.words)) and words + people > 1
    return is_alike and (words > 1 or _days_apart(a.edtf, b.edtf) <= 1)


def _days_apart(first: str, second: str) -> float:
    a, b = interval(first), interval(second)
    if a.earliest is None or b.earliest is None:
        return float("inf")
    return float(abs((a.earliest - b.earliest).astype("timedelta64[D]").astype(int)))


def _is_bare(mention: EventMention) -> bool:
    """Whether a mention is no more than the noun of its event: "the test", after what was tested is said."""
    return not mention.participants and mention.words <= _noun_words()


@cache
def _noun_words() -> frozenset[str]:
    return frozenset(noun.rstrip("s") for noun in event_words().nouns)
