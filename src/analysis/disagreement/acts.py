"""Acts of contest: who denies, rejects or calls untrue, and what it is that they contest."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from analysis.disagreement.reading import Argument, Clause, Reading
from analysis.disagreement.vocabulary import WORD, Key, concept

CERTAIN = frozenset(("certain", "probable"))
# Prepositions behind which a verb of contesting has what it contests: "disagreed with", "pushed back against".
TOWARDS = frozenset(("with", "against", "on", "at", "to"))
OBJECT_JOINS = frozenset((None, "that", "of"))


class Act(NamedTuple):
    """Somebody contests something.

    Attributes:
        clause: The clause that contests.
        denier: The party that does, None where nobody is known.
        form: content (it says what is not so), part (a part in something) or reply (it points back at what was said).
        contents: The clauses that are denied, where there are any.
        told: What the denied words are about, actors left out.
        accused: The actors that the denied words are about, else the denier.
        whose: The actor whose words are contested ("the minister's claims"); None where the act does not say.
        is_of_claim: Whether it names a claim as what it contests: somebody has said it.
        spans: The words of the act and of what it denies, in the article.
    """

    clause: Clause
    denier: str | None
    form: str
    contents: tuple[Clause, ...]
    told: frozenset[Key]
    accused: frozenset[str]
    whose: str | None
    is_of_claim: bool
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
    found = (_act(clause, reading) for clause in reading.clauses if _is_done(clause, reading))
    return [act for act in found if act is not None]


def _is_done(c: Clause, reading: Reading) -> bool:
    """Whether a clause tells what somebody does, not what they fail to do, may do or are asked to do."""
    if c.is_negative or c.mood != "asserted" or c.tense == "future":
        return False
    is_infinitive = reading.text(c.article)[c.start : c.start + 3].lower() == "to "
    return not is_infinitive or c.factuality in CERTAIN


def _act(c: Clause, reading: Reading) -> Act | None:
    lists, predicate = contest_words(), _with_adverb(c, reading)
    contesting = predicate in lists["denying"] or predicate in lists["turning_down"]
    is_called = c.predicate in lists["calling"] and _has_untrue_word(c, reading)
    is_untrue = c.predicate.startswith("be ") and c.predicate.removeprefix("be ") in lists["untrue"]
    if not (contesting or is_called or is_untrue):
        return None
    if is_untrue:
        denier, objects = c.party, c.of_role("agent")
    else:
        denier = next((a.entity for a in c.of_role("agent")), None)
        objects = c.of_role("patient") or [a for a in c.of_role("other") if a.preposition in TOWARDS]
    contents = tuple(_contents(c, reading, objects))
    spans = tuple(sorted((x.start, x.end) for x in (c, *contents)))
    agents = frozenset(a.entity for x in contents for a in x.of_role("agent") if a.entity is not None)
    head = objects[0].head if objects else ""
    is_of_claim = head in lists["assertions"]
    own = frozenset((denier,)) if denier is not None else frozenset()
    if contents and (is_of_claim or predicate in lists["denying"] or any(x.joining == "that" for x in contents)):
        told = _told(frozenset(k for x in contents for k in x.keys))
        return Act(c, denier, "content", contents, told, agents or own, None, is_of_claim, spans)
    if not objects:
        return None
    obj = objects[0]
    told = _told(obj.keys - {Key("word", concept(head))})
    if is_of_claim:
        whose = next((k.value for k in sorted(obj.keys) if k.kind == "actor" and k.value != denier), None)
        told = told if whose is None else frozenset()
        return Act(c, denier, "content" if told else "reply", (), told, own, whose, True, spans)
    if head in lists["pointing_back"]:
        return Act(c, denier, "reply", (), frozenset(), own, None, True, spans)
    if head in lists["parts_in"] and contesting:
        return Act(c, denier, "part", (), told, own, None, False, spans)
    is_event = predicate in lists["denying"] and head not in lists["refusable"] and obj.entity is None
    if (is_event or predicate == "rule out") and not is_called:
        return Act(c, denier, "content", (), _told(obj.keys), own, None, False, spans)
    return None


def _told(keys: frozenset[Key]) -> frozenset[Key]:
    return frozenset(key for key in keys if key.kind != "actor")


def _with_adverb(c: Clause, reading: Reading) -> str:
    """The predicate with the word behind it where the two are one verb: "push back"."""
    text = reading.text(c.article)
    following = WORD.search(text, c.place)
    following = WORD.match(text, following.end() + 1) if following else None
    joined = f"{c.predicate} {following[0].lower()}" if following else c.predicate
    return joined if joined in contest_words()["turning_down"] else c.predicate


def _has_untrue_word(c: Clause, reading: Reading) -> bool:
    words = WORD.findall(reading.text(c.article)[c.place : c.end].lower())
    return any(word in contest_words()["untrue"] for word in words[1:])


def _contents(c: Clause, reading: Reading, objects: list[Argument]) -> list[Clause]:
    """The clauses that are denied: those that complete the act or a claim that it contests, and what is joined to them."""
    found = []
    for inner in reading.inside.get(c.id, ()):
        completes = inner.attachment == "complement" and inner.joining in OBJECT_JOINS
        is_of_noun = inner.attachment == "noun_complement" and inner.holder is not None
        if completes or (is_of_noun and any(a.start <= inner.holder < a.end for a in objects)):
            found.append(inner)
            found += [x for x in reading.inside.get(inner.id, ()) if x.attachment == "conjunct" and x.mood == inner.mood]
    return found
