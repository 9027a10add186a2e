"""The record of a run, `run.json`: what went in, with which versions, and what came out; no times, no machine paths."""

import hashlib
import importlib.util
import json
import platform
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from analysis.errors import CorpusError
from analysis.frames import load_frame
from analysis.runs.folder import RECORD, Stage, files_of
from analysis.schema import records

PACKAGES = (
    "conflicting-accounts",
    "matplotlib",
    "nbformat",
    "networkx",
    "numpy",
    "pandas",
    "papermill",
    "pyarrow",
    "spacy",
)
LOG = "run.log"
LONGEST_FILE_NAME = 200
# What a reader asks for first → the frame, and how it is counted.
COUNTED: Mapping[str, tuple[str, Callable[[Any], int]]] = {
    "articles": ("articles", len),
    "sentences": ("sentences", len),
    "claims": ("claims", len),
    "actors": ("actors", len),
    "dated events": ("events", lambda events: int(events["edtf"].notna().sum())),
    "contested matters": (
        "disagreements",
        lambda found: int(found.loc[found["relation"] == "contradiction", "matter_id"].nunique()),
    ),
    "exclusions": ("excluded", lambda excluded: int((excluded["kind"] == "exclusion").sum())),
    "remarks": ("excluded", lambda excluded: int((excluded["kind"] == "remark").sum())),
}


def describe(
    raw: Path,
    stage: Stage,
    *,
    parameters: Mapping[str, Mapping[str, Any]],
    model: str,
    files: set[str] | None = None,
) -> dict[str, Any]:
    """Return the record of a finished run.

    Args:
        raw: The folder of articles.
        stage: The folder of the run, with its results.
        parameters: Of each notebook, defaults included.
        model: Name or path of the language model.
        files: Those of the raw folder that went in; all of them by default.

    Returns:
        What stands in run.json; inputs and outputs are {path: sha256}, and files that a parameter names are inputs too.
    """
    excluded = _frame("excluded", stage.derived)
    return {
        "inputs": _checksums(raw, _files(raw) if files is None else files)
        | _checksums(stage.root / "notebooks", _named_files(stage, parameters)),
        "parameters": {stem: dict(values) for stem, values in sorted(parameters.items())},
        "model": {"name": Path(model).name, "version": _model_version(model)},
        "python": platform.python_version(),
        "packages": {package: version(package) for package in PACKAGES},
        "counts": count(stage.derived),
        "exclusions": [] if excluded is None else records(excluded),
        "outputs": _checksums(stage.derived, results(stage)),
    }


def results(stage: Stage) -> set[str]:
    """The files that a run has made."""
    return _files(stage.derived) - set(stage.carried) - {LOG, RECORD}


def as_json(record: Mapping[str, Any]) -> bytes:
    """Return a record as JSON; the same record gives the same bytes."""
    return (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def count(derived: Path) -> dict[str, int]:
    """Count the rows of the frames; one that no notebook wrote is left out."""
    tables = {label: _frame(name, derived) for label, (name, _) in COUNTED.items()}
    return {label: COUNTED[label][1](table) for label, table in tables.items() if table is not None}


def _frame(name: str, derived: Path) -> Any:
    try:
        return load_frame(name, derived)
    except CorpusError:
        return None


def _files(folder: Path) -> set[str]:
    """Regular files only: what a link or a pipe leads to is no input."""
    if folder.is_file():
        return {""}
    return {path.relative_to(folder).as_posix() for path in files_of(folder) if not path.is_symlink()}


def _named_files(stage: Stage, parameters: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """Files that parameters name, as they name them: coders' sheets, for one."""
    texts = (value for values in parameters.values() for value in values.values() if isinstance(value, str))
    parts = (part.strip() for text in texts for part in text.split(";"))
    return {part for part in parts if 0 < len(part) < LONGEST_FILE_NAME and (stage.root / "notebooks" / part).is_file()}


def _checksums(folder: Path, names: Iterable[str]) -> dict[str, str]:
    return {name: _sha256(folder / name if name else folder) for name in sorted(names)}


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "unreadable"


def _model_version(model: str) -> str | None:
    """The version that the model's own description gives, without loading it."""
    spec = importlib.util.find_spec(model) if model.isidentifier() else None
    home = Path(spec.origin).parent if spec and spec.origin else Path(model)
    try:
        meta = json.loads((home / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}"
