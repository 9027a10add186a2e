"""Files → Corpus; the project's root; articles that carry the same copy."""

from analysis.corpus.articles import complete_articles
from analysis.corpus.decoding import CorpusWarning
from analysis.corpus.formats import described_formats
from analysis.corpus.places import find_project_root, locate
from analysis.corpus.reading import Corpus, read_actors, read_corpus

__all__ = [
    "Corpus",
    "CorpusWarning",
    "complete_articles",
    "described_formats",
    "find_project_root",
    "locate",
    "read_actors",
    "read_corpus",
]
