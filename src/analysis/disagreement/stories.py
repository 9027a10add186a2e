"""Which articles tell one story: they share rare words and named actors, and stand near each other in time."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.dates import interval
from analysis.disagreement.keys import is_telling
from analysis.frames import Frames
from analysis.lexicon import WORD, concept
from analysis.schema import evidence_id

# Cosine of an article's words and names, weighted by rarity, with those of a story, from which it belongs to it.
SAME_STORY = 0.11
# Articles published further apart tell of other stories, however alike.
LONGEST = np.timedelta64(60, "D")
# A word in a larger share of the articles than this brings no two of them together.
COMMON = 0.5
# In so few articles what all share is their story.
FEW = 60

# Rarity counts this many articles on other things, so that what a small corpus shares still says something.
OTHERS = 100

Weights = dict[str, float]


def list_stories(frames: Frames) -> pd.DataFrame:
    """List which article belongs to which story.

    Articles are taken in order of publication; each joins the story that it is most like, or begins one of its own.
    Copies of one text belong to one story.

    Returns:
        One row an article: article_id, story_id, n_articles (of the story), actors (up to three names that its
        articles mention most); in order of article_id. No rows without articles.
    """
    stories = group_articles(frames)
    n = Counter(stories.values())
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in frames.index.entities.values():
        actor = frames.index.actors.get(mention["entity_id"])
        if actor is not None and actor["kind"] != "media":
            named[stories[mention["article_id"]]][actor["name"]] += 1
    names = {
        story: [name for name, _ in sorted(c.items(), key=lambda x: (-x[1], x[0]))[:3]] for story, c in named.items()
    }
    rows = [
        {"article_id": a, "story_id": s, "n_articles": n[s], "actors": names.get(s, [])}
        for a, s in sorted(stories.items())
    ]
    return pd.DataFrame(rows, columns=["article_id", "story_id", "n_articles", "actors"])


def group_articles(frames: Frames) -> dict[str, str]:
    """Return {article id: story id}."""
    originals: dict[str, str] = {}
    for article_id, row in sorted(frames.index.articles.items()):
        originals.setdefault(row["origin_id"], article_id)
    weights = _weights(frames, sorted(originals.values()))
    published = {a: frames.index.articles[a]["published"] for a in weights}
    order = sorted(weights, key=lambda a: (published[a] is None, published[a] or "", a))
    members: list[list[str]] = []
    centres: list[Weights] = []
    holders: dict[str, set[int]] = defaultdict(set)
    for article in order:
        best = _most_like(article, weights[article], centres, holders, members, published)
        if best is None:
            best = len(members)
            members.append([])
            centres.append(defaultdict(float))
        members[best].append(article)
        for key, weight in weights[article].items():
            centres[best][key] += weight
            holders[key].add(best)
    story_of = {a: evidence_id("s", sorted(group)) for group in members for a in group}
    return {a: story_of[originals[row["origin_id"]]] for a, row in frames.index.articles.items()}


def _weights(frames: Frames, articles: list[str]) -> dict[str, Weights]:
    """{article: {word or actor: how much it says, as a vector of length 1}}."""
    counts: dict[str, Counter[str]] = {}
    for article_id in articles:
        found = (w.lower() for w in WORD.findall(frames.index.articles[article_id]["text"]))
        counted = Counter(concept(w) for w in found if is_telling(w) and not w[0].isdigit())
        counted.update(
            f"@{m['entity_id']}" for m in frames.index.by_article("entities")[article_id] if m["entity_id"] is not None
        )
        counts[article_id] = counted
    held = Counter(key for counted in counts.values() for key in counted)
    most = COMMON * len(articles) if len(articles) > FEW else len(articles)
    vectors = {}
    for article_id, counted in counts.items():
        vector = {
            k: (1 + math.log(n)) * math.log(1 + (len(articles) + OTHERS) / held[k])
            for k, n in sorted(counted.items())
            if held[k] <= most
        }
        length = math.sqrt(math.fsum(w * w for w in vector.values())) or 1.0
        vectors[article_id] = {k: w / length for k, w in vector.items()}
    return vectors


def _most_like(
    article: str,
    weights: Weights,
    centres: list[Weights],
    holders: Mapping[str, set[int]],
    members: list[list[str]],
    published: Mapping[str, str | None],
) -> int | None:
    """The story whose articles an article is most like on average, None where it is like none."""
    product: dict[int, float] = defaultdict(float)
    for key, weight in weights.items():
        for story in holders.get(key, ()):
            product[story] += weight * centres[story][key]
    like = {s: p / len(members[s]) for s, p in product.items() if p >= SAME_STORY * len(members[s])}
    near = [s for s in like if _is_near(published[article], [published[a] for a in members[s]])]
    return max(near, key=lambda s: (like[s], -s), default=None)


def _is_near(day: str | None, days: list[str | None]) -> bool:
    known = [interval(d).earliest for d in days if d is not None]
    here = interval(day).earliest if day is not None else None
    dated = [d for d in known if d is not None]
    return here is None or not dated or bool(min(abs(here - d) for d in dated) <= LONGEST)
