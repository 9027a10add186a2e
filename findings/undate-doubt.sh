#!/usr/bin/env bash
# undate reads EDTF dates with the marks of doubt and drops the marks: 2031-05~, 2031-05? and 2031-05% all become 2031-05.
#
# Why it matters here: "about May" and "perhaps in May" are not "in May", and a source that was careful would be made to sound sure.
# undate reads "portions of EDTF": it accepts the marks and says nothing. This package keeps them, and writes beside every date the
# earliest and the latest moment that it allows.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check undate==0.8.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from undate import Undate

print("undate", version("undate"))
written = {}
for edtf in ("2031-05", "2031-05~", "2031-05?", "2031-05%", "2031~"):
    date = Undate.parse(edtf, "EDTF")
    written[edtf] = date.format("EDTF")
    print(f"{edtf:<9} is written again as {written[edtf]}, from {date.earliest} to {date.latest}")
holds = written == {**dict.fromkeys(("2031-05", "2031-05~", "2031-05?", "2031-05%"), "2031-05"), "2031~": "2031"}
print("as described" if holds else "CHANGED: this finding no longer holds")
sys.exit(not holds)
PYTHON
