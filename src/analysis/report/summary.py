"""The front page: what the articles are about, what is contested in whose words, and what is uncertain about that."""

from collections import Counter
from pathlib import Path
from textwrap import shorten
from typing import Final, NamedTuple

import jinja2
import pandas as pd
from markupsafe import Markup

from analysis.disagreement import (
    find_disagreements,
    list_matters,
    list_positions,
    list_unanswered,
    list_unknowns,
)
from analysis.frames import Frames
from analysis.report.days import in_words
from analysis.report.pieces import Piece, at_most
from analysis.report.quotes import article_key, excerpt
from analysis.report.stories import Story, find_stories
from analysis.report.wording import capital, listed, number, question
from analysis.schema import Row, records
from analysis.timeline import build_timeline, list_events, weightiest_events

TEMPLATES: Final = Path(__file__).parent / "templates"
MOST_EVENTS: Final = 6
MOST_VOICES: Final = 6
MOST_AGREED: Final = 3
MOST_UNANSWERED: Final = 3
MOST_STORIES: Final = 6
MOST_NAMED: Final = 4
MOST_OUTLETS: Final = 5
LONGEST_HEADLINE: Final = 110
FEWEST_WORDS: Final = 4
LONGEST_QUOTE: Final = 210
NOBODY: Final = "nobody named"
RELATIVES: Final = frozenset("that which who whose where when whom".split())
CONTESTED: Final = ("contradiction", "difference")
# Stance → what one does, what several do.
STANCES: Final = {
    "affirms": ("says so", "say so"),
    "denies": ("denies it", "deny it"),
    "qualifies": ("says it less surely", "say it less surely"),
    "accuses": ("accuses the other side", "accuse the other side"),
    "account": ("gives this account", "give this account"),
}


class Side(NamedTuple):
    """One position in a matter: who takes it, how, in which words and where."""

    parties: str
    stance: str
    words: Piece
    outlet: str
    n_passages: int


class Matter(NamedTuple):
    """A contested matter as a question with its two sides."""

    matter_id: str
    question: str
    sides: tuple[Side, ...]
    about: str


def summary(
    frames: Frames,
    disagreements: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    *,
    most: int = 5,
) -> Piece:
    """Show on one page what the articles are about and what is contested in them, every word with its place.

    The weightiest contested matters stand first, each as a question with the shortest words of both sides; then what
    opponents say alike, accusations without an answer, the key events, who speaks how much, and what is uncertain about
    all of this. Where there is nothing, one line says so.

    Args:
        frames: The frames of a corpus.
        disagreements: As `find_disagreements` returns; by default they are made, or taken as saved.
        events: As `build_timeline` returns; likewise.
        most: Contested matters shown.

    Returns:
        A display for Jupyter; `report.html` begins with it.

    Raises:
        ParameterError: `most` is no whole number.
    """
    disagreements = find_disagreements(frames) if disagreements is None else disagreements
    events = build_timeline(frames) if events is None else events
    positions = list_positions(frames, disagreements)
    matters = list_matters(frames, positions)
    stories = find_stories(frames)
    shown = [_matter(frames, row, positions) for row in records(matters.head(at_most(most)))]
    values = {
        "frames": frames,
        "opening": _opening(frames, stories),
        "stories": _story_lines(frames, stories, positions) if len(stories) > 1 else [],
        "n_more_stories": max(0, len(stories) - MOST_STORIES),
        "matters": shown,
        "n_matters": len(matters),
        "n_passages": len(positions),
        "n_matter_articles": positions["article_id"].nunique(),
        "agreed": _agreed_by_opponents(frames, disagreements),
        "unanswered": _unanswered(frames, disagreements),
        "days": _days(frames, events),
        "n_events": len(events),
        "voices": _voices(frames),
        "n_claims": len(frames.claims),
        "doubts": _doubts(frames, positions, shown, events),
    }
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.globals.update(number=number, capital=capital)
    return Piece(Markup(environment.get_template("summary.html.j2").render(values)))  # noqa: S704  the template escapes


