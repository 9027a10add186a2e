"""What coders answered on a sheet of `sample`: shares with intervals, by outlet and kind, agreement, and a sentence."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus import locate
from analysis.corpus.tables import Line
from analysis.errors import CorpusError, ParameterError
from analysis.frames import Frames
from analysis.schema import Row
from analysis.sheets import read_sheet
from analysis.validation.claims import CODED_ANSWERS, SAMPLE
from analysis.validation.reliability import agreement_of
from analysis.validation.samples import QUESTIONS
from analysis.validation.shares import in_words, share

COLUMNS = ["coder", "item_id", "kind", "outlet", "question", "answer"]
SHARES = ["n_right", "n", "share", "low", "high"]
NUMBERS = ("no coder", "one coder", "two coders", "three coders", "four coders")


def read_judgements(paths: Iterable[str | Path], of: str) -> pd.DataFrame:
    """Read the sheets that coders filled in, CSV or .xlsx; the file's name without its ending is the coder's.

    Returns:
        One row an answer: coder, item_id, kind, outlet, question, answer (1.0 for yes, 0.0 for no). Blank ones are
        left out. No rows where there are no paths.

    Raises:
        ParameterError: `of` is unknown.
        CorpusError: A file is missing or no such sheet, or an answer is neither yes nor no; the message says where.
    """
    if of not in QUESTIONS:
        raise ParameterError(f"there is no sample of {of!r}; choose one of {list(QUESTIONS)}")
    rows = [row for path in map(locate, paths) for line in read_sheet(path, SAMPLE) for row in _answers(path, line, of)]
    return pd.DataFrame(rows, columns=COLUMNS)


def measure(judged: pd.DataFrame) -> pd.DataFrame:
    """Measure how much of what was drawn the coders call right.

    An item counts as right where more than half of those who answered say yes.

    Returns:
        One row a question and group: `by` ("all", "outlet" or "kind"), `group`, n_right, n, share, low, high (95 %
        Wilson interval). No rows where nobody answered.
    """
    known = ["question", "item_id", "kind", "outlet"]
    items: Any = judged.groupby(known, as_index=False)["answer"].mean()
    items["is_right"] = items["answer"] > 0.5
    rows = []
    for question, of_it in items.groupby("question", sort=False):
        rows.append({"question": question, "by": "all", "group": "all", **_counted(of_it)})
        for by in ("outlet", "kind"):
            groups = [(group, part) for group, part in of_it.groupby(by) if group]
            rows += [{"question": question, "by": by, "group": group, **_counted(part)} for group, part in groups]
    table = pd.DataFrame(rows, columns=["question", "by", "group", *SHARES])
    return table.astype(dict.fromkeys(SHARES[2:], "Float64"))


def agree(judged: pd.DataFrame) -> pd.DataFrame:
    """Measure how far the coders agree: one row a question with n_items, n_coders, agreement, alpha and remark."""
    rows = [{"question": question, **agreement_of(part)} for question, part in judged.groupby("question", sort=False)]
    columns = ["question", "n_items", "n_coders", "agreement", "alpha", "remark"]
    return pd.DataFrame(rows, columns=columns).astype({"agreement": "Float64", "alpha": "Float64"})


def recall_of_sentences(frames: Frames, judged: pd.DataFrame) -> pd.DataFrame:
    """Compare what coders saw in blind sentences with what was found in them.

    Args:
        frames: The corpus that the sentences were drawn from.
        judged: The answers on a sheet of "sentences"; sentences that no longer are there are not counted.

    Returns:
        Per question precision, recall and f1, over all and by outlet: question, by, group, measure, n_right, n, share,
        low, high. F1 has no Wilson interval: its bounds are those that both bounds of precision and recall give.
    """
    index = frames.index
    claims = index.by_sentence("claims")
    found = {
        "has_claim": {s for s in index.sentences if claims.get(s)},
        "has_denial": {s for s in index.sentences if any(c["speech_act"] == "deny" for c in claims.get(s, ()))},
    }
    items: Any = judged[judged["item_id"].isin(list(index.sentences))]
    items = items.groupby(["question", "item_id", "outlet"], as_index=False)["answer"].mean()
    rows: list[Row] = []
    for question, of_it in items.groupby("question", sort=False):
        groups = [("all", "all", of_it), *(("outlet", outlet, part) for outlet, part in of_it.groupby("outlet"))]
        for by, group, part in groups:
            seen = set(part.loc[part["answer"] > 0.5, "item_id"])
            predicted = found[str(question)] & set(part["item_id"])
            both = len(seen & predicted)
            shares = {"precision": share(both, len(predicted)), "recall": share(both, len(seen))}
            shares["f1"] = _f1(shares["precision"], shares["recall"])
            rows += [{"question": question, "by": by, "group": group, "measure": m, **s} for m, s in shares.items()]
    table = pd.DataFrame(rows, columns=["question", "by", "group", "measure", *SHARES])
    return table.astype(dict.fromkeys(SHARES[2:], "Float64"))


def methods_sentence(judged: pd.DataFrame, of: str) -> str:
    """Return a sentence for the methods section: who judged how many, the share right, and how far they agree.

    >>> methods_sentence(pd.DataFrame(columns=COLUMNS), "contradictions")
    'No contradictions have been judged yet.'
    """
    if judged.empty:
        return f"No {of} have been judged yet."
    measures = measure(judged)
    parts = []
    for found in agree(judged).to_dict("records"):
        is_it = measures["question"].eq(found["question"]) & measures["by"].eq("all")
        counted = measures[is_it].iloc[0]
        n_coders = judged.loc[judged["question"] == found["question"], "coder"].nunique()
        who = NUMBERS[n_coders] if n_coders < len(NUMBERS) else f"{n_coders} coders"
        alpha = f"alpha {found['alpha']:.2f} on {found['n_items']}" if not found["remark"] else found["remark"]
        name = str(found["question"]).replace("_", " ")
        parts.append(
            f"{name}: of {counted['n']} {of} {who} judged {counted['n_right']} so, {in_words(dict(counted))}, {alpha}"
        )
    return "; ".join(parts)[:1].upper() + "; ".join(parts)[1:] + ". Brackets: 95 % Wilson intervals."


def _answers(path: Path, line: Line, of: str) -> Iterator[Row]:
    """The questions of a row that are answered for."""
    asked = QUESTIONS[of].asked
    missing = [column for column in ("item_id", *asked) if column not in line.cells]
    if missing:
        raise CorpusError(f"{path} lacks the columns {missing}; {SAMPLE} makes a sheet")
    known = {name: line.cells.get(name, "") for name in ("item_id", "kind", "outlet")}
    for question in asked:
        written = line.cells[question].strip()
        if written.lower() not in CODED_ANSWERS:
            raise CorpusError(f"{path}, line {line.line}: {question} is {written!r}; write yes, no or nothing")
        answer = CODED_ANSWERS[written.lower()]
        if answer is not None:
            yield {"coder": path.stem, **known, "question": question, "answer": float(answer)}


def _counted(items: Any) -> Row:
    return share(int(items["is_right"].sum()), len(items))


def _f1(precision: Row, recall: Row) -> Row:
    bounds: dict[str, float | None] = {}
    for name in ("share", "low", "high"):
        p, r = precision[name], recall[name]
        bounds[name] = None if p is None or r is None else 2 * p * r / (p + r) if p + r else 0.0
    return {"n_right": precision["n_right"], "n": precision["n"] + recall["n"] - precision["n_right"], **bounds}
