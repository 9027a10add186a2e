"""Who is the source of a cue: its subject, agent or possessor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.lexicon import word_lists
from analysis.syntax import agent_of, is_passive, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token


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
    if pos == "adjective":
        subject = subject_of(token.head) if token.head.pos_ in ("VERB", "AUX") else None
        return None if subject is None or subject.lower_ in ("it", "there") else subject
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
