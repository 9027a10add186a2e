"""On which side of the moment of writing a parsed clause lies."""

from typing import TYPE_CHECKING, NamedTuple

from analysis.lexicon import cues, word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What is expected, planned or due lies ahead, whatever the form of these verbs.
AHEAD = ("expect", "plan", "schedule", "slate", "intend", "hope", "aim", "propose")
# Prepositions that say when.
OF_TIME = ("in", "on", "during")
BOUNDS = {"until": "future", "till": "future", "since": "past", "ended": "past"}
AUXILIARIES = ("aux", "auxpass")
# "The June deal", "Friday's talks": the verb above speaks of the noun, whose date it need not share.
MODIFIERS = ("compound", "poss", "nmod", "amod")


class Side(NamedTuple):
    """The side of the moment of writing, "past", "future" or None; certain where a word says so, not only a verb."""

    tense: str | None = None
    is_certain: bool = False


def tense_at(doc: "Doc", start: int, end: int) -> Side:
    """Return the side that the word before these characters names, or the verb above them shows."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return Side()
    before = doc[span.start - 1].text if span.start else ""
    if before in BOUNDS:
        return Side(BOUNDS[before], is_certain=True)
    return Side("past", is_certain=True) if _is_when_it_happened(span.root) else Side(_tense_above(span.root))


def _is_when_it_happened(token: "Token") -> bool:
    """Whether a verb in the past has the time as its own: "resigned in February", not "the talks set for February"."""
    above = token.head
    if token.dep_ != "pobj" or above.lower_ not in OF_TIME:
        return False
    verb = above.head
    return above.dep_ == "prep" and verb.tag_ == "VBD" and verb.lemma_ not in AHEAD


def is_day_of_saying(doc: "Doc", start: int, end: int) -> bool:
    """Whether a time is when something was said: "said on Thursday that", and not when it happened."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    token = span.root
    while token.pos_ != "VERB" and token.head != token:
        token = token.head
    cue = cues().get(("verb", token.lemma_))
    return cue is not None and cue.takes("clause")


def _tense_above(token: "Token") -> str | None:
    if token.dep_ in MODIFIERS:
        return None
    for _ in range(12):
        if token.pos_ in ("VERB", "AUX"):
            found = _tense(token)
            if found is not None:
                return found
        if token.head is token or token.head == token:
            return None
        token = token.head
    return None


def _tense(verb: "Token") -> str | None:
    helpers = [child for child in verb.children if child.dep_ in AUXILIARIES]
    words = {child.lower_ for child in helpers}
    if words & word_lists().future_helpers:
        return "past" if "have" in words else "future"
    is_infinitive = any(child.tag_ == "TO" for child in helpers) and verb.dep_ != "advcl"
    if is_infinitive and verb.head.lemma_ in word_lists().same_time:
        return None
    if is_infinitive:
        return "past" if "have" in words else "future"
    if verb.tag_ == "VBD" or any(child.tag_ == "VBD" for child in helpers):
        return "past"
    if verb.lemma_ in AHEAD:
        return "future"
    if any(child.tag_ in ("VBZ", "VBP") and child.lemma_ == "be" for child in helpers):
        return None
    return "past" if verb.tag_ == "VBN" else None
