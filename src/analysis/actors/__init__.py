"""Mentions of actors, and the entities they mean."""

from analysis.actors.entities import outlet_id
from analysis.actors.linking import link_mentions
from analysis.actors.reading import find_mentions
from analysis.actors.table import propose_table, unused_aliases

__all__ = ["find_mentions", "link_mentions", "outlet_id", "propose_table", "unused_aliases"]
