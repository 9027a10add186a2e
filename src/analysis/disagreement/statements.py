"""Claims and narration as comparable statements: who says it, about what, with which predicate and numbers."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from analysis.frames import Frames, narrator_id
from analysis.lexicon import WORD, concept, concepts_in, words_of
from analysis.schema import Row, records

# A clause that begins within so many characters of its claim's content is its main clause.
FIRST_WORDS = 25


NUMBER_OF = re.compile(r"\b(?:number|total|count|toll|share)\s+of\s+(?:the\s+|those\s+)?(\w+)", re.IGNORECASE)
CLOCK = re.compile(r"T(\d\d:\d\d)")
CORE_ROLES = frozenset(("agent", "patient"))
SHARE = re.compile(r"\b(?:of|among)\s+(?:the|its|his|her|their|them|those|these|our|my|whom|which)\b", re.IGNORECASE)
PART = re.compile(
    rf"{SHARE.pattern}|\b(?:more|another|others?|further|additional|first|last|next|extra|remaining)\b", re.IGNORECASE
)
# Verbs that only give a figure; of a phrase the verb is "".
FIGURING = frozenset(("", "give", "put", "say", "count", "estimate", "report", "speak", "be"))
HARM = frozenset(("~dead", "~injured", "~missing"))


class Quantity(NamedTuple):
    """Bounds (None = open) of a count, its unit, and whether it counts only a part: "two more", "eight of the dead"."""

    low: float | None
    high: float | None
    unit: str
    is_part: bool = False


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
        words: {key: the word or name that it stands for}: what it is about, entities by id, other words by concept.
        core: The keys of its agent and patient, entities by their side.
        objects: The words of what is done to: its patient, else its other participants.
        quantities: What it counts.
        times: Its dates and clock times as EDTF strings.
        clocks: Its times of day, "04:10".
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
    words: dict[str, str]
    core: frozenset[str]
    objects: frozenset[str]
    quantities: tuple[Quantity, ...]
    times: tuple[str, ...]
    clocks: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        """What it is about, as keys that compare."""
        return frozenset(self.words)


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
    timexes: dict[str, list[Row]]
    sides: dict[str, str]


def make_material(frames: Frames) -> Material:
    """Return the statements of a corpus, one a clause, and its claims.

    A clause that only says that somebody says something is left out, unless a claim would have none; so is what a copy
    of an article only repeats.
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
    ordered = list(_with_units(sorted(statements, key=lambda s: (s.article, s.place, s.id))))
    whole = sorted(back.claims.values(), key=lambda c: (c["article_id"], c["char_start"], c["claim_id"]))
    told_by: dict[tuple[str, str], str] = {}
    first = [s for s in ordered if told_by.setdefault((s.origin, s.row["text"]), s.article) == s.article]
    kept = {s.row["claim_id"] for s in first}
    return Material(first, [claim for claim in whole if claim["claim_id"] in kept], back.sides)


def _background(frames: Frames) -> Background:
    sides = find_sides(records(frames.actors))
    sentences = {s["sentence_id"]: s for s in records(frames.sentences)}
    mentions = by_article(m for m in records(frames.entities) if m["entity_id"] is not None)
    timexes = by_article(t for t in records(frames.timexes) if t["type"] in ("DATE", "TIME") and t["value"])
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
    return Background(articles, sentences, claims, mentions, timexes, sides)


def by_article(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return {article id: its rows by their start}; an article without any has none."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["article_id"]].append(row)
    for of_article in found.values():
        of_article.sort(key=_start)
    return found


def _statement(row: Row, back: Background) -> Statement:
    claim, article = back.claims.get(row["claim_id"]), back.articles[row["article_id"]]
    sentence = back.sentences[row["sentence_id"]]
    speaker = claim["entity_id"] if claim else narrator_id(article)

    def about(start: int, end: int) -> dict[str, str]:
        return words_in(article["text"], start, end, back.mentions[article["article_id"]], dates)

    dates = back.timexes[article["article_id"]]
    participants = [about(a["char_start"], a["char_end"]) for a in row["arguments"] if a["role"] in CORE_ROLES]
    spans = [(row["char_start"], row["char_end"])]
    if claim is not None and not row["predicate"]:
        spans = claim["content_spans"]
    said = {key: word for span in spans for key, word in about(*span).items()}
    by_role = {
        role: {k for a in row["arguments"] if a["role"] == role for k in about(a["char_start"], a["char_end"])}
        for role in ("patient", "other")
    }
    happened = [t for span in spans for t in _within(dates, *span) if _dates_clause(t, article["text"])]
    is_said_to_be = row["predicate"].startswith("be ") and not any(participants)
    core = [said] if not row["predicate"] else [concepts_in(row["predicate"])] if is_said_to_be else participants
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
        words={key: word for part in (*participants, said) for key, word in part.items()},
        core=frozenset(back.sides.get(key, key) for part in core for key in part),
        objects=words_of(by_role["patient"]) or words_of(by_role["other"]),
        quantities=tuple(_quantities(row, article["text"])),
        times=tuple(t["edtf"] for t in happened if t["edtf"]),
        clocks=frozenset(match[1] for t in happened if (match := CLOCK.search(t["value"]))),
    )


