"""The main job: articles → frames → notebooks → report, into one folder, whole or not at all."""

import os
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from tqdm import tqdm

from analysis.annotate import DEFAULT_MODEL, annotate
from analysis.corpus import find_project_root, read_corpus
from analysis.decisions import follow_and_save, read_decisions
from analysis.errors import AnalysisError, CorpusError, ParameterError, RunError
from analysis.frames import Frames, RowStore, save_frame, write_whole
from analysis.report import build_index, build_page, summary
from analysis.runs import record
from analysis.runs.folder import CACHE, FAILED_ENDING, RECORD, Stage, staged
from analysis.runs.kernels import KernelHost, kernel_host
from analysis.runs.parameters import assign, declared_parameters

NOTEBOOKS = "[0-9][0-9]_*.ipynb"
REPORT = "report.html"
INDEX = "index.html"


class Outcome(NamedTuple):
    """What a run has made: the output folder, the report in it (None where only frames were asked for), and counts."""

    folder: Path
    report: Path | None
    counts: dict[str, int]


def run(
    raw: Path,
    out: Path,
    *,
    parameters: Mapping[str, Any] | None = None,
    jobs: int | None = None,
    excerpts_only: bool = False,
) -> Outcome:
    """Run the notebooks on a folder of articles and write frames, graphs, executed notebooks and the report.

    The first notebook makes the frames; the others run side by side.

    Args:
        raw: The folder of articles; it is only read.
        out: The folder of results; what the last run made there gives way, the researcher's own files stay.
        parameters: Values by name, for every notebook that declares the name.
        jobs: How many processes work at a time; as many as there are processors by default. Changes no result.
        excerpts_only: Leave the articles' full texts out of the report and keep the quoted sentences.

    Raises:
        ParameterError: A parameter is unknown or has the wrong type; nothing has run then.
        CorpusError: There is no such raw folder, or no project to take the notebooks from.
        RunError: A notebook failed, or another run holds the folder. The old results are as they were, and what the
            failed notebook had done is kept beside them as NAME.failed.ipynb.
    """
    jobs = jobs or os.cpu_count() or 1
    project = find_project_root()
    sources = sorted((project / "notebooks").glob(NOTEBOOKS))
    if not sources:
        raise RunError(f"{project / 'notebooks'} holds no notebooks called {NOTEBOOKS}")
    given = assign(sources, parameters or {})
    check_raw(raw)
    model = (parameters or {}).get("model") or DEFAULT_MODEL
    with staged(out, raw, beside=project / "data") as stage, kernel_host(model) as host:
        started, clock = datetime.now(UTC), time.perf_counter()
        try:
            log = execute_all(sources, given, stage, jobs, host)
        except RunError as error:
            kept = _keep_failed(stage)
            raise RunError(f"{error}\nsee {', '.join(kept)}; the results of the last run are untouched") from error
        counts = finish(raw, stage, sources, given, excerpts_only=excerpts_only)
        log.insert(0, f"started {started.isoformat(timespec='seconds')} with {jobs} jobs")
        log.append(f"all: {time.perf_counter() - clock:.1f} s")
        write_whole(stage.derived / record.LOG, ("\n".join(log) + "\n").encode())
        stage.publish()
    return Outcome(stage.out, stage.out / REPORT, counts)


def run_all(
    raws: Sequence[Path],
    out: Path,
    *,
    parameters: Mapping[str, Any] | None = None,
    jobs: int | None = None,
    excerpts_only: bool = False,
) -> dict[str, Outcome | AnalysisError]:
    """Run each raw folder, as `run` does, into a folder of its own name inside `out`, and write `index.html`.

    One that fails does not stop the others; it is listed with its reason.

    Returns:
        The outcome, or the error, of each folder by its name.

    Raises:
        ParameterError: Two folders have the same name, or a parameter is wrong; nothing has run then.
    """
    names = [raw.resolve().name for raw in raws]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise ParameterError(f"several --raw folders are called {repeated}; rename them, for each report has that name")
    done: dict[str, Outcome | AnalysisError] = {}
    for name, raw in zip(names, raws, strict=True):
        try:
            done[name] = run(raw, out / name, parameters=parameters, jobs=jobs, excerpts_only=excerpts_only)
        except ParameterError:
            raise
        except AnalysisError as error:
            done[name] = error
    listed = [
        (name, str(result).partition("\n")[0] if isinstance(result, AnalysisError) else result.counts)
        for name, result in done.items()
    ]
    write_whole(out / INDEX, build_index(listed).encode())
    return done


