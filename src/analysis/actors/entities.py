"""The rows of the `actors` frame: names, aliases, parents and sides, and what the researcher's table says of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from analysis.actors.states import gazetteer
from analysis.names import comparable, fold, given_names, outlet_id, slug
from analysis.schema import Row, records

Key = tuple[str, int]  # article_id, number of the actor in it
# Ways of pointing at an actor that are no names of it.
UNNAMED = frozenset(["pronoun", "role", "title", "none"])


@dataclass
class Actor:
    """One actor of one article, with the mentions that mean it."""

    key: Key
    about: Row
    texts: Counter[str] = field(default_factory=Counter)
    entity_id: str = ""
    moved_to: str = ""  # where the researcher's table puts it

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


def entity_rows(
    actors: dict[Key, Actor],
    mentions: list[Row],
    entity_of: dict[str, str | None],
    override: Overrides,
    articles: Iterable[Row],
) -> list[Row]:
    """Return the rows of the `actors` frame: names, aliases, parents and sides."""
    texts: dict[str, set[str]] = defaultdict(set)
    for row in mentions:
        entity = entity_of[row["mention_id"]]
        if entity is not None:
            key = (row["article_id"], row.get("cluster"))
            if key in actors:
                actors[key].moved_to = actors[key].moved_to or entity
            if row["resolved_by"] not in UNNAMED:
                texts[entity].add(row["text"])
    members: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors.values():
        members[actor.final_id].append(actor)
    states = {a.about["state"]: a.final_id for a in actors.values() if a.about["state"]}
    found = {e: _entity_row(e, group, texts[e], _parent(e, group, actors, states)) for e, group in members.items()}
    for outlet in sorted({str(a["outlet"]) for a in articles if a.get("outlet")}):
        found.setdefault(outlet_id(outlet), _row(outlet_id(outlet), outlet, "media"))
        found[outlet_id(outlet)]["kind"] = "media"
    _apply(override, found)
    for row in found.values():
        row["parent_id"] = row["parent_id"] if row["parent_id"] in found else None
    parents = {row["parent_id"] for row in found.values()}
    for row in found.values():
        row["side"] = row["side"] or _side(row, found, has_members=row["entity_id"] in parents)
    return [found[entity] for entity in sorted(found)]


def _row(entity_id: str, name: str, kind: str, aliases: Iterable[str] = (), parent_id: str | None = None) -> Row:
    listed = sorted(alias for alias in aliases if fold(alias) != fold(name))
    row = {"entity_id": entity_id, "name": name, "kind": kind, "aliases": listed}
    return row | {"parent_id": parent_id, "side": None}


def _entity_row(entity_id: str, group: list[Actor], texts: set[str], parent_id: str | None) -> Row:
    first = group[0]
    if first.about["state"] or first.about["is_described"]:
        return _row(entity_id, first.about["name"], first.kind, texts, parent_id)
    best = [name for a in group for name, times in a.names.items() if name == a.best_name for _ in range(times)]
    if first.kind == "person":
        best = [name for name in best if given_names(name)] or best
    return _row(entity_id, commonest(best), first.kind, texts, parent_id)


def _parent(entity: str, group: list[Actor], actors: dict[Key, Actor], states: dict[str, str]) -> str | None:
    """Return the parent that most articles state; of several the first by id."""
    found: Counter[str] = Counter()
    for actor in group:
        above = actors.get((actor.key[0], actor.about["parent"]))
        code = actor.about["nationality"]
        parent = above.final_id if above is not None else states.get(code) if code else None
        if parent is not None and parent != entity:
            found[parent] += 1
    return min(found, key=lambda p: (-found[p], p), default=None)


def _apply(override: Overrides, found: dict[str, Row]) -> None:
    """Let the table's name, kind, side and parent stand above what was found."""
    by_name = {fold(row["name"]): entity for entity, row in sorted(found.items(), reverse=True)}
    for entity, row in override.rows.items():
        old = found.get(entity)
        if old is None:
            continue
        old |= {"name": row["name"], "kind": row.get("kind") or old["kind"], "side": row.get("side") or old["side"]}
        parent = row.get("parent")
        if parent:
            old["parent_id"] = override.entity(parent) or by_name.get(fold(parent)) or parent


def _side(row: Row, found: dict[str, Row], *, has_members: bool) -> str | None:
    """Return the name of the topmost parent, or the side that the table gives one on the way.

    A state, and whoever others belong to, is its own side; anybody else without a parent has none.
    """
    above, seen = row, set()
    while above["parent_id"] is not None and above["entity_id"] not in seen:
        seen.add(above["entity_id"])
        above = found[above["parent_id"]]
        if above["side"]:
            return str(above["side"])
    return str(above["name"]) if seen or has_members or row["kind"] == "state" else None


def commonest(names: Iterable[str]) -> str:
    """Return the most frequent name; of several the longest."""
    counted = Counter(names)
    return max(counted, key=lambda name: (counted[name], len(name), name))
