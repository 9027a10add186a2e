"""Which articles tell one story: they share rare words and named actors, and stand near each other in time."""

import math
from collections import Counter, defaultdict

import pandas as pd

from analysis.disagreement.vocabulary import WORD, concept, is_telling
from analysis.frames import Frames

# Cosine of two articles' words and actors, weighted by rarity, from which they tell one story.
SAME_STORY = 0.1
# A word in more articles than this brings no two of them together, and would cost all pairs.
MOST_ARTICLES = 60


def list_stories(frames: Frames) -> pd.DataFrame:
    raise NotImplementedError


def group_articles(frames: Frames) -> dict[str, str]:
    return {a: "s" for a in frames.index.articles}
