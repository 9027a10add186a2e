"""Who is the source of a cue: subjects shared and controlled, agents, possessors, and the words that name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.lexicon import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token


SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))


FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))


RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))


LOOSE = frozenset(("punct", "cc", "mark"))


# What follows a source's head and is told of it, not its name: a clause, or a phrase with a clause in it.
TOLD_OF_SOURCE = frozenset(("relcl", "acl", "advcl"))


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Return the head of the subject that a verb has, shares or is controlled by; None where there is none."""
    if depth > 6:
        return None
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own:
        return min(own, key=lambda c: abs(c.i - verb.i))
    if depth == 0 and verb.dep_ == "ROOT":
        return _misread_subject(verb)
    governor = verb.head
    is_finite = verb.tag_ in FINITE or any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in verb.children)
    if verb.dep_ == "conj" and governor.pos_ in ("VERB", "AUX"):
        return subject_of(governor, depth + 1)
    if verb.dep_ == "relcl":
        return None
    if verb.dep_ == "acl":  # a past tense the parser hung on its own subject, or "a letter saying"
        return governor if verb.tag_ != "VBN" else None
    if is_finite and verb.dep_ != "xcomp":
        return None
    if verb.dep_ == "pcomp" and governor.head.pos_ in ("VERB", "AUX"):
        return subject_of(governor.head, depth + 1)
    if governor.pos_ == "ADJ" and governor.dep_ in (
        "acomp",
        "attr",
        "oprd",
    ):  # "is likely to back", "was quick to deny"
        return subject_of(governor.head, depth + 1)
    if verb.dep_ == "xcomp":
        controller = _object_of(governor) if governor.lemma_.lower() in word_lists().object_control else None
        if controller is not None:
            return controller
        return subject_of(governor, depth + 1)
    if verb.dep_ in ("advcl", "ccomp") and governor.pos_ in ("VERB", "AUX") and verb.tag_ != "VBN":
        return subject_of(governor, depth + 1)
    return None


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


def source_of(token: Token, pos: str) -> Token | None:
    """Return the head word of the source of a cue, or None where nobody is named."""
    if pos == "verb":
        return agent_of(token) if is_passive(token) else subject_of(token)
    if pos == "preposition":
        for to in token.children:
            for child in to.children:
                if child.dep_ == "pobj":
                    return child
        return None
    if pos == "adverb":
        return None
    return _source_of_noun(token)


def _source_of_noun(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return grandchild
    if noun.dep_ == "dobj" and noun.head.lemma_ in word_lists().support and not is_passive(noun.head):
        stirs_up = noun.head.lemma_ in ("raise", "renew", "draw") and noun.lemma_ in (
            "fear",
            "worry",
            "hope",
            "criticism",
        )
        return None if stirs_up else subject_of(noun.head)  # what raises fears in others does not voice them
    return None


def source_tokens(head: Token) -> tuple[Token, Token]:
    """Return first and last token of a source's noun phrase, without clauses that tell more about it."""
    first, last = head.left_edge, head
    for child in head.children:
        if child.i > head.i and child.dep_ not in TOLD_OF_SOURCE and child.dep_ not in LOOSE:
            if (child.dep_ == "conj" and not _is_joined(head, child)) or (
                child.dep_ == "appos" and child.right_edge.i - child.left_edge.i > 12
            ):
                continue
            last = max(last, child.right_edge, key=lambda t: t.i)
    while last.i > head.i and any(t.dep_ in TOLD_OF_SOURCE for t in last.ancestors if head.i < t.i):
        cut = min(t.left_edge.i for t in last.ancestors if head.i < t.i and t.dep_ in TOLD_OF_SOURCE)
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
    """Return the token that names a source: an apposed proper name where the head is a role ("the mayor, Ann Bo")."""
    if head.pos_ != "PROPN":
        for child in head.children:
            if child.dep_ == "appos" and child.pos_ == "PROPN":
                return child
        for token in head.subtree:  # hung too low: "the head of the agency, Ann Bo,"
            if token.dep_ == "appos" and token.ent_type_ == "PERSON" and token.doc[token.left_edge.i - 1].text == ",":
                return token
    return head


def antecedent(head: Token) -> Token:
    """Return what a relative pronoun stands for, else the token itself."""
    if head.lower_ in RELATIVES and head.head.dep_ == "relcl":
        return head.head.head
    return head
