"""What the command `analysis` takes: its commands, their options and their help."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from analysis.annotate import DEFAULT_MODEL

Command: TypeAlias = Callable[[argparse.Namespace], int]
# argparse has no public name for what `add_subparsers` returns.
Places: TypeAlias = Any


def command_line(commands: Mapping[str, Command]) -> argparse.ArgumentParser:
    """Return the parser of the whole command; `commands` says what each of its commands does."""
    parser = argparse.ArgumentParser(
        prog="analysis",
        description="News that disagrees: who said what, in whose words, and what is contested.",
        epilog="`analysis COMMAND --help` explains a command. Without options all of them work on data/raw and "
        "data/derived of the project that the current folder belongs to.",
    )
    places = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, add in MAKERS.items():
        add(places).set_defaults(command=commands[name])
    return parser


def _run(places: Places) -> argparse.ArgumentParser:
    run: argparse.ArgumentParser = places.add_parser(
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
    return run


def _annotate(places: Places) -> argparse.ArgumentParser:
    annotate: argparse.ArgumentParser = places.add_parser(
        "annotate",
        help="articles → frames only",
        description="Find claims, actors, clauses and dates in a folder of articles and write them as Parquet and CSV.",
    )
    annotate.add_argument("--raw", type=Path, metavar="DIR", help="folder of articles (default: data/raw)")
    _add_settings(annotate)
    _add_by_story(annotate, "frames, events and disagreements for each story, and an index of them")
    return annotate


def _sample(places: Places) -> argparse.ArgumentParser:
    sample: argparse.ArgumentParser = places.add_parser(
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
    return sample


def _actors(places: Places) -> argparse.ArgumentParser:
    actors: argparse.ArgumentParser = places.add_parser(
        "actors",
        help="a table of the actors found, to correct and put beside the articles",
        description="Write the actors that were found in the form of actors.csv. Correct names, kinds, parents and "
        "sides, put the file into the folder of articles, and the next run follows it.",
    )
    of_raw = "articles to read first (default: the frames there are)"
    actors.add_argument("--raw", type=Path, metavar="DIR", help=of_raw)
    _add_out(actors)
    actors.add_argument("file", nargs="?", type=Path, help="where it goes (default: actors-proposed.csv there)")
    return actors


def _formats(places: Places) -> argparse.ArgumentParser:
    formats: argparse.ArgumentParser = places.add_parser(
        "formats",
        help="the forms of articles that are read, and how to export them",
        description="Print the table of formats: what the files are called, how to export them from a database or "
        "program, what is read of them and what is not.",
    )
    formats.add_argument("name", nargs="?", default="", help="only those whose name or files hold this")
    return formats


def _export(places: Places) -> argparse.ArgumentParser:
    export: argparse.ArgumentParser = places.add_parser(
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
    return export


def _review(places: Places) -> argparse.ArgumentParser:
    review: argparse.ArgumentParser = places.add_parser(
        "review",
        help="a sheet of what is worth deciding",
        description="Write what the results rest on and what is most in doubt as a .csv or .xlsx sheet. Write right, "
        "wrong or corrected (with a value) where you know better, save it as decisions.csv or decisions.xlsx beside "
        "the articles, and the next run follows it.",
    )
    _add_out(review)
    review.add_argument("-n", type=_positive, default=100, metavar="N", help="rows at most (default: 100)")
    review.add_argument("file", nargs="?", type=Path, help="where it goes (default: review.xlsx in the output folder)")
    return review


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


MAKERS: Mapping[str, Callable[[Places], argparse.ArgumentParser]] = {
    "run": _run,
    "annotate": _annotate,
    "sample": _sample,
    "actors": _actors,
    "formats": _formats,
    "export": _export,
    "review": _review,
}
