"""Sides of the corpus: what all articles say of an actor's offices, parties and services, put together.

A side is shown only where somebody says it: an office or an organ of a state, membership of a party, the head of a body
or a service to somebody. A demonym alone, a place and a former office say nothing.
"""

from collections import Counter
from collections.abc import Iterable

from analysis.actors.entities import Actor, Key
from analysis.schema import Row


class Standing:
    """The ties of one entity over all articles: states by code, parties by name, whom it serves by entity."""

    def __init__(self, group: Iterable[Actor], actors: dict[Key, Actor]) -> None:
        self.states: Counter[str] = Counter()
        self.parties: Counter[str] = Counter()
        self.served: Counter[str] = Counter()
        self.in_office: Counter[str] = Counter()
        self.pleads_for: Counter[str] = Counter()
        self.ended: Counter[str] = Counter()
        self.speaks = False
        self.is_named = False
        for actor in group:
            self.is_named |= not actor.about["is_described"]
            self.speaks |= bool(actor.about["speaks"])
            for tie in actor.about["ties"]:
                if tie["kind"] == "state":
                    self.states[tie["code"]] += 1
                elif tie["kind"] == "party":
                    self.parties[tie["code"]] += 1
                else:
                    whom = actors[actor.key[0], tie["whom"]]
                    self._of(tie["kind"])[whom.final_id] += 1
        self._end(actors)

    def _of(self, kind: str) -> Counter[str]:
        return {
            "service": self.served,
            "office": self.in_office,
            "counsel": self.pleads_for,
            "ended": self.ended,
        }[kind]

    def _end(self, actors: dict[Key, Actor]) -> None:
        """Drop the offices that as many articles call former as don't."""
        for entity, times in self.ended.items():
            states = {a.about["state"] or a.about["nationality"] for a in actors.values() if a.final_id == entity}
            for counted, keys in ((self.states, states), (self.served, {entity})):
                for key in keys & counted.keys():
                    if counted[key] <= times:
                        del counted[key]


def find_sides(
    members: dict[str, list[Actor]], actors: dict[Key, Actor], rows: dict[str, Row], placed: dict[str, str]
) -> dict[str, str | None]:
    """Return the side of each entity, the name of an actor or of a party; None where no article says one.

    In the news of one country, where one state acts and its parties are named, the state is no side: its organs,
    officials and parties are.

    Args:
        members: Entity id → its actors in the articles.
        actors: All of them by article and number.
        rows: The rows of the `actors` frame; the sides that the researcher's table gives stand.
        placed: Entity id → the parent that the researcher's table gives it.
    """
    standing = {entity: Standing(group, actors) for entity, group in members.items()}
    for entity, parent in placed.items():
        standing[entity] = Standing([], {})
        standing[entity].served[parent] += 1
    names = {code: rows[e]["name"] for e, group in members.items() for code in [group[0].about["state"]] if code}
    acting = {code for s in standing.values() for code in s.states}
    acting |= {g[0].about["state"] for e, g in members.items() if g[0].about["state"] and standing[e].speaks}
    has_parties = any(s.parties for s in standing.values()) or any(g[0].about["party"] for g in members.values())
    is_domestic = len(acting) <= 1 and has_parties
    found = {entity: row["side"] for entity, row in rows.items() if row["side"]}
    for entity in sorted(standing):
        _resolve(entity, standing, rows, {} if is_domestic else names, found, frozenset())
    spoken_for = {head for s in standing.values() if s.speaks for head in s.pleads_for.keys() | s.served.keys()}
    served = Counter(head for s in standing.values() for head in s.served if len(s.served) == 1)
    # One silent follower makes no side of a person, but of a body.
    followed = {head for head, times in served.items() if times > 1 or rows.get(head, {}).get("kind") != "person"}
    followed |= {head for s in standing.values() for head in s.pleads_for} | spoken_for
    for entity, group in members.items():
        is_party = bool(group[0].about["party"])
        if found[entity] is None and (rows[entity]["kind"] == "state" or is_party or entity in followed):
            found[entity] = rows[entity]["name"]
    return found


def _resolve(
    entity: str,
    standing: dict[str, Standing],
    rows: dict[str, Row],
    names: dict[str, str],
    found: dict[str, str | None],
    above: frozenset[str],
) -> str | None:
    """Return the side of an entity: its state, its party, or the side of the one whom it serves, else that one."""
    if entity in found or entity in above or entity not in standing:
        return found.get(entity)
    of = standing[entity]
    state, party = _only(of.states), _only(of.parties)
    pleads_for = _only(of.pleads_for)
    office = _only(of.in_office)
    side: str | None = names.get(state or "") or party
    if side is None and office is not None and rows[office]["kind"] == "state" and names:
        side = str(rows[office]["name"])
    if pleads_for is not None and pleads_for in rows and state is None:
        side = found[entity] = str(rows[pleads_for]["name"])
        return side
    if side is None:
        heads = [head for head in _most(of.served) if head in rows]
        sides = {_side_of_head(head, standing, rows, names, found, above | {entity}) for head in heads}
        side = next(iter(sides)) if len(sides) == 1 else None
    found[entity] = side
    return side


def _side_of_head(
    head: str,
    standing: dict[str, Standing],
    rows: dict[str, Row],
    names: dict[str, str],
    found: dict[str, str | None],
    above: frozenset[str],
) -> str | None:
    """Return the side of whom somebody serves; they are a side themselves where they are named or speak."""
    is_known = head not in standing or standing[head].is_named or standing[head].speaks
    return _resolve(head, standing, rows, names, found, above) or (str(rows[head]["name"]) if is_known else None)


def _most(counted: Counter[str]) -> list[str]:
    """Return what most articles say; several where they disagree evenly."""
    return sorted(key for key, times in counted.items() if times == max(counted.values()))


def _only(counted: Counter[str]) -> str | None:
    """Return what more articles say than say anything else; None where they disagree evenly."""
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return None
    return ranked[0][0] if ranked else None
