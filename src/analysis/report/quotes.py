"""Quotations: exact words of an article with the way back to them.

Every quotation links to `#q-<article>-<start>-<end>`; `texts` marks those very characters in the article's text.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from analysis.errors import ParameterError
from analysis.frames import Frames
from analysis.report.pieces import Piece, isolated

OPENING = '"“„«'
PLAIN_ID = re.compile(r"[A-Za-z0-9_]{1,60}")


class Place(NamedTuple):
    """Where some words stand: the article's row, their offsets and the numbers (from 1) of their sentences.

    Attributes:
        decided: What a researcher decided on claims and mentions there, in words; empty where nothing.
    """

    article: Mapping[str, Any]
    start: int
    end: int
    first_sentence: int | None
    last_sentence: int | None
    context_start: int
    context_end: int
    decided: str

    @property
    def text(self) -> str:
        return str(self.article["text"])[self.start : self.end]

    @property
    def anchor(self) -> str:
        return f"q-{article_key(self.article['article_id'])}-{self.start}-{self.end}"

    @property
    def outlet(self) -> str:
        return str(self.article["outlet"] or f"outlet not stated (article {self.article['article_id']})")

    @property
    def where(self) -> str:
        """Sentence and offsets in words."""
        first, last = self.first_sentence, self.last_sentence
        sentence = f"sentence {first}, " if first == last else f"sentences {first}–{last}, "
        return f"{sentence if first else ''}characters {self.start}–{self.end}"

    def shares_sentence(self, other: "Place") -> bool:
        """Whether both stand, in part, in one sentence."""
        is_near = max(self.context_start, other.context_start) < min(self.context_end, other.context_end)
        return is_near and bool(self.article["article_id"] == other.article["article_id"])


def article_key(article_id: str) -> str:
    """Return the article's part of an anchor: its id where that is plain, else a hash of it.

    >>> article_key("gaze_1"), article_key('"><script>')
    ('gaze_1', 'x-554299e984')
    """
    if PLAIN_ID.fullmatch(article_id):
        return article_id
    return f"x-{hashlib.sha256(article_id.encode()).hexdigest()[:10]}"


def quotation(frames: Frames, article_id: str, start: int, end: int, *, context: bool = False) -> Piece:
    """Return words of an article as a block quotation with outlet, sentence number, offsets and a link to the place.

    Args:
        frames: The frames that hold the article and its sentences.
        article_id: The article.
        start: Offset of the first character in the article's text.
        end: Offset after the last one.
        context: Show the rest of the sentences too, with the words marked; spans of one sentence then stand together.

    Raises:
        ParameterError: There is no such article, or it has no such characters.
    """
    return quotations(frames, [{"article_id": article_id, "char_start": start, "char_end": end}], context=context)


def quotations(frames: Frames, evidence: Iterable[Mapping[str, Any]], *, context: bool = False) -> Piece:
    """Return several quotations below one another, in the order given.

    Args:
        frames: The frames that hold the articles and their sentences.
        evidence: Mappings with article_id, char_start, char_end, as events and disagreements store them; rows of any
            frame that has these columns will do.
        context: As for `quotation`.

    Returns:
        The quotations; nothing where there is no evidence.
    """
    places = [find_place(frames, e["article_id"], e["char_start"], e["char_end"]) for e in evidence]
    groups = _by_sentence(places) if context else [[place] for place in places]
    return Piece(Markup("\n").join(_block(group, context=context) for group in groups))


def excerpt(frames: Frames, article_id: str, start: int, end: int) -> Piece:
    """Return words of an article as a link to their place, for a cell of `show_table`."""
    place = find_place(frames, article_id, start, end)
    # Words that begin with a quotation mark of their own get no second one.
    kind = "excerpt marked" if place.text[0] in OPENING else "excerpt"
    form = Markup('<q class="{}"><a href="#{}">{}</a></q>{}')
    return Piece(form.format(kind, place.anchor, isolated(place.text), _by_whom([place])))


def find_place(frames: Frames, article_id: str, start: int, end: int) -> Place:
    """Find the words at some offsets of an article.

    Raises:
        ParameterError: There is no such article, or it has no such characters.
    """
    article = frames.index.articles.get(article_id)
    if article is None:
        known = sorted(frames.index.articles)[:5]
        raise ParameterError(f"there is no article {article_id!r}; the first ids are {known}")
    length = len(article["text"])
    start, end = int(start), int(end)
    if not 0 <= start < end <= length:
        raise ParameterError(f"article {article_id!r} has no characters {start}–{end}; it has {length}")
    touched = frames.index.sentences_at(article_id, start, end)
    decided = frames.index.decided_at(article_id, start, end)
    if not touched:
        return Place(article, start, end, None, None, start, end, decided)
    (first, opening), (last, closing) = touched[0], touched[-1]
    around = min(start, opening["char_start"]), max(end, closing["char_end"])
    return Place(article, start, end, first, last, *around, decided)


def _by_sentence(places: list[Place]) -> list[list[Place]]:
    """Put places that follow one another in the same sentences together."""
    groups: list[list[Place]] = []
    for place in places:
        last = groups[-1][-1] if groups else None
        if last and last.shares_sentence(place):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _block(group: list[Place], *, context: bool) -> Markup:
    first = group[0]
    text = str(first.article["text"])
    words = Markup("")
    end = min(place.context_start for place in group) if context else first.start
    for place in sorted(group, key=lambda place: (place.start, place.end)):
        if place.end > end:
            words += text[end : max(end, place.start)]
            told = text[max(end, place.start) : place.end]
            words += Markup("<mark>{}</mark>").format(told) if context else told
            end = place.end
    words += text[end : max(place.context_end for place in group)] if context else ""
    title = Markup(", <cite>{}</cite>").format(isolated(first.article["title"])) if first.article["title"] else ""
    links = (Markup('<a href="#{}">{}</a>').format(place.anchor, place.where) for place in group)
    return Markup(
        '<figure class="quotation"><blockquote><p dir="auto">{}</p></blockquote>'
        "<figcaption><b>{}</b>{}, {}{}</figcaption></figure>"
    ).format(words, isolated(first.outlet), title, Markup("; ").join(links), _by_whom(group))


def _by_whom(places: list[Place]) -> Markup:
    """What a researcher decided on claims and mentions at some places, and who it was."""
    told = list(dict.fromkeys(place.decided for place in places if place.decided))
    return Markup(' <em class="decided">({})</em>').format(isolated("; ".join(told))) if told else Markup("")
