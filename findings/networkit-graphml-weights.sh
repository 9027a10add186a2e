#!/usr/bin/env bash
# networkit reads whole-number weights of a GraphML as no weights: every edge weighs 1. The same file with 5.0 is read as weighted.
#
# Why it matters here: ties between actors weigh as many claims as they rest on, a whole number. Measures made in networkit from such a
# file would take every tie as equal, without a word. This package writes weights with a decimal point.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check networkit==11.3 networkx==3.6.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import networkit
import networkx

print("networkit", version("networkit"), "networkx", version("networkx"))
read = {}
for weight in (5, 5.0):
    graph = networkx.DiGraph()
    graph.add_edge("ministry", "fishermen", weight=weight)
    networkx.write_graphml(graph, "ties.graphml")
    found = networkit.readGraph("ties.graphml", networkit.Format.GraphML)
    read[str(weight)] = (found.isWeighted(), [w for _, _, w in found.iterEdgesWeights()])
    print(f"weight {weight}: weighted, weights = {read[str(weight)]}")
holds = read == {"5": (False, [1.0]), "5.0": (True, [5.0])}
print("as described" if holds else "CHANGED: this finding no longer holds")
sys.exit(not holds)
PYTHON
