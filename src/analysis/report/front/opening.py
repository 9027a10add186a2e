"""What the articles are about: outlets, days, the names in most of them, and the stories of a mixed folder."""

from collections import Counter
from textwrap import shorten
from typing import Final

import pandas as pd

from analysis.frames import Frames
from analysis.report.front.days import in_words
from analysis.report.front.stories import Story
from analysis.report.front.wording import capital, figure, listed, number
from analysis.report.quotes import article_key
from analysis.schema import Row

MOST_STORIES: Final = 5
MOST_NAMED: Final = 4
MOST_OUTLETS: Final = 5
LONGEST_HEADLINE: Final = 110


def open_with(frames: Frames, stories: list[Story]) -> Row:
    """What the first sentences need: outlets, days, the names that stand in most articles, and a headline."""
    articles = list(frames.index.articles.values())
    published = sorted(row["published"] for row in articles if row["published"])
    return {
        "articles": _articles_of(articles),
        "n_articles": len(articles),
        "n_stories": len(stories),
        "headline": _headline(frames, stories[0].first) if stories else None,
        "days": _days_of(published),
        "n_undated": len(articles) - len(published),
        "named": _named_most(frames),
    }


def _articles_of(articles: list[Row]) -> str:
    """How many articles of which outlets: "Two articles, of the Norvik Times and an outlet that is not stated,"."""
    counted = capital(number(len(articles), "article"))
    outlets = [name for name, _ in Counter(row["outlet"] for row in articles if row["outlet"]).most_common()]
    n_unknown = sum(not row["outlet"] for row in articles)
    if not outlets:
        return f"{counted} whose outlet is not stated"
    if len(outlets) <= MOST_OUTLETS and n_unknown == 1:
        return f"{counted}, of {', '.join(outlets)} and an outlet that is not stated,"
    unknown = f" {figure(n_unknown)} of them without a stated outlet," if n_unknown else ""
    if len(outlets) > MOST_OUTLETS:
        return (
            f"{counted} of {number(len(outlets), 'outlet')} ({listed(outlets, MOST_OUTLETS)}){unknown and ','}{unknown}"
        )
    return f"{counted}, of {listed(outlets, MOST_OUTLETS)},{unknown}"


def _days_of(published: list[str]) -> str:
    if not published:
        return ""
    first, last = in_words(published[0][:10]), in_words(published[-1][:10])
    return f"on {first}" if first == last else f"from {first} to {last}"


def _named_most(frames: Frames) -> str:
    """The actors that stand in most articles, and then those with most mentions, in words; "" where there are none."""
    index = frames.index
    n: Counter[str] = Counter()
    held: dict[str, set[str]] = {}
    for mention in index.entities.values():
        actor = index.actors.get(mention["entity_id"])
        if actor is not None and actor["kind"] != "media":
            n[mention["entity_id"]] += 1
            held.setdefault(mention["entity_id"], set()).add(mention["article_id"])
    ranked = sorted(n, key=lambda entity: (-len(held[entity]), -n[entity], entity))[:MOST_NAMED]
    if not ranked:
        return ""
    n_articles = len(index.articles)
    is_in_most = n_articles > 1 and all(2 * len(held[entity]) > n_articles for entity in ranked)
    names = listed([str(index.actors[entity]["name"]) for entity in ranked], MOST_NAMED)
    return f"Named {'in most of them' if is_in_most else 'most'}: {names}"


def _headline(frames: Frames, article_id: str) -> Row:
    row = frames.index.articles[article_id]
    first_line = str(row["text"]).strip().partition("\n")[0]
    return {
        "anchor": f"article-{article_key(article_id)}",
        "title": shorten(row["title"] or first_line, LONGEST_HEADLINE, placeholder=" …").rstrip("."),
        "outlet": row["outlet"] or "one",
        "opens": "heads it" if row["title"] else "begins",
    }


def story_lines(frames: Frames, stories: list[Story], positions: pd.DataFrame) -> list[Row]:
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
