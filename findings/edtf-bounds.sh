#!/usr/bin/env bash
# edtf's fuzzy bounds of a doubtful day span 26 months; an interval that is open at its start and lacks a year raises a TypeError.
#
# Why it matters here: "probably 7 June" is a day with a doubt, and a chart that draws 26 months for it hides all else. "Before 7 June" of an
# unstated year is a usual thing in news. This package writes the bounds of a date beside it, and checks its own EDTF against
# this parser only where the parser can read it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check edtf==5.0.2
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import contextlib
import io

import edtf

print("edtf", version("edtf"))
doubtful = edtf.parse_edtf("2031-06-07?")
bounds = tuple(doubtful.lower_fuzzy())[:3], tuple(doubtful.upper_fuzzy())[:3]
print("2031-06-07? spans", bounds)
try:
    with contextlib.redirect_stdout(io.StringIO()):
        open_start = str(edtf.parse_edtf("../XXXX-06-07"))
except TypeError as error:
    open_start = type(error).__name__
print("../XXXX-06-07 gives", open_start)
holds = bounds == ((2030, 5, 6), (2032, 7, 8)) and open_start == "TypeError"
print("as described" if holds else "CHANGED: this finding no longer holds")
sys.exit(not holds)
PYTHON
