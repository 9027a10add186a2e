"""Records of any file → items: what is said of an article under our names, and what is left of it.

The one place where fields get their names, dates their form, and what can't be used is counted.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from analysis.corpus.files import Exclusion, Unfit, warn
from analysis.corpus.fragments import has_markup, text_of_fragment
from analysis.corpus.published import published
from analysis.schema import FRAMES

CUT_BY_NEWSAPI = re.compile(r"\[\+\d+ chars\]\s*\Z")
ADDRESS = re.compile(r"https?://\S+\Z", re.IGNORECASE)
SEPARATORS = re.compile(r"[\s_-]+")
DAMAGE = re.compile(r"[\0\ud800-\udfff]")
# What fields hold beside these is carried along as the researcher's own, as far as it is short.
LONGEST_FURTHER = 1_000
DEEPEST = 3
# Remarks on one record, each with an example; counted once the record is an article.
Said = list[tuple[str, str]]


class Item(NamedTuple):
    """One article as its file gives it.

    Attributes:
        path: The file, relative to the raw folder.
        line: The line, from 1, or None where the file is one article.
        number: Which of the file's articles it is, from 1; None where the file is one article.
        text: The article's text.
        fields: title, outlet … as far as stated; never empty strings. `published` is EDTF.
        stated: File and line that `fields` come from.
        further: What else the file says of it, by the file's own names.
        file_sha256: Checksum of the file of the raw folder.
    """

    path: str
    line: int | None
    number: int | None
    text: str
    fields: dict[str, str]
    stated: tuple[str, int | None]
    further: dict[str, str] = {}  # noqa: RUF012 - never changed
    file_sha256: str | None = None


class Program(NamedTuple):
    """A program whose records are known by their fields."""

    name: str
    keys: frozenset[str]
    links: bool = False
    text: str | None = None
    files: str | None = None


class Record(NamedTuple):
    """What a file says of one article, by the file's names or ours; its line where it has one.

    Attributes:
        line: From 1.
        values: Any JSON value by name; objects may lie in it.
        remarks: What could not be used of it, in words; equal ones of a file are counted.
        is_final: Whether `text` is kept as it stands; else it may be HTML, or stand under another name.
    """

    line: int | None
    values: Any
    remarks: tuple[str, ...] = ()
    is_final: bool = False


class Attachment(NamedTuple):
    """What a list says of an article whose text lies in a file beside it, as Zotero exports it.

    Attributes:
        path: The list.
        line: The record's line in it, from 1.
        files: What the record calls the files, with folders of another machine before them.
        fields: As an `Item` has them.
        further: As an `Item` has it.
    """

    path: str
    line: int | None
    files: tuple[str, ...]
    fields: dict[str, str]
    further: dict[str, str]


class Remarks:
    """What is said of the records of one file, counted, so that ten thousand rows give one line.

    A text may hold `{records}`, which becomes "1 record" or "212 records".
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._said: dict[tuple[str, str], list[Any]] = {}

    def say(self, text: str, line: int | None, example: str = "", kind: str = "remark") -> None:
        """Count a text; the line and example of the first are kept."""
        self._said.setdefault((text, kind), [0, line, example])[0] += 1

    def rows(self) -> Iterator[Exclusion]:
        """Return what was said, once each, in the order it came up."""
        for (text, kind), (n, line, example) in self._said.items():
            records = f"{n:,} record" + "s" * (n != 1)
            reason = text.replace("{records}", records)
            if "{records}" not in text and n > 1:
                reason += f" ({records})"
            yield Exclusion(self.path, line, reason + (f"; the first: {example}" if example else ""), None, kind)


@cache
def _names() -> tuple[dict[str, tuple[str, ...]], tuple[Program, ...]]:
    read = tomllib.loads(Path(__file__).with_name("fields.toml").read_text(encoding="utf-8"))
    fields = {field: tuple(map(plain_name, names)) for field, names in read["fields"].items()}
    programs = tuple(
        Program(
            p["name"],
            frozenset(map(plain_name, p["keys"])),
            p.get("links", False),
            plain_name(p["text"]) if "text" in p else None,
            plain_name(p["files"]) if "files" in p else None,
        )
        for p in read["programs"]
    )
    return fields, programs


