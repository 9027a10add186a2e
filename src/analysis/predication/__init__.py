"""Doc → predications: one row a clause, whoever's words it is in."""

from analysis.predication.clauses import family_of, find_predications, opposites

__all__ = ["family_of", "find_predications", "opposites"]
