"""Typed relations between what sources say, and the contested matters they make up."""

from analysis.disagreement.relations import find_disagreements

__all__ = ["find_disagreements"]
