"""Contested matters and common ground in the parties' own words, side by side, with what stands around them."""

import pandas as pd
from markupsafe import Markup

from analysis.errors import whole_number
from analysis.frames import Frames
from analysis.lexicon import stems
from analysis.matters import list_common_ground, list_matters, list_surroundings
from analysis.report.pieces import Piece, isolated, say
from analysis.report.quotes import excerpt, find_place, quotations
from analysis.schema import Row, records

MOST_QUOTED = 3
MOST_ALIKE = 4
SHOWN_CARDS = 4
SHOWN_GROUND = 3
WHY = {
    "denial": "One side says it, the other denies it.",
    "existence": "One side speaks of what the other says there was none of.",
    "opposite": "What the two say of the same thing excludes each other.",
    "presupposition": "One side says that the other stayed away; the other, that nothing was fixed.",
    "numeric_mismatch": "The numbers can’t all be right.",
    "date_mismatch": "The dates can’t all be right.",
    "blame_reversal": "Each side lays the fault on the other.",
    "certainty": "One says it flatly, another less surely.",
    "scope_mismatch": "One says it of more than another does.",
    "attribution_mismatch": "The articles name different sources for it.",
    "wording": "The articles put it in different words.",
}
STANCES = {
    "affirms": "Affirmed by",
    "denies": "Denied by",
    "qualifies": "Said less surely by",
    "accuses": "Accusation by",
    "account": "According to",
}


def _by_rule(reasons: tuple[str, ...]) -> str:
    """Reasons with each rule named once: "negation: “open” about gate; “shut” about gate"."""
    words: dict[str, list[str]] = {}
    for rule, _, fired in (reason.partition(": ") for reason in reasons):
        words.setdefault(rule, []).append(fired)
    return "; ".join(f"{rule}: {', or '.join(fired)}" for rule, fired in words.items())


def side_by_side(
    frames: Frames, disagreements: pd.DataFrame, positions: pd.DataFrame, coverage: pd.DataFrame, *, most: int = 12
) -> Piece:
    """Return the contested matters, each with both positions in two columns and what stands around it.

    Args:
        frames: The frames that the words are in.
        disagreements: As `find_disagreements` returns.
        positions: As `disagreement.list_positions` returns.
        coverage: As `disagreement.list_coverage` returns.
        most: The number of matters to show, the weightiest first; where nothing is contested, a sentence says so.
    """
    matters = records(list_matters(frames, positions))[: whole_number(most, "most")]
    if not matters:
        return say(
            "No contested matter was found of which both sides stand in these articles; that is no proof of agreement."
        )
    positions = positions.loc[positions["matter_id"].isin([matter["matter_id"] for matter in matters])]
    around = {s.matter_id: s for s in list_surroundings(frames, disagreements, positions, coverage)}
    ground = list_common_ground(frames, disagreements)
    outlets = frames.index.article_names
    on_matters = disagreements[disagreements["decided"].notna()]
    decided = {matter: rows["decided"].unique() for matter, rows in on_matters.groupby("matter_id")}
    cards = []
    for matter in matters:
        of_matter = positions.loc[positions["matter_id"] == matter["matter_id"]]
        near = around[matter["matter_id"]]
        notes = _undisputed(frames, ground.loc[ground["ground_id"].isin(near.undisputed)], of_matter)
        for label, words in (
            ("Accused in this, or asked for something, with no word on it in these articles", ", ".join(near.unheard)),
            ("Nothing in like words in", ", ".join(outlets[article_id] for article_id in near.silent)),
            ("Why it is listed", _by_rule(near.reasons)),
            ("What was decided on it by hand", "; ".join(decided.get(matter["matter_id"], ()))),
        ):
            notes += [Markup.escape(f"{label}: {words}")] if words else []
        cards.append(_card(matter["heading"], _about(matter), _columns(frames, of_matter), notes, matter["matter_id"]))
    return _folded(cards, SHOWN_CARDS, "contested matter")


