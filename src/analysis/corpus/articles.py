"""Items and researchers' own tables → rows of the `articles` frame, checked, with ids and titles."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from analysis import schema
from analysis.corpus.copies import origin_ids
from analysis.corpus.files import LONGEST_TEXT, Exclusion, Unfit, line_of
from analysis.corpus.formats import Item
from analysis.corpus.languages import other_language
from analysis.dates import edtf_problem
from analysis.errors import SchemaError
from analysis.schema import Row

SURROGATE = re.compile(r"[\ud800-\udfff]")
VISIBLE = re.compile(r"[^\s\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
LINE = re.compile(r"[^\r\n]+")
LONGEST_TITLE = 160
NO_TITLE = re.compile(r"(?:[Bb]y|BY)\s+[A-Z]|(?:https?|www)\b")
LINES_TO_TEXT = 3
ENDS_A_SENTENCE = re.compile(r"[.…][\"'”’»)\]]*\Z")
GOES_ON = re.compile(r"[,;:–—-]\Z")
TIMESTAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d)?:?(\d\d)?\Z")


def complete_articles(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the articles with every column of the `articles` frame, in order of article_id.

    Args:
        articles: One row an article. `article_id` and `text` are needed; every other column may be missing or null,
            and columns of other names are left out. The frame is not modified.

    Returns:
        One row an article. `sha256` is computed from the text; `origin_id`, where it is missing, from the texts of all
        articles; a date or timestamp in `published` becomes EDTF. No rows, but all columns, where there are none.

    Raises:
        SchemaError: `article_id` or `text` is missing, an id is blank or repeats, a text is no Unicode text, or
            `published` is no EDTF date.
    """
    lacking = [column for column in ("article_id", "text") if column not in articles.columns]
    if lacking:
        raise SchemaError(f"articles lacks the columns {lacking}; it needs article_id and text")
    rows = [{**row, "article_id": _id(row["article_id"])} for row in schema.records(articles)]
    for row in rows:
        _check_text(row)
        row["published"] = _published(row)
        row["sha256"] = text_sha256(row["text"])
    if any(row.get("origin_id") is None for row in rows):
        origins = origin_ids({row["article_id"]: row["text"] for row in rows})
        for row in rows:
            row["origin_id"] = origins[row["article_id"]] if row.get("origin_id") is None else row["origin_id"]
    return schema.frame("articles", sorted(rows, key=lambda row: row["article_id"]))


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _id(value: Any) -> str:
    article_id = "" if value is None else str(value)
    if not VISIBLE.search(article_id) or SURROGATE.search(article_id):
        raise SchemaError(f"articles has article_id {article_id!r}; give every article an id of its own")
    return article_id


def _check_text(row: Row) -> None:
    text = row["text"]
    if not isinstance(text, str):
        raise SchemaError(f"articles has no text in {row['article_id']!r} but {text!r}; every article needs one")
    if lone := SURROGATE.search(text):
        raise SchemaError(f"the text of {row['article_id']!r} has half a character at {lone.start()}; decode it anew")


def _published(row: Row) -> str | None:
    value = row.get("published")
    if isinstance(value, date):
        value = value.isoformat()
    stated = None if value is None else edtf_of_stated(str(value))
    if stated is not None and (problem := edtf_problem(stated)):
        raise SchemaError(f"articles has published {value!r} in {row['article_id']!r}: {problem}")
    return stated


def edtf_of_stated(published: str) -> str | None:
    """Return a date of publication as EDTF where it is a timestamp of another spelling, else as it is.

    A midnight without a time zone is how programs write a day. None where it is blank.

    >>> edtf_of_stated("2025-06-07 10:00:00.000+0000"), edtf_of_stated("2025-06-07T00:00:00"), edtf_of_stated("2025-06")
    ('2025-06-07T10:00:00+00:00', '2025-06-07', '2025-06')
    """
    published = published.strip()
    stamp = TIMESTAMP.match(published)
    if stamp is None:
        return published or None
    day, time, zone, minutes = stamp.groups()
    if zone is None and time in ("00:00", "00:00:00"):
        return day
    zone = zone if zone in (None, "Z") else f"{zone}:{minutes or '00'}"
    return f"{day}T{time}{zone or ''}"


def article_rows(items: Iterable[Item]) -> Iterator[Row | Exclusion]:
    """Check items and give them ids and titles.

    Args:
        items: Articles as their files give them, in order of path and line.

    Yields:
        A row of the `articles` frame, without origin_id, an item that is fit; else an exclusion: the text is empty,
        too long or damaged, it is in another language, a date is none, or the id is another article's.
    """
    checked = [(item, _problem(item)) for item in items]
    fit = [item for item, problem in checked if problem is None]
    ids = _ids(fit)
    taken: dict[str, Item] = {}
    for item, problem in checked:
        if problem is not None:
            yield problem
            continue
        article_id = ids[item.path, item.number]
        if first := taken.get(article_id):
            reason = f"article_id {article_id!r} is taken by {place_of(first)}; {place_of(item)} is left out"
            yield Exclusion(*item.stated, reason, article_id)
            continue
        taken[article_id] = item
        yield {
            **item.fields,
            "title": item.fields.get("title") or headline(item.text),
            "published": edtf_of_stated(item.fields.get("published", "")),
            "article_id": article_id,
            "text": item.text,
            "sha256": text_sha256(item.text),
            "path": item.path,
        }


