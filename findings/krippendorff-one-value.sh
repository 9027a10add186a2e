#!/usr/bin/env bash
# krippendorff raises a ValueError where all coders gave one and the same value, and says that "the domain" is too small.
#
# Why it matters here: two coders who call every claim of a small sample right agree wholly, but alpha is not defined, for chance would
# agree, too. A notebook must not stop there. This package says in words that all judgements are the same, and how many.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check krippendorff==0.9.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import krippendorff

print("krippendorff", version("krippendorff"))
try:
    same = str(krippendorff.alpha(reliability_data=[[1, 1, 1], [1, 1, 1]], level_of_measurement="nominal"))
except ValueError as error:
    same = f"ValueError: {error}"
two = krippendorff.alpha(reliability_data=[[1, 2, 1], [1, 2, 1]], level_of_measurement="nominal")
print("one value throughout:", same)
print("two values, the same:", two)
holds = same.startswith("ValueError") and two == 1.0
print("as described" if holds else "CHANGED: this finding no longer holds")
sys.exit(not holds)
PYTHON
