#!/usr/bin/env bash
# With the pip that Python 3.11.7 brings (23.2.1), `pip install trafilatura` ends well and `import trafilatura` fails: its
# requirement justext 3.0.2 asks for `lxml[html_clean]`, lxml 6.1.3 calls this extra `html-clean`, and pip only warns.
#
# Why it matters here: without it no web page and no web archive is read. This package names lxml-html-clean itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pip==23.2.1
echo "pip $("$folder/venv/bin/pip" --version | cut -d' ' -f2)"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    trafilatura==2.3.1 justext==3.0.2 lxml==6.1.3 2>&1 | grep "extra" || true
if "$folder/venv/bin/python" -c "import trafilatura" 2>"$folder/error"; then
    echo "CHANGED: it is imported"
    exit 1
fi
tail -2 "$folder/error"
grep -q "lxml.html.clean module is now a separate project" "$folder/error"
echo "as described"
