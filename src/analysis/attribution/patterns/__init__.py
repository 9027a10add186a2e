"""Dependency patterns of English: the content of a cue, and its source.

Labels are those of spaCy's English pipelines (ClearNLP). Every function takes and returns tokens of one parse.
"""

from analysis.attribution.patterns.answers import claim_behind
from analysis.attribution.patterns.contents import content_of, lexical_key
from analysis.attribution.patterns.routine import is_imperative, is_routine, is_silence
from analysis.attribution.patterns.sources import source_of
from analysis.attribution.patterns.spans import (
    behind_mark,
    closing,
    coordinated,
    inserted,
    parenthetical,
    runs,
    subtree_without,
    words_of_cue,
)

__all__ = [
    "behind_mark",
    "claim_behind",
    "closing",
    "content_of",
    "coordinated",
    "inserted",
    "is_imperative",
    "is_routine",
    "is_silence",
    "lexical_key",
    "parenthetical",
    "runs",
    "source_of",
    "subtree_without",
    "words_of_cue",
]
