"""The articles in full, with numbered sentences, and with every quoted span marked when a link leads to it.

Spans overlap in all ways, which nested elements can't. So a text is cut at every start and end into pieces that are
siblings: an empty anchor stands where a span starts, each piece names by class the spans it belongs to, and one CSS
rule a span marks the pieces that follow its anchor when it is the page's target. No script is needed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup

from analysis.frames import Frames
from analysis.report.pieces import isolated
from analysis.report.quotes import article_key
from analysis.schema import Row

QUOTED = re.compile(r'href="#(q-[A-Za-z0-9_-]+?-(\d+)-(\d+))"')
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
LEFT_OUT = Markup('<span class="gap">[…]</span> ')


class Span(NamedTuple):
    """Quoted characters of an article: the anchor's name, the class of its pieces, and the offsets."""

    anchor: str
    mark: str
    start: int
    end: int


class Text(NamedTuple):
    """An article as the page shows it."""

    key: str
    title: Markup
    byline: Markup
    link: Markup
    body: Markup


def quoted_spans(html: Iterable[str], articles: pd.DataFrame) -> dict[str, list[Span]]:
    """Find which characters of which article the pieces of a page link to.

    Returns:
        For each article_id its spans, in order of offsets; every anchor once.
    """
    found = {m.groups() for piece in html for m in QUOTED.finditer(piece)}
    keys = {article_key(article_id): article_id for article_id in articles["article_id"]}
    placed = sorted(
        (article_id, int(start), int(end), anchor)
        for anchor, start, end in found
        if (article_id := keys.get(anchor[2 : -len(f"-{start}-{end}")])) is not None
    )
    spans: dict[str, list[Span]] = {}
    for i, (article_id, start, end, anchor) in enumerate(placed):
        spans.setdefault(article_id, []).append(Span(anchor, f"k{i}", start, end))
    return spans


def target_rules(spans: Mapping[str, Sequence[Span]]) -> str:
    """Return the selectors under which a span's pieces are marked: when its anchor is the page's target."""
    every = (span for of_article in spans.values() for span in of_article)
    return ",".join(f"#{span.anchor}:target~.{span.mark}" for span in every)


def article_texts(frames: Frames, spans: Mapping[str, Sequence[Span]], *, excerpts_only: bool) -> list[Text]:
    """Return every article with its numbered sentences; with `excerpts_only` the quoted sentences alone."""
    texts = []
    for article_id, article in frames.index.articles.items():
        of_article = frames.index.by_article("sentences")[article_id]
        quoted = spans.get(article_id, [])
        title = isolated(article["title"] or article_id)
        body = _body(article, of_article, quoted, excerpts_only=excerpts_only)
        texts.append(Text(article_key(article_id), title, _byline(article), _link(article), body))
    return texts


def _byline(article: Row) -> Markup:
    parts = [
        Markup("<b>{}</b>").format(isolated(article["outlet"]) if article["outlet"] else "outlet not stated"),
        isolated(article["published"]) if article["published"] else "date not stated",
        Markup("article {}").format(isolated(article["article_id"])),
    ]
    return Markup(" · ").join(parts)


def _link(article: Row) -> Markup:
    """The article's address, as a link where it is one of the web; nothing where there is none."""
    url = article["url"]
    if not url:
        return Markup("")
    link = Markup('<a href="{}" rel="noreferrer noopener">{}</a>')
    return link.format(url, isolated(url)) if WEB_ADDRESS.fullmatch(url) else isolated(url)


def _body(article: Row, sentences: list[Row], spans: Sequence[Span], *, excerpts_only: bool) -> Markup:
    text = article["text"]
    shown = _quoted_sentences(sentences, spans) if excerpts_only else [(0, len(text))]
    openings = _openings(article_key(article["article_id"]), sentences)
    pieces: list[Markup] = []
    for start, end in _cuts(text, sentences, spans):
        if not any(s <= start < e for s, e in shown):
            if text[start:end].strip() and pieces[-1:] != [LEFT_OUT]:
                pieces.append(LEFT_OUT)
            continue
        if start in openings:
            pieces.append(openings[start])
        pieces += [Markup('<i class="at" id="{}"></i>').format(span.anchor) for span in spans if span.start == start]
        marks = [span.mark for span in spans if span.start <= start < span.end]
        piece = Markup('<span class="q {}">{}</span>').format(" ".join(marks), text[start:end])
        pieces.append(piece if marks else Markup.escape(text[start:end]))
    return Markup("").join(pieces)


def _cuts(text: str, sentences: list[Row], spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The stretches of a text within which no sentence and no span begins or ends."""
    cuts = {0, len(text)}
    for sentence in sentences:
        cuts |= {sentence["char_start"], sentence["char_end"]}
    for span in spans:
        cuts |= {span.start, span.end}
    return pairwise([*sorted(cuts), len(text)])


def _openings(key: str, sentences: list[Row]) -> dict[int, Markup]:
    """What stands before each sentence, by its start: its number, and a gap where a paragraph begins."""
    openings = {}
    paragraph = None
    for number, sentence in enumerate(sentences, start=1):
        anchor = f"s-{key}-{number}"
        mark = Markup('<a class="n" id="{}" href="#{}">{}</a>').format(anchor, anchor, number)
        is_new = paragraph is not None and sentence["paragraph"] != paragraph
        openings[sentence["char_start"]] = Markup('<span class="par"></span>') + mark if is_new else mark
        paragraph = sentence["paragraph"]
    return openings


def _quoted_sentences(sentences: list[Row], spans: Sequence[Span]) -> list[tuple[int, int]]:
    """The spans, each widened to the sentences it touches."""
    shown = []
    for span in spans:
        touched = [s for s in sentences if s["char_start"] < span.end and span.start < s["char_end"]]
        start = min([span.start, *(s["char_start"] for s in touched)])
        shown.append((start, max([span.end, *(s["char_end"] for s in touched)])))
    return shown
