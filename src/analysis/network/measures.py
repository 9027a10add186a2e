"""Measures of an actor's place in the network."""

from collections import Counter, defaultdict
from typing import Any

import networkx as nx
import pandas as pd

from analysis.network.ties import Tie, Ties, add_ties

# What a side has of the attributes of its actors; a researcher's own columns say something of one actor.
SHARED = ["name", "kind", "side", "n_claims", "n_origins"]
MEASURES = [
    "entity_id", "name", "kind", "side", "n_claims",
    "speaks_about", "spoken_about", "betweenness", "accuses", "accused_by", "mutual",
]  # fmt: skip


def network_of_sides(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Join the actors of each side: who accuses whom, by side.

    Args:
        graph: As `build_network` returns it; it is not modified.

    Returns:
        A graph of the same attributes whose nodes are sides, and the actors that have none. Ties within a side are left
        out; the others are joined by kind and sign, and every origin, article and claim counts once.
    """
    joined = nx.MultiDiGraph()
    end_of = {entity: known["side"] or entity for entity, known in graph.nodes(data=True)}
    for entity, known in graph.nodes(data=True):
        _join(joined, end_of[entity], entity, known)
    ties: Ties = defaultdict(Tie)
    for a, b, known in graph.edges(data=True):
        ends = end_of[a], end_of[b]
        source, target = ends if known["tie"] == "says-about" else sorted(ends)
        if source == target:
            continue
        tie = ties[source, target, known["tie"], known["sign"]]
        for name in ("claim_ids", "article_ids", "origin_ids", "matter_ids"):
            getattr(tie, name).update(known[name])
        tie.dates.update(filter(None, (known["first"], known["last"])))
    add_ties(joined, ties)
    return joined


def _join(joined: nx.MultiDiGraph, end: str, entity: str, known: dict[str, Any]) -> None:
    """Count an actor in with its side, or let it be an end of its own."""
    if end not in joined:
        of_all = known if end == entity else {column: known[column] for column in SHARED}
        joined.add_node(end, **{**of_all, "name": known["side"] or known["name"], "n_claims": 0, "n_origins": 0})
    of_end = joined.nodes[end]
    of_end["n_claims"] += known["n_claims"]
    of_end["n_origins"] = max(of_end["n_origins"], known["n_origins"])
    if known["side"] == known["name"]:
        of_end["kind"] = known["kind"]


def actor_measures(graph: nx.MultiDiGraph) -> pd.DataFrame:
    """Measure each actor's place in the network.

    Returns:
        One row an actor, by n_claims: `speaks_about` and `spoken_about` count actors (not claims), `betweenness`
        is the share of shortest says-about paths through it, `accuses` and `accused_by` count actors, `mutual`
        how many of those it accuses accuse it, too.
    """
    says = nx.DiGraph()
    says.add_nodes_from(graph)
    says.add_edges_from((a, b) for a, b, tie in graph.edges(data="tie") if tie == "says-about")
    between = nx.betweenness_centrality(says)
    accused = _accusations(graph)
    accuses = Counter(a for a, _ in accused)
    accused_by = Counter(b for _, b in accused)
    mutual = Counter(a for a, b in accused if (b, a) in accused)
    rows = [
        {
            **known,
            "entity_id": entity,
            "speaks_about": says.out_degree(entity),
            "spoken_about": says.in_degree(entity),
            "betweenness": between[entity],
            "accuses": accuses[entity],
            "accused_by": accused_by[entity],
            "mutual": mutual[entity],
        }
        for entity, known in graph.nodes(data=True)
    ]
    table = pd.DataFrame(rows, columns=MEASURES)
    return table.sort_values(["n_claims", "entity_id"], ascending=[False, True], ignore_index=True)


def reciprocity_of_accusations(graph: nx.MultiDiGraph) -> float | None:
    """Return the share of accusations (actor → actor) that are returned; None where nobody accuses."""
    accused = _accusations(graph)
    return sum((b, a) in accused for a, b in accused) / len(accused) if accused else None


def _accusations(graph: nx.MultiDiGraph) -> set[tuple[str, str]]:
    return {(a, b) for a, b, sign in graph.edges(data="sign") if sign == "accuses"}
