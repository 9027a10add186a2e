"""Dependency patterns of English: the source and the content of a cue.

Labels are those of spaCy's English pipelines (ClearNLP). Every function takes and returns tokens of one parse.
"""

from analysis.attribution.syntax.contents import (
    content_of,
    is_imperative,
    is_silence,
    lexical_key,
)
from analysis.attribution.syntax.sources import (
    agent_of,
    antecedent,
    is_passive,
    name_in,
    source_of,
    source_tokens,
    subject_of,
)
from analysis.attribution.syntax.spans import (
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
    "agent_of",
    "antecedent",
    "behind_mark",
    "closing",
    "content_of",
    "coordinated",
    "inserted",
    "is_imperative",
    "is_passive",
    "is_silence",
    "lexical_key",
    "name_in",
    "parenthetical",
    "runs",
    "source_of",
    "source_tokens",
    "subject_of",
    "subtree_without",
    "words_of_cue",
]
