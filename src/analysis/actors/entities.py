"""The rows of the `actors` frame: names, aliases, parents and sides, and what the researcher's table says of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from analysis.actors.states import gazetteer
from analysis.names import comparable, fold, given_names, slug
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
        names = self.names
        return max(
            names, key=lambda name: (len(name.split()) if self.kind == "person" else 0, names[name], len(name), name)
        )


class Overrides:
    """The researcher's table: alias → entity."""

    def __init__(self, table: pd.DataFrame | None) -> None:
        self.rows: dict[str, Row] = {}
        self.ids: dict[str, str] = {}
        listed = [] if table is None else records(table)
        for given in listed:
            if not given.get("alias"):
                continue
            name = given.get("name") or given["alias"]
            row = {**given, "name": name, "entity_id": given.get("entity_id") or self._id(given, name)}
            self.rows[fold(row["alias"])] = row
            self.rows.setdefault(fold(name), row)
            self.ids[fold(name)] = row["entity_id"]

    @staticmethod
    def _id(row: Row, name: str) -> str:
        state = gazetteer().words.get(fold(name))
        kind = row.get("kind") or "organisation"
        return state.code if state and kind == "state" else f"{slug(comparable(name))}.{kind}"

    def of(self, mention: Row, actor: Actor | None) -> str | None:
        """Return the table's entity for a mention: by its own text, else by a name of the actor it means."""
        texts = [mention["text"]]
        if actor is not None:
            texts += [actor.about["name"], *actor.about["names"]]
        for text in texts:
            row = self.rows.get(fold(text)) or self.rows.get(comparable(text))
            if row is not None:
                return str(row["entity_id"])
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
    for row in found.values():
        row["side"] = row["side"] or _side(row, found)
    return [found[entity] for entity in sorted(found)]


def _row(entity_id: str, name: str, kind: str, aliases: Iterable[str] = (), parent_id: str | None = None) -> Row:
    listed = sorted(alias for alias in aliases if fold(alias) != fold(name))
    return {
        "entity_id": entity_id,
        "name": name,
        "kind": kind,
        "aliases": listed,
        "parent_id": parent_id,
        "side": None,
    }


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
    for row in override.rows.values():
        old = found.get(row["entity_id"])
        if old is None:
            continue
        old |= {"name": row["name"], "kind": row.get("kind") or old["kind"], "side": row.get("side") or old["side"]}
        parent = row.get("parent")
        if parent:
            old["parent_id"] = override.ids.get(fold(parent)) or by_name.get(fold(parent)) or parent


def _side(row: Row, found: dict[str, Row]) -> str | None:
    """Return the name of the topmost parent, or the side that the table gives one on the way; None without a parent."""
    above, steps, seen = row, 0, set()
    while above["parent_id"] is not None and above["entity_id"] not in seen:
        seen.add(above["entity_id"])
        above = found[above["parent_id"]]
        steps += 1
        if above["side"] and steps:
            return str(above["side"])
    return str(above["name"]) if steps or row["kind"] == "state" else None


def outlet_id(outlet: str) -> str:
    """Return the entity id of an outlet, whose own words the narration is.

    >>> outlet_id("The Orsk Gazette")
    'orsk-gazette.media'
    """
    return f"{slug(comparable(outlet))}.media"


def commonest(names: Iterable[str]) -> str:
    """Return the most frequent name; of several the longest."""
    counted = Counter(names)
    return max(counted, key=lambda name: (counted[name], len(name), name))
