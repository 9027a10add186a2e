"""Mentions → groups of mentions of one event."""

from collections.abc import Iterable
from typing import Any

from analysis.dates import can_be_same
from analysis.timeline.mentions import Mention


def merged(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Group mentions of one event, those with a date first.

    Two mentions are of one event where their predicates are near-synonyms, they share participants or words enough, and
    their dates can be the same. Mentions that agree in all but a date that cannot be the same, in other articles or
    from other sources, are one event with rival dates. A mention without a date joins the group it shares most with.

    Returns:
        The groups, each in order of article and offset. A mention of an event that is denied stands with those that
        tell of it.
    """
    ordered = sorted(mentions, key=lambda m: (m.edtf is None, m.is_negative, m.article_id, m.char_start, m.char_end))
    groups: list[list[Mention]] = []
    # Mentions of a group that differ in what is compared: copies of a wire story are compared once.
    distinct: list[dict[tuple[Any, ...], Mention]] = []
    # Groups by what a mention must share with them, so that a large corpus need not be compared pair by pair.
    near: dict[tuple[str, str], set[int]] = {}
    for mention in ordered:
        traits = [(mention.key, trait) for trait in (*mention.participants, *mention.words)]
        candidates = {number for trait in traits for number in near.get(trait, ())}
        likeness, number = max(((_likeness(mention, distinct[n].values()), -n) for n in candidates), default=(0, 0))
        if likeness > 0:
            groups[-number].append(mention)
        else:
            number = -len(groups)
            groups.append([mention])
            distinct.append({})
        distinct[-number].setdefault((mention.participants, mention.words, mention.edtf, mention.is_planned), mention)
        for trait in traits:
            near.setdefault(trait, set()).add(-number)
    return [sorted(group, key=lambda m: (m.article_id, m.char_start, m.char_end)) for group in groups]


def _likeness(mention: Mention, group: Iterable[Mention]) -> int:
    """How much a mention shares with a group; 0 where it tells of another event."""
    return max(_shared(mention, other) for other in group)


def _shared(a: Mention, b: Mention) -> int:
    people = len(a.participants & b.participants)
    words = len(a.words & b.words)
    if a.is_planned != b.is_planned and a.edtf is None and b.edtf is None:
        return 0
    if not can_be_same(a.edtf, b.edtf):
        is_other_voice = a.article_id != b.article_id or (a.is_claim and a.source != b.source)
        alike = words * 2 > min(len(a.words), len(b.words)) and words + people > 1
        return 1 if is_other_voice and alike and a.edtf and b.edtf else 0
    is_same_day = a.edtf is not None and b.edtf is not None
    enough = words + people >= (1 if is_same_day else 2)
    return 2 * people + words + 2 * is_same_day if enough else 0
