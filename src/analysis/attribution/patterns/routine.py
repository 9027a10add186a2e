"""Cues that report nothing said: calls to the reader, silence, and how the story was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.attribution.patterns.frames import Frame, children
from analysis.lexicon import word_lists
from analysis.syntax import is_negated, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_imperative(verb: Token) -> bool:
    """Whether a verb without a subject is a call to the reader: "Read more"."""
    return verb.tag_ in ("VB", "VBP") and verb.dep_ in ("ROOT", "conj") and verb.i == verb.sent.start


TRADE = frozenset("comment interview information response reaction clarification elaboration details anonymity".split())
UNNAMED = frozenset("name identify quote cite".split())


def is_routine(cue: Token, frame: Frame) -> bool:
    """Whether a cue only tells how the story was made.

    "A request for comment", "asked not to be named", "citing an official" report nothing; "any hint of rain" none.
    """
    head = frame.heads[-1]
    if head.lower_ in TRADE and frame.pattern.endswith(("prep:for", "object")):
        return True
    if head.lemma_ in UNNAMED and frame.pattern.endswith("infinitive"):
        return is_passive(head) or is_negated(head)
    if cue.lower_ == "citing" and frame.pattern == "object":
        return True
    is_absent = any(c.lower_ in ("any", "no") for c in cue.children if c.dep_ == "det")
    return cue.pos_ == "NOUN" and is_absent and not children(cue, "poss")


def is_silence(verb: Token, frame: Frame | None = None) -> bool:
    """Whether a verb of saying reports that nothing was said: "did not say why", "declined to comment".

    "Did not say that it left" leaves a statement open and is kept, so that the statement is nobody's.
    """
    if verb.lemma_.lower() not in word_lists().neutral_saying:
        return False
    if frame is not None and frame.pattern == "clause" and frame.heads[0].left_edge.tag_[:1] != "W":
        return False
    if any(c.dep_ == "neg" for c in verb.children):
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_ in ("decline", "refuse")
