"""A folder of articles → Corpus: what was read, what the researcher says of actors, and what was left out."""

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar

import pandas as pd

from analysis import schema
from analysis.corpus.articles import article_rows, complete_articles
from analysis.corpus.decoding import CONTROL, read_text
from analysis.corpus.fields import names_of, plain_name
from analysis.corpus.files import Exclusion, RawFile, Unfit, raw_files
from analysis.corpus.formats import SINGLE, items_of
from analysis.corpus.items import Attachment, Item, Record, Remarks, item_of_record
from analysis.corpus.places import locate
from analysis.corpus.tables import Line, read_table
from analysis.errors import CorpusError

ARTICLES = "articles.csv"
ACTORS = "actors.csv"
# The researcher's decisions on what was found; no articles. The room `decisions` reads them.
DECISIONS = ("decisions.csv", "decisions.xlsx")
ACTOR_COLUMNS = ("alias", "name", "kind", "parent", "side")
OWN_COLUMNS = frozenset([*schema.FRAMES["actors"], "reason"])  # no further column of the table can be called so
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
        excluded: The `excluded` frame: every file, line, record or row of a table that was left out, and why; and, as
            remarks, what could not be used of those that were read. In order of path and line.
    """

    articles: pd.DataFrame
    actors: pd.DataFrame
    excluded: pd.DataFrame


def read_corpus(path: str | Path) -> Corpus:
    """Read the articles of a folder and of the folders in it.

    Articles come in the forms in which programs and databases give them, packed or not; `analysis formats` lists them.
    Fields are known by the names that other programs give them, and what else is said of an article is carried along
    in further columns. `articles.csv` says the same of files, by their `path`; `actors.csv` names actors. Both lie in
    the folder itself. An article without an id is called after its path. Files are never written to.

    `text` is a text file decoded (UTF-8 or UTF-16, or Windows-1252 where it can't be UTF-8), without its byte order
    mark and else unchanged; of records it is their text field, and of web pages, documents and databases' bundles the
    text that was extracted, in paragraphs. Articles that carry the same copy share an origin_id; an article that two
    exports give is one.

    Args:
        path: The folder. A relative one counts from the current folder or, in default of that, from `notebooks`.

    Returns:
        The corpus; its frames are empty where the folder holds no article. What can't be read (damaged files, links
        without text, links out of the folder, pipes, articles in other languages …) stands in `excluded` as an
        exclusion and costs no other article; what could not be used of an article that was read (dates that may mean
        two days, fields too long for a column …) stands there as a remark. Hidden files and those called README,
        LICENSE or SHA256SUMS are no articles and are passed over.

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
    files = {path: file for path, file in files.items() if path not in DECISIONS}
    found = list(_kept((item for file in files.values() for item in items_of(file)), excluded))
    items = {(item.path, item.number): item for item in found if isinstance(item, Item)}
    _attach(items, [item for item in found if isinstance(item, Attachment)], excluded)
    _describe(items, table, files, excluded)
    rows = list(_kept(article_rows(items[key] for key in sorted(items, key=lambda k: (k[0], k[1] or 0))), excluded))
    articles = complete_articles(pd.DataFrame(rows, columns=_columns(rows)))
    complaints = sorted(excluded, key=lambda e: (e.path, e.line or 0, e.kind, e.reason))
    return Corpus(articles, actors, schema.frame("excluded", [complaint._asdict() for complaint in complaints]))


def read_actors(path: str | Path) -> pd.DataFrame:
    """Read the researcher's own table of actors alone; it is `Corpus.actors` of the same folder."""
    place = _folder(path) / ACTORS
    return _actors(RawFile(ACTORS, place) if place.is_file() else None, [])


def _columns(rows: list[schema.Row]) -> list[str]:
    return list(schema.columns_of("articles", {name for row in rows for name in row}))


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
    unused: dict[str, int] = {}
    further: dict[str, None] = {}
    for line, cells in _rows(file, excluded):
        for name in cells:
            if name in OWN_COLUMNS - set(ACTOR_COLUMNS) and cells[name].strip():
                unused[name] = unused.get(name, 0) + 1
            elif name and name not in ACTOR_COLUMNS:
                further[name] = None
        row = {column: cells.get(column, "").strip() for column in (*ACTOR_COLUMNS, *further)}
        problem = _problem_of_actor(row)
        if problem is None:
            rows.append({**row, "alias": row["alias"] or row["name"], "name": row["name"] or row["alias"]})
        else:
            excluded.append(Exclusion(ACTORS, line, problem))
    for name, n in unused.items():
        excluded.append(Exclusion(ACTORS, 1, f"`{name}` seen in {n:,} rows and not used", None, "remark"))
    columns = [*ACTOR_COLUMNS, *(name for name in sorted(further) if name not in OWN_COLUMNS)]
    return pd.DataFrame(rows, columns=columns, dtype="str").fillna("")


