#!/usr/bin/env bash
# papermill lists the parameters of a notebook without those that are annotated `int | None`, cuts a text at "#", and drops a
# parameter whose comment holds "=".
#
# Why it matters here: `papermill --help-notebook` is how a user learns what a notebook takes. A parameter that it does not know is
# only a warning when it is given, and the run goes on with the default. The notebooks of this package write "Optional[int]" in quotes,
# no "#" in values and no "=" in comments, and its own runner refuses what a notebook does not take.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check papermill==2.7.0 ipykernel==7.4.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import nbformat
import papermill

print("papermill", version("papermill"))
source = """n: int = 3  # articles
year: int | None = None  # the year of dates that state none
tag: str = "a#b"  # a mark
share: float = 0.5  # right = found / shown"""
cell = nbformat.v4.new_code_cell(source, metadata={"tags": ["parameters"]})
language = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}, "language_info": {"name": "python"}}
nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=language), "notebook.ipynb")
known = papermill.inspect_notebook("notebook.ipynb")
for name in ("n", "year", "tag", "share"):
    print(f"{name:<6}", known.get(name, "is not listed"))
holds = set(known) == {"n", "tag"} and known["tag"]["default"] == '"a'
print("as described" if holds else "CHANGED: this finding no longer holds")
sys.exit(not holds)
PYTHON
