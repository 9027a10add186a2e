"""The network as tables to read: the strongest ties with their words, pairs in conflict, the network of each month."""

import numpy as np
import pandas as pd

from analysis.frames import Frames
from analysis.network.positions import conflict_matrix
from analysis.network.ties import networks_by_period
from analysis.schema import records

STRONGEST = ["source", "sign", "target", "tie", "weight", "n_claims", "first", "last"]
PLACE = ["article_id", "char_start", "char_end"]


def list_strongest(frames: Frames, edges: pd.DataFrame) -> pd.DataFrame:
    """List the ties that rest on claims, each with the place of its first claim.

    Args:
        frames: The frames that the network was built from.
        edges: As `edge_table` returns, the heaviest first.

    Returns:
        One row a tie, in the order given: source, target (names), sign, tie, weight (independent origins), n_claims,
        first, last, and the first claim's article_id, char_start, char_end. No rows where no tie rests on a claim.
    """
    names, claims = frames.index.party_names, frames.index.claims
    rows = []
    for tie in records(edges.loc[edges["n_claims"] > 0]):
        claim = claims[tie["claim_ids"].partition(" ")[0]]
        ends = {end: names.get(tie[end], tie[end]) for end in ("source", "target")}
        rows.append(tie | ends | {column: claim[column] for column in PLACE})
    return pd.DataFrame(rows, columns=[*STRONGEST, *PLACE])


def conflict_pairs(frames: Frames, positions: pd.DataFrame) -> pd.DataFrame:
    """List the pairs of actors that take opposite positions.

    Args:
        frames: The frames that the disagreements were found in.
        positions: As `actor_positions` returns.

    Returns:
        One row a pair: actor, against (names), n_matters on which they are opposed; those with most first. No rows
        where nobody is opposed to anybody.
    """
    names = frames.index.party_names
    matrix = conflict_matrix(positions)
    actors = [names.get(entity, entity) for entity in matrix.index]
    rows = [
        {"actor": actors[i], "against": actors[j], "n_matters": n}
        for (i, j), n in np.ndenumerate(matrix.to_numpy())
        if i < j and n
    ]
    table = pd.DataFrame(rows, columns=["actor", "against", "n_matters"])
    return table.sort_values(["n_matters", "actor", "against"], ascending=[False, True, True], ignore_index=True)


def count_by_period(frames: Frames, disagreements: pd.DataFrame | None = None) -> pd.DataFrame:
    """Count actors and ties of the network of each month, as `networks_by_period` builds them.

    Returns:
        One row a month: month, actors, ties. No rows where no claim is dated to a month.
    """
    periods = networks_by_period(frames, disagreements)
    rows = [{"month": month, "actors": len(g), "ties": g.number_of_edges()} for month, g in periods.items()]
    return pd.DataFrame(rows, columns=["month", "actors", "ties"])
