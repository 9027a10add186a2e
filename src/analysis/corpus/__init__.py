"""Files → Corpus; frames ↔ data/derived."""

import hashlib

import pandas as pd

from analysis import schema
from analysis.corpus.places import find_project_root, locate
from analysis.corpus.storage import Frames, RowStore, load_frame, save_frame, write_whole

__all__ = [
    "Frames",
    "RowStore",
    "complete_articles",
    "find_project_root",
    "load_frame",
    "locate",
    "save_frame",
    "write_whole",
]


def complete_articles(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the articles with every column of the `articles` frame; what is missing is computed or null."""
    rows = schema.records(articles)
    for row in rows:
        row["sha256"] = row.get("sha256") or hashlib.sha256(str(row["text"]).encode()).hexdigest()
        row["origin_id"] = row.get("origin_id") or row["article_id"]
    return schema.frame("articles", rows)
