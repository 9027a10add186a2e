"""Acts of contest and rival values → typed relations between what sources say."""

from importlib import import_module
from typing import Any

from analysis.disagreement.one_sided import count_abstentions, list_one_sided
from analysis.disagreement.relations import find_disagreements
from analysis.disagreement.stories import group_articles, list_stories
from analysis.frames import narrator_id

__all__ = ["count_abstentions", "find_disagreements", "group_articles", "list_one_sided", "list_stories", "narrator_id"]


def __getattr__(name: str) -> Any:
    """What makes matters of relations has moved to `analysis.matters`; its names are found here, too."""
    matters = import_module("analysis.matters")
    if name in matters.__all__:
        return getattr(matters, name)
    raise AttributeError(f"module 'analysis.disagreement' has no attribute {name!r}")
