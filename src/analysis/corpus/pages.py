"""Web pages → records: the article's text by trafilatura, what the page says of it by its own metadata.

trafilatura 2.3.1 drops the marks of `<q>` and moves its words where it holds markup, so the marks are put into the page
before; it guesses dates, so only what a page states of its publication is taken; nothing is dropped as a repetition.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from analysis.corpus.bundles import bundle_of
from analysis.corpus.decoding import decoded
from analysis.corpus.extras import library
from analysis.corpus.files import Unfit
from analysis.corpus.fragments import text_of_fragment
from analysis.corpus.items import Record

PAGE = re.compile(
    r"(?:\s|\ufeff|<\?xml[^>]*>|<!--.*?-->)*(?:<!doctype\s+html|<html\b|<head\b|<body\b)", re.IGNORECASE | re.DOTALL
)
CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
OF_VENDOR = re.compile(
    r"articleParagraph|enArticle|of \d+ DOCUMENTS|End of Document|ProQuest document ID", re.IGNORECASE
)
OF_ARTICLE = re.compile(r"<div[^>]+class=[\"']article\b[^>]*>", re.IGNORECASE)
IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?:/|-|\Z)")
LONGEST_PAGE = 20_000_000


@cache
def _said() -> Any:
    """How pages say what they hold: names of <meta> elements by our fields, and JSON-LD's types of articles."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def is_page(text: str) -> bool:
    """Whether a text is a whole web page, whatever the file is called."""
    return PAGE.match(text[:4096]) is not None


def decoded_page(data: bytes, path: str, stated: str | None = None) -> str:
    """Return a page as text: in the encoding that its server or the page itself states, where it fits."""
    found = CHARSET.search(data[:4096])
    for encoding in (stated, found[1].decode() if found else None):
        try:
            if encoding is not None:
                return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return decoded(data, path)


def page_records(html: str, url: str | None = None) -> Iterator[Record]:
    """Read a page: the articles of a database's export, else its one article.

    Raises:
        Unfit: No article's text is found in it, it is no page, or trafilatura is missing.
    """
    if len(html) > LONGEST_PAGE:
        raise Unfit(f"the page has {len(html):,} characters, more than the {LONGEST_PAGE:,} that are read")
    if OF_VENDOR.search(html):
        # What stands before the first article of an export is the database's own.
        begin = OF_ARTICLE.search(html)
        lines = text_of_fragment(html[begin.start() :] if begin else html).split("\n")
        if bundle := bundle_of(lines):
            yield from (record._replace(line=None) for record in bundle.articles(lines))
            return
    yield page_record(html, url)


def page_record(html: str, url: str | None = None) -> Record:
    """Read the one article of a page.

    Raises:
        Unfit: As `page_records`.
    """
    trafilatura = library("trafilatura")
    tree = trafilatura.load_html(html)
    if tree is None:
        raise Unfit("no article's text is found in the page")
    values = _stated(tree, url)
    for quotation in list(tree.iter("q")):
        _put_marks(quotation)
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, fast=True, with_metadata=False)
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Unfit(f"the page can't be read ({type(error).__name__}: {error})") from error
    text = (found.text if found is not None else None) or ""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    # The headline stands in its own field.
    if lines and lines[0] == values.get("title"):
        del lines[0]
    if not lines:
        raise Unfit("no article's text is found in the page")
    return Record(None, values | {"text": "\n\n".join(lines)}, is_final=True)


def _put_marks(quotation: Any) -> None:
    """Replace an inline quotation by its words between marks, in place."""
    quotation.text = "“" + "".join(quotation.itertext()) + "”"
    for child in list(quotation):
        quotation.remove(child)
    quotation.drop_tag() if hasattr(quotation, "drop_tag") else setattr(quotation, "tag", "span")


def _stated(tree: Any, url: str | None) -> dict[str, str]:
    """What a page states of its article, by our names; what it says for machines comes before what it shows."""
    values: dict[str, str] = {}
    for article in _linked_data(tree):
        _add(values, _of_linked_data(article))
    _add(values, _of_metas(tree))
    address = _address(tree, url, values.get("url"))
    if address is not None:
        values["url"] = address
    _add(values, _headline(tree))
    _add(values, _date_shown(tree))
    in_address = IN_ADDRESS.search(values.get("url", ""))
    if in_address is not None:
        _add(values, {"published": "-".join(in_address.groups())})
    _add(values, {"language": tree.get("lang") or ""})
    values["language"] = values["language"].replace("_", "-")
    return {field: value for field, value in values.items() if value}


def _add(values: dict[str, str], others: Mapping[str, str]) -> None:
    """Add what is not stated yet."""
    for field, value in others.items():
        values.setdefault(field, value)


def _of_metas(tree: Any) -> dict[str, str]:
    """What the <meta> elements say; of each name the first counts."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name, content)
    values: dict[str, str] = {}
    for field, names in _said()["metas"].items():
        stated = [metas[name] for name in names if name in metas]
        if field == "byline":
            # An author's address names nobody.
            stated = [name for name in stated if "://" not in name]
        if stated:
            values[field] = stated[0]
    return values


def _address(tree: Any, url: str | None, stated: str | None) -> str | None:
    """The page's address: whence it was fetched, else what it gives as its own."""
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    return next((a for a in (url, canonical, stated) if a and a.startswith("http")), None)


def _headline(tree: Any) -> dict[str, str]:
    """The only heading of the first rank, else the window's title."""
    for tag in ("h1", "title"):
        texts = [" ".join(element.text_content().split()) for element in tree.iter(tag)]
        if len(texts) == 1 and texts[0]:
            return {"title": texts[0]}
    return {}


def _date_shown(tree: Any) -> dict[str, str]:
    """The one time that the page shows as its article's."""
    times = {time.get("datetime") for time in tree.iter("time") if _is_of_publication(time)} - {None, ""}
    return {"published": times.pop()} if len(times) == 1 else {}


def _is_of_publication(time: Any) -> bool:
    """Whether a <time> is the article's: in its head, or said to be; those of a list of other articles are not."""
    if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None:
        return True
    above = {parent.tag for parent in time.iterancestors()}
    return "article" in above and not above & {"nav", "aside", "footer", "li"}


def _linked_data(tree: Any) -> Iterator[Mapping[str, Any]]:
    """The articles that a page describes as JSON-LD; what is broken is passed over, for the page says it again."""
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json" and script.text:
            try:
                content = json.loads(script.text, strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _articles_in(content, 0)


def _articles_in(content: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > 4:
        return
    if isinstance(content, list):
        for part in content:
            yield from _articles_in(part, depth + 1)
    elif isinstance(content, Mapping):
        types = content.get("@type")
        if set(types if isinstance(types, list) else [types]) & set(_said()["types"]):
            yield content
        yield from _articles_in(content.get("@graph"), depth + 1)
        yield from _articles_in(content.get("mainEntity"), depth + 1)


def _of_linked_data(article: Mapping[str, Any]) -> dict[str, str]:
    stated = {
        "title": article.get("headline"),
        "published": article.get("datePublished"),
        "byline": _named(article.get("author")),
        "outlet": _named(article.get("publisher")),
        "section": _named(article.get("articleSection")),
        "language": _named(article.get("inLanguage")),
        "url": article.get("url"),
    }
    return {field: value.strip() for field, value in stated.items() if isinstance(value, str) and value.strip()}


def _named(value: Any) -> str | None:
    if isinstance(value, list):
        return "; ".join(name for part in value if (name := _named(part))) or None
    if isinstance(value, Mapping):
        value = value.get("name")
    return value if isinstance(value, str) else None
