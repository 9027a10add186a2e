#!/usr/bin/env bash
# pycountry's fuzzy search puts Nigeria before Niger, and does not find Turkey, Burma or Ivory Coast.
#
# Why it matters here: who speaks for which state is what a reader sees first. A search that looks for the letters of a name in longer
# names, subdivisions and official forms gives a state another's words. This package reads one table of names, with the spellings of
# the press, and takes a name whole or not at all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pycountry==26.2.16
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import pycountry

print("pycountry", version("pycountry"))
first = {}
for name in ("Niger", "Turkey", "Burma", "Ivory Coast"):
    try:
        first[name] = pycountry.countries.search_fuzzy(name)[0].name
    except LookupError:
        first[name] = None
    print(f"{name:<12} first answer: {first[name]}")
holds = first == {"Niger": "Nigeria", "Turkey": None, "Burma": None, "Ivory Coast": None}
print("as described" if holds else "CHANGED: this finding no longer holds")
sys.exit(not holds)
PYTHON
