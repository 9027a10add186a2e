"""Contests that name what they contest: "rejected claims that …", "despite reports that …", "falsely said that …"."""

import re
from collections.abc import Iterator

from analysis.disagreement.contest_words import contest_words
from analysis.disagreement.reading import Argument, Clause, Reading
from analysis.lexicon import WORD

# Sentences back, in which what somebody calls false was said.
FARTHEST = 6
AGAINST = re.compile(r"\b(?:despite|notwithstanding|contrary to)\b", re.IGNORECASE)


def claims_called_wrong(reading: Reading) -> Iterator[tuple[Clause, Clause]]:
    """Yield (what is said, the clause that reports it as untrue): "he falsely said that it was open"."""
    for c in reading.clauses:
        if c.predicate not in contest_words()["saying"] | SAYING or c.mood != "asserted" or c.is_negative:
            continue
        start = reading.sentences[c.sentence].start if c.attachment == "main" else c.start
        words = WORD.findall(reading.text(c.article)[start : c.end].lower())
        if not any(w in contest_words()["wrongly"] for w in words):
            continue
        inside = reading.inside.get(c.id, ())
        said = next((x for x in inside if x.attachment == "complement" and x.joining in (None, "that")), None)
        if said is not None:
            yield said, c


SAYING = frozenset("say note tell write tweet claim argue insist declare maintain".split())


def claims_set_aside(reading: Reading) -> Iterator[tuple[Clause, Clause]]:
    """Yield (what somebody says, the clause that holds against it): "we made none despite media saying that"."""
    for sentence_id, clauses in reading.of_sentence.items():
        sentence = reading.sentences[sentence_id]
        text = reading.text(sentence.article)
        match = AGAINST.search(text, sentence.start, sentence.end)
        if match is None:
            continue
        said = [c for c in clauses if c.place > match.end() and c.predicate in contest_words()["saying"] | SAYING]
        held = [
            c
            for c in clauses
            if c.mood == "asserted" and c.is_negative and c.claim is not None and not match.start() <= c.place
        ]
        if said and held:
            yield said[0], held[-1]


def false_claims(reading: Reading) -> Iterator[tuple[Clause, Clause]]:
    """Yield (what somebody said, the clause that calls it untrue by name): "repeating his false claims"."""
    for c in reading.clauses:
        if c.mood != "asserted" or c.is_negative or c.factuality == "unknown":
            continue
        for a in c.arguments:
            whose = _whose_false_claim(a, c, reading)
            said = _said_by(whose, a, c, reading) if whose is not None else None
            if said is not None:
                yield said, c


def _whose_false_claim(a: Argument, c: Clause, reading: Reading) -> str | None:
    """Whose claims a phrase calls untrue, None where it calls none so."""
    lists = contest_words()
    if a.head not in lists["accusations"] and a.head not in lists["tales"]:
        return None
    if lists["untrue"].isdisjoint(WORD.findall(reading.text(c.article)[a.start : a.head_start].lower())):
        return None
    named = sorted(k.value for k in reading.words[c.article].within(a.start, a.head_start) if k.kind == "actor")
    if named:
        return named[0] if not reading.are_kin(named[0], c.party) else None
    return next(
        (x.entity for x in c.arguments if x.entity is not None and not reading.are_kin(x.entity, c.party)), None
    )


def _said_by(whose: str, a: Argument, c: Clause, reading: Reading) -> Clause | None:
    """What the claims say, or what the one whose claims they are said last before."""
    held = [x for x in reading.inside.get(c.id, ()) if x.holder == a.head_start and x.attachment == "noun_complement"]
    if held:
        return held[0]
    own = reading.sentences[c.sentence]
    for sentence in (own, *reading.sentences_before(own.id, FARTHEST)):
        for x in reading.of_sentence.get(sentence.id, ()):
            is_theirs = x.claim is not None and reading.are_kin(x.party, whose) and x.place < c.place
            if is_theirs and x.place not in reading.cue_places[x.article]:
                return x
    return None