def _opening(frames: Frames, stories: list[Story]) -> Row:
    """What the first sentences need: outlets, days, the names that stand in most articles, and a headline."""
    articles = list(frames.index.articles.values())
    outlets = Counter(row["outlet"] for row in articles if row["outlet"])
    n_unknown = sum(not row["outlet"] for row in articles)
    names = [name for name, _ in outlets.most_common()]
    published = sorted(row["published"] for row in articles if row["published"])
    unknown = [number(n_unknown, "article of an unstated outlet", "articles of unstated outlets")] if n_unknown else []
    return {
        "n_articles": len(articles),
        "outlets": listed([*names, *unknown], MOST_OUTLETS) if len(names) <= MOST_OUTLETS else "",
        "outlets_of_many": f"{number(len(names), 'outlet')} ({listed(names, MOST_OUTLETS)})",
        "n_unknown": n_unknown if names else 0,
        "n_stories": len(stories),
        "headline": _headline(frames, stories[0].first) if stories else None,
        "days": _days_of(published),
        "n_undated": len(articles) - len(published),
        "named": listed(_named_most(frames), MOST_NAMED),
    }


def _days_of(published: list[str]) -> str:
    if not published:
        return ""
    first, last = in_words(published[0][:10]), in_words(published[-1][:10])
    return f"on {first}" if first == last else f"from {first} to {last}"


def _named_most(frames: Frames) -> list[str]:
    """The actors that stand in most articles, and then those with most mentions."""
    index = frames.index
    n: Counter[str] = Counter()
    held: dict[str, set[str]] = {}
    for mention in index.entities.values():
        actor = index.actors.get(mention["entity_id"])
        if actor is not None and actor["kind"] != "media":
            n[mention["entity_id"]] += 1
            held.setdefault(mention["entity_id"], set()).add(mention["article_id"])
    ranked = sorted(n, key=lambda entity: (-len(held[entity]), -n[entity], entity))
    return [str(index.actors[entity]["name"]) for entity in ranked[:MOST_NAMED]]


def _headline(frames: Frames, article_id: str) -> Row:
    row = frames.index.articles[article_id]
    first_line = str(row["text"]).strip().partition("\n")[0]
    return {
        "anchor": f"article-{article_key(article_id)}",
        "title": shorten(row["title"] or first_line, LONGEST_HEADLINE, placeholder=" …").rstrip("."),
        "outlet": row["outlet"] or "one article",
    }


def _story_lines(frames: Frames, stories: list[Story], positions: pd.DataFrame) -> list[Row]:
    """The largest stories, each with its headline, its days and how much is contested in it."""
    lines = []
    for story in stories[:MOST_STORIES]:
        rows = [frames.index.articles[article_id] for article_id in story.articles]
        of_story = positions.loc[positions["article_id"].isin(story.articles)]
        days = _days_of(sorted(row["published"] for row in rows if row["published"]))
        n_matters = of_story["matter_id"].nunique()
        about = _headline(frames, story.first) | {"n_articles": len(rows), "days": days, "n_matters": n_matters}
        lines.append(about)
    return lines


def _matter(frames: Frames, row: Row, positions: pd.DataFrame) -> Matter:
    rows = records(positions.loc[positions["matter_id"] == row["matter_id"]])
    by_side = {side: [r for r in rows if r["position"] == side] for side in "ab"}
    best = _answering_each_other(by_side["a"], by_side["b"])
    sides = [_side(frames, said, best[side]) for side, said in by_side.items() if said]
    sources, articles = number(row["n_sources"], "source"), number(row["n_articles"], "article")
    about = f"{capital(sources)} in {articles}, {number(len(rows), 'passage')}"
    return Matter(row["matter_id"], question(row["heading"]), tuple(sides), about)


def _answering_each_other(a: list[Row], b: list[Row]) -> dict[str, Row | None]:
    """The words of either side to show: those of one relation if they can be, and then the shortest that tell enough."""
    pairs = [(one, other) for one in a for other in b if one["relation_id"] == other["relation_id"]]
    apart = [(one, other) for one, other in pairs if one["text"] != other["text"]]
    if apart:
        one, other = min(apart, key=lambda pair: (_brevity(pair[0]), _brevity(pair[1])))
        return {"a": one, "b": other}
    return {"a": min(a, key=_brevity, default=None), "b": min(b, key=_brevity, default=None)}


def _brevity(row: Row) -> tuple[bool, bool, bool, int, str, int]:
    """High confidence first; then words that say enough and are not long; then the shortest."""
    n = len(row["text"])
    says_little = len(row["text"].split()) < FEWEST_WORDS
    return row["confidence"] != "high", says_little, n > LONGEST_QUOTE, n, row["article_id"], row["char_start"]


