"""Tokens of a passage, their classes, and the rules over them that find time expressions.

Every token becomes one character that stands for its class, so that a rule is a plain regular expression over a short
string. Words, sets, macros and rules are data: english.toml beside this file.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

TOKEN = re.compile(
    r"(?P<long>[^\W\d_]{3,})"
    r"|(?P<iso>[0-9]{4}(?P<joint>[-/])[0-9][0-9](?P=joint)[0-9][0-9](?![0-9])"
    r"|[0-9]{1,2}(?P<slash>[/.])[0-9]{1,2}(?P=slash)[0-9]{4}(?![/.]?[0-9]))"
    r"|(?P<clock>[0-9]{1,2}:[0-9][0-9](?::[0-9][0-9])?(?![0-9:])|[0-9]{1,2}\.[0-9][0-9](?=\s?[ap](?:m\b|\.\s?m)))"
    r"|(?P<decimal>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+\.[0-9]+|[0-9]+/[0-9]+)"
    r"|(?P<number>[0-9]+)"
    r"|(?P<ampm>(?<=[0-9\s])[ap]\.\s?m\b\.?|(?<=[0-9\s])[AP]\.\s?M\b\.?)"
    r"|(?P<era>B\.\s?C\.(?:\s?E\.)?|B\.C\b|A\.D\.)"
    r"|(?P<suffix>['’]s\b|(?<=[0-9])(?:st|nd|rd|th|s)\b)"
    r"|(?P<word>o['’]clock|[^\W\d_]+)"
    r"|(?P<mark>\S)",
    re.IGNORECASE,
)
MARK_KINDS = {
    **dict.fromkeys("-–—‐‑", "dash"),
    **dict.fromkeys("'’‘", "apostrophe"),
    **dict.fromkeys("$€£¥", "currency"),
    **dict(zip(",(%#.", ("comma", "open", "percent", "hash", "stop"), strict=True)),
}
PLAIN = ("iso", "clock", "decimal", "digits", "day", "year", "suffix", "dot", "name", "other", "mark")
NEEDS_CAPITAL = ("month", "monthish", "monthshort", "weekday", "weekdays", "dayshort", "holiday")
NEEDS_CAPITALS = ("era", "zone")
# Written with a full stop; the others that short are the whole name.
NOT_SHORT = ("may", "june", "july")
YEARS = range(1000, 2200)
LONGEST_NUMBER = 9
ITEM = re.compile(r"[A-Za-z_]\w*(?::\w+)?")


class Token(NamedTuple):
    """A word, number or mark of a passage, with its class and what the word list says of it."""

    start: int
    end: int
    text: str
    kind: str
    value: Any


class Rule(NamedTuple):
    """A rule as compiled: a pattern over class characters, and what must stand around a match."""

    name: str
    make: str
    pattern: re.Pattern[str]
    after: str | None
    not_after: str
    not_before: str
    needs: re.Pattern[str]
    needs_unit: str | None


class Match(NamedTuple):
    """A rule's match: half-open token numbers, and the token in each of its slots."""

    rule: Rule
    first: int
    last: int
    slots: dict[str, Token]


class Grammar(NamedTuple):
    """The word list and the rules, ready to use."""

    words: dict[str, tuple[str, Any]]
    letters: dict[str, str]
    rules: list[Rule]
    triggers: re.Pattern[str]
    years: dict[str, frozenset[str]]


@cache
def grammar() -> Grammar:
    """Read and compile the grammar of English time expressions."""
    source = tomllib.loads((Path(__file__).parent / "english.toml").read_text(encoding="utf-8"))
    words = {word: (kind, value) for kind, entries in source["words"].items() for word, value in entries.items()}
    kinds = sorted({*source["words"], *MARK_KINDS.values(), *PLAIN})
    letters = {kind: chr(0x4E00 + number) for number, kind in enumerate(kinds)}
    sets = {name: "".join(letters[kind] for kind in members) for name, members in source["sets"].items()}
    for kind, letter in letters.items():
        sets.setdefault(kind, letter)
    rules = [_compiled(rule, sets, source["macros"]) for rule in source["rules"]]
    calm = {"other", "name", "mark", "suffix", *MARK_KINDS.values(), *source["calm"]["kinds"]}
    triggers = re.compile("[" + "".join(letter for kind, letter in letters.items() if kind not in calm) + "]")
    years = {name: frozenset(listed.split()) for name, listed in source["years"].items()}
    return Grammar(words, letters, rules, triggers, years)


