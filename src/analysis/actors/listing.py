"""The rows of the `actors` frame: one an entity, with its name, aliases, parent and side."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from analysis.actors.entities import Actor, Key, Overrides, commonest
from analysis.actors.sides import find_sides
from analysis.actors.states import iso_code
from analysis.names import fold, given_names, outlet_id
from analysis.schema import Row

# Ways of pointing at an actor that are no names of it.
NO_NAMES = frozenset(["pronoun", "role", "title", "none"])


def entity_rows(
    actors: dict[Key, Actor],
    mentions: list[Row],
    entity_of: dict[str, str | None],
    override: Overrides,
    articles: Iterable[Row],
) -> list[Row]:
    """Return the rows of the `actors` frame: names, aliases, parents, sides, and the table's further columns."""
    texts = _texts(actors, mentions, entity_of)
    members: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors.values():
        members[actor.final_id].append(actor)
    states = {a.about["state"]: a.final_id for a in actors.values() if a.about["state"]}
    found = {e: _entity_row(e, group, texts[e], _parent(e, group, actors, states)) for e, group in members.items()}
    _add_outlets(found, articles)
    placed = _apply(override, found)
    set_names_apart(found)
    for row in found.values():
        row["parent_id"] = row["parent_id"] if row["parent_id"] in found else None
    for entity, side in find_sides(members, actors, found, placed).items():
        found[entity]["side"] = side
    return [found[entity] for entity in sorted(found)]


def _texts(actors: dict[Key, Actor], mentions: list[Row], entity_of: dict[str, str | None]) -> dict[str, set[str]]:
    """Return the names by which each entity is called; the actors learn where the researcher's table puts them."""
    texts: dict[str, set[str]] = defaultdict(set)
    for row in mentions:
        entity = entity_of[row["mention_id"]]
        if entity is None:
            continue
        actor = actors.get((row["article_id"], row["cluster"]))
        if actor is not None:
            actor.moved_to = actor.moved_to or entity
        if row["resolved_by"] not in NO_NAMES:
            texts[entity].add(row["text"])
    return texts


def _add_outlets(found: dict[str, Row], articles: Iterable[Row]) -> None:
    """Add the outlets that no article names, and let all be media."""
    for outlet in sorted({str(a["outlet"]) for a in articles if a.get("outlet")}):
        entity = outlet_id(outlet)
        found.setdefault(entity, _row(entity, outlet, "media"))
        found[entity]["kind"] = "media"


def _row(entity_id: str, name: str, kind: str, aliases: Iterable[str] = (), parent_id: str | None = None) -> Row:
    listed = sorted(alias for alias in aliases if fold(alias) != fold(name))
    row = {"entity_id": entity_id, "name": name, "kind": kind, "iso3": None, "aliases": listed}
    return row | {"parent_id": parent_id, "side": None, "article_id": None}


def _entity_row(entity_id: str, group: list[Actor], texts: set[str], parent_id: str | None) -> Row:
    first = group[0]
    if first.about["state"] or first.about["is_described"]:
        row = _row(entity_id, first.about["name"], first.kind, texts, parent_id)
        return row | {"iso3": iso_code(first.about["state"]), "article_id": _only_article(first)}
    best = [name for a in group for name, times in a.names.items() if name == a.best_name for _ in range(times)]
    if first.kind == "person":
        best = [name for name in best if given_names(name)] or best
    row = _row(entity_id, commonest(best), first.kind, texts, parent_id)
    return row | {"article_id": _only_article(first)}


def _only_article(actor: Actor) -> str | None:
    """Return the article that alone knows somebody unnamed, unless the researcher's table has put them elsewhere."""
    return actor.key[0] if actor.is_local and actor.final_id == actor.entity_id else None


def set_names_apart(found: dict[str, Row]) -> None:
    """Give actors of the corpus that bear one name the name of whom they belong to: "Harbour Ministry (Peru)"."""
    same: dict[str, list[Row]] = defaultdict(list)
    for _, row in sorted(found.items()):
        if row["article_id"] is None:
            same[row["name"]].append(row)
    for name, rows in same.items():
        for row in rows if len(rows) > 1 else ():
            parent = found.get(row["parent_id"] or "")
            row["name"] = f"{name} ({parent['name'] if parent else row['kind']})"


def _parent(entity: str, group: list[Actor], actors: dict[Key, Actor], states: dict[str, str]) -> str | None:
    """Return the parent that most articles state; of several the first by id."""
    found: Counter[str] = Counter()
    for actor in group:
        above = actors.get((actor.key[0], actor.about["parent"]))
        code = actor.about["nationality"]
        parent = above.final_id if above is not None else states.get(code) if code else None
        tied = {states.get(tie["code"]) for tie in actor.about["ties"]}
        if actor.kind in ("person", "group") and parent in states.values() and parent not in tied:
            continue  # a demonym is no office
        if parent is not None and parent != entity:
            found[parent] += 1
    return min(found, key=lambda p: (-found[p], p), default=None)


def _apply(override: Overrides, found: dict[str, Row]) -> dict[str, str]:
    """Let the table's name, kind, side and parent stand above what was found; return the parents that it gives."""
    placed: dict[str, str] = {}
    by_name = {fold(row["name"]): entity for entity, row in sorted(found.items(), reverse=True)}
    for entity, row in override.rows.items():
        old = found.get(entity)
        if old is None:
            continue
        old |= {column: row.get(column) for column in override.further}
        old |= {"name": row["name"], "kind": row.get("kind") or old["kind"], "side": row.get("side") or old["side"]}
        parent = row.get("parent")
        if parent:
            old["parent_id"] = override.entity(parent) or by_name.get(fold(parent)) or parent
            placed[entity] = str(old["parent_id"])
    return placed
