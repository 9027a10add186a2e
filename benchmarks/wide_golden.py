"""Write one line a corpus and table, to see what a refactoring changes.

Usage: wide_golden.py OUT [--against OLD]

A line has the corpus, the table, its number of rows and the beginning of the sha256 of its CSV. Corpora are every
invented story, all stories as one corpus, `data/raw` and `tests/golden/raw`; tables are the seven frames and all that
notebooks 02 to 04 show. Run it before and after; with --against it prints the lines that differ and fails where there
are any. It covers nearly every line of the rooms that read texts, where `tests/golden` covers three in five.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

import pandas as pd

from analysis import (
    annotate,
    build_network,
    build_timeline,
    disagreement,
    find_disagreements,
    network,
    read_corpus,
    report,
)
from analysis import matters as d
from analysis.aliases import propose_table
from analysis.figures.claims import count_claims
from analysis.timeline import count_precision, list_events, list_rival_dates, list_single_tellings

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = ("article_id", "title", "outlet", "published", "text")


def tables(frames):
    """Yield (name, table or text) for all that a corpus gives."""
    yield from ((name, getattr(frames, name)) for name in frames.__dataclass_fields__)
    relations = find_disagreements(frames)
    events = build_timeline(frames, relations)
    positions = d.list_positions(frames, relations)
    matters = d.list_matters(frames, positions)
    coverage = d.list_coverage(frames, relations, matters)
    graph = build_network(frames, relations)
    yield from {
        "disagreements": relations,
        "events": events,
        "positions": positions,
        "matters": matters,
        "coverage": coverage,
        "one_sided": disagreement.list_one_sided(frames),
        "ground": d.list_common_ground(frames, relations),
        "unanswered": d.list_unanswered(frames, relations),
        "accounts": d.list_accounts(frames, positions),
        "only": d.list_only_here(frames, relations),
        "unknowns": d.list_unknowns(frames),
        "surroundings": pd.DataFrame(d.list_surroundings(frames, relations, positions, coverage)),
        "listed": list_events(frames, events),
        "rivals": list_rival_dates(frames, events),
        "single": list_single_tellings(frames, events),
        "precision": count_precision(events),
        "counts": count_claims(frames),
        "proposed": propose_table(frames),
        "nodes": network.node_table(graph),
        "edges": network.edge_table(graph),
        "measures": network.actor_measures(graph),
    }.items()
    yield "cards", str(report.side_by_side(frames, relations, positions, coverage))
    yield "grounds", str(report.common_ground(frames, relations))
    yield "annotations", d.web_annotations(frames, relations).decode()
    yield "graphml", network.graphml(graph).decode()


def corpora():
    """Yield (name, articles, actors' table or None)."""
    every = []
    for path in sorted((ROOT / "benchmarks" / "stories").glob("*/*.json")):
        articles = json.loads(path.read_text(encoding="utf-8"))["articles"]
        rows = [{column: article.get(column) for column in ARTICLE} for article in articles]
        yield path.stem, pd.DataFrame(rows), None
        every += [row | {"article_id": f"{path.stem}-{row['article_id']}"} for row in rows]
    yield "all-stories", pd.DataFrame(every), None
    for name in ("data/raw", "tests/golden/raw"):
        corpus = read_corpus(ROOT / name)
        yield name, corpus.articles, corpus.actors


def lines():
    for name, articles, actors in corpora():
        for table, content in tables(annotate(articles, actors=actors)):
            is_text = isinstance(content, str)
            text = content if is_text else content.to_csv(index=False)
            n = content.count("\n") if is_text else len(content)
            yield f"{name} {table} {n} {hashlib.sha256(text.encode()).hexdigest()[:16]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--against", type=Path, metavar="OLD")
    chosen = parser.parse_args()
    found = list(lines())
    chosen.out.write_text("\n".join(found) + "\n", encoding="utf-8")
    print(f"{len(found)} tables in {chosen.out}")
    if chosen.against:
        old = chosen.against.read_text(encoding="utf-8").splitlines()
        changed = sorted(set(found) ^ set(old))
        print("\n".join(changed) or "identical")
        sys.exit(bool(changed))


if __name__ == "__main__":
    main()
