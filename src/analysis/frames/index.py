"""The rows of the frames, read once: by id, by article and by sentence; who is on whose side; where words stand."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from analysis.names import outlet_id
from analysis.schema import Row, records

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analysis.frames.storage import Frames

Spans = Literal["sentences", "entities", "claims", "predications", "timexes"]


class Index:
    """What is asked of the frames again and again, found once and kept; `frames.index` is the one of its frames.

    Rows are plain dictionaries as `schema.records` makes them. They are shared by all who ask: nobody may change one.
    """

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._of_articles: dict[str, dict[str, list[Row]]] = {}
        self._of_sentences: dict[str, dict[str, list[Row]]] = {}
        #: Frames made from these, by name; `frames.made` fills it.
        self.made: dict[str, pd.DataFrame] = {}
        #: What `save` and `load` know these frames by; None where they lie in no folder.
        self.stamp: str | None = None

    @cached_property
    def articles(self) -> dict[str, Row]:
        """The articles by id, in the frame's order, as are all tables here."""
        return {row["article_id"]: row for row in records(self._frames.articles)}

    @cached_property
    def sentences(self) -> dict[str, Row]:
        return {row["sentence_id"]: row for row in records(self._frames.sentences)}

    @cached_property
    def entities(self) -> dict[str, Row]:
        """The mentions by mention_id."""
        return {row["mention_id"]: row for row in records(self._frames.entities)}

    @cached_property
    def actors(self) -> dict[str, Row]:
        return {row["entity_id"]: row for row in records(self._frames.actors)}

    @cached_property
    def claims(self) -> dict[str, Row]:
        return {row["claim_id"]: row for row in records(self._frames.claims)}

    @cached_property
    def predications(self) -> dict[str, Row]:
        return {row["predication_id"]: row for row in records(self._frames.predications)}

    @cached_property
    def timexes(self) -> dict[str, Row]:
        return {row["timex_id"]: row for row in records(self._frames.timexes)}

    def by_article(self, name: Spans) -> Mapping[str, list[Row]]:
        """Return {article_id: its rows of a frame, by char_start}; an article without any has an empty list."""
        if name not in self._of_articles:
            rows: dict[str, Row] = getattr(self, name)
            found: dict[str, list[Row]] = {article_id: [] for article_id in self.articles}
            for row in sorted(rows.values(), key=_start):
                found[row["article_id"]].append(row)
            self._of_articles[name] = found
        return self._of_articles[name]

    def by_sentence(self, name: Spans) -> Mapping[str, list[Row]]:
        """Return {sentence_id: its rows of a frame, in the frame's order}; a sentence without any has an empty list."""
        if name not in self._of_sentences:
            rows: dict[str, Row] = getattr(self, name)
            found: dict[str, list[Row]] = defaultdict(list)
            for row in rows.values():
                found[row["sentence_id"]].append(row)
            self._of_sentences[name] = found
        return self._of_sentences[name]

    @cached_property
    def sides(self) -> dict[str, str]:
        """{entity_id: side}: the stated side, else the name of the topmost parent, else its own name."""
        found = {}
        for entity_id, actor in self.actors.items():
            top, seen = actor, {entity_id}
            while not top["side"] and top["parent_id"] in self.actors and top["parent_id"] not in seen:
                seen.add(top["parent_id"])
                top = self.actors[top["parent_id"]]
            found[entity_id] = str(top["side"] or top["name"])
        return found

    @cached_property
    def narrators(self) -> dict[str, str]:
        """{article_id: the id under which its outlet is a party}."""
        return {article_id: narrator_id(row) for article_id, row in self.articles.items()}

    @cached_property
    def party_names(self) -> dict[str, str]:
        """{party id: name}: actors by their name, an outlet's own words under the outlet's."""
        names = {entity_id: row["name"] for entity_id, row in self.actors.items()}
        for article_id, row in self.articles.items():
            names[self.narrators[article_id]] = row["outlet"] or f"the article {article_id}"
        return names

    @cached_property
    def article_names(self) -> dict[str, str]:
        """{article_id: its outlet}; with its id where no outlet is known or another article has the same one."""
        n_articles: dict[str | None, int] = defaultdict(int)
        for row in self.articles.values():
            n_articles[row["outlet"]] += 1
        names = {}
        for article_id, row in self.articles.items():
            outlet = row["outlet"]
            if not outlet:
                names[article_id] = f"article {article_id}"
            else:
                names[article_id] = outlet if n_articles[outlet] == 1 else f"{outlet} ({article_id})"
        return names

    def text_at(self, span: Mapping[str, object]) -> str:
        """The words at article_id, char_start, char_end of a row or a piece of evidence."""
        return str(self.articles[str(span["article_id"])]["text"][span["char_start"] : span["char_end"]])

    @cached_property
    def _decided(self) -> dict[str, list[Row]]:
        """{article_id: the claims and mentions that a researcher decided on}."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in (*self.claims.values(), *self.entities.values()):
            if row.get("decided"):
                found[row["article_id"]].append(row)
        return found

    def decided_at(self, article_id: str, start: int, end: int) -> str:
        """What a researcher decided on claims and mentions that a span touches, in words; empty where nothing."""
        touched = (r for r in self._decided.get(article_id, ()) if r["char_start"] < end and r["char_end"] > start)
        return "; ".join(dict.fromkeys(row["decided"] for row in touched))

    def sentences_at(self, article_id: str, start: int, end: int) -> list[tuple[int, Row]]:
        """Return the sentences of an article that a span touches, each with its number from 1, in order."""
        rows = self.by_article("sentences")[article_id]
        at = max(0, bisect_left(rows, start, key=_start) - 1)
        found = []
        for number, row in enumerate(rows[at:], start=at + 1):
            if row["char_start"] >= end:
                break
            if row["char_end"] > start:
                found.append((number, row))
        return found


def narrator_id(article: Row) -> str:
    """Return the id under which an article's outlet is a party: its own words are its own."""
    return outlet_id(article["outlet"]) if article["outlet"] else f"article:{article['article_id']}"


def _start(row: Row) -> int:
    return int(row["char_start"])
