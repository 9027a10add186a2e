"""The output folder: one run at a time, and the old or the new state of it, whole, at any moment.

A run works in a hidden folder beside the output folder, `.NAME.run`, laid out like the project so that notebooks find
`../data/raw` and `../data/derived` there. At the end the two folders change places in one step. What a killed run
leaves is cleared by the next one; the rows it annotated are kept.
"""

import ctypes
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from analysis.errors import RunError
from analysis.frames import STORIES

RECORD = "run.json"
CACHE = ".cache"
ASIDE = "old"
FAILED_ENDING = ".failed.ipynb"
AT_FDCWD = -100
RENAME_EXCHANGE = 2


class Stage:
    """The hidden folder of a run.

    Attributes:
        out: The output folder, which stays as it is until `publish`.
        root: The hidden folder; `notebooks` in it is where kernels start.
        derived: What becomes the output folder, `inner` of the folder that notebooks find as ../data/derived.
        carried: The researcher's own files that were brought in: path from the output folder → time and size.
    """

    def __init__(self, out: Path, inner: str = "") -> None:
        self.out = out
        self.root = out.parent / f".{out.name}.run"
        self.derived = self.root / "data" / "derived" / inner
        self.carried: dict[str, tuple[int, int]] = {}

    def prepare(self, raw: Path | None, *, beside: Path | None = None, keep_results: bool = False) -> None:
        """Clear what a killed run left, then bring in the raw folder and the researcher's own files."""
        self.clear()
        self.derived.mkdir(parents=True)
        (self.root / "notebooks").mkdir()
        # Marks the stage as a project of its own, so that no notebook finds the real folders from here.
        (self.root / "pyproject.toml").touch()
        if raw is not None:
            (self.root / "data" / "raw").symlink_to(raw.resolve())
        for other in beside.glob("[!.]*") if beside is not None else []:
            if other.name not in ("raw", "derived"):
                (self.root / "data" / other.name).symlink_to(other.resolve())
        results = set() if keep_results else results_of(self.out)
        for path in files_of(self.out):
            name = path.relative_to(self.out).as_posix()
            if name not in results and not name.endswith((FAILED_ENDING, ".tmp")):
                self._carry(name)
        if (self.out / CACHE).is_dir():
            shutil.move(self.out / CACHE, self.derived / CACHE)

    def publish(self) -> None:
        """Put the new state in the place of the old one."""
        for name, before in self.carried.items():
            now = self.out / name
            if now.is_file() and _state(now) != before:
                self._carry(name)
        # Not even a power cut leaves half of the new state.
        for path in files_of(self.derived):
            with path.open("rb") as file:
                os.fsync(file.fileno())
        if self.out.is_dir():
            _exchange(self.derived, self.out, self.root / ASIDE)
        else:
            self.derived.rename(self.out)
        self.clear()

    def clear(self) -> None:
        """Remove the hidden folder; rows annotated in it go to the output folder's cache."""
        aside = self.root / ASIDE
        if aside.is_dir() and not self.out.exists():
            aside.rename(self.out)
        if (self.derived / CACHE).is_dir():
            shutil.copytree(self.derived / CACHE, self.out / CACHE, copy_function=shutil.move, dirs_exist_ok=True)
        shutil.rmtree(self.root, ignore_errors=True)

    def _carry(self, name: str) -> None:
        (self.derived / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(self.out / name, self.derived / name)
        self.carried[name] = _state(self.out / name)


@contextmanager
def staged(
    out: Path, raw: Path | None = None, *, beside: Path | None = None, keep_results: bool = False
) -> Iterator[Stage]:
    """Hold the output folder for one run, and give it a stage; without `publish` the folder stays as it was.

    Args:
        out: The output folder; it need not exist.
        raw: The folder of articles, which the stage shows as data/raw.
        beside: The project's data folder; what else lies in it (coders' sheets …) the stage shows too.
        keep_results: Start from the results of the last run instead of none.

    Raises:
        RunError: Another run holds the folder, it lies inside the raw folder, or it can't be written to.
    """
    with held(out, raw) as home:
        stage = Stage(home)
        try:
            stage.prepare(raw, beside=beside, keep_results=keep_results)
            yield stage
        finally:
            stage.clear()


@contextmanager
def held(out: Path, raw: Path | None = None) -> Iterator[Path]:
    """Hold an output folder, so that no other run writes to it, and give its full path; errors are as of `staged`."""
    out = out.expanduser().resolve()
    if raw is not None and (out.is_relative_to(raw.resolve()) or raw.resolve().is_relative_to(out)):
        raise RunError(f"{out} and the raw folder {raw} lie in one another; choose another folder with --out")
    lock = FileLock(out.parent / f".{out.name}.lock", timeout=0)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise RunError(f"another run is writing to {out}; wait for it, or choose another folder with --out") from None
    except OSError as error:
        raise RunError(f"can't write to {out.parent} ({error.strerror}); choose another folder with --out") from error
    try:
        yield out
    finally:
        lock.release()


def results_of(out: Path) -> set[str]:
    """The files that the last run made, as its record lists them."""
    try:
        record = json.loads((out / RECORD).read_text(encoding="utf-8"))
        stories = [f"{STORIES}/{story}" for story in record.get("stories", ())]
        of_stories = {f"{story}/{name}" for story in stories for name in results_of(out / story)}
        return {RECORD, *record["outputs"], *of_stories, "run.log"}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _state(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size


def files_of(folder: Path) -> list[Path]:
    """All files but those of the cache."""
    found = (path for path in folder.rglob("*") if CACHE not in path.relative_to(folder).parts)
    return sorted(path for path in found if path.is_file())


def _exchange(new: Path, old: Path, aside: Path) -> None:
    """Let two folders change places in one step; where the system can't, in as few steps as it can."""
    if sys.platform == "linux" and _exchanged(new, old):
        return
    try:
        old.rename(aside)
        new.rename(old)
    except OSError:
        if aside.is_dir():
            aside.rename(old)
    else:
        return
    # The folder itself can't be moved (a mount): file by file.
    shutil.copytree(new, old, dirs_exist_ok=True)


def _exchanged(new: Path, old: Path) -> bool:
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)
    paths = AT_FDCWD, os.fsencode(new), AT_FDCWD, os.fsencode(old)
    return renameat2 is not None and renameat2(*paths, RENAME_EXCHANGE) == 0
