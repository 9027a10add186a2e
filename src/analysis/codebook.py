"""A researcher's concepts → who agrees and who disagrees with them, and how actors stand to each other over time.

Sources:
    Leifeld, Discourse Network Analysis (2017), Oxford Handbook of Political Networks: congruence and conflict.
"""

import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.corpus import locate
from analysis.corpus.decoding import read_text
from analysis.corpus.files import RawFile, Unfit
from analysis.corpus.tables import Line, read_table
from analysis.dates import interval
from analysis.errors import CorpusError, ParameterError
from analysis.frames import Frames
from analysis.schema import Row

CODEBOOK = ("concept", "definition", "cues")
CODED = [
    "claim_id",
    "concept",
    "stance",
    "entity_id",
    "source",
    "date",
    "article_id",
    "char_start",
    "char_end",
    "words",
]
TIES = ["window_start", "window_end", "entity_a", "entity_b", "name_a", "name_b", "congruence", "conflict"]
AGREE, DISAGREE, UNCLEAR = "agree", "disagree", "unclear"
OPPOSITE = {AGREE: DISAGREE, DISAGREE: AGREE}
# A source that only asks, or says that something may be, takes no side.
UNSURE = ("possible", "unknown")
DAY = np.timedelta64(1, "D")


def read_codebook(path: str | Path) -> pd.DataFrame:
    """Read concepts.csv: concept, definition, and cues, the phrases that speak of it, parted by `|`.

    A cue matches whole words, whatever their case and the blanks between; `*` stands for any ending. An empty path
    means that there is no codebook: no rows.

    Raises:
        CorpusError: The file can't be read, lacks a column, or a concept has no cue or stands twice.
    """
    if not str(path):
        return pd.DataFrame(columns=list(CODEBOOK), dtype="str")
    place = locate(path)
    rows: dict[str, Row] = {}
    try:
        for line in read_table(read_text(RawFile(place.name, place))):
            row = _entry(line, rows)
            rows[row["concept"]] = row
    except Unfit as unfit:
        at = "" if unfit.line is None else f", line {unfit.line}"
        raise CorpusError(f"{place}{at}: {unfit.reason}; a codebook has the columns {list(CODEBOOK)}") from unfit
    return pd.DataFrame(list(rows.values()), columns=list(CODEBOOK), dtype="str")


def code_claims(frames: Frames, codebook: pd.DataFrame) -> pd.DataFrame:
    """Find which claims speak to which concept, and on which side.

    The stance is that of the clause around the cue: agree where it is affirmed, disagree where it is negated or the
    source denies it; a negation that is denied, a question, and what is only possible are unclear.

    Args:
        frames: The seven frames.
        codebook: As `read_codebook` returns.

    Returns:
        One row a claim and concept: claim_id, concept, stance, entity_id and name of the source (null where nobody is
        known), date (the day it was said, else published; null where the day is not known), and the cue's place and
        words; in order of article and place. No rows where no cue occurs.
    """
    index = frames.index
    patterns = [(row["concept"], _pattern(row["cues"])) for row in codebook.to_dict("records")]
    clauses: dict[str, list[Row]] = defaultdict(list)
    for row in index.predications.values():
        if row["claim_id"]:
            clauses[row["claim_id"]].append(row)
    rows = []
    for claim in sorted(index.claims.values(), key=lambda c: (c["article_id"], c["char_start"], c["claim_id"])):
        article = index.articles[claim["article_id"]]
        date = _day(claim["said_on"] or article["published"])
        source = index.party_names.get(claim["entity_id"] or "", claim["source_name"])
        known = {"claim_id": claim["claim_id"], "entity_id": claim["entity_id"], "source": source, "date": date}
        for concept, pattern in patterns:
            span = _first(pattern, article["text"], claim["content_spans"])
            if span is None:
                continue
            place = {"article_id": claim["article_id"], "char_start": span[0], "char_end": span[1]}
            stance = _stance(claim, clauses[claim["claim_id"]], span)
            rows.append(known | place | {"concept": concept, "stance": stance, "words": index.text_at(place)})
    return pd.DataFrame(rows, columns=CODED).astype({"entity_id": "str", "source": "str", "date": "str"})


def count_stances(coded: pd.DataFrame) -> pd.DataFrame:
    """Count, for each concept, its claims by stance and the sources that take a side; the most spoken of first.

    Args:
        coded: As `code_claims` returns.

    Returns:
        One row a concept: concept, agree, disagree, unclear (claims), n_sources (known ones that agree or disagree).
    """
    counts = pd.crosstab(coded["concept"], coded["stance"]).reindex(columns=[AGREE, DISAGREE, UNCLEAR], fill_value=0)
    sided = coded[coded["stance"] != UNCLEAR].groupby("concept")["entity_id"].nunique()
    table = counts.assign(n_sources=sided.reindex(counts.index, fill_value=0), n=counts.sum(axis=1)).reset_index()
    ranked = table.sort_values(["n", "concept"], ascending=[False, True], kind="stable", ignore_index=True)
    return ranked.drop(columns="n").rename_axis(columns=None)


