"""Doc → predications: one row a clause, whoever's words it is in."""

from analysis.predication.clauses import find_predications

__all__ = ["find_predications"]
