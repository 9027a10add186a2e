"""The same article in two exports: told by its text and by where it was published, and joined.

The same words under two outlets are a wire copy, which stays two articles; see `copies`.
"""

import hashlib
import re
from collections.abc import Sequence

from analysis.corpus.items import Item

SCHEME = re.compile(r"https?://(?:www\.|amp\.)?", re.IGNORECASE)
# What an address carries for those who count clicks.
TRACKING = re.compile(r"[?&](?:utm_\w+|fbclid|gclid|cmpid|ref|at_\w+|ito|mc_[ce]id)=[^&#]*")


def same_articles(items: Sequence[Item]) -> dict[int, int]:
    """Find the items that give an article again.

    Two items are the same article where their words are the same and so is their address, or else their outlet and day.

    Args:
        items: In the order in which the first counts.

    Returns:
        For each item that gives an article again, the place of the first that gives it; nothing for the others.
    """
    first_of: dict[tuple[str, ...], int] = {}
    again: dict[int, int] = {}
    for place, item in enumerate(items):
        keys = _keys(item)
        first = min((first_of[key] for key in keys if key in first_of), default=place)
        if first != place:
            again[place] = first
        for key in keys:
            first_of.setdefault(key, first)
    return again


def joined(first: Item, again: Item) -> Item:
    """Return the first item with what only the other says of the article."""
    return first._replace(fields=again.fields | first.fields, further=again.further | first.further)


def _keys(item: Item) -> list[tuple[str, ...]]:
    address, outlet, day = _address(item.fields.get("url", "")), item.fields.get("outlet"), item.fields.get("published")
    has_day = outlet and day and len(day) >= len("2026-03-04")
    if not address and not has_day:
        return []
    words = hashlib.sha256(" ".join(item.text.split()).casefold().encode(errors="replace")).hexdigest()
    keys: list[tuple[str, ...]] = [("address", words, address)] if address else []
    if outlet and day and has_day:
        keys.append(("outlet and day", words, outlet.casefold(), day[:10]))
    return keys


def _address(url: str) -> str:
    if not SCHEME.match(url):
        return ""
    plain = TRACKING.sub("", SCHEME.sub("", url).partition("#")[0])
    return plain.rstrip("/?&").casefold()
