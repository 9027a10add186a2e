"""What stands around a contested matter: what is undisputed, who was accused and does not answer, who is silent."""

from collections import defaultdict
from typing import NamedTuple

import pandas as pd

from analysis.frames import Frames
from analysis.lexicon import stems
from analysis.matters.coverage import group_agreements
from analysis.matters.positions import UNNAMED
from analysis.schema import Row, records

# Words that common ground shares with a matter, beside names, from which it belongs around it.
FEWEST_SHARED = 2
MOST_UNDISPUTED = 2
MOST_REASONS = 3
EVIDENCE = ("evidence_a", "evidence_b")
ANSWERS = frozenset(("contradiction", "difference", "update"))


def list_common_ground(frames: Frames, disagreements: pd.DataFrame) -> pd.DataFrame:
    """List what two articles or more both report, and whose word it is.

    Returns:
        One row a claim or clause: ground_id (rows of one id say the same), whose (the sides, with an outlet's own words
        and unnamed sources beside them), by (name, "an unnamed source", or the outlet), article_id, char_start,
        char_end (the hull of a claim's pieces); the common ground of most articles first.
    """
    names, sides = frames.index.party_names, frames.index.sides
    narrators = set(frames.index.narrators.values())
    claims = frames.index.claims
    rows = []
    for group in group_agreements(r for r in records(disagreements) if r["relation"] == "agreement"):
        spans: dict[tuple[str, int, int], set[str | None]] = defaultdict(set)
        for relation, side in ((relation, side) for relation in group for side in "ab"):
            evidence = relation[f"evidence_{side}"]
            start, end = min(e["char_start"] for e in evidence), max(e["char_end"] for e in evidence)
            speakers = [claims[c]["entity_id"] for c in relation[f"claim_ids_{side}"]] or relation[f"parties_{side}"]
            spans[evidence[0]["article_id"], start, end].update(speakers or [None])
        whose = _whose(set().union(*spans.values()), sides, narrators)
        for place, speakers in sorted(spans.items(), key=_place):
            row = dict(zip(("article_id", "char_start", "char_end"), place, strict=True))
            by = ", ".join(sorted(names.get(p or "", UNNAMED) for p in speakers))
            rows.append({"ground_id": group[0]["relation_id"], "whose": whose, "by": by} | row)
    return pd.DataFrame(rows, columns=["ground_id", "whose", "by", "article_id", "char_start", "char_end"])


def _place(item: tuple[tuple[str, int, int], set[str | None]]) -> tuple[str, int, int]:
    return item[0]


def _whose(parties: set[str | None], sides: dict[str, str], narrators: set[str]) -> str:
    """Say whose word some common ground is; an outlet that speaks itself is no side."""
    spoken = sorted({sides.get(p, p) for p in parties - narrators if p is not None})
    named = list(spoken)
    if parties & narrators:
        named.append("an outlet in its own words")
    if None in parties:
        named.append(UNNAMED)
    *others, last = named
    label = "On different sides"
    if not spoken:
        label = "No named source"
    elif len(spoken) == 1:
        # Who nobody names may stand on any side.
        label = "On one side only, as far as sources are named" if None in parties else "On one side only"
    return f"{label}: {', '.join(others)}{' and ' if others else ''}{last}"


