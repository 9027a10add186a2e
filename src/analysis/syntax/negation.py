"""Whether a clause is negated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.lexicon import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token


OCCASIONS = frozenset("point time way circumstance stage moment case event account".split())
# "There is no doubt that …" affirms.
AFFIRMED_BY_ABSENCE = frozenset("doubt question denying".split())


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
