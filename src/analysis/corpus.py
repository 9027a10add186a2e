"""Files → Corpus; frames ↔ data/derived."""

import hashlib
from dataclasses import dataclass

import pandas as pd

from analysis import schema


@dataclass(frozen=True)
class Frames:
    """The seven frames of one corpus, joined by ids."""

    articles: pd.DataFrame
    sentences: pd.DataFrame
    entities: pd.DataFrame
    actors: pd.DataFrame
    claims: pd.DataFrame
    predications: pd.DataFrame
    timexes: pd.DataFrame


def complete_articles(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the articles with every column of the `articles` frame; what is missing is computed or null."""
    rows = schema.records(articles)
    for row in rows:
        row["sha256"] = row.get("sha256") or hashlib.sha256(str(row["text"]).encode()).hexdigest()
        row["origin_id"] = row.get("origin_id") or row["article_id"]
    return schema.frame("articles", rows)