def place_of(item: Item) -> str:
    """Return a file and, where it holds several articles, the place in it, for a message."""
    if item.line is not None:
        return f"{item.path}, line {item.line}"
    return item.path if item.number is None else f"{item.path}, record {item.number}"


def _problem(item: Item) -> Exclusion | None:
    article_id = item.fields.get("article_id")
    shown = None if article_id is None else SURROGATE.sub("\ufffd", article_id)
    try:
        _check_fields(item)
        _check_item_text(item)
        _check_language(item)
    except Unfit as unfit:
        place = "" if item.number is None or item.line is not None else f"record {item.number}: "
        line = item.line if unfit.line is None else unfit.line
        return Exclusion(item.path, line, place + unfit.reason, shown)
    reason = _date_problem(item)
    return None if reason is None else Exclusion(*item.stated, reason, shown)


def _check_fields(item: Item) -> None:
    for name, value in item.fields.items():
        if SURROGATE.search(value) or "\0" in value:
            raise Unfit(f"its {name} holds half a character or a NUL", item.line)


def _check_item_text(item: Item) -> None:
    text = item.text
    for odd, what in ((text.find("\0"), "a NUL byte"), (_surrogate(text), "half a character (a lone surrogate)")):
        if odd >= 0:
            line = line_of(text, odd) if item.line is None else item.line
            raise Unfit(f"its text holds {what} at character {odd}: it is binary or damaged", line)
    if not VISIBLE.search(text):
        raise Unfit("its text is empty", item.line)
    if len(text) > LONGEST_TEXT:
        raise Unfit(f"its text has {len(text):,} characters, more than the {LONGEST_TEXT:,} that are read", item.line)


def _check_language(item: Item) -> None:
    language = other_language(item.text, item.fields.get("language"))
    if language is not None:
        raise Unfit(f"its language is {language!r}; only articles in English are read", item.line)


def _surrogate(text: str) -> int:
    lone = SURROGATE.search(text)
    return lone.start() if lone else -1


def _date_problem(item: Item) -> str | None:
    published = edtf_of_stated(item.fields.get("published", ""))
    problem = None if published is None else edtf_problem(published)
    if problem is None:
        return None
    return f"published {published!r} of {place_of(item)} is no date ({problem}); write 2025-06-07, 2025-06 or nothing"


def _ids(items: list[Item]) -> dict[tuple[str, int | None], str]:
    """Ids by file and number: as stated, else a slug of the path, with a hash where two would be the same."""
    wanted = {(item.path, item.number): item.fields.get("article_id") for item in items}
    slugs = {
        (item.path, item.number): _slug(item)
        for item in items
        if not VISIBLE.search(wanted[item.path, item.number] or "")
    }
    uses = Counter(slugs.get(key) or stated for key, stated in wanted.items())
    for key, slug in slugs.items():
        if uses[slug] > 1:
            digest = hashlib.sha256(f"{key[0]}#{key[1]}".encode()).hexdigest()[:6]
            slugs[key] = f"{slug}-{digest}"
    return {key: slugs.get(key) or stated or "" for key, stated in wanted.items()}


def _slug(item: Item) -> str:
    stem = PurePosixPath(item.path).with_suffix("").as_posix()
    slug = re.sub(r"[^\w.-]+", "-", stem).strip("-.") or "article"
    return slug if item.number is None else f"{slug}-{item.line or item.number}"


def headline(text: str) -> str | None:
    """Return the first line of a text where it is a headline, else None.

    It is one where it is short, has letters, ends no sentence and is no byline, and is set apart by a blank line or by
    one of the next three lines being much longer. The first line of hard-wrapped text is none.
    """
    filled = (match for match in LINE.finditer(text) if VISIBLE.search(match[0]))
    lines = list(islice(filled, 1 + LINES_TO_TEXT))
    if len(lines) < 2:
        return None
    first, *others = lines
    title, after = first[0].strip(" \t\u00a0\ufeff\u200b\u200e\u200f"), [other[0].strip() for other in others]
    if len(title) > LONGEST_TITLE or not re.search(r"\w", title) or NO_TITLE.match(title):
        return None
    if ENDS_A_SENTENCE.search(title) or GOES_ON.search(title) or after[0][:1].islower():
        return None
    gap = text[first.end() : others[0].start()]
    set_apart = len(re.findall(r"\r\n|\r|\n", gap)) > 1
    full_sentence = len(after[0]) > len(title) and ENDS_A_SENTENCE.search(after[0])
    return title if set_apart or full_sentence or max(map(len, after)) >= 1.5 * len(title) else None
