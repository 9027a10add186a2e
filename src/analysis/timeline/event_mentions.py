"""Mentions of events, and the frames as plain rows found by what they are asked for."""

import re
from typing import NamedTuple

from analysis.frames import Index
from analysis.lexicon import event_words, family_of
from analysis.schema import Row

READINGS = ("actor", "possessor", "nationality")
LONG_WORD = re.compile(r"[^\W_]{3,}")


class EventMention(NamedTuple):
    """One passage that tells of an event.

    Attributes:
        key: Family of the predicate, else its lemma: what two mentions must share to be of one event.
        label: The words that tell of it, with the subject where that stands outside the clause.
        words: Content words of its arguments.
        edtf: When it happened, as far as this passage says.
        weekday: The weekday (1-7) that it says, where it says no date.
        timex_id: The expression of its time, also where that is no date ("on Tuesday" of an unknown week).
        told: EDTF of the day on which it was told: no past event is later, no planned one earlier.
        agents: Those of the participants who do it.
        doer: Content words of the one who does it, where that is no pronoun: "government jets" are no participant.
        places: Where it was, as entity ids.
        is_negative: It says that the event was not, in so many words or by denying it (`is_denial`).
        has_tense: A verb with a tense tells of it, or a noun: no infinitive, no participle.
        is_past: Its verb is in the past.
        is_said_on: `told` is the day that the words give for the saying, and not the day of publication.
        is_claim: Told by a source, `source` (None where nobody is named), and not in the outlet's own words.
        joining: The word that joins its clause to the one above, where that says when it happens: "after".
        speaker: Who says it, where the event is a saying; `is_denying` where that denies.
        numbers: How many it is done to, from the least to the most, as far as the words bound it.
    """

    key: str
    label: str
    article_id: str
    sentence_id: str
    char_start: int
    char_end: int
    participants: frozenset[str]
    agents: frozenset[str]
    doer: frozenset[str]
    places: frozenset[str]
    words: frozenset[str]
    edtf: str | None
    weekday: str | None
    timex_id: str | None
    told: str | None
    is_said_on: bool
    is_negative: bool
    is_denial: bool
    is_planned: bool
    is_present: bool
    has_tense: bool
    is_past: bool
    is_claim: bool
    source: str | None
    joining: str | None = None
    speaker: str | None = None
    is_denying: bool = False
    numbers: tuple[float | None, float | None] | None = None

    @property
    def span(self) -> Row:
        return {"article_id": self.article_id, "char_start": self.char_start, "char_end": self.char_end}


def event_family(predicate: str) -> str:
    """What two predicates must share to tell of one event."""
    plain = event_words().same.get(predicate, predicate)
    return family_of(plain) or plain


def is_place(mention: Row) -> bool:
    return bool(mention["entity_id"]) and mention["reading"] == "place"


def cues_in(sentence_id: str, index: Index) -> list[Row]:
    """The claims of a sentence that have a word of saying."""
    return [claim for claim in index.by_sentence("claims")[sentence_id] if claim["cue_start"] is not None]


def content_words(text: str) -> set[str]:
    """The content words of a phrase, without plural s: enough to see that two phrases speak of one thing."""
    return {word.rstrip("s") for word in LONG_WORD.findall(text.lower()) if word not in event_words().empty}
