"""The command `analysis`: thin, so that everything it does can be done from Python too."""

import argparse
import os
import sys
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from analysis import schema
from analysis.annotate import DEFAULT_MODEL
from analysis.corpus import described_formats, find_project_root
from analysis.errors import AnalysisError, ParameterError
from analysis.frames import Frames, load_frame, write_whole

if TYPE_CHECKING:
    from analysis.runs import Outcome

# argparse has no public name for what `add_subparsers` returns.
Commands: TypeAlias = Any
OK, FAILED, STOPPED = 0, 1, 130
BESIDE_THE_FRAMES = ("datapackage.json", "dates.csv")
# More of what was left out than this is read in a table rather than in a terminal.
MOST_TOLD = 20
# In more articles than this there may be several stories.
MANY = 200


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 1 for an error that a message explains, 130 when stopped."""
    options = _parser().parse_args(arguments)
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="analysis",
        description="News that disagrees: who said what, in whose words, and what is contested.",
        epilog="`analysis COMMAND --help` explains a command. Without options all of them work on data/raw and "
        "data/derived of the project that the current folder belongs to.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for add in (_add_run, _add_annotate, _add_sample, _add_actors, _add_formats, _add_export, _add_review):
        add(commands)
    return parser


def _add_run(commands: Commands) -> None:
    run = commands.add_parser(
        "run",
        help="articles → frames, five notebooks, one report",
        description="Run all notebooks on a folder of articles and put frames, graphs, executed notebooks and "
        "report.html into the output folder. The old results stay until the new ones are whole.",
        epilog="Example: analysis run --raw ~/strike --out ~/strike-report --year 2024 -p n_rows=30",
    )
    of_raw = "folder of articles (default: data/raw); several make a batch with a report each and one index.html"
    run.add_argument("--raw", type=Path, action="append", metavar="DIR", help=of_raw)
    _add_settings(run)
    _add_by_story(run, "frames and a page for each story, and an index of them")
    of_parameter = "a parameter of the notebooks, as their first code cells declare them; may be repeated"
    run.add_argument("-p", "--parameter", action="append", default=[], metavar="NAME=VALUE", help=of_parameter)
    of_excerpts = "leave full texts out of the report and keep the quoted sentences (rights)"
    run.add_argument("--excerpts-only", action="store_true", help=of_excerpts)
    run.set_defaults(command=_run)


def _add_annotate(commands: Commands) -> None:
    annotate = commands.add_parser(
        "annotate",
        help="articles → frames only",
        description="Find claims, actors, clauses and dates in a folder of articles and write them as Parquet and CSV.",
    )
    annotate.add_argument("--raw", type=Path, metavar="DIR", help="folder of articles (default: data/raw)")
    _add_settings(annotate)
    _add_by_story(annotate, "frames, events and disagreements for each story, and an index of them")
    annotate.set_defaults(command=_annotate)


def _add_sample(commands: Commands) -> None:
    sample = commands.add_parser(
        "sample",
        help="a table for coders to check",
        description="Write what was found, or blind sentences, drawn by lot as a CSV or .xlsx, for one or two people "
        "to judge; notebook 05 reads it back.",
    )
    of_kind = "claims (default), contradictions, matters, events, actors or sentences"
    sample.add_argument("--of", default="claims", metavar="KIND", help=of_kind)
    _add_out(sample)
    sample.add_argument("-n", type=_positive, default=50, metavar="N", help="how many (default: 50)")
    sample.add_argument("--seed", type=int, default=0, metavar="N", help="of the draw; another seed, another sample")
    sample.add_argument("file", nargs="?", type=Path, help="where it goes (default: sample.csv in the output folder)")
    sample.set_defaults(command=_sample)


def _add_actors(commands: Commands) -> None:
    actors = commands.add_parser(
        "actors",
        help="a table of the actors found, to correct and put beside the articles",
        description="Write the actors that were found in the form of actors.csv. Correct names, kinds, parents and "
        "sides, put the file into the folder of articles, and the next run follows it.",
    )
    of_raw = "articles to read first (default: the frames there are)"
    actors.add_argument("--raw", type=Path, metavar="DIR", help=of_raw)
    _add_out(actors)
    actors.add_argument("file", nargs="?", type=Path, help="where it goes (default: actors-proposed.csv there)")
    actors.set_defaults(command=_actors)


def _add_formats(commands: Commands) -> None:
    formats = commands.add_parser(
        "formats",
        help="the forms of articles that are read, and how to export them",
        description="Print the table of formats: what the files are called, how to export them from a database or "
        "program, what is read of them and what is not.",
    )
    formats.add_argument("name", nargs="?", default="", help="only those whose name or files hold this")
    formats.set_defaults(command=_formats)


def _add_export(commands: Commands) -> None:
    export = commands.add_parser(
        "export",
        help="results as files of the next tool",
        description="Write the frames and findings of the last run for another program, into the folder `exports` of "
        "the output folder (the data package beside its CSV files).",
    )
    of_name = "dna, qdpx, xmi, gexf, graphml, timeline, xlsx, datapackage, or all"
    export.add_argument("--to", required=True, metavar="NAME", help=of_name)
    of_concepts = "a codebook, concepts.csv: its concepts stand in the place of the contested matters"
    export.add_argument("--concepts", type=Path, metavar="FILE", help=of_concepts)
    _add_out(export)
    export.set_defaults(command=_export)


def _add_review(commands: Commands) -> None:
    review = commands.add_parser(
        "review",
        help="a sheet of what is worth deciding",
        description="Write what the results rest on and what is most in doubt as a .csv or .xlsx sheet. Write right, "
        "wrong or corrected (with a value) where you know better, save it as decisions.csv or decisions.xlsx beside "
        "the articles, and the next run follows it.",
    )
    _add_out(review)
    review.add_argument("-n", type=_positive, default=100, metavar="N", help="rows at most (default: 100)")
    review.add_argument("file", nargs="?", type=Path, help="where it goes (default: review.xlsx in the output folder)")
    review.set_defaults(command=_review)


def _add_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder of results (default: data/derived)")


def _add_settings(parser: argparse.ArgumentParser) -> None:
    _add_out(parser)
    parser.add_argument("--year", type=int, metavar="N", help="year of dates that name none, where no article does")
    parser.add_argument("--model", metavar="NAME", help=f"spaCy pipeline for English (default: {DEFAULT_MODEL})")
    of_jobs = "processes at a time (default: one a processor); same results"
    parser.add_argument("--jobs", type=_positive, metavar="N", help=of_jobs)


def _add_by_story(parser: argparse.ArgumentParser, makes: str) -> None:
    of_stories = f"for a folder of many stories: {makes}; continues where it was stopped, and does only what is new"
    parser.add_argument("--by-story", action="store_true", help=of_stories)
    of_cluster = 'with --by-story: let the dask cluster at this address work, or "local" processes'
    parser.add_argument("--cluster", metavar="ADDRESS", help=of_cluster)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return number


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
