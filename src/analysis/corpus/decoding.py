"""The bytes of a file → text: its encoding, and what is no text whatever its name says."""

import codecs
import io
import re
import warnings
from typing import IO

from analysis.corpus.files import RawFile, Unfit

LONGEST_TEXT = 1_000_000
MOST_BYTES = {".txt": 4 * LONGEST_TEXT + 4}
PORTION = 1 << 20
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
    (rb"\xd0\xcf\x11\xe0", "an old Word or Excel document; save it as .docx or .xlsx"),
    (rb"\x89PNG|\xff\xd8\xff", "an image"),
    (rb"\x80[\x02-\x05]", "a Python pickle, which is never opened"),
)
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
UTF8_SURROGATE = re.compile(rb"\xed[\xa0-\xbf]")


class CorpusWarning(UserWarning):
    """An article was kept, but something about its file should be looked at."""


def read_text(file: RawFile) -> str:
    """Return the text of a file: decoded, without a byte order mark, its line ends as they are.

    Unicode by its byte order mark, else UTF-8, else Windows-1252.

    Raises:
        Unfit: It can't be opened, is too large or no text.

    Warns:
        CorpusWarning: It was read as Windows-1252.
    """
    data = file.read(MOST_BYTES.get(file.suffix))
    _refuse_binary(data)
    text = decoded(data, file.path)
    odd = CONTROL.search(text)
    if odd and len(CONTROL.findall(text)) > len(text) // 100:
        raise Unfit("it is binary: full of control characters", line_of(text, odd.start()))
    return text


def text_stream(file: RawFile, newline: str) -> IO[str]:
    r"""Open a file as text, for reading line by line in little memory; its bytes are looked through once before.

    Args:
        file: The file.
        newline: As `io.TextIOWrapper` has it: "" for any line end, which is kept, or "\n" for that alone.

    Raises:
        Unfit: As `read_text`.
    """
    _refuse_binary(head := file.head())
    encoding = next((name for mark, name in MARKS if head.startswith(mark)), "utf-8")
    decoder, n_odd, length, is_plain = codecs.getincrementaldecoder(encoding)(), 0, 0, True
    try:
        with file.open() as stream:
            for portion in iter(lambda: stream.read(PORTION), b""):
                text = decoder.decode(portion)
                n_odd, length = n_odd + len(CONTROL.findall(text)), length + len(text)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        is_plain = False
    # An older encoding, or damage: what `read_text` says of it.
    if not is_plain or n_odd > length // 100:
        return io.StringIO(read_text(file), newline=newline)
    return io.TextIOWrapper(file.open(), encoding=encoding, newline=newline)


def _refuse_binary(data: bytes) -> None:
    for magic, kind in MAGIC:
        if re.match(magic, data):
            raise Unfit(f"it is {kind}, whatever its name says; extract the text")


def decoded(data: bytes, path: str) -> str:
    """Return bytes as text: by their byte order mark, else UTF-8, else Windows-1252.

    Raises:
        Unfit: They are none of these.

    Warns:
        CorpusWarning: They were read as Windows-1252.
    """
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
