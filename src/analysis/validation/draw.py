"""A draw by lot that can be repeated."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from analysis.schema import Row


def drawn(rows: Sequence[Row], n: int, seed: int, order: Callable[[Row], tuple[Any, ...]]) -> list[Row]:
    """Draw rows, spread over their strata in proportion.

    Args:
        rows: All there are; their order has no effect.
        n: How many to draw; all where there are fewer.
        seed: Another seed draws another sample.
        order: A row's strata, the widest first, and its id last; strata may not be None.

    Sources:
        Systematic sampling from an ordered list (Cochran, Sampling Techniques, 1977, chapter 8).
    """
    ranked = sorted(rows, key=lambda row: (*order(row)[:-1], lot(seed, str(order(row)[-1]))))
    size = min(n, len(ranked))
    start = int(lot(seed, "start")[:12], 16) / 16**12
    return [ranked[int((number + start) * len(ranked) / size)] for number in range(size)]


def lot(seed: int, name: str) -> str:
    """Return the lot that a row draws: as good as random, and the same each time."""
    return hashlib.sha256(f"{seed}:{name}".encode()).hexdigest()
