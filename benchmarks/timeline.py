"""Measure `build_timeline` on stories with gold events, and look at SemEval-2015 Task 4.

Usage: timeline.py --data FOLDER [--split dev] [--errors N]

FOLDER holds stories/<split>/*.json and semeval2015_timeline/<split>.jsonl. An event found shares a sentence of its
evidence with a gold event, and a participant, where both sides name one that can be matched. Its date is right when
it can be the gold date and is no wider than that or a week; an event without a gold date wants none but a bound, and
of rival dates one must be right.
Prints one JSON object; --errors N adds misses and false alarms to stderr.
"""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import analysis
from analysis.dates import compare, interval, is_edtf
from analysis.schema import records
from analysis.timeline import build_timeline

Row = dict[str, Any]
WEEK = np.timedelta64(7, "D")
PRONOUNS = "i me my we us our you he him his she her it its they them their who this that"


def folded(text: str) -> str:
    return re.sub(r"\W+", " ", text or "").casefold().strip().removeprefix("the ")


def actor_names(actors: list[Row]) -> dict[str, set[str]]:
    """Folded names of each actor, without pronouns and names that two actors share."""
    names = {a["id"]: {folded(n) for n in [a["name"], *a["aliases"]]} - set(PRONOUNS.split()) for a in actors}
    shared = [name for of_actor in names.values() for name in of_actor]
    return {actor: {n for n in of_actor if shared.count(n) == 1} for actor, of_actor in names.items()}


def meant_actors(frames: Any, story: Row) -> dict[str, str]:
    """Our entity → the gold actor that most of its mentions name."""
    names = actor_names(story["actors"])
    votes: dict[str, dict[str, int]] = {}
    for mention in records(frames.entities):
        for actor, of_actor in names.items():
            if mention["entity_id"] and folded(mention["text"]) in of_actor:
                counts = votes.setdefault(mention["entity_id"], {})
                counts[actor] = counts.get(actor, 0) + 1
    return {entity: max(counts, key=lambda actor: counts[actor]) for entity, counts in votes.items()}


def with_parents(actors: set[str], story: Row) -> set[str]:
    parents = {a["id"]: a.get("part_of") for a in story["actors"]}
    found: set[str] = set()
    waiting: list[str | None] = list(actors)
    while waiting:
        actor = waiting.pop()
        if actor and actor not in found:
            found.add(actor)
            waiting.append(parents.get(actor))
    return found


def sentences_of(sentences: pd.DataFrame, spans: list[tuple[str, int, int]]) -> set[str]:
    return {
        s["sentence_id"]
        for s in records(sentences)
        for article, start, end in spans
        if s["article_id"] == article and s["char_start"] < end and start < s["char_end"]
    }


def date_is_right(ours: str | None, gold: str | None) -> bool:
    if gold is None:
        return ours is None or ours.startswith("..") or ours.endswith("..")
    if ours is None or not is_edtf(gold) or compare(ours, gold) not in ("overlaps", "unknown"):
        return False
    found, wanted = width(ours), width(gold)
    return ours == gold if found is None or wanted is None else bool(found <= max(wanted, WEEK))


def dates_of(event: Row) -> list[str | None]:
    """The date of an event; its rival dates, where it has some, since all of them are shown."""
    return [rival["edtf"] for rival in event["rival_dates"]] or [event["edtf"]]


def width(edtf: str) -> np.timedelta64 | None:
    earliest, latest = interval(edtf)
    return None if earliest is None or latest is None else latest - earliest


