"""A raw folder's files: which are read, and how their bytes become text.

Nothing here trusts a name: a link may lead out of the folder, a pipe would wait for ever, a `.txt` may be an archive.
What can't be read is an `Exclusion` or raises `Unfit`, which the reader turns into one.
"""

import codecs
import os
import re
import stat
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FORMATS = (".txt", ".jsonl", ".csv", ".json")
# Notes beside the data; hidden files are the system's. Neither is an article, and neither is worth a complaint.
NO_ARTICLES = re.compile(r"\.|(?:readme|licen[cs]e|sha256sums)(?:\.(?:md|txt))?\Z", re.IGNORECASE)
LONGEST_TEXT = 1_000_000
MOST_BYTES = {".txt": 4 * LONGEST_TEXT + 4}
MOST_BYTES_OF_MANY = 1_000_000_000
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = (
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"{\\rtf", "an RTF document"),
)
PICKLE = re.compile(rb"\x80[\x02-\x05]")
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")


class CorpusWarning(UserWarning):
    """An article was kept, but something about its file should be looked at."""


class Exclusion(NamedTuple):
    """A row of the `excluded` frame: something that was left out, where (line from 1) and why."""

    path: str
    line: int | None
    reason: str
    article_id: str | None = None


class Unfit(Exception):  # noqa: N818 - no error of the program: a property of a file
    """A file or a record can't be an article; `line` says where, from 1, as far as known."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


class RawFile(NamedTuple):
    """A file to be read: its path relative to the raw folder, with slashes, and where its bytes are."""

    path: str
    place: Path


def raw_files(root: Path) -> Iterator[RawFile | Exclusion]:
    """List the files below `root` that may hold articles, and everything else that lies there.

    Args:
        root: The raw folder, resolved.

    Yields:
        In order of names. Hidden files, and files called README, LICENSE or SHA256SUMS, are passed over in silence.
    """
    pending = [root]
    while pending:
        folder = pending.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield Exclusion(_shown(folder.relative_to(root)), None, f"the folder can't be opened: {error.strerror}")
            continue
        for entry in entries:
            if NO_ARTICLES.match(entry.name):
                continue
            place = Path(entry.path)
            if entry.is_dir(follow_symlinks=False):
                pending.append(place)
            else:
                yield _raw_file(place, root)


def _raw_file(place: Path, root: Path) -> RawFile | Exclusion:
    path = _shown(place.relative_to(root))
    try:
        place.name.encode()
        place = _followed(place, root) if place.is_symlink() else place
        _check_kind(place, path)
    except UnicodeEncodeError:
        return Exclusion(path, None, "its name is not UTF-8; rename it")
    except OSError as error:
        return Exclusion(path, None, f"it can't be opened: {error.strerror}")
    except Unfit as unfit:
        return Exclusion(path, None, unfit.reason)
    return RawFile(path, place)


def _check_kind(place: Path, path: str) -> None:
    if not stat.S_ISREG(place.lstat().st_mode):
        raise Unfit("it is no regular file but a pipe, socket or device, or a link to a folder")
    if Path(path).suffix.lower() not in FORMATS:
        raise Unfit(f"files of this kind are not read; articles come as {', '.join(FORMATS)}")


def _followed(link: Path, root: Path) -> Path:
    """Return what a link leads to, where that lies inside the folder and is not read already."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        raise Unfit("it is a link that leads nowhere") from None
    if not target.is_relative_to(root):
        raise Unfit("it is a link that leads out of the folder; put a copy here")
    inside = target.relative_to(root)
    if target.suffix.lower() in FORMATS and not any(NO_ARTICLES.match(part) for part in inside.parts):
        raise Unfit(f"it is a link to {_shown(inside)}, which is read itself")
    return target


def _shown(path: Path) -> str:
    return os.fsencode(path.as_posix()).decode(errors="backslashreplace")


def read_text(file: RawFile) -> str:
    """Return the text of a file: decoded, without a byte order mark, its line ends as they are.

    Unicode by its byte order mark, else UTF-8, else Windows-1252.

    Raises:
        Unfit: It can't be opened, is too large or no text.

    Warns:
        CorpusWarning: It was read as Windows-1252.
    """
    data = _bytes(file)
    for magic, kind in MAGIC:
        if data.startswith(magic):
            raise Unfit(f"it is {kind}, whatever its name says; extract the text")
    if PICKLE.match(data):
        raise Unfit("it is a Python pickle, which is never opened; export the text")
    text = _decoded(data, file.path)
    odd = CONTROL.search(text)
    if odd and len(CONTROL.findall(text)) > len(text) // 100:
        raise Unfit("it is binary: full of control characters", line_of(text, odd.start()))
    return text


def warn(path: str, line: int | None, message: str) -> None:
    """Warn of a file. The warning stands at the file, not at this code, so that it reads the same everywhere."""
    warnings.warn_explicit(message, CorpusWarning, filename=path, lineno=line or 1, registry={})


def line_of(text: str, offset: int) -> int:
    """Return the line, from 1, that holds the character at `offset`."""
    return len(re.findall(r"\r\n|\r|\n", text[:offset])) + 1


def _bytes(file: RawFile) -> bytes:
    # A pipe put here since the listing must not make us wait, nor a link lead us out.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(file.place, flags), "rb") as opened:  # noqa: PTH123 - a descriptor, not a path
            status = os.fstat(opened.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise Unfit("it is no regular file")
            most = MOST_BYTES.get(Path(file.path).suffix.lower(), MOST_BYTES_OF_MANY)
            if status.st_size > most:
                raise Unfit(f"it has {status.st_size:,} bytes, more than the {most:,} that are read; split it")
            return opened.read()
    except OSError as error:
        raise Unfit(f"it can't be opened: {error.strerror}") from error


def _decoded(data: bytes, path: str) -> str:
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        fault = f"byte {error.start} is no {encoding.upper().removesuffix('-SIG')}"
    # Windows-1252 has no byte sequences that look like UTF-8; where there are some, the file is damaged, not old.
    if encoding != "utf-8" or not data.decode(errors="ignore").isascii() or _has_surrogates(data):
        raise Unfit(f"it is damaged: {fault}; save it again as UTF-8", line)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise Unfit(f"its encoding is unknown: {fault}, nor is it Windows-1252; save it as UTF-8", line) from None
    if "\0" not in text:
        warn(path, line, f"{path}: {fault}; it was read as Windows-1252, look at its accents and quotation marks")
    return text


def _has_surrogates(data: bytes) -> bool:
    try:
        data.decode(errors="surrogatepass")
    except UnicodeDecodeError:
        return False
    return True
