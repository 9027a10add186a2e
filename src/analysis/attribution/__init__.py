"""Doc → claims: who says what, by which word, in which characters."""

from analysis.attribution.claims import find_claims

__all__ = ["find_claims"]