def congruence_and_conflict(coded: pd.DataFrame, *, length: int | None = None, step: int | None = None) -> pd.DataFrame:
    """Count, for each two actors, the concepts on which they take the same and opposite sides, window by window.

    An actor counts once a concept and side in a window; one who both agrees and disagrees counts on both sides. What
    is unclear, and claims without a known source, take no side.

    Args:
        coded: As `code_claims` returns.
        length: Days in a window; None makes one window of all claims, dated or not.
        step: Days from one window's start to the next; as long as the window by default, shorter ones overlap.

    Returns:
        One row a window and pair that shares a concept: window_start and window_end (half-open; null for the one
        window of all), entity_a, entity_b and their names, congruence, conflict (counts of concepts).

    Raises:
        ParameterError: A length or a step is less than 1.
    """
    if (length is not None and length < 1) or (step is not None and step < 1):
        raise ParameterError(f"windows of {length} days by steps of {step} can't be made; use 1 or more")
    sided = coded[coded["stance"].isin([AGREE, DISAGREE]) & coded["entity_id"].notna()]
    windows = [(None, None, sided)] if length is None else _windows(sided, length, step or length)
    rows = [(start, end, *tie) for start, end, within in windows for tie in _ties(within)]
    names = dict(zip(sided["entity_id"], sided["source"], strict=True))
    ties = pd.DataFrame(rows, columns=[column for column in TIES if column not in ("name_a", "name_b")])
    return ties.assign(name_a=ties["entity_a"].map(names), name_b=ties["entity_b"].map(names))[TIES]


def _entry(line: Line | Unfit, before: dict[str, Row]) -> Row:
    if isinstance(line, Unfit):
        raise line
    row = {name: line.cells.get(name, "").strip() for name in CODEBOOK}
    if not row["concept"] or not row["cues"].strip(" |"):
        raise Unfit("a concept needs a name and cues", line.line)
    if row["concept"] in before:
        raise Unfit(f"the concept {row['concept']!r} stands in it twice", line.line)
    return row


def _windows(sided: pd.DataFrame, length: int, step: int) -> list[tuple[str | None, str | None, pd.DataFrame]]:
    """The claims of each window, with its start and its end; those whose day is not known are in none."""
    dated = sided[sided["date"].notna()]
    if dated.empty:
        return []
    days = np.array(dated["date"].tolist(), dtype="datetime64[D]")
    windows: list[tuple[str | None, str | None, pd.DataFrame]] = []
    for start in np.arange(days.min(), days.max() + DAY, step * DAY):
        end = start + length * DAY
        windows.append((str(start), str(end), dated[(days >= start) & (days < end)]))
    return windows


def _ties(sided: pd.DataFrame) -> list[tuple[str, str, int, int]]:
    held: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for entity, concept, stance in sided[["entity_id", "concept", "stance"]].itertuples(index=False):
        held[entity].add((concept, stance))
    ties = []
    for a, b in combinations(sorted(held), 2):
        same = len(held[a] & held[b])
        against = len({(concept, OPPOSITE[stance]) for concept, stance in held[a]} & held[b])
        if same or against:
            ties.append((a, b, same, against))
    return ties


def _pattern(cues: str) -> re.Pattern[str]:
    phrases = []
    for cue in filter(str.strip, cues.split("|")):
        words = [re.escape(word).replace(r"\*", r"\w*") for word in cue.split()]
        phrases.append(r"\s+".join(words))
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


def _first(pattern: re.Pattern[str], text: str, spans: list[list[int]]) -> tuple[int, int] | None:
    for start, end in spans:
        if found := pattern.search(text, start, end):
            return found.span()
    return None


def _stance(claim: Row, clauses: list[Row], span: tuple[int, int]) -> str:
    around = [c for c in clauses if c["char_start"] <= span[0] and span[1] <= c["char_end"]]
    clause = min(around, key=lambda c: c["char_end"] - c["char_start"], default=claim)
    if claim["speech_act"] == "ask" or claim["factuality"] in UNSURE or clause["factuality"] in UNSURE:
        return UNCLEAR
    n_negations = int(clause["polarity"] == "-") + int(claim["speech_act"] == "deny" and clause is not claim)
    return (AGREE, DISAGREE, UNCLEAR)[n_negations]


def _day(edtf: str | None) -> str | None:
    """The day of a date; None where it is less precise."""
    earliest, latest = interval(edtf) if edtf else (None, None)
    if earliest is None or latest is None or latest - earliest > DAY:
        return None
    return str(earliest.astype("datetime64[D]"))
