#!/usr/bin/env bash
# pandas writes a lone carriage return into a CSV without quotes, and reads back other rows than it wrote.
#
# Why it matters here: texts of old exports and web forms hold such line ends, and an article that falls into two rows loses its
# outlet and shifts every count. It happens with the line end that pandas takes by itself outside Windows; with "\r\n" the cell is
# quoted, so this package writes the sheets that people edit with that one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1
"$folder/venv/bin/python" - <<'PYTHON'
import io
import sys
from importlib.metadata import version

import pandas

print("Python", sys.version.split()[0], "pandas", version("pandas"))
table = pandas.DataFrame({"article_id": ["1", "2"], "text": ["The mayor\rspoke.", "Rain."], "outlet": ["Mail", "Post"]})
plain = pandas.read_csv(io.StringIO(table.to_csv(index=False, lineterminator="\n"), newline=""), dtype="str")
windows = pandas.read_csv(io.StringIO(table.to_csv(index=False, lineterminator="\r\n"), newline=""), dtype="str")
print("2 rows are written; read back:", plain.fillna("-").values.tolist())
print('with lineterminator="\\r\\n":', windows.values.tolist())
holds = plain["article_id"].tolist() == ["1", "spoke.", "2"] and windows.equals(table)
print("as described" if holds else "CHANGED: this finding no longer holds")
sys.exit(not holds)
PYTHON
