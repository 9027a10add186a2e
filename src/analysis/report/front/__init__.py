"""The front page: what the articles are about, what is contested in whose words, and what is uncertain about that."""

from pathlib import Path
from typing import Final

import jinja2
import pandas as pd
from markupsafe import Markup

from analysis.disagreement import find_disagreements
from analysis.errors import whole_number
from analysis.frames import Frames
from analysis.matters import list_matters, list_positions
from analysis.report.front.margins import (
    agreed_by_opponents,
    doubts_of,
    key_events,
    one_sided,
    unanswered,
    voices_by_side,
)
from analysis.report.front.opening import MOST_STORIES, open_with, story_lines
from analysis.report.front.questions import as_question
from analysis.report.front.stories import find_stories
from analysis.report.front.wording import capital, figure, number
from analysis.report.pieces import Piece
from analysis.schema import records
from analysis.timeline import build_timeline

__all__ = ["summary"]

TEMPLATES: Final = Path(__file__).parents[1] / "templates"


def summary(
    frames: Frames,
    disagreements: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    *,
    most: int = 5,
) -> Piece:
    """Show on one page what the articles are about and what is contested in them, every word with its place.

    The weightiest contested matters stand first, each as a question with the shortest words of both sides; then what
    opponents say alike, denials and accusations of which only one side stands in the articles, the key events, who
    speaks how much, and what is uncertain about all of this. Where there is nothing, one line says so.

    Args:
        frames: The frames of a corpus.
        disagreements: As `find_disagreements` returns; by default they are made, or taken as saved.
        events: As `build_timeline` returns; likewise.
        most: Contested matters shown.

    Returns:
        A display for Jupyter; `report.html` begins with it.

    Raises:
        ParameterError: `most` is no whole number.
    """
    disagreements = find_disagreements(frames) if disagreements is None else disagreements
    events = build_timeline(frames) if events is None else events
    positions = list_positions(frames, disagreements)
    matters = list_matters(frames, positions)
    stories = find_stories(frames)
    shown = [as_question(frames, row, positions) for row in records(matters.head(whole_number(most, "most")))]
    values = {
        "frames": frames,
        "opening": open_with(frames, stories),
        "stories": story_lines(frames, stories, positions) if len(stories) > 1 else [],
        "n_more_stories": max(0, len(stories) - MOST_STORIES),
        "matters": shown,
        "n_matters": len(matters),
        "n_passages": len(positions),
        "n_matter_articles": positions["article_id"].nunique(),
        "agreed": agreed_by_opponents(frames, disagreements),
        "unanswered": unanswered(frames, disagreements),
        "one_sided": one_sided(frames),
        "days": key_events(frames, events),
        "n_events": len(events),
        "voices": voices_by_side(frames),
        "n_claims": len(frames.claims),
        "doubts": doubts_of(frames, shown, events),
    }
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.globals.update(number=number, figure=figure, capital=capital)
    return Piece(Markup(environment.get_template("front.html.j2").render(values)))  # noqa: S704  the template escapes
