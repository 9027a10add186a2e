"""Claims and narration as comparable statements: who says it, about what, with which predicate and numbers."""

import re
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import snowballstemmer

from analysis.actors import outlet_id
from analysis.corpus import Frames
from analysis.schema import Row, records

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:]*\d|\d")


# A clause that begins within so many characters of its claim's content is its main clause.
FIRST_WORDS = 25


CORE_ROLES = frozenset(("agent", "patient"))


class Quantity(NamedTuple):
    """Bounds (None = open) of a count, its unit, and its place in the text."""

    low: float | None
    high: float | None
    unit: str


class Statement(NamedTuple):
    """A clause as somebody's statement.

    Attributes:
        id: Its predication's id.
        article: The article's id.
        origin: Articles of one origin carry one copy.
        place: Offset in the article.
        sentence: Its sentence's id.
        sentence_span: Where that sentence stands.
        paragraph: Its paragraph's number.
        speaker: Entity id of the source, None where unnamed; an outlet's own words are the outlet's.
        side: The state or party that the speaker belongs to, else the speaker.
        is_narration: Whether it is in the outlet's own words.
        claim: The row of its claim, None for narration.
        row: The row of its predication.
        is_main: Whether it is the first clause of its claim, which a denial turns.
        keys: Stems and entity ids of what it is about.
        core: Those of its agent and patient.
        quantities: What it counts.
    """

    id: str
    article: str
    origin: str
    place: int
    sentence: str
    sentence_span: tuple[int, int]
    paragraph: int
    speaker: str | None
    side: str | None
    is_narration: bool
    claim: Row | None
    row: Row
    is_main: bool
    keys: frozenset[str]
    core: frozenset[str]
    quantities: tuple[Quantity, ...]


@cache
def words() -> dict[str, frozenset[str]]:
    """Return the word lists of words.toml."""
    text = (files(__package__) / "words.toml").read_text(encoding="utf-8")
    return {name: frozenset(value.split()) for name, value in tomllib.loads(text).items()}


_stemmer = snowballstemmer.stemmer("english")


