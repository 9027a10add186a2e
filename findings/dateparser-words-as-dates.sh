#!/usr/bin/env bash
# dateparser's search reads the verb "may", "Sat" of "Sat images" and the number of a resolution as dates.
#
# Why it matters here: a timeline that is made so has events in the year 1701. This package takes a number for a year, and a word for a month
# or a weekday, only where its sentence does.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check dateparser==1.2.2
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import datetime

from dateparser.search import search_dates

print("dateparser", version("dateparser"))
base = {"RELATIVE_BASE": datetime.datetime(2031, 5, 4)}
found = {}
for text in ("The minister may resign.", "Sat images showed the dam.", "Resolution 1701 was adopted."):
    dates = search_dates(text, languages=["en"], settings=base) or []
    found[text] = [(words, date.date().isoformat()) for words, date in dates]
    print(f"{text:<30}", found[text])
holds = list(found.values()) == [[("may", "2031-05-04")], [("Sat", "2031-05-03")], [("1701", "1701-05-04")]]
print("as described" if holds else "CHANGED: this finding no longer holds")
sys.exit(not holds)
PYTHON
