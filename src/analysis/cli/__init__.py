"""The command `analysis`: thin, so that everything it does can be done from Python too."""

import argparse
import os
import sys
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import schema
from analysis.annotate import DEFAULT_MODEL
from analysis.cli.options import Command, command_line
from analysis.corpus import described_formats, find_project_root
from analysis.errors import AnalysisError, ParameterError
from analysis.frames import Frames, load_frame, write_whole

if TYPE_CHECKING:
    from analysis.runs import Outcome

OK, FAILED, STOPPED = 0, 1, 130
BESIDE_THE_FRAMES = ("datapackage.json", "dates.csv")
# More of what was left out than this is read in a table rather than in a terminal.
MOST_TOLD = 20
# In more articles than this there may be several stories.
MANY = 200


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 1 for an error that a message explains, 130 when stopped."""
    options = command_line(COMMANDS).parse_args(arguments)
    try:
        return int(options.command(options))
    except AnalysisError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # Whoever reads the output has seen enough: `analysis formats | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        print("\nanalysis: stopped; the results of the last run are untouched", file=sys.stderr)
        return STOPPED


def _run(options: argparse.Namespace) -> int:
    # Where it is installed, jsonschema (which nbformat loads) builds a grammar of web addresses with it for three
    # seconds; it does without when it can't be imported, and a notebook's format has no use for it.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    from analysis.runs import run, run_all

    parameters: dict[str, Any] = dict(_named(text) for text in options.parameter)
    parameters |= {k: v for k, v in (("year", options.year), ("model", options.model)) if v is not None}
    settings = {"parameters": parameters, "jobs": options.jobs, "excerpts_only": options.excerpts_only}
    raws = options.raw or [_raw()]
    if options.by_story or options.cluster:
        return _by_story(raws, options, pages=True, parameters=parameters, excerpts_only=options.excerpts_only)
    if len(raws) == 1:
        outcome = run(raws[0], _out(options), **settings)
        _tell(outcome)
        if outcome.counts.get("articles", 0) > MANY:
            print("many articles on several stories? `--by-story` makes a page for each, and then only what is new")
        return OK
    results = run_all(raws, _out(options), **settings)
    for name, result in results.items():
        print(f"\n{name}")
        if isinstance(result, AnalysisError):
            print(f"failed: {result}", file=sys.stderr)
        else:
            _tell(result)
    print(f"\nindex: {_out(options) / 'index.html'}")
    return FAILED if any(isinstance(result, AnalysisError) for result in results.values()) else OK


def _by_story(raws: Sequence[Path], options: argparse.Namespace, **settings: Any) -> int:
    from analysis.runs import run_by_story

    if len(raws) > 1:
        raise ParameterError("--by-story works on one --raw folder")
    _tell(run_by_story(raws[0], _out(options), jobs=options.jobs, cluster=options.cluster, **settings))
    return OK


def _annotate(options: argparse.Namespace) -> int:
    from analysis.runs import annotate_folder

    if options.by_story or options.cluster:
        parameters = {k: v for k, v in (("year", options.year), ("model", options.model)) if v is not None}
        return _by_story([options.raw or _raw()], options, pages=False, parameters=parameters)
    model = options.model or DEFAULT_MODEL
    _tell(annotate_folder(options.raw or _raw(), _out(options), model=model, year=options.year, jobs=options.jobs))
    return OK


def _sample(options: argparse.Namespace) -> int:
    from analysis.validation import CLAIM_QUESTIONS, QUESTIONS, sample, sample_claims

    out = _out(options)
    frames = Frames.load(out)
    if options.of == "claims":
        table = sample_claims(frames, options.n, seed=options.seed)
        asked: Sequence[str] = CLAIM_QUESTIONS
    else:
        table = sample(frames, options.of, options.n, seed=options.seed)
        asked = list(QUESTIONS[options.of].asked)
    default = "sample.csv" if options.of == "claims" else f"sample-{options.of}.csv"
    return _write(table, options.file or out / default, dict.fromkeys(asked, ("yes", "no")))


def _actors(options: argparse.Namespace) -> int:
    from analysis.aliases import propose_table

    if options.raw is not None:
        from analysis.runs import annotate_folder

        annotate_folder(options.raw, _out(options))
    return _write(propose_table(Frames.load(_out(options))), options.file or _out(options) / "actors-proposed.csv")


def _formats(options: argparse.Namespace) -> int:
    wanted = options.name.casefold()
    for form in described_formats():
        if wanted not in f"{form['name']} {form['files']}".casefold():
            continue
        print(f"{form['name']}  ({form['files']})")
        for heading, key in (("export:", "export"), ("read:", "read"), ("not read:", "unread")):
            print(textwrap.fill(form[key], 100, initial_indent=f"  {heading:<10}", subsequent_indent=" " * 12))
        print()
    return OK


def _export(options: argparse.Namespace) -> int:
    from analysis.codebook import code_claims, read_codebook
    from analysis.exports import export
    from analysis.frames import load_frame

    out = _out(options)
    frames = Frames.load(out)
    found = {name: load_frame(name, out) for name in ("disagreements", "events")}
    if options.concepts is not None:
        found["concepts"] = code_claims(frames, read_codebook(options.concepts))
    for path, content in export(frames, options.to, **found).items():
        target = out / (path if path in BESIDE_THE_FRAMES else f"exports/{path}")
        write_whole(target, content)
        print(target)
    return OK


def _review(options: argparse.Namespace) -> int:
    from analysis.decisions import CHOICES, review
    from analysis.frames import load_frame

    out = _out(options)
    found = [load_frame(name, out) for name in ("disagreements", "events")]
    return _write(review(Frames.load(out), *found, n=options.n), options.file or out / "review.xlsx", CHOICES)


def _write(table: Any, path: Path, choices: Mapping[str, Sequence[str]] | None = None) -> int:
    """Write a table for people to edit, unless one that they may have edited is there."""
    if path.exists():
        raise ParameterError(f"{path} exists and may hold somebody's work; move it, or name another file")
    from analysis.sheets import sheet_bytes

    write_whole(path, sheet_bytes(table, path, choices))
    print(f"{len(table)} rows: {path}")
    return OK


def _raw() -> Path:
    return find_project_root() / "data" / "raw"


def _out(options: argparse.Namespace) -> Path:
    if options.out:
        return Path(options.out)
    root = find_project_root()
    if not Path.cwd().is_relative_to(root):
        raise ParameterError("the current folder belongs to no project; name a folder for the results with --out")
    return root / "data" / "derived"


def _named(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise ParameterError(f"-p {text!r} is not of the form NAME=VALUE")
    return name, value


def _tell(outcome: "Outcome") -> None:
    print()
    for name, number in outcome.counts.items():
        print(f"{name:<18} {number:>8,}")
    _tell_excluded(outcome.folder)
    _tell_not_followed(outcome.folder)
    print(f"\nreport: {outcome.report}" if outcome.report else f"\nframes: {outcome.folder}")


def _tell_excluded(folder: Path) -> None:
    """Say what of the articles' files was left out or could not be used, a line each."""
    rows = schema.records(load_frame("excluded", folder))
    if not rows:
        return
    print("\nleft out, or not used:")
    for row in rows[:MOST_TOLD]:
        place = row["path"] if row["line"] is None else f"{row['path']}, line {row['line']}"
        print(f"- {place}: {row['reason']}")
    if len(rows) > MOST_TOLD:
        print(f"- and {len(rows) - MOST_TOLD:,} more: {folder / 'excluded.csv'}")


def _tell_not_followed(folder: Path) -> None:
    """Say which of the researcher's decisions could not be followed, and why, a line each."""
    from analysis.decisions import load_audit, not_followed

    rows = not_followed(load_audit(folder))
    if rows:
        print("\ndecisions that could not be followed:")
    for row in rows:
        print(f"- {row['what']} on {row['words']!r} in {row['article_id']}: {row['outcome']}")


COMMANDS: Mapping[str, Command] = {
    "run": _run,
    "annotate": _annotate,
    "sample": _sample,
    "actors": _actors,
    "formats": _formats,
    "export": _export,
    "review": _review,
}
