"""What an act of contest answers: the clauses that affirm what it denies, in its article and in others."""

import math
import re
from collections import defaultdict
from typing import NamedTuple

from analysis.dates import can_be_same
from analysis.disagreement.acts import Act
from analysis.disagreement.contest_words import contest_words
from analysis.disagreement.keys import Key
from analysis.disagreement.reading import Reading
from analysis.disagreement.statements import Clause, Sentence
from analysis.lexicon import WORD

# Share of what is denied, by rarity, that a sentence has to be about to affirm it.
LEAST_SHARED = 0.5
# Sentences back, in which what somebody contests was said.
FARTHEST = 6
# A clause that only tells of somebody or gives a reason is not what is said.
BESIDE = frozenset(("relative", "adverbial"))
ASKING = frozenset(("whether", "if"))
FARTHEST_REPLY = 5
NEAREST = 3
# A mention of a past day nearby dates an act that says "that attack".
NEAR = 2
SAID = frozenset(("assert", "accuse", "warn", "praise", "promise"))
NEGATION = re.compile(
    r"\b(?:no|not|never|nor|neither|without|cannot|den(?:y|ies|ied|ying|ials?))\b|n['’]t\b", re.IGNORECASE
)


class Affirmation(NamedTuple):
    """A clause that affirms what an act denies.

    Attributes:
        clause: The clause; `party` is whose word it is: an accuser's, never the outlet's for somebody's accusation.
        ground: Why it counts: accusation (the same are accused), doer (the same do it), words (it has most of the
            words) or told (it is what the one whose words are contested said).
        score: How surely it affirms the same thing; orders the affirmations of one act.
    """

    clause: Clause
    party: str | None
    ground: str
    score: float


class Answers:
    """The acts of a corpus with what they may answer."""

    def __init__(self, reading: Reading, acts: list[Act]) -> None:
        self._reading = reading
        self._acts: dict[str, list[Act]] = defaultdict(list)
        for act in acts:
            self._acts[act.clause.sentence].append(act)
        self._accused = {c.id: keys for c in reading.clauses if (keys := accused_in(c, reading))}
        self._accusing: dict[str, list[str]] = defaultdict(list)
        for c in reading.clauses:
            if c.id in self._accused:
                self._accusing[c.story].append(c.sentence)

    def find(self, act: Act) -> list[Affirmation]:
        """Return the clauses that affirm what an act denies, the surest first; none where nobody affirms it."""
        if act.is_of_sentence:
            return self._told_in_sentence(act)
        if act.whose is not None and not act.contents:
            return self._told_before(act)
        story, reading = act.clause.story, self._reading
        rarity = reading.rarity[story]
        total = math.fsum(rarity.get(key, 0.0) for key in act.told)
        shared: dict[str, float] = defaultdict(float)
        for key in sorted(act.told):
            for sentence_id in reading.holders.get((story, key), ()):
                shared[sentence_id] += rarity[key] / total
        if act.is_of_charge:
            for sentence_id in self._accusing[story]:
                shared.setdefault(sentence_id, 0.0)
        found = [self._best_in(reading.sentences[s], share, act) for s, share in sorted(shared.items())]
        known = sorted((a for a in found if a is not None), key=_by_score)
        return known if known or act.form != "reply" else self._told_near(act)

    def disputed(self, act: Act) -> Act | None:
        """Return the denial just before in its sentence that a mere "disputes that" answers; None where there is none.

        Who disputes a denial affirms what was denied.
        """
        here = self._acts.get(act.clause.sentence, [])
        is_reply = act.form == "reply" and act.whose is None
        before = [a for a in here if a.clause.place < act.clause.place and a.contents] if is_reply else []
        others = [a for a in before if not self._reading.are_kin(a.denier, act.denier)]
        return others[-1] if others else None

    def _told_near(self, act: Act) -> list[Affirmation]:
        """What somebody else said just before a reply that answers no accusation: first what is about the denier."""
        reading = self._reading
        own = reading.sentences[act.clause.sentence]
        found = []
        for sentence in (own, *reading.sentences_before(own.id, FARTHEST_REPLY)):
            near = own.paragraph - sentence.paragraph <= 1 and own.number - sentence.number <= NEAREST
            for c in reversed(reading.of_sentence.get(sentence.id, [])):
                is_before = c.place < act.clause.place and c.tense != "none"
                is_theirs = c.party is not None and is_something_said(c)
                if is_before and is_theirs and self._may_affirm(c, act):
                    is_about = self._names_one_of(sentence.keys, act.accused) and sentence.id != own.id
                    if is_about or near:
                        found.append((not is_about, Affirmation(self._head_of(c), c.party, "told", 0.5)))
        return [affirmation for _, affirmation in sorted(found, key=lambda pair: pair[0])[:1]]

    def _told_in_sentence(self, act: Act) -> list[Affirmation]:
        """What the sentence of an act says before it: another's claim, else what is put there to be contested."""
        clauses = self._reading.of_sentence.get(act.clause.sentence, [])
        before = [c for c in clauses if c.place < act.clause.place and c.id != act.clause.id and c.predicate]
        of_others = [c for c in before if c.claim is not None and not self._reading.are_kin(c.party, act.denier)]
        if of_others:
            return [Affirmation(self._head_of(of_others[-1]), of_others[-1].party, "told", 1.0)]
        return [Affirmation(c, None, "told", 1.0) for c in before[:1]]

    def _head_of(self, c: Clause) -> Clause:
        """The first clause of the same claim in its sentence that is not beside another."""
        clauses = self._reading.of_sentence.get(c.sentence, ())
        heads = (x for x in clauses if x.claim is c.claim and x.attachment not in BESIDE and x.predicate)
        return next(heads, c)

    def _told_before(self, act: Act) -> list[Affirmation]:
        """What the one whose words are contested said before in the article: the nearest."""
        reading = self._reading
        for sentence in reading.sentences_before(act.clause.sentence, FARTHEST):
            for c in reading.of_sentence.get(sentence.id, ()):
                is_theirs = is_something_said(c) and reading.are_kin(c.party, act.whose)
                if is_theirs and self._may_affirm(c, act):
                    return [Affirmation(self._head_of(c), c.party, "told", 1.0)]
        return []

    def _best_in(self, sentence: Sentence, share: float, act: Act) -> Affirmation | None:
        if not self._are_of_one_time(act, sentence):
            return None
        found = []
        for c in self._reading.of_sentence.get(sentence.id, ()):
            ground = self._ground(c, sentence, share, act) if self._may_affirm(c, act) else None
            if ground is not None:
                weight = GROUNDS[ground] + share + self._nearness(act, sentence)
                found.append(Affirmation(c, speaker_of(c), ground, weight))
        return min(found, key=_by_score, default=None)

    def _may_affirm(self, c: Clause, act: Act) -> bool:
        """Whether a clause is somebody else's, says that something is so, and is not itself contested."""
        if not c.is_asserted or c.joining in ASKING or self._reading.are_kin(speaker_of(c), act.denier):
            return False
        here = self._acts.get(c.sentence, ())
        if any(c.id == x.id for a in here for x in (a.clause, *a.contents)):
            return False
        return c.id in self._accused or c.place not in self._reading.cue_places[c.article]

    def _ground(self, c: Clause, sentence: Sentence, share: float, act: Act) -> str | None:
        """Why a clause affirms what an act denies, None where nothing shows that it does."""
        names_them = self._names_one_of(self._accused.get(c.id, frozenset()), act.accused)
        if names_them and (share >= LEAST_SHARED or not act.told):
            return "accusation"
        if act.form != "content" or sentence.id == act.clause.sentence or not act.core & sentence.keys:
            return None
        if NEGATION.search(self._reading.text(sentence.article), sentence.start, sentence.end):
            return None
        if c.is_alleged or c.claim is None:
            return None
        n_shared = len(act.told & sentence.keys)
        if n_shared < 2 or share < LEAST_SHARED or not act.told & c.keys:
            return None
        if any(self._names_one_of(a.keys, act.accused) for a in c.of_role("agent")):
            return "doer"
        return "words" if n_shared > 2 else None

    def _nearness(self, act: Act, sentence: Sentence) -> float:
        own = self._reading.sentences[act.clause.sentence]
        return 0.1 if sentence.article == own.article and abs(sentence.paragraph - own.paragraph) <= 1 else 0.0

    def _names_one_of(self, keys: frozenset[Key], accused: frozenset[Key]) -> bool:
        if any(key in accused for key in keys if key.kind == "word"):
            return True
        actors = [key.value for key in accused if key.kind == "actor"]
        return any(self._reading.are_kin(key.value, other) for key in keys if key.kind == "actor" for other in actors)

    def _are_of_one_time(self, act: Act, sentence: Sentence) -> bool:
        """Whether an act and a sentence may speak of one time; what is long past only answers what is long past."""
        reading, own = self._reading, self._reading.sentences[act.clause.sentence]
        is_past = bool(act.times) and all(reading.is_past(t, own.article) for t in act.times)
        if is_past and sentence.article == own.article and abs(sentence.number - own.number) <= NEAR:
            return True
        if act.times and sentence.times:
            return any(can_be_same(x, y) for x in act.times for y in sentence.times)
        if is_past:
            return False
        return not sentence.times or not all(reading.is_past(t, sentence.article) for t in sentence.times)


