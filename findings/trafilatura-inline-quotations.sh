#!/usr/bin/env bash
# trafilatura loses the quotation marks of <q>, and in Markdown moves the words of a <q> that holds markup.
#
# Why it matters here: whose words a sentence holds is told by its quotation marks. Without them a party's words become the
# outlet's. This package puts the marks into the page before it hands it over.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check trafilatura==2.3.1 lxml==6.1.3 lxml-html-clean==0.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import trafilatura

PAGE = """<html><head><title>A bridge</title></head><body><article><h1>A bridge</h1>
<p>The mayor of the town said on Tuesday that the bridge over the river had been closed by the contractor for repairs.</p>
<p>A spokesman said <q>we have <em>never</em> closed a bridge</q> and left without taking any questions from reporters.</p>
<p>The quarrel has lasted for eleven weeks, and neither side has shown the contract to the public so far.</p>
</article></body></html>"""
print("trafilatura", version("trafilatura"))
text = trafilatura.extract(PAGE)
markdown = trafilatura.extract(PAGE, output_format="markdown")
print("text:    ", text)
print("markdown:", markdown)
# In the page: A spokesman said <q>we have <em>never</em> closed a bridge</q> and left without …
holds = "said we have never closed a bridge" in text and "“" not in text and '"' not in text
holds &= "*never* closed a bridge" in markdown.split("and left without")[1]
print("as described" if holds else "CHANGED: this finding no longer holds")
sys.exit(not holds)
PYTHON
