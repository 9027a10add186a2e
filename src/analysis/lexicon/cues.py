"""The words that attribute, read from cues.csv once."""

from functools import cache
from typing import NamedTuple

from analysis.lexicon.resources import listed, read_rows


class Cue(NamedTuple):
    """What a cue word may be followed by, and what it tells of the speaker.

    Attributes:
        acts: The speech act by the kind of content: {"clause": "assert", "infinitive": "intend", …}. Kinds are clause,
            quote, infinitive, object-infinitive, gerund, object, small, as, at, prep:<preposition>.
        connotation: What the reporter's choice of it implies.
    """

    acts: dict[str, str]
    connotation: str

    def takes(self, frame: str) -> bool:
        """Whether the cue may have such a content."""
        return frame in self.acts

    def act(self, pattern: str) -> str:
        """The speech act of the cue with a content found by a pattern; its first one where no row names that kind."""
        return self.acts.get(PATTERN_FRAMES.get(pattern, pattern)) or next(iter(self.acts.values()))

    def prepositions(self) -> frozenset[str]:
        """The prepositions that may lead in its content."""
        return frozenset(f.removeprefix("prep:") for f in self.acts if f.startswith("prep:"))


# Patterns that are a kind of content in another place.
PATTERN_FRAMES = {
    "around": "clause",
    "noun-clause": "clause",
    "passive": "clause",
    "passive-as": "as",
    "passive-object": "object",
    "continued": "quote",
}


@cache
def cues() -> dict[tuple[str, str], Cue]:
    """Return {(part of speech, lemma): cue}; a particle is joined to its verb: ("verb", "point out")."""
    rows = read_rows("cues.csv")
    connotations = {w: row["act"] for row in rows if row["pos"] == "connotation" for w in listed(row["lemmas"])}
    found: dict[tuple[str, str], Cue] = {}
    for row in rows:
        if row["pos"] == "connotation":
            continue
        for lemma in listed(row["lemmas"]):
            cue = found.setdefault((row["pos"], lemma), Cue({}, connotations.get(lemma, "neutral")))
            for frame in row["frames"].split():
                cue.acts.setdefault(frame, row["act"])
    return found
