"""Which articles tell of one story: a list for the reader of a mixed folder, and nothing that a result depends on."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple

from analysis.frames import Frames
from analysis.schema import Row

WORD: Final = re.compile(r"[^\W\d_]{4,}")
# News says first what it is about.
OPENING: Final = 2000
# Cosine of two articles' words, weighted by rarity, from which they may tell of one story.
LIKE: Final = 0.15


class Story(NamedTuple):
    """Articles on one story, in the order of the frame; `first` shares most words with the others."""

    first: str
    articles: tuple[str, ...]


def find_stories(frames: Frames) -> list[Story]:
    """Put the articles together that tell of one story.

    Returns:
        The stories, those of most articles first; every article is in one of them.
    """
    weights = _weights(frames.index.articles)
    groups: list[list[str]] = []
    for article in weights:
        near = [(_mean_likeness(article, group, weights), -i) for i, group in enumerate(groups)]
        likeness, minus_i = max(near, default=(0.0, 0))
        if likeness >= LIKE:
            groups[-minus_i].append(article)
        else:
            groups.append([article])
    stories = [Story(_middle(group, weights), tuple(group)) for group in groups]
    return sorted(stories, key=lambda story: (-len(story.articles), story.first))


def _weights(articles: Mapping[str, Row]) -> dict[str, dict[str, float]]:
    """{article: {word: weight}}, each of length 1."""
    counts = {}
    for article_id, row in articles.items():
        opening = f"{row['title'] or ''} {row['text'][:OPENING]}"
        counts[article_id] = Counter(word.lower() for word in WORD.findall(opening))
    held = Counter(word for counted in counts.values() for word in counted)
    weights = {}
    for article_id, counted in counts.items():
        raw = {word: (1 + math.log(n)) * math.log(1 + len(counts) / held[word]) for word, n in counted.items()}
        length = math.sqrt(sum(w * w for w in raw.values())) or 1.0
        weights[article_id] = {word: w / length for word, w in raw.items()}
    return weights


def _mean_likeness(article: str, group: list[str], weights: Mapping[str, dict[str, float]]) -> float:
    return sum(_likeness(weights[article], weights[other]) for other in group) / len(group)


def _likeness(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    return sum(weight * b[word] for word, weight in a.items() if word in b)


def _middle(group: list[str], weights: Mapping[str, dict[str, float]]) -> str:
    total: dict[str, float] = defaultdict(float)
    for article in group:
        for word, weight in weights[article].items():
            total[word] += weight
    return max(group, key=lambda article: (_likeness(weights[article], total), article))
