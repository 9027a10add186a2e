"""RSS, RDF and Atom feeds, and trafilatura's XML → records; XML without entities, read in a stream.

Dates are read as the feed spells them: feedparser 6.0.14 takes CET, BST, MSK, IST and JST for UTC without a word.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError

from analysis.corpus.files import RawFile, Unfit
from analysis.corpus.fragments import has_markup, text_of_fragment
from analysis.corpus.items import Record

# Elements of a feed's entry by our fields, the surest first; namespaces are left out.
FIELDS = {
    "title": ("title",),
    "published": ("pubDate", "published", "date", "issued", "created", "updated", "modified"),
    "byline": ("creator", "author"),
    "article_id": ("guid", "id", "identifier"),
    "language": ("language", "lang"),
}
TEXTS = ("encoded", "content")
SUMMARIES = ("description", "summary", "abstract")
ENTRIES = ("item", "entry")
BLOCKS = ("p", "head", "item", "cell")
LONGEST_SUMMARY = 2_000


def read_xml(file: RawFile) -> Iterator[Record | Unfit]:
    """Read a feed, or an article as trafilatura writes it; what stands before a fault is kept.

    Raises:
        Unfit: It is no XML, holds entities or a document type, or is of another kind.
    """
    with file.open() as stream:
        yield from _read(stream)


def _read(stream: IO[bytes]) -> Iterator[Record | Unfit]:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    feed: dict[str, str] = {}
    path: list[str] = []
    root = ""
    n_found = 0
    try:
        for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
            name = _name(element)
            if event == "start":
                root = root or name
                path.append(name)
                if len(path) == 1:
                    feed["language"] = element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
                continue
            path.pop()
            if name in ENTRIES:
                n_found += 1
                yield _entry(element, feed)
                element.clear()
            elif name == "doc" and root in ("doc", "corpus", "collection", "documents"):
                n_found += 1
                yield _document(element)
                element.clear()
            elif name in ("title", "language") and path and path[-1] in ("channel", "feed"):
                feed[name] = (element.text or "").strip()
    except DefusedXmlException as error:
        raise Unfit("the XML names a document type or entities, which are never followed; save it without") from error
    except ParseError as error:
        line = error.position[0] if getattr(error, "position", None) else None
        yield Unfit(f"broken XML: {error}", line)
        return
    except (ValueError, LookupError) as error:
        raise Unfit(f"broken XML: {error}") from error
    if not n_found:
        raise Unfit(f"XML of this kind is not read (<{root[:40]}>); feeds and trafilatura's articles are")


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _entry(entry: Element, feed: dict[str, str]) -> Record:
    parts: dict[str, list[Element]] = {}
    for part in entry:
        parts.setdefault(_name(part), []).append(part)
    values: dict[str, Any] = {"feed_title": feed.get("title", ""), "language": feed.get("language", "")}
    for field, names in FIELDS.items():
        values[field] = _first(parts, names, _plain) or values.get(field, "")
    values["url"] = _address(parts.get("link", ()))
    sections = [part.get("term") or _plain(part) for part in parts.get("category", ())]
    values["section"] = "; ".join(filter(None, sections))
    outlet = _first(parts, ("source",), _plain)
    if outlet:
        values["outlet"] = outlet
    text = _first(parts, TEXTS, _text)
    if text:
        return Record(None, {**values, "text": text}, is_final=True)
    summary = _first(parts, SUMMARIES, _text)
    remarks: tuple[str, ...] = ()
    if 0 < len(summary) < LONGEST_SUMMARY:
        remarks = ("the text of {records} is the feed's description, which may be a summary",)
    return Record(None, {**values, "text": summary}, remarks, is_final=bool(summary))


def _first(parts: dict[str, list[Element]], names: Iterable[str], read: Callable[[Element], str]) -> str:
    """The first words that the elements of some names hold, the surest name first; "" where there are none."""
    for name in names:
        for part in parts.get(name, ()):
            words = read(part)
            if words:
                return words
    return ""


def _plain(part: Element) -> str:
    """The words of an element; of an author in Atom, the name."""
    named = next((child for child in part if _name(child) in ("name", "title")), None)
    words = " ".join("".join((part if named is None else named).itertext()).split())
    return text_of_fragment(words) if has_markup(words) else words


def _text(part: Element) -> str:
    """The text of an element whose HTML is written as text, or as XML (Atom's type xhtml)."""
    if len(part):
        blocks = [_lines(child) for child in part]
        return "\n\n".join(block for block in blocks if block)
    text = (part.text or "").strip()
    return text_of_fragment(text) if has_markup(text) else text


def _lines(element: Element) -> str:
    from xml.etree.ElementTree import tostring

    return text_of_fragment(tostring(element, encoding="unicode").replace("html:", ""))


def _address(links: Any) -> str:
    """The page of an entry: RSS has it as the element's text, Atom in an attribute, among others."""
    for link in links:
        if link.get("rel", "alternate") != "alternate":
            continue
        address = link.get("href") or (link.text or "").strip()
        if address:
            return str(address)
    return ""


def _document(doc: Element) -> Record:
    """An article as trafilatura writes it: what is known of it as attributes, the text in <main>."""
    values: dict[str, Any] = dict(doc.attrib)
    main = next((part for part in doc if _name(part) == "main"), doc)
    blocks: list[str] = []
    for part in main.iter():
        holds_blocks = any(_name(child) in ("p", "item") for child in part)
        if _name(part) not in BLOCKS or holds_blocks:
            continue
        words = " ".join("".join(part.itertext()).split())
        if words:
            blocks.append(words)
    if blocks and blocks[0] == values.get("title"):
        del blocks[0]
    return Record(None, {**values, "text": "\n\n".join(blocks)}, is_final=True)
