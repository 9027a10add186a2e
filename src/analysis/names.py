"""Strings only: the text of a mention → a comparable name.

Nothing here knows an article or a parse; two texts with one comparable name need not mean one entity.
"""

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

# Letters that Unicode does not decompose into a base letter and an accent.
UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}
)
QUOTES = str.maketrans(dict.fromkeys("‘’‚‛`´ʼ", "'"))
WORDS = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
DETERMINERS, HONORIFICS, SUFFIXES, PARTICLES, FILLERS = (
    frozenset(WORDS[kind]) for kind in ("articles", "honorifics", "suffixes", "particles", "fillers")
)
NICKNAMES: dict[str, str] = dict(pair.split("=") for pair in WORDS["nicknames"].split())
VOWELS = frozenset("aeiou")
SHORTEST_VARIANT = 5
CACHED = 50_000


@lru_cache(maxsize=CACHED)
def fold(text: str) -> str:
    """Return a text without case, accents, possessive ending, and blanks that a tokeniser put in.

    >>> fold("Eva-Lena  Ørstad’s")
    'eva-lena orstad'
    >>> fold("U.N.")
    'un'
    """
    plain = unicodedata.normalize("NFKD", text.translate(QUOTES)).casefold().translate(UNDECOMPOSED)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "")
    plain = re.sub(r"(?:\s*'s|(?<=s)\s*')\Z", "", plain.strip())
    plain = plain.replace(",", " ").replace('"', " ").replace("–", "-")
    return " ".join(re.sub(r"\s*([-/])\s*", r"\1", plain).split())


@lru_cache(maxsize=CACHED)
def comparable(text: str) -> str:
    """Return `fold` without leading articles and honorifics and without a trailing "Jr".

    >>> comparable("The Orsk Harbour Board"), comparable("Mr. Orlan, Jr.")
    ('orsk harbour board', 'orlan')
    """
    words = fold(text).split()
    while len(words) > 1 and (words[0] in DETERMINERS or words[0] in HONORIFICS):
        words = words[1:]
    while len(words) > 1 and words[-1] in SUFFIXES:
        words = words[:-1]
    return " ".join(words)


def slug(text: str) -> str:
    """Return a text as the part of an id: letters and digits of any script joined by hyphens.

    >>> slug("Ministry for Canals")
    'ministry-for-canals'
    """
    return re.sub(r"[^\w]+", "-", fold(text)).strip("-")


def outlet_id(outlet: str) -> str:
    """Return the entity id of an outlet, whose own words the narration is.

    >>> outlet_id("The Orsk Gazette")
    'orsk-gazette.media'
    """
    return f"{slug(comparable(outlet))}.media"


def gender(text: str) -> str | None:
    """Return "f" or "m" where an honorific at the beginning says so."""
    first = fold(text).split()[:1]
    if first and first[0] in WORDS["female_honorifics"]:
        return "f"
    return "m" if first and first[0] in WORDS["male_honorifics"] else None


def surname(name: str) -> str:
    """Return the last name with its particles, comparable.

    >>> surname("Dr Ursula van der Berg"), surname("Tokar")
    ('van der berg', 'tokar')
    """
    words = comparable(name).split()
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return " ".join(words[start:])


def given_names(name: str) -> list[str]:
    """Return what stands before the surname, comparable.

    >>> given_names("Mr Karl P. Dorn")
    ['karl', 'p']
    """
    words = comparable(name).split()
    return words[: len(words) - len(surname(name).split())]


def generation(name: str) -> str | None:
    """Return the word that parts a son from his father, or None.

    >>> generation("Karl Dorn Jr."), generation("Karl Dorn")
    ('jr', None)
    """
    words = fold(name).split()
    return words[-1] if len(words) > 1 and words[-1] in WORDS["generations"] else None


def same_person(a: str, b: str) -> bool:
    """True where two person names can be one person's: same surname, and given names that don't conflict.

    A surname of two words may stand alone. Father and son may be one here: `generation` parts them.

    >>> same_person("Karl Dorn", "K. Dorn"), same_person("Karl Dorn", "Anna Dorn"), same_person("Dorn", "Anna Dorn")
    (True, False, True)
    >>> same_person("Ines Marin Vela", "Marin Vela"), same_person("Bob Dorn", "Robert Dorn")
    (True, False)
    """
    short, long = sorted((comparable(a).split(), comparable(b).split()), key=len)
    if len(long) > 2 and long[-len(short) :] == short:
        return True
    if surname(a) != surname(b):
        return False
    return all(
        x == y or (1 in (len(x), len(y)) and x[0] == y[0])
        for x, y in zip(given_names(a)[:1], given_names(b)[:1], strict=False)
    )


def is_called_for_short(a: str, b: str) -> bool:
    """True where two names differ by a given name and what its bearers are called for short.

    A proposal for a person to check: joined unasked, a man of two forms of name took the side of a third (real/dev).

    >>> is_called_for_short("Bob Dorn", "Robert Dorn"), is_called_for_short("Karl Dorn", "Robert Dorn")
    (True, False)
    """
    x, y = given_names(a)[:1], given_names(b)[:1]
    if not x or not y or x == y or surname(a) != surname(b):
        return False
    return NICKNAMES.get(x[0], x[0]) == NICKNAMES.get(y[0], y[0])


def initials(name: str) -> frozenset[str]:
    """Return the acronyms a name can have: of all words but the small ones, and of all words.

    >>> sorted(initials("Union of Harbour Workers"))
    ['UHW', 'UOHW']
    """
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKD", name))
    words = words[1:] if words and words[0].casefold() in DETERMINERS else words
    content = [w for w in words if w.casefold() not in FILLERS]
    return frozenset("".join(w[0] for w in chosen).upper() for chosen in (words, content) if len(chosen) > 1)


def is_acronym(text: str) -> bool:
    """True for two to six capitals, with or without full stops.

    >>> is_acronym("O.S.C.E."), is_acronym("Nato"), is_acronym("UHW")
    (True, False, True)
    """
    return re.fullmatch(r"(?:[A-Z]\.?){2,6}", text.strip()) is not None


def sound_key(name: str) -> str:
    """Return the consonants of a name as most romanisations share them: the block in which variants are looked for.

    >>> sound_key("Zhelenko") == sound_key("Jelenko")
    True
    """
    letters = _romanised(name)
    return "".join(c for i, c in enumerate(letters) if c not in VOWELS) or letters


def is_variant(a: str, b: str) -> bool:
    """True where two names look like two romanisations of one: the same consonants and at most one vowel apart.

    Short names are never variants, nor are equal ones. A proposal for a person to check, never a proof.

    >>> is_variant("Oskarev", "Uskarev"), is_variant("Marin", "Moron"), is_variant("Lena", "Lina")
    (True, False, False)
    """
    a, b = fold(a), fold(b)
    if a == b or min(len(a), len(b)) < SHORTEST_VARIANT or sound_key(a) != sound_key(b):
        return False
    x, y = _romanised(a), _romanised(b)
    if len(x) == len(y):
        return sum(p != q for p, q in zip(x, y, strict=True)) <= 1
    short, long = sorted((x, y), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _romanised(name: str) -> str:
    letters = re.sub(r"[^a-z]", "", fold(name))
    for written, sound in WORDS["romanised"]:
        letters = letters.replace(written, sound)
    return re.sub(r"(.)\1", r"\1", letters)