def _side(frames: Frames, said: list[Row], best: Row | None) -> Side:
    shown = best or said[0]
    parties = Counter(row["party"] for row in said)
    stance = Counter(row["stance"] for row in said).most_common(1)[0][0]
    one, several = STANCES.get(stance, (stance.replace("_", " "),) * 2)
    words = quote(frames, shown["article_id"], shown["char_start"], shown["char_end"])
    # Whose words are shown stands first.
    ranked = sorted(parties, key=lambda name: (name != shown["party"], -parties[name], name))
    outlet = frames.index.article_names[shown["article_id"]]
    return Side(listed(ranked, 3), several if len(ranked) > 1 else one, words, outlet, len(said))


def quote(frames: Frames, article_id: str, start: int, end: int) -> Piece:
    """Return words as a link to their place, cut at a blank where they are long; the link leads to what is shown."""
    text = frames.index.articles[article_id]["text"][start:end]
    if len(text) <= LONGEST_QUOTE:
        return excerpt(frames, article_id, start, end)
    kept = text[:LONGEST_QUOTE].rsplit(None, 1)[0].rstrip()
    return Piece(Markup("{} …").format(excerpt(frames, article_id, start, start + len(kept))))


def _agreed_by_opponents(frames: Frames, disagreements: pd.DataFrame) -> list[Row]:
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


def _unanswered(frames: Frames, disagreements: pd.DataFrame) -> Row:
    """Accusations without an answer, one of each accuser and accused."""
    table = list_unanswered(frames, disagreements)
    first = table.drop_duplicates(["accuser", "accused"])
    rows = [
        {
            "accuser": row["accuser"],
            "accused": row["accused"],
            "words": quote(frames, row["article_id"], row["char_start"], row["char_end"]),
            "outlet": frames.index.article_names[row["article_id"]],
        }
        for row in records(first.head(MOST_UNANSWERED))
    ]
    return {"n": len(table), "rows": rows}


def _days(frames: Frames, events: pd.DataFrame) -> list[Row]:
    """The key events with a date, in order of time."""
    rows = records(list_events(frames, weightiest_events(events, MOST_EVENTS)))
    n_articles = len(frames.index.articles)
    evidence = dict(zip(events["event_id"], events["evidence"], strict=True))
    for row in rows:
        row["day"] = in_words(row["when"])
        row["words"] = quote(frames, *_plainest(frames, evidence[row["event_id"]]).values())
        told = f"in {row['n_articles']} of {number(n_articles, 'article')}"
        if row["status"] == "disputed":
            told += f"; disputed by {listed(row['denied_by'], 2)}" if row["denied_by"] else "; disputed"
        elif row["status"] == "denied":
            told += "; denied"
        elif row["status"] == "planned":
            told += "; planned"
        elif row["status"] == "claimed":
            told += f"; according to {listed(row['told_by'], 2)}" if row["told_by"] else "; according to a source"
        row["told"] = told
    return [row for row in rows if row["when"] is not None]


def _plainest(frames: Frames, evidence: list[Row]) -> Row:
    """The passage that reads best alone: no relative clause, neither too few words nor many."""

    def rank(span: Row) -> tuple[bool, bool, int, str, int]:
        words = frames.index.text_at(span).split()
        is_relative = words[0].lower() in RELATIVES
        return is_relative, len(words) < FEWEST_WORDS, len(words), span["article_id"], span["char_start"]

    return min(evidence, key=rank)


def _voices(frames: Frames) -> list[Row]:
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


def _doubts(frames: Frames, positions: pd.DataFrame, shown: list[Matter], events: pd.DataFrame) -> list[str]:
    """What a reader should know before relying on the page, each with its numbers."""
    lines = []
    of_shown = positions.loc[positions["matter_id"].isin([matter.matter_id for matter in shown])]
    sure = of_shown.loc[of_shown["confidence"] == "high", "matter_id"].nunique()
    if shown:
        lines.append(
            f"Rules found these matters, and rules err: {sure} of {len(shown)} rest on a rule of high confidence."
        )
    for row in records(list_unknowns(frames)):
        lines.append(f"{capital(row['unknown'])}: {row['n']:,} of {row['of']:,}.")
    n_claimed = int((events["status"] == "claimed").sum())
    if n_claimed:
        lines.append(f"Events that sources of one side alone tell of: {n_claimed:,} of {len(events):,}.")
    indirect = int((frames.claims["quotation"] == "indirect").sum())
    if indirect:
        lines.append(f"Claims in the outlet’s wording, not the source’s: {indirect:,} of {len(frames.claims):,}.")
    return lines
