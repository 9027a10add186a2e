"""An article's text before anything is understood: paragraphs, quotation marks, headlines and datelines, read once."""

from analysis.passages.datelines import AFTER_PLACE, is_day_of_dateline
from analysis.passages.headlines import attributed_headline, is_headline
from analysis.passages.paragraphs import PLAIN_MARK, Passage, split_passages
from analysis.passages.parsed import ParsedArticle, Sentence
from analysis.passages.quotations import Quotation, find_quotations
from analysis.passages.shown import has_markup

__all__ = [
    "AFTER_PLACE",
    "PLAIN_MARK",
    "ParsedArticle",
    "Passage",
    "Quotation",
    "Sentence",
    "attributed_headline",
    "find_quotations",
    "has_markup",
    "is_day_of_dateline",
    "is_headline",
    "split_passages",
]
