"""Articles → Frames: texts are parsed and read in batches, here or in other processes; a Doc never leaves them."""

import hashlib
import json
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager, nullcontext

import pandas as pd

from analysis.annotate.article_rows import PASSAGES_AT_ONCE, Annotated, Rows, Task, annotate_batch, batches_of
from analysis.annotate.joining import join_rows
from analysis.annotate.models import DEFAULT_MODEL, load_model, model_version
from analysis.corpus import complete_articles
from analysis.errors import CorpusError, whole_number
from analysis.frames import Frames, code_version
from analysis.schema import records

__all__ = [
    "DEFAULT_MODEL",
    "PASSAGES_AT_ONCE",
    "add_rows",
    "annotate",
    "load_model",
    "model_version",
    "worker_processes",
]

BATCH_CHARACTERS = 60_000
PARTS = 8


def annotate(
    articles: pd.DataFrame,
    *,
    actors: pd.DataFrame | None = None,
    model: str = DEFAULT_MODEL,
    year: int | None = None,
    n_process: int = 1,
    store: MutableMapping[str, str] | None = None,
    progress: Callable[[int], object] | None = None,
) -> Frames:
    """Find sentences, mentions, claims, predications and time expressions in articles.

    An article's rows depend on its own text alone; only the entity ids join across articles.

    Args:
        articles: One row an article; `article_id` and `text` are needed, every other column may be missing or null.
        actors: The researcher's own table (alias, name, kind, parent, side); it overrides what is found.
        model: Name or path of a spaCy pipeline for English with tagger, parser, ner and lemmatizer.
        year: The year of dates that name none, where the article has no `published`.
        n_process: Worker processes; the result is the same for any number.
        store: Rows of articles seen before, by a key of text, model and code; new ones are added to it.
        progress: Called with the number of articles done since the last call.

    Returns:
        The seven frames, each checked; rows in order of article_id and offset. No articles give empty frames.

    Raises:
        SchemaError: A needed column is missing or an article_id repeats.
        ModelError: The model is not installed or lacks a component.
        ParameterError: `year` or `n_process` is no whole number.
        CorpusError: Articles can't be annotated for a mistake of this package; the rows of the others are in the store.
    """
    if year is not None:
        whole_number(year, "year")
    whole_number(n_process, "n_process", least=1)
    complete = complete_articles(articles)
    tasks = _tasks(complete, year)
    report = progress or (lambda _: None)
    with worker_processes(n_process if sum(len(task.text) for task in tasks) > BATCH_CHARACTERS else 1) as pool:
        if store is None:
            found = dict(_reported(_annotated(tasks, model, pool, n_process), report))
            return join_rows(complete, (found[task.article_id] for task in tasks), actors)
        keys = _add_rows(store, tasks, model, pool, n_process, report)
    return join_rows(complete, (json.loads(store[keys[task.article_id]]) for task in tasks), actors)


def worker_processes(n: int) -> AbstractContextManager[Executor | None]:
    """Give a pool of processes, which end with the context; None for one, whose work is done where it is asked for."""
    return nullcontext() if n <= 1 else ProcessPoolExecutor(n, mp_context=multiprocessing.get_context("spawn"))


def add_rows(
    store: MutableMapping[str, str],
    articles: pd.DataFrame,
    *,
    model: str = DEFAULT_MODEL,
    year: int | None = None,
    pool: Executor | None = None,
    n_process: int = 1,
    progress: Callable[[int], object] | None = None,
) -> None:
    """Annotate the articles that a store lacks the rows of, and put these there as they are done.

    Args:
        store: Rows of articles by a key of text, model and code, as `annotate` takes them.
        articles: As `read_corpus` returns them.
        model: As of `annotate`; so are `year` and `progress`.
        year: The year of dates that name none.
        pool: Who does the work: processes of this machine or of others; this process without one.
        n_process: How many they are.
        progress: Called with the number of articles done since the last call.
    """
    _add_rows(store, _tasks(articles, year), model, pool, n_process, progress or (lambda _: None))


def _add_rows(
    store: MutableMapping[str, str],
    tasks: list[Task],
    model: str,
    pool: Executor | None,
    n_process: int,
    report: Callable[[int], object],
) -> dict[str, str]:
    """Put the rows that a store lacks there; return {article_id: the key of its rows} of all."""
    keys = {task.article_id: _key(task, model) for task in tasks}
    new = [task for task in tasks if keys[task.article_id] not in store]
    report(len(tasks) - len(new))
    for article_id, rows in _reported(_annotated(new, model, pool, n_process), report):
        store[keys[article_id]] = json.dumps(rows)
    return keys


def _tasks(articles: pd.DataFrame, year: int | None) -> list[Task]:
    ordered = sorted(records(articles), key=lambda row: str(row["article_id"]))
    return [Task(row["article_id"], row["text"], row["published"], year) for row in ordered]


def _reported(found: Iterable[Annotated], report: Callable[[int], object]) -> Iterator[tuple[str, Rows]]:
    """Yield each article's id and rows; those that have none are complained of when all others are done."""
    problems = []
    for article in found:
        if article.rows is None:
            problems.append(f"{article.article_id}: {article.problem}")
        else:
            yield article.article_id, article.rows
        report(1)
    if problems:
        listed = "; ".join(problems[:5])
        raise CorpusError(
            f"{len(problems)} articles can't be annotated ({listed}); report it, and leave them out for now"
        )


def _key(task: Task, model: str) -> str:
    parts = [*task, model, model_version(model), code_version()]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _annotated(tasks: list[Task], model: str, pool: Executor | None, n_process: int) -> Iterator[Annotated]:
    """Yield what becomes of each article, those of a pool as soon as they are there."""
    # So many parts that no worker waits long for the last of another.
    size = min(BATCH_CHARACTERS, sum(len(task.text) for task in tasks) // (PARTS * n_process))
    batches = list(batches_of(tasks, size))
    if pool is None:
        for batch in batches:
            yield from annotate_batch(batch, model)
        return
    for done in as_completed([pool.submit(annotate_batch, batch, model) for batch in batches]):
        yield from done.result()
