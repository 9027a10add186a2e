"""The network as tables to read: the strongest ties with their words, and pairs in conflict."""

from collections import Counter
from itertools import product

import pandas as pd

from analysis.frames import Frames
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


def conflict_pairs(positions: pd.DataFrame) -> pd.DataFrame:
    """List the pairs of actors that take opposite positions.

    Args:
        positions: As `disagreement.list_positions` returns; of party_id "" or null nothing is known. Who takes both
            positions in a matter stands against nobody there.

    Returns:
        One row a pair: actor, against (names), n_matters on which they are opposed; those with most first. No rows
        where nobody is opposed to anybody.

    Sources:
        Leifeld, "Discourse Network Analysis" (2017), Oxford Handbook of Political Networks: the actor conflict network,
        binary in each matter.
    """
    known = positions.loc[positions["party_id"].fillna("") != ""]
    names = dict(zip(known["party_id"], known["party"], strict=True))
    n_matters: Counter[tuple[str, str]] = Counter()
    for _, of_matter in known.groupby("matter_id"):
        a, b = (set(of_matter.loc[of_matter["position"] == side, "party_id"]) for side in "ab")
        n_matters.update((min(pair), max(pair)) for pair in product(a - b, b - a))
    rows = [{"actor": names[one], "against": names[other], "n_matters": n} for (one, other), n in n_matters.items()]
    table = pd.DataFrame(rows, columns=["actor", "against", "n_matters"])
    return table.sort_values(["n_matters", "actor", "against"], ascending=[False, True, True], ignore_index=True)
