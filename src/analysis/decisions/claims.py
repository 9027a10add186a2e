"""Decisions on claims and actors → frames that follow them."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from analysis import schema
from analysis.decisions.table import AUDIT, CORRECTED, GONE, NO_ROW, RIGHT, Place, audited, by, place_of
from analysis.frames import Frames
from analysis.names import fold, slug
from analysis.schema import Row

# Words of a decision and a claim are the same claim's from this overlap on.
SAME = 0.5
NO_ACTOR = "the value names no actor of the corpus"
NOT_THERE = "the value's words do not occur in the article"
NO_POLARITY = "the value is neither + nor -"


def follow(frames: Frames, decisions: pd.DataFrame) -> tuple[Frames, pd.DataFrame]:
    """Return frames that follow the decisions on claims and actors, and the audit list.

    A rejected claim is gone, and what was nested in it belongs to the claim around it. A rejected source is nobody. A
    corrected source is an actor, by name or alias; one who is not among the actors becomes one. Corrected content is
    words of the article. A merged actor is the other one everywhere. Later rows overrule earlier ones.

    Args:
        frames: As `annotate` returns; not modified.
        decisions: As `read_decisions` returns; other decisions than these are passed over.

    Returns:
        The frames, and one row a decision with AUDIT: what became of it (`outcome`: "corrected by …", "rejected by …",
        "confirmed by …", or why it could not be followed) and the row_id it met.
    """
    tables = _Tables(frames)
    steps: dict[str, Callable[[Row, Row], str | None]] = {
        "claim": tables.claim,
        "claim_source": tables.source,
        "claim_content": tables.content,
        "claim_polarity": tables.polarity,
    }
    audit = []
    for decision in schema.records(decisions):
        if decision["what"] not in (*steps, "actor_merge"):
            continue
        place = place_of(decision, frames.index)
        if place is None:
            audit.append(audited(decision, GONE))
            continue
        row = tables.mention_at(place) if decision["what"] == "actor_merge" else tables.claim_at(place)
        if row is None:
            audit.append(audited(decision, NO_ROW))
            continue
        row_id = str(row["entity_id"] if decision["what"] == "actor_merge" else row["claim_id"])
        step = steps.get(decision["what"], tables.merge)
        problem = None if decision["verdict"] == RIGHT else step(decision, row)
        audit.append(audited(decision, problem or by(decision), row_id))
    return tables.frames(), pd.DataFrame(audit, columns=list(AUDIT), dtype="str")


class _Tables:
    """Copies of the rows that decisions change."""

    def __init__(self, frames: Frames) -> None:
        self.original = frames
        names = ("claims", "actors", "entities", "predications")
        self.rows = {name: [dict(row) for row in schema.records(getattr(frames, name))] for name in names}
        self.is_changed = False

    def frames(self) -> Frames:
        if not self.is_changed:
            return self.original
        return replace(self.original, **{name: schema.frame(name, rows) for name, rows in self.rows.items()})

    def claim_at(self, place: Place) -> Row | None:
        ranked = [(place.overlap(c["article_id"], c["char_start"], c["char_end"]), c) for c in self.rows["claims"]]
        best = max(ranked, key=lambda pair: pair[0], default=(0.0, {}))
        return best[1] if best[0] >= SAME else None

    def mention_at(self, place: Place) -> Row | None:
        for row in self.rows["entities"]:
            if row["entity_id"] and place.overlap(row["article_id"], row["char_start"], row["char_end"]) >= SAME:
                return row
        return None

    def claim(self, _: Row, claim: Row) -> str | None:
        """Take a claim away."""
        self.is_changed = True
        self.rows["claims"].remove(claim)
        for row in (*self.rows["claims"], *self.rows["predications"]):
            column = "parent_claim_id" if "parent_claim_id" in row else "claim_id"
            if row[column] == claim["claim_id"]:
                row[column] = claim["parent_claim_id"]
                # Words that are nobody's claim are the outlet's own.
                if column == "claim_id" and row[column] is None:
                    row["voice"] = "outlet"
        return None

    def source(self, decision: Row, claim: Row) -> str | None:
        self.is_changed = True
        if decision["verdict"] != CORRECTED:
            claim.update(entity_id=None, source_name=None, co_source_ids=[], voice="unattributed")
            return None
        actor = self._actor(decision["value"]) or self._new_actor(decision["value"])
        others = [entity for entity in claim["co_source_ids"] if entity != actor["entity_id"]]
        claim.update(entity_id=actor["entity_id"], source_name=actor["name"], co_source_ids=others, voice="attributed")
        return None

    def content(self, decision: Row, claim: Row) -> str | None:
        if decision["verdict"] != CORRECTED:
            return self.claim(decision, claim)
        start = str(claim["char_start"])
        wanted = {"article_id": claim["article_id"], "words": decision["value"], "char_start": start}
        place = place_of(wanted, self.original.index)
        if place is None:
            return NOT_THERE
        self.is_changed = True
        span = {"char_start": place.start, "char_end": place.end, "content_spans": [[place.start, place.end]]}
        claim.update(span, content_text=decision["value"])
        return None

    def polarity(self, decision: Row, claim: Row) -> str | None:
        if decision["verdict"] == CORRECTED and decision["value"] not in ("+", "-"):
            return NO_POLARITY
        self.is_changed = True
        other = "-" if claim["polarity"] == "+" else "+"
        claim["polarity"] = decision["value"] if decision["verdict"] == CORRECTED else other
        return None

    def merge(self, decision: Row, mention: Row) -> str | None:
        """Let one actor be another everywhere; rejecting a merge changes nothing that was not merged."""
        kept, gone = self._actor(decision["value"]), mention["entity_id"]
        if decision["verdict"] != CORRECTED or kept is None:
            return NO_ACTOR
        if kept["entity_id"] == gone:
            return None
        self.is_changed = True
        into = {gone: kept["entity_id"]}
        absorbed = next((row for row in self.rows["actors"] if row["entity_id"] == gone), None)
        if absorbed is not None:
            self.rows["actors"].remove(absorbed)
            kept["aliases"] = sorted({*kept["aliases"], absorbed["name"], *absorbed["aliases"]} - {kept["name"]})
        for row in self.rows["actors"]:
            parent = into.get(row["parent_id"], row["parent_id"])
            row["parent_id"] = None if parent == row["entity_id"] else parent
        for row in (*self.rows["entities"], *self.rows["claims"]):
            row["entity_id"] = into.get(row["entity_id"], row["entity_id"])
        for claim in self.rows["claims"]:
            others = dict.fromkeys(into.get(entity, entity) for entity in claim["co_source_ids"])
            claim["co_source_ids"] = [entity for entity in others if entity != claim["entity_id"]]
            claim["targets"] = [{**t, "entity_id": into.get(t["entity_id"], t["entity_id"])} for t in claim["targets"]]
            if claim["entity_id"] == kept["entity_id"]:
                claim["source_name"] = kept["name"]
        for row in self.rows["predications"]:
            row["arguments"] = [{**a, "entity_id": into.get(a["entity_id"], a["entity_id"])} for a in row["arguments"]]
        return None

    def _actor(self, name: str) -> Row | None:
        wanted = fold(name)
        for row in self.rows["actors"]:
            if name == row["entity_id"] or wanted in {fold(n) for n in (row["name"], *row["aliases"])}:
                return row
        return None

    def _new_actor(self, name: str) -> Row:
        row: Row = {"entity_id": f"{slug(name)}.decided", "name": name, "kind": "group", "aliases": []}
        row |= {"parent_id": None, "side": None}
        self.rows["actors"].append(row)
        return row
