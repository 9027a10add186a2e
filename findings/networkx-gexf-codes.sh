#!/usr/bin/env bash
# networkx writes a list of three-letter texts to GEXF as intervals in time: ["UKR", "RUS"] becomes the value "U" from "K" to "R".
#
# Why it matters here: states have three-letter codes, and so do parties and outlets. The file is read without complaint, the network
# has turned dynamic, and the codes are gone; a list of two-letter codes is an error instead. This package writes lists as one text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check networkx==3.6.1
"$folder/venv/bin/python" - <<'PYTHON'
import io
import sys
from importlib.metadata import version

import networkx

print("networkx", version("networkx"))
graph = networkx.Graph()
graph.add_node("talks", states=["UKR", "RUS"])
sink = io.BytesIO()
networkx.write_gexf(graph, sink)
print(next(line.strip() for line in sink.getvalue().decode().splitlines() if "<attvalue " in line))
read = networkx.read_gexf(io.BytesIO(sink.getvalue()))
print("written", graph.nodes["talks"]["states"], "read", read.nodes["talks"]["states"], "mode", read.graph["mode"])
holds = read.nodes["talks"]["states"] == [("U", "K", "R"), ("R", "U", "S")] and read.graph["mode"] == "dynamic"
print("as described" if holds else "CHANGED: this finding no longer holds")
sys.exit(not holds)
PYTHON
