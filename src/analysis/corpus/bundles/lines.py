"""What the vendors' forms have in common: numbered lines, labels before values, dates, lines of rights."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from analysis.corpus.items import Record
from analysis.corpus.published import published

LABEL = re.compile(r"(?P<label>[A-Z][A-Za-z/ -]{1,40}):(?:\s+(?P<value>.*)|\s*)\Z")
COPYRIGHT = re.compile(r"(?:Copyright\b|\(c\)\s|©)", re.IGNORECASE)
ALL_RIGHTS = re.compile(r"All Rights Reserved\.?\Z", re.IGNORECASE)
BY = re.compile(r"By:?\s+", re.IGNORECASE)
PAGE_OF_SECTION = re.compile(r"\s*;\s*(?P<page>(?:Pg|Page|P)\b\.?.*)\Z", re.IGNORECASE)


class ExportLine(NamedTuple):
    """A line of a file: its number, from 1, and its words without the blanks around them."""

    number: int
    words: str


@cache
def labels_of(name: str) -> Any:
    """A vendor's labels by part of its form, or another table of `labels.toml`."""
    return tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))[name]


def fields_by_label(vendor: str, part: str) -> dict[str, str]:
    """The field that each label of a part of a vendor's form stands for."""
    return {label: field for field, labels in labels_of(vendor)[part].items() for label in labels}


def numbered(lines: Sequence[str]) -> list[ExportLine]:
    """Number the lines of a file."""
    return [ExportLine(number, line.strip()) for number, line in enumerate(lines, start=1)]


def parts(lines: Sequence[ExportLine], edge: re.Pattern[str]) -> Iterator[list[ExportLine]]:
    """Cut lines where an edge is; the edges belong to no part."""
    part: list[ExportLine] = []
    for line in lines:
        if edge.match(line.words):
            yield part
            part = []
        else:
            part.append(line)
    yield part


def label_of(words: str) -> str:
    """The label that a line begins with, in small letters; "" where it has none."""
    found = LABEL.match(words)
    return found["label"].lower() if found else ""


def value_of(words: str) -> str:
    """What stands behind the label of a line."""
    found = LABEL.match(words)
    return (found["value"] or "").strip() if found else ""


def field_of(label: str, labels: dict[str, str]) -> str:
    """The field that a label stands for; what is further is carried along under its own name."""
    field = labels[label]
    return label if field == "further" else field


def is_date(words: str) -> bool:
    """Whether a line is a date that can be read."""
    return any(figure.isdigit() for figure in words) and published(words).edtf is not None


def record_of(part: Sequence[ExportLine], values: dict[str, str]) -> Record:
    """The record of an article, at its first line that is not blank."""
    first = next(line.number for line in part if line.words)
    if byline := values.get("byline"):
        values["byline"] = BY.sub("", byline, count=1) if BY.match(byline) else byline
    if found := PAGE_OF_SECTION.search(values.get("section", "")):
        values["page"], values["section"] = found["page"], values["section"][: found.start()]
    return Record(first, {"text": "", **{name: value for name, value in values.items() if value}}, is_final=True)
