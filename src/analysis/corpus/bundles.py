"""Files in which Nexis, Factiva and ProQuest put many articles → records. The vendor's lines are no text of an article.

All three come as text, Word, RTF, PDF or HTML; whatever they come as, they are read as lines.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from analysis.corpus.items import Record
from analysis.corpus.paragraphs import paragraphs
from analysis.corpus.published import published

LABEL = re.compile(r"(?P<label>[A-Z][A-Za-z/ -]{1,40}):(?:\s+(?P<value>.*)|\s*)\Z")
NEXIS_START = re.compile(r"(?:Document )?\d+ of \d+ DOCUMENTS?\Z|Page \d+ of \d+\Z", re.IGNORECASE)
NEXIS_DOCUMENT = re.compile(r"(?:Document )?\d+ of \d+ DOCUMENTS?\Z")
NEXIS_END = re.compile(r"End of Document\Z", re.IGNORECASE)
EDITION = re.compile(r"\bEdition\Z", re.IGNORECASE)
NEXIS_PAGE = re.compile(r"Page \d+ of \d+\b.*\Z")
COPYRIGHT = re.compile(r"(?:Copyright\b|\(c\)\s|©)", re.IGNORECASE)
ALL_RIGHTS = re.compile(r"All Rights Reserved\.?\Z", re.IGNORECASE)
FACTIVA_END = re.compile(r"Document (?P<id>[A-Z]{3,12}\d{6,}\w{4,})\Z")
FACTIVA_CODE = re.compile(r"(?P<code>[A-Z][A-Z0-9]{1,2})(?:\s+(?P<value>\S.*)|\s*)\Z")
OF_FACTIVA = re.compile(r"(?:Dow Jones )?Factiva\b.{0,40}\Z")
BY = re.compile(r"By:?\s+", re.IGNORECASE)
PAGE_OF_SECTION = re.compile(r"\s*;\s*(?P<page>(?:Pg|Page|P)\b\.?.*)\Z", re.IGNORECASE)
N_WORDS = re.compile(r"[\d,.]+ words?\Z")
CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d\d)?(?: ?[AP]M)?(?: [A-Z]{2,4})?\Z", re.IGNORECASE)
SOURCE_CODE = re.compile(r"[A-Z0-9]{2,12}\Z")
PROQUEST_RULE = re.compile(r"_{20,}\Z")
PROQUEST_START = re.compile(r"Document \d+ of \d+\Z", re.IGNORECASE)
PROQUEST_INFO = re.compile(
    r"(?P<outlet>[^;\[:]+?)(?:,? [\w .-]*edition)?\s*;[^\[\]]*(?:\[[^\]]*\])?[^\d]*?"
    r"(?P<date>\d{1,2} \w{3,9}\.? \d{4}|\w{3,9} \d{1,2}, \d{4})"
)
FIRST_LINES = 40


class Bundle(NamedTuple):
    """A vendor's form: its name, how it is told by its lines, and how it is split."""

    name: str
    recognises: Callable[[Sequence[str]], bool]
    articles: Callable[[list[str]], Iterator[Record]]


@cache
def _labels() -> Any:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def bundle_of(lines: Sequence[str]) -> Bundle | None:
    """Return the vendor whose form these lines have; None where it is nobody's.

    >>> bundle_of(["A headline", "", "The mayor said no."]) is None
    True
    """
    return next((bundle for bundle in BUNDLES if bundle.recognises(lines)), None)


def _fields_by_label(vendor: str, part: str) -> dict[str, str]:
    return {label: field for field, labels in _labels()[vendor][part].items() for label in labels}


def _parts(lines: Sequence[tuple[int, str]], is_edge: Callable[[str], bool]) -> Iterator[list[tuple[int, str]]]:
    """Cut numbered lines where an edge is; the edges belong to no part, and parts that are blank are left out."""
    part: list[tuple[int, str]] = []
    for number, line in lines:
        if is_edge(line):
            yield part
            part = []
        else:
            part.append((number, line))
    yield part


