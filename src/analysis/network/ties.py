"""Claims and disagreements → the network: who says what about whom, who contradicts whom, who is named together."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations

import networkx as nx
import pandas as pd

from analysis.corpus import Frames
from analysis.disagreement import narrator_id, party_names
from analysis.schema import Row, records

ACTORS = frozenset(["person", "organisation", "state", "group", "media"])
SIGN = {"accuse": "accuses", "deny": "denies", "demand": "demands", "praise": "praises"}
NEUTRAL = "neutral"
RELATIONS = {"contradiction": "contradicts", "agreement": "agrees"}
DATED = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass
class _Tie:
    """What speaks for one tie."""

    claims: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    matters: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)


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
        A graph whose nodes are entity ids (name, kind, side, n_claims, n_origins), with outlets and articles without a
        known outlet as parties of disagreements in their own words (kind media), and whose edges are keyed by
        tie and sign. `weight` counts independent origins: articles that carry one copy count once; `n_claims`,
        `n_articles`, `first` and `last` (dates, "" where none is known), `claim_ids`, `article_ids`, `origin_ids` and
        `matter_ids` (sorted tuples) say what it rests on. Without claims and mentions: a graph without nodes.
    """
    actors = _narrators(frames) | {row["entity_id"]: row for row in records(frames.actors) if row["kind"] in ACTORS}
    origins = dict(zip(frames.articles["article_id"], frames.articles["origin_id"], strict=True))
    published = {row["article_id"]: row["published"] for row in records(frames.articles)}
    claims = [claim for claim in records(frames.claims) if claim["entity_id"] in actors]
    ties: dict[tuple[str, str, str, str], _Tie] = defaultdict(_Tie)
    mentions = _Mentions(frames.entities, actors)
    for claim in claims:
        for target, sign in _about(claim, mentions, actors):
            for source in {claim["entity_id"], *(s for s in claim["co_source_ids"] if s in actors)} - {target}:
                tie = ties[source, target, "says-about", sign]
                tie.claims.add(claim["claim_id"])
                _note(tie, claim["article_id"], claim["said_on"] or published[claim["article_id"]])
    for article_id, a, b in mentions.pairs():
        _note(ties[a, b, "co-mention", NEUTRAL], article_id, published[article_id])
    for row in records(disagreements) if disagreements is not None else []:
        _relate(ties, row, actors, published)
    return _graph(ties, claims, actors, origins)


def _narrators(frames: Frames) -> dict[str, Row]:
    """Those who tell in their own words: outlets, and articles whose outlet is not known."""
    names = party_names(frames)
    told = {narrator_id(article) for article in records(frames.articles)}
    return {party: {"name": names[party], "kind": "media", "side": None} for party in sorted(told)}


def _graph(
    ties: dict[tuple[str, str, str, str], _Tie], claims: list[Row], actors: dict[str, Row], origins: dict[str, str]
) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    spoken: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        spoken[claim["entity_id"]].append(claim["article_id"])
    for entity in sorted({*spoken, *(end for source, target, *_ in ties for end in (source, target))}):
        row = actors[entity]
        graph.add_node(
            entity,
            name=row["name"],
            kind=row["kind"],
            side=row["side"] or "",
            n_claims=len(spoken[entity]),
            n_origins=len({origins[a] for a in spoken[entity]}),
        )
    for (source, target, kind, sign), tie in sorted(ties.items(), key=lambda item: item[0]):
        dates = sorted(tie.dates)
        graph.add_edge(
            source,
            target,
            key=f"{kind}:{sign}",
            tie=kind,
            sign=sign,
            weight=len({origins[a] for a in tie.articles}),
            origin_ids=tuple(sorted({origins[a] for a in tie.articles})),
            n_claims=len(tie.claims),
            n_articles=len(tie.articles),
            first=dates[0] if dates else "",
            last=dates[-1] if dates else "",
            claim_ids=tuple(sorted(tie.claims)),
            article_ids=tuple(sorted(tie.articles)),
            matter_ids=tuple(sorted(tie.matters)),
        )
    return graph


def _note(tie: _Tie, article_id: str, date: str | None) -> None:
    tie.articles.add(article_id)
    found = DATED.match(date or "")
    if found:
        tie.dates.add(found[0])


