"""The sentences of a corpus by what they are about: which articles tell of the same events, and what is said alike."""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable

from analysis.disagreement.keys import Key
from analysis.disagreement.placed_words import PlacedWords
from analysis.frames import Frames
from analysis.schema import Row

# A word in more sentences than this says nothing of what they are about, and would cost all pairs.
LARGEST_BUCKET = 60
# Cosine of two articles' words, weighted by rarity, from which they tell of the same events.
SAME_EVENTS = 0.05


class Sentences:
    """The sentences of a corpus by what they are about.

    Attributes:
        originals: {article_id: the article that stands for its copies}, the one with the smallest id.
        rows: The sentences with their keys, by article and place.
        neighbours: {article: those that tell of the same events}, itself left out; originals only.
    """

    def __init__(self, frames: Frames) -> None:
        first: dict[str, str] = {}
        self.originals: dict[str, str] = {}
        for row in sorted(frames.index.articles.values(), key=lambda row: str(row["article_id"])):
            self.originals[row["article_id"]] = first.setdefault(row["origin_id"], row["article_id"])
        self.rows = self._read(frames)
        held = Counter(key for _, keys in self.rows for key in keys)
        self.weight = {key: math.log(1 + len(self.rows) / n) for key, n in held.items() if n <= LARGEST_BUCKET}
        self._holders: dict[Key, list[int]] = defaultdict(list)
        for i, (_, keys) in enumerate(self.rows):
            for key in sorted(keys & self.weight.keys()):
                self._holders[key].append(i)
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._first: dict[str, int] = {}
        for i, (row, _) in enumerate(self.rows):
            self._first.setdefault(row["article_id"], i)
            self._starts[row["article_id"]].append(row["char_start"])
        self.neighbours = self._find_neighbours()

    def _read(self, frames: Frames) -> list[tuple[Row, frozenset[Key]]]:
        words = {
            article_id: PlacedWords(row["text"], [m for m in mentions if m["entity_id"] is not None], [])
            for (article_id, row), mentions in zip(
                frames.index.articles.items(), frames.index.by_article("entities").values(), strict=True
            )
        }
        kept = sorted(frames.index.sentences.values(), key=lambda row: (row["article_id"], row["char_start"]))
        return [(row, words[row["article_id"]].within(row["char_start"], row["char_end"])) for row in kept]

    def _find_neighbours(self) -> dict[str, set[str]]:
        counts: dict[str, Counter[Key]] = {original: Counter() for original in self.originals.values()}
        for row, keys in self.rows:
            if row["article_id"] in counts:
                counts[row["article_id"]].update(keys)
        holders: dict[Key, list[str]] = defaultdict(list)
        for article, counted in counts.items():
            for key in counted:
                holders[key].append(article)
        rarity = {key: math.log(1 + len(counts) / len(of_key)) for key, of_key in holders.items()}
        weights = {a: {k: n * rarity[k] for k, n in sorted(counted.items())} for a, counted in counts.items()}
        length = {a: math.sqrt(sum(w * w for w in of_article.values())) for a, of_article in weights.items()}
        near: dict[str, set[str]] = {}
        for a, of_article in weights.items():
            product: dict[str, float] = defaultdict(float)
            for key, weight in of_article.items():
                for b in holders[key] if len(holders[key]) <= LARGEST_BUCKET else ():
                    product[b] += weight * weights[b][key]
            near[a] = {b for b, p in product.items() if b != a and p >= SAME_EVENTS * length[a] * length[b]}
        return near

    def at(self, span: Row) -> int:
        """The sentence that a span of an article begins in."""
        starts = self._starts[span["article_id"]]
        return self._first[span["article_id"]] + max(0, bisect_right(starts, span["char_start"]) - 1)

    def count(self, articles: Iterable[str]) -> Counter[str]:
        """Count by article; of copies, the one with most counts for all."""
        found: Counter[str] = Counter()
        for article, n in Counter(articles).items():
            found[self.originals[article]] = max(n, found[self.originals[article]])
        return found

    def likeness(self, i: int) -> dict[str, float]:
        """Return {article: the share of a sentence's words that its most similar sentence has}, for like articles."""
        row, keys = self.rows[i]
        shared: dict[int, float] = defaultdict(float)
        for key in sorted(keys & self.weight.keys()):
            for j in self._holders[key]:
                shared[j] += self.weight[key]
        total = sum(self.weight.get(key, 0.0) for key in sorted(keys)) or 1.0
        best = dict.fromkeys(sorted(self.neighbours[self.originals[row["article_id"]]]), 0.0)
        for j, weight in shared.items():
            article = self.originals[self.rows[j][0]["article_id"]]
            if article in best:
                best[article] = max(best[article], weight / total)
        return best
