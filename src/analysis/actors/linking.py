"""The actors of single articles → entities of the corpus. Names are looked up, never compared all with all."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import pandas as pd

from analysis.actors.bodies import is_outlet, link_bodies, link_bodies_of_people
from analysis.actors.entities import Actor, Key, Overrides, commonest
from analysis.actors.listing import entity_rows
from analysis.lexicon import nouns
from analysis.names import comparable, generation, given_names, outlet_id, same_person, slug, surname
from analysis.schema import Row

DOMINANT = 3  # times as many mentions as any other of the same surname


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
    articles = list(articles)
    actors = _actors(mentions)
    override = Overrides(table)
    named = [a for a in actors.values() if not a.about["is_described"]]
    outlets = _outlet_ids(articles)
    for actor in named:
        if actor.kind == "organisation" and comparable(actor.best_name) in outlets:
            actor.about["kind"], actor.entity_id = "media", outlets[comparable(actor.best_name)]
        elif is_outlet(actor):
            actor.about["kind"], actor.about["is_weak"] = "media", False
    _link_states(named)
    for actor in named:
        if actor.about["party"]:
            actor.entity_id = f"{slug(actor.about['party'])}.group"
    _link_learnt_states(named)
    weak = [a for a in named if a.about["is_weak"] and not a.entity_id]
    _link_people([a for a in named if a.kind == "person" and not a.entity_id and not a.about["is_weak"]])
    _link_weak(weak, [a for a in named if a.entity_id])
    _settle_kinds([a for a in named if not a.entity_id and a.kind in ("organisation", "place")])
    link_bodies([a for a in named if not a.entity_id], actors)
    link_bodies_of_people(list(actors.values()), actors)
    for actor in actors.values():
        actor.is_local = not actor.entity_id
        actor.entity_id = actor.entity_id or f"{slug(actor.about['name'])}.{actor.kind}@{actor.key[0]}/{actor.key[1]}"
    entity_of: dict[str, str | None] = {}
    for row in mentions:
        meant = actors.get((row["article_id"], row["cluster"])) if row.get("cluster") is not None else None
        entity_of[row["mention_id"]] = override.of(row, meant) or (meant.entity_id if meant else None)
    return entity_of, entity_rows(actors, mentions, entity_of, override, articles)


def _outlet_ids(articles: Iterable[Row]) -> dict[str, str]:
    """Return the entity id of each outlet by its comparable name, and by its last word where no other has it."""
    found: dict[str, str] = {}
    last_words: dict[str, set[str]] = defaultdict(set)
    for outlet in sorted({str(a["outlet"]) for a in articles if a.get("outlet")}):
        found[comparable(outlet)] = outlet_id(outlet)
        last_words[comparable(outlet).split()[-1]].add(outlet_id(outlet))
    media = nouns().sets["media.head"]
    return {word: next(iter(ids)) for word, ids in last_words.items() if len(ids) == 1 and word in media} | found


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
            actor.entity_id = code if code.isupper() else f"{slug(actor.about['name'])}.state"


def _link_learnt_states(actors: list[Actor]) -> None:
    """Let the states that some articles showed to be states be states in the others, too."""
    words: dict[str, tuple[str, str]] = {}
    for actor in actors:
        for word, kind in (actor.about["words"] or {}).items():
            words.setdefault(word, (actor.entity_id, kind))
    for actor in actors:
        entity, kind = words.get(comparable(actor.best_name), ("", ""))
        is_city = actor.kind == "place" and kind == "capital"  # one that doesn't speak in its article
        is_person = actor.kind == "person" and not actor.about["is_weak"]
        if entity and not actor.entity_id and not is_city and not is_person:
            actor.entity_id = entity


def _link_people(actors: list[Actor]) -> None:
    """Join full names by surname and given name; then a surname alone to the one person of the corpus who has it."""
    blocks: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        blocks[surname(actor.best_name).split()[-1]].append(actor)
    full: dict[str, set[str]] = defaultdict(set)
    weight: Counter[str] = Counter()
    sons: set[str] = set()
    for block in blocks.values():
        groups: list[list[Actor]] = []
        families = _families(block)
        for actor in sorted(block, key=lambda a: (-len(given_names(a.best_name)), a.best_name, a.key)):
            if not given_names(actor.best_name):
                continue
            fitting = [g for g in groups if _is_one_person(g[0].best_name, actor.best_name, families)]
            if len(fitting) == 1:
                fitting[0].append(actor)
            else:
                groups.append([actor])
        for group in groups:
            name = commonest(a.best_name for a in group)
            son = generation(name) if given_names(name)[0] in families else None
            for actor in group:
                sons.update([f"{slug(comparable(name))}-{son}.person"] if son else [])
                actor.entity_id = f"{slug(' '.join([comparable(name), *([son] if son else [])]))}.person"
                weight[actor.entity_id] += sum(actor.texts.values())
                for word in comparable(actor.best_name).replace("-", " ").split():
                    full[word].add(actor.entity_id)
    for actor in actors:
        if not actor.entity_id:
            known = full.get(comparable(actor.best_name), set()) if not generation(actor.best_name) else set()
            known = known - sons or known
            if len(known) > 1:  # articles leave out the given name of the one whom everybody knows
                ranked = sorted(known, key=lambda e: (-weight[e], e))
                known = {ranked[0]} if weight[ranked[0]] >= DOMINANT * weight[ranked[1]] else known
            actor.entity_id = next(iter(known)) if len(known) == 1 else f"{slug(comparable(actor.best_name))}.person"


def _families(block: list[Actor]) -> frozenset[str]:
    """Return the given names that an article gives to a father and a son: "Karl Dorn" and "Karl Dorn Jr."."""
    seen: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for actor in block:
        given = given_names(actor.best_name)
        if given:
            seen[actor.key[0], given[0]].add(generation(actor.best_name))
    return frozenset(given for (_, given), generations in seen.items() if len(generations) > 1)


def _is_one_person(a: str, b: str, families: frozenset[str]) -> bool:
    is_apart = given_names(a)[0] in families and generation(a) != generation(b)
    return same_person(a, b) and not is_apart


def _settle_kinds(actors: list[Actor]) -> None:
    """Let what some articles take for a body and others for a place be what most mentions say, not two actors."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for actor in actors:
        votes[comparable(actor.best_name)][actor.kind] += sum(actor.texts.values())
    for actor in actors:
        of_name = votes[comparable(actor.best_name)]
        actor.about["kind"] = max(of_name, key=lambda kind: (of_name[kind], kind))


def _link_weak(weak: list[Actor], known: list[Actor]) -> None:
    """Join a name of one word and of uncertain kind to who has it, else to its namesakes elsewhere."""
    meant: dict[str, set[str]] = defaultdict(set)
    for actor in known:
        if actor.kind == "person":
            for word in {*given_names(actor.best_name), *surname(actor.best_name).split()}:
                meant[word].add(actor.entity_id)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for actor in weak:
        votes[comparable(actor.best_name)][actor.kind] += sum(actor.texts.values())
    for actor in weak:
        name = comparable(actor.best_name)
        if len(meant[name]) == 1:
            actor.entity_id = next(iter(meant[name]))
        else:
            actor.about["kind"] = max(
                votes[name], key=lambda kind: (kind == "state", kind == "place", votes[name][kind], kind)
            )
