"""Frames that are made from the seven, such as events and disagreements: made once, and read where they were saved."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

import pandas as pd

from analysis.frames.storage import Frames

P = ParamSpec("P")


def made_once(
    name: str,
) -> Callable[[Callable[Concatenate[Frames, P], pd.DataFrame]], Callable[Concatenate[Frames, P], pd.DataFrame]]:
    """Let a function that makes the frame `name` from the seven do so once for each `Frames`.

    What it has made is kept with the index of the frames, where `Frames.load` puts what was saved of them. A call with
    more than the frames makes the frame anew and keeps nothing.
    """

    def decorate(
        make: Callable[Concatenate[Frames, P], pd.DataFrame],
    ) -> Callable[Concatenate[Frames, P], pd.DataFrame]:
        @wraps(make)
        def once(frames: Frames, *args: P.args, **kwargs: P.kwargs) -> pd.DataFrame:
            if args or kwargs:
                return make(frames, *args, **kwargs)
            if name not in frames.index.made:
                frames.index.made[name] = make(frames, *args, **kwargs)
            # Whoever adds a column adds it to a copy.
            return frames.index.made[name].copy(deep=False)

        return once

    return decorate
