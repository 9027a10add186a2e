"""Bodies of single articles → bodies of the corpus: by name, by the state or person they belong to, by initials."""

from collections import defaultdict

from analysis.actors.entities import Actor, Key
from analysis.lexicon import nouns
from analysis.names import comparable, initials, is_acronym, slug

# What one person has one of: "Dorn's campaign", "the Dorn campaign", "his campaign".
OF_A_PERSON = frozenset(["campaign", "administration", "government", "office", "team", "foundation", "camp", "cabinet"])


def is_outlet(actor: Actor) -> bool:
    """True for a body that publishes, by its name: "Orsk Gazette", "Lodd News Agency", "Reuters".

    Kinds right without it: real 207 → 202 of 219.
    """
    words, known = comparable(actor.best_name).split(), nouns().sets
    if actor.kind in ("person", "state") and not actor.about["is_weak"]:
        return False
    if "_".join(words) in known["media.names"]:
        return True
    ends = words[-1] in known["media.head"] or words[-2:] == ["news", "agency"]
    return actor.kind == "organisation" and len(words) > 1 and ends


def link_bodies(actors: list[Actor], everybody: dict[Key, Actor]) -> None:
    """Join bodies, places and groups by their comparable name and by the state they belong to."""
    spelt_out = _spelt_out(actors)
    by_name: dict[tuple[str, str], list[Actor]] = defaultdict(list)
    for actor in actors:
        name = comparable(actor.best_name)
        by_name[actor.kind, spelt_out.get(name, name)].append(actor)
    for (kind, name), block in sorted(by_name.items()):
        states = {_nation(a, everybody) for a in block} - {None}
        only = next(iter(states)) if len(states) == 1 else None
        for actor in block:
            own = _nation(actor, everybody) if kind != "media" else None
            if own is None and _is_every_states(actor, name):
                continue  # an entity of its own article
            nation = own or only
            suffix = f"@{slug(nation)}" if nation else ""
            actor.entity_id = f"{slug(name)}.{kind}{suffix}"


def _is_every_states(actor: Actor, name: str) -> bool:
    """True for a body of which every state has one, and whose name has no word of its own: "ministry"."""
    is_common = bool(set(name.split()) & nouns().sets["body.every_state_has"])
    return is_common and actor.kind != "media" and not _is_proper(actor)


def _spelt_out(actors: list[Actor]) -> dict[str, str]:
    """Return acronym → name, both comparable, where one body of the corpus has these initials and none other."""
    full: dict[str, set[str]] = defaultdict(set)
    acronyms: set[str] = set()
    for actor in actors:
        for name in actor.names if actor.kind in ("organisation", "media") else ():
            if is_acronym(name):
                acronyms.add(comparable(name))
            for short in initials(name) if len(name.split()) > 2 else ():
                full[short.casefold()].add(comparable(actor.best_name))
    found = {short: next(iter(full[short])) for short in sorted(acronyms) if len(full[short]) == 1}
    return {short: name for short, name in found.items() if name != short}


def link_bodies_of_people(actors: list[Actor], everybody: dict[Key, Actor]) -> None:
    """Join what a person has one of, however it is named: "Dorn's campaign", "his campaign", "the Dorn campaign".

    NewsWCL50 dev: B³ F1 −.001 without it.
    """
    for actor in actors:
        parent = everybody.get((actor.key[0], actor.about["parent"]))
        head = comparable(actor.best_name).split()[-1]
        if actor.kind != "organisation" or parent is None or parent.kind != "person" or head not in OF_A_PERSON:
            continue
        actor.entity_id = f"{head}.organisation@{parent.entity_id}"


def _is_proper(actor: Actor) -> bool:
    """True where the name has a word of its own beside the nouns that every state's bodies have."""
    known = nouns()
    return bool(set(comparable(actor.best_name).split()) - known.forms.keys() - known.sets["domain.words"])


def _nation(actor: Actor, everybody: dict[Key, Actor]) -> str | None:
    code: str | None = actor.about["nationality"]
    while code is None and actor.about["parent"] is not None:
        actor = everybody[actor.key[0], actor.about["parent"]]
        code = actor.about["state"] or actor.about["nationality"]
    return code
