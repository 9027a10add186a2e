"""The rows that decisions change, copied, and how they are found and renamed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from analysis import schema
from analysis.decisions.table import SAME, Place
from analysis.errors import AnalysisError
from analysis.frames import Frames
from analysis.names import fold, slug
from analysis.schema import Row

CHANGED = ("claims", "actors", "entities", "predications")
LISTED = {"claims": "targets", "predications": "arguments"}


class NotFollowedError(AnalysisError):
    """Why a decision can't be followed, for the audit list."""


class Reference(NamedTuple):
    """A place that names an actor: a mention, a claim's source, whom it is about, who takes part in a clause.

    Attributes:
        holder: The row, or the part of one, whose `entity_id` it is.
        place: The words that name the actor.
    """

    holder: Row
    place: Place


class Draft:
    """Copies of the rows of the frames; `frames` returns what has become of them."""

    def __init__(self, frames: Frames) -> None:
        self.original = frames
        self.rows = {name: [dict(row) for row in schema.records(getattr(frames, name))] for name in CHANGED}
        for name, column in LISTED.items():
            for row in self.rows[name]:
                row[column] = [dict(part) for part in row[column]]

    def frames(self) -> Frames:
        return replace(self.original, **{name: schema.frame(name, rows) for name, rows in self.rows.items()})

    def best(self, name: str, place: Place, cue: Place | None = None) -> Row | None:
        """Return the row of a frame that shares most with a place; None where none is about the same words.

        Two claims may have the same words ("the port rejected the mayor's claim that …"): the cue tells which is meant.
        """
        same = []
        for row in self.rows[name]:
            share = place.overlap(row["article_id"], row["char_start"], row["char_end"])
            if share >= SAME:
                same.append((cue is not None and _has_cue(row, cue), share, row))
        return max(same, key=lambda found: found[:2], default=(False, 0.0, None))[2]

    def actors(self, name: str, article_id: str) -> list[Row]:
        """Return the actors with an id, else a name, else an alias; one known in another article only is none."""
        rows = [row for row in self.rows["actors"] if row.get("article_id") in (None, article_id)]
        exact = [row for row in self.rows["actors"] if row["entity_id"] == name]
        named = [row for row in rows if fold(row["name"]) == fold(name)]
        return exact or named or [row for row in rows if fold(name) in map(fold, row["aliases"])]

    def actor(self, name: str, article_id: str, kind: str | None = None) -> Row:
        """Return the one actor of a name; a new one of a kind where there is none.

        Raises:
            NotFollowedError: There are several, or none and no kind is given for a new one.
        """
        found = self.actors(name, article_id)
        if len(found) > 1:
            listed = ", ".join(row["entity_id"] for row in found[:5])
            raise NotFollowedError(f"the value names several actors; write the id of one: {listed}")
        if not found and kind is None:
            raise NotFollowedError("the value names no actor of the corpus")
        return found[0] if found else self.new_actor(name, str(kind))

    def new_actor(self, name: str, kind: str) -> Row:
        known = {row["entity_id"] for row in self.rows["actors"]}
        entity_id = f"{slug(name)}.decided"
        while entity_id in known:
            entity_id += "-2"
        row: Row = {"entity_id": entity_id, "name": name, "kind": kind, "aliases": []}
        row |= {"parent_id": None, "side": None}
        self.rows["actors"].append(row)
        return row

    def clauses_of(self, claim: Row) -> list[Row]:
        """Return the clauses whose innermost claim a claim is."""
        return [row for row in self.rows["predications"] if row["claim_id"] == claim["claim_id"]]

    def references(self) -> Iterator[Reference]:
        """Yield every place that names an actor, or could."""
        for row in self.rows["entities"]:
            yield Reference(row, Place(row["article_id"], row["char_start"], row["char_end"]))
        for row in self.rows["claims"]:
            if row["source_start"] is not None:
                yield Reference(row, Place(row["article_id"], row["source_start"], row["source_end"]))
        for name, column in LISTED.items():
            for row in self.rows[name]:
                for part in row[column]:
                    if part["char_start"] is not None:
                        yield Reference(part, Place(row["article_id"], part["char_start"], part["char_end"]))

    def rename(self, old: str | None, new: Row | None, words: str, at: Iterable[Place]) -> None:
        """Let what names the actor `old` at some places name another one, or nobody, and say by whose word."""
        entity_id, name = (None, None) if new is None else (new["entity_id"], new["name"])
        places = list(at)
        for holder, place in self.references():
            is_meant = any(place.touches(*other) for other in places)
            if not is_meant or holder["entity_id"] != old:
                continue
            holder["entity_id"] = entity_id
            if "claim_id" in holder:
                holder["source_name"] = name
                mark(holder, f"source {words}")
            elif "mention_id" in holder:
                mark(holder, f"actor {words}")


def _has_cue(claim: Row, cue: Place) -> bool:
    start, end = claim.get("cue_start"), claim.get("cue_end")
    if start is None or end is None:
        start, end = claim.get("source_start"), claim.get("source_end")
    return start is not None and end is not None and cue.touches(claim["article_id"], start, end)


def mark(row: Row, words: str) -> None:
    """Write into a row that somebody decided on it."""
    before = row.get("decided")
    row["decided"] = words if not before or before == words else f"{before}; {words}"
