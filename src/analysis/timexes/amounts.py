"""Durations, recurrences, vague references, and the words before an expression that modify it."""

from collections.abc import Sequence

from analysis.timexes.context import Reading
from analysis.timexes.grammar import Match, Token

NUMBERS = ("number", "one", "tens", "hundred", "day", "digits", "decimal", "year", "another", "vague", "couple", "both")
DURATIONS = {"TS": ("PT", "S"), "TM": ("PT", "M"), "TH": ("PT", "H"), "D": ("P", "D"), "W": ("P", "W"), "M": ("P", "M")}


def mod_before(match: Match, tokens: Sequence[Token]) -> str | None:
    """The mod of words that stand before an expression and are no part of it: "at least", "less than", "late on"."""
    before = [token for token in tokens[max(0, match.first - 2) : match.first] if token.kind not in ("on", "in")]
    if not before:
        return None
    if before[-1].kind == "than" and len(before) > 1:
        return "LESS_THAN" if before[0].kind == "more_word" else "MORE_THAN"
    if before[-1].kind in ("about", "least", "most", "under", "more_than", "within", "early", "late", "mid"):
        return str(before[-1].value)
    return None


def number_of(tokens: Sequence[Token]) -> float | None:
    """The number that a few words spell; None where they are vague ("several"), 1 where they name none."""
    total = current = 0.0
    seen = False
    for token in tokens:
        if token.kind == "vague":
            return None
        if token.kind == "hundred":
            current = (current or 1) * float(token.value)
        elif token.kind == "decimal":
            current += _decimal(token.text)
        elif token.kind == "half":
            current += 0.5
        elif token.kind in NUMBERS:
            current += float(token.value)
        else:
            continue
        seen = True
    total += current
    return total if seen else 1.0


def _decimal(text: str) -> float:
    if "/" in text:
        above, _, below = text.partition("/")
        return float(above) / (float(below) or 1)
    return float(text.replace(",", ""))


def _duration_value(number: float | None, unit: str) -> str:
    factor = {"DE": (10, "Y"), "CE": (100, "Y"), "FN": (2, "W"), "WE": (2, "D")}.get(unit)
    if factor is not None:
        number, unit = (None if number is None else number * factor[0]), factor[1]
    prefix, letter = DURATIONS.get(unit, ("P", unit))
    if number is None:
        return f"{prefix}X{letter}"
    if number == int(number):
        return f"{prefix}{int(number)}{letter}"
    if unit == "Y" and number == 0.5:
        return "P6M"
    finer = {"TH": (60, "M"), "D": (24, "H")}.get(unit)
    if finer is None:
        return f"{prefix}{number:g}{letter}"
    whole, rest = int(number), round((number - int(number)) * finer[0])
    if unit == "D":
        return f"PT{whole * 24 + rest}H"
    return f"PT{whole}H{rest}M" if whole else f"PT{rest}M"


def duration(match: Match, tokens: Sequence[Token]) -> Reading:
    """Read "two weeks", "the past 18 months", "half an hour"."""
    unit_token = match.slots["u"]
    inside = [token for token in tokens[match.first : match.last] if token.start < unit_token.start]
    kinds = {token.kind for token in inside}
    if "quarter" in kinds or ("half" in kinds and kinds.isdisjoint(NUMBERS)):
        return Reading("DURATION", _duration_value(0.25 if "quarter" in kinds else 0.5, unit_token.value))
    counted = [token for token in inside if token.kind in (*NUMBERS, "half")]
    if not counted and unit_token.kind in ("units", "quarters"):
        return Reading("DURATION", _duration_value(None, unit_token.value))
    return Reading("DURATION", _duration_value(number_of(inside), unit_token.value))


def recurrence(match: Match, tokens: Sequence[Token]) -> Reading:
    """Read "every six months", "400 a month", "daily"."""
    slots = match.slots
    if "t" in slots:
        return Reading("SET", str(slots["t"].value))
    if "w" in slots:
        return Reading("SET", f"XXXX-WXX-{slots['w'].value}")
    if "p" in slots:
        return Reading("SET", f"XXXX-XX-XXT{slots['p'].value}")
    inside = [token for token in tokens[match.first : match.last] if token.start < slots["u"].start]
    number = slots["n"].value if "n" in slots and slots["n"].kind in ("ordinal", "second") else number_of(inside)
    return Reading("SET", _duration_value(number, slots["u"].value))


def reference(match: Match) -> Reading:
    """Read "now", "recently", "in the past": no place on the calendar."""
    named = match.slots["t"]
    return Reading("DATE", "PAST_REF" if named.kind == "past" else str(named.value))
