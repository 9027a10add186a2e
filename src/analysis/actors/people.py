"""People of single articles → people of the corpus: full names by surname and given name, then surnames alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from analysis.actors.entities import Actor, commonest
from analysis.names import comparable, generation, given_names, same_person, slug, surname

DOMINANT = 3  # times as many mentions as any other of the same surname


def link_people(actors: Iterable[Actor]) -> None:
    """Join full names by surname and given name; then a surname alone to the one person of the corpus who has it.

    NewsWCL50 dev: B³ F1 .727 → .635 without it.
    """
    blocks: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        blocks[surname(actor.best_name).split()[-1]].append(actor)
    bearers = _Bearers()
    for block in blocks.values():
        families = _families(block)
        for group in _groups(block, families):
            bearers.add(group, families)
    for block in blocks.values():
        for actor in block:
            actor.entity_id = actor.entity_id or bearers.meant_by(actor)


class _Bearers:
    """The people of the corpus who are named in full, by the words of their names."""

    def __init__(self) -> None:
        self._by_word: dict[str, set[str]] = defaultdict(set)
        self._mentions: Counter[str] = Counter()
        self._sons: set[str] = set()

    def add(self, group: list[Actor], families: frozenset[str]) -> None:
        """Give the actors of one person their id, and know the person by each word of the name."""
        name = commonest(actor.best_name for actor in group)
        entity = slug(comparable(name))
        son = generation(name) if given_names(name)[0] in families else None
        if son is not None:
            entity = f"{entity}-{son}"
            self._sons.add(f"{entity}.person")
        for actor in group:
            actor.entity_id = f"{entity}.person"
            self._mentions[actor.entity_id] += actor.texts.total()
            for word in comparable(actor.best_name).replace("-", " ").split():
                self._by_word[word].add(actor.entity_id)

    def meant_by(self, actor: Actor) -> str:
        """Return the one person whom a surname alone means, else a person of that surname only.

        NewsWCL50 dev: B³ F1 .727 → .657 without it.
        """
        word = comparable(actor.best_name)
        own = f"{slug(word)}.person"
        known = self._by_word.get(word)
        if known is None or generation(actor.best_name) is not None:
            return own
        ranked = sorted(known - self._sons or known, key=lambda entity: (-self._mentions[entity], entity))
        # Articles leave out the given name of the one whom everybody knows.
        others = self._mentions[ranked[1]] if len(ranked) > 1 else 0
        return ranked[0] if self._mentions[ranked[0]] >= DOMINANT * others else own


def _groups(block: list[Actor], families: frozenset[str]) -> list[list[Actor]]:
    """Return the actors of one surname who have given names, parted into people; the fullest names come first."""
    full = [actor for actor in block if given_names(actor.best_name)]
    groups: list[list[Actor]] = []
    for actor in sorted(full, key=lambda a: (-len(given_names(a.best_name)), a.best_name, a.key)):
        fitting = [group for group in groups if _is_one_person(group[0].best_name, actor.best_name, families)]
        if len(fitting) == 1:
            fitting[0].append(actor)
        else:
            groups.append([actor])
    return groups


def _families(block: list[Actor]) -> frozenset[str]:
    """Return the given names that an article gives to a father and a son: "Karl Dorn" and "Karl Dorn Jr."."""
    seen: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for actor in block:
        for given in given_names(actor.best_name)[:1]:
            seen[actor.key[0], given].add(generation(actor.best_name))
    return frozenset(given for (_, given), generations in seen.items() if len(generations) > 1)


def _is_one_person(a: str, b: str, families: frozenset[str]) -> bool:
    is_apart = given_names(a)[0] in families and generation(a) != generation(b)
    return same_person(a, b) and not is_apart
