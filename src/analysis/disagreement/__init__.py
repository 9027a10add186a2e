"""Typed relations between what sources say, and the contested matters they make up."""

from analysis.disagreement.matters import (
    count_coverage,
    list_common_ground,
    list_matters,
    list_positions,
    list_unanswered,
)
from analysis.disagreement.relations import find_disagreements

__all__ = [
    "count_coverage",
    "find_disagreements",
    "list_common_ground",
    "list_matters",
    "list_positions",
    "list_unanswered",
]
