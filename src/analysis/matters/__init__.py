"""Relations → contested matters and what stands around them."""

from analysis.matters.coverage import list_coverage, list_only_here, list_unknowns
from analysis.matters.positions import list_matters, list_positions
from analysis.matters.surroundings import list_accounts, list_common_ground, list_surroundings, list_unanswered
from analysis.matters.web_annotation import web_annotations

__all__ = [
    "list_accounts",
    "list_common_ground",
    "list_coverage",
    "list_matters",
    "list_only_here",
    "list_positions",
    "list_surroundings",
    "list_unanswered",
    "list_unknowns",
    "web_annotations",
]
