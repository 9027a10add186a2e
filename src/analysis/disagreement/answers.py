"""What an act of contest answers: the sentences that affirm what it denies, in its article and in others."""

from typing import NamedTuple

from analysis.dates import can_be_same
from analysis.disagreement.acts import Act, contest_words
from analysis.disagreement.reading import Clause, Reading, Sentence
from analysis.disagreement.vocabulary import Key

ACCUSING = frozenset("accuse blame charge allege implicate suspect fault sue indict".split())
MOST_AFFIRMATIONS = 4
LEAST_SHARED = 0.5


class Affirmation(NamedTuple):
    """A clause that affirms what an act denies: how surely it does so (0 to 1 and more), and on what grounds."""

    clause: Clause
    score: float
    shared: float
    is_accusation: bool
    names_accused: bool
    is_agent: bool
    near: bool


def accused_in(c: Clause) -> list[str]:
    """Return the actors that a clause accuses."""
    found = []
    if c.claim is not None:
        found += [t["entity_id"] for t in c.claim["targets"] if t["role"] == "blames" and t["entity_id"] is not None]
    if c.predicate in ACCUSING:
        behind = [a.entity for a in c.arguments if a.preposition in ("on", "against") and a.entity is not None]
        found += behind or [a.entity for a in c.arguments if a.role == "patient" and a.entity is not None]
    return found


def find_affirmations(act: Act, reading: Reading, acts_in: dict[str, list[Act]]) -> list[Affirmation]:
    """Return the clauses that affirm what an act denies, the surest first; none where nobody affirms it."""
    story = act.clause.story
    rarity = reading.rarity[story]
    total = sum(rarity.get(key, 0.0) for key in act.told)
    pool: dict[str, float] = {}
    for key in sorted(act.told):
        for sentence_id in reading.holders.get((story, key), ()):
            pool[sentence_id] = pool.get(sentence_id, 0.0) + rarity[key]
    for sentence_id in _accusing(act, reading):
        pool.setdefault(sentence_id, 0.0)
    found = []
    for sentence_id, weight in sorted(pool.items()):
        sentence = reading.sentences[sentence_id]
        affirmation = _affirmation(act, sentence, weight / total if total else 0.0, reading, acts_in)
        if affirmation is not None:
            found.append(affirmation)
    found.sort(key=lambda a: (-a.score, a.clause.article, a.clause.place))
    return found


def _accusing(act: Act, reading: Reading) -> list[str]:
    return [c.sentence for c in reading.clauses if c.story == act.clause.story and accused_in(c)]


def _affirmation(act, sentence, shared, reading, acts_in):
    own = {act.clause.id, *(c.id for c in act.contents)}
    candidates = [
        c
        for c in reading.of_sentence.get(sentence.id, ())
        if c.id not in own and c.is_asserted and not reading.are_kin(c.party, act.denier)
        and not any(c.id == x.clause.id for x in acts_in.get(sentence.id, ()))
        and not any(c.id == k.id for x in acts_in.get(sentence.id, ()) for k in x.contents)
    ]
    if sentence.id == act.clause.sentence:
        candidates = [c for c in candidates if accused_in(c)]
    if not candidates or not _are_of_one_time(act, sentence, reading):
        return None
    best = None
    rarity = reading.rarity[act.clause.story]
    for c in candidates:
        accused = accused_in(c)
        is_accusation = any(_is_one_of(x, act.accused, reading) for x in accused)
        is_agent = any(_is_one_of(a.entity, act.accused, reading) for a in c.of_role("agent"))
        near = c.article == act.clause.article and abs(sentence.paragraph - reading.sentences[act.clause.sentence].paragraph) <= 1
        names = any(_is_one_of(k.value, act.accused, reading) for k in sentence.keys if k.kind == "actor")
        own_share = len(c.keys & act.told)
        score = shared + 0.5 * is_accusation + 0.4 * is_agent + 0.2 * names + 0.1 * near + 0.01 * own_share
        if act.form == "content":
            ok = shared >= LEAST_SHARED and own_share and (is_accusation or is_agent or names or not act.accused)
        else:
            ok = is_accusation and (shared >= LEAST_SHARED or not act.told)
        if ok and (best is None or score > best.score):
            best = Affirmation(c, score, shared, is_accusation, names, is_agent, near)
    return best


def _is_one_of(entity, accused, reading):
    return any(reading.are_kin(entity, x) for x in accused)


def _are_of_one_time(act: Act, sentence: Sentence, reading: Reading) -> bool:
    mine = [t for c in (act.clause, *act.contents) for t in c.times]
    return not mine or not sentence.times or any(can_be_same(x, y) for x in mine for y in sentence.times)
