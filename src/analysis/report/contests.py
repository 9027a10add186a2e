"""A contested matter with its two positions side by side, in the parties' own words."""

import pandas as pd
from markupsafe import Markup

from analysis.corpus import Frames
from analysis.report.pieces import Piece, isolated
from analysis.report.quotes import quotations
from analysis.schema import records

SIDES = (("a", "One side"), ("b", "The other side"))


def side_by_side(frames: Frames, positions: pd.DataFrame, *, most: int = 12) -> Piece:
    """Return the contested matters, each with both positions in two columns, quotation by quotation.

    Args:
        frames: The frames that the words are in.
        positions: As `disagreement.list_positions` returns: one row a span with matter_id, heading, position and party.
        most: The number of matters to show, those with most spans first.

    Returns:
        The matters; a sentence that says so where nothing is contested.
    """
    counts = positions.groupby("matter_id").size().sort_values(ascending=False, kind="stable")
    pieces = [_matter(frames, positions.loc[positions["matter_id"] == matter]) for matter in counts.index[:most]]
    if not pieces:
        words = "No contested matter was found; that is no proof of agreement."
        return Piece(Markup('<p class="reading">{}</p>').format(words), words)
    return Piece(Markup("\n").join(p.html for p in pieces), "\n\n".join(str(p) for p in pieces))


def _matter(frames: Frames, rows: pd.DataFrame) -> Piece:
    title = rows["heading"].iloc[0]
    columns = [_column(frames, label, rows.loc[rows["position"] == side]) for side, label in SIDES]
    html = Markup('<section class="matter"><h4>{}</h4><div class="sides">{}</div></section>').format(
        isolated(title), Markup("").join(c.html for c in columns)
    )
    return Piece(html, "\n".join([title, *(str(c) for c in columns)]))


def _column(frames: Frames, label: str, rows: pd.DataFrame) -> Piece:
    parts = []
    for party, said in rows.groupby("party", sort=False):
        words = quotations(frames, records(said), context=True)
        parts.append((party, words))
    html = Markup("").join(
        Markup('<p class="party">{}</p>{}').format(isolated(party), words.html) for party, words in parts
    )
    text = "\n".join(f"{party}:\n{words}" for party, words in parts)
    return Piece(Markup('<div class="side"><p class="which">{}</p>{}</div>').format(label, html), f"{label}\n{text}")
