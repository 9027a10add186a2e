"""The researcher's hand: a word on any row, by the words it is about, which every later run follows."""

from analysis.decisions.claims import follow
from analysis.decisions.findings import follow_on_disagreements, follow_on_events, save_findings
from analysis.decisions.review import CHOICES, SHEET, add_decisions, decide, review
from analysis.decisions.table import AUDIT, COLUMNS, FILES, load_audit, read_decisions, save_audit

__all__ = [
    "AUDIT",
    "CHOICES",
    "COLUMNS",
    "FILES",
    "SHEET",
    "add_decisions",
    "decide",
    "follow",
    "follow_on_disagreements",
    "follow_on_events",
    "load_audit",
    "read_decisions",
    "review",
    "save_audit",
    "save_findings",
]
