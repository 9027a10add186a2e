"""Shares with their intervals."""

from statistics import NormalDist

from analysis.schema import Row

CONFIDENCE = 0.95


def wilson(n_right: int, n: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the bounds of the Wilson interval of a share; n is 1 or more.

    >>> [round(bound, 3) for bound in wilson(8, 10)]
    [0.49, 0.943]
    """
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    centre = (n_right + z * z / 2) / (n + z * z)
    reach = z / (n + z * z) * (n_right * (n - n_right) / n + z * z / 4) ** 0.5
    return centre - reach if n_right else 0.0, centre + reach if n_right < n else 1.0


def share(n_right: int, n: int) -> Row:
    """Return n_right, n, their share, and the bounds low and high of its interval; nulls where n is 0."""
    low, high = wilson(n_right, n) if n else (None, None)
    return {"n_right": n_right, "n": n, "share": n_right / n if n else None, "low": low, "high": high}


def in_words(counted: Row) -> str:
    """Return a share as a methods section gives it.

    >>> in_words(share(41, 60))
    '.68 [.56–.79]'
    """
    if not counted["n"]:
        return "not measured (n = 0)"
    value, low, high = (decimal(counted[name]) for name in ("share", "low", "high"))
    return f"{value} [{low}–{high}]"


def decimal(value: float) -> str:
    """Return a number with two decimals and, below 1, without the 0 before the point.

    >>> decimal(0.741), decimal(-0.25), decimal(1.0)
    ('.74', '-.25', '1.00')
    """
    return f"{value:.2f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.2f}"
