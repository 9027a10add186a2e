"""Contents that answer what somebody said: a claim that is denied or taken back, a clause that is called untrue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.attribution.patterns.frames import Frame, children, is_infinitive
from analysis.lexicon import Cue, cues, word_lists
from analysis.syntax import FINITE, is_finite, is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token


def content_of_noun(noun: Token, cue: Cue) -> Frame | None:
    for clause in children(noun, "acl", "relcl", "ccomp"):
        marks = [c.lower_ for c in clause.children if c.dep_ == "mark"]
        if cue.takes("clause") and ("that" in marks or is_infinitive(clause)):
            return Frame("noun-clause", (clause,))
    for prep in children(noun, "prep"):
        if prep.lower_ in cue.prepositions():
            inner = children(prep, "pcomp", "pobj")
            if inner:
                return Frame(f"noun-prep:{prep.lower_}", (inner[0],))
    return None


def claim_behind(verb: Token, cue: Cue) -> Frame | None:
    """The clause of a noun of saying that a verb denies or takes back: "pushed back on the claim that it left"."""
    frames = [frame for frame in cue.acts if frame == "object" or frame.startswith("prep:")]
    is_denial = any(cue.effect(frame) != "affirms" for frame in frames)
    if not is_denial and not cue.takes("of-claim"):
        return None
    nouns = children(verb, "dobj", "nsubjpass")
    nouns += [noun for prep in children(verb, "prep") for noun in children(prep, "pobj")]
    for noun in nouns:
        entry = cues().get(("noun", noun.lemma_.lower()))
        frame = None if entry is None or not entry.takes("clause") else content_of_noun(noun, entry)
        if frame is not None and frame.pattern == "noun-clause" and not is_infinitive(frame.heads[0]):
            return Frame("of-claim", frame.heads)
    return None


def untrue_clause(verb: Token, clause: Token | None) -> Frame | None:
    """What somebody calls untrue: "said it was untrue that it left", "called it a lie that it left"."""
    untrue = word_lists().untrue
    called = children(verb, "oprd") or (children(clause, "acomp", "attr", "oprd") if clause is not None else [])
    words = [word for word in called if word.lower_ in untrue or word.lemma_.lower() in untrue]
    if not words or is_negated(words[0].head):
        return None
    holders = [verb, words[0]] if clause is None else [clause, words[0]]
    for holder in holders:
        for inner in children(holder, "ccomp", "csubj", "acl", "relcl"):
            if inner.i > words[0].i and any(c.dep_ == "mark" and c.lower_ == "that" for c in inner.children):
                return Frame("untrue", (inner,))
    if clause is not None and words[0].head == clause and clause.dep_ == "ccomp" and clause.tag_ not in FINITE:
        for inner in children(words[0], "ccomp", "acl", "relcl"):
            if is_finite(inner):
                return Frame("untrue", (inner,))
    return None
