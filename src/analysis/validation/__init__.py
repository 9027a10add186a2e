"""How good the extraction is: samples for coders to judge; precision, recall and agreement from their files."""

from analysis.validation.claims import QUESTIONS as CLAIM_QUESTIONS
from analysis.validation.claims import SHEET, precision_recall, read_codings, sample_claims
from analysis.validation.judgements import (
    agree,
    judgements_of_claims,
    measure,
    methods_sentence,
    read_judgements,
    recall_of_sentences,
    recall_sentence,
)
from analysis.validation.samples import QUESTIONS, sample
from analysis.validation.shares import in_words, share, wilson

__all__ = [
    "CLAIM_QUESTIONS",
    "QUESTIONS",
    "SHEET",
    "agree",
    "in_words",
    "judgements_of_claims",
    "measure",
    "methods_sentence",
    "precision_recall",
    "read_codings",
    "read_judgements",
    "recall_of_sentences",
    "recall_sentence",
    "sample",
    "sample_claims",
    "share",
    "wilson",
]
