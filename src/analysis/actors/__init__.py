"""Mentions of actors, and the entities they mean."""

from collections.abc import Iterable

import pandas as pd

from analysis.passages import ParsedArticle
from analysis.schema import Row


def find_mentions(article: ParsedArticle, claims: list[Row]) -> list[Row]:
    """Return the rows of the `entities` frame for one article without `entity_id`.

    Depends on this article alone. A row may carry further JSON-able keys for `link_mentions`.
    """
    return []


def link_mentions(
    mentions: list[Row], table: pd.DataFrame | None, articles: Iterable[Row]
) -> tuple[dict[str, str | None], list[Row]]:
    """Resolve the mentions of all articles.

    Returns:
        The entity id of each mention_id (None = NIL), and the rows of the `actors` frame.
    """
    return {}, []
