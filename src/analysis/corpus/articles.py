"""Items and researchers' own tables → rows of the `articles` frame, checked, with ids and titles."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import PurePosixPath

import pandas as pd

from analysis import schema
from analysis.corpus.copies import origin_ids
from analysis.corpus.decoding import LONGEST_TEXT, line_of
from analysis.corpus.exports import joined, same_articles
from analysis.corpus.files import Exclusion
from analysis.corpus.items import Item
from analysis.corpus.languages import other_language
from analysis.corpus.published import published
from analysis.errors import SchemaError
from analysis.schema import Row

SURROGATE = re.compile(r"[\ud800-\udfff]")
DAMAGE = re.compile(r"[\0\ud800-\udfff]")
VISIBLE = re.compile(r"[^\s\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
LINE = re.compile(r"[^\r\n]+")
LONGEST_TITLE = 160
NO_TITLE = re.compile(r"(?:[Bb]y|BY)\s+[A-Z]|(?:https?|www)\b")
BLANKS = " \t\u00a0\ufeff\u200b\u200e\u200f"
LINES_TO_TEXT = 3
MUCH_LONGER = 1.5
ENDS_A_SENTENCE = re.compile(r"[.…][\"'”’»)\]]*\Z")
GOES_ON = re.compile(r"[,;:–—-]\Z")


def complete_articles(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the articles with every column of the `articles` frame, in order of article_id.

    Args:
        articles: One row an article. `article_id` and `text` are needed; every other column may be missing or null,
            and columns of other names are carried along as texts. The frame is not modified.

    Returns:
        One row an article, further columns last, in order of their names. `sha256` is computed from the text;
        `origin_id`, where it is missing, from the texts of all articles; a date or timestamp in `published`, in any
        spelling that has one meaning, becomes EDTF. No rows, but all columns, where there are none.

    Raises:
        SchemaError: `article_id` or `text` is missing, an id is blank or repeats, a text is no Unicode text, or
            `published` is no date, or may be several.
    """
    lacking = [column for column in ("article_id", "text") if column not in articles.columns]
    if lacking:
        raise SchemaError(f"articles lacks the columns {lacking}; it needs article_id and text")
    rows = [
        {**row, "article_id": str("" if row["article_id"] is None else row["article_id"])}
        for row in schema.records(articles)
    ]
    further = [name for name in articles.columns if name not in schema.FRAMES["articles"]]
    for row in rows:
        _check(row)
        row.update({name: None if row[name] is None else str(row[name]) for name in further})
        row["published"] = _published(row)
        row["sha256"] = hashlib.sha256(row["text"].encode()).hexdigest()
    if any(row.get("origin_id") is None for row in rows):
        origins = origin_ids({row["article_id"]: row["text"] for row in rows})
        for row in rows:
            row["origin_id"] = row.get("origin_id") or origins[row["article_id"]]
    return schema.frame("articles", sorted(rows, key=lambda row: row["article_id"]))


def _check(row: Row) -> None:
    article_id, text = row["article_id"], row["text"]
    if not VISIBLE.search(article_id) or SURROGATE.search(article_id):
        raise SchemaError(f"articles has article_id {article_id!r}; give every article an id of its own")
    if not isinstance(text, str):
        raise SchemaError(f"articles has no text in {article_id!r} but {text!r}; every article needs one")
    if lone := SURROGATE.search(text):
        raise SchemaError(f"the text of {article_id!r} has half a character at {lone.start()}; decode it anew")


def _published(row: Row) -> str | None:
    value = row.get("published")
    read = published(value.isoformat() if isinstance(value, date) else str(value or ""))
    if read.edtf is None and read.problem is not None:
        raise SchemaError(f"articles has published {value!r} in {row['article_id']!r}: it {read.problem}")
    return read.edtf