def list_unanswered(frames: Frames, disagreements: pd.DataFrame) -> pd.DataFrame:
    """List the accusations that no article gives an answer to; silence in these articles is no consent.

    An accusation counts as answered where a relation sets words of the accused, or of those on their side, against it
    or against an accusation in the same words elsewhere, where they speak in the next claim after it, or where they
    deny something later in the same article. An accusation of one's own side is left out, and so are a denial and words
    too few to say what is laid to somebody's charge.

    Returns:
        One row an accusation: accuser, accused (names), accused_id, article_id, char_start, char_end, claim_id; in
        order of place.
    """
    names, sides = frames.index.party_names, frames.index.sides
    answers = _answers(disagreements, sides)
    order = sorted(frames.index.claims.values(), key=lambda c: (c["article_id"], c["char_start"], c["claim_id"]))
    denials = [c for c in order if c["speech_act"] == "deny"]
    last_denial = {(c["article_id"], sides.get(c["entity_id"])): c["char_start"] for c in denials}
    rows = []
    for claim, then in zip(order, [*order[1:], None], strict=False):
        follows = {sides.get(then["entity_id"])} if then and then["article_id"] == claim["article_id"] else set()
        for target in claim["targets"]:
            accused = sides.get(target["entity_id"])
            is_own = accused == sides.get(claim["entity_id"])
            is_told = len(stems(claim["content_text"])) >= FEWEST_SHARED and claim["speech_act"] != "deny"
            if target["role"] != "blames" or accused is None or is_own or not is_told:
                continue
            is_denied = last_denial.get((claim["article_id"], accused), 0) > claim["char_start"]
            if not is_denied and accused not in answers[claim["claim_id"]] | follows:
                row = {"accuser": claim["source_name"] or UNNAMED, "accused_id": target["entity_id"]}
                row["accused"] = names.get(target["entity_id"], target["entity_id"])
                rows.append(row | {k: claim[k] for k in ("article_id", "char_start", "char_end", "claim_id")})
    columns = ["accuser", "accused", "accused_id", "article_id", "char_start", "char_end", "claim_id"]
    return pd.DataFrame(rows, columns=columns)


def _answers(disagreements: pd.DataFrame, sides: dict[str, str]) -> dict[str, set[str | None]]:
    """Return {claim: the sides whose words stand against it, or against the same in other articles}."""
    against: dict[str, set[str | None]] = defaultdict(set)
    same: list[set[str]] = []
    for relation in records(disagreements):
        if relation["relation"] == "agreement":
            same.append({*relation["claim_ids_a"], *relation["claim_ids_b"]})
        if relation["relation"] in ANSWERS:
            for side, other in ("ab", "ba"):
                for claim_id in relation[f"claim_ids_{side}"]:
                    against[claim_id] |= {sides.get(p, p) for p in relation[f"parties_{other}"]}
    for claim_ids in same:
        shared = set().union(*(against[claim_id] for claim_id in claim_ids))
        for claim_id in claim_ids:
            against[claim_id] = against[claim_id] | shared
    return against


class Surroundings(NamedTuple):
    """What stands around one contested matter.

    Attributes:
        matter_id: The matter.
        reasons: The rules that fired, with their words.
        undisputed: Ids of common ground (`list_common_ground`) on the same actors and words.
        unheard: Names of those accused in it, or asked for something, whose side has no word on it.
        silent: Articles on the same events that have no sentence in like words.
    """

    matter_id: str
    reasons: tuple[str, ...]
    undisputed: tuple[str, ...]
    unheard: tuple[str, ...]
    silent: tuple[str, ...]


def list_surroundings(
    frames: Frames, disagreements: pd.DataFrame, positions: pd.DataFrame, coverage: pd.DataFrame
) -> list[Surroundings]:
    """Find what stands around each contested matter.

    Args:
        frames: The frames that the relations were found in.
        disagreements: As `find_disagreements` returns.
        positions: As `list_positions` returns.
        coverage: As `list_coverage` returns.

    Returns:
        One a matter, in order of their ids.
    """
    names, sides = frames.index.party_names, frames.index.sides
    claims = frames.index.claims
    relations = {row["relation_id"]: row for row in records(disagreements)}
    grounds = _grounds(frames, disagreements, sides)
    left_out = coverage.loc[coverage["mark"] == "leaves out"]
    found = []
    for matter_id, group in positions.groupby("matter_id", sort=True):
        rows = records(group)
        about = stems(" ".join(row["text"] for row in rows))
        speaking = {sides.get(row["party_id"], row["party_id"]) for row in rows}
        places = {(row["article_id"], row["char_start"]) for row in rows}
        near = {
            ground_id: len(shared & about)
            for ground_id, (shared, of_sides, held) in grounds.items()
            if len(shared & about) >= FEWEST_SHARED and of_sides & speaking and not held & places
        }
        said = [claims[claim_id] for claim_id in {row["claim_id"] for row in rows} - {None}]
        targets = {t["entity_id"] for claim in said for t in claim["targets"] if _is_called_on(claim, t)}
        unheard = {names.get(t, t) for t in targets if sides.get(t, t) not in speaking}
        found.append(
            Surroundings(
                str(matter_id),
                tuple(dict.fromkeys(relations[row["relation_id"]]["reason"] for row in rows))[:MOST_REASONS],
                tuple(sorted(near, key=lambda ground_id: (-near[ground_id], ground_id))[:MOST_UNDISPUTED]),
                tuple(sorted(unheard)),
                tuple(left_out.loc[left_out["item_id"] == matter_id, "article_id"]),
            )
        )
    return found