def _with_units(ordered: list[Statement]) -> Iterator[Statement]:
    """Complete a bare number: in "they put the dead at 17, the army at four", four are dead."""
    last: Statement | None = None
    for s in ordered:
        bare = [a for a in s.row["arguments"] if a["number_low"] is not None and a["unit"] is None]
        bare = [] if PART.search(s.row["text"]) else bare
        near = last is not None and last.article == s.article and abs(last.paragraph - s.paragraph) == 0
        if s.row["predicate"] in FIGURING and not s.quantities and bare and last is not None and near:
            numbers = (Quantity(a["number_low"], a["number_high"], last.quantities[0].unit) for a in bare)
            yield s._replace(quantities=tuple(numbers), words=last.words | s.words)
        else:
            yield s
            last = s if s.quantities else last


def _dates_clause(timex: Row, text: str) -> bool:
    """Whether a date tells when something happened: no dateline, and not the date of a noun ("Tuesday's clash")."""
    return timex["rule"] != "dateline" and text[timex["char_end"] : timex["char_end"] + 2] not in ("'s", "’s")


def words_in(text: str, start: int, end: int, mentions: list[Row], timexes: list[Row]) -> dict[str, str]:
    """Return what a span is about: the entities mentioned in it by id, every other word by its concept.

    The words of a date are none. `mentions` and `timexes` are those of the article, sorted by their start.
    """
    inside = _within(mentions, start, end)
    rest = list(text[start:end])
    for m in (*inside, *_within(timexes, start, end)):
        rest[m["char_start"] - start : m["char_end"] - start] = " " * (m["char_end"] - m["char_start"])
    return concepts_in("".join(rest)) | {m["entity_id"]: m["text"] for m in inside}


def _within(rows: list[Row], start: int, end: int) -> list[Row]:
    first = bisect_left(rows, start, key=_start)
    last = bisect_left(rows, end, lo=first, key=_start)
    return [row for row in rows[first:last] if row["char_end"] <= end]


def _start(mention: Row) -> int:
    return int(mention["char_start"])


def _named(text: str) -> set[str]:
    """What a figure without a unit counts, where the text names it: "put the number of people at 212", "the toll"."""
    counted = NUMBER_OF.search(text)
    return {concept(counted[1])} if counted else {"~dead"} & {concept(word) for word in WORD.findall(text)}


def _quantities(row: Row, text: str) -> Iterable[Quantity]:
    """What a clause counts; the victims of "killed three guards" and of "three people died" are its dead."""
    harm = {concept(word) for word in row["predicate"].split()} & HARM
    for a in row["arguments"]:
        phrase = text[a["char_start"] : a["char_end"]]
        is_outside = a["char_end"] <= row["char_start"] or row["char_end"] <= a["char_start"]
        is_number = a["number_low"] is not None or a["number_high"] is not None
        if is_outside or not is_number or phrase.lower().startswith("not "):
            continue
        unit = concept(a["unit"]) if a["unit"] else None
        is_part = unit != "%" and (bool(PART.search(phrase)) or text[: a["char_start"]].endswith("by "))
        if unit not in HARM and (unit is None or a["role"] in CORE_ROLES):
            named = _named(row["text"]) if unit is None else set()
            harmed = next(iter(sorted(harm | named)), None)
            is_part &= harmed is None or unit is None or not SHARE.search(phrase)
            unit = harmed or unit
        if unit is not None:
            yield Quantity(a["number_low"], a["number_high"], unit, is_part)
