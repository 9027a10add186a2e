"""Doc → claims: source, cue and content."""

from analysis.passages import ParsedArticle
from analysis.schema import Row


def find_claims(article: ParsedArticle, timexes: list[Row]) -> list[Row]:
    """Return the rows of the `claims` frame for one article, before entity ids.

    Beside the columns a row has `source_head` (offset of a character of the source's head word, or None),
    `co_source_heads` (list of such offsets) and in each target a `head`; `annotate` turns them into entity ids.
    """
    return []
