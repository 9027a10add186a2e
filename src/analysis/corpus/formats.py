"""The one table of formats: how a file of each is told by its content and name, and what reads it. Files → items."""

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from analysis.corpus.archives import unpacked, zip_members
from analysis.corpus.captures import read_warc
from analysis.corpus.decoding import MAGIC
from analysis.corpus.documents import read_pdf, read_rtf, read_word
from analysis.corpus.feeds import read_xml
from analysis.corpus.files import Exclusion, RawFile, Unfit, file_sha256
from analysis.corpus.items import Attachment, Item, Record, Remarks, item_of_record
from analysis.corpus.pages import decoded_page, page_records
from analysis.corpus.plain import read_plain
from analysis.corpus.records import read_json, read_json_lines, read_rows
from analysis.corpus.workbooks import read_sheets

Records = Iterator[Record | Unfit]
ZIP, GZIP = rb"PK\x03\x04|PK\x05\x06", rb"\x1f\x8b"
SPACE = rb"(?:\xef\xbb\xbf)?\s*"


class Format(NamedTuple):
    """A form in which articles come.

    Attributes:
        suffixes: Endings of the names that such files have.
        magic: What their first bytes match; None where nothing but the name tells.
        read: Reads the records of a file; it raises `Unfit` for the whole file and yields it for one of them.
        is_one: Whether such a file holds one article, as a rule.
    """

    suffixes: tuple[str, ...]
    magic: bytes | None
    read: Callable[[RawFile], Records]
    is_one: bool = False


def _read_page(file: RawFile) -> Records:
    yield from page_records(decoded_page(file.read(), file.path))


# The first whose name and first bytes fit reads the file. An archive is opened only where its name says that it is one.
FORMATS = (
    Format((".docx",), ZIP, read_word, is_one=True),
    Format((".xlsx",), ZIP, read_sheets),
    Format((".txt", ".text", ".rtf", ".doc", ".docx"), rb"{\\rtf", read_rtf, is_one=True),
    Format((".txt", ".text", ".pdf", ".doc", ".html", ".htm"), rb"%PDF-", read_pdf, is_one=True),
    Format(
        (".xml", ".rss", ".atom", ".html", ".htm", ".txt"),
        SPACE + rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF|doc|corpus|collection)\b",
        read_xml,
    ),
    Format(
        (".html", ".htm", ".xhtml", ".xml", ".doc"),
        SPACE + rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html)",
        _read_page,
        is_one=True,
    ),
    Format((".html", ".htm", ".xhtml"), None, _read_page, is_one=True),
    Format((".xml", ".rss", ".atom"), None, read_xml),
    Format((".json",), None, read_json),
    Format((".jsonl", ".ndjson"), None, read_json_lines),
    Format((".csv", ".tsv", ".tab"), None, read_rows),
    Format((".txt", ".text", ".md", ".markdown"), None, read_plain, is_one=True),
)
SINGLE = tuple(sorted({suffix for format_ in FORMATS if format_.is_one for suffix in format_.suffixes}))


def items_of(file: RawFile, depth: int = 0) -> Iterator[Item | Attachment | Exclusion]:
    """Read the articles of one file, or of the files in an archive.

    What can't be one is an exclusion and the rest is read. What is said of many of a file's records comes once, at its
    end, as remarks.
    """
    if depth == 0:
        checksum = file_sha256(file.place)
        for result in _items(file, depth):
            yield result._replace(file_sha256=checksum) if isinstance(result, Item) else result
    else:
        yield from _items(file, depth)


def _items(file: RawFile, depth: int) -> Iterator[Item | Attachment | Exclusion]:
    remarks = Remarks(file.path)
    try:
        if file.suffix in (".zip", ".wacz") and re.match(ZIP, file.head()):
            for member in zip_members(file, depth + 1):
                yield from [member] if isinstance(member, Exclusion) else items_of(member, depth + 1)
            return
        if file.suffix == ".gz" and re.match(GZIP, file.head()):
            inner = unpacked(file, depth + 1)
            if inner.suffix != ".warc":
                yield from items_of(inner, depth + 1)
                return
        yield from _articles(file, remarks)
    except Unfit as unfit:
        yield Exclusion(file.path, unfit.line, unfit.reason)
    yield from remarks.rows()


def _articles(file: RawFile, remarks: Remarks) -> Iterator[Item | Attachment | Exclusion]:
    is_warc = file.suffix == ".warc" or (file.suffix == ".gz" and (file.name or file.path).lower().endswith(".warc.gz"))
    format_ = None if is_warc else _format_of(file)
    records = read_warc(file, remarks) if format_ is None else format_.read(file)
    waiting: Record | Unfit | None = None
    number = 0
    for record in records:
        number += 1
        if waiting is not None:
            yield from _article(file, number - 1, waiting, remarks)
        waiting = record
    if waiting is None:
        raise Unfit("it holds no article")
    is_alone = number == 1 and format_ is not None and format_.is_one
    yield from _article(file, None if is_alone else number, waiting, remarks)


def _article(
    file: RawFile, number: int | None, record: Record | Unfit, remarks: Remarks
) -> Iterator[Item | Attachment | Exclusion]:
    try:
        item = item_of_record(file.path, number, record, remarks)
    except Unfit as unfit:
        yield Exclusion(file.path, unfit.line, unfit.reason)
    else:
        if isinstance(item, Item) and number is None:
            item = item._replace(line=None, stated=(file.path, None))
        if item is not None:
            yield item


def _format_of(file: RawFile) -> Format:
    """The format of a file.

    Raises:
        Unfit: None fits.
    """
    head = file.head()
    for format_ in FORMATS:
        if file.suffix in format_.suffixes and (
            format_.magic is None or re.match(format_.magic, head, re.DOTALL | re.IGNORECASE)
        ):
            return format_
    for magic, kind in MAGIC:
        if re.match(magic, head):
            raise Unfit(f"it is {kind}, whatever its name says; extract the text")
    raise Unfit(f"it is no {file.suffix} file, whatever its name says")


@cache
def described_formats() -> tuple[dict[str, str], ...]:
    """Return what is read, for people: each form's name, files, how to export it, what is read and what is not."""
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["formats"])
