"""What coders answered on a sheet of `sample`: shares with intervals, by outlet and kind, agreement, and a sentence."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import pandas as pd

from analysis.corpus import locate
from analysis.corpus.tables import Line
from analysis.errors import CorpusError, ParameterError
from analysis.frames import Frames
from analysis.schema import Row, records
from analysis.sheets import read_sheet
from analysis.validation.claims import CODED_ANSWERS, SAMPLE
from analysis.validation.reliability import agreement_of
from analysis.validation.samples import QUESTIONS
from analysis.validation.shares import decimal, in_words, share

COLUMNS = ["coder", "item_id", "kind", "outlet", "question", "answer"]
SHARES = ["n_right", "n", "share", "low", "high"]
# What coders have called a claim by saying yes, as for the other samples.
CLAIMS_JUDGED = {"is_claim": "to be one", "source_ok": "of the right source", "content_ok": "of the right content"}
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
    rows.sort(key=lambda row: list(QUESTIONS[of].asked).index(row["question"]))
    return pd.DataFrame(rows, columns=COLUMNS)


def judgements_of_claims(codings: pd.DataFrame) -> pd.DataFrame:
    """Return the answers on sheets of claims in the form of `read_judgements`; the kind is the form of quotation.

    Source and content are judged of what the coder calls a claim. Missed claims that a coder added are left out.

    Args:
        codings: As `read_codings` returns.
    """
    found = codings[codings["claim_id"].notna()].rename(columns={"claim_id": "item_id", "quotation": "kind"})
    rows = []
    for question in CLAIMS_JUDGED:
        asked = found if question == "is_claim" else found[found["is_claim"].fillna(value=False)]
        answered = asked[asked[question].notna()]
        rows.append(answered.assign(question=question, answer=answered[question].astype("float64"))[COLUMNS])
    return pd.concat(rows, ignore_index=True).fillna({"kind": "", "outlet": ""})


def measure(judged: pd.DataFrame) -> pd.DataFrame:
    """Measure how much of what was drawn the coders call right.

    An item counts as right where more than half of those who answered say yes.

    Returns:
        One row a question and group: `by` ("all", "outlet" or "kind"), `group`, n_right, n, share, low, high (95 %
        Wilson interval). No rows where nobody answered.
    """
    rows = []
    for question, of_it in _items(judged).groupby("question", sort=False):
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
    denials = {sentence for sentence, rows in claims.items() if any(row["speech_act"] == "deny" for row in rows)}
    found = {"has_claim": {sentence for sentence, rows in claims.items() if rows}, "has_denial": denials}
    items = _items(judged[judged["item_id"].isin(list(index.sentences))])
    rows: list[Row] = []
    for question, of_it in items.groupby("question", sort=False):
        groups = [("all", "all", of_it), *(("outlet", outlet, part) for outlet, part in of_it.groupby("outlet"))]
        for by, group, part in groups:
            known = {"question": question, "by": by, "group": group}
            rows += [known | counted for counted in _compared(part, found[str(question)])]
    table = pd.DataFrame(rows, columns=["question", "by", "group", "measure", *SHARES])
    return table.astype(dict.fromkeys(SHARES[2:], "Float64"))


def methods_sentence(judged: pd.DataFrame, of: str) -> str:
    """Return a sentence for the methods section: who judged how many, the share right, and how far they agree.

    >>> methods_sentence(pd.DataFrame(columns=COLUMNS), "contradictions")
    'No contradictions have been judged yet.'
    """
    if judged.empty:
        return f"No {of} have been judged yet."
    called = CLAIMS_JUDGED if of == "claims" else QUESTIONS[of].judged
    measures, agreed = measure(judged), agree(judged)
    parts = []
    for question, counted in measures[measures["by"] == "all"].set_index("question").iterrows():
        n_coders = judged.loc[judged["question"] == question, "coder"].nunique()
        who = NUMBERS[n_coders] if n_coders < len(NUMBERS) else f"{n_coders} coders"
        found = agreed[agreed["question"] == question].iloc[0]
        alpha = found["remark"] or f"alpha {decimal(found['alpha'])} on {found['n_items']}"
        right = f"{counted['n_right']} {called[str(question)]}, {in_words(dict(counted))}"
        items = of.removesuffix("s") if counted["n"] == 1 else of
        parts.append(f"of {counted['n']} {items} {who} judged {right}, {alpha}")
    told = "; ".join(parts)
    return f"{told[0].upper()}{told[1:]}. Brackets: 95 % Wilson intervals."


def recall_sentence(compared: pd.DataFrame) -> str:
    """Return what blind sentences say of precision and recall, as a sentence for the methods section.

    Args:
        compared: As `recall_of_sentences` returns.
    """
    of_all = compared[compared["by"] == "all"]
    if of_all.empty:
        return "No blind sentences have been judged yet."
    parts = []
    for question, rows in of_all.groupby("question", sort=False):
        told = [f"{row['measure']} {in_words(row)} of {row['n']}" for row in records(rows) if row["measure"] != "f1"]
        f1 = in_words(records(rows)[-1])
        parts.append(f"sentences {QUESTIONS['sentences'].judged[str(question)]}: {', '.join(told)}, F1 {f1}")
    return f"Blind {'; '.join(parts)}."


def _items(judged: pd.DataFrame) -> pd.DataFrame:
    """One row an item and question: whether more than half of those who answered say yes."""
    known = ["question", "item_id", "kind", "outlet"]
    items: Any = judged.groupby(known, as_index=False, sort=False)["answer"].mean()
    return cast("pd.DataFrame", items.assign(is_right=items["answer"] > 0.5))


def _compared(items: pd.DataFrame, found: set[str]) -> Iterator[Row]:
    """Precision, recall and f1 of what was found in some sentences."""
    seen = set(items.loc[items["is_right"], "item_id"])
    predicted = found & set(items["item_id"])
    n_both = len(seen & predicted)
    precision, recall = share(n_both, len(predicted)), share(n_both, len(seen))
    yield {"measure": "precision", **precision}
    yield {"measure": "recall", **recall}
    yield {"measure": "f1", **_f1(precision, recall)}


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


def _counted(items: pd.DataFrame) -> Row:
    return share(int(items["is_right"].sum()), len(items))


def _f1(precision: Row, recall: Row) -> Row:
    bounds: dict[str, float | None] = {}
    for name in ("share", "low", "high"):
        p, r = precision[name], recall[name]
        bounds[name] = None if p is None or r is None else 2 * p * r / (p + r) if p + r else 0.0
    return {"n_right": precision["n_right"], "n": precision["n"] + recall["n"] - precision["n_right"], **bounds}