def _compiled(rule: dict[str, Any], sets: dict[str, str], macros: dict[str, str]) -> Rule:
    pattern = rule["pattern"]
    while any(name in ITEM.findall(pattern) for name in macros):
        pattern = ITEM.sub(lambda item: macros.get(item[0], item[0]), pattern)
    numbered = iter(range(1000))

    def one_token(item: re.Match[str]) -> str:
        name, _, slot = item[0].partition(":")
        return f"(?P<{slot}__{next(numbered)}>[{sets[name]}])" if slot else f"[{sets[name]}]"

    def around(key: str) -> str:
        return "".join(sets[name] for name in rule.get(key, ()))

    return Rule(
        rule["name"],
        rule["make"],
        re.compile(re.sub(r"\s+", "", ITEM.sub(one_token, pattern))),
        around("after") if "after" in rule else None,
        around("not_after"),
        around("not_before"),
        re.compile(f"[{around('needs')}]" if "needs" in rule else ""),
        rule.get("needs_unit"),
    )


def tokens_of(text: str) -> list[Token]:
    """Split a passage into tokens with their classes."""
    words = grammar().words
    found: list[Token] = []
    for match in TOKEN.finditer(text):
        kind = str(match.lastgroup)
        value: Any = match[0]
        if kind in ("long", "word"):
            kind, value = _word_kind(match[0], words)
        elif kind == "number":
            kind, value = _number_kind(match[0])
        elif kind == "iso":
            value = _numeric_date(match[0])
        elif kind == "mark":
            kind = MARK_KINDS.get(match[0], "mark")
            if kind == "stop" and found and found[-1].end == match.start() and _is_short(found[-1]):
                kind = "dot"
        elif kind == "ampm":
            value = 12 if match[0][0] in "pP" else 0
        elif kind == "era":
            value = "BC" if match[0][0] in "bB" else ""
        found.append(Token(match.start(), match.end(), match[0], kind, value))
    return found


def _word_kind(word: str, words: dict[str, tuple[str, Any]]) -> tuple[str, Any]:
    kind, value = words.get(word.lower(), ("name" if word[0].isupper() else "other", None))
    is_plain = (kind in NEEDS_CAPITAL and not word[0].isupper()) or (kind in NEEDS_CAPITALS and not word.isupper())
    return ("other", None) if is_plain else (kind, value)


def _numeric_date(text: str) -> str:
    """The ISO form; of 7/6/2025, which is a day of June or of July, only the year is known."""
    first, second, last = re.split(r"[-/.]", text)
    if len(first) == 4:
        return f"{first}-{second}-{last}"
    if "/" in text and first != second and int(first) <= 12 and int(second) <= 12:
        return f"{last}-XX-XX"
    day, month = (second, first) if int(second) > 12 else (first, second)
    return f"{last}-{month:0>2}-{day:0>2}"


def _number_kind(digits: str) -> tuple[str, int]:
    if len(digits) > LONGEST_NUMBER:
        return "mark", 0
    number = int(digits)
    if len(digits) <= 2 and number <= 31:
        return "day", number
    return ("year" if len(digits) == 4 and number in YEARS else "digits"), number


def _is_short(token: Token) -> bool:
    return (
        token.kind in ("monthshort", "monthish", "dayshort")
        and len(token.text) <= 4
        and token.text.lower() not in NOT_SHORT
    )


def matches(tokens: list[Token]) -> list[Match]:
    """Return the time expressions of a passage, none over another: the longest wins, then the earlier rule."""
    g = grammar()
    letters = "".join(g.letters[token.kind] for token in tokens)
    if not g.triggers.search(letters):
        return []
    found = []
    for order, rule in enumerate(g.rules):
        for match in rule.pattern.finditer(letters) if rule.needs.search(letters) else ():
            first, last = match.span()
            if first == last or not _fits_around(rule, letters, first, last):
                continue
            slots = {
                name.partition("__")[0]: tokens[match.start(name)]
                for name, group in match.groupdict().items()
                if group is not None
            }
            if rule.needs_unit is not None and slots["u"].value != rule.needs_unit:
                continue
            found.append((first - last, order, Match(rule, first, last, slots)))
    taken: set[int] = set()
    kept = []
    for _, _, best in sorted(found, key=lambda item: (item[0], item[1], item[2].first)):
        if taken.isdisjoint(range(best.first, best.last)):
            taken.update(range(best.first, best.last))
            kept.append(best)
    return sorted(kept, key=lambda kept_match: kept_match.first)


def _fits_around(rule: Rule, letters: str, first: int, last: int) -> bool:
    before = letters[first - 1 : first]
    following = letters[last : last + 1]
    if rule.after is not None and (not before or before not in rule.after):
        return False
    return not (before and before in rule.not_after) and not (following and following in rule.not_before)
