"""A parsed article: its passages, the sentences of its parse and its quotations, by their offsets in the raw text."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from analysis.passages.paragraphs import Passage
from analysis.passages.quotations import Quotation, find_quotations
from analysis.schema import span_id

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


class Sentence(NamedTuple):
    """A sentence of the parse with its place in the article's text (half-open)."""

    sentence_id: str
    paragraph: int
    start: int
    end: int
    span: "Span"


@dataclass(frozen=True)
class ParsedArticle:
    """An article with its parse; it lives only inside `annotate`.

    Attributes:
        article_id: The article's id.
        text: Its raw text.
        published: EDTF string or None: the document creation time.
        year: The year that dates without one belong to, or None.
        passages: Its paragraphs.
        docs: One parsed Doc a paragraph; token `t` of docs[i] starts at passages[i].start + t.idx of the text.
    """

    article_id: str
    text: str
    published: str | None
    year: int | None
    passages: tuple[Passage, ...]
    docs: tuple["Doc", ...]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences in order; white space at their ends is left out, blank ones too."""
        found: list[Sentence] = []
        for passage, doc in zip(self.passages, self.docs, strict=True):
            for sent in doc.sents:
                span = sent
                raw = passage.text[span.start_char : span.end_char]
                start = passage.start + span.start_char + len(raw) - len(raw.lstrip())
                end = passage.start + span.start_char + len(raw.rstrip())
                if found and found[-1].paragraph == passage.number and self.text[found[-1].end - 1] == ";":
                    start, span = found[-1].start, doc[found[-1].span.start : span.end]
                    found.pop()
                if start < end:
                    name = span_id(self.article_id, "s", start, end)
                    found.append(Sentence(name, passage.number, start, end, span))
        return found

    @cached_property
    def quotations(self) -> list[Quotation]:
        """The outermost quotations, part by part in order."""
        return find_quotations(self.passages)

    def passage_at(self, offset: int) -> int:
        """Return the number of the passage that holds the character at `offset`, or the nearest one before it."""
        return max(0, bisect_right(self._passage_starts, offset) - 1)

    @cached_property
    def _passage_starts(self) -> list[int]:
        return [p.start for p in self.passages]

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that holds the character at `offset`, or the nearest one before it."""
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def bounds(self, passage: int, first: "Token", last: "Token") -> tuple[int, int]:
        """Return the half-open offsets in the article's text of tokens first … last of a passage."""
        start = self.passages[passage].start
        return start + first.idx, start + last.idx + len(last.text)