def score_story(story: Row, errors: int) -> dict[str, int]:
    articles = [
        {k: a.get(k) for k in ("article_id", "title", "outlet", "published", "text")} for a in story["articles"]
    ]
    frames = analysis.annotate(pd.DataFrame(articles))
    meant = meant_actors(frames, story)
    gold = [
        (
            e,
            sentences_of(frames.sentences, [(x["article_id"], x["start"], x["end"]) for x in e["evidence"]]),
            with_parents(set(e["participants"]), story),
        )
        for e in story["events"]
    ]
    found = []
    for e in records(build_timeline(frames)):
        spans = [(x["article_id"], x["char_start"], x["char_end"]) for x in e["evidence"]]
        who = with_parents({meant[p] for p in e["participants"] if p in meant}, story)
        found.append((e, sentences_of(frames.sentences, spans), who))
    total = dict.fromkeys(("gold", "shown", "found", "right", "dates", "exact", "status", "rivals", "rivals_found"), 0)
    pairs = [
        [f for f in found if f[1] & sentences and (f[2] & who or not f[2] or not who)] for _, sentences, who in gold
    ]
    matched = {f[0]["event_id"] for of_gold in pairs for f in of_gold}
    for (e, _, _), of_gold in zip(gold, pairs, strict=True):
        total["found"] += bool(of_gold)
        total["dates"] += any(date_is_right(edtf, e["edtf"]) for f in of_gold for edtf in dates_of(f[0]))
        total["exact"] += any(f[0]["edtf"] == e["edtf"] for f in of_gold)
        total["status"] += any(f[0]["status"] == e["status"] for f in of_gold)
        total["rivals"] += bool(e["rival_dates"])
        total["rivals_found"] += bool(e["rival_dates"]) and any(f[0]["rival_dates"] for f in of_gold)
        if errors and not of_gold:
            print("MISSED", story["story"], e["edtf"], e["label"], e["participants"], file=sys.stderr)
        elif errors and not any(date_is_right(edtf, e["edtf"]) for f in of_gold for edtf in dates_of(f[0])):
            print("DATE", story["story"], e["edtf"], e["label"], [f[0]["edtf"] for f in of_gold], file=sys.stderr)
    for e, _, _ in found:
        if errors and e["event_id"] not in matched:
            print("NOT IN GOLD", story["story"], e["edtf"], e["status"], e["label"], e["participants"], file=sys.stderr)
    return total | {"gold": len(gold), "shown": len(found), "right": len(matched)}


def score_stories(folder: Path, split: str, errors: int) -> Row:
    total: dict[str, int] = {}
    for path in sorted((folder / "stories" / split).glob("*.json")):
        for name, number in score_story(json.loads(path.read_text(encoding="utf-8")), errors).items():
            total[name] = total.get(name, 0) + number

    def share(part: str, whole: str) -> float | None:
        return round(total[part] / total[whole], 4) if total[whole] else None

    return {
        "gold": total["gold"],
        "shown": total["shown"],
        "found": share("found", "gold"),
        "precision": share("right", "shown"),
        "dates_right": share("dates", "found"),
        "dates_exact": share("exact", "found"),
        "status_right": share("status", "found"),
        "rival_dates_found": share("rivals_found", "rivals"),
    }


def score_semeval(folder: Path, split: str) -> Row:
    """Entries whose mention lies in the evidence of one of our events, and how many of these have the gold time."""
    entries = found = timed = right = 0
    with (folder / "semeval2015_timeline" / f"{split}.jsonl").open(encoding="utf-8") as lines:
        corpora = [json.loads(line) for line in lines]
    for corpus in corpora:
        articles = [{"article_id": d["doc"], "published": d["dct"], "text": d["text"]} for d in corpus["docs"]]
        events = records(build_timeline(analysis.annotate(pd.DataFrame(articles))))
        places = {(d["doc"], m["sentence"], m["text"]): m for d in corpus["docs"] for m in d["event_mentions"]}
        timelines = corpus["timelines"]
        for timeline in timelines.values() if isinstance(timelines, dict) else timelines:
            for entry in timeline["entries"]:
                spans = [
                    (m["doc"], places[key]["start"], places[key]["end"])
                    for m in entry["mentions"]
                    if (key := (m["doc"], m["sentence"], m["event"].replace("_", " "))) in places
                ]
                hits = [e for e in events if any(holds(e, *span) for span in spans)]
                entries += 1
                found += bool(hits)
                gold = re.sub(r"(-XX)+$", "", entry["time"])
                if hits and gold != "XXXX" and is_edtf(gold):
                    timed += 1
                    right += any(e["edtf"] and compare(e["edtf"], gold) == "overlaps" for e in hits)
    return {
        "entries": entries,
        "found": round(found / entries, 4),
        "times_right": round(right / timed, 4) if timed else None,
    }


def holds(event: Row, article_id: str, start: int, end: int) -> bool:
    return any(
        x["article_id"] == article_id and x["char_start"] < end and start < x["char_end"] for x in event["evidence"]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--errors", type=int, default=0)
    chosen = parser.parse_args()
    result: Row = {"stories": score_stories(chosen.data, chosen.split, chosen.errors)}
    if (chosen.data / "semeval2015_timeline" / f"{chosen.split}.jsonl").exists():
        result["semeval2015_timeline"] = score_semeval(chosen.data, chosen.split)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
