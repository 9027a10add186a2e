"""Claims, disagreements → the network of actors, its measures, matrices and files."""

from analysis.network.export import edge_table, gexf, graphml, node_table
from analysis.network.measures import actor_measures, network_of_sides, reciprocity_of_accusations
from analysis.network.naming import list_names
from analysis.network.positions import actor_positions, conflict_matrix
from analysis.network.readings import conflict_pairs, count_by_period, list_strongest
from analysis.network.ties import build_network, networks_by_period

__all__ = [
    "actor_measures",
    "actor_positions",
    "build_network",
    "conflict_matrix",
    "conflict_pairs",
    "count_by_period",
    "edge_table",
    "gexf",
    "graphml",
    "list_names",
    "list_strongest",
    "network_of_sides",
    "networks_by_period",
    "node_table",
    "reciprocity_of_accusations",
]
