"""Common nouns by what they stand for: a person's office, a body, a group, a document."""

from functools import cache
from typing import NamedTuple

from analysis.lexicon.resources import read_toml


class Noun(NamedTuple):
    """A noun's classes (person, body, group, document), its singular, whether the form is plural, its gender."""

    classes: frozenset[str]
    singular: str
    is_plural: bool
    gender: str | None


class Nouns(NamedTuple):
    """Forms → nouns, and the closed sets that single rules ask for."""

    forms: dict[str, Noun]
    sets: dict[str, frozenset[str]]
    broader: dict[str, frozenset[str]]


@cache
def nouns() -> Nouns:
    """Return the nouns, read once from nouns.toml."""
    words = read_toml("nouns.toml")
    sets = {
        f"{section}.{name}": frozenset(value.split())
        for section, part in words.items()
        if section != "broader"
        for name, value in part.items()
    }
    female, male = sets["person.female"], sets["person.male"]
    singulars: dict[str, set[str]] = {}
    lists = {"person": sets["person.office"] | sets["person.plain"] | female | male}
    lists |= {name: sets[f"{name}.head"] for name in ("body", "document", "country")}
    for name, listed in lists.items():
        for singular in listed:
            singulars.setdefault(singular, set()).add(name)
    forms = {}
    for singular, classes in singulars.items():
        gender = "f" if singular in female else "m" if singular in male else None
        forms[singular] = Noun(frozenset(classes), singular, is_plural=False, gender=gender)
        plural = plural_of(singular)
        as_group = frozenset(("group" if c == "person" else c) for c in classes)
        forms.setdefault(plural, Noun(as_group, singular, is_plural=True, gender=None))
    for plural in sets["group.head"]:
        old = forms.get(plural)
        classes = {"group"} | (set(old.classes) if old else set())
        forms[plural] = Noun(frozenset(classes), old.singular if old else plural, is_plural=True, gender=None)
    for word in sets["body.state_self"]:
        forms.setdefault(word, Noun(frozenset(), word, is_plural=False, gender=None))
    broader = {name: frozenset(value.split()) for name, value in words["broader"].items()}
    return Nouns(forms, sets, broader)


def plural_of(singular: str) -> str:
    """Return a regular plural.

    >>> plural_of("spokeswoman"), plural_of("ministry"), plural_of("press-release")
    ('spokeswomen', 'ministries', 'press-releases')
    """
    if singular.endswith("man"):
        return singular[:-2] + "en"
    if singular.endswith("y") and singular[-2] not in "aeiou":
        return singular[:-1] + "ies"
    return singular + ("es" if singular.endswith(("s", "x", "ch", "sh")) else "s")