def is_something_said(c: Clause) -> bool:
    """Whether a clause is somebody's word on what is so: no demand, no question."""
    return c.claim is not None and c.claim["speech_act"] in SAID


GROUNDS = {"accusation": 0.5, "doer": 0.4, "words": 0.2, "told": 0.5}


def _by_score(a: Affirmation) -> tuple[float, str, int, str]:
    return (-a.score, a.clause.article, a.clause.place, a.clause.id)


def accused_in(c: Clause, reading: Reading) -> frozenset[Key]:
    """Return the actors that a clause accuses, by who they are and by the words that name them."""
    lists, accused = contest_words(), []
    if c.predicate in lists["accusing"]:
        behind = [a for a in c.arguments if a.preposition in ("on", "against")]
        accused += behind or c.of_role("patient")[:1]
    if c.predicate in lists["laying"] and any(a.head in lists["blame"] for a in c.of_role("patient")):
        accused += [a for a in c.arguments if a.preposition in ("on", "at", "to")]
    if c.attachment == "noun_complement" and c.holder is not None:
        noun = WORD.match(reading.text(c.article), c.holder)
        accused += c.of_role("agent") if noun is not None and noun[0].lower() in lists["charges"] else []
    if c.is_alleged:
        said = WORD.findall(reading.text(c.article)[c.start : c.end].lower())
        accused += c.of_role("agent") if "allegedly" in said else []
    return frozenset(key for a in accused for key in a.keys)


def speaker_of(c: Clause) -> str | None:
    """Return whose word a clause is: the accuser's in an accusation; nobody's where it is only alleged."""
    if c.predicate not in contest_words()["accusing"]:
        return None if c.is_alleged else c.party
    return next((a.entity for a in c.of_role("agent") if a.entity is not None), None)
