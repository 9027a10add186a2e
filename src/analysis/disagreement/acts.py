"""Acts of contest: who denies, rejects or calls untrue, and what it is that they contest."""

import re
from functools import cache
from typing import NamedTuple

from analysis.disagreement.contest_words import contest_words
from analysis.disagreement.keys import Key, is_telling
from analysis.disagreement.reading import Reading
from analysis.disagreement.statements import Argument, Clause
from analysis.disagreement.ways import Contest, contest_of, with_adverb
from analysis.lexicon import WORD, concept

NOTHING: frozenset[Key] = frozenset()
POINTING = re.compile(r"\b(?:that|this|those|these|such)\s+\w+", re.IGNORECASE)
JOINED = re.compile(r"\b(?:and|or)\b")
OBJECT_JOINS = frozenset((None, "that", "of"))


class Act(NamedTuple):
    """Somebody contests something.

    Attributes:
        clause: The clause that contests.
        denier: The party that does, None where nobody is known.
        form: content (it says what is not so), part (a part in something) or reply (it points back at what was said).
        contents: The clauses that are denied, where there are any.
        told: What the denied words are about, actors left out.
        core: The deed and the thing among these, without which it is another matter.
        accused: The actors that the denied words are about, else the denier.
        whose: The actor whose words are contested ("the minister's claims"); None where the act does not say.
        is_of_claim: Whether it names a claim as what it contests: somebody has said it.
        spans: The words of the act and of what it denies, in the article.
        is_of_charge: Whether a mere reply can answer an accusation: it rejects "the allegations", not "the remarks".
        is_of_sentence: Whether it contests what its own sentence has said before: "…, which the firm denied".
        times: Dates of what is denied; of "that attack" those of the sentence before.
    """

    clause: Clause
    denier: str | None
    form: str
    contents: tuple[Clause, ...]
    told: frozenset[Key]
    core: frozenset[Key]
    accused: frozenset[Key]
    whose: str | None
    is_of_claim: bool
    spans: tuple[tuple[int, int], ...]
    is_of_charge: bool = True
    is_of_sentence: bool = False
    times: tuple[str, ...] = ()


def find_acts(reading: Reading) -> list[Act]:
    """Return the acts of contest of a corpus, in order of article and place.

    Neither confirming nor denying, failing, declining or having yet to deny, what may be denied or is denied if …, is
    none; nor is a denied service or a rejected offer.
    """
    contests = (contest_of(clause, reading) for clause in reading.clauses if _is_done(clause, reading))
    found = (_act(contest, reading) for contest in contests if contest is not None)
    return [act._replace(times=_times(act, reading)) for act in found if act is not None and _is_known(act)]


def _is_known(act: Act) -> bool:
    """Whether it is known what is contested, or at least who answers for it."""
    return bool(act.contents or act.told or act.whose or act.denier)


def _times(act: Act, reading: Reading) -> tuple[str, ...]:
    own = tuple(t for c in (act.clause, *act.contents) for t in c.times)
    words = reading.text(act.clause.article)[act.clause.place : act.spans[-1][1]]
    if own or POINTING.search(words) is None:
        return own
    before = reading.sentence_before(act.clause.sentence)
    return before.times if before is not None else ()


def _is_done(c: Clause, reading: Reading) -> bool:
    """Whether a clause tells what somebody does, not what they may do or are asked to do."""
    if c.mood != "asserted" or c.tense == "future":
        return False
    is_infinitive = reading.text(c.article)[c.start : c.start + 3].lower() == "to "
    return not is_infinitive or c.is_sure


def _act(contest: Contest, reading: Reading) -> Act | None:
    """What is contested: the clauses behind the act, a claim, a part in something, what was said, or an event."""
    c, lists = contest.clause, contest_words()
    obj = contest.objects[0] if contest.objects else None
    if contest.way in ("plea", "clean", "deflecting"):
        return _reply(contest, (c,))._replace(is_of_charge=contest.way != "deflecting")
    if contest.way == "apart":
        return _part(contest, _told(reading.words[c.article].within(c.place, c.end)) - _part_words())
    if _is_of_sentence(contest, reading):
        return _reply(contest, (c,))._replace(is_of_sentence=True, is_of_charge=False)
    contents = tuple(_contents(c, reading, list(contest.objects))) if contest.way != "failing" else ()
    if any(x.predicate in lists["denying"] for x in contents):
        return None
    is_of_claim = obj is not None and obj.head in lists["assertions"]
    is_denial = contest.way == "denying" or is_of_claim or any(x.joining == "that" for x in contents)
    if contents:
        act = _of_contents(contest, contents, is_of_claim)
        whose = _whose(contest, obj, reading) if obj is not None and is_of_claim else None
        return act._replace(whose=whose) if is_denial else None
    if obj is None:
        return None
    if is_of_claim:
        return _of_claim(contest, obj, reading)
    if obj.head in lists["pointing_back"]:
        return _reply(contest, (c,))._replace(is_of_charge=False)
    if obj.head in lists["parts_in"] and contest.way in ("denying", "turning_down"):
        return _part(contest, _told(reading.words[c.article].within(obj.head_end, obj.end)))
    return _of_event(contest, obj, reading)


