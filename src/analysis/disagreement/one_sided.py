"""Acts of contest of which only one side stands in the articles: a denial of what nobody says there."""

from collections import defaultdict

import pandas as pd

from analysis.disagreement.acts import Act, find_acts
from analysis.disagreement.denials import RULE_OF_FORM
from analysis.disagreement.reading import Reading
from analysis.disagreement.relations import find_disagreements
from analysis.frames import Frames, made_once
from analysis.schema import Row, records

COLUMNS = ["contested_by", "party_id", "test", "article_id", "char_start", "char_end"]


@made_once("one_sided")
def list_one_sided(frames: Frames) -> pd.DataFrame:
    """List who denies, rejects or disputes something that is found in nobody's words in these articles.

    It is no relation, for it has one side only; but whoever denies says that somebody affirmed. Words that only reply
    ("That is absurd") and are nobody's are left out. On the open real news 11 of 16 with a name stand in a contested
    matter that readers found.

    Returns:
        One row an act of contest, in order of place: contested_by (a name; null where nobody is known, or the outlet
        seems to speak), party_id, test (the rule that found nothing: denied_content, denied_part or reply), article_id,
        char_start, char_end (the act with what it denies). No rows where every act answers something.
    """
    reading = Reading(frames)
    related = _related_spans(frames)
    acts = [act for act in find_acts(reading) if not _is_within(act, related[act.clause.article])]
    rows = [row for row in (_row(act, frames) for act in acts) if row["party_id"] or row["test"] != "reply"]
    rows.sort(key=lambda row: (row["article_id"], row["char_start"], row["char_end"]))
    return pd.DataFrame(rows, columns=COLUMNS)


def _related_spans(frames: Frames) -> dict[str, list[tuple[int, int]]]:
    """Return {article: the spans that a contradiction relates}."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for relation in records(find_disagreements(frames)):
        if relation["relation"] == "contradiction":
            for span in (*relation["evidence_a"], *relation["evidence_b"]):
                spans[span["article_id"]].append((span["char_start"], span["char_end"]))
    return spans


def _hull(act: Act) -> tuple[int, int]:
    return min(start for start, _ in act.spans), max(end for _, end in act.spans)


def _is_within(act: Act, spans: list[tuple[int, int]]) -> bool:
    first, last = _hull(act)
    return any(start < last and first < end for start, end in spans)


def _row(act: Act, frames: Frames) -> Row:
    index = frames.index
    start, end = _hull(act)
    is_outlet = act.denier in index.narrators.values()
    party = None if is_outlet else act.denier
    name = None if party is None else index.party_names.get(party, party)
    place = {"article_id": act.clause.article, "char_start": start, "char_end": end}
    return {"contested_by": name, "party_id": party, "test": RULE_OF_FORM[act.form]} | place


def count_abstentions(frames: Frames) -> pd.DataFrame:
    """Count the acts of contest for which the articles hold nothing that they answer.

    Returns:
        One row a form of act: `test` (denied_content, denied_part or reply) and `n_pairs` (the acts), sorted by test.
        No rows where every act answers something.
    """
    counted = list_one_sided(frames).groupby("test", sort=True).size()
    return counted.rename("n_pairs").reset_index()
