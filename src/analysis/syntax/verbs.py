"""Forms of a verb: finite, passive, tense."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))


def is_finite(verb: Token) -> bool:
    """Whether a clause is finite: "that it left", not "to leave" or "leaving"."""
    if verb.tag_ in FINITE:
        return True
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in verb.children)


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: "was told", or a bare participle after a noun ("a man accused of")."""
    if verb.tag_ == "VBD" and verb.dep_ == "acl":  # "the deal reached in May" with the participle taken for a past
        return not any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in verb.children)
    if verb.tag_ != "VBN":
        return False
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children):
        return True
    if any(c.dep_ == "aux" for c in verb.children):
        return False
    if verb.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in verb.children):
        return is_passive(verb.head)
    return verb.dep_ in ("acl", "advcl")


def tense_of(verb: Token) -> str:
    """Return past, present, future, or none (infinitives and bare participles)."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    words = {c.lower_ for c in helpers}
    if words & {"will", "shall", "'ll", "’ll"} or (verb.lemma_ == "go" and verb.tag_ == "VBG"):
        return "future"
    if any(c.tag_ == "VBD" for c in helpers) or verb.tag_ == "VBD":
        return "past"
    if any(c.lemma_ == "have" for c in helpers):
        return "past"
    if any(c.tag_ in ("VBZ", "VBP", "MD") for c in helpers) or verb.tag_ in ("VBZ", "VBP"):
        return "present"
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl", "conj"):
        return "past"
    return "none"