def annotate_folder(
    raw: Path, out: Path, *, model: str = DEFAULT_MODEL, year: int | None = None, jobs: int | None = None
) -> Outcome:
    """Write the frames only; everything else in the output folder stays.

    Raises:
        AnalysisError: There is no such raw folder or model, or another run holds the output folder.
    """
    check_raw(raw)
    with staged(out, raw, keep_results=True) as stage:
        corpus = read_corpus(raw)
        store = RowStore(stage.derived / CACHE)
        with tqdm(total=len(corpus.articles), desc="annotate", unit="article", disable=None) as bar:
            frames = annotate(
                corpus.articles,
                actors=corpus.actors,
                model=model,
                year=year,
                n_process=jobs or os.cpu_count() or 1,
                store=store,
                progress=bar.update,
            )
        follow_and_save(frames, read_decisions(raw), stage.derived)
        save_frame("excluded", corpus.excluded, stage.derived)
        counts = record.count(stage.derived)
        stage.publish()
    return Outcome(stage.out, None, counts)


def check_raw(raw: Path) -> None:
    if not raw.exists():
        raise CorpusError(f"there is no folder {raw}; put articles there or name another one with --raw")
    if raw.is_file():
        raise CorpusError(f"{raw} is a file; name the folder that it lies in with --raw")


def execute_all(
    sources: list[Path],
    given: Mapping[str, Any],
    stage: Stage,
    jobs: int,
    host: KernelHost | None,
    *,
    quiet: bool = False,
) -> list[str]:
    """Execute the first notebook, then the others side by side; return lines for the log."""
    # Only now, while the host loads: papermill takes a second.
    from analysis.runs.execute import execute

    form = "{desc}: {n:.0f}/{total} notebooks [{elapsed}]"
    # In a file or a pipe a bar would be one endless line.
    with tqdm(total=len(sources), unit="notebook", bar_format=form, disable=quiet or None) as bar:

        def one(source: Path) -> str:
            clock = time.perf_counter()
            values = {"n_process": jobs} if "n_process" in declared_parameters(source) else {}
            values |= given[source.stem]
            target, folder = stage.derived / source.name, stage.root / "notebooks"
            errors = execute(source, target, values, folder=folder, host=host, on_cell=bar.set_description_str)
            bar.update()
            return f"{source.stem}: {time.perf_counter() - clock:.1f} s\n{errors}".rstrip()

        lines = [one(sources[0])]
        with ThreadPoolExecutor(jobs) as pool:
            # All are waited for: one that fails keeps its notebook, and so does the next.
            pending = [pool.submit(one, source) for source in sources[1:]]
        return lines + [task.result() for task in pending]


def _keep_failed(stage: Stage) -> list[str]:
    """Put the failed notebooks into the output folder and say where they are."""
    kept = []
    for failed in sorted(stage.derived.glob(f"*{FAILED_ENDING}")):
        write_whole(stage.out / failed.name, failed.read_bytes())
        kept.append(str(stage.out / failed.name))
    return kept


def finish(
    raw: Path,
    stage: Stage,
    sources: list[Path],
    given: Mapping[str, Any],
    *,
    excerpts_only: bool,
    files: set[str] | None = None,
) -> dict[str, int]:
    """Write the report and the record; return the counts."""
    frames = Frames.load(stage.derived)
    counts = record.count(stage.derived)
    executed = [stage.derived / source.name for source in sources]
    page = build_page(executed, frames, front=summary(frames), counts=counts, excerpts_only=excerpts_only)
    write_whole(stage.derived / REPORT, page.encode())
    parameters = {
        source.stem: {name: p.default for name, p in declared_parameters(source).items() if name != "n_process"}
        | given[source.stem]
        for source in sources
    }
    model = parameters[sources[0].stem].get("model") or DEFAULT_MODEL
    described = record.describe(raw, stage, parameters=parameters, model=model, files=files)
    write_whole(stage.derived / RECORD, record.as_json(described))
    return counts
