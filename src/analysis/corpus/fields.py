"""What a record says of its article: under whatever names, in whatever kinds of value → text, fields, further columns.

The one place where fields get their names and dates their form.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from analysis.corpus.files import Unfit
from analysis.corpus.fragments import has_markup, text_of_fragment
from analysis.corpus.published import published
from analysis.schema import FRAMES

ADDRESS = re.compile(r"https?://\S+\Z", re.IGNORECASE)
SEPARATORS_OF_NAMES = re.compile(r"[\s_-]+")
DAMAGE = re.compile(r"[\0\ud800-\udfff]")
# What fields hold beside these is carried along as the researcher's own, as far as it is short.
LONGEST_FURTHER = 1_000
DEEPEST_FIELD = 3
# Remarks on one record, each with an example; counted once the record is an article.
Said = list[tuple[str, str]]


class Program(NamedTuple):
    """A program whose records are known by their fields."""

    name: str
    keys: frozenset[str]
    links: bool = False
    text: str | None = None
    files: str | None = None


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
    return SEPARATORS_OF_NAMES.sub("", name.strip().lower())


def names_of(field: str) -> tuple[str, ...]:
    """Return what other programs call a field, in the form in which names are compared."""
    return _names()[0][field]


def program_of(names: Iterable[str]) -> Program | None:
    """Return the program whose records have these names (as `plain_name` gives them); None where none is known."""
    known = set(names)
    return next((program for program in _names()[1] if program.keys <= known), None)


class Given(NamedTuple):
    """What a record gives.

    Attributes:
        values: Every value by the name that the file has for it.
        names: These names by the form in which names are compared.
        program: The program that wrote the record, where its names tell it.
    """

    values: dict[str, Any]
    names: dict[str, str]
    program: Program | None

    def called(self, names: Iterable[str]) -> Iterator[tuple[str, Any]]:
        """The values under these names, each with its name in the file."""
        for plain in names:
            if plain in self.names:
                name = self.names[plain]
                yield name, self.values[name]


def given_by(values: Mapping[Any, Any]) -> Given:
    """Return what a record gives; objects in it are opened, their names parted by points."""
    by_name = dict(_leaves(values))
    names = {plain_name(name): name for name in reversed(by_name)}
    return Given(by_name, names, program_of(names))


def _leaves(values: Mapping[Any, Any], before: str = "", depth: int = 1) -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        name = f"{before}{str(key).strip()}"
        if isinstance(value, Mapping) and depth < DEEPEST_FIELD and name.lower() != "body":
            yield from _leaves(value, f"{name}.", depth + 1)
        else:
            yield name, value


def text_of(given: Given, record: str) -> tuple[str | None, set[str]]:
    """Return the text and the name it stands under; None where there is none.

    Args:
        given: What the record gives.
        record: What to call it, such as "record 3".

    Raises:
        Unfit: What stands there is no text, or NewsAPI's mark of a removed article.
    """
    program = given.program
    names = [program.text] if program and program.text else names_of("text")
    for name, value in given.called(names):
        if value is None or value == "":
            continue
        text = _text_of_sections(value) if isinstance(value, Mapping) else value
        if not isinstance(text, str):
            raise Unfit(f"{name} of {record} is no text but a {type(value).__name__}")
        if text.strip() == "[Removed]":
            raise Unfit(f"{record} was removed by its outlet, says NewsAPI")
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


def fields_of(given: Given, said: Said) -> tuple[dict[str, str], set[str]]:
    """Return the fields that are stated, and the names whose values they hold."""
    fields: dict[str, str] = {}
    used: set[str] = set()
    for field, aliases in _names()[0].items():
        if field in ("text", "published"):
            continue
        for name, value in given.called(aliases):
            stated = _plain(value, name, field, said)
            if not stated or (field == "outlet" and ADDRESS.match(stated)):
                continue
            fields[field] = stated
            used.add(name)
            break
    _host_as_outlet(fields, given, said)
    _date(fields, used, given, said)
    return fields, used | {name for name, value in given.values.items() if value in fields.values()}


def _host_as_outlet(fields: dict[str, str], given: Given, said: Said) -> None:
    """Name an article's outlet by the host of its address, where a record states none, or an address for it."""
    stated = (value for _, value in given.called(names_of("outlet")) if value and isinstance(value, str))
    first = next(stated, "")
    source = first if ADDRESS.match(first) else None
    if source is not None:
        fields.setdefault("url", source)
    host = _host(fields.get("url") or "")
    if "outlet" not in fields and host:
        fields["outlet"] = host
        said.append(("the outlet of {records} is the host of the address: no other is stated", ""))


def _date(fields: dict[str, str], used: set[str], given: Given, said: Said) -> None:
    """Add the date of publication; what was stated and could not be read is kept as a further field."""
    for name, value in given.called(names_of("published")):
        stated = _plain(value, name, "published", said)
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


def further_of(given: Given, used: set[str], said: Said) -> dict[str, str]:
    """What else a record says, as texts by its own names; what is too long or too deep for it is counted."""
    further: dict[str, str] = {}
    for name, value in given.values.items():
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
