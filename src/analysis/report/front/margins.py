"""What stands around the quarrel: shared words, accusations without an answer, key events, voices, doubts."""

from collections import Counter
from typing import Final

import pandas as pd

from analysis.disagreement import list_one_sided
from analysis.frames import Frames
from analysis.matters import list_unanswered, list_unknowns
from analysis.report.front.days import in_words
from analysis.report.front.questions import FEWEST_WORDS, HANGING, LONGEST_QUOTE, Matter, quote
from analysis.report.front.wording import capital, figure, listed
from analysis.schema import Row, records
from analysis.timeline import list_events, weightiest_events

MOST_EVENTS: Final = 6
MOST_VOICES: Final = 6
MOST_AGREED: Final = 3
MOST_UNANSWERED: Final = 3
MOST_ONE_SIDED: Final = 3
NOBODY: Final = "nobody named"
CONTESTED: Final = ("contradiction", "difference")


def agreed_by_opponents(frames: Frames, disagreements: pd.DataFrame) -> list[Row]:
    """Agreements between sides that contradict each other elsewhere, each in the words of both."""
    opposed: set[frozenset[str]] = set()
    listed_rows = records(disagreements)
    for relation in listed_rows:
        if relation["relation"] in CONTESTED:
            opposed |= _pairs_of_sides(frames, relation)
    found = []
    for relation in listed_rows:
        if relation["relation"] == "agreement" and _pairs_of_sides(frames, relation) & opposed:
            names = frames.index.party_names
            a, b = ([names.get(p, p) for p in relation[f"parties_{side}"]] for side in "ab")
            one, other = relation["evidence_a"][0], relation["evidence_b"][0]
            words = [quote(frames, e["article_id"], e["char_start"], e["char_end"]) for e in (one, other)]
            n = len(frames.index.text_at(one)) + len(frames.index.text_at(other))
            found.append({"a": listed(a), "b": listed(b), "words": words, "n": n, "id": relation["relation_id"]})
    return sorted(found, key=lambda row: (row["n"], row["id"]))[:MOST_AGREED]


def _pairs_of_sides(frames: Frames, relation: Row) -> set[frozenset[str]]:
    """The pairs of different sides, outlets left out, that a relation joins."""
    outlets = set(frames.index.narrators.values())
    sides = {entity: side for entity, side in frames.index.sides.items() if entity not in outlets}
    pairs = {
        frozenset((sides[a], sides[b]))
        for a in relation["parties_a"]
        for b in relation["parties_b"]
        if a in sides and b in sides
    }
    return {pair for pair in pairs if len(pair) == 2}


def unanswered(frames: Frames, disagreements: pd.DataFrame) -> Row:
    """Accusations without an answer, one of each accuser and accused."""
    table = list_unanswered(frames, disagreements)
    first = table.drop_duplicates(["accuser", "accused"])
    rows = [
        {
            "accuser": row["accuser"],
            "accused": row["accused"],
            "words": quote(frames, row["article_id"], *_with_its_cue(frames, row)),
            "outlet": frames.index.article_names[row["article_id"]],
        }
        for row in records(first.head(MOST_UNANSWERED))
    ]
    return {"n": len(table), "rows": rows}


def _with_its_cue(frames: Frames, row: Row) -> tuple[int, int]:
    """The place of an accusation with its cue and source, for "her moves" alone accuses nobody; of itself if long."""
    claim = frames.index.claims[row["claim_id"]]
    starts = [start for end in ("source", "cue") if (start := claim[f"{end}_start"]) is not None]
    ends = [end for start in ("source", "cue") if (end := claim[f"{start}_end"]) is not None]
    start, end = min([row["char_start"], *starts]), max([row["char_end"], *ends])
    return (start, end) if end - start <= LONGEST_QUOTE else (row["char_start"], row["char_end"])


def one_sided(frames: Frames) -> Row:
    """Denials of what was found in nobody's words, one of each named party, first those that say what they deny."""
    table = list_one_sided(frames)
    named = table[table["party_id"].notna()]
    telling = named.sort_values("test", key=lambda tests: tests == "reply", kind="stable")
    first = telling.drop_duplicates("party_id").head(MOST_ONE_SIDED)
    rows = [
        {
            "party": row["contested_by"],
            "words": quote(frames, row["article_id"], row["char_start"], row["char_end"]),
            "outlet": frames.index.article_names[row["article_id"]],
        }
        for row in records(first)
    ]
    return {"n": len(table), "rows": rows}


