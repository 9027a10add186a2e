"""Noun phrases: where one begins and ends, and the word in it that names somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


LOOSE = frozenset(("punct", "cc", "mark"))
# What follows a noun and is told of it, not its name: a clause, or a phrase with a clause in it.
TOLD_OF_NOUN = frozenset(("relcl", "acl", "advcl"))


def phrase_bounds(head: Token) -> tuple[Token, Token]:
    """Return first and last token of a noun phrase, without clauses that tell more about it."""
    first, last = head.left_edge, head
    for child in head.children:
        if child.i > head.i and child.dep_ not in TOLD_OF_NOUN and child.dep_ not in LOOSE:
            if (child.dep_ == "conj" and not _is_joined(head, child)) or (
                child.dep_ == "appos" and child.right_edge.i - child.left_edge.i > 12
            ):
                continue
            last = max(last, child.right_edge, key=lambda t: t.i)
    while last.i > head.i:
        told = [t for t in (last, *last.ancestors) if head.i < t.i and t.dep_ in TOLD_OF_NOUN]
        if not told:
            break
        cut = min(t.left_edge.i for t in told)
        last = head.doc[max(head.i, cut - 1)]
    while last.i > head.i and (last.is_punct or last.is_space) and last.text not in ('"', "'", ")"):
        last = head.doc[last.i - 1]
    if head.i and head.left_edge == head and head.doc[head.i - 1].dep_ == "det":
        first = head.doc[head.i - 1]
    while first.i < head.i and (first.is_punct or first.is_space or first.dep_ in ("cc", "preconj")):
        first = head.doc[first.i + 1]
    return first, last


def _is_joined(head: Token, other: Token) -> bool:
    """Whether two names are joined by "and" alone: a comma may be the parser's mistake for a new clause."""
    return any(c.dep_ == "cc" for c in head.children) and "," not in (t.text for t in head.doc[head.i : other.i])


def name_in(head: Token) -> Token:
    """Return the token that names somebody: an apposed proper name where the head is a role ("the mayor, Ann Bo")."""
    if head.pos_ != "PROPN":
        for child in head.children:
            if child.dep_ == "appos" and child.pos_ == "PROPN":
                return child
        for token in head.subtree:  # hung too low: "the head of the agency, Ann Bo,"
            if token.dep_ == "appos" and token.ent_type_ == "PERSON" and token.doc[token.left_edge.i - 1].text == ",":
                return token
    return head
