"""Claims, disagreements → the network of actors, its measures, matrices and files."""

from analysis.network.export import edge_table, gexf, graphml, node_table
from analysis.network.measures import actor_measures, network_of_sides, reciprocity_of_accusations
from analysis.network.naming import list_names
from analysis.network.readings import conflict_pairs, list_strongest
from analysis.network.ties import build_network

__all__ = [
    "actor_measures",
    "build_network",
    "conflict_pairs",
    "edge_table",
    "gexf",
    "graphml",
    "list_names",
    "list_strongest",
    "network_of_sides",
    "node_table",
    "reciprocity_of_accusations",
]
