"""The words that attribute, read from cues.csv once."""

from functools import cache
from typing import NamedTuple

from analysis.lexicon.resources import listed, read_rows


class Cue(NamedTuple):
    """What a cue word may be followed by, and what it tells of the speaker.

    Attributes:
        acts: The speech act by the kind of content: {"clause": "assert", "infinitive": "intend", …}. Kinds are clause,
            quote, infinitive, object-infinitive, gerund, object, small, as, at, of-claim, whether, prep:<preposition>.
        effects: What it does to a content, by the same kinds, where the act does not tell: doubts or takes_back.
        connotation: What the reporter's choice of it implies.
        certainty: How certain its content is at most: certain, probable or possible.
    """

    acts: dict[str, str]
    effects: dict[str, str]
    connotation: str
    certainty: str

    def takes(self, frame: str) -> bool:
        """Whether the cue may have such a content."""
        return frame in self.acts

    def act(self, pattern: str) -> str:
        """The speech act of the cue with a content found by a pattern; its first one where no row names that kind."""
        return self.acts.get(self._frame(pattern)) or next(iter(self.acts.values()))

    def effect(self, pattern: str) -> str:
        """What the cue does to a content found by a pattern: affirms, denies, doubts or takes_back."""
        told = self.effects.get(self._frame(pattern))
        return told or ("denies" if self.act(pattern) == "deny" else "affirms")

    def _frame(self, pattern: str) -> str:
        frame = PATTERN_FRAMES.get(pattern, pattern)
        if frame == "of-claim" and frame not in self.acts:  # "denied the claim that", "cast doubt on the claim that"
            return next((f for f in self.acts if f == "object" or f.startswith("prep:")), frame)
        return frame

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
    **dict.fromkeys(("continued", "bare", "place", "lead-in", "label", "signature", "unattributed"), "quote"),
}


@cache
def cues() -> dict[tuple[str, str], Cue]:
    """Return {(part of speech, lemma): cue}; a particle is joined to its verb: ("verb", "point out")."""
    rows = read_rows("cues.csv")
    connotations, certainties = (
        {word: row["act"] for row in rows if row["pos"] == kind for word in listed(row["lemmas"])}
        for kind in ("connotation", "certainty")
    )
    found: dict[tuple[str, str], Cue] = {}
    for row in rows:
        if row["pos"] in ("connotation", "certainty"):
            continue
        for lemma in listed(row["lemmas"]):
            new = Cue({}, {}, connotations.get(lemma, "neutral"), certainties.get(lemma, "certain"))
            cue = found.setdefault((row["pos"], lemma), new)
            for frame in row["frames"].split():
                if frame not in cue.acts and row["effect"]:
                    cue.effects[frame] = row["effect"]
                cue.acts.setdefault(frame, row["act"])
    return found
