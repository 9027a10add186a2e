"""What two reports share: the same words, number, day or act, or that there was none of a thing."""

import math
import re
from collections import Counter
from collections.abc import Hashable, Iterator

from analysis.disagreement.contradiction import absent, is_denied
from analysis.disagreement.counts import are_apart
from analysis.disagreement.findings import (
    Finding,
    are_dated_apart,
    are_of_two_sides,
    because,
    is_asserted,
    pairs,
    polarity,
    position_of,
)
from analysis.disagreement.statements import Quantity, Statement
from analysis.lexicon import WORD, concept, number_words, stem, word_lists, words_of

LEAST_SHARED = 3
LEAST_QUOTED = 5
# An act or a day in common needs less.
LEAST_OF_ACT = 0.3
LEAST_OF_DAY = 2
SMALL = 12
NUMERALS = frozenset(stem(w) for w, value in number_words().values.items() if 1 <= value <= SMALL)
# A word that more statements share than this brings no two of them together.
RARE = 20
DAY = re.compile(r"\d\d-\d\d(?=T|$)")


def find_agreements(statements: list[Statement]) -> Iterator[Finding]:
    """Yield what two parties, or two articles, both say; the first test that fires gives the reason."""
    told = [s for s in statements if is_asserted(s) or s.row["factuality"] == "possible"]
    frequency = Counter(key for s in told for key in s.keys)
    weight = {key: math.log(1 + len(told) / n) for key, n in frequency.items()}

    def meeting_points(s: Statement) -> Iterator[Hashable]:
        yield from (key for key in s.keys if frequency[key] <= RARE)
        yield from ((q.low, q.high, q.unit) for q in s.quantities)
        yield from ((act, word) for act in _acts(s) for word in words_of(s.core))

    for a, b in pairs(told, meeting_points, are_two_voices):
        if polarity(a) != polarity(b) or differ(a, b):
            continue
        shared = a.keys & b.keys
        whole = min(math.fsum(weight[key] for key in s.keys) for s in (a, b))
        test = _what_is_shared(a, b, math.fsum(weight[key] for key in shared) / (whole or 1))
        if test == "the same words" and _are_credited_apart(a, b):
            reason = because(test, a, b, shared)
            yield Finding("difference", "attribution_mismatch", position_of(a), position_of(b), "medium", reason)
        elif test is not None:
            confidence = "high" if test in ("the same number", "the same words") else "medium"
            reason = because(test, a, b, shared)
            yield Finding("agreement", "common_ground", position_of(a), position_of(b), confidence, reason)


def are_two_voices(a: Statement, b: Statement) -> bool:
    """Whether two statements stand in different reports, or come from two sides that one report quotes."""
    if a.article != b.article:
        return a.origin != b.origin
    is_quoted = not (a.is_narration or b.is_narration)
    return is_quoted and are_of_two_sides(a, b)


def differ(a: Statement, b: Statement) -> bool:
    """Whether two statements count the same thing differently, or date themselves apart."""
    for unit in {x.unit for x in a.quantities} & {y.unit for y in b.quantities}:
        counts = [(x, y) for x in a.quantities for y in b.quantities if x.unit == y.unit == unit]
        if all(are_apart(x.low, x.high, y.low, y.high) or x.is_part != y.is_part for x, y in counts):
            return True
    return are_dated_apart(a, b)


def _acts(s: Statement) -> frozenset[str]:
    """The concept of a predicate that says more than be or have."""
    return frozenset(concept(word) for word in s.row["predicate"].split() if word not in word_lists().weak)


def _what_is_shared(a: Statement, b: Statement, overlap: float) -> str | None:
    shared = a.keys & b.keys
    words = words_of(shared)
    if _are_said_alike(a, b):
        return "the same words"
    if any(_is_telling(x, words) and x == y for x in a.quantities for y in b.quantities):
        return "the same number"
    if any(is_telling_number(key) and (len(shared) > 1 or len(key) > len("999")) for key in shared):
        return "the same number"
    if a.clocks & b.clocks:
        return "the same time of day"
    if _denied(a) & _denied(b):
        return "there was none"
    if len(words) >= LEAST_OF_DAY and _days(a) & _days(b):
        return "the same day"
    act = _acts(a) & _acts(b)
    if act and words & a.core & b.core - act and (words - act) and overlap >= LEAST_OF_ACT:
        return "the same act"
    return None


def _denied(s: Statement) -> frozenset[str]:
    """What a negative statement says there was none of: "no shooting was heard", or a denial of its main words."""
    if polarity(s) == "+":
        return frozenset()
    return absent(s.row["text"]) | (words_of(s.core) if is_denied(s) else frozenset())


def _are_credited_apart(a: Statement, b: Statement) -> bool:
    """Whether two reports put the same words in the mouths of two sides, both of them named."""
    is_named = all(s.claim is not None and (s.claim["source_name"] or "")[:1].isupper() for s in (a, b))
    return is_named and are_of_two_sides(a, b) and a.article != b.article


def _are_said_alike(a: Statement, b: Statement) -> bool:
    """Whether one repeats the words of the other, or a part of them that is long enough to be a quotation."""
    shorter, longer = sorted((WORD.findall(s.row["text"].lower()) for s in (a, b)), key=len)
    is_inside = f" {' '.join(shorter)} " in f" {' '.join(longer)} "
    return is_inside and len(shorter) >= (LEAST_SHARED if len(shorter) == len(longer) else LEAST_QUOTED)


def _is_telling(q: Quantity, words: frozenset[str]) -> bool:
    """Whether a number is not one that anything may have: small ones say little with nothing else in common."""
    return not q.is_part and q.low is not None and (q.low > SMALL or bool(words - {q.unit} - NUMERALS))


def is_telling_number(key: str) -> bool:
    """Whether a number is one that two reports share only if they mean the same: no year, no small count.

    >>> is_telling_number("6,000"), is_telling_number("2025"), is_telling_number("12")
    (True, False, False)
    """
    digits = key.replace(",", "").replace(".", "")
    return digits.isdecimal() and len(digits) >= 3 and not (len(key) == 4 and key[:2] in ("18", "19", "20"))


def _days(s: Statement) -> frozenset[str]:
    return frozenset(match[0] for time in s.times if (match := DAY.search(time)))
