"""Doc → predications: one row a clause."""

from analysis.passages import ParsedArticle
from analysis.schema import Row


def find_predications(article: ParsedArticle, claims: list[Row], timexes: list[Row]) -> list[Row]:
    """Return the rows of the `predications` frame for one article, before entity ids (each argument has a `head`)."""
    return []
