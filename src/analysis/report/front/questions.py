"""Contested matters as questions, each with the shortest telling words of both sides and who holds them."""

import re
from collections import Counter
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple, TypeAlias

import pandas as pd
from markupsafe import Markup

from analysis.frames import Frames
from analysis.lexicon import stems
from analysis.report.front.wording import capital, listed, number, question
from analysis.report.pieces import Piece
from analysis.report.quotes import excerpt
from analysis.schema import Row, records

FEWEST_WORDS: Final = 4
LONGEST_QUOTE: Final = 170
# What is cut ends with a sentence where one ends in the second half of what there is room for.
WHOLE_SENTENCES: Final = re.compile(rf".{{{LONGEST_QUOTE // 2},}}[.!?](?=\s)", re.DOTALL)
# Words that begin so hang on what stands before them.
HANGING: Final = frozenset("that which who whose where when whom to".split())
# Stance → what one does, what several do.
STANCES: Final = {
    "affirms": ("says so", "say so"),
    "denies": ("denies it", "deny it"),
    "qualifies": ("says it less surely", "say it less surely"),
    "accuses": ("accuses the other side", "accuse the other side"),
    "account": ("gives this account", "give this account"),
}


Rank: TypeAlias = tuple[bool, bool, bool, bool, int, str, int]


class Side(NamedTuple):
    """One position in a matter: who takes it, how, in which words and where."""

    parties: str
    stance: str
    words: Piece
    outlet: str
    n_passages: int


class Matter(NamedTuple):
    """A contested matter as a question with its two sides."""

    matter_id: str
    question: str
    confidence: str
    sides: tuple[Side, ...]
    about: str


def as_question(frames: Frames, row: Row, positions: pd.DataFrame) -> Matter:
    rows = records(positions.loc[positions["matter_id"] == row["matter_id"]])
    by_side = {side: [r for r in rows if r["position"] == side] for side in "ab"}
    best = _answering_each_other(by_side["a"], by_side["b"], stems(row["heading"]))
    sides = [_side(frames, said, best[side]) for side, said in by_side.items() if said]
    sources, articles = number(row["n_sources"], "source"), number(row["n_articles"], "article")
    confidence = "high" if any(r["confidence"] == "high" for r in rows) else "medium"
    about = f"{capital(sources)} in {articles}, {number(len(rows), 'passage')}; {confidence} confidence"
    return Matter(row["matter_id"], question(row["heading"]), confidence, tuple(sides), about)


def _answering_each_other(a: list[Row], b: list[Row], asked: AbstractSet[str]) -> dict[str, Row | None]:
    """The words of either side to show: of one relation if they can be, and then those that tell best."""

    def rank(row: Row) -> Rank:
        return _telling(row, asked)

    pairs = [(one, other) for one in a for other in b if one["relation_id"] == other["relation_id"]]
    apart = [(one, other) for one, other in pairs if one["text"] != other["text"]]
    if apart:
        one, other = min(apart, key=lambda pair: (rank(pair[0]), rank(pair[1])))
        return {"a": one, "b": other}
    return {"a": min(a, key=rank, default=None), "b": min(b, key=rank, default=None)}


def _telling(row: Row, asked: AbstractSet[str]) -> Rank:
    """High confidence first; then what stands alone, says enough and in the question's words; then the shortest."""
    words = row["text"].split()
    hangs = words[0].lower() in HANGING
    is_apt = len(words) >= FEWEST_WORDS and len(row["text"]) <= LONGEST_QUOTE
    is_off = 2 * len(asked & stems(row["text"])) < len(asked)
    return row["confidence"] != "high", hangs, not is_apt, is_off, len(words), row["article_id"], row["char_start"]


def _side(frames: Frames, said: list[Row], best: Row | None) -> Side:
    shown = best or said[0]
    parties = Counter(row["party"] for row in said)
    stance = Counter(row["stance"] for row in said).most_common(1)[0][0]
    one, several = STANCES.get(stance, (stance.replace("_", " "),) * 2)
    words = quote(frames, shown["article_id"], *_standing_alone(frames, shown))
    # Whose words are shown stands first.
    ranked = sorted(parties, key=lambda name: (name != shown["party"], -parties[name], name))
    outlet = frames.index.article_names[shown["article_id"]]
    return Side(listed(ranked, 3), several if len(ranked) > 1 else one, words, outlet, len(said))


def _standing_alone(frames: Frames, row: Row) -> tuple[int, int]:
    """The place of the words, or of their sentence where they hang on what stands before them and it is short."""
    start, end = row["char_start"], row["char_end"]
    touched = frames.index.sentences_at(row["article_id"], start, end)
    if not touched or row["text"].split()[0].lower() not in HANGING:
        return start, end
    first, last = min(start, touched[0][1]["char_start"]), max(end, touched[-1][1]["char_end"])
    return (first, last) if last - first <= LONGEST_QUOTE else (start, end)


def quote(frames: Frames, article_id: str, start: int, end: int) -> Piece:
    """Return words as a link to their place, cut after a sentence or word where they are long; the link leads there."""
    text = frames.index.articles[article_id]["text"][start:end]
    if len(text) <= LONGEST_QUOTE:
        return excerpt(frames, article_id, start, end)
    kept = text[:LONGEST_QUOTE].rsplit(None, 1)[0].rstrip()
    if sentences := WHOLE_SENTENCES.match(kept):
        kept = sentences[0]
    return Piece(Markup("{} …").format(excerpt(frames, article_id, start, start + len(kept))))
