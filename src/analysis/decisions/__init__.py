"""The researcher's hand: a word on any row, by the words it is about, which every later run follows."""

from analysis.decisions.claims import follow
from analysis.decisions.findings import follow_and_save, follow_on_disagreements, follow_on_events
from analysis.decisions.review import CHOICES, SHEET, add_decisions, decide, review
from analysis.decisions.table import AUDIT, COLUMNS, FILES, load_audit, not_followed, read_decisions

__all__ = [
    "AUDIT",
    "CHOICES",
    "COLUMNS",
    "FILES",
    "SHEET",
    "add_decisions",
    "decide",
    "follow",
    "follow_and_save",
    "follow_on_disagreements",
    "follow_on_events",
    "load_audit",
    "not_followed",
    "read_decisions",
    "review",
]
