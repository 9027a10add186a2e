"""Who takes part in what a verb tells: subjects shared and controlled, agents, and what a relative pronoun means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.lexicon import word_lists
from analysis.syntax.verbs import is_finite

if TYPE_CHECKING:
    from spacy.tokens import Token


SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
RELATIVE_PRONOUNS = frozenset(("who", "which", "that", "whom", "whose"))
# So many verbs may share one subject; more are a broken parse.
LONGEST_CHAIN = 6


# Marks that end a quotation, and how far before a verb the last one may stand: a comma is between.
CLOSING_MARKS = frozenset('"”’»')
TURNED = 2


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Return the head of the subject that a verb has, shares or is controlled by; None where there is none."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own:
        return min(own, key=lambda c: abs(c.i - verb.i))
    turned = _turned_subject(verb) if depth == 0 else None
    if turned is not None:
        return turned
    if depth == 0 and verb.dep_ == "ROOT":
        return _misread_subject(verb)
    if verb.dep_ == "acl":  # a past tense the parser hung on its own subject, or "a letter saying"
        return verb.head if verb.tag_ != "VBN" else None
    lender = _lender_of_subject(verb)
    if lender is None:
        return None
    if verb.dep_ == "xcomp" and lender == verb.head and lender.lemma_.lower() in word_lists().object_control:
        controller = _object_of(lender)
        if controller is not None:
            return controller
    return subject_of(lender, depth + 1) if depth < LONGEST_CHAIN else None


def _lender_of_subject(verb: Token) -> Token | None:
    """The verb whose subject is also that of one without a subject of its own; None where it shares none."""
    governor = verb.head
    is_under_verb = governor.pos_ in ("VERB", "AUX")
    if verb.dep_ == "conj" and is_under_verb:
        return governor
    if verb.dep_ == "relcl":
        return None
    if verb.dep_ != "xcomp" and is_finite(verb):
        return None
    if verb.dep_ == "pcomp":
        above = governor.head
        over = above.head if above.dep_ == "advmod" else above  # "stopped short of saying"
        if over.pos_ in ("VERB", "AUX"):
            return over
    is_said_of_subject = governor.dep_ in ("acomp", "attr", "oprd")
    if governor.pos_ == "ADJ" and is_said_of_subject:  # "is likely to back", "was quick to deny"
        return governor.head
    if verb.dep_ == "xcomp":
        return governor
    is_adjunct = verb.dep_ in ("advcl", "ccomp") and verb.tag_ != "VBN"
    return governor if is_adjunct and is_under_verb else None


def _turned_subject(verb: Token) -> Token | None:
    """The speaker behind a verb that follows a quotation: '"We won", boasted Ann Bo'; to the parser an object."""
    if verb.i < TURNED or verb.doc[verb.i - 1].text != "," or verb.doc[verb.i - TURNED].text not in CLOSING_MARKS:
        return None
    if verb.dep_ == "amod":
        is_all_before = verb.head.left_edge.i == verb.i
        return verb.head if is_all_before and verb.head.pos_ == "PROPN" else None
    return next((c for c in verb.rights if c.dep_ == "dobj" and c.left_edge.i == verb.i + 1), None)


def _misread_subject(verb: Token) -> Token | None:
    """The subject that the parser made an apposition: "At the clinic, Ann Bo, a nurse, said", or part of a noun."""
    if verb.tag_ == "NNS":
        return next((c for c in reversed(list(verb.lefts)) if c.dep_ in ("amod", "compound", "nmod")), None)
    for prep in verb.lefts:
        if prep.dep_ == "prep" and prep.i == verb.sent.start:
            apposed = (t for t in prep.subtree if t.dep_ == "appos" and t.doc[t.left_edge.i - 1].text == ",")
            return next(apposed, None)
    return None


def _object_of(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("dobj", "dative")), None)


def agent_of(verb: Token) -> Token | None:
    """Return the head of "by …" under a passive verb."""
    by = [c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")]
    if not by:  # hung too low by the parser: "described as a violation by Kyiv"
        by = [t for t in verb.subtree if t.i > verb.i and t.lower_ == "by" and t.head.pos_ in ("NOUN", "PROPN")]
    for preposition in by[-1:]:
        for child in preposition.children:
            if child.dep_ == "pobj" and (preposition.head == verb or child.pos_ == "PROPN"):
                return child
    return None


def antecedent(head: Token) -> Token:
    """Return what a relative pronoun stands for, else the token itself."""
    if head.lower_ in RELATIVE_PRONOUNS and head.head.dep_ == "relcl":
        return head.head.head
    return head