@cache
def stem(word: str) -> str:
    """Return the stem of a word, so that "sirens" and "siren" compare equal."""
    folded = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    return str(_stemmer.stemWord(folded))


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words and numbers of a text that say what it is about."""
    found = (w.lower().replace("’", "'").removesuffix("'s") for w in WORD.findall(text))
    return frozenset(stem(w) for w in found if w not in words()["stop"] and len(w) > 1)


def find_sides(actors: list[Row]) -> dict[str, str]:
    """Return {entity id: side}: the stated side, else the name of the topmost parent, else its own name."""
    by_id = {actor["entity_id"]: actor for actor in actors}
    sides = {}
    for entity_id, actor in by_id.items():
        top, seen = actor, {entity_id}
        while not top["side"] and top["parent_id"] in by_id and top["parent_id"] not in seen:
            seen.add(top["parent_id"])
            top = by_id[top["parent_id"]]
        sides[entity_id] = str(top["side"] or top["name"])
    return sides


class Material(NamedTuple):
    """Statements by article and offset, whole claims with side and paragraph, and {entity: side}."""

    statements: list[Statement]
    claims: list[Row]
    sides: dict[str, str]


class Background(NamedTuple):
    """What statements are made from beside their own rows: rows by id, mentions by article, sides by entity."""

    articles: dict[str, Row]
    sentences: dict[str, Row]
    claims: dict[str, Row]
    mentions: dict[str, list[Row]]
    sides: dict[str, str]


def make_material(frames: Frames) -> Material:
    """Return the statements of a corpus, one a clause, and its claims.

    A clause that only says that somebody says something is left out, unless a claim would have none.
    """
    back = _background(frames)
    cues = {
        (c["article_id"], offset)
        for c in back.claims.values()
        if c["cue_start"] is not None
        for offset in range(c["cue_start"], c["cue_end"])
    }
    clauses = records(frames.predications)
    told = [r for r in clauses if not r["predicate"] or (r["article_id"], r["predicate_start"]) not in cues]
    with_clause = {row["claim_id"] for row in told} | {None}
    told += [row for row in clauses if row["claim_id"] not in with_clause]
    statements = [_statement(row, back) for row in told]
    ordered = sorted(statements, key=lambda s: (s.article, s.place, s.id))
    whole = sorted(back.claims.values(), key=lambda c: (c["article_id"], c["char_start"], c["claim_id"]))
    return Material(ordered, whole, back.sides)


def _background(frames: Frames) -> Background:
    sides = find_sides(records(frames.actors))
    sentences = {s["sentence_id"]: s for s in records(frames.sentences)}
    mentions: dict[str, list[Row]] = defaultdict(list)
    for mention in records(frames.entities):
        if mention["entity_id"] is not None:
            mentions[mention["article_id"]].append(mention)
    for of_article in mentions.values():
        of_article.sort(key=_start)
    claims = {c["claim_id"]: c for c in records(frames.claims)}
    for claim in claims.values():
        claim["side"] = sides.get(claim["entity_id"])
        claim["paragraph"] = sentences[claim["sentence_id"]]["paragraph"]
        claim["about"] = {
            sides.get(m["entity_id"])
            for m in mentions[claim["article_id"]]
            if any(start <= m["char_start"] < end for start, end in claim["content_spans"])
        } | {sides.get(t["entity_id"]) for t in claim["targets"]}
    articles = {a["article_id"]: a for a in records(frames.articles)}
    return Background(articles, sentences, claims, mentions, sides)


def _statement(row: Row, back: Background) -> Statement:
    claim, article = back.claims.get(row["claim_id"]), back.articles[row["article_id"]]
    sentence = back.sentences[row["sentence_id"]]
    speaker = claim["entity_id"] if claim else narrator_id(article)
    text, near = article["text"], back.mentions[row["article_id"]]
    participants = [
        keys_in(text, a["char_start"], a["char_end"], near) for a in row["arguments"] if a["role"] in CORE_ROLES
    ]
    keys = keys_in(text, row["char_start"], row["char_end"], near).union(*participants)
    return Statement(
        id=row["predication_id"],
        article=row["article_id"],
        origin=article["origin_id"],
        place=row["predicate_start"],
        sentence=row["sentence_id"],
        sentence_span=(sentence["char_start"], sentence["char_end"]),
        paragraph=sentence["paragraph"],
        speaker=speaker,
        side=back.sides.get(speaker, speaker),
        is_narration=claim is None,
        claim=claim,
        row=row,
        is_main=claim is not None and row["char_start"] <= claim["char_start"] + FIRST_WORDS,
        keys=keys,
        core=frozenset(
            back.sides.get(key, key) for part in (participants if row["predicate"] else [keys]) for key in part
        ),
        quantities=tuple(_quantities(row)),
    )


def narrator_id(article: Row) -> str:
    """Return the id under which an outlet is a party: its own words are its own."""
    return outlet_id(article["outlet"]) if article["outlet"] else f"article:{article['article_id']}"


def keys_in(text: str, start: int, end: int, mentions: list[Row]) -> frozenset[str]:
    """Return what a span is about: the entities mentioned in it by id, every other word by its stem.

    `mentions` are those of the article, sorted by their start.
    """
    first = bisect_left(mentions, start, key=_start)
    last = bisect_left(mentions, end, lo=first, key=_start)
    inside = [m for m in mentions[first:last] if m["char_end"] <= end]
    rest = list(text[start:end])
    for m in inside:
        rest[m["char_start"] - start : m["char_end"] - start] = " " * (m["char_end"] - m["char_start"])
    return stems("".join(rest)) | {m["entity_id"] for m in inside}


def _start(mention: Row) -> int:
    return int(mention["char_start"])


def _quantities(row: Row) -> Iterable[Quantity]:
    for a in row["arguments"]:
        if (a["number_low"] is not None or a["number_high"] is not None) and a["unit"]:
            yield Quantity(a["number_low"], a["number_high"], stem(a["unit"]))
