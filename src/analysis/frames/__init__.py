"""The hall: the seven frames of a corpus, how they are stored, and one index over their rows."""

from analysis.frames.index import Index, narrator_id
from analysis.frames.made import made_once
from analysis.frames.row_store import RowStore
from analysis.frames.shards import STORIES, load_corpus, story_folder
from analysis.frames.storage import Frames, load_frame, save_frame, write_whole
from analysis.frames.version import code_version

__all__ = [
    "STORIES",
    "Frames",
    "Index",
    "RowStore",
    "code_version",
    "load_corpus",
    "load_frame",
    "made_once",
    "narrator_id",
    "save_frame",
    "story_folder",
    "write_whole",
]
