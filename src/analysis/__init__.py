"""News that disagrees: who said what, in whose words, and what is contested."""

from analysis.annotate import annotate
from analysis.corpus import Frames, read_corpus
from analysis.disagreement import find_disagreements
from analysis.report import show

__all__ = ["Frames", "annotate", "find_disagreements", "read_corpus", "show"]
