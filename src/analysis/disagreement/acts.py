"""Acts of contest: who denies, rejects or calls untrue, and what it is that they contest."""

import re
from typing import NamedTuple

from analysis.disagreement.contest_words import contest_words
from analysis.disagreement.keys import Key, is_telling
from analysis.disagreement.reading import Argument, Clause, Reading
from analysis.lexicon import WORD, concept

CERTAIN = frozenset(("certain", "probable"))
# Prepositions behind which a verb of contesting has what it contests: "disagreed with", "pushed back against".
TOWARDS = frozenset(("with", "against", "on", "at", "to"))
NOTHING: frozenset[Key] = frozenset()
POINTING = re.compile(r"\b(?:that|this|those|these|such)\s+\w+", re.IGNORECASE)
NOT_GUILTY = re.compile(r"\b(?:not guilty|innocent)\b")
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
    times: tuple[str, ...] = ()
    is_of_charge: bool = True


def find_acts(reading: Reading) -> list[Act]:
    """Return the acts of contest of a corpus, in order of article and place.

    Neither confirming nor denying, failing, declining or having yet to deny, what may be denied or is denied if …, is
    none; nor is a denied service or a rejected offer.
    """
    found = (_act(clause, reading) for clause in reading.clauses if _is_done(clause, reading))
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
    if not (contesting or is_called or is_untrue or predicate == "plead"):
        return None
    if is_untrue:
        denier, own, objects = c.party, _party_keys(c.party), c.of_role("agent")
    else:
        doers = c.of_role("agent")
        denier = next((a.entity for a in doers), None)
        own = frozenset(k for a in doers for k in a.keys if a.entity is None or k.kind == "word") | _party_keys(denier)
        objects = c.of_role("patient") or [a for a in c.of_role("other") if a.preposition in TOWARDS]
    obj = objects[0] if objects else None
    head = obj.head if obj is not None else ""
    is_of_claim = head in lists["assertions"]
    contents = tuple(_contents(c, reading, objects))
    spans = tuple(sorted((x.start, x.end) for x in (c, *contents)))
    if predicate == "plead" and NOT_GUILTY.search(reading.text(c.article), c.place, c.end):
        return Act(c, denier, "reply", (), NOTHING, NOTHING, own, None, True, spans)
    if any(x.predicate in lists["denying"] for x in contents):
        return None
    if contents and (is_of_claim or predicate in lists["denying"] or any(x.joining == "that" for x in contents)):
        told = _told(frozenset(k for x in contents for k in x.keys))
        agents = frozenset(k for x in contents for a in x.of_role("agent") for k in a.keys)
        core = frozenset().union(*(core_of(x) for x in contents))
        return Act(c, denier, "content", contents, told, core, agents | own, None, is_of_claim, spans)
    if obj is None or contents:
        return None
    behind = _told(reading.words[c.article].within(obj.head_end, obj.end))
    if is_of_claim:
        before = reading.words[c.article].within(obj.start, obj.head_start)
        whose = next((k.value for k in sorted(before) if k.kind == "actor" and k.value != denier), None)
        told = behind if whose is None else frozenset()
        act = Act(c, denier, "content" if told else "reply", (), told, told, own, whose, True, spans)
        return act._replace(is_of_charge=head in lists["accusations"])
    if head in lists["pointing_back"] and (predicate in lists["denying"] or is_called or is_untrue):
        return Act(c, denier, "reply", (), NOTHING, NOTHING, own, None, True, spans)
    if head in lists["parts_in"] and contesting:
        return Act(c, denier, "part", (), behind, behind, own, None, False, spans)
    is_event = predicate in lists["denying"] and head not in lists["refusable"] and obj.entity is None
    if (is_event or predicate == "rule out") and not is_called:
        told = _told(obj.keys)
        return Act(c, denier, "content", (), told, told, own, None, False, spans)
    return None


def _party_keys(party: str | None) -> frozenset[Key]:
    return frozenset((Key("actor", party),)) if party is not None else frozenset()


def core_of(c: Clause) -> frozenset[Key]:
    """The deed of a clause and what it is done to or said to be."""
    deed = frozenset(Key("word", concept(w)) for w in c.predicate.split() if is_telling(w))
    things = [a for a in c.arguments if a.role == "patient" or (a.role == "other" and a.preposition is None)]
    return deed | _told(frozenset(k for a in things for k in a.keys))


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
