"""Contests that name what they contest: "rejected claims that …", "despite reports that …", "falsely said that …"."""

import re
from collections.abc import Iterator

from analysis.disagreement.contest_words import contest_words
from analysis.disagreement.reading import Reading
from analysis.disagreement.statements import Clause
from analysis.lexicon import WORD

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