def _problem_of_actor(row: dict[str, str]) -> str | None:
    if any("\0" in cell or CONTROL.search(cell) for cell in row.values()):
        return "the row holds control characters"
    if not row["alias"] and not row["name"]:
        return "the row has neither alias nor name"
    if row["kind"] and row["kind"] not in KINDS:
        return f"kind {row['kind']!r} is unknown; use one of {list(KINDS)}"
    return None


def _attach(items: dict[ItemKey, Item], attachments: list[Attachment], excluded: list[Exclusion]) -> None:
    """Add what a list says of files beside it to their items; the files' folders are those of another machine."""
    by_name: dict[str, list[ItemKey]] = {}
    for key in items:
        by_name.setdefault(PurePosixPath(key[0]).name, []).append(key)
    for attachment in attachments:
        given = [PurePosixPath(name.replace("\\", "/")) for name in attachment.files]
        named = [key for file in given for key in by_name.get(file.name, ()) if key[1] is None]
        # Two files of one name are told apart by the folder they lie in.
        exact = [key for file in given for key in named if PurePosixPath(key[0]).parts[-2:] == file.parts[-2:]]
        if keys := (exact or named)[:1]:
            items[keys[0]] = _described(
                items[keys[0]], attachment.fields, attachment.further, attachment.path, attachment.line
            )
        else:
            reason = (
                f"its text is in {given[0].name!r}, which is not in the folder; put the attachments beside the list"
            )
            excluded.append(Exclusion(attachment.path, attachment.line, reason))


def _described(item: Item, fields: dict[str, str], further: dict[str, str], path: str, line: int | None) -> Item:
    """An item with what a table says of it, which counts more than what the file says."""
    return item._replace(fields=item.fields | fields, further=item.further | further, stated=(path, line))


def _describe(
    items: dict[ItemKey, Item], table: RawFile | None, files: dict[str, RawFile], excluded: list[Exclusion]
) -> None:
    """Add what articles.csv says of files to their items; a row with a text of its own is an item."""
    # The same name may be written in two ways: a Mac takes an accent for a character of its own.
    spelled = {unicodedata.normalize("NFC", path): path for path in files}
    lines: dict[str, int] = {}
    remarks = Remarks(ARTICLES)
    for number, (line, cells) in enumerate(_rows(table, excluded), start=1):
        given = PurePosixPath(cells.get("path", "").strip().replace("\\", "/"))
        path = spelled.get(unicodedata.normalize("NFC", given.as_posix()), "")
        try:
            if given == PurePosixPath() and any(v for k, v in cells.items() if plain_name(k) in names_of("text")):
                item = item_of_record(ARTICLES, number, Record(line, cells), remarks)
                if isinstance(item, Item):
                    items[ARTICLES, number] = item
                continue
            _check_path(given, path, lines)
            lines[path] = line
            stated = {name: cell for name, cell in cells.items() if name != "path"} | {"text": path}
            said = item_of_record(ARTICLES, number, Record(line, stated, is_final=True), remarks)
            if (item := items.get((path, None))) and isinstance(said, Item):
                items[path, None] = _described(item, said.fields, said.further, *said.stated)
        except Unfit as unfit:
            excluded.append(Exclusion(ARTICLES, line, unfit.reason))
    excluded.extend(remarks.rows())


def _check_path(given: PurePosixPath, path: str, lines: dict[str, int]) -> None:
    if given == PurePosixPath():
        raise Unfit("the row names no path and has no text")
    if given.is_absolute() or ".." in given.parts:
        raise Unfit(f"path {str(given)!r} leads out of the folder")
    if not path:
        raise Unfit(f"path {str(given)!r} is no article in this folder")
    if given.suffix.lower() not in SINGLE:
        raise Unfit(f"{path} may hold several articles; what is known of them belongs in it")
    if path in lines:
        raise Unfit(f"{path} has a row already, line {lines[path]}")
