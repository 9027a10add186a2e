"""Plain text and Markdown → records: a web page, a database's bundle, a text with a header, or one article as it is."""

import re
from collections.abc import Iterator
from typing import Any

from analysis.corpus.bundles import bundle_of
from analysis.corpus.decoding import read_text
from analysis.corpus.files import RawFile
from analysis.corpus.fragments import text_of_fragment
from analysis.corpus.items import Record
from analysis.corpus.pages import is_page, page_records

# The lines between two rows of hyphens with which trafilatura and the writers of Markdown begin a file.
HEADER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<lines>(?:[A-Za-z][\w .-]*:.*\r?\n|[ \t]+\S.*\r?\n|- .*\r?\n)+)---[ \t]*(?:\r?\n|\Z)"
)
LISTED = re.compile(r"\s*(?:'((?:[^']|'')*)'|\"((?:[^\"\\]|\\.)*)\"|([^,\[\]]+))")
MARKDOWN = (".md", ".markdown")
# What only a database's bundle holds; most texts hold none of it, and are not cut into lines.
OF_BUNDLE = re.compile(r"DOCUMENTS?\b|End of Document|ProQuest|Full text:|^Document [A-Z]", re.MULTILINE)


def read_plain(file: RawFile) -> Iterator[Record]:
    """Read a text file.

    Raises:
        Unfit: As `read_text`; or it is a web page without an article.
    """
    text = read_text(file)
    if is_page(text):
        yield from page_records(text)
        return
    if OF_BUNDLE.search(text) and (bundle := bundle_of(lines := text.splitlines())):
        yield from bundle.articles(lines)
        return
    header = HEADER.match(text)
    values: dict[str, Any] = {} if header is None else dict(_header(header["lines"]))
    body = text if header is None else text[header.end() :].lstrip("\r\n")
    if file.suffix in MARKDOWN:
        body = _text_of_markdown(body, values)
    yield Record(None, {**values, "text": body}, is_final=True)


def _header(lines: str) -> Iterator[tuple[str, str]]:
    """The names and values of a header, quotation marks and brackets taken off; lists are parted by semicolons."""
    name, values = "", list[str]()
    for line in lines.splitlines():
        stated = re.match(r"([A-Za-z][\w .-]*):\s*(.*)", line)
        if stated is not None:
            if name:
                yield name, "; ".join(values)
            name, values = stated[1].strip(), _listed(stated[2].strip())
        else:
            values += _listed(line.strip().removeprefix("- "))
    if name:
        yield name, "; ".join(values)


def _listed(value: str) -> list[str]:
    if value.startswith("["):
        parts = [next(filter(None, groups), "").strip() for groups in LISTED.findall(value[1:].rstrip("]"))]
        return [part for part in parts if part]
    if len(value) > 1 and value[0] == value[-1] == '"':
        return [value[1:-1].replace('\\"', '"')]
    if len(value) > 1 and value[0] == value[-1] == "'":
        return [value[1:-1].replace("''", "'")]
    return [value] if value not in ("", "null", "~") else []


def _text_of_markdown(body: str, values: dict[str, Any]) -> str:
    """The words of a Markdown text without its marks; its first heading is the title where none is stated."""
    import mistune

    if heading := re.match(r"\s*#\s+(.+?)[ #]*(?:\r?\n|\Z)", body):
        values.setdefault("title", text_of_fragment(str(mistune.html(heading[1]))))
        body = body[heading.end() :]
    return text_of_fragment(str(mistune.html(body)))
