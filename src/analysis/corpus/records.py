"""JSON, JSON lines and tables → records: where a program's answer holds its articles, and what they share."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from analysis.corpus.decoding import read_text, text_stream
from analysis.corpus.fields import names_of, plain_name
from analysis.corpus.files import RawFile, Unfit
from analysis.corpus.items import Record
from analysis.corpus.tables import read_table

# Where an answer holds its list of articles: NewsAPI, Event Registry, the Guardian, the New York Times, JSON Feed, ...
LISTS = (
    *("articles.results", "articles", "response.results", "response.docs", "results.articles", "results", "docs"),
    *("items", "data.articles", "data", "hits.hits", "hits", "news", "stories", "posts", "documents", "records"),
)
# The columns of trafilatura's CSV, which has no header and tabs between its cells.
TRAFILATURA = "url id fingerprint hostname title image date text comments license pagetype".split()
# A JSON feed says once what its articles have in common.
JSON_FEED = "jsonfeed.org"


def read_json(file: RawFile) -> Iterator[Record | Unfit]:
    """Read a list of objects, one object, a program's answer, or, whatever the name says, an object a line.

    Raises:
        Unfit: It is no JSON, or holds no list of articles.
    """
    text = read_text(file)
    try:
        content = _json(text, 1)
    except Unfit:
        lines = [line for line in text.split("\n", 3)[:2] if line.strip()]
        if len(lines) < 2 or any(isinstance(_value(line, 1), Unfit) for line in lines):
            raise
        yield from _lines(text.split("\n"))
        return
    yield from _list(content)


def read_json_lines(file: RawFile) -> Iterator[Record | Unfit]:
    """Read an object a line, in little memory; or what is one piece of JSON, whatever its name says."""
    first = file.head().lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0].strip()
    # A list, or an object that goes on over several lines, is one piece.
    if first in (b"[", b"{") or first.startswith((b"[{", b"[ {")):
        try:
            content = _json(read_text(file), 1)
        except Unfit:
            pass
        else:
            yield from _list(content)
            return
    # Only \n ends a record: U+2028 and its kin may stand inside one.
    with text_stream(file, newline="\n") as stream:
        yield from _lines(stream)


def read_rows(file: RawFile) -> Iterator[Record | Unfit]:
    """Read a table, a row an article, in little memory.

    Raises:
        Unfit: It has no header, or no column that can be a text or a link.
    """
    with text_stream(file, newline="") as stream:
        first = file.head().removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0]
        is_headless = first.count(b"\t") >= len(TRAFILATURA) - 4 and first.startswith(b"http")
        for record in table_records(read_table(stream, TRAFILATURA if is_headless else None)):
            yield _without_nulls(record) if is_headless and isinstance(record, Record) else record


def _without_nulls(record: Record) -> Record:
    return record._replace(values={name: cell for name, cell in record.values.items() if cell != "null"})


def table_records(rows: Iterator[Any]) -> Iterator[Record | Unfit]:
    """Turn the rows of a table into records.

    Raises:
        Unfit: The table has no column that can be a text or a link.
    """
    for row in rows:
        if isinstance(row, Unfit):
            yield row
            continue
        names = set(map(plain_name, row.cells))
        if not names & {*names_of("text"), *names_of("url"), "fileattachments", "summary"}:
            raise Unfit(f"it has no column {' or '.join(names_of('text')[:3])}", 1)
        yield Record(row.line, row.cells)


def _lines(lines: Any) -> Iterator[Record | Unfit]:
    for line, content in enumerate(lines, start=1):
        if content.strip():
            value = _value(content, line)
            yield value if isinstance(value, Unfit) else Record(line, value)


def _value(content: str, line: int) -> Any:
    try:
        return _json(content.removesuffix("\n"), line)
    except Unfit as unfit:
        return unfit


def _list(content: Any) -> Iterator[Record]:
    common: dict[str, Any] = {}
    if isinstance(content, Mapping):
        if JSON_FEED in str(content.get("version", "")):
            common = {"feed_title": content.get("title"), "language": content.get("language")}
        content = _found(content)
    if not isinstance(content, list):
        raise Unfit('it is no list of articles, nor an object whose "articles" is one', 1)
    for record in content:
        value = record.get("_source", record) if isinstance(record, Mapping) else record
        if isinstance(value, Mapping) and common:
            value = {**common, **value}
        yield Record(None, value)


def _found(content: Mapping[str, Any]) -> Any:
    """The list in a program's answer; the object itself, as one article, where it holds none."""
    if any(isinstance(content.get(name), str) for name in ("text", "content", "body", "maintext")):
        return [content]
    for path in LISTS:
        value: Any = content
        for key in path.split("."):
            value = value.get(key) if isinstance(value, Mapping) else None
        if isinstance(value, list) and all(isinstance(record, Mapping) for record in value[:5]):
            return value
        if isinstance(value, Mapping) and path == "articles" and "results" not in value:
            return value
    return [content]


def _json(content: str, line: int) -> Any:
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        raise Unfit(f"broken JSON: {error.msg} at column {error.colno}", line + error.lineno - 1) from None
    except (ValueError, RecursionError) as error:
        raise Unfit(f"broken JSON: {error}", line) from None
