"""Several raw folders: a report for each, and one page that lists them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.corpus import write_whole
from analysis.errors import AnalysisError, ParameterError
from analysis.report import build_index
from analysis.runs.job import Outcome, run

INDEX = "index.html"


def run_all(
    raws: Sequence[Path],
    out: Path,
    *,
    parameters: Mapping[str, Any] | None = None,
    jobs: int | None = None,
    excerpts_only: bool = False,
) -> dict[str, Outcome | AnalysisError]:
    """Run each raw folder into a folder of its own name inside `out`, and write `index.html`.

    One that fails does not stop the others; it is listed with its reason.

    Args:
        raws: The folders of articles; their names must differ.
        out: The folder that holds the results.
        parameters: As for `run`, the same for all.
        jobs: As for `run`.
        excerpts_only: As for `run`.

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
