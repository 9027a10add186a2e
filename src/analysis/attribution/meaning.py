"""What an attribution tells beside its words: form, polarity, factuality, speech act, targets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.lexicon import Cue, word_lists
from analysis.syntax import is_negated, modality

if TYPE_CHECKING:
    from spacy.tokens import Token

# Not to accept a claim is to deny it.
ACCEPTING = frozenset(("accept", "recognise", "recognize", "believe", "buy"))
NOT_ASSERTED = frozenset(("demand", "ask", "intend"))


def speech_act(cue: Token | None, entry: Cue, pattern: str, *, is_question: bool) -> str:
    """What is done by saying it; "does not accept that" denies, and a question asks whatever its cue."""
    act = entry.act(pattern)
    if is_question and act == "assert":
        return "ask"
    if cue is not None and act == "assert" and cue.lemma_ in ACCEPTING and is_negated(cue):
        return "deny"
    return act


def factuality(cue: Token | None, act: str, heads: Iterable[Token]) -> str:
    """How certain the source presents the content: its own modality, at most what the cue allows."""
    if act in NOT_ASSERTED:
        return "unknown"
    lemma = cue.lemma_.lower() if cue is not None else ""
    if cue is not None and is_negated(cue) and act != "deny":
        return "unknown"
    possible = word_lists().possible_cues
    if lemma in possible or (cue is not None and cue.lower_ in possible):
        return "possible"
    found = next((modality(head) for head in heads if head.pos_ in ("VERB", "AUX")), "certain")
    if lemma in word_lists().probable_cues and found == "certain":
        return "probable"
    return found


def content_polarity(cue: Token | None, act: str, heads: Iterable[Token]) -> str:
    """The result of cue and content together: "denied that X" and "said that not X" are both "-".

    "Did not rule out X" and "did not deny X" leave X open and count as "+".
    """
    first = next(iter(heads), None)
    negative = first is not None and is_negated(first)
    if act == "deny" and cue is not None and is_negated(cue) == (cue.lemma_ in ACCEPTING):
        negative = not negative
    return "-" if negative else "+"


def targets(cue: Token | None, act: str, pattern: str, heads: tuple[Token, ...]) -> list[tuple[str, Token]]:
    """Whom a claim blames, and whom it addresses: (role, head word) pairs; none where nobody is named."""
    if cue is None:
        return []
    found: list[tuple[str, Token]] = []
    objects = [c for c in cue.children if c.dep_ in ("dobj", "dative") and c.pos_ in ("NOUN", "PROPN", "PRON")]
    prepositional = [
        g
        for c in cue.children
        if c.dep_ == "prep" and c.lower_ in ("on", "to", "upon", "with")
        for g in c.children
        if g.dep_ == "pobj"
    ]
    if act == "accuse":
        blamed = objects or [h for h in heads if h.pos_ in ("NOUN", "PROPN")]
        if pattern.startswith("passive"):
            blamed = [h for h in heads if h.pos_ in ("NOUN", "PROPN", "PRON")]
        found += [("blames", _responsible(head)) for head in blamed[:1]]
    elif pattern == "object-infinitive" or cue.lemma_ in (
        "tell",
        "inform",
        "assure",
        "remind",
        "urge",
        "ask",
        "warn",
    ):
        addressed = [o for o in [*objects, *prepositional] if o.pos_ in ("NOUN", "PROPN", "PRON")]
        if not addressed and pattern == "object-infinitive":
            addressed = [c for h in heads[-1:] for c in h.children if c.dep_ == "nsubj"]
        found += [("addresses", head) for head in addressed[:1]]
    return found


def _responsible(head: Token) -> Token:
    """Who is blamed by "condemned X's statements" or "the actions of X": X."""
    for child in head.children:
        if child.dep_ == "poss":
            return child
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "by"):
            for grandchild in child.children:
                if grandchild.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
                    return grandchild
    return head
