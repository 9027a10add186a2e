"""Numbers in a noun phrase: what is counted, and the bounds that the words set."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analysis.lexicon import number_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

TOLERANCE = 0.1
LINKS = ("to", "and", "or", "-", "–")
COUNTING = frozenset(("nummod", "quantmod"))
CURRENCIES = "$£€¥"
CURRENCY_NAMES = {"dollar": "$", "euro": "€", "pound": "£", "yen": "¥"}
# "27 dead": what is counted is said by an adjective.
VICTIMS = frozenset("dead injured wounded hurt missing killed homeless displaced".split())


class Amount(NamedTuple):
    """A count or amount: its bounds (None = open) and the lemma of what is counted (%, $ and € as they are)."""

    low: float | None
    high: float | None
    unit: str | None


def quantities_in(doc: Doc) -> Iterator[tuple[Token, Amount]]:
    """Yield the words of a passage that head a quantity, with it."""
    vague = number_words().vague
    heads: set[int] = set()
    for token in doc:
        if token.dep_ in COUNTING:
            heads.add(token.head.i)
        if token.pos_ == "NUM" or token.lower_ in vague:
            heads.add(token.i)
    for i in sorted(heads):
        amount = quantity_in(doc[i])
        if amount is not None:
            yield doc[i], amount


def quantity_in(head: Token) -> Amount | None:
    """Return the quantity that a noun phrase states of its head; None where it states none.

    "At least 12 people" is (12, None, "people"), "between 40 and 60 bodies" (40, 60, "body"), "some 30" (27, 33, None),
    "€2m" (2,000,000, 2,000,000, "€"). The age of a person is no quantity, and the upper end of a range none of its own.
    """
    vague = number_words().vague.get(head.lower_)
    if vague is not None:
        return Amount(*vague, _counted(head))
    number = _number_of(head)
    if number is None or _is_age(head):
        return None
    start = _lower_end(number)
    if start is not None and start.head not in (number, head):
        return None
    number = start or number
    value = _scaled(number)
    before = " ".join(t.lower_ for t in head.doc[max(head.sent.start, number.left_edge.i - 4) : number.i])
    share = _share(number)
    if share is not None:
        return Amount(*_bounds(before, share), "%")
    low, high = (2 * value, None) if before.endswith(number_words().many) else _bounds(before, value)
    other = _upper_end(number)
    if other is not None and other > value:
        low, high = value, other
    return Amount(low, high, _unit(head, number))


def _number_of(head: Token) -> Token | None:
    """The number word of a noun phrase; of "4 and 5 ships" the first, None where it stands behind its noun."""
    if head.ent_type_ in ("DATE", "TIME") and head.pos_ == "PROPN":
        return None
    if head.pos_ == "NUM":
        return head if number_at(head) is not None else None
    numbers = [t for t in head.children if t.dep_ in COUNTING and number_at(t) is not None]
    return numbers[0] if numbers and numbers[0].i < head.i else None


def _is_age(head: Token) -> bool:
    """Whether it is the 61 of "a 61-year-old man", "Anne Hall, 61," or "aged 61"."""
    doc, following = head.doc, head.doc[head.i + 1 : head.i + 3]
    if any(t.lower_ == "old" for t in following):
        return True
    return head.pos_ == "NUM" and (head.dep_ == "appos" or (head.i > 0 and doc[head.i - 1].lower_ == "aged"))


def _scaled(number: Token) -> float:
    """Return the value with the scale behind it: the 2 of "€2m" is 2,000,000, the four of "four dozen boats" 48."""
    value, following = number_at(number) or 0.0, _after(number)
    scale = None if following is None else number_words().scales.get(following.lower_.rstrip("."))
    if following is None or scale is None:
        return value
    is_letters = following.lower_.rstrip(".") in ("m", "bn", "mn", "tn", "k")
    hangs_on_it = following.head == number  # so is "two dozen bodies" parsed
    return value * scale if is_letters or hangs_on_it else value


def _unit(head: Token, number: Token) -> str | None:
    following = " ".join(t.lower_ for t in number.doc[number.i + 1 : number.i + 3])
    if following.startswith(("%", "percent", "per cent", "pct")):
        return "%"
    money = next((t for t in number.doc[max(number.i - 2, number.sent.start) : number.i] if t.text in CURRENCIES), None)
    if money is not None and money.head in (number, head):
        return str(money.text)
    if following.partition(" ")[0] in VICTIMS:
        return following.partition(" ")[0]
    if head != number and head.i + 2 < len(head.doc) and head.nbor().lower_ in ("an", "a", "per"):
        return f"{head.lemma_.lower()} per {head.nbor(2).lemma_.lower()}"
    return _counted(head) if head == number else CURRENCY_NAMES.get(head.lemma_.lower(), head.lemma_.lower())


def _after(token: Token) -> Token | None:
    return token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None


def _share(number: Token) -> float | None:
    """The 40 (per cent) of "four in ten": a number that is a share of the one behind it."""
    doc, at = number.doc, number.i
    if at >= 2 and doc[at - 1].lower_ == "in" and doc[at - 2].like_num:
        part, whole = number_at(doc[at - 2]), number_at(number)
        return 100 * part / whole if part is not None and whole else None
    return None


def _counted(number: Token) -> str | None:
    """What "hundreds of people" or "two of the bodies" counts."""
    for child in number.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return str(grandchild.lemma_.lower())
    return None


def _bounds(before: str, value: float) -> tuple[float | None, float | None]:
    padded = f" {before} "
    if any(f" {words} " in padded for words in number_words().at_least):
        return value, None
    if any(f" {words} " in padded for words in number_words().at_most):
        return None, value
    if any(padded.endswith(f" {words} ") for words in number_words().short_of):
        return value * (1 - TOLERANCE), value
    if any(padded.endswith(f" {words} ") for words in number_words().about):
        return value * (1 - TOLERANCE), value * (1 + TOLERANCE)
    return value, value


def _upper_end(number: Token) -> float | None:
    """The upper end of "40 to 60", "between 40 and 60" or "between €2m and €3m"."""
    link = next((t for t in number.doc[number.i + 1 : number.i + 4] if t.lower_ in LINKS), None)
    if link is None or (link.lower_ == "and" and not _is_between(number)):
        return None
    rest = [t for t in number.doc[link.i + 1 : link.i + 3] if t.text not in CURRENCIES]
    gap = [t for t in number.doc[number.i + 1 : link.i] if t.lower_.rstrip(".") not in number_words().scales]
    if gap or not rest or number_at(rest[0]) is None:
        return None
    upper = rest[0].head if rest[0].dep_ == "compound" and number_at(rest[0].head) is not None else rest[0]
    return _scaled(upper)


def _is_between(number: Token) -> bool:
    before = number.doc[max(number.sent.start, number.i - 3) : number.i]
    return any(t.lower_ == "between" for t in before)


def _lower_end(number: Token) -> Token | None:
    """The number that begins the range which this one ends, None where it ends none."""
    doc = number.doc
    first = max(number.sent.start, number.i - 6)
    begins = (t for t in doc[first : number.i] if number_at(t) is not None and t.dep_ != "compound")
    return next((t for t in begins if _upper_end(t) == _scaled(number)), None)


def number_at(token: Token) -> float | None:
    """Return the value of a number word with what it is built of: "6,000", "two dozen", "1.5 million"."""
    plain = _plain(token.lower_)
    if plain is None and token.lower_ not in number_words().scales:
        return None
    value = 1.0 if plain is None else plain
    if token.lower_ in number_words().scales:
        value = number_words().scales[token.lower_]
    for child in token.children:
        if child.dep_ == "compound" and child.i < token.i:
            factor = (
                _plain(child.lower_)
                if child.lower_ not in number_words().scales
                else number_words().scales[child.lower_]
            )
            if factor is not None:
                value *= factor
    return value


def _plain(text: str) -> float | None:
    values, scales = number_words().values, number_words().scales
    if text in values:
        return values[text]
    if "-" in text and all(part in values for part in text.split("-")):
        return sum(values[part] for part in text.split("-"))
    digits, scale = text.replace(",", ""), 1.0
    letters = digits.lstrip("0123456789.")
    if letters in scales and letters != digits:
        digits, scale = digits.removesuffix(letters), scales[letters]
    if digits.replace(".", "", 1).isdecimal() and digits.isascii():
        return float(digits) * scale
    return None
