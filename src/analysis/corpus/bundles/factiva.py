"""Factiva's exports: one form names each field by two letters, in the other only the order tells what a line is."""

import re
from collections.abc import Iterator, Sequence

from analysis.corpus.bundles.lines import ALL_RIGHTS, COPYRIGHT, ExportLine, is_date, labels_of, numbered, record_of
from analysis.corpus.items import Record
from analysis.corpus.paragraphs import paragraphs

END = re.compile(r"Document (?P<id>[A-Z]{3,12}\d{6,}\w{4,})\Z")
CODE = re.compile(r"(?P<code>[A-Z][A-Z0-9]{1,2})(?:\s+(?P<value>\S.*)|\s*)\Z")
CODED = re.compile(r"(?:HD|WC)\s")
CODED_LENGTH = re.compile(r"WC\s+[\d,.]+ words")
OF_FACTIVA = re.compile(r"(?:Dow Jones )?Factiva\b.{0,40}\Z")
BYLINE = re.compile(r"(?:By|BY)\s")
N_WORDS = re.compile(r"[\d,.]+ words?\Z")
CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d\d)?(?: ?[AP]M)?(?: [A-Z]{2,4})?\Z", re.IGNORECASE)
SOURCE_CODE = re.compile(r"[A-Z0-9]{2,12}\Z")
LONGEST_SECTION = 40  # characters
LONGEST_HEAD = 23  # lines between the number of words and the language


def is_export(lines: Sequence[str]) -> bool:
    """Whether lines are Factiva's: marked ends of articles, and numbers of words or codes."""
    stripped = [line.strip() for line in lines]
    if not any(_end_of(line) for line in stripped):
        return False
    return any(N_WORDS.match(line) or CODED.match(line) for line in stripped)


def articles(lines: Sequence[str]) -> Iterator[Record]:
    """Read the articles; what follows the last one is the vendor's: the search, the date of the export."""
    part: list[ExportLine] = []
    for line in numbered(lines):
        end = _end_of(line.words)
        if end is None:
            if not OF_FACTIVA.match(line.words):
                part.append(line)
            continue
        if any(other.words for other in part):
            yield _article(part, end["id"])
        part = []


def _end_of(words: str) -> re.Match[str] | None:
    return END.match(words.removeprefix("AN").strip())


def _article(part: list[ExportLine], article_id: str) -> Record:
    # Codes of publishers and keywords stand between an article and the mark of its end, or of the next one's beginning.
    is_coded = any(CODED_LENGTH.match(line.words) for line in part)
    values = _by_code(part) if is_coded else _by_order(part)
    time = values.pop("time", "")
    if time and values.get("published"):
        values["published"] = f"{values['published']} {time}"
    return record_of(part, values | {"article_id": article_id})


def _by_code(part: list[ExportLine]) -> dict[str, str]:
    codes = labels_of("factiva")
    values: dict[str, str] = {}
    of_text: list[str] = []
    name = ""
    for line in part:
        found = CODE.match(line.words)
        code = found["code"].lower() if found else ""
        if found and (code in codes["further"] or isinstance(codes.get(code), str)):
            name = code if code in codes["further"] else codes[code]
            if name == "text":
                of_text += ["", found["value"] or ""]
            else:
                values[name] = found["value"] or ""
        elif name == "text":
            of_text.append(line.words)
        elif name and line.words:
            values[name] = f"{values[name]} {line.words}".strip()
    return values | {"text": paragraphs(of_text)}


def _by_order(part: list[ExportLine]) -> dict[str, str]:
    """Read title, byline, number of words, date, time, outlet, code and language, in this order, then the text."""
    lines = [line.words for line in part]
    length = next((place for place, line in enumerate(lines) if N_WORDS.match(line)), None)
    if length is None:
        return {"text": paragraphs(lines)}
    values = _above_length(lines[:length]) | {"wc": lines[length]}
    head = lines[length + 1 : length + 1 + LONGEST_HEAD]
    below, n_lines = _below_length(head)
    place = length + 1 + n_lines
    rights, n_lines = _rights(lines[place:])
    return values | below | rights | {"text": paragraphs(lines[place + n_lines :])}


def _above_length(lines: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    head = [line for line in lines if line]
    if len(head) > 1 and BYLINE.match(head[-1]):
        values["byline"] = head.pop()
    if len(head) > 1 and len(head[0]) <= LONGEST_SECTION and len(head[0]) < len(head[1]):
        values["section"] = head.pop(0)
    return values | {"title": " ".join(head)}


def _below_length(lines: list[str]) -> tuple[dict[str, str], int]:
    """What the lines up to the language say, and how many they are."""
    languages = labels_of("languages")
    values: dict[str, str] = {}
    for place, line in enumerate(lines):
        name = _name_by_order(line, values) if line else ""
        if name:
            values[name] = line
        elif line.partition(" ")[0] in languages:
            values["language"] = line
            return values, place + 1
        elif "sc" not in values and SOURCE_CODE.match(line):
            values["sc"] = line
    return values, len(lines)


def _name_by_order(line: str, before: dict[str, str]) -> str:
    """What a line is by its place: the date, its time, the outlet; "" for what comes after them."""
    if "published" not in before and is_date(line):
        return "published"
    if "outlet" in before:
        return ""
    if CLOCK.match(line):
        return "time"
    return "outlet" if "published" in before else ""


def _rights(lines: list[str]) -> tuple[dict[str, str], int]:
    values: dict[str, str] = {}
    for place, line in enumerate(lines):
        if line and not COPYRIGHT.match(line) and not ALL_RIGHTS.match(line):
            return values, place
        if line:
            values["cy"] = line
    return values, len(lines)
