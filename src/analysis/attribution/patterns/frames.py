"""The frame of a cue, and what its finders ask of a word's dependents."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Token


class Frame(NamedTuple):
    """The content of a cue: the pattern that found it, its head words, and words under them that are no part of it."""

    pattern: str
    heads: tuple[Token, ...]
    without: frozenset[int] = frozenset()


def children(token: Token, *labels: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in labels]


def is_infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)


def is_indirect_question(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in clause.children)
