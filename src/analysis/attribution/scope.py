"""How a cue itself stands in its sentence: done, not done, only ahead or possible, or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from analysis.lexicon import word_lists
from analysis.syntax import is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

Standing = Literal["done", "negated", "open", "taken_back"]

OPEN_MODALS = frozenset("may might could should will shall 'll wo".split())
CONDITIONS = frozenset(("if", "unless", "whether"))
PARTICLES = ("prt", "advmod", "prep")
LONGEST_WAY = 4


def standing_of(cue: Token) -> Standing:
    """Return whether the act of a cue is done: "denied", not "failed to deny", "may deny", "neither … nor denied".

    "No longer claims" and "apologised for saying" take a word back. What is not in the lists of the lexicon counts as
    done: "went on to deny".
    """
    own = _own_standing(cue)
    if own != "done" or _is_said_of_untrue(cue):
        return own if own != "done" else "open"
    for governor in _governors(cue):
        lemma, lists = _with_particle(governor), word_lists()
        if lemma in lists.taking_back and cue.tag_ in ("VBG", "NN", "NNS"):
            return "taken_back"
        if lemma in lists.failing or (lemma in lists.all_but and governor.pos_ != "VERB"):
            return "done" if is_negated(governor) else "negated"
        if lemma in lists.planning or _own_standing(governor) == "open":
            return "open"
        if is_negated(governor) and governor.pos_ in ("VERB", "AUX"):
            return "negated"
    return "done"


def _with_particle(governor: Token) -> str:
    """The lemma of a word, with the particle behind it where the two are one verb: "back_away"."""
    lemma = str(governor.lemma_.lower())
    particle = next((c.lower_ for c in governor.children if c.i == governor.i + 1 and c.dep_ in PARTICLES), "")
    joined = f"{lemma} {particle}"
    return joined if joined in word_lists().taking_back else lemma


def _own_standing(cue: Token) -> Standing:
    words = {c.lower_ for c in cue.children if c.dep_ in ("aux", "advmod", "neg", "preconj", "cc")}
    if any(c.lower_ == "longer" and any(g.lower_ == "no" for g in c.children) for c in cue.children):
        return "taken_back"
    if "nor" in words or _is_second_of_neither(cue):
        return "negated"
    if is_negated(cue):
        return "open" if words & (OPEN_MODALS - {"will", "wo"}) else "negated"
    helper = next((c for c in cue.children if c.tag_ == "TO"), None)
    if helper is not None and helper.i and cue.doc[helper.i - 1].lower_ == "yet":  # "has yet to deny"
        return "negated"
    if words & OPEN_MODALS or any(c.dep_ == "mark" and c.lower_ in CONDITIONS for c in cue.children):
        return "open"
    return "done"


def _is_said_of_untrue(cue: Token) -> bool:
    """Whether a noun of saying is itself called untrue: "the claim that it left is false"."""
    if cue.dep_ not in ("nsubj", "nsubjpass"):
        return False
    told = [c for c in cue.head.children if c.dep_ in ("acomp", "attr")]
    return any(word.lower_ in word_lists().untrue or word.lemma_.lower() in word_lists().untrue for word in told)


def _is_second_of_neither(cue: Token) -> bool:
    """Whether a cue is what "neither … nor" adds, where the parser hung both words on the first verb."""
    if cue.dep_ != "conj":
        return False
    before = [t.lower_ for t in cue.doc[max(cue.sent.start, cue.i - LONGEST_WAY) : cue.i]]
    return "nor" in before or (is_negated(cue.head) and before[-1:] == ["or"])


def _governors(cue: Token) -> list[Token]:
    """The words under which a verb without a subject of its own is said to be done, from the nearest."""
    found: list[Token] = []
    token = cue
    while len(found) < LONGEST_WAY:
        is_under = token.dep_ in ("xcomp", "pcomp") or (token.dep_ in ("acl", "advcl") and _is_infinitive(token))
        is_joined = token.dep_ == "conj" and token.tag_ in ("VB", "VBG")
        has_subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
        is_noun_behind = token is cue and token.dep_ == "pobj" and token.head.lower_ == "from"
        is_phrase = is_noun_behind or (token.dep_ in ("prep", "acomp", "pobj", "advmod") and bool(found))
        if token.head == token or has_subject or not (is_under or is_joined or is_phrase):
            break
        token = token.head
        found.append(token)
    return found


def _is_infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)
