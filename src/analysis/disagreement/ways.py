"""How a clause contests something: by denying, turning down, calling untrue, not being convinced, having no part."""

import re
from typing import NamedTuple

from analysis.disagreement.contest_words import contest_words
from analysis.disagreement.keys import Key
from analysis.disagreement.reading import Reading
from analysis.disagreement.statements import Argument, Clause
from analysis.lexicon import WORD

# Prepositions behind which a verb of contesting has what it contests: "disagreed with", "scoffed at".
TOWARDS = frozenset(("with", "against", "on", "at", "to", "off"))
NOT_GUILTY = re.compile(r"\b(?:not guilty|innocent)\b")


class Contest(NamedTuple):
    """A clause that contests, before it is known what: its way is a list of contests.toml or a kind named here."""

    way: str
    clause: Clause
    denier: str | None
    accused: frozenset[Key]
    objects: tuple[Argument, ...]


def contest_of(c: Clause, reading: Reading) -> Contest | None:
    """How a clause contests, None where it does not."""
    way = _negative_way(c, reading) if c.is_negative else _way(c, reading)
    if way is None:
        return None
    unconvinced = c.of_role("patient") if way == "failing" else []
    if unconvinced:
        return Contest(way, c, unconvinced[0].entity, unconvinced[0].keys, tuple(c.of_role("agent")))
    if way in ("untrue", "failing", "apart", "clean"):
        own = _party_keys(c.party)
        accused = own | frozenset(k for a in c.of_role("agent", "patient") for k in a.keys if way == "apart")
        return Contest(way, c, c.party, accused, tuple(c.of_role("agent")))
    doers = c.of_role("agent")
    denier = next((a.entity for a in doers), None)
    words = (k for a in doers for k in a.keys if a.entity is None or k.kind == "word")
    objects = c.of_role("patient") or [a for a in c.of_role("other") if a.preposition in TOWARDS]
    return Contest(way, c, denier, frozenset(words) | _party_keys(denier), tuple(objects))


def _way(c: Clause, reading: Reading) -> str | None:
    lists, predicate = contest_words(), with_adverb(c, reading)
    for way in ("denying", "turning_down"):
        if predicate in lists[way]:
            return way
    if c.predicate in lists["calling"] and _has_untrue_word(c, reading):
        return "calling"
    if c.predicate.startswith("be ") and c.predicate.removeprefix("be ") in lists["untrue"]:
        return "untrue"
    passes_on = predicate == "blame" and any(a.preposition == "on" for a in c.arguments)
    if passes_on and any(a.head in lists["pointing_back"] for a in c.of_role("patient")):
        return "deflecting"
    claims_innocence = predicate in lists["maintaining"] and any(a.head == "innocence" for a in c.of_role("patient"))
    is_plea = predicate == "plead" and NOT_GUILTY.search(reading.text(c.article), c.place, c.end) is not None
    return "plea" if is_plea or claims_innocence else None


def _negative_way(c: Clause, reading: Reading) -> str | None:
    """How a negated clause contests: "that is not true", "it does not hold water", "they had no part in it"."""
    lists = contest_words()
    if c.predicate == "plead" and NOT_GUILTY.search(reading.text(c.article), c.place, c.end):
        return "plea"
    points_back = any(a.head in lists["pointing_back"] | lists["assertions"] for a in c.of_role("agent"))
    if points_back and c.predicate.removeprefix("be ") in lists["true"]:
        return "untrue"
    if points_back and c.predicate in lists["convincing"]:
        return "failing"
    if c.claim is None or c.party is None:
        return None
    if _is_apart(c):
        return "apart"
    return "clean" if _is_clean(c, reading) else None


def _is_apart(c: Clause) -> bool:
    """Whether a negated clause says that somebody had no part in something."""
    lists = contest_words()
    if c.predicate.removeprefix("be ") in lists["guilty"]:
        return True
    if c.predicate in ("have", "play", "bear", "take"):
        return any(a.head in lists["parts_in"] for a in c.of_role("patient"))
    return c.predicate == "be" and any(a.preposition == "behind" for a in c.of_role("other"))


def _is_clean(c: Clause, reading: Reading) -> bool:
    """Whether somebody says that they have done no wrong: "I have not broken any law"."""
    is_own = any(reading.are_kin(a.entity, c.party) or _is_bare_pronoun(a, c) for a in c.of_role("agent"))
    if not is_own or c.tense == "none":
        return False
    words = WORD.findall(reading.text(c.article)[c.place : c.end].lower())
    return not contest_words()["wrongs"].isdisjoint(words)


def _is_bare_pronoun(a: Argument, c: Clause) -> bool:
    """Whether a pronoun that stands for nobody known is the speaker's: "I" in their words, "it" in a report of them."""
    is_reported = c.claim is not None and c.claim["quotation"] == "indirect"
    return a.entity is None and (a.head in ("i", "we") or (is_reported and a.head in ("he", "she", "it", "they")))


def _party_keys(party: str | None) -> frozenset[Key]:
    return frozenset((Key("actor", party),)) if party is not None else frozenset()


def with_adverb(c: Clause, reading: Reading) -> str:
    """The predicate with the word behind it where the two are one verb: "push back"."""
    text = reading.text(c.article)
    following = WORD.search(text, c.place)
    following = WORD.match(text, following.end() + 1) if following else None
    joined = f"{c.predicate} {following[0].lower()}" if following else c.predicate
    return joined if joined in contest_words()["turning_down"] else c.predicate


def _has_untrue_word(c: Clause, reading: Reading) -> bool:
    words = WORD.findall(reading.text(c.article)[c.place : c.end].lower())
    return any(word in contest_words()["untrue"] for word in words[1:])
