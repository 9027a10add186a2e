"""Acts of contest: who denies, rejects or calls untrue, and what it is that they contest."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from analysis.disagreement.clauses import Argument, Clause, Reading
from analysis.disagreement.vocabulary import WORD, Key, concept, is_telling

CERTAIN = frozenset(("certain", "probable"))
CONTENT = frozenset(("complement", "noun_complement"))


class Act(NamedTuple):
    """Somebody contests something.

    Attributes:
        clause: The clause that contests.
        denier: Who does; `side` is theirs. None where nobody is named.
        form: content (it says what is not so), part (a part in something), reply (points back at what was said).
        contents: The clauses that are denied, where there are any.
        keys: What the denied words are about.
        accused: The side that the denied words are about: their agent, else the denier.
        whose: The side whose words are contested ("the minister's claims"); None where the act does not say.
        spans: The act with its content, in the article.
    """

    clause: Clause
    denier: str | None
    side: str | None
    form: str
    contents: tuple[Clause, ...]
    keys: frozenset[Key]
    accused: frozenset[str]
    whose: str | None
    spans: tuple[tuple[int, int], ...]


@cache
def contest_words() -> dict[str, frozenset[str]]:
    """Return the word lists of contests.toml; a verb with its particle is one entry, joined by a blank."""
    read = tomllib.loads((files(__package__) / "contests.toml").read_text(encoding="utf-8"))
    pairs = read.pop("turning_down_with_particle").split()
    lists = {name: frozenset(words.split()) for name, words in read.items()}
    lists["turning_down"] |= {" ".join(pair) for pair in zip(pairs[::2], pairs[1::2], strict=True)}
    return lists


def find_acts(reading: Reading) -> list[Act]:
    """Return the acts of contest of a corpus, in order of article and place.

    Neither confirming nor denying, failing, declining or having yet to deny, what may be denied or is denied if …, is
    none; nor is a denied service or a rejected offer.
    """
    return [act for clause in reading.clauses if _is_done(clause, reading) for act in _acts_of(clause, reading)]


def _is_done(c: Clause, reading: Reading) -> bool:
    if c.is_negative or c.mood != "asserted" or c.tense == "future":
        return False
    text = c.row["text"].lower()
    if not text.startswith("to "):
        return True
    return c.factuality in CERTAIN


def predicate_with_adverb(c: Clause, reading: Reading) -> str:
    """The predicate with the word behind it where the two are one verb: "push back"."""
    following = WORD.match(reading.texts[c.article], c.row["predicate_end"] + 1)
    joined = f"{c.predicate} {following[0].lower()}" if following else c.predicate
    return joined if joined in contest_words()["turning_down"] else c.predicate


def _acts_of(c: Clause, reading: Reading) -> Iterator[Act]:
    lists = contest_words()
    predicate = predicate_with_adverb(c, reading)
    text = reading.texts[c.article]
    is_calling = c.predicate in lists["calling"] and _untrue_words(c, reading)
    if predicate not in lists["denying"] | lists["turning_down"] and not is_calling and not _is_untrue(c):
        return
    denier, side = _denier(c)
    if _is_untrue(c) and predicate not in lists["denying"]:
        denier, side = c.party, c.side
        patients = [a for a in c.arguments if a.role == "agent"]
    else:
        patients = [a for a in c.arguments if a.role == "patient"]
        patients = patients or [a for a in c.arguments if a.role == "other" and a.preposition in ("with", "against", "on", "at", "as")]
    contents = _contents(c, reading, patients)
    form, keys, whose = _what(c, patients, contents, text, predicate, reading, bool(is_calling) or _is_untrue(c))
    if form is None:
        return
    accused = {a.side for content in contents for a in content.arguments if a.role == "agent" and a.side}
    if form == "part" or not contents:
        accused |= {side} if side else set()
    spans = [(c.start, c.end), *((x.start, x.end) for x in contents)]
    if c.claim is None:
        pass
    yield Act(c, denier, side, form, contents, keys, frozenset(accused), whose, tuple(sorted(spans)))


def _denier(c: Clause) -> tuple[str | None, str | None]:
    for a, row in zip(c.arguments, c.row["arguments"], strict=True):
        if a.role == "agent":
            return row["entity_id"], a.side
    return None, None


def _is_untrue(c: Clause) -> bool:
    return c.predicate.startswith("be ") and c.predicate.removeprefix("be ") in contest_words()["untrue"]


def _untrue_words(c: Clause, reading: Reading) -> bool:
    text = reading.texts[c.article][c.row["predicate_end"] : c.end]
    around = c.claim
    if not any(w.lower() in contest_words()["untrue"] for w in WORD.findall(text)):
        return False
    return True


def _contents(c: Clause, reading: Reading, patients: list[Argument]) -> tuple[Clause, ...]:
    """The clauses that are denied: those that complete the act, or a claim that it denies, and what is joined to them."""
    found = []
    for inner in reading.inside.get(c.id, ()):
        is_object = inner.attachment == "complement" and inner.joining in (None, "that", "of", "any")
        is_of_noun = inner.attachment == "noun_complement" and any(a.start <= (inner.holder or 0) for a in patients)
        if is_object or is_of_noun:
            found.append(inner)
            found += [x for x in reading.inside.get(inner.id, ()) if x.attachment == "conjunct"]
    return tuple(found)


def _what(c, patients, contents, text, predicate, reading, is_untrue):
    lists = contest_words()
    head_words = [text[r["head_start"] : r["head_end"]].lower() for r in c.row["arguments"] if r["head_start"] is not None]
    heads = {a.start: text[r["head_start"] : r["head_end"]].lower() for a, r in zip(c.arguments, c.row["arguments"], strict=True) if r["head_start"] is not None}
    if contents and (predicate in lists["denying"] or predicate == "rule out" or any(heads.get(a.start) in lists["assertions"] for a in patients)):
        return "content", frozenset(k for x in contents for k in x.keys), None
    if contents and predicate in lists["turning_down"] and any(x.joining == "that" for x in contents):
        return "content", frozenset(k for x in contents for k in x.keys), None
    if not patients:
        return None, frozenset(), None
    a = patients[0]
    head = heads.get(a.start, "")
    rest = frozenset(k for k in a.keys if k != Key("word", concept(head)))
    whose = next((k.value for k in sorted(rest) if k.kind == "actor"), None)
    if head in lists["assertions"]:
        told = frozenset(k for k in rest if k.kind != "actor")
        return ("content" if told else "reply"), rest, whose
    if head in lists["pointing_back"]:
        return "reply", frozenset(), None
    if head in lists["parts_in"] and predicate in lists["denying"] | lists["turning_down"]:
        return "part", rest, None
    if is_untrue:
        return None, frozenset(), None
    if predicate == "rule out" or (predicate in lists["denying"] and head not in lists["refusable"] and a.side is None):
        return "content", a.keys, None
    return None, frozenset(), None
