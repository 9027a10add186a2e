"""What headlines attribute: "Talks Collapse, Envoy Says", "Envoy: no talks", "No talks: envoy"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from analysis.attribution.attributions import Attribution
from analysis.lexicon import cues, layout_words, nouns
from analysis.passages import ParsedArticle, Passage, attributed_headline
from analysis.syntax import index_at

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LED = re.compile(r"(?P<source>[^:?!\"“”]{2,50}): +(?P<content>[^\s\"“”«»][^:]{8,})")
SIGNED = re.compile(r"(?P<content>[^:]{8,}\S): +(?P<source>[^:?!\"“”]{2,50})")
LONGEST_SOURCE = 5
# Words and marks of a title; a longer first paragraph that ends with a stop is a lead.
LONGEST_TITLE = 20
SPEAKING = frozenset(("person", "body", "document"))
QUESTIONS = frozenset("what why how who where when which".split())


def headlines(article: ParsedArticle, found: Iterable[Attribution]) -> Iterator[Attribution]:
    """Yield what headlines attribute, where the parser saw no clause in them."""
    taken = {a.passage for a in found}
    for passage, doc in zip(article.passages, article.docs, strict=True):
        if passage.number in taken or len(doc) < 4:
            continue
        attribution = _with_cue(passage, doc)
        is_title = passage.role == "headline" or (passage.number == 0 and len(doc) <= LONGEST_TITLE)
        if attribution is None and is_title:
            attribution = _with_colon(article, passage)
        if attribution is not None:
            yield attribution


def _with_cue(passage: Passage, doc: Doc) -> Attribution | None:
    match = attributed_headline(passage.text)
    if match is None:
        return None
    form = match["cue"].lower()
    lemmas = (form.removesuffix("s"), form.removesuffix("es"), form.removesuffix("ies") + "y")
    entry = next((cues()["verb", lemma] for lemma in lemmas if ("verb", lemma) in cues()), None)
    if entry is None or not form.endswith("s") or not entry.takes("clause"):
        return None
    content = [(passage.start, passage.start + match.end("content"))]
    return Attribution(passage.number, doc[-1], "verb", entry, "quote", content, doc[-2], passage.number)


def _with_colon(article: ParsedArticle, passage: Passage) -> Attribution | None:
    for pattern in (LED, SIGNED):
        match = pattern.fullmatch(passage.shown)
        if match is None:
            continue
        speaker = _speaker(article, passage.number, *match.span("source"))
        is_said = match["content"].split()[0].lower() not in QUESTIONS
        if speaker is not None and is_said:
            content = [(passage.start + match.start("content"), passage.start + match.end("content"))]
            entry = cues()["verb", "say"]
            return Attribution(passage.number, None, "verb", entry, "label", content, speaker, passage.number)
    return None


def _speaker(article: ParsedArticle, number: int, start: int, end: int) -> Token | None:
    """The head of the words before or behind a headline's colon where they name a person, a body or a document."""
    words, doc = article.passages[number].shown[start:end], article.docs[number]
    if words.casefold() in layout_words().no_speakers or len(words.split()) > LONGEST_SOURCE:
        return None
    tokens = doc[index_at(doc, start) : index_at(doc, end)]
    if len(tokens) == 0 or any(t.pos_ in ("VERB", "AUX") for t in tokens):
        return None
    for token in reversed(tokens):
        noun = nouns().forms.get(token.lower_)
        if noun is not None and (noun.classes & SPEAKING or "group" in noun.classes):
            return token
    head = tokens.root
    if head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return head
    # A surname alone tells the model nothing; the text below has it with the rest of the name.
    is_named = any(t.text == head.text and t.ent_type_ == "PERSON" for below in article.docs for t in below)
    return head if is_named else None
