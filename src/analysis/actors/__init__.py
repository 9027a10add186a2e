"""Mentions of actors, and the entities they mean."""

from analysis.actors.linking import link_mentions
from analysis.actors.reading import find_mentions

__all__ = ["find_mentions", "link_mentions"]
