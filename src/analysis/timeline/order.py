"""What is said about order → bounds of mentions without a date: after, before, until, when."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from analysis.dates import interval, is_edtf, without_clock
from analysis.timeline.event_mentions import EventMention

# How a clause lies to the one above it, by the word that joins it.
ORDERS = {
    **dict.fromkeys(("after", "once", "since", "following"), "earlier"),
    **dict.fromkeys(("before", "until", "till"), "later"),
    **dict.fromkeys(("when", "as"), "same"),
}
# What may stand between a clause and the one that belongs to it.
BETWEEN = 12


def with_order(mentions: Sequence[EventMention]) -> list[EventMention]:
    """Return the mentions, those without a date bounded by a dated one that their sentence puts before or after them.

    "Fired after the patrol had crossed at noon" lies after noon; "when" gives the same time. A day of telling bounds
    the other end, so that "after May 3", told on May 7, is some time between.
    """
    found: list[EventMention] = []
    for _, of_sentence in groupby(mentions, key=lambda m: (m.article_id, m.sentence_id)):
        together = list(of_sentence)
        dated = [m for m in together if m.edtf is not None and "/" not in m.edtf]
        found += [m if m.timex_id is not None or not dated else _bounded(m, dated) for m in together]
    return found


def _bounded(mention: EventMention, dated: Iterable[EventMention]) -> EventMention:
    for other in dated:
        order = _order(mention, other)
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


def _order(mention: EventMention, other: EventMention) -> str | None:
    """How a mention lies to another of its sentence: "before", "after", "same", None where that isn't said."""
    if _are_joined(mention, other) and (link := order_of(mention)):
        return {"earlier": "before", "later": "after", "same": "same"}[link]
    if _are_joined(other, mention) and (link := order_of(other)):
        return {"earlier": "after", "later": "before", "same": "same"}[link]
    return None


def order_of(clause: EventMention) -> str | None:
    """How a clause lies to its main one: "earlier", "later", "same", None where no word says so."""
    return ORDERS.get(clause.joining or "")


def _are_joined(clause: EventMention, main: EventMention) -> bool:
    """Whether a clause stands in another, right after it, or opens the sentence before it."""
    if main.char_start <= clause.char_start and clause.char_end <= main.char_end:
        return True
    first, second = sorted((clause, main), key=lambda m: m.char_start)
    return 0 <= second.char_start - first.char_end <= BETWEEN