def common_ground(frames: Frames, disagreements: pd.DataFrame, *, most: int = 12) -> Piece:
    """Return what two articles or more report alike, each in the words of all of them, and whose word it is.

    Args:
        frames: The frames that the words are in.
        disagreements: As `find_disagreements` returns.
        most: The number of pieces to show; where there are none, a sentence says so.
    """
    ground = list_common_ground(frames, disagreements)
    if ground.empty:
        return say("No two articles were found to report the same; that is no proof that they differ.")
    cards = []
    for _, rows in list(ground.groupby("ground_id", sort=False))[: whole_number(most, "most")]:
        shown = records(rows.head(MOST_ALIKE))
        columns = [(row["by"], quotations(frames, [row], context=True).html) for row in shown]
        n_more = len(rows) - len(shown)
        about = f"{len(rows)} passages; {n_more} more say the same." if n_more else ""
        cards.append(_card(rows["whose"].iloc[0], about, columns, []))
    return _folded(cards, SHOWN_GROUND, "piece")


def _folded(cards: list[Markup], n_shown: int, noun: str) -> Piece:
    """The first cards, and the others behind a fold."""
    shown, rest = Markup("\n").join(cards[:n_shown]), cards[n_shown:]
    if not rest:
        return Piece(shown)
    fold = Markup('\n<details class="more"><summary>{}</summary>{}</details>')
    words = f"{len(rest)} more {noun}{'' if len(rest) == 1 else 's'}"
    return Piece(shown + fold.format(words, Markup("\n").join(rest)))


def _about(matter: Row) -> str:
    why = " ".join(WHY.get(kind, kind.replace("_", " ")) for kind in matter["kinds"])
    n, articles = matter["n_sources"], matter["n_articles"]
    return f"{why} {n} source{'s' if n > 1 else ''} in {articles} article{'s' if articles > 1 else ''}."


def _columns(frames: Frames, rows: pd.DataFrame) -> list[tuple[str, Markup]]:
    """One column a position: every party with what it did, and its words in their sentences."""
    columns = []
    for side in "ab":
        said = rows.loc[rows["position"] == side]
        label = STANCES[said["stance"].mode().iloc[0]] if len(said) else ""
        parts = []
        for party, words in list(said.groupby("party", sort=False))[:MOST_QUOTED]:
            shown = quotations(frames, records(words.head(MOST_QUOTED)), context=True)
            parts.append(Markup('<p class="party">{}</p>{}').format(isolated(party), shown))
        columns.append((label, Markup("\n").join(parts)))
    return columns


def _card(title: str, about: str, columns: list[tuple[str, Markup]], notes: list[Markup], anchor: str = "") -> Markup:
    side = Markup('<div class="side"><p class="which">{}</p>{}</div>')
    around = Markup("").join(map(Markup("<li>{}</li>").format, notes))
    return Markup('<section class="matter"{}><h4>{}</h4>{}<div class="sides">{}</div>{}</section>').format(
        Markup(' id="{}"').format(anchor) if anchor else "",
        isolated(title),
        Markup('<p class="about">{}</p>').format(about) if about else "",
        Markup("").join(side.format(isolated(label), words) for label, words in columns),
        Markup('<ul class="around">{}</ul>').format(around) if notes else "",
    )


def _undisputed(frames: Frames, ground: pd.DataFrame, positions: pd.DataFrame) -> list[Markup]:
    """The passage of each common ground that has most words of the matter."""
    about = stems(" ".join(positions["text"]))
    notes = []
    for _, rows in ground.groupby("ground_id", sort=False):
        places = [find_place(frames, row["article_id"], row["char_start"], row["char_end"]) for row in records(rows)]
        best = max(range(len(places)), key=lambda i: (len(stems(places[i].text) & about), -len(places[i].text)))
        place, by = places[best], rows["by"].iloc[best]
        words = excerpt(frames, place.article["article_id"], place.start, place.end)
        note = Markup("Reported in two articles, contested in none: {} ({}, in {})")
        notes.append(note.format(words, by, place.outlet))
    return notes
