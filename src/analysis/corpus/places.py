"""Where things lie: the project's root, and the paths that notebooks are given."""

from pathlib import Path

from analysis.errors import CorpusError


def find_project_root(start: str | Path | None = None) -> Path:
    """Return the folder of this project: the nearest one that holds pyproject.toml and notebooks.

    Args:
        start: Where to begin; the current folder by default. Its parents are tried in turn, and then those of this
            package, so that a notebook finds its project wherever its kernel was started.

    Raises:
        CorpusError: Neither lies in a project.
    """
    begin = Path.cwd() if start is None else Path(start).resolve()
    for folder in (begin, *begin.parents, *Path(__file__).resolve().parents):
        if (folder / "pyproject.toml").is_file() and (folder / "notebooks").is_dir():
            return folder
    raise CorpusError(
        f"{begin} lies in no project (a folder with pyproject.toml and notebooks); go to the project's folder, "
        "or give full paths"
    )


def locate(path: str | Path) -> Path:
    """Return the place that a path of a notebook's parameters means.

    A relative path counts from the current folder, or, where nothing of that name exists there, from the project's
    notebooks folder. So `../data/derived` is found under JupyterLab and under papermill in any folder. Where neither
    exists, it is the one from the current folder.
    """
    given = Path(path)
    try:
        given = given.expanduser()
        if given.is_absolute() or given.exists():
            return given
        in_project = find_project_root() / "notebooks" / given
        return in_project.resolve() if in_project.exists() else given
    except (CorpusError, OSError, RuntimeError):
        # No project, or a name that no file can have: whoever opens the path says so.
        return given
