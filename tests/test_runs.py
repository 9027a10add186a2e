"""Runs: parameters are checked first; the output folder holds the old or the new state; same input, same bytes."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import write_notebook
from filelock import FileLock

from analysis.errors import ParameterError, RunError
from analysis.runs import annotate_folder, assign, declared_parameters, run, run_all
from analysis.runs.folder import Stage, staged
from analysis.runs.kernels import kernel_host

RAW, OUT = Path("data/raw"), Path("data/derived")


def state(folder):
    """Every file of a finished run by its checksum, but the log of times and the cache."""
    files = (p for p in folder.rglob("*") if p.is_file() and ".cache" not in p.parts and p.name != "run.log")
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


# Parameters


@pytest.fixture
def notebook(tmp_path):
    cell = "\n".join(  # noqa: FLY002  one declaration a line
        [
            'year: "Optional[int]" = None  # calendar year',
            "month: int | None = None",
            "share: float = 0.5",
            "strict: bool = False",
            'label = "x"',
            "n = 3",
            'derived: str = "../data/derived"',
        ]
    )
    write_notebook(tmp_path / "01_x.ipynb", parameters=cell)
    return tmp_path / "01_x.ipynb"


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        pytest.param("year", "2024", 2024, id="int-from-text"),
        pytest.param("year", "none", None, id="none-from-text"),
        pytest.param("year", 2024, 2024, id="int"),
        pytest.param("month", "7", 7, id="types-joined-by-a-bar"),
        pytest.param("share", "1", 1.0, id="a-whole-number-will-do-for-a-float"),
        pytest.param("strict", "True", True, id="bool-from-text"),
        pytest.param("label", "none", "none", id="a-text-stays-a-text"),
        pytest.param("n", "4", 4, id="type-of-the-default"),
    ],
)
def test_a_value_is_read_as_the_declared_type(notebook, name, given, expected):
    assert assign([notebook], {name: given}) == {"01_x": {name: expected}}


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        pytest.param("yaer", 2024, "no notebook has a parameter 'yaer'", id="unknown-name"),
        pytest.param("x = __import__('os')", 1, "no notebook has a parameter", id="code-as-name"),
        pytest.param("year", "soon", "it must be int or None", id="no-number"),
        pytest.param("year", "2024.5", "it must be int or None", id="float-for-int"),
        pytest.param("n", True, "it must be int", id="bool-for-int"),
        pytest.param("strict", "yes", "it must be bool", id="no-bool"),
        pytest.param("label", 3, "it must be str", id="number-for-text"),
        pytest.param("derived", "/tmp", "set by the option --out", id="folders-have-options"),
    ],
)
def test_a_wrong_parameter_is_an_error_that_says_what_would_be_right(notebook, name, given, message):
    with pytest.raises(ParameterError, match=message):
        assign([notebook], {name: given})


@pytest.mark.parametrize("source", ["import os", "a, b = 1, 2", "year = int('3')", "year: int", "x: list = []", "x ="])
def test_a_parameters_cell_holds_literals_only(tmp_path, source):
    write_notebook(tmp_path / "01_x.ipynb", parameters=source)
    with pytest.raises(ParameterError, match=r"01_x\.ipynb"):
        declared_parameters(tmp_path / "01_x.ipynb")


def test_nothing_runs_where_a_parameter_is_wrong(project):
    with pytest.raises(ParameterError):
        run(RAW, OUT, parameters={"wrod": "x"})
    assert not (project / "data" / "derived").exists()


# The main job on two small notebooks


def test_a_run_writes_frames_notebooks_report_and_record(project):
    outcome = run(RAW, OUT, parameters={"word": "<b>bye</b>"}, jobs=1)
    assert outcome.counts["articles"] == 2
    assert {"articles.parquet", "articles.csv", "01_first.ipynb", "02_second.ipynb", "report.html", "run.json"} <= set(
        state(outcome.folder)
    )
    page = outcome.report.read_text()
    assert "2 articles, &lt;b&gt;bye&lt;/b&gt;" in page
    record = json.loads((outcome.folder / "run.json").read_text())
    assert record["inputs"]["bridge.txt"] == hashlib.sha256((RAW / "bridge.txt").read_bytes()).hexdigest()
    assert record["parameters"]["02_second"]["word"] == "<b>bye</b>"
    assert record["outputs"]["report.html"] == hashlib.sha256(outcome.report.read_bytes()).hexdigest()
    everything = b"".join(p.read_bytes() for p in outcome.folder.rglob("*") if p.is_file())
    assert str(project).encode() not in everything


def test_the_researchers_own_files_stay_and_old_results_go(project):
    folder = run(RAW, OUT, jobs=1).folder
    (folder / "coded.csv").write_text("mine")
    (folder / "01_first.failed.ipynb").write_text("{}")
    (project / "notebooks" / "02_second.ipynb").rename(project / "notebooks" / "03_second.ipynb")
    run(RAW, OUT, jobs=1)
    assert (folder / "coded.csv").read_text() == "mine"
    assert {"02_second.ipynb", "01_first.failed.ipynb"}.isdisjoint(state(folder))
    assert not list(folder.parent.glob(".derived.run"))


def test_notebooks_find_what_else_lies_in_the_data_folder_and_the_record_names_it(project):
    (project / "data" / "codings").mkdir()
    (project / "data" / "codings" / "anna.csv").write_text("yes")
    cells = "from pathlib import Path\nprint(Path(sheet).read_text())"
    write_notebook(project / "notebooks" / "02_second.ipynb", cells, parameters='sheet: str = ""')
    folder = run(RAW, OUT, parameters={"sheet": "../data/codings/anna.csv"}, jobs=1).folder
    assert '<pre tabindex="0">yes\n</pre>' in (folder / "report.html").read_text()
    assert "../data/codings/anna.csv" in json.loads((folder / "run.json").read_text())["inputs"]


@pytest.mark.usefixtures("project")
def test_frames_alone_leave_the_report_as_it_was():
    before = state(run(RAW, OUT, jobs=1).folder)
    (RAW / "third.txt").write_text("The harbour of Norvik was closed on Monday, its owner said.\n")
    outcome = annotate_folder(RAW, OUT, jobs=1)
    after = state(outcome.folder)
    assert outcome.counts["articles"] == 3
    assert outcome.counts["sentences"] > 0
    assert after["report.html"] == before["report.html"]
    assert after["articles.csv"] != before["articles.csv"]


def test_a_failing_notebook_leaves_the_old_results_and_says_where_it_failed(project):
    before = state(run(RAW, OUT, jobs=2).folder)
    write_notebook(project / "notebooks" / "02_second.ipynb", "x = 1", "print(x)\nraise ValueError('no bridge')")
    with pytest.raises(RunError, match=r"02_second failed in cell 4 \(`print\(x\)`\): ValueError: no bridge"):
        run(RAW, OUT, jobs=2)
    after = state(OUT)
    assert after.pop("02_second.failed.ipynb")
    assert after == before


def test_notebooks_that_run_side_by_side_leave_the_current_folder_alone(project, monkeypatch):
    """Another thread's kernel would start in the wrong folder, and find the last run's frames or none."""

    def chdir(path):
        assert str(path) == str(project)

    for number in ("03", "04"):
        write_notebook(project / "notebooks" / f"{number}_here.ipynb", "import os\nprint(os.listdir('../data'))")
    monkeypatch.setattr(os, "chdir", chdir)
    folder = run(RAW, OUT, jobs=3).folder
    for number in ("03", "04"):
        assert "'derived'" in (folder / f"{number}_here.ipynb").read_text()


def test_a_dying_kernel_is_a_clear_error(project):
    write_notebook(project / "notebooks" / "01_first.ipynb", "import os\nos._exit(1)")
    with pytest.raises(RunError, match="01_first failed in cell 3"):
        run(RAW, OUT, jobs=1)


def test_what_a_notebook_had_done_when_its_kernel_died_is_kept(project):
    write_notebook(project / "notebooks" / "02_second.ipynb", "print('so far')", "import os\nos._exit(1)")
    with pytest.raises(RunError, match="02_second failed in cell 4"):
        run(RAW, OUT, jobs=1)
    assert '"so far' in (project / "data" / "derived" / "02_second.failed.ipynb").read_text()


@pytest.mark.usefixtures("project")
def test_kernels_of_one_process_give_what_kernels_of_their_own_give(monkeypatch):
    forked = state(run(RAW, OUT, jobs=2).folder)
    monkeypatch.setattr("analysis.runs.kernels.CAN_FORK", False)
    assert state(run(RAW, OUT, jobs=2).folder) == forked


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux alone")
def test_no_kernel_outlives_the_process_that_it_was_forked_from(tmp_path):
    with kernel_host("no model") as host:
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", str(tmp_path / "kernel.json")]
        command += ["--HistoryManager.hist_file=:memory:", "--IPKernelApp.log_level=CRITICAL"]
        assert host.start(["other", *command[1:]], str(tmp_path)) is None
        killed, left = host.start(command, str(tmp_path)), host.start(command, str(tmp_path))
        killed.send_signal(signal.SIGKILL)
        assert (killed.poll(), left.poll()) == (0, None)
    assert left.poll() == 0
    with kernel_host("no model") as host:
        host._process.kill()
        host._process.wait()
        assert host.start(command, str(tmp_path)) is None


def test_a_kernel_that_does_not_start_is_tried_again(project, monkeypatch):
    from analysis.runs import execute

    run_by_papermill, refused = execute._run_by_papermill, []

    def refuse_once(source, *others):
        if source.stem not in refused:
            refused.append(source.stem)
            raise RuntimeError("Kernel died before replying to kernel_info")
        run_by_papermill(source, *others)

    monkeypatch.setattr(execute, "_run_by_papermill", refuse_once)
    assert run(RAW, OUT, jobs=1).report.is_file()
    assert refused == ["01_first", "02_second"]
    assert not list((project / "data" / "derived").glob("*.failed.ipynb"))


def test_what_cells_write_to_standard_error_goes_to_the_log(project):
    write_notebook(project / "notebooks" / "02_second.ipynb", "import sys\nprint('/home/me', file=sys.stderr)")
    folder = run(RAW, OUT, jobs=1).folder
    assert "/home/me" in (folder / "run.log").read_text()
    assert "/home/me" not in (folder / "02_second.ipynb").read_text().replace("print('/home/me'", "")


@pytest.mark.parametrize(("raw", "out"), [("data/raw", "data/raw/out"), ("data/raw", "data/raw"), ("data/raw", "data")])
def test_results_never_go_into_the_raw_folder_nor_around_it(project, raw, out):
    before = state(project / "data" / "raw")
    with pytest.raises(RunError, match="lie in one another"):
        run(Path(raw), Path(out), jobs=1)
    assert state(project / "data" / "raw") == before


# One folder, one run; killed at any moment


def test_a_second_run_into_the_same_folder_says_so_and_stops(project):
    (project / "data").mkdir(exist_ok=True)
    with FileLock(project / "data" / ".derived.lock"), pytest.raises(RunError, match="another run is writing"):
        run(RAW, OUT, jobs=1)


def test_a_run_killed_at_any_moment_leaves_the_old_or_the_new_state_whole(project):
    old = state(run(RAW, OUT, jobs=2).folder)
    command = [sys.executable, "-m", "analysis", "run", "-p", "word=new", "--jobs", "2"]
    for seconds in (1.5, 3.0, 4.0):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if state(OUT) != old:
            break
    after_kills = state(OUT)
    subprocess.run(command, check=True, capture_output=True)
    new = state(OUT)
    assert new != old
    assert after_kills in (old, new)
    assert not list((project / "data").glob(".derived.run"))


def test_rows_annotated_by_a_killed_run_are_kept(tmp_path):
    out = tmp_path / "out"
    (out / ".cache" / "ab").mkdir(parents=True)
    (out / ".cache" / "ab" / "old.rows").write_text("old")
    killed = Stage(out)
    killed.prepare(None)
    (killed.derived / ".cache" / "ab" / "new.rows").write_text("new")
    with staged(out):
        pass
    assert sorted(p.name for p in out.rglob("*.rows")) == ["new.rows", "old.rows"]


def test_a_folder_that_cannot_change_places_is_filled_file_by_file(tmp_path, monkeypatch):
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine")
    monkeypatch.setattr("analysis.runs.folder._exchanged", lambda *_: False)
    refused = []

    def rename(self, _):
        refused.append(self)
        raise OSError(18, "Invalid cross-device link")

    with staged(out) as stage:
        (stage.derived / "report.html").write_text("new")
        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", rename)
            stage.publish()
    assert refused
    assert {p.name: p.read_text() for p in out.iterdir()} == {"mine.txt": "mine", "report.html": "new"}


def test_a_swap_in_two_steps_that_is_cut_between_them_is_undone_by_the_next_run(tmp_path):
    out = tmp_path / "out"
    stage = Stage(out)
    stage.prepare(None)
    (stage.root / "old").mkdir()
    (stage.root / "old" / "report.html").write_text("old")
    with staged(out):
        pass
    assert (out / "report.html").read_text() == "old"


# Batches


def test_one_failing_folder_does_not_stop_the_others(project):
    other = project / "data" / "harbour"
    other.mkdir()
    (other / "one.txt").write_text("The harbour is closed, the port said.\n")
    results = run_all([project / "data" / "missing", other], project / "reports", jobs=1)
    assert isinstance(results["missing"], Exception)
    assert results["harbour"].counts["articles"] == 1
    index = (project / "reports" / "index.html").read_text()
    assert 'href="./harbour/report.html"' in index
    assert "there is no folder" in index


def test_folders_of_one_name_can_not_be_told_apart(project):
    with pytest.raises(ParameterError, match="several --raw folders are called"):
        run_all([RAW, project / "x" / "raw"], OUT)


# The same bytes


def test_two_runs_anywhere_give_the_same_bytes(root, tmp_path):
    """The project's own notebooks, in other folders, under another hash seed, locale, time zone and number of jobs."""
    states = []
    for name, jobs, odd in [
        ("one", "1", {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Tokyo"}),
        ("two", "3", {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "America/Lima", "COLUMNS": "40"}),
    ]:
        raw = tmp_path / name / "articles"
        raw.mkdir(parents=True)
        for i, text in enumerate(INVENTED):
            (raw / f"article-{i}.txt").write_text(text, encoding="utf-8")
        out = tmp_path / name / "results" / name
        command = [sys.executable, "-m", "analysis", "run", "--raw", str(raw), "--out", str(out), "--jobs", jobs]
        subprocess.run(command, cwd=root, env={**os.environ, **odd}, check=True, capture_output=True)
        states.append(state(out))
    assert states[0] == states[1]
    assert {"report.html", "run.json", "01_corpus.ipynb", "claims.parquet"} <= set(states[0])


INVENTED = (
    """Talks on the Norvik bridge

Norvik’s mayor Ana Petrova said on May 3 that the bridge was closed. “Sudmark did not send its engineers,” she said.
Sudmark denied the accusation.
""",
    """The government of Sudmark said that Norvik had not fulfilled its obligations. According to Sudmark, 200 engineers
arrived on May 2. Norvik said that no engineers had arrived.
""",
)
