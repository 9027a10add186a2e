"""How far a clause commits to what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.syntax.negation import is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token


POSSIBLE = frozenset("may might could perhaps possibly maybe can".split())
PROBABLE = frozenset("would should likely probably apparently presumably seemingly must ought".split())


def modality(head: Token) -> str:
    """How far a clause itself commits to what it says: certain, probable, possible or unknown (a question)."""
    level = "certain"
    helpers = {c.lower_ for c in head.children if c.dep_ == "aux"}
    if {"would", "have"} <= helpers or {"could", "have"} <= helpers:
        return "possible"
    for child in head.children:
        word = child.lower_
        if child.dep_ in ("aux", "advmod"):
            if word in POSSIBLE and not (word == "can" and child.dep_ == "aux" and is_negated(head)):
                return "possible"
            if word in PROBABLE:
                level = "probable"
        elif child.dep_ == "acomp" and word in ("likely", "possible", "unlikely", "unclear", "uncertain"):
            level = "possible" if word in ("possible", "unclear", "uncertain") else "probable"
        elif child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in child.children):
            return "possible"
    return level
