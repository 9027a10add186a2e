"""A corpus of many stories: rows of articles once, then frames and a page for each story, and an index of them all.

Each story is a folder of its own in `stories`, like the output folder of a small corpus, and is swapped in whole when
it is done. A story that is made of what it was made of before is left as it is, so that a run which was killed goes on
where it stopped, and new articles cost only their own stories.
"""

import csv
import io
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, as_completed
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

from tqdm import tqdm

from analysis.annotate import DEFAULT_MODEL, add_rows
from analysis.corpus import Corpus, find_project_root, read_corpus
from analysis.decisions import read_decisions
from analysis.disagreement import group_articles
from analysis.errors import RunError
from analysis.frames import STORIES, RowStore, save_frame, write_whole
from analysis.report import build_stories
from analysis.runs import record
from analysis.runs.folder import CACHE, RECORD, held, results_of
from analysis.runs.job import INDEX, NOTEBOOKS, Outcome, check_raw
from analysis.runs.kernels import kernel_host
from analysis.runs.one_story import StoryTask, make_story, print_of, read_about, shared_print
from analysis.runs.parameters import assign
from analysis.runs.workers import AGAIN, workers
from analysis.schema import Row, records

TABLE = "stories.csv"
COLUMNS = ("article_id", "story_id", "is_new")


def run_by_story(
    raw: Path,
    out: Path,
    *,
    parameters: Mapping[str, Any] | None = None,
    jobs: int | None = None,
    excerpts_only: bool = False,
    cluster: str | None = None,
    pages: bool = True,
) -> Outcome:
    """Group the articles of a folder into stories; write frames and a page for each, and an index.

    Articles keep the story that the last run put them in. The folder has `index.html`, `stories.csv` (which article
    is of which story, and whether it is new since the last run), and in `stories` a folder for each.

    Args:
        raw: The folder of articles; it is only read.
        out: The folder of results.
        parameters: As of `run`.
        jobs: How many processes work at a time; as many as there are processors by default. Changes no result.
        excerpts_only: As of `run`.
        cluster: Let a dask cluster work, as `workers` says.
        pages: Run the notebooks on each story and write its page; else its frames, events and disagreements alone.

    Returns:
        The output folder, its index, and counts.

    Raises:
        ParameterError: A parameter is wrong or the cluster isn't there; nothing has run then.
        RunError: Another run holds the folder, or stories failed: their old state is as it was, the others are done.
    """
    jobs = jobs or os.cpu_count() or 1
    project = find_project_root()
    sources = sorted((project / "notebooks").glob(NOTEBOOKS))
    given = assign(sources, parameters or {})
    chosen = given[sources[0].stem]
    model, year = chosen.get("model") or DEFAULT_MODEL, chosen.get("year")
    check_raw(raw)
    with held(out, raw) as home:
        corpus = read_corpus(raw)
        grouping = _grouped(corpus, home)
        form = StoryTask(home, raw.resolve(), project, sources if pages else [], given, model, year, excerpts_only)
        tasks = list(_tasks(form, corpus, grouping.story_of))
        with workers(jobs, cluster) as pool:
            with tqdm(total=len(corpus.articles), desc="annotate", unit="article") as bar:
                store = RowStore(home / CACHE)
                add_rows(store, corpus.articles, model=model, year=year, pool=pool, n_process=jobs, progress=bar.update)
            failed = _make(tasks, pool)
        # The articles of a story that failed are new to the next run, too.
        late = {a for a in grouping.new if grouping.story_of[a] in failed}
        story_of = {a: story for a, story in grouping.story_of.items() if a not in late}
        try:
            rows = _publish(home, corpus, tasks, Grouping(story_of, grouping.new - late))
        except OSError as error:
            raise RunError(f"can't write to {home} ({error.strerror}); make room and {AGAIN}") from error
    if failed:
        why = next(iter(failed.values()))
        raise RunError(f"{len(failed)} of {len(tasks)} stories failed ({_few(failed)}): {why}\n{AGAIN}")
    counts = {"articles": len(corpus.articles), "new articles": len(grouping.new), "stories": len(tasks)}
    counts["contested matters"] = sum(row["counts"].get("contested matters", 0) for row in rows)
    return Outcome(home, home / INDEX, counts)


class Grouping(NamedTuple):
    """The story of each article, and the articles that the last run did not have."""

    story_of: dict[str, str]
    new: set[str]


