"""A raw folder's files: which are read, and how their bytes become text.

Nothing here trusts a name: a link may lead out of the folder, a pipe would wait for ever, a `.txt` may be an archive.
What can't be read is an `Exclusion` or raises `Unfit`, which the reader turns into one.
"""

import codecs
import os
import re
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
    (rb"PK\x03\x04", "a ZIP archive or office document"),
    (rb"\x1f\x8b|BZh|\xfd7zXZ", "an archive"),
    (rb"%PDF|{\\rtf", "a PDF or RTF document"),
    (rb"\x89PNG|\xff\xd8\xff", "an image"),
    (rb"\x80[\x02-\x05]", "a Python pickle, which is never opened"),
)
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
UTF8_SURROGATE = re.compile(rb"\xed[\xa0-\xbf]")


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
        elif Path(path).suffix.lower() not in FORMATS:
            reason = f"files of this kind are not read; articles come as {', '.join(FORMATS)}"
    except UnicodeEncodeError:
        reason = "its name is not UTF-8; rename it"
    except Unfit as unfit:
        reason = unfit.reason
    return Exclusion(path, None, reason) if reason else RawFile(path, place)


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


def read_text(file: RawFile) -> str:
    """Return the text of a file: decoded, without a byte order mark, its line ends as they are.

    Unicode by its byte order mark, else UTF-8, else Windows-1252.

    Raises:
        Unfit: It can't be opened, is too large or no text.

    Warns:
        CorpusWarning: It was read as Windows-1252.
    """
    most = MOST_BYTES.get(Path(file.path).suffix.lower(), MOST_BYTES_OF_MANY)
    try:
        if (size := file.place.stat().st_size) > most:
            raise Unfit(f"it has {size:,} bytes, more than the {most:,} that are read; split it")
        data = file.place.read_bytes()
    except OSError as error:
        raise Unfit(f"it can't be opened: {error.strerror}") from error
    for magic, kind in MAGIC:
        if re.match(magic, data):
            raise Unfit(f"it is {kind}, whatever its name says; extract the text")
    text = _decoded(data, file.path)
    odd = CONTROL.search(text)
    if odd and len(CONTROL.findall(text)) > len(text) // 100:
        raise Unfit("it is binary: full of control characters", line_of(text, odd.start()))
    return text


def _decoded(data: bytes, path: str) -> str:
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        fault = f"byte {error.start} is no {encoding.upper().removesuffix('-SIG')}"
    # Windows-1252 has no byte sequences that look like UTF-8; where there are some, the file is damaged, not old.
    if encoding != "utf-8" or not data.decode(errors="ignore").isascii() or UTF8_SURROGATE.search(data):
        raise Unfit(f"it is damaged: {fault}; save it again as UTF-8", line)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise Unfit(f"its encoding is unknown: {fault}, nor is it Windows-1252; save it as UTF-8", line) from None
    if "\0" not in text:
        warn(path, line, f"{path}: {fault}; it was read as Windows-1252, look at its accents and quotation marks")
    return text


def warn(path: str, line: int | None, message: str) -> None:
    """Warn of a file. The warning stands at the file, not at this code, so that it reads the same everywhere."""
    warnings.warn_explicit(message, CorpusWarning, filename=path, lineno=line or 1, registry={})


def line_of(text: str, offset: int) -> int:
    """Return the line, from 1, that holds the character at `offset`."""
    return len(re.findall(r"\r\n|\r|\n", text[:offset])) + 1
