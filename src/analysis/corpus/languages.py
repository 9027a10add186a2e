"""Whether an article is in English: by what is stated, else by its letters where they leave no doubt."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = re.compile(r"(?:en|eng|english)(?:[-_].*)?\Z", re.IGNORECASE)
SAMPLE = 500
FEWEST_LETTERS = 40
SURE = 0.9


def other_language(text: str, stated: str | None) -> str | None:
    """Return the language of an article that is not in English, else None.

    Args:
        text: The article's text. Its first 500 characters and 500 in the middle are looked at; one of them in
            English, too short or doubtful is enough for None: an article is better kept than lost.
        stated: What its metadata say, which counts more; None where they say nothing.
    """
    if stated is not None:
        return None if ENGLISH.match(stated.strip()) else stated
    middle = max(0, len(text) // 2 - SAMPLE // 2)
    samples = [text[:SAMPLE]] if len(text) <= 2 * SAMPLE else [text[:SAMPLE], text[middle : middle + SAMPLE]]
    found = None
    for sample in samples:
        if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
            return None
        found, confidence = _identifier().classify(sample)
        if found in ("en", "zxx", "und") or confidence < SURE:
            return None
    return found


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
