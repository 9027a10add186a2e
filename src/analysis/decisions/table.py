"""The researcher's decisions as a table: what was decided, about which words, by whom."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corpus import locate
from analysis.corpus.files import RawFile, Unfit, read_text
from analysis.corpus.tables import read_table
from analysis.errors import CorpusError
from analysis.frames import Index, write_whole
from analysis.schema import Row
from analysis.sheets import csv_bytes, read_workbook, unguarded

FOLLOWED = "decisions-followed.csv"
FILES = ("decisions.csv", "decisions.xlsx")
RIGHT, WRONG, CORRECTED = VERDICTS = ("right", "wrong", "corrected")
WHAT = (
    "claim", "claim_source", "claim_content", "claim_polarity", "relation", "matter", "event", "event_date",
    "event_status", "actor_merge",
)  # fmt: skip
PLACE = ("article_id", "char_start", "char_end", "words")
OTHER_PLACE = tuple(f"other_{name}" for name in PLACE)
COLUMNS = ("what", "verdict", "value", "note", "coder", *PLACE, *OTHER_PLACE)
AUDIT = ("what", "verdict", "value", "coder", "outcome", "row_id", "article_id", "words", "note")
GONE = "the words no longer occur in the article"
NO_ROW = "the words are there, but nothing of the kind is found at them now"


class Place(NamedTuple):
    """Where words stand in an article now."""

    article_id: str
    start: int
    end: int

    def overlap(self, article_id: str, start: int, end: int) -> float:
        """Shared characters by those of both together, 0 to 1; 0 in another article."""
        shared = min(self.end, end) - max(self.start, start)
        if self.article_id != article_id or shared <= 0:
            return 0.0
        return shared / (max(self.end, end) - min(self.start, start))


def read_decisions(folder: Path) -> pd.DataFrame:
    """Read decisions.csv or decisions.xlsx of a folder, beside actors.csv.

    Returns:
        One row a decision with COLUMNS, all texts; rows without a verdict are not decided yet and left out. No rows
        where there is no file.

    Raises:
        CorpusError: Both files are there, a column is missing, or a row has an unknown word in `what` or `verdict`, a
            correction without a value, or no words; the message names file and line.
    """
    there = [folder / name for name in FILES if (folder / name).is_file()]
    if len(there) > 1:
        raise CorpusError(f"{folder} holds {FILES[0]} and {FILES[1]}; keep the one that counts")
    rows = []
    for path in there:
        for line, cells in _lines(path):
            row = {column: unguarded(cells.get(column, "").strip()) for column in COLUMNS}
            problem = _problem(row, cells)
            if problem:
                raise CorpusError(f"{path}, line {line}: {problem}")
            if row["verdict"]:
                rows.append(row)
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def place_of(decision: Row, index: Index, prefix: str = "") -> Place | None:
    """Return where the words of a decision stand now: where they stood, else their nearest occurrence; None if gone."""
    article = index.articles.get(decision[f"{prefix}article_id"])
    words = decision[f"{prefix}words"]
    if article is None or not words:
        return None
    said = decision[f"{prefix}char_start"]
    near = int(said) if said.isdecimal() else 0
    starts, start = [], article["text"].find(words)
    while start >= 0:
        starts.append(start)
        start = article["text"].find(words, start + 1)
    if not starts:
        return None
    start = min(starts, key=lambda s: (abs(s - near), s))
    return Place(article["article_id"], start, start + len(words))


def save_audit(*parts: pd.DataFrame, folder: str | Path) -> None:
    """Write audit lists, one after the other, as decisions-followed.csv of an output folder."""
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(AUDIT), dtype="str")
    write_whole(locate(folder) / FOLLOWED, csv_bytes(table))


def load_audit(folder: str | Path) -> pd.DataFrame:
    """Return the audit list of the last run with the columns AUDIT; no rows where nothing was decided."""
    path = locate(folder) / FOLLOWED
    rows = [cells for _, cells in _lines(path)] if path.is_file() else []
    table = pd.DataFrame(rows, columns=list(AUDIT), dtype="str").fillna("")
    return table.map(unguarded)


def audited(decision: Row, outcome: str, row_id: str = "") -> Row:
    """Return a row of the audit list."""
    return {**{column: decision.get(column, "") for column in AUDIT}, "outcome": outcome, "row_id": row_id}


def by(decision: Row) -> str:
    """Who decided, in words.

    >>> by({"verdict": "corrected", "coder": "anna"}), by({"verdict": "wrong", "coder": ""})
    ('corrected by anna', 'rejected by the researcher')
    """
    did = {RIGHT: "confirmed", WRONG: "rejected", CORRECTED: "corrected"}[decision["verdict"]]
    return f"{did} by {decision['coder'] or 'the researcher'}"


def _problem(row: Row, cells: dict[str, str]) -> str | None:
    missing = [column for column in ("what", "verdict", *PLACE) if column not in cells]
    if missing:
        return f"the table lacks the columns {missing}; `analysis review` makes one"
    if not row["verdict"]:
        return None
    if row["what"] not in WHAT:
        return f"what is {row['what']!r}; use one of {list(WHAT)}"
    if row["verdict"] not in VERDICTS:
        return f"verdict is {row['verdict']!r}; use one of {list(VERDICTS)}"
    if row["verdict"] == CORRECTED and not row["value"]:
        return "it is corrected, but no value says to what"
    return None if row["words"] and row["article_id"] else "it names no article_id and words to find it by"


def _lines(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        if path.suffix == ".xlsx":
            listed = read_workbook(path.read_bytes()).to_dict("records")
            return [(n, {str(k): str(v) for k, v in cells.items()}) for n, cells in enumerate(listed, 2)]
        found = []
        for line in read_table(read_text(RawFile(path.name, path))):
            if isinstance(line, Unfit):
                raise line
            found.append((line.line, line.cells))
    except Unfit as unfit:
        at = "" if unfit.line is None else f", line {unfit.line}"
        raise CorpusError(f"{path}{at}: {unfit.reason}; `analysis review` makes a new sheet") from unfit
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path} can't be read ({error}); `analysis review` makes a new sheet") from error
    return found