def _record(part: Sequence[tuple[int, str]], values: dict[str, str]) -> Record:
    """The record of an article, at its first line that is not blank."""
    line = next(number for number, line in part if line)
    if byline := values.get("byline"):
        values["byline"] = BY.sub("", byline, count=1) if BY.match(byline) else byline
    if found := PAGE_OF_SECTION.search(values.get("section", "")):
        values["page"], values["section"] = found["page"], values["section"][: found.start()]
    return Record(line, {"text": "", **{name: value for name, value in values.items() if value}}, is_final=True)


def _numbered(lines: Sequence[str]) -> list[tuple[int, str]]:
    return [(number, line.strip()) for number, line in enumerate(lines, start=1)]


# Nexis.


def _is_nexis(lines: Sequence[str]) -> bool:
    stripped = [line.strip() for line in lines]
    labels = sum(1 for line in stripped if re.match(r"(?:LENGTH|LOAD-DATE|Length|Load-Date):", line))
    is_marked = any(NEXIS_END.match(line) or NEXIS_DOCUMENT.match(line) for line in stripped)
    return is_marked and labels > 0


def _nexis(lines: list[str]) -> Iterator[Record]:
    numbered = _numbered(lines)
    is_edge = NEXIS_END.match if any(NEXIS_END.match(line) for _, line in numbered) else NEXIS_START.match
    is_classic = any(NEXIS_DOCUMENT.match(line) for _, line in numbered)
    for part in _parts(numbered, lambda line: is_edge(line) is not None):
        if any(_label(line) in ("length", "load-date") for _, line in part):
            yield _nexis_article(part, is_classic=is_classic)


def _nexis_article(part: list[tuple[int, str]], *, is_classic: bool) -> Record:
    head, tail = _fields_by_label("nexis", "head"), _fields_by_label("nexis", "tail")
    # A download of Nexis Uni begins with a page on who ordered it; the article's first page says that it is one.
    mark = next((place for place, (_, line) in enumerate(part) if _label(line) in head or COPYRIGHT.match(line)), 0)
    start = max((place + 1 for place, (_, line) in enumerate(part[:mark]) if NEXIS_PAGE.match(line)), default=0)
    part = [
        (number, line) for number, line in part[start:] if not NEXIS_PAGE.match(line) and not NEXIS_START.match(line)
    ]
    values: dict[str, str] = {}
    begin, end = _nexis_text(part, head, tail)
    above = [(number, line) for number, line in part[:begin] if line.lower() != "body"]
    _title_outlet_date(above, head, values, is_classic=is_classic)
    _labelled(above, head, values)
    _labelled(part[end:], tail | {"section": "section"}, values)
    values["text"] = paragraphs([line for _, line in part[begin:end]])
    return _record(part, values)


def _nexis_text(part: list[tuple[int, str]], head: dict[str, str], tail: dict[str, str]) -> tuple[int, int]:
    """Where the text of an article begins and ends among its lines."""
    body = next((place for place, (_, line) in enumerate(part) if line.lower() == "body"), None)
    if body is not None:
        begin = body + 1
    else:
        marks = [p for p, (_, line) in enumerate(part[:FIRST_LINES]) if _label(line) in head]
        begin = _past_value(part, marks[-1]) if marks else 0
    for place in range(begin, len(part)):
        line = part[place][1]
        if _label(line) in tail or line.lower() == "classification" or (line.lower() in tail and body is not None):
            return begin, place
        if COPYRIGHT.match(line) and ALL_RIGHTS.search(" ".join(other for _, other in part[place : place + 4])):
            return begin, place
    return begin, len(part)


def _past_value(part: list[tuple[int, str]], place: int) -> int:
    """The line after a label's value, which an empty line ends."""
    while place < len(part) and part[place][1]:
        place += 1
    return place


def _label(line: str) -> str:
    found = LABEL.match(line)
    return found["label"].lower() if found else ""


