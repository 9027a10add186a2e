"""The command: help that reads well, errors without tracebacks, exit codes."""

import re
import subprocess
import sys

import pytest

from analysis.cli import main
from analysis.corpus import described_formats


@pytest.mark.parametrize(
    "command", [(), ("run",), ("annotate",), ("sample",), ("actors",), ("formats",), ("export",), ("review",)]
)
def test_help_names_every_option_with_a_word_on_it(capsys, command):
    with pytest.raises(SystemExit) as stop:
        main([*command, "--help"])
    text = capsys.readouterr().out
    assert stop.value.code == 0
    assert max(map(len, text.splitlines())) <= 120
    for option in re.findall(r"^  (-[^\s,]+.*)$", text, re.MULTILINE):
        assert "  " in option or text.split(option)[1].startswith("\n      "), option


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(
            ["run", "-p", "yaer=2024"], "no notebook has a parameter 'yaer'; there are ['word', 'year']", id="name"
        ),
        pytest.param(["run", "-p", "year=soon"], "it must be int or None", id="type"),
        pytest.param(["run", "-p", "year"], "is not of the form NAME=VALUE", id="form"),
        pytest.param(["run", "-p", "import os=1"], "is not of the form NAME=VALUE", id="code"),
        pytest.param(["run", "--raw", "nowhere"], "there is no folder nowhere", id="raw"),
        pytest.param(["annotate", "--raw", "nowhere"], "there is no folder nowhere", id="annotate-raw"),
        pytest.param(
            ["run", "--raw", "data/raw/bridge.txt"], "data/raw/bridge.txt is a file; name the folder", id="file"
        ),
        pytest.param(["sample"], "there is no articles frame", id="no-frames"),
        pytest.param(["export", "--to", "dna"], "there is no articles frame", id="nothing-to-export"),
    ],
)
@pytest.mark.usefixtures("project")
def test_an_error_is_one_line_that_says_what_to_do(capsys, arguments, message):
    assert main(arguments) == 1
    error = capsys.readouterr().err
    assert message in error
    assert "\r" not in error
    assert "Traceback" not in error


def test_a_run_ends_with_its_counts_and_the_place_of_the_report(project, capsys):
    assert main(["run", "--jobs", "1"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^articles +2$", out, re.MULTILINE)
    assert re.search(r"^exclusions +0$", out, re.MULTILINE)
    assert out.endswith(f"report: {project / 'data' / 'derived' / 'report.html'}\n")


def test_a_run_says_what_was_left_out_and_what_could_not_be_used(project, capsys):
    raw = project / "data" / "raw"
    (raw / "photo.png").write_bytes(b"x")
    (raw / "list.jsonl").write_text('{"text": "The mayor left the town.", "date": "04/03/2026"}\n')
    assert main(["run", "--jobs", "1"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^exclusions +1\nremarks +1$", out, re.MULTILINE)
    told = out.partition("left out, or not used:\n")[2]
    assert told.startswith(
        "- list.jsonl, line 1: `date` has an unclear date: the date of 1 record stays unknown; "
        "the first: '04/03/2026' may be 2026-03-04 or 2026-04-03\n- photo.png: files of this kind are not read"
    )


def test_decisions_that_could_not_be_followed_are_told_with_the_reason(project, capsys):
    decisions = (
        "what,verdict,value,note,coder,article_id,char_start,char_end,words\nclaim,wrong,,,,bridge,0,3,no such words\n"
    )
    (project / "data" / "raw" / "decisions.csv").write_text(decisions)
    assert main(["annotate", "--jobs", "1"]) == 0
    told = capsys.readouterr().out.partition("decisions that could not be followed:\n")[2]
    assert told.startswith("- claim on 'no such words' in bridge: the words no longer occur in the article\n")


def test_output_that_nobody_reads_to_its_end_is_no_error():
    command = [sys.executable, "-u", "-m", "analysis", "formats"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_the_table_of_formats_is_printed_and_stands_in_the_readme_of_the_raw_folder(capsys, root):
    assert main(["formats"]) == 0
    printed = capsys.readouterr().out
    readme = (root / "data" / "raw" / "README.md").read_text(encoding="utf-8")
    for form in described_formats():
        assert f"{form['name']}  ({form['files']})" in printed
        assert f"| {' | '.join(form[key] for key in ('name', 'files', 'export', 'read', 'unread'))} |" in readme
    assert main(["formats", "nexis"]) == 0
    assert capsys.readouterr().out.count("export:") == 1


def test_several_raw_folders_make_a_batch_that_fails_at_its_end(project, capsys):
    assert main(["run", "--raw", "data/raw", "--raw", "nowhere", "--out", "reports", "--jobs", "1"]) == 1
    captured = capsys.readouterr()
    assert "index: reports/index.html" in captured.out
    assert "there is no folder nowhere" in captured.err
    assert (project / "reports" / "raw" / "report.html").is_file()


def test_a_table_that_somebody_may_have_edited_is_not_overwritten(project, capsys):
    assert main(["run", "--jobs", "1"]) == 0
    (project / "mine.csv").write_text("mine")
    assert main(["sample", "mine.csv"]) == 1
    assert "may hold somebody's work" in capsys.readouterr().err
    assert (project / "mine.csv").read_text() == "mine"


def test_actors_of_a_folder_are_proposed_as_a_table_to_correct(project, capsys):
    assert main(["actors", "--raw", "data/raw", "--out", "results"]) == 0
    assert capsys.readouterr().out.endswith("rows: results/actors-proposed.csv\n")
    written = (project / "results" / "actors-proposed.csv").read_text("utf-8-sig")
    assert written.startswith("alias,name,kind,parent,side")


def test_the_module_runs_like_the_command():
    done = subprocess.run([sys.executable, "-m", "analysis", "--help"], check=True, capture_output=True, text=True)
    assert done.stdout.startswith("usage: analysis")
