"""The rows of articles that were annotated before, kept for the next run."""

import hashlib
import json
import zlib
from collections.abc import Iterator, MutableMapping
from pathlib import Path

from analysis.corpus.storage import write_whole
from analysis.errors import CorpusError


class RowStore(MutableMapping[str, str]):
    """Texts by key in a folder, one small file each: `annotate` keeps the rows of articles it has seen in it.

    A file that is cut short, altered or unreadable counts as absent, so that its rows are made again. Several
    processes may share a folder.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)

    def __getitem__(self, key: str) -> str:
        stored = _unpacked(self._path(key))
        if stored is None or stored[0] != key:
            raise KeyError(key)
        return stored[1]

    def __setitem__(self, key: str, value: str) -> None:
        digest = hashlib.sha256(value.encode()).hexdigest()
        packed = zlib.compress(f"{json.dumps([key, digest])}\n{value}".encode(), level=1)
        try:
            write_whole(self._path(key), packed, durable=False)
        except OSError as error:
            raise CorpusError(f"can't write to {self.folder} ({error.strerror}); choose another folder") from error

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        self._path(key).unlink(missing_ok=True)

    def __iter__(self) -> Iterator[str]:
        for path in sorted(self.folder.glob("??/*.rows")):
            stored = _unpacked(path)
            if stored is not None and self._path(stored[0]) == path:
                yield stored[0]

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _path(self, key: str) -> Path:
        name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / name[:2] / f"{name}.rows"


def _unpacked(path: Path) -> tuple[str, str] | None:
    try:
        head, _, value = zlib.decompress(path.read_bytes()).decode().partition("\n")
        key, digest = json.loads(head)
    except (OSError, zlib.error, ValueError, TypeError):
        return None
    if not isinstance(key, str) or hashlib.sha256(value.encode()).hexdigest() != digest:
        return None
    return key, value