def _labelled(part: Sequence[tuple[int, str]], labels: dict[str, str], values: dict[str, str]) -> None:
    """Add what labels say; a value goes on until the next label or an empty line."""
    name = ""
    for _, line in part:
        label = _label(line)
        if label in labels:
            name = label if labels[label] == "further" else labels[label]
            found = LABEL.match(line)
            values[name] = ((found["value"] or "") if found else "").strip()
        elif not line:
            name = name if name and not values[name] else ""
        elif name and COPYRIGHT.match(line) is None:
            values[name] = f"{values[name]} {line}".strip()
        else:
            name = ""


def _title_outlet_date(
    part: Sequence[tuple[int, str]], labels: dict[str, str], values: dict[str, str], *, is_classic: bool
) -> None:
    """Tell title, outlet and date by their place: the classic form has the title after the date, Nexis Uni before."""
    lines = [line for _, line in part if line]
    until = next((p for p, line in enumerate(lines) if _label(line) in labels or COPYRIGHT.match(line)), len(lines))
    lines = [line for line in lines[:until] if not ALL_RIGHTS.match(line)]
    dates = [place for place, line in enumerate(lines) if _is_date(line)]
    if not dates:
        values["title"] = lines[-1] if lines else ""
        return
    place = dates[0] if is_classic else dates[-1]
    values["published"] = lines[place]
    before, after = lines[:place], [line for line in lines[place + 1 :] if not EDITION.search(line)]
    values["edition"] = next((line for line in lines[place + 1 :] if EDITION.search(line)), "")
    if is_classic:
        values["title"], values["outlet"] = " ".join(after), before[-1] if before else ""
    else:
        values["title"], values["outlet"] = before[-2] if len(before) > 1 else "", before[-1] if before else ""


def _is_date(line: str) -> bool:
    return any(figure.isdigit() for figure in line) and published(line).edtf is not None


# Factiva.


def _is_factiva(lines: Sequence[str]) -> bool:
    stripped = [line.strip() for line in lines]
    return any(FACTIVA_END.match(_without_code(line)) for line in stripped) and (
        any(N_WORDS.match(line) for line in stripped) or any(re.match(r"(?:HD|WC)\s", line) for line in stripped)
    )


def _without_code(line: str) -> str:
    return line.removeprefix("AN").strip()


def _factiva(lines: list[str]) -> Iterator[Record]:
    part: list[tuple[int, str]] = []
    for number, line in _numbered(lines):
        found = FACTIVA_END.match(_without_code(line))
        if found is None:
            if not OF_FACTIVA.match(line):
                part.append((number, line))
            continue
        if any(line for _, line in part):
            yield _factiva_article(part, found["id"])
        part = []
    # What follows the last article is the vendor's: the search, the date of the export.


def _factiva_article(part: list[tuple[int, str]], article_id: str) -> Record:
    # Codes of publishers and keywords stand between an article and the mark of its end, or of the next one's beginning.
    coded = any(re.match(r"WC\s+[\d,.]+ words", line) for _, line in part)
    values = _factiva_codes(part) if coded else _factiva_places(part)
    time = values.pop("time", "")
    if time and values.get("published"):
        values["published"] = f"{values['published']} {time}"
    return _record(part, values | {"article_id": article_id})


def _factiva_codes(part: list[tuple[int, str]]) -> dict[str, str]:
    """Read the form in which two letters name each field."""
    codes = _labels()["factiva"]
    values: dict[str, str] = {}
    of_text: list[str] = []
    name = ""
    for _, line in part:
        found = FACTIVA_CODE.match(line)
        code = found["code"].lower() if found else ""
        if found and (code in codes["further"] or isinstance(codes.get(code), str)):
            name = code if code in codes["further"] else codes[code]
            if name == "text":
                of_text += ["", found["value"] or ""]
            else:
                values[name] = found["value"] or ""
        elif name == "text":
            of_text.append(line)
        elif name and line:
            values[name] = f"{values[name]} {line}".strip()
    return values | {"text": paragraphs(of_text)}


