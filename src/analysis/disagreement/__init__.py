"""Typed relations between what sources say, and the contested matters they make up."""

from analysis.disagreement.coverage import list_coverage, list_only_here, list_unknowns
from analysis.disagreement.matters import list_matters, list_positions, party_names
from analysis.disagreement.relations import count_abstentions, find_disagreements
from analysis.disagreement.surroundings import (
    list_accounts,
    list_common_ground,
    list_surroundings,
    list_unanswered,
)
from analysis.disagreement.web_annotation import web_annotations
from analysis.frames import narrator_id

__all__ = [
    "count_abstentions",
    "find_disagreements",
    "list_accounts",
    "list_common_ground",
    "list_coverage",
    "list_matters",
    "list_only_here",
    "list_positions",
    "list_surroundings",
    "list_unanswered",
    "list_unknowns",
    "narrator_id",
    "party_names",
    "web_annotations",
]
