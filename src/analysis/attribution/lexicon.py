"""The words that attribute, read from cues.csv once."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Cue(NamedTuple):
    """What a cue word may be followed by, and what it tells of the speaker.

    Attributes:
        frames: Kinds of content it takes: clause, quote, infinitive, object-infinitive, gerund, object, small, as,
            prep:<preposition>.
        act: Its speech act.
        connotation: What the reporter's choice of it implies.
        is_denial: It turns the polarity of its content.
    """

    frames: frozenset[str]
    act: str
    connotation: str
    is_denial: bool

    def prepositions(self) -> frozenset[str]:
        return frozenset(f.removeprefix("prep:") for f in self.frames if f.startswith("prep:"))


@cache
def cues() -> dict[tuple[str, str], Cue]:
    """Return {(part of speech, lemma): cue}; a particle is joined to its verb: ("verb", "point out")."""
    connotations: dict[str, str] = {}
    found: dict[tuple[str, str], Cue] = {}
    with (files(__package__) / "cues.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    for row in rows:
        if row["pos"] == "connotation":
            connotations |= dict.fromkeys(_words(row["lemmas"]), row["act"])
    for row in rows:
        if row["pos"] == "connotation":
            continue
        for lemma in _words(row["lemmas"]):
            key = (row["pos"], lemma)
            earlier = found.get(key)
            found[key] = Cue(
                frozenset(row["frames"].split()) | (earlier.frames if earlier else frozenset()),
                earlier.act if earlier else row["act"],
                connotations.get(lemma, "neutral"),
                (earlier.act if earlier else row["act"]) == "deny",
            )
    return found


def _words(cell: str) -> list[str]:
    return [word.replace("_", " ") for word in cell.split()]
