"""An actor of one article, and what the researcher's table says of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from analysis.actors.states import gazetteer
from analysis.names import comparable, fold, slug
from analysis.schema import FRAMES, Row, records

Key = tuple[str, int]  # article_id, number of the actor in it

# The columns of the researcher's table that are read; all others travel to the actors as they are.
TABLE_COLUMNS = frozenset(["alias", "name", "kind", "parent", "side", "reason"])


@dataclass
class Actor:
    """One actor of one article, with the mentions that mean it."""

    key: Key
    about: Row
    texts: Counter[str] = field(default_factory=Counter)
    entity_id: str = ""
    moved_to: str = ""  # where the researcher's table puts it
    is_local: bool = False  # somebody unnamed, known in this article only

    @property
    def kind(self) -> str:
        return str(self.about["kind"])

    @property
    def final_id(self) -> str:
        return self.moved_to or self.entity_id

    @property
    def names(self) -> dict[str, int]:
        return self.about["names"] or {self.about["name"]: 1}

    @property
    def best_name(self) -> str:
        is_person = self.kind == "person"
        return max(self.names, key=lambda n: (len(n.split()) * is_person, self.names[n], len(n), n))


class Overrides:
    """The researcher's table: alias → entities. One alias of several entities decides only between these."""

    def __init__(self, table: pd.DataFrame | None) -> None:
        listed = [] if table is None else [row for row in records(table) if row.get("alias")]
        named = [{**row, "name": row.get("name") or row["alias"]} for row in listed]
        self._by_name = {fold(row["name"]): row for row in named}
        self.rows: dict[str, Row] = {}  # by entity_id
        self.further = (
            [] if table is None else [str(c) for c in table.columns if c not in TABLE_COLUMNS | FRAMES["actors"].keys()]
        )
        self._entities: dict[str, list[str]] = defaultdict(list)
        for row in named:
            entity = self._id(row)
            self.rows.setdefault(entity, row)
            for text in (row["alias"], row["name"]):
                if entity not in self._entities[fold(text)]:
                    self._entities[fold(text)].append(entity)

    def _id(self, row: Row) -> str:
        """Return the id that `link_mentions` gives to an entity of this name, kind and state."""
        kind, name = row.get("kind") or "organisation", row["name"]
        if kind == "state":
            return self._state(row)
        nation = self._nation(row) if kind == "organisation" else None
        return f"{slug(comparable(name))}.{kind}" + (f"@{slug(nation)}" if nation else "")

    @staticmethod
    def _state(row: Row) -> str:
        state = gazetteer().find(row["name"])
        return state.code if state else f"{slug(comparable(row['name']))}.state"

    def _nation(self, row: Row) -> str | None:
        """Return the code of the state above a row, through the table's own parents."""
        seen: set[str] = set()
        while row.get("parent") and fold(row["parent"]) not in seen:
            parent = fold(row["parent"])
            seen.add(parent)
            state = gazetteer().find(row["parent"])
            row = self._by_name.get(parent, {})
            if state is not None:
                return state.code
            if row.get("kind") == "state":
                return f"state:{parent}"
        return None

    def entity(self, name: str) -> str | None:
        """Return the one entity that the table gives a name to."""
        found = self._entities.get(fold(name), [])
        return found[0] if len(found) == 1 else None

    def of(self, mention: Row, actor: Actor | None) -> str | None:
        """Return the table's entity for a mention: by its own text, else by a name of the actor it means."""
        texts = [mention["text"]]
        if actor is not None:
            texts += [actor.about["name"], *actor.about["names"]]
        for text in texts:
            found = self._entities.get(fold(text)) or self._entities.get(comparable(text)) or []
            if len(found) > 1 and actor is not None and actor.entity_id in found:
                return actor.entity_id
            if len(found) == 1:
                return found[0]
        return None


def commonest(names: Iterable[str]) -> str:
    """Return the most frequent name; of several the longest."""
    counted = Counter(names)
    return max(counted, key=lambda name: (counted[name], len(name), name))
