"""Which article carries what, which leaves it out, what stands in one alone, and what none of them tells.

Two articles are compared where they tell of the same events, and copies of one text count as one article. That an
article leaves something out means that it has no sentence in like words: a paraphrase in other words is missed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from analysis.frames import Frames
from analysis.matters.likeness import Sentences
from analysis.matters.positions import shortened
from analysis.schema import Row, records

# Share of a sentence's words, weighted by rarity, that a sentence of another article needs to carry part of it.
LIKE = 0.15
FEWEST_KEYS = 4
LONGEST_LABEL = 90
MOST_ITEMS = 200
VOICES = frozenset(("person", "organisation", "state", "group"))


def list_coverage(frames: Frames, disagreements: pd.DataFrame, matters: pd.DataFrame) -> pd.DataFrame:
    """List which article carries each contested matter, each piece of common ground and each voice.

    Args:
        frames: The frames that the relations were found in.
        disagreements: As `find_disagreements` returns.
        matters: As `list_matters` returns.

    Returns:
        One row an item and article: item ("contested matter", "common ground" or "voice"), item_id, label, side (of a
        voice), article_id, n, and mark: "carries" (n sentences that the relations rest on, n claims of the voice),
        "touches" (a sentence in like words; the voice is named, but not heard) or "leaves out" (neither). No row where
        an article tells of other events than those that carry the item; of copies one article stands for all. Matters
        in their order, then common ground and voices, the largest first, at most MOST_ITEMS of each. An omission is
        no contradiction.
    """
    index = Sentences(frames)
    of_matter: dict[str, list[Row]] = defaultdict(list)
    for relation in records(disagreements):
        of_matter[relation["matter_id"]].append(relation)
    agreed = [r for r in records(disagreements) if r["relation"] == "agreement"]
    items = [
        *(("contested matter", row["heading"], of_matter[row["matter_id"]]) for row in records(matters[:MOST_ITEMS])),
        *(("common ground", "", group) for group in group_agreements(agreed)[:MOST_ITEMS]),
    ]
    texts = dict(zip(frames.articles["article_id"], frames.articles["text"], strict=True))
    rows: list[Row] = []
    for item, title, group in items:
        spans = [span for relation in group for side in "ab" for span in relation[f"evidence_{side}"]]
        at = sorted({index.at(span) for span in spans})
        n = index.count(index.rows[i][0]["article_id"] for i in at)
        like = {a for i in at for a, share in index.likeness(i).items() if share >= LIKE}
        label = title or _shortest(group, texts)
        rows += _of_item(index, {"item": item, "item_id": group[0]["matter_id"], "label": label, "side": None}, n, like)
    rows += _voices(frames, index)
    columns = ["item", "item_id", "label", "side", "article_id", "n", "mark"]
    return pd.DataFrame(rows, columns=columns).astype({"n": "int64"})


def group_agreements(agreements: Iterable[Row]) -> list[list[Row]]:
    """Return the agreements that share one passage as one piece of common ground, the largest first.

    What two passages share with a third they need not share with each other, so that groups don't grow by chains.
    """
    holders: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for relation in sorted(agreements, key=lambda r: str(r["relation_id"])):
        for side in "ab":
            holders[tuple(tuple(span.values()) for span in relation[f"evidence_{side}"])].append(relation)
    taken: set[str] = set()
    groups = []
    for passage in sorted(holders, key=lambda passage: (-len(holders[passage]), passage)):
        group = [relation for relation in holders[passage] if relation["relation_id"] not in taken]
        taken |= {relation["relation_id"] for relation in group}
        groups += [group] if group else []
    return sorted(groups, key=lambda group: (-len(group), str(group[0]["relation_id"])))


def _shortest(group: list[Row], texts: dict[str, str]) -> str:
    """The shortest of the words that agree."""
    said = []
    for spans in (relation[f"evidence_{side}"] for relation in group for side in "ab"):
        pieces = [texts[span["article_id"]][span["char_start"] : span["char_end"]] for span in spans]
        said.append(" … ".join(" ".join(piece.split()) for piece in pieces))
    return f"“{shortened(min(said, key=lambda words: (len(words), words)), LONGEST_LABEL)}”"


def _of_item(index: Sentences, about: Row, n: Counter[str], touched: set[str]) -> Iterator[Row]:
    for article in sorted(set(n).union(*(index.neighbours[article] for article in n))):
        mark = "carries" if n[article] else "touches" if article in touched else "leaves out"
        yield about | {"article_id": article, "n": n[article], "mark": mark}


def _voices(frames: Frames, index: Sentences) -> list[Row]:
    sides = frames.index.sides
    spoken: dict[str, list[str]] = defaultdict(list)
    named: dict[str, set[str]] = defaultdict(set)
    for claim in frames.index.claims.values():
        spoken[claim["entity_id"]].append(claim["article_id"])
    for mention in frames.index.entities.values():
        if mention["reading"] in ("actor", "possessor", "nationality"):
            named[mention["entity_id"]].add(index.originals[mention["article_id"]])
    actors = [row for row in frames.index.actors.values() if row["kind"] in VOICES and row["entity_id"] in spoken]
    n = {row["entity_id"]: index.count(spoken[row["entity_id"]]) for row in actors}
    rows: list[Row] = []
    actors.sort(key=lambda row: (-n[row["entity_id"]].total(), row["name"], row["entity_id"]))
    for actor in actors[:MOST_ITEMS]:
        entity = actor["entity_id"]
        side = sides[entity] if sides[entity] != actor["name"] else None
        about = {"item": "voice", "item_id": entity, "label": actor["name"], "side": side}
        rows += _of_item(index, about, n[entity], named[entity])
    return rows


def list_only_here(frames: Frames, disagreements: pd.DataFrame) -> pd.DataFrame:
    """List the sentences that have no like among the other articles on the same events.

    Args:
        frames: The frames that the relations were found in.
        disagreements: As `find_disagreements` returns: a sentence that a relation joins to another article has a like.

    Returns:
        One row a sentence: article_id, char_start, char_end, voices (names of those who speak in it, "" where the
        outlet does), is_new_voice (one of them speaks in no other of these articles), likeness (0–1, the share of its
        words in the most similar sentence elsewhere), rank (from 0, in its article: new voices first, then other
        voices, then the least like); in order of place. No rows for an article that has no other beside it.
    """
    index = Sentences(frames)
    names = frames.index.party_names
    heard: dict[str, set[str]] = defaultdict(set)
    speaks: dict[int, set[str]] = defaultdict(set)
    for claim in frames.index.claims.values():
        heard[claim["entity_id"]].add(index.originals[claim["article_id"]])
        for start, _ in claim["content_spans"]:
            speaks[index.at({"article_id": claim["article_id"], "char_start": start})].add(claim["entity_id"] or "")
    joined, telling = _joined(index, disagreements), _telling(index, frames)
    rows: list[Row] = []
    for i, (row, keys) in enumerate(index.rows):
        near = index.neighbours.get(row["article_id"])
        is_joined = (index.originals[row["article_id"]], row["text"]) in joined
        if not near or is_joined or i not in telling or len(keys & index.weight.keys()) < FEWEST_KEYS:
            continue
        likeness = max(index.likeness(i).values())
        if likeness < LIKE:
            is_new = any(entity and not heard[entity] & near for entity in speaks[i])
            voices = sorted({names.get(entity, "an unnamed source") for entity in speaks[i]})
            place = {key: row[key] for key in ("article_id", "char_start", "char_end")}
            rows.append(place | {"voices": ", ".join(voices), "is_new_voice": is_new, "likeness": likeness})
    columns = ["article_id", "char_start", "char_end", "voices", "is_new_voice", "likeness"]
    table = pd.DataFrame(rows, columns=columns)
    weighed = table.assign(is_narration=table["voices"] == "")
    weighed = weighed.sort_values(["is_new_voice", "is_narration", "likeness"], ascending=[False, True, True])
    return table.assign(rank=weighed.groupby("article_id").cumcount())


def _telling(index: Sentences, frames: Frames) -> set[int]:
    """The sentences with a finite verb: "Read more on" and the like tell nothing."""
    return {index.at(row) for row in frames.index.predications.values() if row["tense"] != "none"}


def _joined(index: Sentences, disagreements: pd.DataFrame) -> set[tuple[str, str]]:
    """The articles' sentences that some relation joins to another article."""
    joined = set()
    for relation in records(disagreements):
        spans = [*relation["evidence_a"], *relation["evidence_b"]]
        if len({index.originals[span["article_id"]] for span in spans}) > 1:
            joined |= {(index.originals[span["article_id"]], index.rows[index.at(span)][0]["text"]) for span in spans}
    return joined


