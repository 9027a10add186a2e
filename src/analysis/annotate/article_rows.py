"""A batch of articles → the rows of each, before entity ids: the one place where spaCy's pipeline runs."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, cast

from analysis.actors import find_mentions
from analysis.annotate.models import loaded
from analysis.attribution import find_claims
from analysis.passages import ParsedArticle, Passage, split_passages
from analysis.predication import find_predications
from analysis.schema import Row
from analysis.syntax import Parse, Strings
from analysis.timexes import find_timexes

if TYPE_CHECKING:
    from spacy.tokens import Doc

PASSAGES_AT_ONCE = 32
# The rows of an article by table.
Rows = dict[str, list[Row]]


class Task(NamedTuple):
    """What the rows of one article depend on, beside the model and the code."""

    article_id: str
    text: str
    published: str | None
    year: int | None


class Annotated(NamedTuple):
    """One article's rows by table, or why there are none."""

    article_id: str
    rows: Rows | None
    problem: str = ""


def batches_of(tasks: Iterable[Task], size: int) -> Iterator[list[Task]]:
    """Yield the tasks in parts of about so many characters."""
    batch: list[Task] = []
    characters = 0
    for task in tasks:
        batch.append(task)
        characters += len(task.text)
        if characters >= size:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def annotate_batch(batch: list[Task], model: str) -> list[Annotated]:
    nlp = loaded(model)
    passages = [split_passages(task.text) for task in batch]
    with nlp.memory_zone():
        texts = (p.for_parser for of_article in passages for p in of_article)
        strings = Strings(nlp.vocab)
        parses = [Parse(doc, strings) for doc in nlp.pipe(texts, batch_size=PASSAGES_AT_ONCE)]
        results, first = [], 0
        for task, of_article in zip(batch, passages, strict=True):
            try:
                rows = _rows(task, of_article, parses[first : first + len(of_article)])
                results.append(Annotated(task.article_id, rows))
            except Exception as error:  # noqa: BLE001  a mistake of ours in one article costs no other
                results.append(Annotated(task.article_id, None, f"{type(error).__name__}: {error}"))
            first += len(of_article)
    return results


def _rows(task: Task, passages: list[Passage], parses: list[Parse]) -> Rows:
    """One article's rows, before entity ids: each says by a `head` offset which mention it means."""
    docs = cast("tuple[Doc, ...]", tuple(parses))  # they answer as a Doc does, as far as the rules ask
    article = ParsedArticle(*task, tuple(passages), docs)
    timexes = find_timexes(article)
    claims = find_claims(article, timexes)
    return {
        "sentences": [
            {
                "sentence_id": s.sentence_id,
                "article_id": task.article_id,
                "char_start": s.start,
                "char_end": s.end,
                "paragraph": s.paragraph,
                "text": task.text[s.start : s.end],
            }
            for s in article.sentences
        ],
        "timexes": timexes,
        "claims": claims,
        "predications": find_predications(article, claims, timexes),
        "entities": find_mentions(article, claims),
    }
