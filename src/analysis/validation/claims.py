"""A sample of claims for coders to correct; precision, recall and agreement from their files."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus import locate
from analysis.corpus.tables import Line
from analysis.errors import CorpusError, ParameterError
from analysis.frames import Frames
from analysis.schema import Row
from analysis.sheets import read_sheet
from analysis.validation.draw import drawn
from analysis.validation.shares import share

QUESTIONS = ("is_claim", "source_ok", "content_ok")
SHOWN = tuple("claim_id article_id outlet sentence_id sentence source_text cue content quotation also_found".split())
SHEET = (*SHOWN, *QUESTIONS, "note")
CODINGS = ("coder", "claim_id", "article_id", "outlet", "sentence_id", "content", "quotation", *QUESTIONS, "note")
YES, NO = ("yes", "y", "true", "x", "1"), ("no", "n", "false", "0")
SAMPLE = "`analysis sample`"
CODED_ANSWERS = {"": None, **dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}


def sample_claims(frames: Frames, n: int, seed: int = 0) -> pd.DataFrame:
    """Draw claims for coders to correct, spread over articles and forms of quotation in proportion.

    The coder answers yes or no in `is_claim` (does somebody say or think this here?), `source_ok` (is it theirs? no
    source is right where the text names none) and `content_ok` (is it all of what they say, and no more?). A claim
    of the same sentences that stands neither in the row nor in `also_found` is added as a row of its own, with
    article_id, sentence_id and content, and no claim_id.

    Args:
        frames: The corpus.
        n: How many claims to draw; all of them where there are fewer.
        seed: Another seed draws another sample; the order of rows has no effect.

    Returns:
        One row a claim with the columns SHEET, in order of article and place, all of them texts; write it with
        `sheet_bytes`. No rows where there are no claims.

    Raises:
        ParameterError: n is less than 1.

    Sources:
        Systematic sampling from an ordered list (Cochran, Sampling Techniques, 1977, chapter 8).
    """
    if n < 1:
        raise ParameterError(f"a sample of {n} claims can't be drawn; ask for 1 or more")
    chosen = drawn(list(frames.index.claims.values()), n, seed, _by_article_and_form)
    chosen.sort(key=lambda claim: (claim["article_id"], claim["char_start"], claim["claim_id"]))
    articles = frames.index.articles
    sentences = frames.index.by_article("sentences")
    together = frames.index.by_sentence("claims")
    rows = []
    for claim in chosen:
        article = articles[claim["article_id"]]
        others = (c for c in together[claim["sentence_id"]] if c["claim_id"] != claim["claim_id"])
        row = {
            **claim,
            "outlet": article["outlet"],
            "sentence": _passage(claim, article["text"], sentences[claim["article_id"]]),
            "cue": claim["cue_text"],
            "content": claim["content_text"],
            "also_found": " | ".join(c["content_text"] for c in others),
        }
        rows.append({column: row[column] or "" for column in SHOWN})
    return pd.DataFrame(rows, columns=list(SHEET), dtype="str").fillna("")


def read_codings(paths: Iterable[str | Path]) -> pd.DataFrame:
    """Read the files that coders filled in.

    Args:
        paths: One CSV or .xlsx a coder, as `analysis sample` made it; the file's name without its ending is the
            coder's. A relative path counts from the current folder or, in default of that, from `notebooks`.

    Returns:
        One row a claim and coder, in the files' order: coder, claim_id (null for a missed claim that the coder added),
        article_id, outlet, sentence_id, content, quotation, the answers (True, False or null) and note. No rows where
        there are no paths.

    Raises:
        CorpusError: A file is missing or no such table, an answer is neither yes nor no, or a claim stands in a file
            twice; the message names file and line.
    """
    places = [locate(path) for path in paths]
    coders = [place.stem for place in places]
    if len(set(coders)) < len(coders):
        raise CorpusError(f"two files have the same name in {coders}; call each after its coder")
    rows = [row for place in places for row in _coded(place)]
    codings = pd.DataFrame(rows, columns=list(CODINGS))
    return codings.astype({column: "boolean" if column in QUESTIONS else "str" for column in CODINGS})


def precision_recall(codings: pd.DataFrame) -> pd.DataFrame:
    """Measure, by each coder's answers, how much of what was found is right and how much of what is there was found.

    Recall counts only the sentences that the coder saw, and those were shown because something was found in them: take
    it for an upper bound.

    Args:
        codings: As `read_codings` returns them.

    Returns:
        Per coder one row a measure: `precision` (claims that are one), `source` and `content` (of these, whose source
        or content is right), `all_right` (claims right in all three), `recall` (claims that are one, of these and the
        missed). Each with `n_right` of `n`, their `share` and the bounds `low` and `high` of its 95 % Wilson interval;
        these are null where n is 0. An answer that is blank is not counted. No rows where there are no coders.

    Sources:
        Wilson, Probable Inference, the Law of Succession, and Statistical Inference (1927).
    """
    rows = []
    for coder in dict.fromkeys(codings["coder"]):
        of_coder = codings[codings["coder"] == coder]
        found = of_coder[of_coder["claim_id"].notna()]
        claims = _answers(found, "is_claim")["is_claim"]
        wrong = found[list(QUESTIONS)].eq(False).any(axis=1)
        complete = found[list(QUESTIONS)].notna().all(axis=1) | wrong
        n_right = int(claims.sum())
        n_missed = int((of_coder["claim_id"].isna() & of_coder["is_claim"].fillna(value=True)).sum())
        counts = {
            "precision": (n_right, len(claims)),
            "source": _yes_of(found, "source_ok"),
            "content": _yes_of(found, "content_ok"),
            "all_right": (int((complete & ~wrong).sum()), int(complete.sum())),
            "recall": (n_right, n_right + n_missed),
        }
        rows += [{"coder": coder, "measure": name, **share(*count)} for name, count in counts.items()]
    columns = ["coder", "measure", "n_right", "n", "share", "low", "high"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[4:], "Float64"))


def _by_article_and_form(claim: Row) -> tuple[str, str, str]:
    return claim["article_id"], claim["quotation"], claim["claim_id"]


def _passage(claim: Row, text: str, sentences: list[Row]) -> str:
    """The sentences that source, cue and content stand in."""
    offsets = [claim[f"{part}_{end}"] for part in ("source", "cue", "char") for end in ("start", "end")]
    start, end = min(o for o in offsets if o is not None), max(o for o in offsets if o is not None)
    around = [s for s in sentences if s["char_start"] < end and s["char_end"] > start]
    return text[min([start, *(s["char_start"] for s in around)]) : max([end, *(s["char_end"] for s in around)])]


def _coded(place: Path) -> Iterable[Row]:
    seen: set[str] = set()
    for line in read_sheet(place, SAMPLE):
        row = _coding(place, line, seen)
        if row["claim_id"] is not None or row["content"] is not None:
            yield row


def _coding(place: Path, line: Line, seen: set[str]) -> Row:
    missing = [column for column in ("claim_id", "content", *QUESTIONS) if column not in line.cells]
    if missing:
        raise CorpusError(f"{place}, line 1: the table lacks the columns {missing}; {SAMPLE} makes a new sheet")
    row: dict[str, Any] = {column: line.cells.get(column) or None for column in CODINGS}
    row["coder"] = place.stem
    for question in QUESTIONS:
        answer = line.cells[question].strip().lower()
        if answer not in CODED_ANSWERS:
            written = line.cells[question]
            raise CorpusError(f"{place}, line {line.line}: {question} is {written!r}; write yes, no or nothing")
        row[question] = CODED_ANSWERS[answer]
    if row["claim_id"] in seen:
        raise CorpusError(f"{place}, line {line.line}: claim {row['claim_id']!r} stands in it twice")
    seen |= {row["claim_id"]} - {None}
    return row


def _answers(codings: pd.DataFrame, question: str) -> pd.DataFrame:
    """The claims that were found and the question answered for, with the answer as 1.0 or 0.0."""
    answered = codings[codings["claim_id"].notna() & codings[question].notna()]
    if question != "is_claim":
        answered = answered[answered["is_claim"].fillna(value=False)]
    return answered.assign(**{question: answered[question].astype("float64")})


def _yes_of(found: pd.DataFrame, question: str) -> tuple[int, int]:
    answers = _answers(found, question)[question]
    return int(answers.sum()), len(answers)
