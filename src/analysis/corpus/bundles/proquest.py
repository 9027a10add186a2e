"""ProQuest's exports: every field has its label, the text too."""

import re
from collections.abc import Iterator, Sequence

from analysis.corpus.bundles.lines import (
    ExportLine,
    field_of,
    fields_by_label,
    label_of,
    numbered,
    parts,
    record_of,
    value_of,
)
from analysis.corpus.items import Record
from analysis.corpus.paragraphs import paragraphs

RULE = re.compile(r"_{20,}\Z")
START = re.compile(r"Document \d+ of \d+\Z", re.IGNORECASE)
ADDRESS = re.compile(r"https?://\S+\Z")
INFO = re.compile(
    r"(?P<outlet>[^;\[:]+?)(?:,? [\w .-]*edition)?\s*;[^\[\]]*(?:\[[^\]]*\])?[^\d]*?"
    r"(?P<date>\d{1,2} \w{3,9}\.? \d{4}|\w{3,9} \d{1,2}, \d{4})"
)
OF_ARTICLE = {"proquest document id", "full text", "publication title"}


def is_export(lines: Sequence[str]) -> bool:
    """Whether lines are ProQuest's, by its labels."""
    labels = {label_of(line.strip()) for line in lines}
    if "proquest document id" in labels:
        return True
    return "full text" in labels and bool({"publication title", "publication info"} & labels)


def articles(lines: Sequence[str]) -> Iterator[Record]:
    """Read the articles between the export's rules."""
    of_file = numbered(lines)
    edge = RULE if any(RULE.match(line.words) for line in of_file) else START
    for part in parts(of_file, edge):
        kept = [line for line in part if not START.match(line.words)]
        if any(label_of(line.words) in OF_ARTICLE for line in kept):
            yield _article(kept)


def _article(part: list[ExportLine]) -> Record:
    labels = fields_by_label("proquest", "head")
    values: dict[str, str] = {}
    text: list[str] = []
    name = ""
    for place, (_, line) in enumerate(part):
        label = label_of(line)
        is_in_text = name == "text"
        if label in labels and not (is_in_text and not _only_labels_follow(part[place:], labels)):
            name = field_of(label, labels)
            if name == "text":
                text.append(value_of(line))
            else:
                values[name] = value_of(line)
        elif is_in_text:
            text.append(line)
        elif line:
            _add_unlabelled(line, name, values)
    info = INFO.search(values.get("publication info", ""))
    if info is not None:
        values.setdefault("outlet", info["outlet"].strip())
        values.setdefault("published", info["date"])
    return record_of(part, values | {"text": paragraphs(text)})


def _add_unlabelled(line: str, name: str, values: dict[str, str]) -> None:
    """Add a line without a label: the value of the label above it, the title before any label, an address."""
    if name and not values[name]:
        values[name] = line
    elif not name and "title" not in values:
        values["title"] = line
    elif ADDRESS.match(line):
        values.setdefault("url", line)


def _only_labels_follow(part: Sequence[ExportLine], labels: dict[str, str]) -> bool:
    """Whether the lines from here are the vendor's: at least every other one that is not blank begins with a label."""
    filled = [line.words for line in part if line.words]
    return 2 * sum(label_of(words) in labels for words in filled) >= len(filled)
