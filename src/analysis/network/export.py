"""The network as tables and as files that Gephi and networkx read back."""

import re
from io import BytesIO
from typing import Any

import networkx as nx
import pandas as pd

NODES = ["entity_id", "name", "kind", "side", "n_claims", "n_origins"]
EDGES = [
    "source", "target", "tie", "sign", "weight", "n_claims", "n_articles", "first", "last", "claim_ids", "article_ids",
    "origin_ids",
    "matter_ids",
]  # fmt: skip
# What XML 1.0 has no character for.
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def node_table(graph: nx.MultiDiGraph) -> pd.DataFrame:
    """Return the nodes as a frame, by entity_id; its columns also where there are none."""
    rows = [{"entity_id": entity, **known} for entity, known in graph.nodes(data=True)]
    return pd.DataFrame(rows, columns=NODES)


def edge_table(graph: nx.MultiDiGraph) -> pd.DataFrame:
    """Return the edges as a frame, heaviest first; ids are joined by blanks."""
    rows = [{"source": a, "target": b, **_flat(known)} for a, b, known in graph.edges(data=True)]
    table = pd.DataFrame(rows, columns=EDGES)
    order = ["weight", "n_claims", "source", "target", "tie", "sign"]
    return table.sort_values(order, ascending=[False, False, True, True, True, True], ignore_index=True)


def graphml(graph: nx.MultiDiGraph) -> bytes:
    """Return the network as GraphML that Gephi and networkx read back with all attributes; the same bytes each time."""
    file = BytesIO()
    nx.write_graphml(_for_export(graph), file, encoding="utf-8", named_key_ids=True)
    return file.getvalue()


def gexf(graph: nx.MultiDiGraph) -> bytes:
    """Return the network as GEXF 1.2 with labels; the day of writing, which networkx adds, is left out."""
    file = BytesIO()
    nx.write_gexf(_for_export(graph), file, encoding="utf-8", version="1.2draft")
    return re.sub(rb'lastmodifieddate="[^"]*"', b'lastmodifieddate="1970-01-01"', file.getvalue())


def _for_export(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return a copy whose attributes are numbers and clean strings and whose edges have ids of their own."""
    plain = nx.MultiDiGraph()
    for entity, known in graph.nodes(data=True):
        plain.add_node(_clean(entity), label=_clean(known["name"]), **_flat(known))
    for number, (a, b, known) in enumerate(graph.edges(data=True)):
        plain.add_edge(_clean(a), _clean(b), key=f"e{number}", id=f"e{number}", **_flat(known))
    return plain


def _flat(known: dict[str, Any]) -> dict[str, Any]:
    return {name: value if isinstance(value, int) else _clean(value) for name, value in known.items()}


def _clean(value: str | tuple[str, ...]) -> str:
    return NO_XML.sub("\ufffd", value if isinstance(value, str) else " ".join(value))
