"""Archives → the files in them, in memory and within limits; nothing is ever written, and no path leads anywhere."""

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, cast

from analysis.corpus.files import MOST_BYTES_OF_MANY, NO_ARTICLES, Exclusion, RawFile, Unfit, other_kind

MOST_MEMBERS = 20_000
MOST_UNPACKED = 2_000_000_000
# Text is packed to a tenth, repetitive tables to a fiftieth; what grows a thousandfold was made to.
MOST_GROWTH = 300
SMALL_ENOUGH = 10_000_000
DEEPEST = 2
TAR = (257, b"ustar")
# WACZ keeps an index, a list of pages and logs beside the pages themselves.
BESIDE_PAGES = re.compile(r"(?:indexes|pages|logs)/|datapackage(?:-digest)?\.json\Z|webarchive\.yaml\Z")


class Limited(io.RawIOBase):
    """A stream of unpacked bytes that ends with `Unfit` where it grows beyond what is read."""

    def __init__(self, stream: IO[bytes], most: int, *below: IO[bytes]) -> None:
        self._stream = stream
        self._below = below
        self._left = most
        self._most = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
            raise Unfit(f"the archive is damaged or locked ({error})") from error
        self._left -= len(data)
        if self._left < 0:
            raise Unfit(f"unpacked it has more than the {self._most:,} bytes that are read; split it")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        for stream in (self._stream, *self._below):
            stream.close()
        super().close()


def check_members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the files of an archive.

    Raises:
        Unfit: They are too many, too large, or packed beyond what honest files are.
    """
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MOST_MEMBERS:
        raise Unfit(f"the archive holds {len(members):,} files, more than the {MOST_MEMBERS:,} that are read")
    if (size := sum(member.file_size for member in members)) > MOST_UNPACKED:
        raise Unfit(f"unpacked it has {size:,} bytes, more than the {MOST_UNPACKED:,} that are read; split it")
    for member in members:
        if member.file_size > max(SMALL_ENOUGH, MOST_GROWTH * member.compress_size):
            raise Unfit(f"{member.filename[:80]!r} in the archive grows beyond what is read when it is unpacked")
    return members


def zip_members(file: RawFile, depth: int) -> Iterator[RawFile | Exclusion]:
    """List what lies in a ZIP archive, as files to be read, in order of their names.

    Raises:
        Unfit: It is damaged, breaks a limit, or lies too deep in other archives.
    """
    if depth > DEEPEST:
        raise Unfit(f"it lies in more than {DEEPEST} archives; unpack them")
    with file.open() as stream:
        try:
            archive = zipfile.ZipFile(stream if stream.seekable() else io.BytesIO(file.read()))
            members = check_members(archive)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unfit(f"it is a damaged archive: {error}") from error
        with archive:
            yield from _members(file, archive, members)


def _members(file: RawFile, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Iterator[RawFile | Exclusion]:
    for member in sorted(members, key=lambda member: member.filename):
        inner = PurePosixPath(member.filename.replace("\\", "/"))
        path = f"{file.path}/{inner.as_posix().lstrip('/')}"
        if any(NO_ARTICLES.match(part) and part != ".." for part in inner.parts):
            continue
        if file.suffix == ".wacz" and BESIDE_PAGES.match(member.filename):
            continue
        if inner.is_absolute() or ".." in inner.parts or "\0" in member.filename:
            yield Exclusion(file.path, None, f"{member.filename[:80]!r} in it leads out of the archive")
        elif member.flag_bits & 1:
            yield Exclusion(path, None, "it is locked with a password; unpack the archive")
        elif reason := other_kind(path):
            yield Exclusion(path, None, reason)
        else:
            yield RawFile(path, file.place, _opener(archive, member))


def _opener(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    def opened() -> IO[bytes]:
        try:
            stream = archive.open(member)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError) as error:
            raise Unfit(f"it is damaged in its archive: {error}") from error
        return io.BufferedReader(Limited(stream, MOST_BYTES_OF_MANY))

    return opened


def unpacked(file: RawFile, depth: int) -> RawFile:
    """Return the one file that a .gz holds.

    Raises:
        Unfit: It lies too deep in other archives, or holds an archive of many files.
    """
    if depth > DEEPEST:
        raise Unfit(f"it lies in more than {DEEPEST} archives; unpack them")

    def opened() -> IO[bytes]:
        packed = file.open()
        return io.BufferedReader(Limited(cast(IO[bytes], gzip.GzipFile(fileobj=packed)), MOST_BYTES_OF_MANY, packed))

    name = (file.name or file.path)[: -len(".gz")]
    inner = RawFile(file.path, file.place, opened, name)
    if name.lower().endswith(".tar") or inner.head(TAR[0] + 5)[TAR[0] :] == TAR[1]:
        raise Unfit("it is a tar archive; unpack it, or pack it as .zip")
    if reason := other_kind(name):
        raise Unfit(reason)
    return inner
