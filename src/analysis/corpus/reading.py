"""A folder of articles → Corpus: what was read, what the researcher says of actors, and what was left out."""

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar

import pandas as pd

from analysis import schema
from analysis.corpus.articles import article_rows, complete_articles
from analysis.corpus.files import CONTROL, Exclusion, RawFile, Unfit, raw_files, read_text
from analysis.corpus.formats import NAMES, Item, item_of_record, items_of
from analysis.corpus.places import locate
from analysis.corpus.tables import Line, read_table
from analysis.errors import CorpusError

ARTICLES = "articles.csv"
ACTORS = "actors.csv"
ACTOR_COLUMNS = ("alias", "name", "kind", "parent", "side")
KINDS = schema.FRAMES["actors"]["kind"].values
ItemKey = tuple[str, int | None]
Kept = TypeVar("Kept")


class Corpus(NamedTuple):
    """What a raw folder holds.

    Attributes:
        articles: The `articles` frame, in order of article_id.
        actors: The researcher's own table: alias, name, kind, parent, side, as texts, "" where unknown; rows in the
            file's order. `alias` is what an article may say, `name` whom it means (each stands for the other where it
            is empty), `parent` the name of whom they belong to. No rows where there is no actors.csv.
        excluded: The `excluded` frame: every file, line, record or row of a table that was left out, and why, in order
            of path and line.
    """

    articles: pd.DataFrame
    actors: pd.DataFrame
    excluded: pd.DataFrame


def read_corpus(path: str | Path) -> Corpus:
    """Read the articles of a folder and of the folders in it.

    Articles come as `.txt` (one each; a first line that is a headline is their title), `.jsonl` (an object a line),
    `.csv` (a row each) or `.json` (a list of objects, or NewsAPI's answer). Records have a `text`, or `content`, or
    `body`, and may have article_id, title, outlet, published, url and language. `articles.csv` says the same of files,
    by their `path`; `actors.csv` names actors. Both lie in the folder itself. An article without an id is called after
    its path. Files are never written to.

    `text` is the file decoded: UTF-8 or UTF-16, or Windows-1252 where it can't be UTF-8. The byte order mark is left
    out and nothing else is changed. Articles that carry the same copy share an origin_id.

    Args:
        path: The folder. A relative one counts from the current folder or, in default of that, from `notebooks`.

    Returns:
        The corpus; its frames are empty where the folder holds no article. What can't be read (damaged files,
        archives, links out of the folder, pipes, articles in other languages, repeated ids, impossible dates …) stands
        in `excluded` and costs no other article. Hidden files and those called README, LICENSE or SHA256SUMS are no
        articles and are passed over.

    Raises:
        CorpusError: There is no such folder, or it can't be opened.

    Warns:
        CorpusWarning: A file was read as Windows-1252, or holds only the beginning of an article.
    """
    root = _folder(path)
    excluded: list[Exclusion] = []
    files = {file.path: file for file in _kept(raw_files(root), excluded)}
    actors = _actors(files.pop(ACTORS, None), excluded)
    table = files.pop(ARTICLES, None)
    items = {(item.path, item.number): item for file in files.values() for item in _kept(items_of(file), excluded)}
    _describe(items, _rows(table, excluded), files, excluded)
    rows = list(_kept(article_rows(items[key] for key in sorted(items, key=lambda k: (k[0], k[1] or 0))), excluded))
    articles = complete_articles(pd.DataFrame(rows, columns=list(schema.FRAMES["articles"])))
    complaints = sorted(excluded, key=lambda e: (e.path, e.line or 0, e.reason))
    return Corpus(articles, actors, schema.frame("excluded", [complaint._asdict() for complaint in complaints]))


def _folder(path: str | Path) -> Path:
    folder = locate(path)
    try:
        if not folder.exists():
            raise CorpusError(f"there is no folder {folder}; make it and put articles in it, or name another")
        if not folder.is_dir():
            raise CorpusError(f"{folder} is no folder; name the folder that the file lies in")
        next(folder.iterdir(), None)
        return folder.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise CorpusError(f"{str(folder)!r} can't be opened ({error}); check its name and your rights") from error


def _kept(results: Iterable[Kept | Exclusion], excluded: list[Exclusion]) -> Iterator[Kept]:
    for result in results:
        if isinstance(result, Exclusion):
            excluded.append(result)
        else:
            yield result


def _rows(file: RawFile | None, excluded: list[Exclusion]) -> Iterator[Line]:
    """The rows of a table beside the articles; none where it is missing or can't be read."""
    if file is None:
        return
    try:
        for row in read_table(read_text(file)):
            if isinstance(row, Line):
                yield row
            else:
                excluded.append(Exclusion(file.path, row.line, row.reason))
    except Unfit as unfit:
        excluded.append(Exclusion(file.path, unfit.line, f"the table can't be read: {unfit.reason}"))


def _actors(file: RawFile | None, excluded: list[Exclusion]) -> pd.DataFrame:
    rows = []
    for line, cells in _rows(file, excluded):
        row = {column: cells.get(column, "").strip() for column in ACTOR_COLUMNS}
        if any("\0" in cell or CONTROL.search(cell) for cell in row.values()):
            excluded.append(Exclusion(ACTORS, line, "the row holds control characters"))
        elif not row["alias"] and not row["name"]:
            excluded.append(Exclusion(ACTORS, line, "the row has neither alias nor name"))
        elif row["kind"] and row["kind"] not in KINDS:
            excluded.append(Exclusion(ACTORS, line, f"kind {row['kind']!r} is unknown; use one of {list(KINDS)}"))
        else:
            rows.append({**row, "alias": row["alias"] or row["name"], "name": row["name"] or row["alias"]})
    return pd.DataFrame(rows, columns=list(ACTOR_COLUMNS), dtype="str")


def _describe(
    items: dict[ItemKey, Item], table: Iterator[Line], files: dict[str, RawFile], excluded: list[Exclusion]
) -> None:
    """Add what articles.csv says of files to their items; a row with a text of its own is an item."""
    # The same name may be written in two ways: a Mac takes an accent for a character of its own.
    spelled = {unicodedata.normalize("NFC", path): path for path in files}
    lines: dict[str, int] = {}
    for number, (line, cells) in enumerate(table, start=1):
        given = PurePosixPath(cells.get("path", "").strip().replace("\\", "/"))
        path = spelled.get(unicodedata.normalize("NFC", given.as_posix()), "")
        try:
            if given == PurePosixPath() and any(cells.get(name) for name in NAMES["text"]):
                items[ARTICLES, number] = item_of_record(ARTICLES, line, number, cells)
                continue
            _check_path(given, path, lines)
            lines[path] = line
            said = item_of_record(
                ARTICLES, line, number, {column: cells.get(column, "") for column in NAMES} | {"text": path}
            )
            if item := items.get((path, None)):
                items[path, None] = item._replace(fields=said.fields, stated=said.stated)
        except Unfit as unfit:
            excluded.append(Exclusion(ARTICLES, line, unfit.reason))


def _check_path(given: PurePosixPath, path: str, lines: dict[str, int]) -> None:
    if given == PurePosixPath():
        raise Unfit("the row names no path and has no text")
    if given.is_absolute() or ".." in given.parts:
        raise Unfit(f"path {str(given)!r} leads out of the folder")
    if not path:
        raise Unfit(f"path {str(given)!r} is no article in this folder")
    if given.suffix.lower() != ".txt":
        raise Unfit(f"{path} may hold several articles; what is known of them belongs in it")
    if path in lines:
        raise Unfit(f"{path} has a row already, line {lines[path]}")
