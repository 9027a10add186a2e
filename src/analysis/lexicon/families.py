"""Families of near-synonyms among predicates, and the family that says the opposite: families.csv, read once."""

from functools import cache

from analysis.lexicon.resources import listed, read_rows


@cache
def families() -> dict[str, str]:
    """Return {predicate: family}; a predicate that two families claim stands in the first."""
    rows = reversed(read_rows("families.csv"))
    return {lemma: row["family"] for row in rows for lemma in listed(row["lemmas"])}


@cache
def opposites() -> dict[str, str]:
    """Return {family: the family that says the opposite}, both ways."""
    pairs = {row["family"]: row["opposite"] for row in read_rows("families.csv") if row["opposite"]}
    return {opposite: family for family, opposite in pairs.items()} | pairs


def family_of(predicate: str) -> str | None:
    """Return the class of near-synonyms that a predicate belongs to; None where it belongs to none."""
    return families().get(predicate)
