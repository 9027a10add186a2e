"""The actors of single articles → entities of the corpus. Names are looked up, never compared all with all."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from analysis.actors.states import gazetteer
from analysis.names import HONORIFICS, comparable, fold, given_names, same_person, slug, surname
from analysis.schema import Row, records

Key = tuple[str, int]  # article_id, number of the actor in it
# A body without a name of its own in every state: "the Interior Ministry" of two articles can be two bodies.
EVERY_STATE_HAS = frozenset(
    """ministry parliament government army navy police embassy consulate delegation cabinet senate treasury guard guards coastguard
    prosecutor office court council staff headquarters service services agency forces authority authorities intelligence""".split()
)


@dataclass
class Actor:
    """One actor of one article, with the mentions that mean it."""

    key: Key
    about: Row
    texts: Counter[str] = field(default_factory=Counter)
    entity_id: str = ""

    @property
    def kind(self) -> str:
        return str(self.about["kind"])

    @property
    def best_name(self) -> str:
        names: dict[str, int] = self.about["names"] or {self.about["name"]: 1}
        return max(
            names, key=lambda name: (len(name.split()) if self.kind == "person" else 0, names[name], len(name), name)
        )


def link_mentions(
    mentions: list[Row], table: pd.DataFrame | None, articles: Iterable[Row]
) -> tuple[dict[str, str | None], list[Row]]:
    """Resolve the mentions of all articles.

    States are one entity each in the whole corpus; a person is one by surname and given name; a body by its name and
    the state that it belongs to. Somebody unnamed is an entity of one article. An alias in the researcher's table
    decides alone.

    Args:
        mentions: The rows of `find_mentions`, of all articles.
        table: The researcher's table (alias, name, kind, parent, side), or None.
        articles: The rows of the articles; each outlet is an entity of kind media.

    Returns:
        The entity id of each mention_id (None = NIL), and the rows of the `actors` frame, by entity_id.
    """
    actors = _actors(mentions)
    override = _Overrides(table)
    named = [a for a in actors.values() if not a.about["is_described"]]
    _link_states(named)
    _link_people([a for a in named if a.kind == "person" and not a.entity_id])
    _link_bodies([a for a in named if not a.entity_id], actors)
    for actor in actors.values():
        actor.entity_id = actor.entity_id or f"{slug(actor.about['name'])}.{actor.kind}@{actor.key[0]}/{actor.key[1]}"
    entity_of: dict[str, str | None] = {}
    for row in mentions:
        actor = actors.get((row["article_id"], row["cluster"])) if row.get("cluster") is not None else None
        entity_of[row["mention_id"]] = override.of(row, actor) or (actor.entity_id if actor else None)
    return entity_of, _entities(actors, mentions, entity_of, override, articles)


def outlet_id(outlet: str) -> str:
    """Return the entity id of an outlet, whose own words the narration is.

    >>> outlet_id("The Lakeside Courier")
    'lakeside-courier.media'
    """
    return f"{slug(comparable(outlet))}.media"


def _actors(mentions: list[Row]) -> dict[Key, Actor]:
    found: dict[Key, Actor] = {}
    for row in mentions:
        for about in [*([row["actor"]] if row.get("actor") else []), *row.get("unmentioned", ())]:
            key = (row["article_id"], about["number"])
            found[key] = Actor(key, about)
    for row in mentions:
        actor = found.get((row["article_id"], row.get("cluster")))  # type: ignore[arg-type]
        if actor is not None:
            actor.texts[row["text"]] += 1
    return dict(sorted(found.items()))


def _link_states(actors: list[Actor]) -> None:
    for actor in actors:
        code = actor.about["state"]
        if code:
            actor.entity_id = code if ":" not in code else f"{slug(actor.about['name'])}.state"


def _link_people(actors: list[Actor]) -> None:
    """Join full names by surname and given name; then a surname alone to the one person of the corpus who has it."""
    blocks: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        blocks[surname(actor.best_name)].append(actor)
    full: dict[str, set[str]] = defaultdict(set)
    roles: dict[str, set[str]] = defaultdict(set)
    weight: Counter[str] = Counter()
    for block in blocks.values():
        groups: list[list[Actor]] = []
        for actor in sorted(block, key=lambda a: (-len(given_names(a.best_name)), a.best_name, a.key)):
            if not given_names(actor.best_name):
                continue
            fitting = [g for g in groups if same_person(g[0].best_name, actor.best_name)]
            if len(fitting) == 1:
                fitting[0].append(actor)
            else:
                groups.append([actor])
        for group in groups:
            name = _commonest(a.best_name for a in group)
            for actor in group:
                actor.entity_id = f"{slug(comparable(name))}.person"
                roles[actor.entity_id].update(actor.about["roles"])
                weight[actor.entity_id] += sum(actor.texts.values())
                for word in comparable(actor.best_name).replace("-", " ").split():
                    full[word].add(actor.entity_id)
    for actor in actors:
        if not actor.entity_id:
            known = full.get(comparable(actor.best_name), set())
            if len(known) > 1:
                same_office = {e for e in known if roles[e] & set(actor.about["roles"]) - HONORIFICS}
                known = same_office if len(same_office) == 1 else known
            if len(known) > 1:  # articles leave out the given name of the one whom everybody knows
                ranked = sorted(known, key=lambda e: (-weight[e], e))
                known = {ranked[0]} if weight[ranked[0]] >= 3 * weight[ranked[1]] else known
            actor.entity_id = next(iter(known)) if len(known) == 1 else f"{slug(comparable(actor.best_name))}.person"


def _link_bodies(actors: list[Actor], everybody: dict[Key, Actor]) -> None:
    """Join bodies, places and groups by their comparable name and by the state they belong to."""
    by_name: dict[tuple[str, str], list[Actor]] = defaultdict(list)
    for actor in actors:
        by_name[actor.kind, comparable(actor.best_name)].append(actor)
    longer: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for (kind, name), block in sorted(by_name.items()):
        states = {_nation(a, everybody) for a in block} - {None}
        for actor in block:
            nation = _nation(actor, everybody)
            generic = bool(set(name.split()) & EVERY_STATE_HAS) and not _is_proper(actor)
            if nation is None and len(states) == 1 and not generic:
                nation = next(iter(states))
            if nation is None and generic:
                continue  # an entity of its own article
            suffix = f"@{slug(nation)}" if nation else ""
            actor.entity_id = f"{slug(name)}.{kind}{suffix}"
            longer[name.split()[0], nation].add(name)
    for actor in actors:
        # "coordination office" in one article, "Coordination Office for …" in another, both of one state
        nation, name = _nation(actor, everybody), comparable(actor.best_name)
        if nation is None or actor.kind != "organisation" or len(name.split()) < 2:
            continue
        head = name.split(" for ")[0].split(" of ")[0]
        fuller = [
            n
            for n in longer[name.split()[0], nation]
            if n != name and n.startswith(head + " ") and set(name.split()) <= set(n.split())
        ]
        if len(fuller) == 1:
            actor.entity_id = f"{slug(fuller[0])}.organisation@{slug(nation)}"


def _is_proper(actor: Actor) -> bool:
    """True where the name has a word of its own beside the nouns that every state's bodies have."""
    from analysis.actors.nouns import nouns

    known = nouns()
    words = comparable(actor.best_name).split()
    return any(
        w not in known.forms and w not in known.sets["domain.words"] and len(w) > 3 and not actor.best_name.islower()
        for w in words
    )