def list_unknowns(frames: Frames) -> pd.DataFrame:
    """List what none of the articles tells: dates, years, outlets, the names of sources.

    Returns:
        One row a kind of gap that occurs: unknown (in words), n, of (how many there could be), and article_id,
        char_start, char_end of the first words that show it (null for what an article lacks as a whole), with
        article_ids (list). No rows where nothing is missing.
    """
    articles, claims = frames.articles, frames.claims
    dates = frames.timexes.loc[frames.timexes["type"].isin(["DATE", "TIME"])]
    gaps = [
        ("articles without a date of publication", articles.loc[articles["published"].isna()], len(articles)),
        ("articles without an outlet", articles.loc[articles["outlet"].isna()], len(articles)),
        ("dates and times without a year", dates.loc[_has_no_year(dates["value"])], len(dates)),
        ("claims of sources that nobody names", claims.loc[claims["entity_id"].isna()], len(claims)),
    ]
    rows: list[Row] = []
    for unknown, found, n_all in gaps:
        if len(found):
            row: Row = {"unknown": unknown, "n": len(found), "of": n_all}
            shown = records(found)[0]
            row |= {key: shown.get(key) for key in ("article_id", "char_start", "char_end")}
            rows.append(row | {"article_ids": sorted(set(found["article_id"]))})
    columns = ["unknown", "n", "of", "article_id", "char_start", "char_end", "article_ids"]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype({"char_start": "Int64", "char_end": "Int64"})


def _has_no_year(values: "pd.Series[str]") -> "pd.Series[bool]":
    return values.isna() | values.str.startswith("XXXX")
