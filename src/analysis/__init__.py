"""News that disagrees: who said what, in whose words, and what is contested."""

from analysis.annotate import annotate
from analysis.corpus import read_corpus
from analysis.disagreement import find_disagreements
from analysis.frames import Frames
from analysis.network import build_network
from analysis.report import show, summary
from analysis.timeline import build_timeline

__all__ = [
    "Frames",
    "annotate",
    "build_network",
    "build_timeline",
    "find_disagreements",
    "read_corpus",
    "show",
    "summary",
]
