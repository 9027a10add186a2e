"""The record of a run, `run.json`: what went in, with which versions, and what came out; no times, no machine paths."""

import hashlib
import importlib.util
import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from analysis.corpus import load_frame
from analysis.errors import CorpusError
from analysis.runs.folder import CACHE, RECORD
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
    "wordllama",
)
LOG = "run.log"


def describe(
    raw: Path, derived: Path, *, parameters: Mapping[str, Mapping[str, Any]], model: str, own_files: Iterable[str] = ()
) -> dict[str, Any]:
    """Return the record of a finished run.

    Args:
        raw: The folder of articles.
        derived: The folder of results.
        parameters: Of each notebook, defaults included.
        model: Name or path of the language model.
        own_files: The researcher's own tables in `derived`, which notebooks may have read.

    Returns:
        inputs and outputs (path → sha256), parameters, model, packages, counts, exclusions.
    """
    own = {name for name in own_files if name.endswith(".csv")}
    return {
        "inputs": _checksums(raw, _files(raw)) | {f"derived/{k}": v for k, v in _checksums(derived, own).items()},
        "parameters": {stem: dict(values) for stem, values in sorted(parameters.items())},
        "model": {"name": Path(model).name, "version": _model_version(model)},
        "python": platform.python_version(),
        "packages": {package: version(package) for package in PACKAGES},
        "counts": count(derived),
        "exclusions": _exclusions(derived),
        "outputs": _checksums(derived, _files(derived) - set(own_files) - {LOG, RECORD}),
    }


def as_json(record: Mapping[str, Any]) -> bytes:
    """Return a record as JSON; the same record gives the same bytes."""
    return (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def count(derived: Path) -> dict[str, int]:
    """Count what a reader asks for first; a frame that no notebook wrote is left out."""
    counts: dict[str, int] = {}
    for name in ("articles", "sentences", "claims", "actors"):
        table = _frame(name, derived)
        if table is not None:
            counts[name] = len(table)
    events = _frame("events", derived)
    if events is not None:
        counts["dated events"] = int(events["edtf"].notna().sum())
    disagreements = _frame("disagreements", derived)
    if disagreements is not None:
        contested = disagreements.loc[disagreements["relation"] == "contradiction", "matter_id"]
        counts["contested matters"] = int(contested.nunique())
    excluded = _frame("excluded", derived)
    if excluded is not None:
        counts["exclusions"] = len(excluded)
    return counts


def _frame(name: str, derived: Path) -> Any:
    try:
        return load_frame(name, derived)
    except CorpusError:
        return None


def _exclusions(derived: Path) -> list[dict[str, Any]]:
    excluded = _frame("excluded", derived)
    return [] if excluded is None else records(excluded)


def _files(folder: Path) -> set[str]:
    """Regular files only: what a link or a pipe leads to is no input."""
    if folder.is_file():
        return {""}
    found = (p for p in folder.rglob("*") if p.is_file() and not p.is_symlink())
    names = {p.relative_to(folder).as_posix() for p in found}
    return {name for name in names if CACHE not in name.split("/")}


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
    if Path(model).is_dir():
        home = Path(model)
    else:
        spec = importlib.util.find_spec(model) if model.isidentifier() else None
        if spec is None or spec.origin is None:
            return None
        home = Path(spec.origin).parent
    try:
        meta = json.loads((home / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}"
