"""The researcher's own table of aliases: a proposal to edit, and the aliases that no longer occur."""

from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from analysis.frames import Frames
from analysis.names import comparable, fold, given_names, is_called_for_short, is_variant, sound_key, surname
from analysis.schema import Row

COLUMNS = ["alias", "name", "kind", "parent", "side", "reason"]


def unused_aliases(frames: Frames, table: pd.DataFrame | None) -> list[str]:
    """Return the aliases of the researcher's table that name no mention of the corpus, in the table's order.

    Args:
        frames: The seven frames.
        table: The table given to `annotate` as `actors=`, or None.
    """
    if table is None:
        return []
    seen: set[str] = set()
    for text in {*frames.entities["text"], *frames.actors["name"]}:
        seen.update((fold(text), comparable(text)))
    return [alias for alias in table["alias"].dropna() if fold(alias) not in seen and comparable(alias) not in seen]


def propose_table(frames: Frames) -> pd.DataFrame:
    """Propose the researcher's table: every alias found, and spelling variants that may mean one person.

    Args:
        frames: The seven frames.

    Returns:
        Columns alias, name, kind, parent, side as `annotate` takes them, and `reason`: "found" for an alias as it was
        resolved, else why two entities may be one. Proposed rows give the name of the more frequent entity; delete
        those that are wrong. No rows where nobody is named.
    """
    actors = {entity: row for entity, row in frames.index.actors.items() if row["kind"] != "place"}
    counts = {str(e): int(n) for e, n in frames.entities["entity_id"].dropna().value_counts().items()}
    names = {entity: row["name"] for entity, row in actors.items()}

    def proposed(alias: str, row: Row, reason: str) -> Row:
        parent = names.get(row["parent_id"])
        return {"alias": alias, **{c: row[c] for c in ("name", "kind", "side")}, "parent": parent, "reason": reason}

    rows = []
    for row in sorted(actors.values(), key=lambda row: (-counts.get(row["entity_id"], 0), row["entity_id"])):
        if row["article_id"] is not None:
            continue  # somebody unnamed, known in one article only
        aliases = [row["name"], *(a for a in row["aliases"] if fold(a) != fold(row["name"]))]
        rows += [proposed(alias, row, "found") for alias in aliases]
    rows += [proposed(other["name"], kept, reason) for kept, other, reason in list_namesakes(frames)]
    return pd.DataFrame(rows, columns=COLUMNS)


def list_namesakes(frames: Frames) -> list[tuple[Row, Row, str]]:
    """Return pairs of actors that may be one, the more frequent first, and why; a pair of names stands once."""
    actors = {entity: row for entity, row in frames.index.actors.items() if row["kind"] != "place"}
    counts = {str(e): int(n) for e, n in frames.entities["entity_id"].dropna().value_counts().items()}
    pairs = {(kept["name"], other["name"]): (kept, other, why) for kept, other, why in _same_after_all(actors, counts)}
    return list(pairs.values())


def _same_after_all(actors: dict[str, Row], counts: dict[str, int]) -> Iterator[tuple[Row, Row, str]]:
    """Yield pairs of entities that may be one: only those of one block are compared, never all with all."""
    sounds: dict[str, list[Row]] = defaultdict(list)
    bodies: dict[str, list[Row]] = defaultdict(list)
    for row in actors.values():
        if row["kind"] == "person" and row["article_id"] is None:
            sounds[sound_key(surname(row["name"]))].append(row)
        elif row["kind"] == "organisation":
            bodies[comparable(row["name"])].append(row)
    for block in sounds.values():
        for kept, other in _ordered_pairs(block, counts):
            a, b = kept["name"], other["name"]
            if is_variant(surname(a), surname(b)) and _given_names_agree(a, b):
                yield kept, other, f"may be another spelling of {a}"
            elif is_called_for_short(a, b):
                yield kept, other, f"may be {a} by a short or a long given name"
    for block in bodies.values():
        for kept, other in _ordered_pairs(block, counts):
            if not (kept["parent_id"] and other["parent_id"]):
                yield kept, other, "called the same in several articles, which don't all say whose it is"


def _ordered_pairs(block: list[Row], counts: dict[str, int]) -> Iterator[tuple[Row, Row]]:
    """Yield the block's most frequent entity with each of the others."""
    ranked = sorted(block, key=lambda row: (-counts.get(row["entity_id"], 0), row["entity_id"]))
    yield from ((ranked[0], other) for other in ranked[1:])


def _given_names_agree(a: str, b: str) -> bool:
    x, y = given_names(a)[:1], given_names(b)[:1]
    return not x or not y or x[0][0] == y[0][0]
