#!/usr/bin/env bash
# feedparser takes the time zones CET, CEST, BST, MSK, IST and JST of a feed's dates for UTC, without a word.
#
# Why it matters here: who reported first is told by the hour, and relative dates ("yesterday") are anchored at the day; an article
# of 00:30 CET is one of the evening before in UTC. This package reads the date as the feed spells it, with its zone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check feedparser==6.0.14
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import feedparser

FEED = "<rss version='2.0'><channel><title>t</title><item><title>a</title><pubDate>Wed, 04 Mar 2026 09:12:00 %s</pubDate></item></channel></rss>"
print("feedparser", version("feedparser"))
seen = {}
for zone in ("GMT", "EST", "+0100", "CET", "CEST", "BST", "MSK", "IST", "JST"):
    entry = feedparser.parse(FEED % zone)
    seen[zone] = entry.entries[0].published_parsed.tm_hour
    print(f"09:12 {zone:<5} is read as {seen[zone]:02}:12 UTC, bozo {bool(entry.bozo)}")
expected = {"GMT": 9, "EST": 14, "+0100": 8, **dict.fromkeys(("CET", "CEST", "BST", "MSK", "IST", "JST"), 9)}
print("as described" if seen == expected else "CHANGED: this finding no longer holds")
sys.exit(seen != expected)
PYTHON