def article_rows(items: Iterable[Item]) -> Iterator[Row | Exclusion]:
    """Check items, join those that give one article twice, and give them ids and titles.

    Args:
        items: Articles as their files give them, in order of path and line.

    Yields:
        What `complete_articles` needs to know of an item that is fit; else an exclusion: the text is empty, too long or
        damaged, or it is in another language. Remarks say which item was joined with which, and whose id was taken.
    """
    fit: list[Item] = []
    for item in items:
        if (problem := _problem(item)) is None:
            fit.append(item)
        else:
            yield problem
    again = same_articles(fit)
    ids = _ids([item for place, item in enumerate(fit) if place not in again])
    for place, first in again.items():
        reason = f"{_place(fit[place])} is the article that {_place(fit[first])} gives; the two are joined"
        yield Exclusion(*fit[place].stated, reason, ids[_key(fit[first])], "remark")
        fit[first] = joined(fit[first], fit[place])
    owners: dict[str, Item] = {}
    for place, item in enumerate(fit):
        if place in again:
            continue
        article_id = ids[_key(item)]
        if owner := owners.get(article_id):
            new_id = f"{article_id}-{_hash(_key(item))}"
            reason = f"article_id {article_id!r} is taken by {_place(owner)}; {_place(item)} is called {new_id!r}"
            yield Exclusion(*item.stated, reason, new_id, "remark")
            article_id = new_id
        owners[article_id] = item
        yield _row(item, article_id)


def _row(item: Item, article_id: str) -> Row:
    return {
        **item.further,
        **item.fields,
        "title": item.fields.get("title") or headline(item.text),
        "article_id": article_id,
        "text": item.text,
        "path": item.path,
        "file_sha256": item.file_sha256,
    }


def _place(item: Item) -> str:
    """Return a file and, where it holds several articles, the place in it, for a message."""
    if item.line is not None:
        return f"{item.path}, line {item.line}"
    return item.path if item.number is None else f"{item.path}, record {item.number}"


def _problem(item: Item) -> Exclusion | None:
    """Return why an item can be no article, else None."""
    text, line, fields = item.text, item.line, item.fields
    shown = SURROGATE.sub("\ufffd", fields["article_id"]) if "article_id" in fields else None
    if damaged := next((name for name, value in fields.items() if DAMAGE.search(value)), None):
        reason = f"its {damaged} holds half a character or a NUL"
    elif odd := DAMAGE.search(text):
        what = "a NUL byte" if odd[0] == "\0" else "half a character (a lone surrogate)"
        line = line_of(text, odd.start()) if line is None else line
        reason = f"its text holds {what} at character {odd.start()}: it is binary or damaged"
    elif not VISIBLE.search(text):
        reason = "its text is empty"
    elif len(text) > LONGEST_TEXT:
        reason = f"its text has {len(text):,} characters, more than the {LONGEST_TEXT:,} that are read"
    elif language := other_language(text, fields.get("language")):
        reason = f"its language is {language!r}; only articles in English are read"
    else:
        return None
    record = "" if item.number is None or item.line is not None else f"record {item.number}: "
    return Exclusion(item.path, line, record + reason, shown)


def _key(item: Item) -> tuple[str, int | None]:
    return item.path, item.number


def _hash(key: tuple[str, int | None]) -> str:
    return hashlib.sha256(f"{key[0]}#{key[1]}".encode()).hexdigest()[:6]


def _ids(items: list[Item]) -> dict[tuple[str, int | None], str]:
    """Ids by file and number: as stated, else a slug of the path, with a hash where two would be the same."""
    stated = {_key(item): item.fields.get("article_id", "") for item in items}
    wanted = {_key(i): s if VISIBLE.search(s := stated[_key(i)]) else _slug(i) for i in items}
    uses = Counter(wanted.values())
    for key, article_id in wanted.items():
        if uses[article_id] > 1 and article_id != stated[key]:
            wanted[key] += f"-{_hash(key)}"
    return wanted


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
    title, after = first[0].strip(BLANKS), [other[0].strip() for other in others]
    if not _may_be_title(title) or after[0][:1].islower():
        return None
    gap = text[first.end() : others[0].start()]
    if len(re.findall(r"\r\n|\r|\n", gap)) > 1:
        return title
    if len(after[0]) > len(title) and ENDS_A_SENTENCE.search(after[0]):
        return title
    return title if max(map(len, after)) >= MUCH_LONGER * len(title) else None


def _may_be_title(line: str) -> bool:
    if len(line) > LONGEST_TITLE or not re.search(r"\w", line):
        return False
    return not (NO_TITLE.match(line) or ENDS_A_SENTENCE.search(line) or GOES_ON.search(line))
