"""Measures of an actor's place in the network."""

import networkx as nx
import pandas as pd

KNOWN = ["entity_id", "name", "kind", "side", "n_claims"]
MEASURES = [*KNOWN, "speaks_about", "spoken_about", "betweenness", "accuses", "accused_by", "mutual"]


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
    rows = [
        {
            "entity_id": entity,
            "name": known["name"],
            "kind": known["kind"],
            "side": known["side"],
            "n_claims": known["n_claims"],
            "speaks_about": says.out_degree(entity),
            "spoken_about": says.in_degree(entity),
            "betweenness": between[entity],
            "accuses": sum(a == entity for a, _ in accused),
            "accused_by": sum(b == entity for _, b in accused),
            "mutual": sum(a == entity and (b, a) in accused for a, b in accused),
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
