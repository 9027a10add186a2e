"""Web archives (WARC) → records, one page at a time; what is no page is counted."""

import gzip
import io
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import IO, Any

from analysis.corpus.archives import Limited
from analysis.corpus.extras import library
from analysis.corpus.files import RawFile, Unfit
from analysis.corpus.items import Record, Remarks
from analysis.corpus.pages import LONGEST_PAGE, decoded_page, is_page, page_records

PAGES = ("text/html", "application/xhtml+xml")
MOST_BYTES = 50_000_000_000


def read_warc(file: RawFile, remarks: Remarks) -> Iterator[Record | Unfit]:
    """Read the pages that a web archive captured, in a stream.

    Args:
        file: A .warc or .warc.gz.
        remarks: What is said of the file: how many of its records are no page, and of which kind.

    Raises:
        Unfit: It is no web archive, or warcio is missing.
    """
    iterator = library("warcio.archiveiterator").ArchiveIterator
    passed: Counter[str] = Counter()
    n_read = 0
    with file.open() as stream:
        limited: IO[bytes] = io.BufferedReader(Limited(stream, MOST_BYTES))
        try:
            for capture in iterator(limited):
                n_read += 1
                kind = _passed_over(capture)
                if kind is not None:
                    passed[kind] += 1
                    continue
                yield from _records(capture, file.path)
        except Unfit:
            raise
        except Exception as error:  # noqa: BLE001 - a cut or damaged archive raises errors of every kind
            if n_read:
                yield Unfit(f"the web archive is damaged after {n_read:,} of its records ({type(error).__name__})")
    if not n_read:
        yield Unfit("it is no web archive, or an empty one")
    for kind, n in sorted(passed.items()):
        captures = "1 capture is no article" if n == 1 else f"{n:,} captures are no articles"
        remarks.say(f"{captures}: {kind}", None)


def _passed_over(capture: Any) -> str | None:
    """Why a record of the archive is no page; None where it is one, "" where it only describes the archive."""
    if capture.rec_type not in ("response", "resource", "conversion"):
        return f"records of type {capture.rec_type}"
    if capture.rec_type == "response":
        headers = capture.http_headers
        if headers is None:
            return "no answer of a web server"
        if (status := headers.get_statuscode()) != "200":
            return f"answers with status {status}"
    kind = _content_type(capture)
    # The text that a tool took from a page stands in a record of its own; a server's plain text is a robots.txt.
    is_text = kind == "text/plain" and capture.rec_type == "conversion"
    return None if kind in PAGES or is_text else f"content of type {kind or 'unknown'}"


def _content_type(capture: Any) -> str:
    headers = capture.http_headers if capture.http_headers is not None else capture.rec_headers
    return str(headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _records(capture: Any, path: str) -> Iterator[Record | Unfit]:
    url = str(capture.rec_headers.get_header("WARC-Target-URI") or "")
    data = capture.content_stream().read(LONGEST_PAGE + 1)
    # A page that is packed although its server did not say so, or says so twice.
    if data[:2] == b"\x1f\x8b":
        try:
            data = gzip.GzipFile(fileobj=io.BytesIO(data)).read(LONGEST_PAGE + 1)
        except (OSError, EOFError, zlib.error):
            yield Unfit(f"the capture of {url} is damaged")
            return
    headers = capture.http_headers if capture.http_headers is not None else capture.rec_headers
    charset = str(headers.get_header("Content-Type") or "").rpartition("charset=")[2].strip(" \"'").lower()
    try:
        html = decoded_page(data, path, charset if charset and ";" not in charset and "/" not in charset else None)
        captured = {"warc_date": str(capture.rec_headers.get_header("WARC-Date") or "")}
        if _content_type(capture) == "text/plain" and not is_page(html):
            yield Record(None, captured | {"text": html, "url": url}, is_final=True)
            return
        for record in page_records(html, url):
            yield record._replace(values=captured | {"url": url} | dict(record.values))
    except Unfit as unfit:
        yield Unfit(f"the capture of {url}: {unfit.reason}")