def _is_called_on(claim: Row, target: Row) -> bool:
    """Whether a claim accuses its target or asks something of it; whoever is merely told something need not answer."""
    return target["entity_id"] is not None and (target["role"] == "blames" or claim["speech_act"] in ("demand", "ask"))


def _grounds(
    frames: Frames, disagreements: pd.DataFrame, sides: dict[str, str]
) -> dict[str, tuple[set[str], set[str], set[tuple[str, int]]]]:
    """Return {ground_id: (what its passages share, the sides that speak, where its passages begin)}."""
    texts = dict(zip(frames.articles["article_id"], frames.articles["text"], strict=True))
    grounds = {}
    for group in group_agreements(r for r in records(disagreements) if r["relation"] == "agreement"):
        shared: set[str] = set()
        for relation in group:
            said = [[texts[s["article_id"]][s["char_start"] : s["char_end"]] for s in relation[k]] for k in EVIDENCE]
            shared |= stems(" ".join(said[0])) & stems(" ".join(said[1]))
        of_sides = {sides.get(p, p) for relation in group for side in "ab" for p in relation[f"parties_{side}"]}
        places = {(s["article_id"], s["char_start"]) for relation in group for k in EVIDENCE for s in relation[k]}
        grounds[group[0]["relation_id"]] = (shared, of_sides, places)
    return grounds


def list_accounts(
    frames: Frames, positions: pd.DataFrame, *, most_sides: int = 4, most_claims: int = 8
) -> pd.DataFrame:
    """List what the sides of contested matters say, in their own order: each side's account.

    Args:
        frames: The frames that the claims are in.
        positions: As `list_positions` returns; those who take one belong to the sides shown.
        most_sides: Sides to show, those with most spans in contested matters first.
        most_claims: Claims of a side: accusations and denials first, then what a contested matter rests on, then
            direct speech, then the others; the same words count once, a bare "denied it" does not.

    Returns:
        One row a claim: side, voice, cue (as the outlet put it; "" where there is none), article_id, char_start,
        char_end; by side and place. No rows where nothing is contested.
    """
    sides = frames.index.sides
    contesting = positions["party_id"].map(sides).dropna()
    chosen = contesting.value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    evidence = set(positions["claim_id"].dropna())
    claims = sorted(frames.index.claims.values(), key=lambda claim: (claim["article_id"], claim["char_start"]))
    rows: list[Row] = []
    for side in chosen.index[:most_sides]:
        said: dict[str, Row] = {}
        for claim in claims:
            says_something = len(stems(claim["content_text"])) >= FEWEST_SHARED
            if sides.get(claim["entity_id"]) == side and says_something:
                said.setdefault(claim["content_text"], claim)
        telling = sorted(said.values(), key=lambda claim: _telling_first(claim, evidence))[:most_claims]
        for claim in sorted(telling, key=lambda claim: (claim["article_id"], claim["char_start"])):
            place = {key: claim[key] for key in ("article_id", "char_start", "char_end")}
            rows.append({"side": side, "voice": claim["source_name"], "cue": claim["cue_text"] or ""} | place)
    return pd.DataFrame(rows, columns=["side", "voice", "cue", "article_id", "char_start", "char_end"])


def _telling_first(claim: Row, evidence: set[str]) -> tuple[bool, bool, bool, str, int]:
    return (
        claim["speech_act"] not in ("accuse", "deny"),
        claim["claim_id"] not in evidence,
        claim["quotation"] == "indirect",
        claim["article_id"],
        claim["char_start"],
    )
