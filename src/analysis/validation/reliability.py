"""How far coders agree, with words where there is no number.

Sources:
    Krippendorff, Content Analysis (2004), chapter 11; computed by the `krippendorff` library, which divides by nothing
    where all answers are alike and refuses a single unit.
"""

import pandas as pd

from analysis.schema import Row


def agreement_of(answers: pd.DataFrame) -> Row:
    """Measure the agreement on yes-or-no answers.

    Args:
        answers: One row an answer: coder, item_id, answer (1.0 or 0.0); an item that nobody answered has none.

    Returns:
        n_items (with two answers or more), n_coders, agreement (share of pairs of answers to one item that are alike;
        None where there is no pair), alpha (None where it has no meaning) and remark, which then says why.
    """
    import krippendorff

    n_coders = answers["coder"].nunique()
    if answers.empty:
        none = {"agreement": None, "alpha": None}
        return {"n_items": 0, "n_coders": 0, **none, "remark": _why_not(0, 0, 0, 0)}
    table = answers.pivot_table(index="item_id", columns="coder", values="answer", aggfunc="first")
    table = table[table.notna().sum(axis=1) >= 2].dropna(axis=1, how="all")
    yes, given = table.sum(axis=1), table.notna().sum(axis=1)
    pairs = float((given * (given - 1)).sum())
    alike = float((yes * (yes - 1) + (given - yes) * (given - yes - 1)).sum())
    remark = _why_not(n_coders, len(table), float(yes.sum()), float(given.sum()))
    alpha = None if remark else float(krippendorff.alpha(table.T.to_numpy(), level_of_measurement="nominal"))
    return {
        "n_items": len(table),
        "n_coders": table.shape[1],
        "agreement": alike / pairs if pairs else None,
        "alpha": alpha,
        "remark": remark,
    }


def _why_not(n_coders: int, n_items: int, n_yes: float, n_answers: float) -> str:
    """Why there is no alpha; empty where there is one."""
    if n_coders == 0:
        return "nobody has answered yet"
    if n_coders == 1:
        return "one coder only: agreement needs two"
    if n_items == 0:
        return "no item was answered by two coders"
    if n_yes in (0, n_answers):
        return "all answers are the same: nothing to tell from chance"
    return ""
