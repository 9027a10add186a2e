"""Mentions of actors, and the entities they mean."""

from analysis.actors.finding import find_mentions
from analysis.actors.linking import link_mentions

__all__ = ["find_mentions", "link_mentions"]
