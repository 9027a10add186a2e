"""British and American spellings as one: organise, programme, manoeuvre, colour, centre, defence, travelled."""

import re

from analysis.lexicon.resources import read_toml

# British → American, by the endings that differ; words that follow no rule stand in spelling.toml.
RULES = (
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e[sdr]?|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})ys(?=(?:e[sdr]?|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z]{2})our(?=(?:s|ed|ing|able|ite|ites|er|ers|ful|less)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{2}[bt])re(?=(?:s|d)?$)"), "er"),
    (re.compile(r"amme(?=(?:s|d)?$)"), "am"),
    (re.compile(r"oeuvr(?=(?:e[sdr]?|ing|ings)$)"), "euver"),
    (re.compile(r"(?<=[aeiou]l)l(?=(?:ed|ing|er|ers)$)"), ""),
    (re.compile(r"(?<=en)ce(?=s?$)"), "se"),
)
_irregular: dict[str, str] = read_toml("spelling.toml")["american"]


def american(word: str) -> str:
    """Return a word, in lower case, in American spelling; what the rules also change stays one word with itself.

    >>> american("organised"), american("programmes"), american("labour"), american("manoeuvres")
    ('organized', 'programs', 'labor', 'maneuvers')
    """
    plain = _irregular.get(word)
    if plain is not None:
        return plain
    for pattern, ending in RULES:
        word = pattern.sub(ending, word)
    return word
