"""Which articles tell one story: they share rare words, and stand near each other in time."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from analysis.dates import interval
from analysis.disagreement.keys import is_telling
from analysis.frames import Frames
from analysis.lexicon import WORD, concept
from analysis.schema import Row, evidence_id

# Cosine of an article's words, weighted by rarity, with those of a story, from which it belongs to it.
SAME_STORY = 0.10
# Articles published further apart tell of other stories, however alike.
LONGEST = 60
# A word in a larger share of the articles than this brings no two of them together.
COMMON = 0.5
# In so few articles what all share is their story.
FEW = 60
# Rarity counts this many articles on other things, so that what a small corpus shares still says something.
OTHERS = 100
# An article is compared with the stories that hold one of so many of its rarest words, and only with those.
RAREST = 60

Weights = dict[str, float]


class Story:
    """Articles put together so far.

    Attributes:
        story_id: It depends on the article that began the story, so that it stays when others come.
        weights: The sum of its articles' weights.
        first, last: The days on which its articles were published, None where none is known.
    """

    def __init__(self, story_id: str) -> None:
        self.story_id = story_id
        self.n_articles = 0
        self.weights: Weights = defaultdict(float)
        self.first: int | None = None
        self.last: int | None = None

    def add(self, weights: Weights, day: int | None) -> None:
        self.n_articles += 1
        for word, weight in weights.items():
            self.weights[word] += weight
        if day is not None:
            self.first = day if self.first is None else min(day, self.first)
            self.last = day if self.last is None else max(day, self.last)

    def likeness(self, weights: Weights) -> float:
        """How like an article is to the story's articles on average, from 0 to 1."""
        product = math.fsum(w * self.weights[word] for word, w in weights.items() if word in self.weights)
        return product / self.n_articles

    def is_near(self, day: int | None) -> bool:
        if day is None or self.first is None or self.last is None:
            return True
        return bool(self.first - LONGEST <= day <= self.last + LONGEST)


def list_stories(frames: Frames) -> pd.DataFrame:
    """List which article belongs to which story.

    Articles are taken in order of publication; each joins the story that it is most like, or begins one of its own.
    Copies of one text belong to one story.

    Returns:
        One row an article: article_id, story_id, n_articles (of the story), actors (up to three names that its
        articles mention most); in order of article_id. No rows without articles.
    """
    stories = group_articles(frames.index.articles)
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


def group_articles(articles: Mapping[str, Row], known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return {article id: story id}; time and memory grow with the articles, not with their pairs.

    Args:
        articles: Rows of the frame `articles` by id.
        known: {article id: story id} of an earlier grouping: these articles stay where they are, so that what is new
            moves nothing that was there.
    """
    originals: dict[str, str] = {}
    for article_id, row in sorted(articles.items()):
        originals.setdefault(row["origin_id"], article_id)
    found = {a: story for a, story in sorted((known or {}).items()) if a in articles}
    days = {a: _day(articles[a]["published"]) for a in originals.values()}
    stories: dict[str, Story] = {}
    holders: dict[str, set[str]] = defaultdict(set)
    counts = {a: _counted(articles[a]["text"]) for a in sorted(days)}
    rarity = _rarity(counts.values())
    for article in sorted(counts, key=lambda a: (a not in found, days[a] is None, days[a] or 0, a)):
        weights, day = _weights(counts[article], rarity), days[article]
        rarest = heapq.nlargest(RAREST, weights, key=lambda word: (weights[word], word))
        near = _like(weights, day, (stories[s] for s in sorted({s for word in rarest for s in holders[word]})))
        story_id = found.get(article) or near or evidence_id("s", [article])
        stories.setdefault(story_id, Story(story_id)).add(weights, day)
        found[article] = story_id
        for word in rarest:
            holders[word].add(story_id)
    return {a: found.get(a) or found[originals[row["origin_id"]]] for a, row in articles.items()}


def _like(weights: Weights, day: int | None, stories: Iterable[Story]) -> str | None:
    """The story that an article is most like, None where it is like none."""
    likeness = {story.story_id: story.likeness(weights) for story in stories if story.is_near(day)}
    best = max(likeness, key=lambda s: (likeness[s], s), default=None)
    return best if best is not None and likeness[best] >= SAME_STORY else None


def _rarity(counts: Collection[Counter[str]]) -> Weights:
    """How much a word says by being rare; words that most articles hold are left out."""
    held = Counter(word for counted in counts for word in counted)
    most = COMMON * len(counts) if len(counts) > FEW else len(counts)
    return {word: math.log(1 + (len(counts) + OTHERS) / n) for word, n in held.items() if n <= most}


def _weights(counted: Counter[str], rarity: Weights) -> Weights:
    """How much each word of an article says, as a vector of length 1."""
    vector = {word: (1 + math.log(n)) * rarity[word] for word, n in counted.items() if word in rarity}
    length = math.sqrt(math.fsum(w * w for w in vector.values())) or 1.0
    return {word: w / length for word, w in vector.items()}


def _counted(text: str) -> Counter[str]:
    words = (word.lower() for word in WORD.findall(text))
    return Counter(concept(word) for word in words if is_telling(word) and not word[0].isdigit())


def _day(published: str | None) -> int | None:
    """The first day on which an article can have appeared, counted from 1970."""
    earliest = None if published is None else interval(published).earliest
    return None if earliest is None else int(earliest.astype("datetime64[D]").astype(int))
