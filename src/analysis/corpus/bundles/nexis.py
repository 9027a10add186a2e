"""Nexis' exports: the classic form, with the title after the date, and that of Nexis Uni, with the title before it."""

import re
from collections.abc import Iterator, Sequence

from analysis.corpus.bundles.lines import (
    ALL_RIGHTS,
    COPYRIGHT,
    ExportLine,
    field_of,
    fields_by_label,
    is_date,
    label_of,
    numbered,
    parts,
    record_of,
    value_of,
)
from analysis.corpus.items import Record
from analysis.corpus.paragraphs import paragraphs

START = re.compile(r"(?:Document )?\d+ of \d+ DOCUMENTS?\Z|Page \d+ of \d+\Z", re.IGNORECASE)
DOCUMENT = re.compile(r"(?:Document )?\d+ of \d+ DOCUMENTS?\Z")
END = re.compile(r"End of Document\Z", re.IGNORECASE)
PAGE = re.compile(r"Page \d+ of \d+\b.*\Z")
EDITION = re.compile(r"\bEdition\Z", re.IGNORECASE)
LENGTH_OR_LOADED = re.compile(r"(?:LENGTH|LOAD-DATE|Length|Load-Date):")
FIRST_LINES = 40
LINES_OF_RIGHTS = 4


def is_export(lines: Sequence[str]) -> bool:
    """Whether lines are Nexis': marks between articles, and labels of their length or day of loading."""
    stripped = [line.strip() for line in lines]
    is_marked = any(END.match(line) or DOCUMENT.match(line) for line in stripped)
    return is_marked and any(LENGTH_OR_LOADED.match(line) for line in stripped)


def articles(lines: Sequence[str]) -> Iterator[Record]:
    """Read the articles between the export's marks."""
    of_file = numbered(lines)
    edge = END if any(END.match(line.words) for line in of_file) else START
    is_classic = any(DOCUMENT.match(line.words) for line in of_file)
    for part in parts(of_file, edge):
        if any(label_of(line.words) in ("length", "load-date") for line in part):
            yield _article(part, is_classic=is_classic)


def _article(part: list[ExportLine], *, is_classic: bool) -> Record:
    head, tail = fields_by_label("nexis", "head"), fields_by_label("nexis", "tail")
    part = [line for line in _from_first_page(part, head) if not (PAGE.match(line.words) or START.match(line.words))]
    begin, end = _bounds_of_text(part, head, tail)
    above = [line for line in part[:begin] if line.words.lower() != "body"]
    values = _title_outlet_date([line.words for line in above], head, is_classic=is_classic)
    _add_labelled(above, head, values)
    _add_labelled(part[end:], tail | {"section": "section"}, values)
    values["text"] = paragraphs([line.words for line in part[begin:end]])
    return record_of(part, values)


def _from_first_page(part: list[ExportLine], head: dict[str, str]) -> list[ExportLine]:
    """A download of Nexis Uni begins with a page on who ordered it; the article's first page says that it is one."""
    of_article = (place for place, (_, line) in enumerate(part) if label_of(line) in head or COPYRIGHT.match(line))
    pages = [place for place, line in enumerate(part[: next(of_article, 0)]) if PAGE.match(line.words)]
    return part[pages[-1] + 1 :] if pages else part


def _bounds_of_text(part: list[ExportLine], head: dict[str, str], tail: dict[str, str]) -> tuple[int, int]:
    """Where the text of an article begins and ends among its lines."""
    lines = [line.words for line in part]
    body = next((place for place, line in enumerate(lines) if line.lower() == "body"), None)
    begin = _below_labels(lines, head) if body is None else body + 1
    for place in range(begin, len(lines)):
        line = lines[place]
        if label_of(line) in tail or line.lower() == "classification":
            return begin, place
        if body is not None and line.lower() in tail:
            return begin, place
        if COPYRIGHT.match(line) and ALL_RIGHTS.search(" ".join(lines[place : place + LINES_OF_RIGHTS])):
            return begin, place
    return begin, len(lines)


def _below_labels(lines: list[str], head: dict[str, str]) -> int:
    """The line after the last label above the text and its value, which an empty line ends."""
    labelled = [place for place, line in enumerate(lines[:FIRST_LINES]) if label_of(line) in head]
    if not labelled:
        return 0
    return next((place for place in range(labelled[-1], len(lines)) if not lines[place]), len(lines))


def _add_labelled(part: Sequence[ExportLine], labels: dict[str, str], values: dict[str, str]) -> None:
    """Add what labels say; a value goes on until the next label or an empty line."""
    name = ""
    for _, line in part:
        label = label_of(line)
        if label in labels:
            name = field_of(label, labels)
            values[name] = value_of(line)
        elif not line:
            name = name if name and not values[name] else ""
        elif name and COPYRIGHT.match(line) is None:
            values[name] = f"{values[name]} {line}".strip()
        else:
            name = ""


def _title_outlet_date(lines: list[str], labels: dict[str, str], *, is_classic: bool) -> dict[str, str]:
    """Tell title, outlet, date and edition by their places."""
    lines = _above_labels(lines, labels)
    dates = [place for place, line in enumerate(lines) if is_date(line)]
    if not dates:
        return {"title": lines[-1] if lines else ""}
    place = dates[0] if is_classic else dates[-1]
    before, behind = ["", "", *lines[:place]], lines[place + 1 :]
    editions = [line for line in behind if EDITION.search(line)]
    title = before[-2]
    if is_classic:
        title = " ".join(line for line in behind if line not in editions)
    edition = editions[0] if editions else ""
    return {"published": lines[place], "edition": edition, "title": title, "outlet": before[-1]}


def _above_labels(lines: list[str], labels: dict[str, str]) -> list[str]:
    """The filled lines before the first label or notice of rights."""
    above: list[str] = []
    for line in lines:
        if label_of(line) in labels or COPYRIGHT.match(line):
            break
        if line and not ALL_RIGHTS.match(line):
            above.append(line)
    return above