def _reply(contest: Contest, clauses: tuple[Clause, ...]) -> Act:
    spans = tuple(sorted((x.start, x.end) for x in clauses))
    return Act(contest.clause, contest.denier, "reply", (), NOTHING, NOTHING, contest.accused, None, True, spans)


def _part(contest: Contest, told: frozenset[Key]) -> Act:
    return _reply(contest, (contest.clause,))._replace(form="part", told=told, core=told, is_of_claim=False)


def _of_contents(contest: Contest, contents: tuple[Clause, ...], is_of_claim: bool) -> Act:
    told = _told(frozenset(k for x in contents for k in x.keys))
    agents = frozenset(k for x in contents for a in x.of_role("agent") for k in a.keys)
    core = frozenset().union(*(core_of(x) for x in contents))
    act = _reply(contest, (contest.clause, *contents))
    return act._replace(
        form="content",
        contents=contents,
        told=told,
        core=core,
        accused=agents | contest.accused,
        is_of_claim=is_of_claim,
    )


def _of_claim(contest: Contest, obj: Argument, reading: Reading) -> Act:
    """It contests a claim by its name: "the minister's account", "allegations of fraud"."""
    whose = _whose(contest, obj, reading)
    behind = reading.words[contest.clause.article].within(obj.head_end, obj.end)
    told = _told(behind) if whose is None and contest.way != "calling" else NOTHING
    is_of_charge = obj.head in contest_words()["accusations"]
    act = _reply(contest, (contest.clause,))._replace(told=told, core=told, whose=whose, is_of_charge=is_of_charge)
    return act._replace(form="content" if told else "reply")


def _whose(contest: Contest, obj: Argument, reading: Reading) -> str | None:
    """Whose claim it is that is contested: "the minister's account"."""
    before = reading.words[contest.clause.article].within(obj.start, obj.head_start)
    return next((k.value for k in sorted(before) if k.kind == "actor" and k.value != contest.denier), None)


def _of_event(contest: Contest, obj: Argument, reading: Reading) -> Act | None:
    """It denies an event by its noun: "denied any leak", "ruled out a resignation"."""
    is_denied = contest.way == "denying" and obj.head not in contest_words()["refusable"] and obj.entity is None
    if not is_denied and with_adverb(contest.clause, reading) != "rule out":
        return None
    told = _told(obj.keys)
    return _reply(contest, (contest.clause,))._replace(form="content", told=told, core=told, is_of_claim=False)


def _is_of_sentence(contest: Contest, reading: Reading) -> bool:
    """Whether it contests what stands before it in its sentence: "…, which the firm denied", "a claim she disputed"."""
    c = contest.clause
    if any(a.head == "which" for a in contest.objects):
        return True
    if c.attachment == "conjunct" and contest.way == "untrue":
        return any(a.head in ("that", "this") for a in contest.objects)
    if c.attachment != "relative" or c.holder is None or contest.objects:
        return False
    noun = WORD.match(reading.text(c.article), c.holder)
    return noun is not None and noun[0].lower() in contest_words()["assertions"]


def core_of(c: Clause) -> frozenset[Key]:
    """The deed of a clause and what it is done to or said to be."""
    deed = frozenset(Key("word", concept(w)) for w in c.predicate.split() if is_telling(w))
    things = [a for a in c.arguments if a.role == "patient" or (a.role == "other" and a.preposition is None)]
    return deed | _told(frozenset(k for a in things for k in a.keys))


@cache
def _part_words() -> frozenset[Key]:
    """The words that say no more than that somebody has a part: "role", "responsible"."""
    lists = contest_words()
    return frozenset(Key("word", concept(w)) for w in lists["parts_in"] | lists["guilty"])


def _told(keys: frozenset[Key]) -> frozenset[Key]:
    return frozenset(key for key in keys if key.kind != "actor")


def _contents(c: Clause, reading: Reading, objects: list[Argument]) -> list[Clause]:
    """The clauses that are denied: what completes the act or a claim that it contests, and what is joined to it."""
    found: list[Clause] = []
    around = reading.inside.get(c.id, ())
    of_noun = [x for x in around if x.attachment == "relative" and x.predicate in contest_words()["saying"]]
    around = [*around, *(y for x in of_noun for y in reading.inside.get(x.id, ()) if y.attachment == "complement")]
    for inner in around:
        if inner.governor != c.id:
            found.append(inner)
            continue
        is_beside = bool(found or objects) and inner.joining is None
        completes = inner.attachment == "complement" and inner.joining in OBJECT_JOINS and not is_beside
        is_of_noun = inner.attachment == "noun_complement" and inner.holder is not None
        if completes or (is_of_noun and any(a.start <= (inner.holder or 0) < a.end for a in objects)):
            found.append(inner)
            joined = (x for x in reading.inside.get(inner.id, ()) if x.attachment == "conjunct")
            found += [x for x in joined if JOINED.search(reading.text(c.article), inner.place, x.place)]
    return found
