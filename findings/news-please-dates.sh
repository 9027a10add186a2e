#!/usr/bin/env bash
# news-please writes a missing date as the text 'None', drops the zone of a date, and takes the <time> of a list of other
# articles for the article's own where the page states its date in the @graph of its JSON-LD.
#
# Why it matters here: 'None' is no date and no missing value; without a zone 01:30 may be the day before; and a date that
# belongs to another article dates everything that the article says. This package reads its files, drops 'None', keeps the
# time without a zone, and from pages takes only a date that the page states of the article.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check news-please==1.6.16
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import json
import sys
from importlib.metadata import version

from newsplease import NewsPlease

PARAGRAPH = "<p>The mayor of the town said on Tuesday that the bridge over the river had been closed by the contractor.</p>"
PAGE = "<html lang='en'><head><title>A bridge</title>{head}</head><body><article><h1>A bridge</h1>" + PARAGRAPH * 3 + "</article>{aside}</body></html>"
DATE = "2026-03-04T01:30:00+02:00"
META = f"<meta property='article:published_time' content='{DATE}'>"
GRAPH = json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "A bridge", "datePublished": DATE}]})
ASIDE = "<aside><ul><li><time datetime='2026-02-01'>1 February</time> Market day moved</li></ul></aside>"


def dated(**parts):
    page = PAGE.format(**{"head": "", "aside": "", **parts})
    return NewsPlease.from_html(page, url="https://paper.example/a").get_serializable_dict()


print("news-please", version("news-please"))
with_zone = dated(head=META)
of_another = dated(head=f"<script type='application/ld+json'>{GRAPH}</script>", aside=ASIDE)
print("stated", DATE, "written", repr(with_zone["date_publish"]))
print("date_modify, which the page does not state:", repr(with_zone["date_modify"]))
print("stated", DATE, "in @graph, beside an aside of 2026-02-01: written", repr(of_another["date_publish"]))
holds = with_zone["date_publish"] == "2026-03-04 01:30:00" and with_zone["date_modify"] == "None"
holds &= of_another["date_publish"].startswith("2026-02-01")
print("as described" if holds else "CHANGED: this finding no longer holds")
sys.exit(not holds)
PYTHON
