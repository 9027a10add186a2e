"""The sex that a given name tells."""

from functools import cache

from analysis.lexicon.resources import read_toml
from analysis.names import given_names


@cache
def _sexes() -> dict[str, str]:
    listed = read_toml("given_names.toml")
    return {name: sex[0] for sex, names in listed.items() for name in names.split()}


def sex_of_name(name: str) -> str | None:
    """Return "f" or "m" where the first given name is borne by one sex alone, as far as the list knows.

    >>> sex_of_name("Clara Venn"), sex_of_name("Karl P. Dorn"), sex_of_name("Dorn"), sex_of_name("Andrea Holm")
    ('f', 'm', None, None)
    """
    given = given_names(name)
    return _sexes().get(given[0].split("-")[0]) if given else None
