"""The network as tables and as files that Gephi, igraph, networkit, graphology and networkx read back."""

import re
from collections import Counter, defaultdict
from io import BytesIO
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from analysis.dates import interval

NODES = ["entity_id", "name", "kind", "side", "n_claims", "n_origins"]
EDGES = [
    "source", "target", "tie", "sign", "weight", "n_claims", "n_articles", "first", "last", "claim_ids", "article_ids",
    "origin_ids",
    "matter_ids",
]  # fmt: skip
# Names of attributes that readers keep for themselves: a researcher's column so called gets "_" behind it.
RESERVED = frozenset(["id", "source", "target", "label", "start", "end"])
# What XML 1.0 has no character for.
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def node_table(graph: nx.MultiDiGraph) -> pd.DataFrame:
    """Return the nodes as a frame, by entity_id; its columns also where there are none, the researcher's own last."""
    rows = [{"entity_id": entity, **known} for entity, known in graph.nodes(data=True)]
    further = sorted({name for row in rows for name in row} - set(NODES))
    return pd.DataFrame(rows, columns=[*NODES, *further])


def edge_table(graph: nx.MultiDiGraph) -> pd.DataFrame:
    """Return the edges as a frame, heaviest first; ids are joined by blanks."""
    rows = [{"source": a, "target": b, **_flat(known)} for a, b, known in graph.edges(data=True)]
    table = pd.DataFrame(rows, columns=EDGES)
    order = ["weight", "n_claims", "source", "target", "tie", "sign"]
    return table.sort_values(order, ascending=[False, False, True, True, True, True], ignore_index=True)


def graphml(graph: nx.MultiDiGraph) -> bytes:
    """Return the network as GraphML; the same bytes each time.

    `name` is unique, for igraph takes it for the node: of actors of one name all bear their id, too. `entity_id`
    repeats the id, which Tulip loses, and `weight` is a double, for networkit drops integers. A key serves nodes or
    edges, never both, and no attribute is called id, source or target, which readers keep for themselves.
    """
    file = BytesIO()
    nx.write_graphml(_for_export(graph), file, encoding="utf-8", named_key_ids=False)
    return file.getvalue()


def gexf(graph: nx.MultiDiGraph) -> bytes:
    """Return the network as dynamic GEXF 1.2 with labels; the day of writing, which networkx adds, is left out.

    A tie lasts from the first day that its earliest date allows to the last day that its latest one allows, both
    included; an actor from its first tie to its last. A tie without a date has no start and no end, and neither has
    an actor who has such a tie: Gephi shows them at any time.
    """
    plain = _for_export(graph)
    of_actors: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for a, b, known in plain.edges(data=True):
        start, end = _spell(known)
        known.update({"start": start, "end": end} if start else {})
        for entity in {a, b}:
            of_actors[entity].append((start, end))
    for entity, spells in of_actors.items():
        if all(start for start, _ in spells):
            plain.nodes[entity].update(start=min(spells)[0], end=max(end for _, end in spells))
    file = BytesIO()
    nx.write_gexf(plain, file, encoding="utf-8", version="1.2draft")
    return re.sub(rb'lastmodifieddate="[^"]*"', b'lastmodifieddate="1970-01-01"', file.getvalue())


def _spell(tie: dict[str, Any]) -> tuple[str, str]:
    """The first and the last day of a tie's dates; empty where it has none."""
    if not tie["first"]:
        return "", ""
    start, end = interval(tie["first"]).earliest, interval(tie["last"]).latest
    if start is None or end is None:
        return "", ""
    return str(start.astype("datetime64[D]")), str((end - np.timedelta64(1, "s")).astype("datetime64[D]"))


def _for_export(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return a copy whose attributes are numbers and clean strings; its edges are numbered, its names unique."""
    plain = nx.MultiDiGraph()
    n_bearers = Counter(_clean(name) for _, name in graph.nodes(data="name"))
    for entity, known in graph.nodes(data=True):
        name = _clean(known["name"])
        unique = name if n_bearers[name] == 1 else f"{name} ({_clean(entity)})"
        attributes = _flat(known) | {"name": unique, "entity_id": _clean(entity)}
        plain.add_node(_clean(entity), label=name, **attributes)
    for number, (a, b, known) in enumerate(graph.edges(data=True)):
        attributes = _flat(known) | {"weight": float(known["weight"])}
        plain.add_edge(_clean(a), _clean(b), key=f"e{number}", **attributes)
    return plain


def _flat(known: dict[str, Any]) -> dict[str, Any]:
    flat = {}
    for name, value in known.items():
        column = f"{name}_" if name in RESERVED else name
        flat[column] = value if isinstance(value, int) else _clean(value)
    return flat


def _clean(value: str | tuple[str, ...]) -> str:
    return NO_XML.sub("\ufffd", value if isinstance(value, str) else " ".join(value))
