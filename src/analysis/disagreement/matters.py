"""Relations → contested matters: their positions, who holds them, and what each article says of them."""

import pandas as pd

from analysis.corpus import Frames
from analysis.disagreement.statements import make_material, narrator_id
from analysis.schema import Row, records

LONGEST_HEADING = 90
HEADINGS = {
    "breach": "Who did not keep to what was agreed",
    "attack": "Who attacked whom",
    "stay_away": "Who stayed away",
}
CONTESTED = ("contradiction", "difference")


def list_positions(frames: Frames, disagreements: pd.DataFrame) -> pd.DataFrame:
    """List who holds which position in each contested matter, span by span.

    Args:
        frames: The frames that the relations were found in.
        disagreements: As `find_disagreements` returns; agreements and updates are no contest and are left out.

    Returns:
        One row a span: matter_id, heading, position ("a" or "b"), party_id, party (name; the outlet's in its own
        words), outlet, article_id, char_start, char_end, text, kind, confidence; sorted by matter, position and
        place, each span once a position. No rows where nothing is contested.
    """
    names = party_names(frames)
    articles = {row["article_id"]: row for row in records(frames.articles)}
    claims = {row["claim_id"]: row for row in records(frames.claims)}
    rows: dict[tuple[object, ...], Row] = {}
    contested = [r for r in records(disagreements) if r["relation"] in CONTESTED]
    first: dict[str, Row] = {}
    for relation in sorted(contested, key=lambda r: str(r["relation_id"])):
        first.setdefault(relation["matter_id"], relation)
    for relation in contested:
        flipped = _is_flipped(relation, first[relation["matter_id"]])
        for side, other in (("a", "b"), ("b", "a")):
            of_side = [claims[claim_id] for claim_id in relation[f"claim_ids_{side}"]]
            for span in relation[f"evidence_{side}"]:
                article = articles[span["article_id"]]
                party = _party(span, of_side) or _narrator(relation[f"parties_{side}"], article)
                row = {
                    "matter_id": relation["matter_id"],
                    "heading": heading(relation, articles),
                    "position": other if flipped else side,
                    "party_id": party,
                    "party": names.get(party or "", "an unnamed source"),
                    "outlet": article["outlet"],
                    **span,
                    "text": article["text"][span["char_start"] : span["char_end"]],
                    "kind": relation["kind"],
                    "confidence": relation["confidence"],
                }
                rows.setdefault((row["matter_id"], row["position"], *span.values()), row)
    columns = "matter_id heading position party_id party outlet article_id char_start char_end text kind confidence"
    table = pd.DataFrame(list(rows.values()), columns=columns.split())
    table["heading"] = table.groupby("matter_id")["heading"].transform("first")
    return table.sort_values(["matter_id", "position", "article_id", "char_start"], kind="stable", ignore_index=True)


def _is_flipped(relation: Row, first: Row) -> bool:
    """Whether a relation's sides stand the other way round than in its matter's first relation."""

    def n_shared(side: str, other: str) -> int:
        return len(set(first[f"parties_{side}"]) & set(relation[f"parties_{other}"]))

    return n_shared("a", "b") + n_shared("b", "a") > n_shared("a", "a") + n_shared("b", "b")


def _party(span: Row, claims: list[Row]) -> str | None:
    for claim in claims:
        is_around = claim["char_start"] <= span["char_start"] < claim["char_end"]
        if is_around and claim["article_id"] == span["article_id"]:
            return claim["entity_id"]  # type: ignore[no-any-return]
    return None


def _narrator(parties: list[str], article: Row) -> str | None:
    own = narrator_id(article)
    return own if own in parties else None


def party_names(frames: Frames) -> dict[str, str]:
    """Return {party id: name}: actors by their name, an outlet's own words under the outlet's."""
    names = {row["entity_id"]: row["name"] for row in records(frames.actors)}
    for article in records(frames.articles):
        names.setdefault(narrator_id(article), article["outlet"] or f"the article {article['article_id']}")
    return names


def heading(relation: Row, articles: dict[str, Row]) -> str:
    """Return a neutral heading for a contested matter: what is in question, in the words of the first side."""
    if relation["kind"] == "blame_reversal":
        wrong = relation["reason"].rpartition(": ")[2].replace(" ", "_")
        return HEADINGS.get(wrong, "Who is at fault")
    span = relation["evidence_a"][0]
    words = " ".join(articles[span["article_id"]]["text"][span["char_start"] : span["char_end"]].split())
    return f"In question: “{shortened(words, LONGEST_HEADING)}”"


