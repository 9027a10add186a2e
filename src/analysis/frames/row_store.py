"""The rows of articles that were annotated before, kept for the next run."""

import hashlib
import json
import zlib
from collections.abc import Iterator, MutableMapping
from pathlib import Path

from analysis.errors import CorpusError
from analysis.frames.storage import write_whole


class RowStore(MutableMapping[str, str]):
    """Texts by key in a folder, one small file each: `annotate` keeps the rows of articles it has seen in it.

    A file that is cut short, altered or unreadable counts as absent, so that its rows are made again. Several
    processes may share a folder.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)

    def __getitem__(self, key: str) -> str:
        stored, value = _unpacked(self._path(key))
        if stored != key:
            raise KeyError(key)
        return value

    def __setitem__(self, key: str, value: str) -> None:
        packed = zlib.compress(f"{json.dumps(key)}\n{value}".encode(), level=1)
        try:
            write_whole(self._path(key), packed, durable=False)
        except OSError as error:
            raise CorpusError(f"can't write to {self.folder} ({error.strerror}); choose another folder") from error

    def __delitem__(self, key: str) -> None:
        self[key]
        self._path(key).unlink()

    def __iter__(self) -> Iterator[str]:
        for path in sorted(self.folder.glob("??/*.rows")):
            key, _ = _unpacked(path)
            if key is not None and self._path(key) == path:
                yield key

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _path(self, key: str) -> Path:
        name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / name[:2] / f"{name}.rows"


def _unpacked(path: Path) -> tuple[str | None, str]:
    try:
        # zlib's own checksum tells what was cut short or altered.
        key, _, value = zlib.decompress(path.read_bytes()).decode().partition("\n")
        return json.loads(key), value
    except (OSError, zlib.error, ValueError):
        return None, ""
