"""What an attribution tells beside its words: form, polarity, factuality, speech act, targets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from analysis.attribution.scope import standing_of
from analysis.lexicon import Cue, word_lists
from analysis.syntax import SUBJECTS, is_negated, modality

if TYPE_CHECKING:
    from spacy.tokens import Token

NOT_ASSERTED = frozenset(("demand", "ask", "intend"))
ORDER = ("certain", "probable", "possible", "unknown")
CLAUSAL = frozenset(("VERB", "AUX"))


class Stance(NamedTuple):
    """What a source does with a content: the speech act, the polarity and the factuality of the claims frame."""

    act: str
    polarity: str
    factuality: str


def stance(cue: Token | None, entry: Cue, pattern: str, heads: tuple[Token, ...], *, is_question: bool) -> Stance:
    """Return what is done by saying it, from what the cue does to a content and from how the cue itself stands.

    "Denied that X" and "said that not X" are both "-". A denial that is not done ("may deny", "neither confirmed nor
    denied") is none: it leaves the content open, as "+" and unknown. What is asked, and what somebody did not say,
    never said or took back, is unknown, too.
    """
    effect = entry.effect(pattern)
    act = "assert" if effect == "takes_back" else entry.act(pattern)
    negative = _is_negative(heads)
    if effect == "affirms" and _is_called_untrue(pattern, heads):
        act, effect = "deny", "denies"
    if (is_question and act == "assert") or _asks_whether(pattern, heads):
        return Stance("ask", _sign(negative=negative), "unknown")
    standing = standing_of(cue) if cue is not None else "done"
    lemma = cue.lemma_.lower() if cue is not None else ""
    if standing == "negated" and effect == "affirms" and lemma in word_lists().accepting:
        return Stance("deny", _sign(negative=not negative), _factuality(entry, heads))
    if standing == "negated" and effect == "affirms" and act == "assert" and lemma in word_lists().raising_negation:
        return Stance(act, _sign(negative=not negative), _factuality(entry, heads))
    if standing == "negated" and effect == "doubts":
        return Stance(act, _sign(negative=negative), "certain")
    if standing != "done":
        return Stance("assert" if act == "deny" else act, _sign(negative=negative), "unknown")
    if effect == "doubts":
        return Stance(act, _sign(negative=not negative), "possible")
    negative ^= effect == "denies"
    is_open = act in NOT_ASSERTED or effect == "takes_back"
    return Stance(act, _sign(negative=negative), "unknown" if is_open else _factuality(entry, heads))


def _sign(*, negative: bool) -> str:
    return "-" if negative else "+"


def _factuality(entry: Cue, heads: Iterable[Token]) -> str:
    """How certain the source presents the content: its own modality, at most what the cue allows."""
    own = next((modality(head) for head in heads if head.pos_ in CLAUSAL), "certain")
    if entry.certainty == "possible":
        return "possible"
    return max(own, entry.certainty, key=ORDER.index)


def _is_negative(heads: tuple[Token, ...]) -> bool:
    """Whether a content is negated; of two clauses joined by "but" the second tells: "I can't tell, but he saw"."""
    if not heads:
        return False
    head = heads[0]
    joined_by_but = any(c.dep_ == "cc" and c.lower_ == "but" for c in head.children)
    for clause in head.children if joined_by_but else ():
        has_subject = any(c.dep_ in SUBJECTS for c in clause.children)
        if clause.dep_ == "conj" and clause.pos_ in CLAUSAL and has_subject:
            return is_negated(clause)
    return is_negated(head)


def _asks_whether(pattern: str, heads: tuple[Token, ...]) -> bool:
    """Whether a content is an indirect question: "has not said whether", "will examine if"."""
    if pattern not in ("clause", "noun-clause", "whether") or not heads:
        return False
    return any(c.dep_ == "mark" and c.lower_ in ("whether", "if") and c.i < heads[0].i for c in heads[0].children)


def _is_called_untrue(pattern: str, heads: tuple[Token, ...]) -> bool:
    """Whether a content is called what only the untrue is called: "called it a lie", "dismissed it as false"."""
    if pattern == "untrue":
        return True
    if pattern not in ("small", "as", "passive-as") or not heads:
        return False
    last = heads[-1]
    words = {last.lower_, last.lemma_.lower()} | {
        c.lower_ for c in last.children if c.dep_ in ("amod", "pobj", "acomp")
    }
    return bool(words & word_lists().untrue) and not is_negated(last)


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
