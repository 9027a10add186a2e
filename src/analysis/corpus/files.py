"""A raw folder's files: which are read.

Nothing here trusts a name: a link may lead out of the folder, a pipe would wait for ever, a `.txt` may be an archive.
What can't be read is an `Exclusion` or raises `Unfit`, which the reader turns into one.
"""

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

FORMATS = (
    *(".txt", ".text", ".md", ".markdown", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".tab", ".xlsx"),
    *(".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".docx", ".doc", ".rtf", ".pdf"),
    *(".warc", ".wacz", ".gz", ".zip"),
)
# Notes beside the data; hidden files are the system's. Neither is an article, and neither is worth a complaint.
NO_ARTICLES = re.compile(r"\.|(?:readme|licen[cs]e|sha256sums)(?:\.(?:md|txt))?\Z|__MACOSX\Z", re.IGNORECASE)
MOST_BYTES_OF_MANY = 1_000_000_000


class Exclusion(NamedTuple):
    """A row of the `excluded` frame: where it is (line from 1) and why.

    An `exclusion` was left out; a `remark` says of something that was kept what could not be used of it.
    """

    path: str
    line: int | None
    reason: str
    article_id: str | None = None
    kind: str = "exclusion"


class Unfit(Exception):  # noqa: N818 - no error of the program: a property of a file
    """A file or a record can't be an article; `line` says where, from 1, as far as known."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


class RawFile(NamedTuple):
    """A file to be read: its path relative to the raw folder, with slashes, and where its bytes are.

    Attributes:
        path: As it is shown; what lies in an archive follows the archive's own path.
        place: The file in the folder, or the archive that holds it.
        opener: Opens the bytes of what lies in an archive; None for a file of the folder.
        name: The name whose ending tells the kind, where it is not the path's: `a.jsonl` of `a.jsonl.gz`.
    """

    path: str
    place: Path
    opener: Callable[[], IO[bytes]] | None = None
    name: str | None = None

    @property
    def suffix(self) -> str:
        return Path(self.name or self.path).suffix.lower()

    def open(self) -> IO[bytes]:
        """Open the bytes.

        Raises:
            Unfit: They can't be opened.
        """
        try:
            return self.place.open("rb") if self.opener is None else self.opener()
        except OSError as error:
            raise Unfit(f"it can't be opened: {error.strerror}") from error

    def head(self, length: int = 4096) -> bytes:
        """Return its first bytes."""
        with self.open() as stream:
            return stream.read(length)

    def read(self, most: int | None = None) -> bytes:
        """Return all bytes.

        Raises:
            Unfit: They can't be opened, or are more than `most` (1 GB by default).
        """
        most = most or MOST_BYTES_OF_MANY
        if self.opener is None and (size := self._size()) > most:
            raise Unfit(f"it has {size:,} bytes, more than the {most:,} that are read; split it")
        with self.open() as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            raise Unfit(f"it has more than the {most:,} bytes that are read; split it")
        return data

    def _size(self) -> int:
        try:
            return self.place.stat().st_size
        except OSError as error:
            raise Unfit(f"it can't be opened: {error.strerror}") from error


def raw_files(root: Path) -> Iterator[RawFile | Exclusion]:
    """List the files below `root` (resolved) that may hold articles, and everything else that lies there.

    Hidden files, and files called README, LICENSE or SHA256SUMS, are passed over in silence.
    """
    closed: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=closed.append):
        folders[:] = [name for name in folders if not NO_ARTICLES.match(name)]
        links = [name for name in folders if Path(folder, name).is_symlink()]
        yield from (_raw_file(Path(folder, name), root) for name in files + links if not NO_ARTICLES.match(name))
    for error in closed:
        yield Exclusion(_shown(Path(error.filename), root), None, f"the folder can't be opened: {error.strerror}")


def _raw_file(place: Path, root: Path) -> RawFile | Exclusion:
    path, reason = _shown(place, root), None
    try:
        place.name.encode()
        place = _followed(place, root) if place.is_symlink() else place
        if not place.is_file():
            reason = "it is no regular file but a pipe, socket or device, or a link to a folder"
        else:
            reason = other_kind(path)
    except UnicodeEncodeError:
        reason = "its name is not UTF-8; rename it"
    except Unfit as unfit:
        reason = unfit.reason
    return Exclusion(path, None, reason) if reason else RawFile(path, place)


def other_kind(path: str) -> str | None:
    """Say that a file's name is of no kind that is read; None where it is."""
    if Path(path).suffix.lower() in FORMATS:
        return None
    return f"files of this kind are not read; articles come as {', '.join(FORMATS)}"


def _followed(link: Path, root: Path) -> Path:
    """Return what a link leads to, where that lies inside the folder and is not read already."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        raise Unfit("it is a link that leads nowhere") from None
    if not target.is_relative_to(root):
        raise Unfit("it is a link that leads out of the folder; put a copy here")
    is_hidden = any(NO_ARTICLES.match(part) for part in target.relative_to(root).parts)
    if target.suffix.lower() in FORMATS and not is_hidden:
        raise Unfit(f"it is a link to {_shown(target, root)}, which is read itself")
    return target


def _shown(place: Path, root: Path) -> str:
    return os.fsencode(place.relative_to(root).as_posix()).decode(errors="backslashreplace")


def file_sha256(place: Path) -> str | None:
    """Return the checksum of a file as it lies in the folder; None where it can't be opened."""
    try:
        with place.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
