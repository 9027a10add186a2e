"""What the formats are made from, computed once for all of them."""

from typing import NamedTuple

import pandas as pd

from analysis.disagreement import find_disagreements
from analysis.frames import Frames
from analysis.matters import list_positions
from analysis.timeline import build_timeline

AGREES, DISAGREES, UNCLEAR = "agree", "disagree", "unclear"
STANCES = {"affirms": AGREES, "accuses": AGREES, "denies": DISAGREES}


class Material(NamedTuple):
    """The frames, what was found in them, and the concepts that claims speak to.

    Attributes:
        frames: The seven frames.
        disagreements: The frame of `find_disagreements`.
        events: The frame of `build_timeline`.
        concepts: One row a claim and concept: claim_id, concept, stance (agree, disagree, unclear).
    """

    frames: Frames
    disagreements: pd.DataFrame
    events: pd.DataFrame
    concepts: pd.DataFrame


def gather(
    frames: Frames,
    disagreements: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    concepts: pd.DataFrame | None = None,
) -> Material:
    """Return the material, making what is not given; without a codebook, contested matters are the concepts."""
    related = find_disagreements(frames) if disagreements is None else disagreements
    return Material(
        frames,
        related,
        build_timeline(frames, related) if events is None else events,
        contested_matters(frames, related) if concepts is None else concepts,
    )


def contested_matters(frames: Frames, disagreements: pd.DataFrame) -> pd.DataFrame:
    """Return the contested matters that claims take part in as concepts: claim_id, concept, stance."""
    positions = list_positions(frames, disagreements).dropna(subset="claim_id")
    table = positions.assign(concept=positions["heading"], stance=positions["stance"].map(STANCES).fillna(UNCLEAR))
    return table[["claim_id", "concept", "stance"]].drop_duplicates(["claim_id", "concept"], ignore_index=True)