def shortened(words: str, most: int) -> str:
    """Return words as they are, or cut at a blank with an ellipsis where they have more than `most` characters."""
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"


def list_matters(positions: pd.DataFrame) -> pd.DataFrame:
    """Count what each contested matter rests on.

    Args:
        positions: As `list_positions` returns.

    Returns:
        One row a matter: matter_id, heading, kinds, parties_a, parties_b (names), n_articles, n_spans; the matters
        with most articles and spans first.
    """
    rows = []
    for matter_id, group in positions.groupby("matter_id", sort=True):
        of_side = {side: sorted(set(group.loc[group["position"] == side, "party"])) for side in "ab"}
        rows.append(
            {
                "matter_id": matter_id,
                "heading": group["heading"].iloc[0],
                "kinds": sorted(set(group["kind"])),
                "parties_a": of_side["a"],
                "parties_b": of_side["b"],
                "n_articles": group["article_id"].nunique(),
                "n_spans": len(group),
            }
        )
    columns = ["matter_id", "heading", "kinds", "parties_a", "parties_b", "n_articles", "n_spans"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["n_articles", "n_spans", "matter_id"], ascending=[False, False, True], ignore_index=True)


def list_common_ground(frames: Frames, disagreements: pd.DataFrame) -> pd.DataFrame:
    """List what two articles both report, and whose word it is in either.

    Returns:
        One row an agreement: whose ("one side", "both sides" or "no source named"), and for a and b: by (names, "an
        unnamed source", or the outlet), article, start and end (the hull of the evidence).
    """
    names = party_names(frames)
    side_of = make_material(frames).sides
    rows = []
    for relation in records(disagreements):
        if relation["relation"] != "agreement":
            continue
        parties = [*relation["parties_a"], *relation["parties_b"]]
        sides = {side_of[p] for p in parties if p in side_of}
        row: Row = {"whose": "no source named" if not sides else "one side" if len(sides) == 1 else "both sides"}
        for side in "ab":
            spans = relation[f"evidence_{side}"]
            row[f"by_{side}"] = ", ".join(names.get(p, p) for p in relation[f"parties_{side}"]) or "an unnamed source"
            row[f"article_{side}"] = spans[0]["article_id"]
            row[f"start_{side}"] = min(span["char_start"] for span in spans)
            row[f"end_{side}"] = max(span["char_end"] for span in spans)
        rows.append(row)
    columns = ["whose", *(f"{part}_{side}" for side in "ab" for part in ("by", "article", "start", "end"))]
    return pd.DataFrame(rows, columns=columns)


def list_unanswered(frames: Frames, disagreements: pd.DataFrame) -> pd.DataFrame:
    """List the accusations that no article gives an answer to; silence in these articles is no consent.

    Returns:
        One row an accusation: accuser, accused (names), article_id, char_start, char_end; in order of place. An
        accusation counts as answered where it is evidence of a contradiction.
    """
    names = party_names(frames)
    answered = {
        claim_id
        for relation in records(disagreements)
        if relation["relation"] == "contradiction"
        for claim_id in (*relation["claim_ids_a"], *relation["claim_ids_b"])
    }
    rows = [
        {
            "accuser": claim["source_name"] or "an unnamed source",
            "accused": names.get(target["entity_id"], target["entity_id"]),
            **{key: claim[key] for key in ("article_id", "char_start", "char_end")},
        }
        for claim in records(frames.claims)
        if claim["claim_id"] not in answered
        for target in claim["targets"]
        if target["role"] == "blames" and target["entity_id"] is not None
    ]
    return pd.DataFrame(rows, columns=["accuser", "accused", "article_id", "char_start", "char_end"])


def count_coverage(frames: Frames, positions: pd.DataFrame) -> pd.DataFrame:
    """Count in which article each contested matter stands: what one reports and another leaves out.

    Returns:
        Matters as rows, in order of `list_matters`, articles as columns, the number of spans; 0 is an omission, which
        is no contradiction. All articles of the corpus are columns.
    """
    order = list_matters(positions)["heading"].tolist()
    table = positions.pivot_table(index="heading", columns="article_id", values="char_start", aggfunc="count")
    table = table.reindex(index=list(dict.fromkeys(order)), columns=sorted(frames.articles["article_id"]))
    return table.fillna(0).astype("int64")
