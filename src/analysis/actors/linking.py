"""The actors of single articles → entities of the corpus. Names are looked up, never compared all with all."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import pandas as pd

from analysis.actors.bodies import is_outlet, link_bodies, link_bodies_of_people
from analysis.actors.entities import Actor, Key, Overrides
from analysis.actors.listing import entity_rows
from analysis.actors.people import link_people
from analysis.lexicon import nouns
from analysis.names import comparable, given_names, outlet_id, slug, surname
from analysis.schema import Row


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
    everybody = list(actors.values())
    named = [actor for actor in everybody if not actor.about["is_described"]]
    _settle_outlets(named, _outlet_ids(articles))
    _link_states(named)
    _link_learnt_states(named)
    weak = [actor for actor in _unlinked(named) if actor.about["is_weak"]]
    link_people(actor for actor in _unlinked(named) if actor.kind == "person" and not actor.about["is_weak"])
    _link_weak(weak, [actor for actor in named if actor.entity_id])
    _settle_kinds([actor for actor in _unlinked(named) if actor.kind in ("organisation", "place")])
    link_bodies(_unlinked(named), actors)
    link_bodies_of_people(everybody, actors)
    for actor in _unlinked(everybody):
        actor.is_local = True
        actor.entity_id = f"{slug(actor.about['name'])}.{actor.kind}@{actor.key[0]}/{actor.key[1]}"
    entity_of: dict[str, str | None] = {}
    for row in mentions:
        meant = actors.get((row["article_id"], row["cluster"])) if row["cluster"] is not None else None
        entity_of[row["mention_id"]] = override.of(row, meant) or (meant.entity_id if meant else None)
    return entity_of, entity_rows(actors, mentions, entity_of, override, articles)


def _unlinked(actors: list[Actor]) -> list[Actor]:
    return [actor for actor in actors if not actor.entity_id]


def _outlet_ids(articles: Iterable[Row]) -> dict[str, str]:
    """Return the entity id of each outlet by its comparable name, and by its last word where no other has it."""
    found: dict[str, str] = {}
    last_words: dict[str, set[str]] = defaultdict(set)
    for outlet in sorted({str(a["outlet"]) for a in articles if a.get("outlet")}):
        found[comparable(outlet)] = outlet_id(outlet)
        last_words[comparable(outlet).split()[-1]].add(outlet_id(outlet))
    for word in last_words.keys() & nouns().sets["media.head"]:
        if len(last_words[word]) == 1:
            found.setdefault(word, next(iter(last_words[word])))
    return found


def _settle_outlets(actors: list[Actor], outlets: dict[str, str]) -> None:
    """Let the bodies that publish be media, and the outlets of the corpus be themselves."""
    for actor in actors:
        outlet = outlets.get(comparable(actor.best_name)) if actor.kind == "organisation" else None
        if outlet is not None:
            actor.about["kind"], actor.entity_id = "media", outlet
        elif is_outlet(actor):
            actor.about["kind"], actor.about["is_weak"] = "media", False


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
    """Give states and parties their ids."""
    for actor in actors:
        code, party = actor.about["state"], actor.about["party"]
        if code:
            actor.entity_id = code if code.isupper() else f"{slug(actor.about['name'])}.state"
        elif party:
            actor.entity_id = f"{slug(party)}.group"


def _link_learnt_states(actors: list[Actor]) -> None:
    """Let the states that some articles showed to be states be states in the others, too.

    Sides shown right without it: shared 37 → 34.
    """
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


def _settle_kinds(actors: list[Actor]) -> None:
    """Let what some articles take for a body and others for a place be what most mentions say, not two actors."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for actor in actors:
        votes[comparable(actor.best_name)][actor.kind] += sum(actor.texts.values())
    for actor in actors:
        of_name = votes[comparable(actor.best_name)]
        actor.about["kind"] = max(of_name, key=lambda kind: (of_name[kind], kind))


def _link_weak(weak: list[Actor], known: list[Actor]) -> None:
    """Join a name of one word and of uncertain kind to who has it, else to its namesakes elsewhere.

    Speakers of own stories 535 → 532 without it; B³ F1 −.001.
    """
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
            actor.about["kind"], actor.entity_id = "person", next(iter(meant[name]))
        else:
            actor.about["kind"] = max(
                votes[name], key=lambda kind: (kind == "state", kind == "place", votes[name][kind], kind)
            )
