"""Tokens by their offsets in a passage, found by halving: a passage may be as long as an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def index_at(doc: Doc, offset: int) -> int:
    """Return the index of the first token that begins at or behind an offset; the length of the doc where none does."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if doc[middle].idx < offset else (low, middle)
    return low


def words_between(doc: Doc, start: int, end: int) -> list[Token]:
    """Return the tokens that begin between two offsets (half-open)."""
    return list(doc[index_at(doc, start) : index_at(doc, end)])
