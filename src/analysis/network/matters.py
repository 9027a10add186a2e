"""Actors and contested matters: positions, and the congruence and conflict matrices of discourse network analysis."""

from collections import defaultdict
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.network.ties import RELATIONS
from analysis.schema import Row, records

Matrix = npt.NDArray[np.int64]
Piece = tuple[tuple[str, int, int], ...]  # where one side's words stand


def actor_positions(disagreements: pd.DataFrame) -> pd.DataFrame:
    """Find on which side of each contested matter its parties stand: the two-mode actor × matter view.

    Contradiction puts two pieces of evidence on opposite sides, agreement on the same one; the side of the first piece
    of evidence (in order of article and offset) is "+". Evidence that the relations put on both sides is "?".

    Returns:
        One row a party, matter and position, sorted: `entity_id`, `matter_id`, `position` (+, - or ?). No rows where
        there are no contradictions.
    """
    found: set[tuple[str, str, str]] = set()
    for matter_id, rows in disagreements.groupby("matter_id", sort=True):
        listed = [row for row in records(rows) if row["relation"] in RELATIONS]
        if not any(row["relation"] == "contradiction" for row in listed):
            continue
        sides = _two_sides(listed)
        for row in listed:
            for end in ("a", "b"):
                position = sides[_piece(row[f"evidence_{end}"])]
                found.update((party, str(matter_id), position) for party in row[f"parties_{end}"])
    return pd.DataFrame(sorted(found), columns=["entity_id", "matter_id", "position"])


def _piece(evidence: list[Row]) -> Piece:
    return tuple(sorted((e["article_id"], e["char_start"], e["char_end"]) for e in evidence))


def _two_sides(rows: list[Row]) -> dict[Piece, str]:
    """Colour the evidence of one matter: contradiction turns the side, agreement keeps it."""
    neighbours: dict[Any, list[tuple[Any, bool]]] = defaultdict(list)
    for row in rows:
        a, b = _piece(row["evidence_a"]), _piece(row["evidence_b"])
        turns = row["relation"] == "contradiction"
        neighbours[a].append((b, turns))
        neighbours[b].append((a, turns))
    sides: dict[Any, str] = {}
    for start in sorted(neighbours):
        if start in sides:
            continue
        sides[start] = "+"
        queue, torn = [start], False
        for piece in queue:
            for other, turns in sorted(neighbours[piece]):
                wanted = {"+": "-", "-": "+"}[sides[piece]] if turns else sides[piece]
                if other not in sides:
                    sides[other] = wanted
                    queue.append(other)
                torn |= sides[other] != wanted
        if torn:
            sides.update(dict.fromkeys(queue, "?"))
    return sides


def congruence_matrix(positions: pd.DataFrame) -> pd.DataFrame:
    """Count, for each two actors, the matters on which both take the same position.

    Args:
        positions: Rows of `actor_positions`; "?" counts for nobody. Repeated rows count once.

    Returns:
        A symmetric matrix, actors by actors in order of their ids, with an empty diagonal (0).

    Sources:
        Leifeld, "Discourse Network Analysis" (2017), Oxford Handbook of Political Networks: the actor congruence
        network, from the actor × concept × agreement array, binary.
    """
    actors, plus, minus = _affiliations(positions)
    return _matrix(plus @ plus.T + minus @ minus.T, actors)


def conflict_matrix(positions: pd.DataFrame) -> pd.DataFrame:
    """Count, for each two actors, the matters on which they take opposite positions; else as `congruence_matrix`."""
    actors, plus, minus = _affiliations(positions)
    return _matrix(plus @ minus.T + minus @ plus.T, actors)


def _affiliations(positions: pd.DataFrame) -> tuple[list[str], Matrix, Matrix]:
    """Return the actors and, for each position, a matrix of actors by matters: 1 where the actor takes it."""
    actors, matters = sorted(set(positions["entity_id"])), sorted(set(positions["matter_id"]))
    plus, minus = (np.zeros((len(actors), len(matters)), dtype=np.int64) for _ in "+-")
    for actor, matter, position in positions[["entity_id", "matter_id", "position"]].itertuples(index=False):
        if position != "?":
            (plus if position == "+" else minus)[actors.index(actor), matters.index(matter)] = 1
    return actors, plus, minus


def _matrix(values: Matrix, actors: list[str]) -> pd.DataFrame:
    np.fill_diagonal(values, 0)
    return pd.DataFrame(values, index=actors, columns=actors)
