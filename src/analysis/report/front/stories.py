"""The stories of a corpus as the front page names them."""

from typing import NamedTuple

from analysis.disagreement import list_stories
from analysis.frames import Frames


class Story(NamedTuple):
    """Articles on one story, in the order of the frame; `first` is the earliest that has a title."""

    first: str
    articles: tuple[str, ...]


def find_stories(frames: Frames) -> list[Story]:
    """Return the stories of `list_stories`, those of most articles first; every article is in one of them."""
    story_of = list_stories(frames).set_index("article_id")["story_id"].to_dict()
    groups: dict[str, list[str]] = {}
    for article_id in frames.index.articles:
        groups.setdefault(story_of[article_id], []).append(article_id)

    def order(article_id: str) -> tuple[bool, bool, str, str]:
        row = frames.index.articles[article_id]
        return row["title"] is None, row["published"] is None, row["published"] or "", article_id

    stories = [Story(min(group, key=order), tuple(group)) for group in groups.values()]
    return sorted(stories, key=lambda story: (-len(story.articles), story.first))
