"""Records of any file → items: what is said of an article under our names; what can't be used is counted."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from analysis.corpus.decoding import warn
from analysis.corpus.fields import Given, Said, fields_of, further_of, given_by, text_of
from analysis.corpus.files import Exclusion, Unfit

CUT_BY_NEWSAPI = re.compile(r"\[\+\d+ chars\]\s*\Z")


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


def item_of_record(path: str, number: int | None, record: Any, remarks: Remarks) -> Item | Attachment | None:
    """Return the item that a record describes, or what it says of a file; None for a link, which is counted.

    Raises:
        Unfit: It is no object, has no text, or its text is of another kind.
    """
    if isinstance(record, Unfit):
        raise record
    if not isinstance(record.values, Mapping):
        raise Unfit(f"record {number or 1} is no object with a text", record.line)
    given = given_by(record.values)
    text, of_text = _text(given, record, number)
    said: Said = []
    fields, used = fields_of(given, said)
    further = further_of(given, used | of_text, said)
    if text is None:
        return _without_text(Attachment(path, record.line, (), fields, further), number, given, remarks)
    if given.program is not None and given.program.name == "NewsAPI" and CUT_BY_NEWSAPI.search(text):
        warn(path, record.line, f"{path}: record {number} holds only the beginning of its article, as NewsAPI gives it")
        said.append(("the content of {records} is cut at 200 characters by NewsAPI; fetch the texts", ""))
    for remark, example in [*said, *((remark, "") for remark in record.remarks)]:
        remarks.say(remark, record.line, example)
    return Item(path, record.line, number, text, fields, (path, record.line), further)


def _text(given: Given, record: Record, number: int | None) -> tuple[str | None, set[str]]:
    """Return the text and the name it stands under, as `text_of`, with the record's line in what it raises."""
    if record.is_final:
        return given.values["text"], {"text"}
    try:
        return text_of(given, f"record {number or 1}")
    except Unfit as unfit:
        raise Unfit(unfit.reason, record.line) from unfit


def _without_text(described: Attachment, number: int | None, given: Given, remarks: Remarks) -> Attachment | None:
    """Return what a record without a text says of the files that hold it; None for a link, which is counted.

    Raises:
        Unfit: It names neither a file nor an address.
    """
    program = given.program
    of_files = [program.files] if program and program.files else []
    named = next((str(value) for _, value in given.called(of_files) if value), "")
    if named:
        return described._replace(files=tuple(name.strip() for name in named.split(";")))
    if "url" not in described.fields and not (program and program.links):
        raise Unfit(f"record {number or 1} has no text", described.line)
    what = f" ({program.name})" if program else ""
    text = f"{{records}} without text but with a link{what}; fetch the texts first"
    remarks.say(text, described.line, kind="exclusion")
    return None
