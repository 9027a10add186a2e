"""One party says that something is not so, another that it is: the same deed and things, in claims of both.

An outlet's own words are no side here. Of 96 pairs of an older rule, which asked for a shared predicate, 16 were
right on real news; claims of two parties that share deed and things were right in 7 of 11 there, and in 9 of 9 on
invented stories.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator

from analysis.dates import can_be_same
from analysis.disagreement.acts import Act, core_of
from analysis.disagreement.answers import ASKING, BESIDE, is_something_said
from analysis.disagreement.contest_words import any_of
from analysis.disagreement.findings import Finding, position_of
from analysis.disagreement.keys import Key, is_light
from analysis.disagreement.questions import question_of_clause
from analysis.disagreement.reading import Reading
from analysis.disagreement.statements import Clause
from analysis.lexicon import concept

LEAST_SHARED = 2
MOST_OF_WORDS = 0.6
MOST_AFFIRMATIONS = 3
# Sentences back to which a denial replies, and what a shared word loses of its weight with each.
NEAREST = 6
LATER = 0.1
# "No longer" and "no doubt" leave something.
NO_NONE = re.compile(r"\bno (?:longer|doubt|matter|more than)\b", re.IGNORECASE)
NEGATION = re.compile(r"\b(?:no|not|never|nor|neither|nobody|nothing|without|cannot)\b|n['’]t\b", re.IGNORECASE)


def find_negations(reading: Reading, acts: list[Act]) -> Iterator[Finding]:
    """Yield one contradiction a negated claim that a claim of another party affirms."""
    contested = _contested(acts)
    said: dict[tuple[str, Key], list[Clause]] = defaultdict(list)
    for c in reading.clauses:
        if c.id not in contested and _is_said(c, reading):
            for key in c.keys:
                said[c.story, key].append(c)
    for denied in reading.clauses:
        if denied.id in contested or not _is_denied(denied):
            continue
        found = sorted(_affirming(denied, said, reading), key=lambda pair: (-pair[0], pair[1].article, pair[1].place))
        if found:
            yield _finding(denied, [c for _, c in found[:MOST_AFFIRMATIONS]], "negation", reading)


def find_replies(reading: Reading, acts: list[Act]) -> Iterator[Finding]:
    """Yield one contradiction a claim that says that nothing of the kind happened, soon after another party's claim.

    "No letter had been received", a sentence or two behind what another says of a letter, answers it, whatever its
    verb. Right on invented stories in 13 of 17 and, unseen, 5 of 5; on real news in 0 of 1.
    """
    contested = _contested(acts)
    for denied in reading.clauses:
        if denied.id in contested or not _is_reply(denied):
            continue
        said = _told_around(denied, reading) if not is_light(denied.predicate) else []
        if not said and _says_none(denied, reading):
            said = _said_before(denied, reading)
        if said:
            yield _finding(denied, said, "countered", reading)


def _says_none(c: Clause, reading: Reading) -> bool:
    """Whether a clause says that there was nothing of the kind."""
    words = NO_NONE.sub("", reading.text(c.article)[c.start : c.end])
    return any_of("none_of_it").search(words) is not None


def _is_reply(c: Clause) -> bool:
    is_claim = c.claim is not None and c.party is not None
    return is_claim and c.is_negative and c.mood == "asserted" and c.is_sure


def _told_around(denied: Clause, reading: Reading) -> list[Clause]:
    """What another, be it the outlet, tells of the same deed of the same people close by: right in 2 of 2."""
    own = reading.sentences[denied.sentence].number
    people = _actors(denied)
    for sentence in reading.in_article(denied.article)[max(0, own - NEAREST) : own + NEAREST + 1]:
        for c in reading.of_sentence.get(sentence.id, ()) if sentence.number != own else ():
            is_told = c.act == denied.act and c.is_asserted and c.voice != "unattributed" and not c.is_alleged
            if not is_told or c.joining in ASKING or c.tense in ("future", "none"):
                continue
            are_same = any(reading.are_kin(x, y) for x in _actors(c) for y in people)
            if are_same and not reading.are_kin(c.party, denied.party):
                return [c]
    return []


def _actors(c: Clause) -> list[str]:
    return sorted({k.value for a in c.of_role("agent", "patient") for k in a.keys if k.kind == "actor"})


def _said_before(denied: Clause, reading: Reading) -> list[Clause]:
    """What another party says in the sentences just before, in the one that shares the rarest words."""
    rarity, told = reading.rarity[denied.story], frozenset(k for k in denied.keys if k.kind != "actor")
    if denied.attachment in BESIDE:
        return []
    heads = frozenset(Key("word", concept(w)) for w in (*denied.predicate.split(), *(a.head for a in denied.arguments)))
    found: list[tuple[float, list[Clause]]] = []
    for back, sentence in enumerate(reading.sentences_before(denied.sentence, NEAREST)):
        clauses = reading.of_sentence.get(sentence.id, ())
        of_others = [c for c in clauses if c.claim is not None and c.party is not None]
        is_theirs = any(reading.are_kin(c.party, denied.party) for c in of_others)
        if is_theirs:
            continue
        said = [c for c in of_others if _is_said(c, reading) and is_something_said(c) and c.keys & told]
        shared = frozenset(k for c in said for k in c.keys) & told
        if not shared & heads:
            continue
        found.append((math.fsum(rarity[k] for k in shared) - LATER * back, said))
    weight, said = max(found, key=lambda pair: pair[0], default=(0.0, []))
    return said if weight > 0 else []


def _contested(acts: list[Act]) -> frozenset[str]:
    return frozenset(c.id for act in acts for c in (act.clause, *act.contents))


def _finding(denied: Clause, said: list[Clause], rule: str, reading: Reading) -> Finding:
    words = tuple(sorted(k.value for k in denied.keys if k.kind == "word")[:6])
    a, b = tuple(dict.fromkeys(position_of(c) for c in said)), (position_of(denied),)
    question = question_of_clause(denied, reading)
    return Finding("contradiction", "denial", rule, a, b, words, denied.story, question, "affirms", "denies")


def _is_denied(c: Clause) -> bool:
    is_claim = c.claim is not None and c.party is not None and c.attachment not in BESIDE
    return is_claim and c.is_negative and c.mood == "asserted" and c.is_sure and not is_light(c.predicate)


def _is_said(c: Clause, reading: Reading) -> bool:
    if c.is_alleged or c.joining in ASKING or c.tense == "none":
        return False
    if c.claim is None or c.party is None or not c.is_asserted or c.place in reading.cue_places[c.article]:
        return False
    sentence = reading.sentences[c.sentence]
    return NEGATION.search(reading.text(c.article), sentence.start, sentence.end) is None


def _affirming(
    denied: Clause, said: dict[tuple[str, Key], list[Clause]], reading: Reading
) -> Iterator[tuple[float, Clause]]:
    """Yield (the share of what is denied that it has, the clause) for the clauses that affirm a denied one."""
    told, core = frozenset(k for k in denied.keys if k.kind != "actor"), core_of(denied)
    rarity = reading.rarity[denied.story]
    total = math.fsum(rarity.get(key, 0.0) for key in told)
    candidates = {c.id: c for key in core for c in said.get((denied.story, key), ())}
    for c in candidates.values():
        shared = told & c.keys
        share = math.fsum(rarity.get(key, 0.0) for key in shared) / total
        has_most = share >= MOST_OF_WORDS and len(core & c.keys) >= LEAST_SHARED
        if len(shared) < LEAST_SHARED or not (has_most or core <= c.keys) or core <= _only_thought_of(c, reading):
            continue
        if not _says_the_same(c, told) and _are_opposed(c, denied, reading):
            yield share, c


def _says_the_same(c: Clause, told: frozenset[Key]) -> bool:
    """Whether a clause has a denied word with a prefix that negates it: "remains unchanged" says "has not changed"."""
    denied = {k.value for k in told if k.kind == "word"}
    words = (k.value for k in c.keys if k.kind == "word")
    return any(w.startswith("un") and w.removeprefix("un") in denied for w in words)


def _only_thought_of(c: Clause, reading: Reading) -> frozenset[Key]:
    """What a clause names in what hangs in a noun of it: "the possibility of ending the war" is no end of it."""
    inside = (x for x in reading.inside.get(c.id, ()) if x.attachment == "noun_complement" and x.tense == "none")
    return frozenset(key for x in inside for key in x.keys)


def _are_opposed(said: Clause, denied: Clause, reading: Reading) -> bool:
    """Whether two parties speak of one time, and neither names another doer than the other."""
    if reading.are_kin(said.party, denied.party) or said.sentence == denied.sentence:
        return False
    if (said.tense == "future") != (denied.tense == "future"):
        return False
    if said.times and denied.times and not any(can_be_same(x, y) for x in said.times for y in denied.times):
        return False
    doers = [frozenset(key for a in c.of_role("agent") for key in a.keys) for c in (said, denied)]
    if said.act != denied.act or not all(doers):
        return True
    if any(key.kind == "word" for key in doers[0] & doers[1]):
        return True
    first, second = ([key.value for key in keys if key.kind == "actor"] for keys in doers)
    return any(reading.are_kin(x, y) for x in first for y in second)