def _grouped(corpus: Corpus, home: Path) -> Grouping:
    try:
        lines = csv.DictReader((home / TABLE).read_text(encoding="utf-8").splitlines())
        known = {line["article_id"]: line["story_id"] for line in lines}
    except (OSError, ValueError, KeyError):
        known = {}
    articles = {row["article_id"]: row for row in records(corpus.articles)}
    return Grouping(group_articles(articles, known), set(articles) - set(known))


def _tasks(form: StoryTask, corpus: Corpus, story_of: Mapping[str, str]) -> Iterator[StoryTask]:
    """Yield what is to be made of each story, in order of their ids."""
    articles: dict[str, list[Row]] = {story_id: [] for story_id in sorted(set(story_of.values()))}
    remarks: dict[str, list[Row]] = {story_id: [] for story_id in articles}
    for row in records(corpus.articles):
        articles[story_of[row["article_id"]]].append(row)
    for row in records(corpus.excluded):
        if row["article_id"] in story_of:
            remarks[story_of[row["article_id"]]].append(row)
    decided = records(read_decisions(form.raw))
    shared = shared_print(form, corpus.actors)
    for story_id, of_story in articles.items():
        theirs = [row for row in decided if story_of.get(row["article_id"], story_id) == story_id]
        task = form._replace(story_id=story_id, articles=of_story, remarks=remarks[story_id], decisions=theirs)
        yield task._replace(made_from=print_of(task, shared))


def _make(tasks: Sequence[StoryTask], pool: Executor | None) -> dict[str, str]:
    """Make the stories that are not there yet; return {story: why it failed}."""
    waiting = [task for task in tasks if not task.is_done()]
    with tqdm(total=len(tasks), initial=len(tasks) - len(waiting), desc="stories", unit="story") as bar:
        failed = {}
        for story_id, problem in _done(waiting, pool):
            if problem is not None:
                failed[story_id] = problem
            bar.update()
    return failed


def _done(tasks: Sequence[StoryTask], pool: Executor | None) -> Iterator[tuple[str, str | None]]:
    """Yield what becomes of each task, as soon as it does."""
    if pool is None:
        with kernel_host(tasks[0].model) if tasks and tasks[0].sources else nullcontext() as host:
            yield from (make_story(task, host) for task in tasks)
        return
    pending = [pool.submit(make_story, task) for task in tasks]
    yield from (future.result() for future in as_completed(pending))


def _publish(home: Path, corpus: Corpus, tasks: Sequence[StoryTask], grouping: Grouping) -> list[Row]:
    """Write the index and the tables, then remove what no longer belongs; return the index' rows."""
    new: dict[str, int] = {}
    for article_id in grouping.new:
        new[grouping.story_of[article_id]] = new.get(grouping.story_of[article_id], 0) + 1
    found = ((task, read_about(task.folder)) for task in tasks)
    rows = [{**about, "n_new": new.get(task.story_id, 0)} for task, about in found if about is not None]
    rows.sort(key=lambda row: (-row["n_independent"], -row["counts"].get("contested matters", 0), row["story_id"]))
    old = results_of(home)
    save_frame("excluded", corpus.excluded, home)
    write_whole(home / INDEX, build_stories(rows).encode())
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(("article_id", "story_id", "is_new"))
    table.writerows((a, s, str(a in grouping.new).lower()) for a, s in sorted(grouping.story_of.items()))
    write_whole(home / TABLE, text.getvalue().encode())
    outputs = dict.fromkeys((INDEX, TABLE, "excluded.csv", "excluded.parquet"), "")
    stories = {row["story_id"]: row["made_from"] for row in rows}
    write_whole(home / RECORD, record.as_json({"outputs": outputs, "stories": stories}))
    kept = {*outputs, RECORD}
    for name in sorted(old - kept):
        place = name.split("/")
        if place[0] != STORIES or place[1] not in stories:
            (home / name).unlink(missing_ok=True)
    for folder in sorted((home / STORIES).iterdir()):
        # What a killed run left, and stories whose articles are gone; the researcher's own files stay.
        if folder.name.startswith(".") or not any(folder.iterdir()):
            shutil.rmtree(folder, ignore_errors=True)
    return rows


def _few(names: Mapping[str, str]) -> str:
    return ", ".join(sorted(names)[:5]) + (" …" if len(names) > 5 else "")