def plain_name(name: str) -> str:
    """Return a field's name in the form in which names are compared."""
    return SEPARATORS.sub("", name.strip().lower())


def names_of(field: str) -> tuple[str, ...]:
    """Return what other programs call a field, in the form in which names are compared."""
    return _names()[0][field]


def program_of(names: Mapping[str, Any] | set[str]) -> Program | None:
    """Return the program whose records have these names (as `plain_name` gives them); None where none is known."""
    return next((program for program in _names()[1] if program.keys <= set(names)), None)


def item_of_record(path: str, number: int | None, record: Any, remarks: Remarks) -> Item | Attachment | None:
    """Return the item that a record describes, or what it says of a file; None for a link, which is counted.

    Raises:
        Unfit: It is no object, has no text, or its text is of another kind.
    """
    if isinstance(record, Unfit):
        raise record
    line, values = record.line, record.values
    said: list[tuple[str, str]] = []
    if not isinstance(values, Mapping):
        raise Unfit(f"record {number or 1} is no object with a text", line)
    given = dict(_leaves(values))
    by_name = {plain_name(name): name for name in reversed(given)}
    program = program_of(set(by_name))
    if record.is_final:
        text, of_text = given["text"], {"text"}
    else:
        text, of_text = _text(given, by_name, program, number or 1, line)
    fields, used = _fields(given, by_name, said)
    used |= {name for name, value in given.items() if value in fields.values()} if fields else set()
    further = _further(given, used | of_text, said)
    if text is None:
        if program and program.files and (named := given.get(by_name.get(program.files, ""), "")):
            return Attachment(path, line, tuple(map(str.strip, str(named).split(";"))), fields, further)
        if "url" not in fields and not (program and program.links):
            raise Unfit(f"record {number or 1} has no text", line)
        what = f" ({program.name})" if program else ""
        remarks.say(f"{{records}} without text but with a link{what}; fetch the texts first", line, kind="exclusion")
        return None
    if program is not None and program.name == "NewsAPI" and CUT_BY_NEWSAPI.search(text):
        warn(path, line, f"{path}: record {number} holds only the beginning of its article, as NewsAPI gives it")
        said.append(("the content of {records} is cut at 200 characters by NewsAPI; fetch the texts", ""))
    for remark, example in [*said, *((remark, "") for remark in record.remarks)]:
        remarks.say(remark, line, example)
    return Item(path, line, number, text, fields, (path, line), further)


def _leaves(values: Mapping[Any, Any], before: str = "", depth: int = 1) -> Iterator[tuple[str, Any]]:
    """Every value by its name; those in objects by the names on the way, parted by points."""
    for key, value in values.items():
        name = f"{before}{str(key).strip()}"
        if isinstance(value, Mapping) and depth < DEEPEST and name.lower() != "body":
            yield from _leaves(value, f"{name}.", depth + 1)
        else:
            yield name, value


def _text(
    given: dict[str, Any], by_name: dict[str, str], program: Program | None, number: int, line: int | None
) -> tuple[str | None, set[str]]:
    """Return the text and the name it stands under.

    Raises:
        Unfit: What stands there is no text, or NewsAPI's mark of a removed article.
    """
    names = [program.text] if program and program.text else list(names_of("text"))
    for name in (by_name[name] for name in names if name in by_name):
        value = given[name]
        if value is None or value == "":
            continue
        text = _text_of_sections(value) if isinstance(value, Mapping) else value
        if not isinstance(text, str):
            raise Unfit(f"{name} of record {number} is no text but a {type(value).__name__}", line)
        if text.strip() == "[Removed]":
            raise Unfit(f"record {number} was removed by its outlet, says NewsAPI", line)
        return (text_of_fragment(text) if has_markup(text) else text), {name}
    return None, set()


