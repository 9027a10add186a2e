"""Typed tests: can two statements of different parties both be true?"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from functools import cache

from analysis.disagreement.blame import wrong_of
from analysis.disagreement.findings import (
    Finding,
    are_dated_apart,
    are_near,
    are_opposed,
    because,
    is_asserted,
    pairs,
    polarity,
    position_of,
)
from analysis.disagreement.replies import find_replies
from analysis.disagreement.statements import Statement
from analysis.lexicon import WORD, concept, opposites, word_lists, words_of
from analysis.schema import Row

NEGATED_NOUN = re.compile(r"\b(?:no|not a single|not any|any)\s+((?:[\w’'-]+\s+){0,4}[\w’'-]+)", re.IGNORECASE)
# "There can be no transfer" says what may be, "there was no raid since May" that there was one before.
LIMITED = re.compile(r"\b(?:can|could|may|might|will|would|shall|should|must|since)\b", re.IGNORECASE)
RARE = 6
OFTEN = 20
# "Forged tickets": two words that name one thing.
LEAST_COMPOUND = 2
LEAST_DENIED = 0.5


def find_contradictions(
    statements: list[Statement], claims: list[Row], abstained: Counter[str] | None = None
) -> Iterator[Finding]:
    """Yield the findings of all tests over one corpus; count in `abstained` the pairs that a test leaves undecided."""
    abstained = Counter() if abstained is None else abstained
    asserted = [s for s in statements if is_asserted(s)]
    yield from find_replies(statements, claims)
    yield from _negations(asserted, abstained)
    yield from _denials_in_other_words(asserted)
    yield from _opposites(asserted)
    yield from _missing_things(asserted, abstained)
    yield from _presuppositions(asserted)
    yield from _dates(asserted, abstained)


def predicate_key(s: Statement) -> str:
    """The class of a predicate, or its stem where it belongs to none."""
    return str(s.row["family"] or " ".join(concept(word) for word in s.row["predicate"].split()))


def _predicate_keys(s: Statement) -> list[Hashable]:
    return [predicate_key(s)] if s.row["predicate"] else []


def _about_one_thing(a: Statement, b: Statement, frequency: Counter[str]) -> frozenset[str] | None:
    """What two statements with one predicate share; None where their participants differ or nothing shows them equal.

    A participant that is only a pronoun may be anybody: then the predicate has to be rare or the passage the same.
    """
    shared = a.keys & b.keys
    if are_done_to_others(a, b):
        return None
    is_one_word = a.row["predicate"] == b.row["predicate"]
    if are_near(a, b) and is_denied(a) != is_denied(b) and is_one_word:
        return shared
    is_weak = a.row["predicate"] in word_lists().weak or b.row["predicate"] in word_lists().weak
    is_rare = is_one_word and frequency[a.row["predicate"]] <= RARE
    if a.core and b.core:
        if not a.core & b.core:
            return None
        enough = len(shared) >= (3 if is_weak else 2) or (not is_weak and (are_near(a, b) or is_rare))
        return shared if enough else None
    predicates = {concept(word) for s in (a, b) for word in s.row["predicate"].split()}
    is_alike = bool(shared - predicates) or (is_one_word and (are_near(a, b) or is_rare))
    return shared if is_alike and not is_weak else None


def are_done_to_others(a: Statement, b: Statement) -> bool:
    """Whether two statements name what is done to, and nothing in common: "asked for asylum", "asked for an answer"."""
    return bool(a.objects and b.objects) and not (a.objects & b.keys or b.objects & a.keys)


def is_denied(s: Statement) -> bool:
    return s.claim is not None and s.claim["speech_act"] == "deny" and s.is_main


def find_reversals(statements: list[Statement]) -> Iterator[Finding]:
    """Yield what one source says in one article and denies in another: a word changed, no contradiction."""
    asserted = [s for s in statements if is_asserted(s) and not s.is_narration]

    def same_source(a: Statement, b: Statement) -> bool:
        return a.speaker is not None and a.speaker == b.speaker and a.origin != b.origin

    asserted = [s for s in asserted if s.core]
    for finding in (*_negations(asserted, Counter(), same_source), *_missing_things(asserted, Counter(), same_source)):
        yield finding._replace(relation="update", kind="reversal")


Related = Callable[[Statement, Statement], bool]


def _negations(asserted: list[Statement], abstained: Counter[str], related: Related = are_opposed) -> Iterator[Finding]:
    frequency = Counter(s.row["predicate"] for s in asserted)
    for a, b in pairs(asserted, _predicate_keys, related):
        if polarity(a) == polarity(b):
            continue
        shared = _about_one_thing(a, b, frequency)
        if shared is None:
            abstained["negation"] += 1
        else:
            reason = because("negation", a, b, shared)
            yield Finding("contradiction", "denial", position_of(a), position_of(b), "high", reason)


def _denials_in_other_words(asserted: list[Statement]) -> Iterator[Finding]:
    """A negative statement and a positive one that share most of what they are about: "forged tickets"."""
    frequency = Counter(key for s in asserted for key in words_of(s.keys))

    def rare(s: Statement) -> frozenset[str]:
        return frozenset(key for key in words_of(s.keys) if frequency[key] <= OFTEN)

    for a, b in pairs(asserted, rare):
        shared = words_of(a.keys & b.keys)
        if polarity(a) == polarity(b) or len(shared) < LEAST_COMPOUND:
            continue
        denier, other = (a, b) if polarity(a) == "-" else (b, a)
        is_of_thing = is_denied(denier) or shared & (absent(denier.row["text"]) | {concept(denier.row["predicate"])})
        if not is_of_thing or other.row["factuality"] != "certain":
            continue
        if len(shared) >= LEAST_DENIED * len(words_of(denier.keys)) and shared & (a.core | b.core):
            reason = because("denied in other words", a, b, shared)
            yield Finding("contradiction", "denial", position_of(a), position_of(b), "high", reason)


def _opposites(asserted: list[Statement]) -> Iterator[Finding]:
    frequency = Counter(s.row["predicate"] for s in asserted)

    def keys(s: Statement) -> Iterator[Hashable]:
        family = s.row["family"]
        if family in opposites():
            yield tuple(sorted((family, opposites()[family])))

    for a, b in pairs(asserted, keys):
        if a.row["family"] == b.row["family"] or polarity(a) != polarity(b) or not a.core & b.core:
            continue
        is_state = a.row["predicate"].startswith("be ") or b.row["predicate"].startswith("be ")
        things = words_of(a.core & b.core)
        shared = _about_one_thing(a, b, frequency)
        if (is_state and things) or (shared is not None and len(shared) >= 2):
            reason = because("opposite predicates", a, b, shared or things)
            yield Finding("contradiction", "opposite", position_of(a), position_of(b), "high", reason)


def _missing_things(
    asserted: list[Statement], abstained: Counter[str], related: Related = are_opposed
) -> Iterator[Finding]:
    denied = {s.id: things for s in asserted if (things := things_denied(s))}
    frequency = Counter(key for s in asserted for key in s.keys)
    for a, b in pairs(asserted, lambda s: denied.get(s.id, s.keys), related):
        if (a.id in denied) == (b.id in denied):
            continue
        denier, other = (a, b) if a.id in denied else (b, a)
        things = denied[denier.id] & other.keys
        if not things or polarity(other) == "-" or things & absent(other.row["text"]):
            continue
        is_central = things <= other.core | {concept(word) for word in other.row["predicate"].split()}
        is_bare = denier.keys <= things and all(frequency[t] <= (OFTEN if is_central else RARE) for t in things)
        is_addressed = bool({other.speaker, other.side} & denier.keys)
        is_compound = len(things) >= LEAST_COMPOUND
        if is_compound or (a.keys & b.keys) - things or are_near(a, b) or is_bare or is_addressed:
            reason = because("there was none", a, b, things)
            yield Finding("contradiction", "existence", position_of(a), position_of(b), "medium", reason)
        else:
            abstained["there was none"] += 1


def things_denied(s: Statement) -> frozenset[str]:
    """Stems of the thing that a statement says there is none of: "no such letter", "no trace of a call"."""
    if polarity(s) != "-":
        return frozenset()
    predicate = s.row["predicate"]
    if predicate == "exist" or (predicate == "be" and (is_denied(s) or " in use" in s.row["text"])):
        return frozenset(key for key in s.core if "." not in key)
    if predicate.partition(" ")[0] not in word_lists().of_existence or LIMITED.search(s.row["text"]):
        return frozenset()
    return absent(s.row["text"])


@cache
def absent(text: str) -> frozenset[str]:
    """The thing that a text names after "no": "no such letter", "no trace of a call"."""
    match = NEGATED_NOUN.search(text)
    phrase: list[str] = []
    for word in (w.lower() for w in WORD.findall(match[1])) if match else ():
        if word in word_lists().traces or (not phrase and word in ("of", "a", "an", "the", "any", "other", "further")):
            phrase = []
        elif word in word_lists().stop:
            break
        else:
            phrase.append(word)
    return frozenset(concept(w) for w in phrase[-1:] if w not in word_lists().hollow)


def _presuppositions(asserted: list[Statement]) -> Iterator[Finding]:
    """They did not come, says one side; nothing was arranged, says the other: no date, no day, no meeting."""
    away = [s for s in asserted if wrong_of(s) == "stay_away"]
    unarranged = [s for s in asserted if _is_unarranged(s)]
    kept = {s.id for s in away}
    for a, b in pairs(away + unarranged, lambda _: ["appointment"]):
        missed, denier = (a, b) if a.id in kept else (b, a)
        if missed.id in kept and denier.id not in kept and denier.side in missed.core:
            reason = because("not kept, never arranged", missed, denier, missed.core | denier.core)
            clause = (missed.row["char_start"], missed.row["char_end"])
            stayed_away = position_of(missed)[0]._replace(spans=(clause,))
            yield Finding("contradiction", "presupposition", (stayed_away,), position_of(denier), "medium", reason)


def _is_unarranged(s: Statement) -> bool:
    """Whether a statement says that no date, day or meeting was agreed."""
    acts = set(s.row["predicate"].split())
    return polarity(s) == "-" and bool(acts & word_lists().arranging) and bool(_surfaces(s) & word_lists().appointments)


def _surfaces(s: Statement) -> set[str]:
    return {s.words[key].lower() for key in s.core if key in s.words}


def _dates(asserted: list[Statement], abstained: Counter[str]) -> Iterator[Finding]:
    for a, b in pairs([s for s in asserted if s.times], _predicate_keys):
        shared = a.keys & b.keys
        if polarity(a) != polarity(b) or not are_dated_apart(a, b):
            continue
        if a.core & b.core and (len(shared) >= 3 or is_one_act(a, b)):
            reason = because("dates of one event", a, b, shared)
            yield Finding("contradiction", "date_mismatch", position_of(a), position_of(b), "medium", reason)
        else:
            abstained["dates of one event"] += 1


def is_one_act(a: Statement, b: Statement) -> bool:
    """Whether two statements tell of one thing with one verb that says more than be or have."""
    predicate = a.row["predicate"]
    return (
        predicate == b.row["predicate"]
        and predicate not in word_lists().weak
        and any("." not in k for k in a.core & b.core)
    )