class _Mentions:
    """The mentions of actors by article and offset."""

    def __init__(self, entities: pd.DataFrame, actors: dict[str, Row]) -> None:
        self._by_article: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        self._by_sentence: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in records(entities):
            entity = row["entity_id"]
            if entity not in actors or row["reading"] == "place":
                continue
            self._by_article[row["article_id"]].append((row["char_start"], row["char_end"], entity))
            self._by_sentence[row["article_id"], row["sentence_id"]].add(entity)
        for listed in self._by_article.values():
            listed.sort()

    def inside(self, article_id: str, spans: Iterable[Iterable[int]]) -> set[str]:
        """Return the actors named within spans of an article."""
        listed = self._by_article.get(article_id, [])
        found = set()
        for start, end in spans:
            for i in range(bisect_left(listed, (start, 0, "")), len(listed)):
                if listed[i][0] >= end:
                    break
                found.add(listed[i][2])
        return found

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        for (article_id, _), named in sorted(self._by_sentence.items()):
            for a, b in combinations(sorted(named), 2):
                yield article_id, a, b


def _about(claim: Row, mentions: _Mentions, actors: dict[str, Row]) -> list[tuple[str, str]]:
    """Return whom a claim is about, each with the sign of the tie."""
    source = claim["entity_id"]
    sign = SIGN.get(claim["speech_act"], NEUTRAL)
    targets = {t["entity_id"] for t in claim["targets"] if t["entity_id"] in actors} - {source}
    named = mentions.inside(claim["article_id"], claim["content_spans"]) - {source} - targets
    alone = not targets and len(named) == 1
    return [*((t, sign) for t in sorted(targets)), *((n, sign if alone else NEUTRAL) for n in sorted(named))]


def _relate(
    ties: dict[tuple[str, str, str, str], _Tie], row: Row, actors: dict[str, Row], published: dict[str, str | None]
) -> None:
    kind = RELATIONS.get(row["relation"])
    if kind is None:
        return
    pairs = {
        tuple(sorted((a, b)))
        for a in row["parties_a"]
        for b in row["parties_b"]
        if a != b and a in actors and b in actors
    }
    for a, b in sorted(pairs):
        tie = ties[a, b, kind, NEUTRAL]
        tie.claims.update(row["claim_ids_a"], row["claim_ids_b"])
        tie.matters.add(row["matter_id"])
        for place in [*row["evidence_a"], *row["evidence_b"]]:
            _note(tie, place["article_id"], published.get(place["article_id"]))


def networks_by_period(
    frames: Frames, disagreements: pd.DataFrame | None = None, *, length: int = 7
) -> dict[str, nx.MultiDiGraph]:
    """Build one network for each period in which claims were made, where dates allow.

    Args:
        frames: The seven frames.
        disagreements: As for `build_network`; each counts in every period that one of its articles belongs to.
        length: Characters of the date that name a period: 4 for years, 7 for months, 10 for days.

    Returns:
        Period → network, in order. Claims whose date is unknown or less precise are in none of them.
    """
    published = {row["article_id"]: row["published"] or "" for row in records(frames.articles)}
    period = {}
    for claim in records(frames.claims):
        date = DATED.match(claim["said_on"] or published[claim["article_id"]])
        if date and len(date[0]) >= length:
            period[claim["claim_id"]] = date[0][:length]
    found = {}
    for name in sorted(set(period.values())):
        kept = {claim_id for claim_id, when in period.items() if when == name}
        claims = frames.claims[frames.claims["claim_id"].isin(kept)]
        articles = {a for a, date in published.items() if date[:length] == name}
        mentions = frames.entities[frames.entities["article_id"].isin({*articles, *claims["article_id"]})]
        related = None if disagreements is None else _in_articles(disagreements, articles)
        found[name] = build_network(replace(frames, claims=claims, entities=mentions), related)
    return found


def _in_articles(disagreements: pd.DataFrame, articles: set[str]) -> pd.DataFrame:
    kept = [
        any(place["article_id"] in articles for place in [*row["evidence_a"], *row["evidence_b"]])
        for row in records(disagreements)
    ]
    return disagreements[pd.Series(kept, index=disagreements.index, dtype=bool)]
