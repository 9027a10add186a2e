"""One story of a large corpus: its frames, what is found in them and its page, made anywhere, swapped in whole."""

import atexit
import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis import schema
from analysis.annotate import annotate, model_version
from analysis.corpus import read_actors
from analysis.decisions import follow_and_save, read_decisions
from analysis.errors import AnalysisError
from analysis.frames import STORIES, RowStore, code_version, save_frame, write_whole
from analysis.runs import record
from analysis.runs.folder import CACHE, RECORD, Stage
from analysis.runs.job import execute_all, finish
from analysis.runs.kernels import KernelHost, kernel_host
from analysis.schema import Row

ABOUT = "story.json"
ACTORS, DECISIONS = "actors.csv", "decisions.csv"


class StoryTask(NamedTuple):
    """What a worker needs to make a story; small enough to travel, for rows and model are where it works.

    Attributes:
        home: The output folder of the corpus.
        raw: The raw folder, of which only the researcher's own tables are read.
        project: Where the notebooks' project lies.
        sources: The notebooks to run; none makes no page.
        given: Parameters of each notebook.
        model: Name or path of the language model; `year` is as of `annotate`.
        excerpts_only: As of `run`.
        story_id: Its id; its rows of the frames `articles` and `excluded` are `articles` and `remarks`, and `decisions`
            are the researcher's decisions on its articles.
        made_from: A checksum of all that its results depend on.
    """

    home: Path
    raw: Path
    project: Path
    sources: Sequence[Path]
    given: Mapping[str, Mapping[str, Any]]
    model: str
    year: int | None
    excerpts_only: bool
    story_id: str = ""
    articles: Sequence[Row] = ()
    remarks: Sequence[Row] = ()
    decisions: Sequence[Row] = ()
    made_from: str = ""

    @property
    def folder(self) -> Path:
        return self.home / STORIES / self.story_id

    def is_done(self) -> bool:
        """Whether the folder holds what this task would make."""
        about = read_about(self.folder)
        return about is not None and about["made_from"] == self.made_from


def shared_print(task: StoryTask, actors: pd.DataFrame) -> str:
    """A checksum of what the results of every story depend on: code, model, notebooks, the researcher's tables."""
    parts = [code_version(), model_version(task.model), task.year, task.excerpts_only, task.given]
    parts += [actors.to_csv(index=False)]
    parts += [source.read_text(encoding="utf-8") for source in task.sources]
    return _checksum(parts)


def print_of(task: StoryTask, shared: str) -> str:
    """A checksum of all that the results of a story depend on."""
    # The file around an article changes with every other article of it.
    articles = [{**row, "file_sha256": None} for row in task.articles]
    return _checksum([shared, task.story_id, articles, list(task.remarks), list(task.decisions)])


def _checksum(parts: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def read_about(folder: Path) -> Row | None:
    """What the index says of a story, as its folder has it; None where that isn't whole."""
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return about if isinstance(about, dict) and "made_from" in about else None


def make_story(task: StoryTask, host: KernelHost | None = None) -> tuple[str, str | None]:
    """Make a story's folder; return its id, and why it failed where it did: its old state stays then.

    Args:
        task: What to make.
        host: The process that kernels are forked from; without one a worker keeps one of its own.
    """
    stage = Stage(task.folder, inner=f"{STORIES}/{task.story_id}")
    try:
        stage.prepare(None, beside=task.project / "data")
        _share(task, stage)
        save_frame("articles", schema.frame("articles", task.articles), stage.derived)
        save_frame("excluded", schema.frame("excluded", task.remarks), stage.derived)
        if task.sources:
            _write_page(task, stage, host or _worker_host(task.model))
        else:
            _find(task, stage)
            _write_about(task, stage)
            outputs = dict.fromkeys(map(str, record.results(stage)), "")
            write_whole(stage.derived / RECORD, record.as_json({"outputs": outputs}))
        stage.publish()
    except (AnalysisError, OSError) as error:
        return task.story_id, str(error)
    finally:
        stage.clear()
    return task.story_id, None


def _share(task: StoryTask, stage: Stage) -> None:
    """Show the notebooks the rows of all articles, the table of actors and the decisions on this story."""
    (stage.root / "data" / "derived" / CACHE).symlink_to(task.home / CACHE)
    tables = stage.root / "data" / "raw"
    tables.mkdir()
    if (task.raw / ACTORS).is_file():
        (tables / ACTORS).symlink_to(task.raw / ACTORS)
    if task.decisions:
        pd.DataFrame(task.decisions).to_csv(tables / DECISIONS, index=False, lineterminator="\n")


def _write_page(task: StoryTask, stage: Stage, host: KernelHost | None) -> None:
    """Run the notebooks, and write the page and the record."""
    given = {stem: {**values, "story": task.story_id} for stem, values in task.given.items()}
    sources = list(task.sources)
    execute_all(sources, given, stage, 1, host, quiet=True)
    _write_about(task, stage)
    files = {str(row["path"]) for row in task.articles if row["path"]}
    finish(task.raw, stage, sources, given, excerpts_only=task.excerpts_only, files=files)


@cache
def _worker_host(model: str) -> KernelHost | None:
    """The process that this worker's kernels are forked from; it ends with the worker."""
    stack = ExitStack()
    host = stack.enter_context(kernel_host(model))
    atexit.register(stack.close)
    return host


def _find(task: StoryTask, stage: Stage) -> None:
    """Write the frames, and what is found in them."""
    articles = schema.frame("articles", task.articles)
    store = RowStore(task.home / CACHE)
    tables = stage.root / "data" / "raw"
    frames = annotate(articles, actors=read_actors(tables), model=task.model, year=task.year, store=store)
    follow_and_save(frames, read_decisions(tables), stage.derived)


def _write_about(task: StoryTask, stage: Stage) -> None:
    """What the index says of the story."""
    titled = [row for row in task.articles if row["title"]] or list(task.articles)
    first = min(titled, key=lambda row: (row["published"] is None, row["published"] or "", row["article_id"]))
    days = sorted(str(row["published"])[:10] for row in task.articles if row["published"])
    about = {
        "story_id": task.story_id,
        "made_from": task.made_from,
        "title": first["title"] or str(first["text"]).strip().partition("\n")[0],
        "days": [days[0], days[-1]] if days else [],
        "outlets": sorted({row["outlet"] for row in task.articles if row["outlet"]}),
        "n_independent": len({row["origin_id"] for row in task.articles}),
        "has_page": bool(task.sources),
        "counts": record.count(stage.derived),
    }
    write_whole(stage.derived / ABOUT, record.as_json(about))
