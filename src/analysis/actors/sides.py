"""Sides of the corpus: what all articles say of an actor's offices, parties and services, put together.

A side is shown only where somebody says it: an office or an organ of a state, membership of a party, the head of a body
or a service to somebody. A state, a party and a body that speaks are sides of their own. A demonym alone, a place and a
former office say nothing.
"""

from collections import Counter
from collections.abc import Iterable

from analysis.actors.entities import Actor, Key
from analysis.schema import Row

GOVERNMENT = "government"  # the side of its ministers and ministries, where it alone governs


class Standing:
    """The ties of one entity over all articles: states by code, parties by name, whom it serves by entity."""

    def __init__(self, group: Iterable[Actor], actors: dict[Key, Actor]) -> None:
        self.states: Counter[str] = Counter()
        self.parties: Counter[str] = Counter()
        self.served: Counter[str] = Counter()
        self.in_office: Counter[str] = Counter()
        self.pleads_for: Counter[str] = Counter()
        self.ended: Counter[str] = Counter()
        self.governs = False
        self.speaks = False
        self.is_named = False
        for actor in group:
            self.is_named |= not actor.about["is_described"]
            self.speaks |= bool(actor.about["speaks"])
            for tie in actor.about["ties"]:
                self._add(tie, actor.key[0], actors)
        self._end(actors)

    def _add(self, tie: Row, article_id: str, actors: dict[Key, Actor]) -> None:
        if tie["kind"] == "party":
            self.parties[tie["code"]] += 1
        elif tie["kind"] in ("state", "cabinet"):
            self.states.update([tie["code"]] if tie["code"] else [])
            self.governs |= tie["kind"] == "cabinet"
        else:
            counted = {
                "service": self.served,
                "office": self.in_office,
                "counsel": self.pleads_for,
                "ended": self.ended,
            }[tie["kind"]]
            counted[actors[article_id, tie["whom"]].final_id] += 1

    def _end(self, actors: dict[Key, Actor]) -> None:
        """Drop the offices that as many articles call former as don't."""
        for entity, times in self.ended.items():
            states = {a.about["state"] or a.about["nationality"] for a in actors.values() if a.final_id == entity}
            for counted, keys in ((self.states, states), (self.served, {entity})):
                for key in keys & counted.keys():
                    if counted[key] <= times:
                        del counted[key]
                        self.governs = False


def find_sides(
    members: dict[str, list[Actor]], actors: dict[Key, Actor], rows: dict[str, Row], placed: dict[str, str]
) -> dict[str, str | None]:
    """Return the side of each entity, the name of an actor or of a party; None where no article says one.

    In the news of one country, where one state acts and its parties are named, the state is no side: its government,
    organs, officials and parties are.

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
    sides = _Sides(members, standing, rows)
    for entity in sorted(standing):
        sides.resolve(entity, frozenset())
    sides.name_heads(members)
    return sides.found


class _Sides:
    """The sides found so far, and what they are found by."""

    def __init__(self, members: dict[str, list[Actor]], standing: dict[str, Standing], rows: dict[str, Row]) -> None:
        self._standing = standing
        self._rows = rows
        self.found: dict[str, str | None] = {entity: row["side"] for entity, row in rows.items() if row["side"]}
        state_of = {entity: group[0].about["state"] for entity, group in members.items() if group[0].about["state"]}
        acting = {code for of in standing.values() for code in of.states}
        acting |= {code for entity, code in state_of.items() if standing[entity].speaks}
        has_parties = any(of.parties for of in standing.values())
        has_parties |= any(group[0].about["party"] for group in members.values())
        is_domestic = has_parties and len(acting) <= 1
        self._states = {} if is_domestic else {code: rows[entity]["name"] for entity, code in state_of.items()}
        # Beside an acting state a nameless ministry may be another's (own stories: 2 of 2).
        self._government = GOVERNMENT if is_domestic or not acting else None

    def resolve(self, entity: str, above: frozenset[str]) -> str | None:
        """Return the side of an entity: its state, its party, or the side of the one whom it serves, else that one."""
        if entity in self.found or entity in above or entity not in self._standing:
            return self.found.get(entity)
        of = self._standing[entity]
        self.found[entity] = self._client(of) or self._own(of) or self._master(of, above | {entity})
        return self.found[entity]

    def _client(self, of: Standing) -> str | None:
        """Return the one whom a lawyer pleads for, whatever the lawyer's party."""
        client = _only(of.pleads_for)
        return str(self._rows[client]["name"]) if client in self._rows else None

    def _own(self, of: Standing) -> str | None:
        """Return the state, the party or the government that an entity itself is of."""
        side = self._states.get(_only(of.states) or "") or _only(of.parties)
        office = _only(of.in_office)
        if side is None and office is not None and self._states and self._rows[office]["kind"] == "state":
            side = str(self._rows[office]["name"])
        return self._government if side is None and of.governs else side

    def _master(self, of: Standing, above: frozenset[str]) -> str | None:
        """Return the side of those whom an entity serves, if they are on one."""
        sides = {self._of_head(head, above) for head in _most(of.served) if head in self._rows} - {None}
        return next(iter(sides)) if len(sides) == 1 else None

    def _of_head(self, head: str, above: frozenset[str]) -> str | None:
        """Return the side of whom somebody serves; they are a side themselves where they are named or speak."""
        side = self.resolve(head, above)
        of = self._standing.get(head)
        is_known = of is None or of.is_named or of.speaks
        return side or (str(self._rows[head]["name"]) if is_known else None)

    def name_heads(self, members: dict[str, list[Actor]]) -> None:
        """Let states, parties, bodies that speak and those whom others serve, who have no other side, be their own.

        One silent follower makes no side of a person, but of a body. Bodies that speak: real/dev 5 of 5, unseen 5 of 5.
        """
        served = Counter(head for of in self._standing.values() if len(of.served) == 1 for head in of.served)
        followed = {head for head, times in served.items() if times > 1 or self._kind(head) != "person"}
        for of in self._standing.values():
            followed |= of.pleads_for.keys() | (of.served.keys() if of.speaks else set())
        for entity, group in members.items():
            is_side = entity in followed or group[0].about["party"] or self._kind(entity) == "state"
            if self.found[entity] is None and (is_side or self._is_voice(entity)):
                self.found[entity] = self._rows[entity]["name"]

    def _is_voice(self, entity: str) -> bool:
        """True for a named body that speaks and belongs to nobody: one that does has its owner's side."""
        of = self._standing[entity]
        is_free = self._rows[entity]["parent_id"] is None
        return is_free and of.speaks and of.is_named and self._kind(entity) == "organisation"

    def _kind(self, entity: str) -> str | None:
        return self._rows[entity]["kind"] if entity in self._rows else None


def _most(counted: Counter[str]) -> list[str]:
    """Return what most articles say; several where they disagree evenly."""
    return sorted(key for key, times in counted.items() if times == max(counted.values()))


def _only(counted: Counter[str]) -> str | None:
    """Return what more articles say than say anything else; None where they disagree evenly."""
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return None
    return ranked[0][0] if ranked else None
