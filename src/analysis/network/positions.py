"""Actors and contested matters: positions, and the conflict matrix of discourse network analysis."""

from itertools import product

import networkx as nx
import numpy as np
import pandas as pd

from analysis.network.ties import RELATIONS
from analysis.schema import Row, records

Evidence = tuple[tuple[str, int, int], ...]  # where one side's words stand


def actor_positions(disagreements: pd.DataFrame) -> pd.DataFrame:
    """Find on which side of each contested matter its parties stand: the two-mode actor × matter view.

    Contradiction puts two pieces of evidence on opposite sides, agreement on the same one; "+" is the side that a
    contradiction names first, which affirms where one side does. Evidence that the relations put on both sides is "?".

    Returns:
        One row a party, matter and position, sorted: `entity_id`, `matter_id`, `position` (+, - or ?). No rows where
        there are no contradictions.
    """
    found: set[tuple[str, str, str]] = set()
    for matter_id, rows in disagreements.groupby("matter_id", sort=True):
        if "contradiction" in set(rows["relation"]):
            listed = records(rows[rows["relation"].isin(list(RELATIONS))])
            sides = _two_sides(listed)
            for row, end in product(listed, "ab"):
                position = sides[_evidence_key(row[f"evidence_{end}"])]
                found.update((party, str(matter_id), position) for party in row[f"parties_{end}"])
    return pd.DataFrame(sorted(found), columns=["entity_id", "matter_id", "position"])


def _evidence_key(evidence: list[Row]) -> Evidence:
    return tuple(sorted((e["article_id"], e["char_start"], e["char_end"]) for e in evidence))


def _two_sides(rows: list[Row]) -> dict[Evidence, str]:
    """Put the evidence of one matter on two sides: contradiction turns the side, agreement keeps it.

    Each piece stands in a graph twice, once for each side; one that is joined with its own other half is torn.
    """
    joined = nx.Graph()
    for row in rows:
        a, b = _evidence_key(row["evidence_a"]), _evidence_key(row["evidence_b"])
        for side, other in ("+-", "-+"):
            joined.add_edge((a, side), (b, other if row["relation"] == "contradiction" else side))
    contradictions = [row for row in rows if row["relation"] == "contradiction"]
    named_first = [_evidence_key(row["evidence_a"]) for row in contradictions]
    sides: dict[Evidence, str] = {}
    for piece in [*named_first, *sorted({piece for piece, _ in joined})]:
        if piece not in sides:
            reached = nx.node_connected_component(joined, (piece, "+"))
            is_torn = (piece, "-") in reached
            sides.update((one, "?" if is_torn else side) for one, side in reached)
    return sides


def conflict_matrix(positions: pd.DataFrame) -> pd.DataFrame:
    """Count, for each two actors, the matters on which they take opposite positions.

    Args:
        positions: Rows of `actor_positions`; "?" counts for nobody. Repeated rows count once.

    Returns:
        A symmetric matrix, actors by actors in order of their ids, with an empty diagonal (0).

    Sources:
        Leifeld, "Discourse Network Analysis" (2017), Oxford Handbook of Political Networks: the actor conflict
        network, from the actor × concept × agreement array, binary.
    """
    plus, minus = _stands(positions, "+"), _stands(positions, "-")
    conflicts = plus @ minus.T + minus @ plus.T
    np.fill_diagonal(conflicts, 0)
    actors = sorted(set(positions["entity_id"]))
    return pd.DataFrame(conflicts, index=actors, columns=actors)


def _stands(positions: pd.DataFrame, position: str) -> np.ndarray:
    """Return a matrix of actors by matters: 1 where the actor takes the position."""
    rows = positions.assign(takes=positions["position"].eq(position).astype("int64"))
    table = rows.pivot_table(index="entity_id", columns="matter_id", values="takes", aggfunc="max", fill_value=0)
    return table.to_numpy("int64")
