"""An article's text as paragraphs, quotations and parsed sentences, every one with its offset in the raw text.

The parser is fed one paragraph at a time: on whole articles it glues a headline to the lead. What it sees has the
length of the raw text, so that its offsets are the article's own. Quotation marks, headline, dateline, label, list,
block quote and signature are read once, here.
"""

from analysis.passages.article import ParsedArticle, Sentence
from analysis.passages.layout import Passage, split_passages
from analysis.passages.quotations import Quotation, find_quotations
from analysis.passages.shown import has_markup

__all__ = ["ParsedArticle", "Passage", "Quotation", "Sentence", "find_quotations", "has_markup", "split_passages"]