def _nation(actor: Actor, everybody: dict[Key, Actor]) -> str | None:
    code: str | None = actor.about["nationality"]
    above, steps = actor, 0
    while code is None and above.about["parent"] is not None and steps < 5:
        above = everybody[above.key[0], above.about["parent"]]
        code = above.about["state"] or above.about["nationality"]
        steps += 1
    return code


def _commonest(names: Iterable[str]) -> str:
    counted = Counter(names)
    return max(counted, key=lambda name: (counted[name], len(name), name))


class _Overrides:
    """The researcher's table: alias → entity."""

    def __init__(self, table: pd.DataFrame | None) -> None:
        self.rows: dict[str, Row] = {}
        self.ids: dict[str, str] = {}
        listed = [] if table is None else records(table)
        for row in listed:
            if not row.get("alias"):
                continue
            name = row.get("name") or row["alias"]
            row = {**row, "name": name, "entity_id": row.get("entity_id") or self._id(row, name)}
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


def _entities(
    actors: dict[Key, Actor],
    mentions: list[Row],
    entity_of: dict[str, str | None],
    override: _Overrides,
    articles: Iterable[Row],
) -> list[Row]:
    """Return the rows of the `actors` frame: names, aliases, parents and sides."""
    moved: dict[Key, str] = {}
    texts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in mentions:
        entity = entity_of[row["mention_id"]]
        if entity is None:
            continue
        key = (row["article_id"], row.get("cluster"))
        if key in actors:
            moved.setdefault(key, entity)  # type: ignore[arg-type]
        if row["resolved_by"] not in ("pronoun", "role", "title", "none"):
            texts[entity][row["text"]] += 1
    members: dict[str, list[Actor]] = defaultdict(list)
    for key, actor in actors.items():
        members[moved.get(key, actor.entity_id)].append(actor)
    found: dict[str, Row] = {}
    for entity, group in members.items():
        first = group[0]
        codes = [a.about["state"] for a in group if a.about["state"]]
        if codes:
            name = first.about["name"]
        elif first.about["is_described"]:
            name = first.about["name"]
        else:
            name = _commonest(
                n
                for a in group
                for n, times in (a.about["names"] or {a.about["name"]: 1}).items()
                for _ in range(times)
                if n == a.best_name
            )
        parents = Counter(p for a in group if (p := _parent_of(a, actors, moved)) and p != entity)
        aliases = sorted(t for t in texts[entity] if fold(t) != fold(name))
        parent = min(parents, key=lambda p: (-parents[p], p)) if parents else None
        found[entity] = {
            "entity_id": entity,
            "name": name,
            "kind": first.kind,
            "aliases": aliases,
            "parent_id": parent,
            "side": None,
        }
    for outlet in sorted({str(a["outlet"]) for a in articles if a.get("outlet")}):
        entity = outlet_id(outlet)
        found.setdefault(
            entity,
            {"entity_id": entity, "name": outlet, "kind": "media", "aliases": [], "parent_id": None, "side": None},
        )
    for row in override.rows.values():
        entity = row["entity_id"]
        old = found.get(entity)
        if old is None:
            continue
        old |= {"name": row["name"], "kind": row.get("kind") or old["kind"], "side": row.get("side") or old["side"]}
        if row.get("parent"):
            old["parent_id"] = override.ids.get(fold(row["parent"])) or next(
                (e for e, r in sorted(found.items()) if fold(r["name"]) == fold(row["parent"]) or e == row["parent"]),
                None,
            )
    for row in found.values():
        row["parent_id"] = row["parent_id"] if row["parent_id"] in found else None
    for row in found.values():
        row["side"] = row["side"] or _side(row, found)
    return [found[entity] for entity in sorted(found)]


def _parent_of(actor: Actor, actors: dict[Key, Actor], moved: dict[Key, str]) -> str | None:
    number = actor.about["parent"]
    if number is not None and (above := actors.get((actor.key[0], number))) is not None:
        return moved.get(above.key, above.entity_id)
    code: str | None = actor.about["nationality"]
    if code is None:
        return None
    known = [a.entity_id for a in actors.values() if a.about["state"] == code] if ":" in code else [code]
    return known[0] if known else None


def _side(row: Row, found: dict[str, Row]) -> str | None:
    """Return the name of the topmost parent, or the side the table gives one on the way; None for one without a parent."""
    above, steps, seen = row, 0, set()
    while above["parent_id"] is not None and above["entity_id"] not in seen:
        seen.add(above["entity_id"])
        above = found[above["parent_id"]]
        steps += 1
        if above["side"] and steps:
            return str(above["side"])
    return str(above["name"]) if steps or row["kind"] == "state" else None
