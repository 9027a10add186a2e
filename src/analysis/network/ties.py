"""Claims and disagreements → the network: who says what about whom, who contradicts whom, who is named together."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import networkx as nx
import pandas as pd

from analysis.frames import Frames, Index
from analysis.schema import FRAMES, Row, records

ACTOR_KINDS = frozenset(["person", "organisation", "state", "group", "media"])
SIGN = {"accuse": "accuses", "deny": "denies", "demand": "demands", "praise": "praises"}
NEUTRAL = "neutral"
RELATIONS = {"contradiction": "contradicts", "agreement": "agrees"}
DATED = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass
class Tie:
    """What speaks for one tie; every claim, article, origin and matter counts once."""

    claim_ids: set[str] = field(default_factory=set)
    article_ids: set[str] = field(default_factory=set)
    origin_ids: set[str] = field(default_factory=set)
    matter_ids: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)

    def note(self, article: Row, date: str | None) -> None:
        """Count an article in, and the date where it is known."""
        self.article_ids.add(article["article_id"])
        self.origin_ids.add(article["origin_id"])
        if found := DATED.match(date or ""):
            self.dates.add(found[0])

    def attributes(self) -> dict[str, Any]:
        """Return the tie as attributes of an edge."""
        return {
            "weight": len(self.origin_ids),
            "origin_ids": tuple(sorted(self.origin_ids)),
            "n_claims": len(self.claim_ids),
            "n_articles": len(self.article_ids),
            "first": min(self.dates, default=""),
            "last": max(self.dates, default=""),
            "claim_ids": tuple(sorted(self.claim_ids)),
            "article_ids": tuple(sorted(self.article_ids)),
            "matter_ids": tuple(sorted(self.matter_ids)),
        }


# Source, target, tie and sign → what speaks for it.
Ties = defaultdict[tuple[str, str, str, str], Tie]


def add_ties(graph: nx.MultiDiGraph, ties: Mapping[tuple[str, str, str, str], Tie]) -> None:
    """Add ties to a graph as edges keyed by tie and sign."""
    for (source, target, kind, sign), tie in sorted(ties.items(), key=lambda item: item[0]):
        graph.add_edge(source, target, key=f"{kind}:{sign}", tie=kind, sign=sign, **tie.attributes())


def build_network(frames: Frames, disagreements: pd.DataFrame | None = None) -> nx.MultiDiGraph:
    """Build the network of actors, every tie with the claims and articles that it rests on.

    Four kinds of tie, in the edge attribute `tie`:
    says-about, from a source to an actor whom its claim blames, addresses or names; `sign` is the speech act where the
    claim has that actor for its target or names no other (accuses, denies, demands, praises), else neutral.
    contradicts and agrees, between the parties of the disagreements given.
    co-mention, between two actors named in one sentence. The last three have no direction: they run once, from the
    smaller id to the larger.

    Args:
        frames: The seven frames; they are not modified.
        disagreements: The frame of `find_disagreements`; without it there are no contradicts and agrees ties.

    Returns:
        A graph whose nodes are entity ids (name, kind, side, n_claims, n_origins), outlets and articles without a known
        outlet among them (kind media), and whose edges are keyed by tie and sign. `weight` counts independent origins:
        articles that carry one copy count once; `first` and `last` are dates, "" where none is known; ids are sorted
        tuples. Without claims and mentions: a graph without nodes.
    """
    index = frames.index
    relations = [] if disagreements is None else records(disagreements)
    return _network(index, list(index.claims.values()), list(index.entities.values()), relations)


def _network(index: Index, claims: list[Row], mentions: list[Row], relations: list[Row]) -> nx.MultiDiGraph:
    """The network of some claims, mentions and relations."""
    articles = index.articles
    actors = _narrators(index) | {entity: row for entity, row in index.actors.items() if row["kind"] in ACTOR_KINDS}
    claims = [claim for claim in claims if claim["entity_id"] in actors]
    mentions = [m for m in mentions if m["entity_id"] in actors and m["reading"] != "place"]
    ties: Ties = defaultdict(Tie)
    _speak_about(ties, claims, mentions, actors, articles)
    _mention_together(ties, mentions, articles)
    for row in relations:
        if row["relation"] in RELATIONS:
            _relate(ties, row, actors, articles)
    graph = nx.MultiDiGraph()
    _add_actors(graph, ties, claims, actors, articles)
    add_ties(graph, ties)
    return graph


def _narrators(index: Index) -> dict[str, Row]:
    """Those who tell in their own words: outlets, and articles whose outlet is not known."""
    told = sorted(set(index.narrators.values()))
    return {party: {"name": index.party_names[party], "kind": "media", "side": None} for party in told}


def _speak_about(
    ties: Ties, claims: list[Row], mentions: list[Row], actors: dict[str, Row], articles: dict[str, Row]
) -> None:
    by_article: dict[str, list[Row]] = defaultdict(list)
    for mention in mentions:
        by_article[mention["article_id"]].append(mention)
    for claim in claims:
        article = articles[claim["article_id"]]
        sources = {claim["entity_id"], *(s for s in claim["co_source_ids"] if s in actors)}
        for target, sign in _about(claim, by_article[claim["article_id"]], actors):
            for source in sources - {target}:
                tie = ties[source, target, "says-about", sign]
                tie.claim_ids.add(claim["claim_id"])
                tie.note(article, claim["said_on"] or article["published"])


def _about(claim: Row, mentions: Iterable[Row], actors: dict[str, Row]) -> list[tuple[str, str]]:
    """Return whom a claim is about, each with the sign of the tie."""
    source = claim["entity_id"]
    sign = SIGN.get(claim["speech_act"], NEUTRAL)
    targets = {t["entity_id"] for t in claim["targets"] if t["entity_id"] in actors} - {source}
    spans = claim["content_spans"]
    within = {m["entity_id"] for m in mentions if any(start <= m["char_start"] < end for start, end in spans)}
    named = within - {source} - targets
    alone = not targets and len(named) == 1
    return [*((t, sign) for t in sorted(targets)), *((n, sign if alone else NEUTRAL) for n in sorted(named))]


def _mention_together(ties: Ties, mentions: list[Row], articles: dict[str, Row]) -> None:
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mention in mentions:
        named[mention["article_id"], mention["sentence_id"]].add(mention["entity_id"])
    for (article_id, _), together in named.items():
        for a, b in combinations(sorted(together), 2):
            ties[a, b, "co-mention", NEUTRAL].note(articles[article_id], articles[article_id]["published"])


def _relate(ties: Ties, row: Row, actors: dict[str, Row], articles: dict[str, Row]) -> None:
    ends = {(min(a, b), max(a, b)) for a in row["parties_a"] for b in row["parties_b"] if a != b}
    for a, b in ends:
        if a in actors and b in actors:
            tie = ties[a, b, RELATIONS[row["relation"]], NEUTRAL]
            tie.claim_ids.update(row["claim_ids_a"], row["claim_ids_b"])
            tie.matter_ids.add(row["matter_id"])
            for place in [*row["evidence_a"], *row["evidence_b"]]:
                tie.note(articles[place["article_id"]], articles[place["article_id"]]["published"])


def _add_actors(
    graph: nx.MultiDiGraph, ties: Ties, claims: list[Row], actors: dict[str, Row], articles: dict[str, Row]
) -> None:
    spoken: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        spoken[claim["entity_id"]].append(articles[claim["article_id"]]["origin_id"])
    for entity in sorted({*spoken, *(end for source, target, *_ in ties for end in (source, target))}):
        known, origins = actors[entity], spoken[entity]
        about = {"name": known["name"], "kind": known["kind"], "side": known["side"] or ""}
        about |= {column: known[column] or "" for column in sorted(known.keys() - FRAMES["actors"].keys())}
        graph.add_node(entity, **about, n_claims=len(origins), n_origins=len(set(origins)))
