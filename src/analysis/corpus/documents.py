"""Word, RTF and PDF documents → their lines; a vendor's bundle in them is split, anything else is one article."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from analysis.corpus.archives import check_members
from analysis.corpus.bundles import bundle_of
from analysis.corpus.extras import library
from analysis.corpus.files import RawFile, Unfit
from analysis.corpus.items import Record

MOST_BYTES = 100_000_000
MOST_PAGES = 5_000
# Where a link leads is no text: striprtf 0.0.35 writes it behind the words.
RTF_FIELD = re.compile(r"\{\\\*\\fldinst(?:[^{}]|\{[^{}]*\})*\}")
RTF_HIDDEN = re.compile(r"\{\\\*?\\?(?:header|footer)[lrf]?\b(?:[^{}]|\{[^{}]*\})*\}")
ENDS_A_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*\Z")
FIGURES = re.compile(r"\d+")
EDGE_LINES = 2


def read_word(file: RawFile) -> Iterator[Record]:
    """Read a Word document; nothing that it refers to is opened, and no macro runs.

    Raises:
        Unfit: It is damaged, too large, or python-docx is missing.
    """
    docx = library("docx")
    data = file.read(MOST_BYTES)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_members(archive)
        document = docx.Document(io.BytesIO(data))
        lines = [line for block in document.iter_inner_content() for line in _lines_of_block(block)]
    except Unfit:
        raise
    except Exception as error:  # noqa: BLE001 - the library lets the errors of zip, XML and its own tables through
        raise Unfit(f"it is no Word document that can be read ({type(error).__name__}); save it again as .docx") from error
    yield from _of_lines(lines)


def _lines_of_block(block: Any) -> Iterator[str]:
    if hasattr(block, "rows"):
        for row in block.rows:
            yield "  ".join(dict.fromkeys(cell.text.strip() for cell in row.cells))
    else:
        yield from block.text.split("\n")


def read_rtf(file: RawFile) -> Iterator[Record]:
    """Read an RTF document, also one called .doc.

    Raises:
        Unfit: It is damaged, or striprtf is missing.
    """
    striprtf = library("striprtf.striprtf")
    code = file.read(MOST_BYTES).decode("latin-1")
    code = RTF_HIDDEN.sub("", RTF_FIELD.sub("", code))
    try:
        text = striprtf.rtf_to_text(code, errors="replace")
    except Exception as error:  # noqa: BLE001 - the library lets every error of its parse through
        raise Unfit(f"it is no RTF document that can be read ({type(error).__name__}); save it again") from error
    yield from _of_lines(text.replace("\x0c", "\n").replace("\u00a0", " ").split("\n"))


def read_pdf(file: RawFile) -> Iterator[Record]:
    """Read the text of a PDF document; nothing is run, and pictures are not read.

    Raises:
        Unfit: It is damaged, locked, has no text (a scan), or pypdf is missing.
    """
    pypdf = library("pypdf")
    data = file.read(MOST_BYTES)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unfit("the PDF document is locked with a password; save it without")
        if len(reader.pages) > MOST_PAGES:
            raise Unfit(f"the PDF document has {len(reader.pages):,} pages, more than the {MOST_PAGES:,} that are read")
        pages = [page.extract_text().split("\n") for page in reader.pages]
    except Unfit:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged file raises errors of every kind
        raise Unfit(f"it is no PDF document that can be read ({type(error).__name__}: {error})") from error
    if not any(line.strip() for page in pages for line in page):
        raise Unfit("the PDF document has no text, as a scan; run a text recognition (OCR) first")
    lines = [line for page in _without_edges(pages) for line in page]
    if bundle_of(lines):
        yield from _of_lines(lines)
    else:
        yield from _of_lines(unwrapped(lines))


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """Pages without the lines that most of them begin or end with, figures aside: running titles and page numbers."""
    stripped = [[line.strip() for line in page if line.strip()] for page in pages]
    edges = Counter(
        FIGURES.sub("0", line) for page in stripped for line in {*page[:EDGE_LINES], *page[-EDGE_LINES:]}
    )
    running = {line for line, n in edges.items() if n > 1 and 2 * n > len(pages)}
    kept = []
    for page in stripped:
        first = next((p for p, line in enumerate(page) if p >= EDGE_LINES or FIGURES.sub("0", line) not in running), 0)
        last = len(page)
        while last > max(first, len(page) - EDGE_LINES) and FIGURES.sub("0", page[last - 1]) in running:
            last -= 1
        kept.append(page[first:last])
    return kept


def unwrapped(lines: list[str]) -> list[str]:
    """Join lines that a page's width has broken: a paragraph ends with a sentence's end on a line that is not full.

    >>> unwrapped(["The mayor of the town said on Monday that the", "bridge was closed.", "He left."])
    ['The mayor of the town said on Monday that the bridge was closed.', 'He left.']
    """
    widest = sorted(len(line) for line in lines)[int(len(lines) * 0.9)] if lines else 0
    joined: list[str] = []
    is_open = False
    for line in lines:
        if is_open and line:
            joined[-1] = _glued(joined[-1], line)
        else:
            joined.append(line)
        is_full = len(line) >= 0.7 * widest
        is_open = bool(line) and (is_full if not ENDS_A_SENTENCE.search(line) else len(line) >= 0.9 * widest)
    return [line for line in joined if line]


def _glued(before: str, line: str) -> str:
    """Two lines as one; a word that was parted is whole again where the mark says that it was parted for the line."""
    if before.endswith("\u00ad"):
        return before[:-1] + line
    if re.search(r"[^\W\d_]-\Z", before) and line[:1].islower():
        return before + line
    return f"{before} {line}"


def _of_lines(lines: list[str]) -> Iterator[Record]:
    if bundle := bundle_of(lines):
        yield from bundle.articles(lines)
        return
    paragraphs = [line.strip() for line in lines if line.strip()]
    if not paragraphs:
        raise Unfit("its text is empty")
    yield Record(None, {"text": "\n\n".join(paragraphs)}, is_final=True)