def _factiva_places(part: list[tuple[int, str]]) -> dict[str, str]:
    """Read the form in which only the order tells what a line is: title, byline, words, date, time, outlet, ..."""
    lines = [line for _, line in part]
    words = next((place for place, line in enumerate(lines) if N_WORDS.match(line)), None)
    if words is None:
        return {"text": paragraphs(lines)}
    values: dict[str, str] = {"wc": lines[words]}
    head = [line for line in lines[:words] if line]
    if len(head) > 1 and re.match(r"(?:By|BY)\s", head[-1]):
        values["byline"] = head.pop()
    if len(head) > 1 and len(head[0]) <= 40 and len(head[0]) < len(head[1]):
        values["section"] = head.pop(0)
    values["title"] = " ".join(head)
    place = words + 1
    for place in range(words + 1, min(words + 24, len(lines))):
        line = lines[place]
        if not line:
            continue
        if "published" not in values and _is_date(line):
            values["published"] = line
        elif "outlet" not in values and CLOCK.match(line):
            values["time"] = line
        elif "outlet" not in values and "published" in values:
            values["outlet"] = line
        elif line.partition(" ")[0] in _labels()["languages"]:
            values["language"] = line
            break
        elif "sc" not in values and SOURCE_CODE.match(line):
            values["sc"] = line
    place += 1
    while place < len(lines) and (not lines[place] or COPYRIGHT.match(lines[place]) or ALL_RIGHTS.match(lines[place])):
        values["cy"] = lines[place] or values.get("cy", "")
        place += 1
    return values | {"text": paragraphs(lines[place:])}


# ProQuest.


def _is_proquest(lines: Sequence[str]) -> bool:
    labels = {_label(line.strip()) for line in lines}
    return (
        "proquest document id" in labels
        or {"full text", "publication title"} <= labels
        or {"full text", "publication info"} <= labels
    )


def _proquest(lines: list[str]) -> Iterator[Record]:
    numbered = _numbered(lines)
    is_edge = PROQUEST_RULE.match if any(PROQUEST_RULE.match(line) for _, line in numbered) else PROQUEST_START.match
    for part in _parts(numbered, lambda line: is_edge(line) is not None):
        kept = [(number, line) for number, line in part if not PROQUEST_START.match(line)]
        if any(_label(line) for _, line in kept) and any(
            _label(line) in ("proquest document id", "full text", "publication title") for _, line in kept
        ):
            yield _proquest_article(kept)


def _proquest_article(part: list[tuple[int, str]]) -> Record:
    labels = _fields_by_label("proquest", "head")
    values: dict[str, str] = {}
    text: list[str] = []
    name = ""
    for place, (_, line) in enumerate(part):
        label = _label(line)
        is_in_text = name == "text"
        if label in labels and not (is_in_text and not _only_labels_follow(part[place:], labels)):
            name = label if labels[label] == "further" else labels[label]
            found = LABEL.match(line)
            value = ((found["value"] or "") if found else "").strip()
            if name == "text":
                text.append(value)
            else:
                values[name] = value
        elif is_in_text:
            text.append(line)
        elif name and line and not values[name]:
            values[name] = line
        elif line and not name and "title" not in values:
            values["title"] = line
        elif line and re.match(r"https?://\S+\Z", line):
            values.setdefault("url", line)
    info = PROQUEST_INFO.search(values.get("publication info", ""))
    if info is not None:
        values.setdefault("outlet", info["outlet"].strip())
        values.setdefault("published", info["date"])
    return _record(part, values | {"text": paragraphs(text)})


def _only_labels_follow(part: Sequence[tuple[int, str]], labels: dict[str, str]) -> bool:
    """Whether the lines from here are the vendor's: at least every other one that is not blank begins with a label."""
    filled = [line for _, line in part if line]
    return 2 * sum(_label(line) in labels for line in filled) >= len(filled)


BUNDLES = (
    Bundle("Factiva", _is_factiva, _factiva),
    Bundle("ProQuest", _is_proquest, _proquest),
    Bundle("Nexis", _is_nexis, _nexis),
)
