"""What a notebook's results were made from: corpus, parameters, versions; never a path or a time."""

import hashlib
import platform
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report.listings import show_table
from analysis.report.pieces import Piece

STATED_PACKAGES = ("conflicting-accounts", "matplotlib", "networkx", "pandas", "spacy")


def provenance(articles: pd.DataFrame, parameters: Mapping[str, Any]) -> Piece:
    """Return a table, folded away, of the corpus checksum, the parameters and the versions that a notebook ran with.

    Args:
        articles: The articles frame.
        parameters: Name and value of each parameter that changes a result; leave folders out.
    """
    lines = articles["article_id"] + " " + articles["sha256"]
    made = {
        "articles": len(articles),
        "corpus (sha256 of all ids and texts)": hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest(),
        **parameters,
        "Python": platform.python_version(),
        **{package: version(package) for package in STATED_PACKAGES},
    }
    table = pd.DataFrame(
        {"what": list(made), "value": ["not given" if value is None else str(value) for value in made.values()]}
    )
    shown = show_table(table, caption="Corpus, parameters and versions")
    html = Markup('<details class="made"><summary>What these results were made from</summary>{}</details>')
    return Piece(html.format(shown))
