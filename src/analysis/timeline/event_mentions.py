"""Mentions of events, and the frames as plain rows found by what they are asked for."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from analysis.frames import Frames
from analysis.lexicon import event_words
from analysis.schema import Row, records

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
        places: Where it was, as entity ids.
        is_negative: It says that the event was not, in so many words or by denying it (`is_denial`).
        is_said_on: `told` is the day that the words give for the saying, and not the day of publication.
        is_claim: Told by a source, `source` (None where nobody is named), and not in the outlet's own words.
    """

    key: str
    label: str
    article_id: str
    sentence_id: str
    char_start: int
    char_end: int
    participants: frozenset[str]
    agents: frozenset[str]
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
    is_claim: bool
    source: str | None

    @property
    def span(self) -> Row:
        return {"article_id": self.article_id, "char_start": self.char_start, "char_end": self.char_end}


class FrameRows(NamedTuple):
    """The frames as plain rows, found by what they are asked for."""

    published: Mapping[str, str | None]
    texts: Mapping[str, str]
    claims: Mapping[str, Row]
    cues: Mapping[str, list[Row]]
    timexes: Mapping[str, Row]
    times_in: Mapping[str, list[Row]]
    mentions_in: Mapping[str, list[Row]]
    clauses_in: Mapping[str, list[Row]]
    sentences: Mapping[str, Row]
    families: Mapping[str, str]
    roots: Mapping[str, str]

    def family(self, predicate: str) -> str:
        """What two predicates must share to tell of one event."""
        plain = event_words().same.get(predicate, predicate)
        return self.families.get(plain, plain)

    def is_place(self, mention: Row) -> bool:
        return bool(mention["entity_id"]) and mention["reading"] == "place"


def read_frames(frames: Frames) -> FrameRows:
    articles = records(frames.articles)
    claims = records(frames.claims)
    timexes = records(frames.timexes)
    clauses = records(frames.predications)
    return FrameRows(
        published={a["article_id"]: a["published"] for a in articles},
        texts={a["article_id"]: a["text"] for a in articles},
        claims={c["claim_id"]: c for c in claims},
        cues=_by((c for c in claims if c["cue_start"] is not None), "sentence_id"),
        timexes={t["timex_id"]: t for t in timexes},
        times_in=_by(timexes, "sentence_id"),
        mentions_in=_by(records(frames.entities), "sentence_id"),
        clauses_in=_by(clauses, "sentence_id"),
        sentences={s["sentence_id"]: s for s in records(frames.sentences)},
        families={p["predicate"]: p["family"] for p in clauses if p["family"] is not None},
        roots=_roots(records(frames.actors)),
    )


def _roots(actors: list[Row]) -> dict[str, str]:
    """Each named actor with the side it stands on, else the whole that it belongs to: who is no independent voice."""
    parents = {a["entity_id"]: a["parent_id"] for a in actors}
    sides = {a["entity_id"]: a["side"] for a in actors}
    found = {}
    for actor in parents:
        root, seen = actor, {actor}
        while sides.get(root) is None and (parent := parents.get(root)) and parent not in seen:
            root = parent
            seen.add(root)
        found[actor] = sides.get(root) or root
    return found


def _by(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def content_words(text: str) -> set[str]:
    """The content words of a phrase, without plural s: enough to see that two phrases speak of one thing."""
    return {word.rstrip("s") for word in LONG_WORD.findall(text.lower()) if word not in event_words().empty}
