"""Measure speed and growth, as ratios of one run: `make bench`.

Usage: run.py [--texts FILE.jsonl] [--copies N]

FILE.jsonl holds one object with `text` a line (default: the tests' invented articles, multiplied). Prints one JSON
object:

- `annotate_over_parse`: CPU time of `annotate` over that of bare `nlp.pipe` on the same paragraphs
- `share_of_parse`: each room's CPU time over the same
- `relations_seconds`: CPU seconds of `find_disagreements` on n claims, 2n and 4n, with the number of claims
- `words_per_second`: of `annotate` in one process
"""

import argparse
import json
import time
from pathlib import Path

import pandas as pd

from analysis import annotate, find_disagreements
from analysis.actors import find_mentions
from analysis.annotate import DEFAULT_MODEL, PASSAGES_AT_ONCE, load_model
from analysis.attribution import find_claims
from analysis.passages import ParsedArticle, split_passages
from analysis.predication import find_predications
from analysis.timexes import find_timexes

GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "golden" / "raw"
NAMES = ("Falk", "Renn", "Orth", "Norvik", "Sundby")


def seconds(work):
    """CPU seconds of a call, and its result."""
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def invented(copies):
    """The golden articles, with other names in each copy so that copies tell of other people."""
    for n in range(copies):
        for path in sorted(GOLDEN.glob("*.txt")):
            text = path.read_text(encoding="utf-8")
            for name in NAMES:
                text = text.replace(name, f"{name}{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}")
            yield {"article_id": f"{path.stem}-{n}", "text": text}


def shares(nlp, rows):
    """CPU time of the parse, and of each room as a share of it."""
    passages = [split_passages(row["text"]) for row in rows]
    texts = [p.for_parser for of_article in passages for p in of_article]
    list(nlp.pipe(texts[:PASSAGES_AT_ONCE]))
    parse, docs = seconds(lambda: iter(list(nlp.pipe(texts, batch_size=PASSAGES_AT_ONCE))))
    spent = dict.fromkeys(("timexes", "attribution", "predication", "actors"), 0.0)
    for row, of_article in zip(rows, passages, strict=True):
        parsed = tuple(next(docs) for _ in of_article)
        article = ParsedArticle(row["article_id"], row["text"], None, None, tuple(of_article), parsed)
        took, timexes = seconds(lambda a=article: find_timexes(a))
        spent["timexes"] += took
        took, claims = seconds(lambda a=article, t=timexes: find_claims(a, t))
        spent["attribution"] += took
        spent["predication"] += seconds(lambda a=article, c=claims, t=timexes: find_predications(a, c, t))[0]
        spent["actors"] += seconds(lambda a=article, c=claims: find_mentions(a, c))[0]
    return parse, {room: round(took / parse, 3) for room, took in spent.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--copies", type=int, default=60)
    chosen = parser.parse_args()
    rows = list(invented(chosen.copies))
    if chosen.texts:
        lines = chosen.texts.read_text(encoding="utf-8").splitlines()
        rows = [{"article_id": f"a{i}", "text": json.loads(line)["text"]} for i, line in enumerate(lines)]
    nlp = load_model(DEFAULT_MODEL)
    parse, share = shares(nlp, rows)
    annotate(pd.DataFrame(rows[:2]))
    whole, frames = seconds(lambda: annotate(pd.DataFrame(rows)))
    n_words = sum(len(row["text"].split()) for row in rows)
    growth = {}
    for part in (4, 2, 1):
        some = annotate(pd.DataFrame(rows[: len(rows) // part]))
        growth[len(some.claims)] = round(seconds(lambda f=some: find_disagreements(f))[0], 2)
    result = {
        "articles": len(rows),
        "words": n_words,
        "claims": len(frames.claims),
        "annotate_over_parse": round(whole / parse, 3),
        "share_of_parse": share,
        "relations_seconds": growth,
        "words_per_second": round(n_words / whole),
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
