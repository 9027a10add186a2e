"""The notebooks' form: prose before code, short cells, parameters, links, no outputs; and each runs alone."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from analysis import annotate
from analysis.errors import ParameterError
from analysis.runs import declared_parameters

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("[0-9][0-9]_*.ipynb"))
LONGEST_CELL = 15
MAGIC = re.compile(r"^\s*[%!]", re.MULTILINE)
NOT_HERE = {"requests", "urllib", "socket", "http", "datetime", "time", "warnings", "random"}

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path, kind=None):
    return [cell for cell in nbformat.read(path, 4).cells if kind in (None, cell.cell_type)]


def test_the_notebooks_are_numbered_without_gaps():
    assert [path.stem[:2] for path in NOTEBOOKS] == [f"{i:02}" for i in range(1, len(NOTEBOOKS) + 1)]


@each_notebook
def test_a_notebook_is_valid_and_committed_without_outputs(path):
    nbformat.validate(nbformat.read(path, 4))
    for cell in cells(path, "code"):
        assert cell.outputs == []
        assert cell.execution_count is None
        assert cell.id


@each_notebook
def test_no_cell_is_long_and_none_defines_anything(path):
    for cell in cells(path, "code"):
        assert len(cell.source.splitlines()) <= LONGEST_CELL, cell.id
        assert not MAGIC.search(cell.source), cell.id
        nodes = list(ast.walk(ast.parse(cell.source)))
        assert not [node for node in nodes if isinstance(node, (ast.FunctionDef, ast.ClassDef))], cell.id


@each_notebook
def test_no_network_no_clock_no_silenced_warning(path):
    for cell in cells(path, "code"):
        for node in ast.walk(ast.parse(cell.source)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) else []
            assert NOT_HERE.isdisjoint(name.partition(".")[0] for name in names), cell.id


@each_notebook
def test_prose_comes_before_code_and_limits_before_results(path):
    kinds = [cell.cell_type for cell in cells(path)]
    assert kinds[:2] == ["markdown", "markdown"]
    assert "What this cannot show" in cells(path)[1].source
    # At most three code cells in a row without a word between them.
    assert "c" * 4 not in "".join(kind[0] for kind in kinds)
    assert 10 <= len(kinds) <= 40


@each_notebook
def test_one_cell_holds_typed_parameters_each_with_a_comment(path):
    tagged = [cell for cell in cells(path, "code") if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    assert all("  # " in line for line in tagged[0].source.splitlines())
    assert declared_parameters(path)["derived"].default == "../data/derived"


@each_notebook
def test_a_notebook_names_and_links_its_neighbours(path):
    title = cells(path)[0].source
    position = NOTEBOOKS.index(path)
    assert title.startswith(f"# {path.stem[:2]} · ")
    neighbours = NOTEBOOKS[max(0, position - 1) : position + 2]
    for neighbour in neighbours:
        assert neighbour == path or f"({neighbour.name})" in title
    if position + 1 < len(NOTEBOOKS):
        assert f"({NOTEBOOKS[position + 1].name})" in cells(path)[-1].source


@each_notebook
def test_links_lead_to_notebooks_that_exist(path):
    for cell in cells(path, "markdown"):
        for target in re.findall(r"\]\(([^)#]+\.ipynb)\)", cell.source):
            assert (path.parent / target).is_file(), target


@pytest.fixture(scope="module")
def annotated(tmp_path_factory):
    """Folders of a corpus of one article, annotated by the first notebook under plain papermill."""
    home = tmp_path_factory.mktemp("alone")
    (home / "raw").mkdir()
    (home / "raw" / "one.txt").write_text("The mayor of Norvik said on May 3, 2021 that the bridge was closed.\n")
    papermill(home, NOTEBOOKS[0], raw=home / "raw", derived=home / "derived")
    return home


def papermill(home, notebook, **parameters):
    given = [part for name, value in parameters.items() for part in ("-p", name, str(value))]
    command = [sys.executable, "-m", "papermill", str(notebook), str(home / notebook.name), *given]
    environment = {**os.environ, "IPYTHONDIR": str(home / "ipython")}
    return subprocess.run(command, cwd=home, env=environment, check=True, capture_output=True, text=True)


@pytest.mark.parametrize("path", NOTEBOOKS[1:], ids=lambda path: path.stem)
def test_a_notebook_runs_alone_under_plain_papermill_from_any_folder(annotated, path):
    papermill(annotated, path, derived=annotated / "derived")
    executed = nbformat.read(annotated / path.name, 4)
    assert not [o for c in executed.cells if c.cell_type == "code" for o in c.outputs if o.output_type == "error"]


@pytest.mark.parametrize("path", NOTEBOOKS[1:2], ids=lambda path: path.stem)
def test_without_frames_a_notebook_says_which_command_makes_them(tmp_path, path):
    with pytest.raises(subprocess.CalledProcessError) as failure:
        papermill(tmp_path, path, derived=tmp_path / "nothing")
    assert "run `analysis annotate` or notebook 01_corpus" in failure.value.stderr


@pytest.mark.parametrize("given", [{"year": "2024"}, {"n_process": "2"}, {"n_process": 0}, {"year": True}])
def test_a_number_that_papermill_passed_as_text_is_refused(given):
    with pytest.raises(ParameterError, match=r"is .*; it must be a whole number"):
        annotate(pd.DataFrame({"article_id": ["a"], "text": ["The bridge was closed on May 3."]}), **given)
