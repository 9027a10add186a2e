"""The hall: the seven frames of a corpus, how they are stored, and one index over their rows."""

from analysis.frames.index import Index, narrator_id
from analysis.frames.row_store import RowStore
from analysis.frames.storage import Frames, load_frame, save_frame, write_whole

__all__ = ["Frames", "Index", "RowStore", "load_frame", "narrator_id", "save_frame", "write_whole"]