def _text_of_sections(body: Mapping[str, Any]) -> Any:
    """The text of a body in sections, as fundus writes it; the body as it is where it has none."""
    sections = body.get("sections")
    if not isinstance(sections, list):
        return body
    parts = list(body.get("summary") or [])
    for section in sections:
        if isinstance(section, Mapping):
            parts += [*(section.get("headline") or []), *(section.get("paragraphs") or [])]
    return "\n\n".join(part for part in parts if isinstance(part, str))


def _fields(given: dict[str, Any], by_name: dict[str, str], said: Said) -> tuple[dict[str, str], set[str]]:
    """Return the fields that are stated, and the names they were found under."""
    fields: dict[str, str] = {}
    used: set[str] = set()
    for field, aliases in _names()[0].items():
        if field in ("text", "published"):
            continue
        for name in (by_name[alias] for alias in aliases if alias in by_name):
            value = _plain(given[name], name, field, said)
            if not value:
                continue
            if field == "outlet" and ADDRESS.match(value):
                fields.setdefault("_source", value)
                continue
            fields[field] = value
            used.add(name)
            break
    source = fields.pop("_source", None)
    if source is not None and fields.setdefault("url", source) == source:
        used |= {name for name in given if given[name] == source}
    if "outlet" not in fields and (host := _host(fields.get("url") or source or "")):
        fields["outlet"] = host
        said.append(("the outlet of {records} is the host of the address: no other is stated", ""))
    _date(fields, used, given, by_name, said)
    return fields, used


def _date(fields: dict[str, str], used: set[str], given: dict[str, Any], by_name: dict[str, str], said: Said) -> None:
    """Add the date of publication; what was stated and could not be read is kept as a further field."""
    for name in (by_name[alias] for alias in names_of("published") if alias in by_name):
        stated = _plain(given[name], name, "published", said)
        if not stated or DAMAGE.search(stated):
            continue
        read = published(stated)
        if read.problem is not None:
            effect = "" if read.edtf else ": the date of {records} stays unknown"
            what = "has an unclear date" if read.edtf is None else "has an unclear time or zone"
            said.append((f"`{name}` {what}{effect}", f"{stated[:80]!r} {read.problem}"))
        if read.edtf is not None:
            fields["published"] = read.edtf
            if read.problem is None:
                used.add(name)
            return


def _plain(value: Any, name: str, field: str, said: Said) -> str:
    """Return a value as text; "" where there is none, or where it is of a kind that can't be the field."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if field in ("byline", "section") and isinstance(value, list):
        return _joined(value) or ""
    said.append((f"`{name}` of {{records}} is no {field} but a {type(value).__name__}", ""))
    return ""


def _joined(values: list[Any]) -> str | None:
    """The texts of a list, or the names of the objects in it; None where it holds anything else."""
    named = [v.get("name") or v.get("label") or v.get("title") if isinstance(v, Mapping) else v for v in values]
    texts = [text.strip() for text in named if isinstance(text, str)]
    return "; ".join(filter(None, texts)) if len(texts) == len(values) else None


def _host(url: str) -> str | None:
    """The host of a web address, without www."""
    if not ADDRESS.match(url):
        return None
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _further(given: dict[str, Any], used: set[str], said: Said) -> dict[str, str]:
    """What else a record says, as texts by its own names; what is too long or too deep for it is counted."""
    further: dict[str, str] = {}
    for name, value in given.items():
        if name in used or value is None or value in ("", [], {}):
            continue
        text = _joined(value) if isinstance(value, list) else value
        if text == "":
            continue
        is_plain = isinstance(text, str | int | float)
        if not is_plain or len(str(text)) > LONGEST_FURTHER or DAMAGE.search(str(text)):
            said.append((f"`{name}` seen in {{records}} and not used", ""))
            continue
        column = name.lower()
        if not column or column in FRAMES["articles"] or column in further:
            column = f"{column or 'unnamed'}_as_given"
        further[column] = str(text)
    return further
