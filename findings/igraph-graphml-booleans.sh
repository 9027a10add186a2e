#!/usr/bin/env bash
# networkx leaves a boolean that a node lacks out of GraphML, and igraph reads it as False: "not known" becomes "no".
#
# Why it matters here: what is known of some actors only (whether they were named, whether they are an outlet) would be "no" for all
# others as soon as a colleague opens the graph in igraph. This package writes no boolean into its graphs: kinds and sides are words.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check igraph==1.0.0 networkx==3.6.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import igraph
import networkx

print("igraph", version("igraph"), "networkx", version("networkx"))
graph = networkx.DiGraph()
graph.add_node("ministry", is_state=True)
graph.add_node("fishermen")
networkx.write_graphml(graph, "actors.graphml")
read = {v["id"]: v["is_state"] for v in igraph.Graph.Read_GraphML("actors.graphml").vs}
again = {name: data.get("is_state") for name, data in networkx.read_graphml("actors.graphml").nodes(data=True)}
print("igraph:  ", read)
print("networkx:", again)
holds = read == {"ministry": True, "fishermen": False} and again == {"ministry": True, "fishermen": None}
print("as described" if holds else "CHANGED: this finding no longer holds")
sys.exit(not holds)
PYTHON
