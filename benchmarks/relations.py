"""Measure `find_disagreements`: on stories with gold matters, and on pairs of sentences.

Usage: relations.py [--stories FOLDER] [--pairs FILE.jsonl ...]

FOLDER holds *.json, each a story with `articles` and `matters` (positions with spans, and which are `opposed`), or a
corpus of real news with `sentences` and `gold` (positions with `evidence` and `implied`, by sentence). A contradiction
shown is right when more than half of the sentences on each side belong to two opposed positions of one matter; one
that lies in a `doubtful` matter counts neither way. Printed are precision by rule and confidence with n and the Wilson
interval, recall of the matters, and both again by leave-one-out: in each story only rules are kept that were right in
at least LEAST of the cases in all the others. FILE holds an object with `premise`, `hypothesis` and `label` a line;
each pair becomes two articles of two outlets. Beside our precision and recall of "contradiction" stand those of
calling every pair one, and of similarity + polarity: half of the words of the shorter sentence in common and one of
the two negated.
"""

import argparse
import json
import math
from collections import defaultdict
from pathlib import Path

import pandas as pd

from analysis import annotate, find_disagreements
from analysis.lexicon import WORD, stems

NEGATIONS = frozenset("no not never none nobody nothing neither nor without cannot n't".split())
Z = 1.96
LEAST = 0.6


def wilson(right, n):
    """The 95 % interval of a share, None of nothing."""
    if not n:
        return None
    p, margin = right / n, Z**2 / n
    half = Z * math.sqrt(p * (1 - p) / n + margin / (4 * n))
    return [round((p + margin / 2 - half) / (1 + margin), 2), round((p + margin / 2 + half) / (1 + margin), 2)]


def share(right, n):
    return {"n": n, "share": round(right / n, 3) if n else None, "wilson_95": wilson(right, n)}


def sentences_of(frames, evidence):
    """Ids of the sentences that spans touch."""
    found = set()
    for e in evidence:
        start, end = (e[k] for k in (("char_start", "char_end") if "char_start" in e else ("start", "end")))
        near = frames.sentences[frames.sentences["article_id"] == e["article_id"]]
        found |= set(near[(near["char_start"] < end) & (start < near["char_end"])]["sentence_id"])
    return found


def lie_in(found, opposed):
    def inside(a, b):
        return bool(a) and 2 * len(a & b) > len(a)

    (a, b), (x, y) = found, opposed
    return (inside(a, x) and inside(b, y)) or (inside(a, y) and inside(b, x))


def opposed_sides(matter, sides):
    return [(sides[i], sides[j]) for i, j in matter["opposed"]]


def gold_of(story, frames):
    """{matter id: pairs of opposed sets of sentences}, and those of doubtful matters."""
    if "gold" not in story:
        matters = [m for m in story["matters"] if not m.get("self_correction")]
        found = {m["id"]: opposed_sides(m, [sentences_of(frames, p["spans"]) for p in m["positions"]]) for m in matters}
        return found, []

    def side(position):
        named = (story["sentences"][i] for i in (*position["evidence"], *position.get("implied", ())))
        return sentences_of(frames, [{"article_id": a, "start": start, "end": end} for a, start, end in named])

    matters, doubtful = (
        {m["id"]: opposed_sides(m, [side(p) for p in m["positions"]]) for m in story["gold"].get(name, ())}
        for name in ("matters", "doubtful")
    )
    return matters, [pair for pairs in doubtful.values() for pair in pairs]


def judged(story):
    """Each contradiction shown as (rule, confidence, ids of the matters it belongs to), and the ids of all matters."""
    columns = ("article_id", "title", "outlet", "published", "text")
    frames = annotate(pd.DataFrame([{c: a.get(c) for c in columns} for a in story["articles"]]))
    matters, doubtful = gold_of(story, frames)
    shown = []
    for row in find_disagreements(frames).to_dict("records"):
        if row["relation"] == "contradiction":
            found = sentences_of(frames, row["evidence_a"]), sentences_of(frames, row["evidence_b"])
            hits = {m for m, pairs in matters.items() if any(lie_in(found, pair) for pair in pairs)}
            if hits or not any(lie_in(found, pair) for pair in doubtful):
                shown.append((row["rule"], row["confidence"], hits))
    return shown, set(matters)


def summary(stories):
    shown = [row for rows, _ in stories for row in rows]
    matters = sum(len(ids) for _, ids in stories)
    found = sum(len(ids & {m for _, _, hits in rows for m in hits}) for rows, ids in stories)
    return {
        "precision": share(sum(bool(hits) for *_, hits in shown), len(shown)),
        "recall_of_matters": share(found, matters),
    }


def left_out(stories):
    """Each story with the rules that were right in at least LEAST of the cases in the others."""
    kept = []
    for i, (rows, ids) in enumerate(stories):
        record = defaultdict(list)
        for rule, _, hits in (row for j, (others, _) in enumerate(stories) if j != i for row in others):
            record[rule].append(bool(hits))
        good = {rule for rule, hits in record.items() if sum(hits) >= LEAST * len(hits)}
        kept.append(([r for r in rows if r[0] in good], ids))
    return kept


def measure_stories(folder):
    stories = [judged(json.loads(p.read_text(encoding="utf-8"))) for p in sorted(folder.glob("*.json"))]
    shown = [row for rows, _ in stories for row in rows]
    by = {
        name: {
            value: share(sum(bool(r[2]) for r in shown if r[i] == value), sum(r[i] == value for r in shown))
            for value in sorted({r[i] for r in shown})
        }
        for i, name in enumerate(("rule", "confidence"))
    }
    return {"stories": len(stories), **summary(stories), "leave_one_out": summary(left_out(stories)), **by}


def contradicts(pair):
    rows = [{"article_id": side, "outlet": f"{side} news", "text": pair[side]} for side in ("premise", "hypothesis")]
    relations = find_disagreements(annotate(pd.DataFrame(rows)))
    return bool((relations["relation"] == "contradiction").any())


def similar_and_negated(pair):
    a, b = (stems(pair[side]) for side in ("premise", "hypothesis"))
    n_negated = sum(
        any(w in NEGATIONS or w.endswith("n't") for w in WORD.findall(pair[side].lower()))
        for side in ("premise", "hypothesis")
    )
    return bool(a and b) and 2 * len(a & b) >= min(len(a), len(b)) and n_negated == 1


def measure_pairs(path):
    pairs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    gold = [p["label"] == "contradiction" for p in pairs]
    answers = {
        "ours": [contradicts(p) for p in pairs],
        "similarity_and_polarity": [similar_and_negated(p) for p in pairs],
        "every_pair": [True for _ in pairs],
    }
    return {"pairs": len(pairs), "contradictions": sum(gold)} | {
        name: {
            "precision": share(sum(g and s for g, s in zip(gold, said, strict=True)), sum(said)),
            "recall": share(sum(g and s for g, s in zip(gold, said, strict=True)), sum(gold)),
        }
        for name, said in answers.items()
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=Path)
    parser.add_argument("--pairs", type=Path, nargs="*", default=[])
    chosen = parser.parse_args()
    if chosen.stories:
        print(json.dumps({"stories": measure_stories(chosen.stories)}, indent=1))
    for path in chosen.pairs:
        print(json.dumps({path.parent.name: measure_pairs(path)}, indent=1), flush=True)


if __name__ == "__main__":
    main()
