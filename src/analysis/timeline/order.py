"""What is said about order → bounds of mentions without a date: after, before, until, when, then."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from analysis.dates import interval, is_edtf, without_clock
from analysis.frames import Index
from analysis.timeline.event_mentions import EventMention

# The word before a subordinate clause, and how the clause lies to the one it belongs to.
ORDERING_WORD = re.compile(
    r"\b(?:(?P<earlier>after|once|since|following)|(?P<later>before|until|till)|(?P<same>when|as))\s+\w*\Z",
    re.IGNORECASE,
)
NEXT = re.compile(r"\b(?:then|later|afterwards?|thereupon)\b", re.IGNORECASE)
# What may stand between a clause and the one that belongs to it.
BETWEEN = 12
REACH = 30


def with_order(mentions: Sequence[EventMention], index: Index) -> list[EventMention]:
    """Return the mentions, those without a date bounded by a dated one that their sentence puts before or after them.

    "Fired after the patrol had crossed at noon" lies after noon; "when" gives the same time. A day of telling bounds
    the other end, so that "after May 3", told on May 7, is some time between.
    """
    found: list[EventMention] = []
    for _, of_sentence in groupby(mentions, key=lambda m: (m.article_id, m.sentence_id)):
        together = list(of_sentence)
        dated = [m for m in together if m.edtf is not None and "/" not in m.edtf]
        found += [m if m.timex_id is not None or not dated else _bounded(m, dated, index) for m in together]
    return found


def _bounded(mention: EventMention, dated: Iterable[EventMention], index: Index) -> EventMention:
    text = index.articles[mention.article_id]["text"]
    for other in dated:
        order = _order(mention, other, text)
        if order is not None and other.edtf is not None:
            return mention._replace(edtf=bounded(other.edtf, order, mention))
    return mention


def bounded(edtf: str, order: str, mention: EventMention) -> str | None:
    """The time of a mention that lies before, after or at a date."""
    if order == "same":
        return edtf
    if order == "before":
        return f"../{edtf}"
    end = mention.told if mention.told is not None and not mention.is_planned and "/" not in mention.told else None
    between = f"{edtf}/{without_clock(end)}" if end is not None else f"{edtf}/.."
    return between if is_edtf(between) and interval(between) else f"{edtf}/.."


def _order(mention: EventMention, other: EventMention, text: str) -> str | None:
    """How a mention lies to another of its sentence: "before", "after", "same", None where that isn't said."""
    if _are_joined(mention, other) and (link := order_of(mention, text)):
        return {"earlier": "before", "later": "after", "same": "same"}[link]
    if _are_joined(other, mention) and (link := order_of(other, text)):
        return {"earlier": "after", "later": "before", "same": "same"}[link]
    is_next = 0 <= mention.char_start - other.char_end <= BETWEEN
    return "after" if is_next and NEXT.search(text[other.char_end : mention.char_start + REACH]) else None


def order_of(clause: EventMention, text: str) -> str | None:
    """How a clause lies to its main one, by the word before it or its own first word."""
    first = text.find(" ", clause.char_start, clause.char_end) + 1
    for end in (clause.char_start, first):
        if found := ORDERING_WORD.search(text[max(0, end - 20) : end]):
            return found.lastgroup
    return None


def _are_joined(clause: EventMention, main: EventMention) -> bool:
    """Whether a clause stands in another, right after it, or opens the sentence before it."""
    if main.char_start <= clause.char_start and clause.char_end <= main.char_end:
        return True
    first, second = sorted((clause, main), key=lambda m: m.char_start)
    return 0 <= second.char_start - first.char_end <= BETWEEN
