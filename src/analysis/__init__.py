"""News that disagrees: who said what, in whose words, and what is contested."""

from analysis.annotate import annotate

__all__ = ["annotate"]
