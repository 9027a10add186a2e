"""Numbers in a noun phrase: what is counted, and the bounds that the words set."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Token


WORDS = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
WORDS |= {
    w: float(v)
    for v, w in zip(range(30, 100, 10), "thirty forty fifty sixty seventy eighty ninety".split(), strict=True)
}
SCALES = {
    "hundred": 100.0,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "m": 1e6,
    "bn": 1e9,
}
VAGUE = {
    "dozens": (24.0, 99.0),
    "scores": (40.0, 99.0),
    "hundreds": (200.0, 999.0),
    "thousands": (2e3, 9999.0),
    "millions": (2e6, None),
}
AT_LEAST = (
    "at least",
    "more than",
    "over",
    "no fewer than",
    "no less than",
    "not less than",
    "upwards of",
    "above",
    "exceeding",
    "in excess of",
    "as many as least",
)
AT_MOST = (
    "at most",
    "up to",
    "no more than",
    "not more than",
    "fewer than",
    "less than",
    "under",
    "below",
    "as many as",
    "a maximum of",
)
ABOUT = (
    "about",
    "around",
    "some",
    "roughly",
    "approximately",
    "an estimated",
    "estimated",
    "nearly",
    "almost",
    "close to",
    "or so",
)
SHORT_OF = ("nearly", "almost", "close to")
TOLERANCE = 0.1


class Quantity(NamedTuple):
    """A count or amount: its bounds (None = open) and the lemma of what is counted (%, $ and € as they are)."""

    low: float | None
    high: float | None
    unit: str | None


def quantity_in(head: Token) -> Quantity | None:
    """Return the quantity that a noun phrase states of its head; None where it states none.

    "At least 12 people" is (12, None, "people"), "between 40 and 60 bodies" (40, 60, "body"), "some 30" (27, 33, None).
    """
    vague = VAGUE.get(head.lower_)
    if vague is not None:
        return Quantity(*vague, _counted(head))
    numbers = [t for t in head.children if t.dep_ in ("nummod", "quantmod") and number_at(t) is not None]
    if head.pos_ == "NUM" and number_at(head) is not None:
        numbers = [head]
    if not numbers:
        return None
    number = numbers[0]
    value = number_at(number)
    if value is None or (head != number and number.i > head.i):
        return None
    before = " ".join(t.lower_ for t in head.doc[max(head.sent.start, number.left_edge.i - 4) : number.i])
    if head.ent_type_ in ("DATE", "TIME") and head.pos_ == "PROPN":
        return None
    unit = _counted(head) if head == number else _unit(head)
    whole = number_at(number)
    share = _share(number)
    if share is not None and whole:
        return Quantity(*_bounds(before, 100 * share / whole), "%")
    low, high = _bounds(before, value)
    other = _second_number(number)
    if other is not None and other > value:
        low, high = value, other
    return Quantity(low, high, unit)


def _unit(head: Token) -> str:
    return "%" if head.lower_ in ("%", "percent", "cent") else head.lemma_.lower()


def _share(number: Token) -> float | None:
    """The four of "four in ten": numbers that are a share of the one behind them."""
    doc, at = number.doc, number.i
    if at >= 2 and doc[at - 1].lower_ in ("in", "of") and doc[at - 2].like_num and doc[at - 1].lower_ == "in":
        return number_at(doc[at - 2])
    return None


def _counted(number: Token) -> str | None:
    """What "hundreds of people" or "two of the bodies" counts."""
    for child in number.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return str(grandchild.lemma_.lower())
    for child in number.children:
        if child.text in "$£€" and child.dep_ in ("quantmod", "nmod"):
            return str(child.text)
    return None


def _bounds(before: str, value: float) -> tuple[float | None, float | None]:
    padded = f" {before} "
    if any(f" {words} " in padded for words in AT_LEAST):
        return value, None
    if any(f" {words} " in padded for words in AT_MOST):
        return None, value
    if any(padded.endswith(f" {words} ") for words in SHORT_OF):
        return value * (1 - TOLERANCE), value
    if any(padded.endswith(f" {words} ") for words in ABOUT):
        return value * (1 - TOLERANCE), value * (1 + TOLERANCE)
    return value, value


def _second_number(number: Token) -> float | None:
    """The upper end of "40 to 60" or "between 40 and 60"."""
    doc, following = number.doc, number.i + 1
    if following + 1 < len(doc) and doc[following].lower_ in ("to", "and", "-", "–") and doc[following + 1].like_num:
        before = doc[max(0, number.i - 1)].lower_
        if doc[following].lower_ != "and" or before == "between":
            return number_at(doc[following + 1])
    return None


def number_at(token: Token) -> float | None:
    """Return the value of a number word with what it is built of: "6,000", "two dozen", "1.5 million"."""
    plain = _plain(token.lower_)
    if plain is None and token.lower_ not in SCALES:
        return None
    value = 1.0 if plain is None else plain
    if token.lower_ in SCALES:
        value = SCALES[token.lower_]
    for child in token.children:
        if child.dep_ == "compound" and child.i < token.i:
            factor = _plain(child.lower_) if child.lower_ not in SCALES else SCALES[child.lower_]
            if factor is not None:
                value *= factor
    return value


def _plain(text: str) -> float | None:
    if text in WORDS:
        return WORDS[text]
    if "-" in text and all(part in WORDS for part in text.split("-")):
        return sum(WORDS[part] for part in text.split("-"))
    digits = text.replace(",", "")
    if digits.replace(".", "", 1).isdecimal() and digits.isascii():
        return float(digits)
    return None
