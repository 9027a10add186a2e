"""Relations → positions in contested matters: who holds which, in whose words."""

from collections import Counter, defaultdict

import pandas as pd

from analysis.frames import Frames
from analysis.frames.index import Index
from analysis.schema import Row, records

CONTESTED = ("contradiction", "difference")
UNNAMED = "an unnamed source"
POSITION_COLUMNS = (
    "matter_id heading position stance party_id party outlet article_id char_start char_end text claim_id "
    "relation_id kind confidence"
).split()


def list_positions(frames: Frames, disagreements: pd.DataFrame) -> pd.DataFrame:
    """List who holds which position in each contested matter, span by span.

    Args:
        frames: The frames that the relations were found in.
        disagreements: As `find_disagreements` returns; agreements and updates are no contest and are left out.

    Returns:
        One row a span: matter_id, heading, position ("a" or "b"; "a" affirms where one side does), stance (affirms,
        denies, qualifies, accuses or account), party_id, party (name; the outlet's in its own words), outlet,
        article_id, char_start, char_end, text, claim_id (null in narration), relation_id, kind, confidence; sorted by
        matter, position and place, each span once a position. No rows where nothing is contested.
    """
    rows: dict[tuple[object, ...], Row] = {}
    contested = sorted((r for r in records(disagreements) if r["relation"] in CONTESTED), key=_by_id)
    first: dict[str, Row] = {}
    for relation in contested:
        flipped = _is_flipped(relation, first.setdefault(relation["matter_id"], relation))
        for side, other in ("ab", "ba"):
            for span in relation[f"evidence_{side}"]:
                row = _position(frames.index, relation, side, span) | {"position": other if flipped else side}
                rows.setdefault((row["matter_id"], row["position"], *span.values()), row)
    of_matter: dict[str, list[Row]] = defaultdict(list)
    for row in rows.values():
        of_matter[row["matter_id"]].append(row)
    for matter_id, group in of_matter.items():
        _affirming_first(group)
        for row in group:
            row["heading"] = first[matter_id]["question"] or first[matter_id]["summary"]
    table = pd.DataFrame(list(rows.values()), columns=POSITION_COLUMNS)
    return table.sort_values(["matter_id", "position", "article_id", "char_start"], kind="stable", ignore_index=True)


def _by_id(relation: Row) -> str:
    return str(relation["relation_id"])


def _is_flipped(relation: Row, first: Row) -> bool:
    """Whether a relation's sides stand the other way round than in its matter's first relation."""
    if relation["stance_a"] != relation["stance_b"]:
        return bool(relation["stance_a"] == first["stance_b"] and relation["stance_b"] == first["stance_a"])

    def n_shared(side: str, other: str) -> int:
        return len(set(first[f"parties_{side}"]) & set(relation[f"parties_{other}"]))

    return n_shared("a", "b") + n_shared("b", "a") > n_shared("a", "a") + n_shared("b", "b")


def _affirming_first(group: list[Row]) -> None:
    n = Counter((row["position"], row["stance"]) for row in group)
    if n["a", "affirms"] + n["b", "denies"] < n["b", "affirms"] + n["a", "denies"]:
        for row in group:
            row["position"] = "b" if row["position"] == "a" else "a"


def _position(index: Index, relation: Row, side: str, span: Row) -> Row:
    article = index.articles[span["article_id"]]
    claim = _claim_around(index, relation, side, span)
    party = claim["entity_id"] if claim else None
    parties, narrator = relation[f"parties_{side}"], index.narrators[span["article_id"]]
    if party is None and narrator in parties:
        party = narrator
    if party is None and len(parties) == 1 and parties[0] not in index.narrators.values():
        party = parties[0]
    return {
        **{key: relation[key] for key in ("matter_id", "relation_id", "kind", "confidence")},
        **span,
        "stance": relation[f"stance_{side}"] or "account",
        "party_id": party,
        "party": index.party_names.get(party or "", UNNAMED),
        "outlet": article["outlet"],
        "text": index.text_at(span),
        "claim_id": claim["claim_id"] if claim else None,
    }


def _claim_around(index: Index, relation: Row, side: str, span: Row) -> Row | None:
    for claim_id in relation[f"claim_ids_{side}"]:
        claim = index.claims[claim_id]
        first = min(claim["char_start"], claim["char_start"] if claim["cue_start"] is None else claim["cue_start"])
        last = max(claim["char_end"], claim["char_end"] if claim["cue_end"] is None else claim["cue_end"])
        is_here = claim["article_id"] == span["article_id"]
        if is_here and first < span["char_end"] and span["char_start"] < last:
            return claim
    return None


def shortened(words: str, most: int) -> str:
    """Return words as they are, or cut at a blank with an ellipsis where they have more than `most` characters."""
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"


def list_matters(frames: Frames, positions: pd.DataFrame) -> pd.DataFrame:
    """Count what each contested matter rests on.

    Args:
        frames: The frames that the positions were found in.
        positions: As `list_positions` returns.

    Returns:
        One row a matter: matter_id, heading, kinds, parties_a, parties_b (names), n_sources (distinct parties; an
        unnamed one counts once an article), n_articles (copies of one text count once), n_spans; those with most
        independent sources first, then those in most articles.
    """
    origins = dict(zip(frames.articles["article_id"], frames.articles["origin_id"], strict=True))
    rows = []
    for matter_id, group in positions.groupby("matter_id", sort=True):
        of_side = {side: sorted(set(group.loc[group["position"] == side, "party"])) for side in "ab"}
        places = [(row["party_id"], origins[row["article_id"]]) for row in records(group)]
        rows.append(
            {
                "matter_id": matter_id,
                "heading": group["heading"].iloc[0],
                "kinds": sorted(set(group["kind"])),
                "parties_a": of_side["a"],
                "parties_b": of_side["b"],
                "n_sources": len({party or origin for party, origin in places}),
                "n_articles": len({origin for _, origin in places}),
                "n_spans": len(group),
            }
        )
    columns = ["matter_id", "heading", "kinds", "parties_a", "parties_b", "n_sources", "n_articles", "n_spans"]
    table = pd.DataFrame(rows, columns=columns)
    order = ["n_sources", "n_articles", "n_spans", "matter_id"]
    return table.sort_values(order, ascending=[False, False, False, True], ignore_index=True)
