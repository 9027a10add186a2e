"""Mentions of actors, and the entities they mean."""

from analysis.actors.linking import link_mentions
from analysis.actors.reading import find_mentions
from analysis.actors.table import propose_table, unused_aliases

__all__ = ["find_mentions", "link_mentions", "propose_table", "unused_aliases"]
