"""Files → items: what each format says of an article, before anything is checked."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from analysis.corpus.files import Exclusion, RawFile, Unfit, read_text, warn
from analysis.corpus.tables import read_table

# What other programs call our columns; the first that has a value counts.
NAMES = {
    "article_id": ("article_id", "id"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher"),
    "published": ("published", "publishedat", "published_at", "date"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
    "text": ("text", "content", "body"),
}
CUT_BY_NEWSAPI = re.compile(r"\[\+\d+ chars\]\s*\Z")


class Item(NamedTuple):
    """One article as its file gives it.

    Attributes:
        path: The file, relative to the raw folder.
        line: The line, from 1, or None where the file is one article.
        number: Which of the file's articles it is, from 1; None where the file is one article.
        text: The article's text.
        fields: title, outlet … as far as stated; never empty strings.
        stated: File and line that `fields` come from.
    """

    path: str
    line: int | None
    number: int | None
    text: str
    fields: dict[str, str]
    stated: tuple[str, int | None]


def items_of(file: RawFile) -> Iterator[Item | Exclusion]:
    """Read the articles of one file; a record that can't be one is an exclusion and the rest is read."""
    readers = {".jsonl": _lines, ".csv": _rows, ".json": _list}
    suffix = Path(file.path).suffix.lower()
    try:
        text = read_text(file)
        if suffix == ".txt":
            yield Item(file.path, None, None, text, {}, (file.path, None))
            return
        for number, (line, record) in enumerate(readers[suffix](text), start=1):
            try:
                yield item_of_record(file.path, line, number, record)
            except Unfit as unfit:
                yield Exclusion(file.path, unfit.line, unfit.reason)
    except Unfit as unfit:
        yield Exclusion(file.path, unfit.line, unfit.reason)


def item_of_record(path: str, line: int | None, number: int, record: Any) -> Item:
    """Return the item that a JSON object or CSV row describes.

    Raises:
        Unfit: It is no object, has no text, or a value in it is no text.
    """
    if isinstance(record, Unfit):
        raise record
    if not isinstance(record, Mapping):
        raise Unfit(f"record {number} is no object with a text", line)
    values = {str(key).strip().lower(): value for key, value in record.items()}
    fields: dict[str, str] = {}
    for field, names in NAMES.items():
        stated = (_plain(values[name], name, number, line) for name in names if name in values)
        if value := next(filter(None, stated), None):
            fields[field] = value
    text = fields.pop("text", None)
    if text is None:
        raise Unfit(f"record {number} has no text", line)
    if CUT_BY_NEWSAPI.search(text):
        warn(path, line, f"{path}: record {number} holds only the beginning of its article, as NewsAPI gives it")
    return Item(path, line, number, text, fields, (path, line))


def _plain(value: Any, name: str, number: int, line: int | None) -> str:
    if name == "source" and isinstance(value, Mapping):
        value = value.get("name") or value.get("id")
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise Unfit(f"{name} of record {number} is no text but a {type(value).__name__}", line)


def _lines(text: str) -> Iterator[tuple[int, Any]]:
    # Only \n ends a record: U+2028 and its kin may stand inside one.
    for line, content in enumerate(text.split("\n"), start=1):
        if content.strip():
            try:
                yield line, _json(content, line)
            except Unfit as unfit:
                yield line, unfit


def _rows(text: str) -> Iterator[tuple[int | None, Any]]:
    for row in read_table(text):
        if not isinstance(row, Unfit) and not set(NAMES["text"]) & set(row.cells):
            raise Unfit(f"it has no column {' or '.join(NAMES['text'])}", 1)
        yield row.line, row if isinstance(row, Unfit) else row.cells


def _list(text: str) -> Iterator[tuple[None, Any]]:
    content = _json(text, 1)
    if isinstance(content, Mapping):
        content = content.get("articles", [content])
    if not isinstance(content, list):
        raise Unfit('it is no list of articles, nor an object whose "articles" is one', 1)
    yield from ((None, record) for record in content)


def _json(content: str, line: int) -> Any:
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        raise Unfit(f"broken JSON: {error.msg} at column {error.colno}", line + error.lineno - 1) from None
    except (ValueError, RecursionError) as error:
        raise Unfit(f"broken JSON: {error}", line) from None
