"""What words stand for, as keys that compare: an actor, a word or a number."""

from functools import cache
from typing import NamedTuple

from analysis.disagreement.contest_words import contest_words
from analysis.lexicon import concept, word_lists


class Key(NamedTuple):
    """An actor (by entity id), a word (by stem or concept) or a number (by its digits)."""

    kind: str
    value: str


@cache
def is_telling(word: str) -> bool:
    """Whether a word, in lower case, says what a statement is about."""
    plain = word.replace("’", "'").removesuffix("'s")
    return len(plain) > 1 and plain not in word_lists().stop


@cache
def key_of(word: str) -> Key | None:
    """Return the key of a word or number as it is written, None where it says too little."""
    if not is_telling(word.lower()):
        return None
    return Key("number", word.replace(",", "")) if word[0].isdigit() else Key("word", concept(word))


def is_light(predicate: str) -> bool:
    """Whether a verb says too little for two clauses with it to tell of one thing: "be", "have", "say"."""
    verb = predicate.partition(" ")[0]
    return verb in word_lists().weak or verb in contest_words()["light"]
