"""Files → Corpus; frames ↔ data/derived; the project's root; articles that carry the same copy."""

from analysis.corpus.articles import complete_articles
from analysis.corpus.files import CorpusWarning
from analysis.corpus.places import find_project_root, locate
from analysis.corpus.reading import Corpus, read_corpus
from analysis.corpus.storage import Frames, load_frame, save_frame, write_whole
from analysis.corpus.store import RowStore

__all__ = [
    "Corpus",
    "CorpusWarning",
    "Frames",
    "RowStore",
    "complete_articles",
    "find_project_root",
    "load_frame",
    "locate",
    "read_corpus",
    "save_frame",
    "write_whole",
]
