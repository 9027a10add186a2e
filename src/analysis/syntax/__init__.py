"""What is asked of a parse: participants, noun phrases, voice and tense, negation, modality.

Labels are those of spaCy's English pipelines (ClearNLP). Every function takes and returns tokens of one parse.
"""

from analysis.syntax.modality import modality
from analysis.syntax.negation import is_negated
from analysis.syntax.noun_phrases import name_in, phrase_bounds
from analysis.syntax.offsets import index_at, words_between
from analysis.syntax.parse import Parse, ParsedSpan, ParsedToken, Strings
from analysis.syntax.participants import RELATIVE_PRONOUNS, SUBJECTS, agent_of, antecedent, subject_of
from analysis.syntax.verbs import FINITE, is_finite, is_passive, tense_of

__all__ = [
    "FINITE",
    "RELATIVE_PRONOUNS",
    "SUBJECTS",
    "Parse",
    "ParsedSpan",
    "ParsedToken",
    "Strings",
    "agent_of",
    "antecedent",
    "index_at",
    "is_finite",
    "is_negated",
    "is_passive",
    "modality",
    "name_in",
    "phrase_bounds",
    "subject_of",
    "tense_of",
    "words_between",
]
