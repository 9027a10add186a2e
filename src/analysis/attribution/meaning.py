"""What an attribution tells beside its words: form, polarity, factuality, speech act, targets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.lexicon import Cue, word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

POSSIBLE = frozenset("may might could perhaps possibly maybe can".split())
PROBABLE = frozenset("would should likely probably apparently presumably seemingly must ought".split())
# Not to accept a claim is to deny it.
ACCEPTING = frozenset(("accept", "recognise", "recognize", "believe", "buy"))
NOT_ASSERTED = frozenset(("demand", "ask", "intend"))


def is_negated(head: Token) -> bool:
    """Whether the clause of a head word is negated: by not or never, or by a negative subject or object.

    "Not only", "no longer than" and a negation inside a subordinate clause do not count.
    """
    if head.dep_ == "prep" or head.pos_ not in ("VERB", "AUX"):
        return any(_negates(c) for c in head.children if c.dep_ in ("neg", "det", "preconj", "advmod")) or (
            head.lower_ in ("nothing", "nobody", "none")
        )
    count = 0
    for child in head.children:
        if child.dep_ == "neg" or (
            child.dep_ in ("advmod", "preconj", "cc:preconj") and child.lower_ in ("never", "neither", "nowhere")
        ):
            count += not _is_only(child)
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "acomp"):
            count += _is_negative_phrase(child)
        elif child.dep_ == "prep":  # "at no point", "under no circumstances"
            count += any(_is_negative_phrase(g) for g in child.children if g.dep_ == "pobj" and g.lemma_ in OCCASIONS)
        elif child.dep_ == "xcomp" and head.lemma_ in ("be", "seem", "appear", "have"):
            count += is_negated(child)
    return count % 2 == 1


OCCASIONS = frozenset("point time way circumstance stage moment case event account".split())
# "There is no doubt that …" affirms.
AFFIRMED_BY_ABSENCE = frozenset("doubt question denying".split())


def _negates(token: Token) -> bool:
    return token.lower_ in word_lists().negative and not _is_only(token)


def _is_only(token: Token) -> bool:
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return following in ("only", "just", "merely", "least")


def _is_negative_phrase(token: Token) -> bool:
    if token.lemma_.lower() in AFFIRMED_BY_ABSENCE:
        return False
    if token.lower_ in ("nothing", "nobody", "none", "neither"):
        return not (token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ in ("but", "except", "other"))
    left = token.left_edge
    if left.lower_ == "not" and left.i + 1 < token.i and left.nbor().lower_ in ("a", "an", "one"):
        return True
    return any(
        (c.dep_ in ("det", "neg", "preconj", "quantmod") or (c.dep_ == "nummod" and c.i == token.i - 1))
        and (c.lower_ in ("no", "neither") or c.lower_ == "not" or any(g.lower_ == "not" for g in c.children))
        and not _is_only(c)
        for c in token.children
    )


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


def polarity(cue: Token | None, act: str, heads: Iterable[Token]) -> str:
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
