"""Decisions on who is meant: one mention, or all that bear a name."""

from analysis.decisions.drafts import Draft, NotFollowedError, mark
from analysis.decisions.table import CORRECTED, Place, by
from analysis.names import fold
from analysis.schema import Row


def decide_mention(draft: Draft, decision: Row, mention: Row) -> None:
    """Let the words mean another actor, known or new, or nobody; and what rests on them, too."""
    meant = None
    if decision["verdict"] == CORRECTED:
        meant = draft.actor(decision["value"], mention["article_id"], mention["kind"])
    place = Place(mention["article_id"], mention["char_start"], mention["char_end"])
    draft.rename(mention["entity_id"], meant, by(decision), [place])


def decide_merge(draft: Draft, decision: Row, mention: Row) -> None:
    """Join the actor of the words with another one; or, where they are not its name, part them from it."""
    gone = mention["entity_id"]
    if gone is None:
        raise NotFollowedError("the words name nobody here, so there is nothing to join or part")
    if decision["verdict"] != CORRECTED:
        _part(draft, decision, mention)
        return
    kept = draft.actor(decision["value"], mention["article_id"])
    if kept["entity_id"] == gone:
        raise NotFollowedError("the words are this actor's already")
    _join(draft, kept, gone, by(decision))


def _part(draft: Draft, decision: Row, mention: Row) -> None:
    """Give all mentions by these words, and what rests on them, an actor of their own."""
    old = mention["entity_id"]
    same = [
        Place(row["article_id"], row["char_start"], row["char_end"])
        for row in draft.rows["entities"]
        if row["entity_id"] == old and fold(row["text"]) == fold(mention["text"])
    ]
    own = draft.new_actor(decision["value"] or mention["text"], mention["kind"])
    for row in draft.rows["actors"]:
        if row["entity_id"] == old:
            row["aliases"] = [alias for alias in row["aliases"] if fold(alias) != fold(mention["text"])]
    draft.rename(old, own, by(decision), same)


def _join(draft: Draft, kept: Row, gone: str, words: str) -> None:
    """Let an actor be another one everywhere."""
    rows, into = draft.rows, {gone: kept["entity_id"]}
    for absorbed in [row for row in rows["actors"] if row["entity_id"] == gone]:
        rows["actors"].remove(absorbed)
        kept["aliases"] = sorted({*kept["aliases"], absorbed["name"], *absorbed["aliases"]} - {kept["name"]})
    for row in rows["actors"]:
        parent = into.get(row["parent_id"], row["parent_id"])
        row["parent_id"] = None if parent == row["entity_id"] else parent
    for claim in rows["claims"]:
        if claim["entity_id"] == gone:
            claim.update(entity_id=kept["entity_id"], source_name=kept["name"])
            mark(claim, f"source {words}")
        others = dict.fromkeys(into.get(entity, entity) for entity in claim["co_source_ids"])
        claim["co_source_ids"] = [entity for entity in others if entity != claim["entity_id"]]
    for holder, _ in draft.references():
        if holder["entity_id"] == gone:
            holder["entity_id"] = kept["entity_id"]
            if "mention_id" in holder:
                mark(holder, f"actor {words}")
