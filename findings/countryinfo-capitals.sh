#!/usr/bin/env bash
# countryinfo, in its release of 2026, gives capitals that have moved or were renamed, and Brazzaville for "Congo"; it does not know Kosovo.
#
# Why it matters here: a capital that speaks ("Astana said") stands for its state. Gitega has been Burundi's capital since 2019, Astana has
# its old name again since 2022, the government of Eswatini sits in Mbabane. This package keeps a table of its own, checked against
# Unicode CLDR.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check countryinfo==1.0.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from countryinfo import CountryInfo

print("countryinfo", version("countryinfo"))
found = {}
for name in ("Burundi", "Kazakhstan", "Eswatini", "Congo", "Kosovo"):
    try:
        found[name] = CountryInfo(name).capital()
    except Exception as error:
        found[name] = type(error).__name__
    print(f"{name:<11}", found[name])
holds = found == {
    "Burundi": "Bujumbura",
    "Kazakhstan": "Nur-Sultan",
    "Eswatini": "Lobamba",
    "Congo": "Brazzaville",
    "Kosovo": "CountryNotFoundError",
}
print("as described" if holds else "CHANGED: this finding no longer holds")
sys.exit(not holds)
PYTHON
