"""The frames of a large corpus, which are kept by story: in `stories`, a folder each, like those of a small corpus."""

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

import pandas as pd

from analysis.corpus import Corpus, locate, read_actors
from analysis.errors import CorpusError
from analysis.frames.storage import MADE_BY, Frames, load_frame

STORIES = "stories"


def story_folder(folder: str | Path, story: str) -> Path:
    """Return the folder of a story's frames; that of all frames where `story` is empty.

    Raises:
        CorpusError: The corpus has no such story.
    """
    home = locate(folder)
    if not story:
        return home
    found = home / STORIES / story
    if found.parent != home / STORIES or not found.is_dir():
        raise CorpusError(f"{home} has no story {story!r}; stories.csv lists them, `analysis run --by-story` makes it")
    return found


def load_corpus(folder: str | Path, raw: str | Path) -> Corpus:
    """Return the articles of a story as its folder keeps them, with the researcher's actors from the raw folder."""
    home = locate(folder)
    return Corpus(load_frame("articles", home), read_actors(raw), load_frame("excluded", home))


def keeps_stories(folder: Path) -> bool:
    """Whether a folder holds frames by story and none of the whole corpus."""
    return not (folder / "articles.parquet").is_file() and bool(_shards(folder))


def join_stories(folder: Path) -> Frames:
    """Read the frames of all stories as those of one corpus.

    Events and disagreements that were made of them come along. An actor of several stories has the aliases of all.
    """
    parts = [Frames.load(shard) for shard in _shards(folder)]
    names = [field.name for field in fields(Frames)]
    joined = Frames(**{name: _joined(name, (getattr(part, name) for part in parts)) for name in names})
    for name in MADE_BY:
        made = [part.index.made[name] for part in parts if name in part.index.made]
        if len(made) == len(parts):
            joined.index.made[name] = pd.concat(made, ignore_index=True)
    return joined


def _shards(folder: Path) -> list[Path]:
    return sorted(path.parent for path in (folder / STORIES).glob("s*/articles.parquet"))


def _joined(name: str, parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    whole = pd.concat(list(parts), ignore_index=True)
    if name != "actors":
        return whole.sort_values("article_id", kind="stable", ignore_index=True)
    aliases = whole.groupby("entity_id")["aliases"].agg(lambda lists: sorted({a for listed in lists for a in listed}))
    first = whole.drop_duplicates("entity_id").sort_values("entity_id", ignore_index=True)
    return first.assign(aliases=first["entity_id"].map(aliases))
