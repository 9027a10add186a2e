"""The rows of all articles → Frames: the entities of each are resolved together, and named in the other rows."""

from collections.abc import Iterable

import pandas as pd

from analysis import schema
from analysis.actors import link_mentions
from analysis.annotate.article_rows import Rows
from analysis.frames import Frames
from analysis.schema import Row, records


def join_rows(articles: pd.DataFrame, per_article: Iterable[Rows], table: pd.DataFrame | None) -> Frames:
    """Resolve the mentions of all articles together and write their ids into the other rows."""
    rows: Rows = {name: [] for name in ("sentences", "entities", "claims", "predications", "timexes")}
    for of_article in per_article:
        for name, part in of_article.items():
            rows[name] += part
    entity_of, actors = link_mentions(rows["entities"], table, records(articles))
    names = {actor["entity_id"]: actor["name"] for actor in actors}
    for mention in rows["entities"]:
        mention["entity_id"] = entity_of.get(mention["mention_id"])
    at = MentionIndex(rows["entities"])
    for claim in rows["claims"]:
        claim["entity_id"] = at.entity(claim["article_id"], claim["source_head"])
        claim["source_name"] = names.get(claim["entity_id"])
        co_sources = (at.entity(claim["article_id"], head) for head in claim["co_source_heads"])
        claim["co_source_ids"] = sorted({e for e in co_sources if e and e != claim["entity_id"]})
        for target in claim["targets"]:
            target["entity_id"] = at.entity(claim["article_id"], target.pop("head"))
    for predication in rows["predications"]:
        for argument in predication["arguments"]:
            argument["entity_id"] = at.entity(predication["article_id"], argument.pop("head"))
    frames = {name: schema.frame(name, rows.pop(name)) for name in list(rows)}
    return Frames(articles=articles, actors=schema.frame("actors", actors), **frames)


class MentionIndex:
    """Find the entity that a head character belongs to: the mention it heads, else the longest one around it."""

    def __init__(self, mentions: Iterable[Row]) -> None:
        self._by_article: dict[str, dict[int, Row]] = {}
        for mention in mentions:
            heads = self._by_article.setdefault(mention["article_id"], {})
            for position in range(mention["char_start"], mention["char_end"]):
                other = heads.get(position)
                if other is None or _rank(mention, position) > _rank(other, position):
                    heads[position] = mention

    def entity(self, article_id: str, head: int | None) -> str | None:
        mention = None if head is None else self._by_article.get(article_id, {}).get(head)
        return None if mention is None else mention["entity_id"]


def _rank(mention: Row, position: int) -> tuple[bool, int]:
    """Order the mentions around a character: in "Norvik's ministry" the first word means Norvik, not its ministry."""
    start, end = mention["head_start"], mention["head_end"]
    return start <= position < end, int(mention["char_end"] - mention["char_start"])
