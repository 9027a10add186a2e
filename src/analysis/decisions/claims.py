"""Decisions on claims and actors → frames that follow them."""

from collections.abc import Callable

import pandas as pd

from analysis.decisions.actors import decide_mention, decide_merge
from analysis.decisions.drafts import Draft, NotFollowedError, mark
from analysis.decisions.table import CORRECTED, GONE, NO_ROW, RIGHT, audit_table, audited, by, place_of
from analysis.frames import Frames
from analysis.schema import Row, records

OTHER = {"+": "-", "-": "+"}


def follow(frames: Frames, decisions: pd.DataFrame) -> tuple[Frames, pd.DataFrame]:
    """Return frames that follow the decisions on claims and actors, and the audit list.

    A rejected claim is gone, and what was nested in it belongs to the claim around it. A rejected source is nobody. A
    corrected source is an actor, by name or alias; one who is not among the actors becomes one. Corrected content is
    words of the article. A corrected mention means another actor, at its place only; a rejected one nobody. A merged
    actor is the other one everywhere; where a merge is rejected, all mentions by these words are an actor of their own.
    Later rows overrule earlier ones. What was decided on stands in the column `decided`.

    Args:
        frames: As `annotate` returns; not modified.
        decisions: As `read_decisions` returns; other decisions than these are passed over.

    Returns:
        The frames, and one row a decision with AUDIT: what became of it (`outcome`: "corrected by …", "rejected by …",
        "confirmed by …", or why it could not be followed) and the row_id it met.
    """
    wanted = [decision for decision in records(decisions) if decision["what"] in STEPS]
    if not wanted:
        return frames, audit_table([])
    draft = Draft(frames)
    audit = [_followed(draft, decision) for decision in wanted]
    return draft.frames(), audit_table(audit)


def _followed(draft: Draft, decision: Row) -> Row:
    """Let the draft follow a decision; return what became of it."""
    about, part, step = STEPS[decision["what"]]
    index = draft.original.index
    place = place_of(decision, index)
    if place is None:
        return audited(decision, GONE)
    row = draft.best("claims" if about == "claim_id" else "entities", place, place_of(decision, index, "other_"))
    if row is None:
        return audited(decision, NO_ROW)
    row_id = row[about] or row["mention_id"]
    if decision["verdict"] == RIGHT:
        mark(row, f"{part} {by(decision)}")
        return audited(decision, by(decision), row_id)
    try:
        step(draft, decision, row)
    except NotFollowedError as problem:
        return audited(decision, str(problem), row_id)
    return audited(decision, by(decision), row_id)


def _reject(draft: Draft, _: Row, claim: Row) -> None:
    """Take a claim away."""
    draft.rows["claims"].remove(claim)
    for row in draft.rows["claims"]:
        if row["parent_claim_id"] == claim["claim_id"]:
            row["parent_claim_id"] = claim["parent_claim_id"]
    for clause in draft.clauses_of(claim):
        _leave(clause, claim)


def _leave(clause: Row, claim: Row) -> None:
    """Put a clause out of a claim, into the one around it; words that are nobody's claim are the outlet's own."""
    clause["claim_id"] = claim["parent_claim_id"]
    if clause["claim_id"] is None:
        clause["voice"] = "outlet"


def _decide_source(draft: Draft, decision: Row, claim: Row) -> None:
    if decision["verdict"] != CORRECTED:
        mark(claim, f"source {by(decision)}")
        claim.update(entity_id=None, source_name=None, co_source_ids=[])
        _speak(draft, claim, "unattributed")
        return
    actor = draft.actor(decision["value"], claim["article_id"], "group")
    mark(claim, f"source {by(decision)}")
    others = [entity for entity in claim["co_source_ids"] if entity != actor["entity_id"]]
    claim.update(entity_id=actor["entity_id"], source_name=actor["name"], co_source_ids=others)
    _speak(draft, claim, "attributed")


def _speak(draft: Draft, claim: Row, voice: str) -> None:
    """Let a claim and its clauses be somebody's words, or words that stay open."""
    for row in (claim, *draft.clauses_of(claim)):
        row["voice"] = voice


def _decide_content(draft: Draft, decision: Row, claim: Row) -> None:
    if decision["verdict"] != CORRECTED:
        _reject(draft, decision, claim)
        return
    wanted = {"article_id": claim["article_id"], "words": decision["value"], "char_start": str(claim["char_start"])}
    place = place_of(wanted, draft.original.index)
    if place is None:
        raise NotFollowedError("the value's words do not occur in the article")
    mark(claim, f"content {by(decision)}")
    claim.update(char_start=place.start, char_end=place.end, content_spans=[[place.start, place.end]])
    claim["content_text"] = decision["value"]
    for clause in draft.clauses_of(claim):
        if not place.touches(clause["article_id"], clause["char_start"], clause["char_end"]):
            _leave(clause, claim)
    for clause in draft.rows["predications"]:
        is_inside = place.start <= clause["char_start"] and clause["char_end"] <= place.end
        if is_inside and clause["article_id"] == place.article_id and clause["claim_id"] == claim["parent_claim_id"]:
            clause.update(claim_id=claim["claim_id"], voice=claim["voice"] or "attributed")


def _decide_polarity(_: Draft, decision: Row, claim: Row) -> None:
    wanted = decision["value"] if decision["verdict"] == CORRECTED else OTHER[claim["polarity"]]
    if wanted not in OTHER:
        raise NotFollowedError("the value is neither + nor -")
    mark(claim, f"polarity {by(decision)}")
    claim["polarity"] = wanted


# What is decided → the id by which the audit names the row it is about, its part, and what is done.
STEPS: dict[str, tuple[str, str, Callable[[Draft, Row, Row], None]]] = {
    "claim": ("claim_id", "claim", _reject),
    "claim_source": ("claim_id", "source", _decide_source),
    "claim_content": ("claim_id", "content", _decide_content),
    "claim_polarity": ("claim_id", "polarity", _decide_polarity),
    "mention": ("mention_id", "actor", decide_mention),
    "actor_merge": ("entity_id", "actor", decide_merge),
}
