"""Word, RTF and PDF documents → their lines; a vendor's bundle in them is split, anything else is one article."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from analysis.corpus.archives import check_members
from analysis.corpus.bundles import bundle_of
from analysis.corpus.extras import library
from analysis.corpus.files import RawFile, Unfit
from analysis.corpus.items import Record
from analysis.corpus.paragraphs import ENDS_A_SENTENCE, paragraphs, unwrapped

MOST_BYTES = 100_000_000
MOST_PAGES = 5_000
# Where a link leads is no text: striprtf 0.0.35 writes it behind the words.
RTF_FIELD = re.compile(r"\{\\\*\\fldinst(?:[^{}]|\{[^{}]*\})*\}")
RTF_HIDDEN = re.compile(r"\{\\\*?\\?(?:header|footer)[lrf]?\b(?:[^{}]|\{[^{}]*\})*\}")
# A step between two lines that parts paragraphs, in usual steps.
WIDE_STEP = 1.2
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
    except Exception as error:
        raise Unfit(
            f"it is no Word document that can be read ({type(error).__name__}); save it again as .docx"
        ) from error
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
    except Exception as error:
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
        problem = _problem(reader)
        pages = [] if problem else [_lines_of_page(page) for page in reader.pages]
    except Exception as error:
        raise Unfit(f"it is no PDF document that can be read ({type(error).__name__}: {error})") from error
    if problem:
        raise Unfit(problem)
    if not any(pages):
        raise Unfit("the PDF document has no text, as a scan; run a text recognition (OCR) first")
    lines = _spaced(_without_edges(pages))
    if bundle := bundle_of(lines):
        yield from bundle.articles(lines)
    elif lines.count("") >= len(pages):
        yield Record(None, {"text": paragraphs(lines)}, is_final=True)
    else:
        yield from _of_lines(unwrapped([line for line in lines if line]))


def _problem(reader: Any) -> str | None:
    if reader.is_encrypted and not reader.decrypt(""):
        return "the PDF document is locked with a password; save it without"
    if (n := len(reader.pages)) > MOST_PAGES:
        return f"the PDF document has {n:,} pages, more than the {MOST_PAGES:,} that are read"
    return None


def _lines_of_page(page: Any) -> list[tuple[float | None, str]]:
    """The lines of a page with their heights in it, in points; None where they can't be told."""
    places: list[tuple[float, str]] = []

    def seen(text: str, place: Any, matrix: Any, *_: Any) -> None:
        places.append((matrix[4] * place[1] + matrix[5] * place[3] + place[5], text))

    text = page.extract_text(visitor_text=seen)
    heights: list[float] = []
    is_new = True
    for height, piece in places:
        for character in piece:
            if is_new and not character.isspace():
                heights.append(height)
            is_new = character == "\n" or (is_new and character.isspace())
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(heights) != len(lines):
        return [(None, line) for line in lines]
    return list(zip(heights, lines, strict=True))


def _spaced(pages: list[list[tuple[float | None, str]]]) -> list[str]:
    """The lines of all pages, and an empty one between paragraphs: where the step is wider than from line to line."""
    steps = [[_step(before[0], after[0]) for before, after in pairwise(page)] for page in pages]
    downward = sorted(step for of_page in steps for step in of_page if step > 0)
    usual = downward[len(downward) // 5] if downward else 0
    lines: list[str] = []
    for page, of_page in zip(pages, steps, strict=True):
        # A page begins a paragraph where the last one ended a sentence.
        if lines and ENDS_A_SENTENCE.search(lines[-1]):
            lines.append("")
        for step, (_, line) in zip([0, *of_page], page, strict=False):
            lines += ["", line] if step > WIDE_STEP * usual else [line]
    return lines


def _step(before: float | None, after: float | None) -> float:
    return 0 if before is None or after is None else before - after


def _without_edges(pages: list[list[tuple[float | None, str]]]) -> list[list[tuple[float | None, str]]]:
    """Pages without the lines that most of them begin or end with, figures aside: running titles and page numbers."""
    edges = [{line for _, line in [*page[:EDGE_LINES], *page[-EDGE_LINES:]]} for page in pages]
    n_pages: Counter[str] = Counter()
    for edge in edges:
        n_pages.update({FIGURES.sub("0", line) for line in edge})
    fewest = max(2, len(pages) // 2 + 1)
    kept = []
    for page, edge in zip(pages, edges, strict=True):
        running = {line for line in edge if n_pages[FIGURES.sub("0", line)] >= fewest}
        kept.append([(height, line) for height, line in page if line not in running])
    return kept


def _of_lines(lines: list[str]) -> Iterator[Record]:
    if bundle := bundle_of(lines):
        yield from bundle.articles(lines)
        return
    yield Record(None, {"text": "\n\n".join(line.strip() for line in lines if line.strip())}, is_final=True)
