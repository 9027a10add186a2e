"""Frames that are made from the seven, such as events and disagreements: made once, and read where they were saved."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

import pandas as pd

from analysis.frames.storage import Frames

Maker = TypeVar("Maker", bound=Callable[..., pd.DataFrame])


def made_once(name: str) -> Callable[[Maker], Maker]:
    """Let a function that makes the frame `name` from the seven do so once for each `Frames`.

    What it has made is kept with the index of the frames, where `Frames.load` puts what was saved of them. A call with
    more than the frames makes the frame anew and keeps nothing.
    """

    def decorate(make: Maker) -> Maker:
        @wraps(make)
        def once(frames: Frames, *args: Any, **kwargs: Any) -> pd.DataFrame:
            if args or kwargs:
                return make(frames, *args, **kwargs)
            if name not in frames.index.made:
                frames.index.made[name] = make(frames)
            # Whoever adds a column adds it to a copy.
            return frames.index.made[name].copy(deep=False)

        return cast("Maker", once)

    return decorate
