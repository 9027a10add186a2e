"""The researcher's decisions as a table: what was decided, about which words, by whom."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corpus import locate
from analysis.errors import CorpusError
from analysis.frames import Index, write_whole
from analysis.schema import Row, records
from analysis.sheets import read_sheet, sheet_bytes

FOLLOWED = "decisions-followed.csv"
FILES = ("decisions.csv", "decisions.xlsx")
RIGHT, WRONG, CORRECTED = VERDICTS = ("right", "wrong", "corrected")
WHAT = (
    "claim", "claim_source", "claim_content", "claim_polarity", "relation", "matter", "event", "event_date",
    "event_status", "mention", "actor_merge",
)  # fmt: skip
# What has no other value to be corrected to, and what is corrected in its place.
NOT_CORRECTED = {
    "claim": "a claim is right or wrong; correct its source, content or polarity",
    "event": "an event is right or wrong; correct its date or status",
}
PLACE = ("article_id", "char_start", "char_end", "words")
OTHER_PLACE = tuple(f"other_{name}" for name in PLACE)
COLUMNS = ("what", "verdict", "value", "note", "coder", *PLACE, *OTHER_PLACE)
AUDIT = ("what", "verdict", "value", "coder", "outcome", "row_id", "article_id", "words", "note")
# Words of a decision and a row are the same from this share of common characters on.
SAME = 0.5
REVIEW = "`analysis review`"
GONE = "the words no longer occur in the article"
NO_ROW = "the words are there, but nothing of the kind is found at them now"


class Place(NamedTuple):
    """Where words stand in an article now."""

    article_id: str
    start: int
    end: int

    def touches(self, article_id: str, start: int, end: int) -> bool:
        """Whether the two share a character."""
        return self.article_id == article_id and max(self.start, start) < min(self.end, end)

    def overlap(self, article_id: str, start: int, end: int) -> float:
        """Shared characters by those of both together, 0 to 1; 0 in another article."""
        if not self.touches(article_id, start, end):
            return 0.0
        return (min(self.end, end) - max(self.start, start)) / (max(self.end, end) - min(self.start, start))


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
        for line, cells in read_sheet(path, REVIEW):
            row = {column: cells.get(column, "").strip() for column in COLUMNS}
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
    before = article["text"].rfind(words, 0, near + len(words))
    after = article["text"].find(words, near)
    found = [start for start in (before, after) if start >= 0]
    if not found:
        return None
    start = min(found, key=lambda s: (abs(s - near), s))
    return Place(article["article_id"], start, start + len(words))


def save_audit(parts: list[pd.DataFrame], folder: str | Path) -> None:
    """Write audit lists, one after the other, as decisions-followed.csv of an output folder."""
    path = locate(folder) / FOLLOWED
    write_whole(path, sheet_bytes(pd.concat(parts, ignore_index=True), path))


def load_audit(folder: str | Path) -> pd.DataFrame:
    """Return the audit list of the last run with the columns AUDIT; no rows where nothing was decided."""
    path = locate(folder) / FOLLOWED
    rows = [line.cells for line in read_sheet(path, "`analysis run`")] if path.is_file() else []
    return audit_table(rows).fillna("")


def not_followed(audit: pd.DataFrame) -> list[Row]:
    """Return the rows of an audit list whose decision could not be followed; `outcome` says why."""
    return [row for row in records(audit) if row["outcome"] != by(row)]


def audited(decision: Row, outcome: str, row_id: str = "") -> Row:
    """Return a row of the audit list."""
    return {**{column: decision.get(column, "") for column in AUDIT}, "outcome": outcome, "row_id": row_id}


def audit_table(rows: list[Row]) -> pd.DataFrame:
    """Return rows of the audit list as a table with AUDIT."""
    return pd.DataFrame(rows, columns=list(AUDIT), dtype="str")


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
        return f"the table lacks the columns {missing}; {REVIEW} makes one"
    if not row["verdict"]:
        return None
    if row["what"] not in WHAT:
        return f"what is {row['what']!r}; use one of {list(WHAT)}"
    if row["verdict"] not in VERDICTS:
        return f"verdict is {row['verdict']!r}; use one of {list(VERDICTS)}"
    if row["verdict"] == CORRECTED and row["what"] in NOT_CORRECTED:
        return NOT_CORRECTED[row["what"]]
    if row["verdict"] == CORRECTED and not row["value"]:
        return "it is corrected, but no value says to what"
    return None if row["words"] and row["article_id"] else "it names no article_id and words to find it by"