def key_events(frames: Frames, events: pd.DataFrame) -> list[Row]:
    """The weightiest events of the story that have a date, in order of time."""
    in_time = {event_id: number for number, event_id in enumerate(events["event_id"])}
    dated = events.loc[events["edtf"].notna() & (events["setting"] == "story")]
    rows = records(list_events(frames, weightiest_events(dated, MOST_EVENTS)))
    rows.sort(key=lambda row: in_time[row["event_id"]])
    n_articles = len(frames.index.articles)
    evidence = dict(zip(events["event_id"], events["evidence"], strict=True))
    for row in rows:
        row["day"] = in_words(row["when"])
        row["words"] = quote(frames, *_plainest(frames, evidence[row["event_id"]]).values())
        where = f"in {row['n_articles']} of {n_articles} articles" if n_articles > 1 else ""
        row["told"] = "; ".join(filter(None, (where, _by_whom(row))))
    return rows


def _by_whom(event: Row) -> str:
    """Whose word an event is, and who denies it; nothing where nobody disputes what is told."""
    if event["status"] == "claimed":
        return f"according to {listed(event['told_by'], 2) if event['told_by'] else 'a source'}"
    if event["status"] == "disputed" and event["denied_by"]:
        return f"disputed by {listed(event['denied_by'], 2)}"
    return "" if event["status"] == "undisputed" else str(event["status"])


def _plainest(frames: Frames, evidence: list[Row]) -> Row:
    """The passage that reads best alone: it hangs on nothing, says who, and has neither too few words nor many."""

    def rank(span: Row) -> tuple[bool, bool, int, str, int]:
        words = frames.index.text_at(span).split()
        hangs = words[0].lower() in HANGING or _lacks_subject(frames, span)
        return hangs, len(words) < FEWEST_WORDS, len(words), span["article_id"], span["char_start"]

    return min(evidence, key=rank)


def _lacks_subject(frames: Frames, span: Row) -> bool:
    """Whether a passage is a clause that names nobody before its verb: "released on June 7"."""
    for row in frames.index.by_article("predications")[span["article_id"]]:
        if (row["char_start"], row["char_end"]) == (span["char_start"], span["char_end"]):
            verb = row["predicate_start"]
            return not any(row["char_start"] <= a["char_start"] < verb for a in row["arguments"])
    return False


def voices_by_side(frames: Frames) -> list[Row]:
    """Claims by side, those with most first; others together."""
    sides = frames.index.sides
    counts = Counter(sides.get(claim["entity_id"], NOBODY) for claim in frames.index.claims.values())
    direct = Counter(
        sides.get(claim["entity_id"], NOBODY)
        for claim in frames.index.claims.values()
        if claim["quotation"] == "direct"
    )
    ranked = sorted(counts, key=lambda side: (side == NOBODY, -counts[side], side))
    shown = ranked if len(ranked) <= MOST_VOICES + 1 else ranked[:MOST_VOICES]
    widest = max((counts[side] for side in shown), default=1)
    rows = [{"side": s, "n": counts[s], "direct": direct[s], "width": _width(counts[s], widest)} for s in shown]
    rest = [side for side in ranked if side not in shown]
    if rest:
        n, n_direct = sum(counts[s] for s in rest), sum(direct[s] for s in rest)
        rows.append({"side": f"{len(rest):,} others", "n": n, "direct": n_direct, "width": None})
    return rows


def _width(n: int, widest: int) -> int:
    """A bar's width in steps of five per cent, for which the style sheet has a class each."""
    return max(5, 5 * round(20 * n / widest))


def doubts_of(frames: Frames, shown: list[Matter], events: pd.DataFrame) -> list[str]:
    """What a reader should know before relying on the page, each with its numbers."""
    lines = []
    if shown:
        lines.append(f"Rules found what is contested, and rules err: {_how_sure(shown)} of high confidence.")
    lines += [f"{capital(row['unknown'])}: {row['n']:,} of {row['of']:,}." for row in records(list_unknowns(frames))]
    n_claimed = int((events["status"] == "claimed").sum())
    if n_claimed:
        lines.append(f"Events that sources of one side alone tell of: {n_claimed:,} of {len(events):,}.")
    indirect = int((frames.claims["quotation"] == "indirect").sum())
    if indirect:
        lines.append(f"Claims in the outlet’s wording, not the source’s: {indirect:,} of {len(frames.claims):,}.")
    return lines


def _how_sure(shown: list[Matter]) -> str:
    n = sum(matter.confidence == "high" for matter in shown)
    if len(shown) == 1:
        return "the matter above is" if n else "the matter above is not"
    if n < 2:
        return "one of the matters above is" if n else "none of the matters above is"
    return f"{figure(n)} of the {figure(len(shown))} matters above are"
