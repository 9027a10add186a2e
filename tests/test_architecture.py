"""The house: imports point one way, heavy packages have a home, public names are few and explained."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import analysis

# From the top of the house down: a room may use those below it, never those above.
ROOMS = (
    "__main__",
    "cli",
    "runs",
    "report",
    "figures",
    "validation",
    "decisions",
    "exports",
    "codebook",
    "network",
    "timeline",
    "matters",
    "disagreement",
    "aliases",
    "sheets",
    "annotate",
    "predication",
    "attribution",
    "actors",
    "timexes",
    "frames",
    "corpus",
    "passages",
    "syntax",
    "lexicon",
    "schema",
    "dates",
    "names",
    "errors",
)
# Two wings that meet in one hall: what reads a text writes the frames, what makes findings reads them.
TEXT_WING = {"annotate", "predication", "attribution", "actors", "timexes", "passages", "syntax"}
FINDINGS_WING = {"report", "figures", "validation", "exports", "codebook", "network", "timeline", "matters"}
FINDINGS_WING |= {"disagreement", "aliases", "decisions", "sheets"}
HOMES = {
    "spacy": TEXT_WING,
    "matplotlib": {"figures"},
    "papermill": {"runs"},
    "nbconvert": {"runs"},
    "openpyxl": {"corpus", "sheets"},
    "networkx": {"network", "figures"},
    "krippendorff": {"validation"},
}
HOUSE = Path(__file__).resolve().parents[1] / "src" / "analysis"
SOURCES = sorted(HOUSE.rglob("*.py"))


def rooms():
    """Each source file with the room it belongs to."""
    for path in SOURCES:
        yield path, path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imports(path):
    """Pairs of module and whether it is only imported for types."""
    tree = ast.parse(path.read_text())
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in typing_only) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            yield node.module, id(node) in typing_only
            if node.module == "analysis":
                yield from ((f"analysis.{alias.name}", id(node) in typing_only) for alias in node.names)


def test_every_room_has_its_place():
    assert {name for _, name in rooms()} - {"__init__"} <= set(ROOMS)


def test_imports_point_down_never_up():
    upward = []
    for path, name in rooms():
        if name == "__init__":
            continue
        for module, _ in imports(path):
            parts = module.split(".")
            if parts[0] == "analysis" and len(parts) > 1 and parts[1] != name:
                assert parts[1] in ROOMS, f"{path} imports {module}"
                if ROOMS.index(parts[1]) < ROOMS.index(name):
                    upward.append(f"{name} imports {parts[1]}")
    assert upward == []


def test_findings_are_made_of_frames_alone():
    strays = [
        f"{path.name} imports {module}"
        for path, name in rooms()
        if name in FINDINGS_WING
        for module, _ in imports(path)
        if module.startswith("analysis.") and module.split(".")[1] in TEXT_WING
    ]
    assert strays == []


def test_a_heavy_package_has_one_home():
    strays = [
        f"{path.name} imports {module}"
        for path, name in rooms()
        for module, typing_only in imports(path)
        if not typing_only and name not in HOMES.get(module.partition(".")[0], {name})
    ]
    assert strays == []


@pytest.mark.parametrize("package", ["spacy", "matplotlib", "papermill"])
def test_importing_the_package_loads_nothing_heavy(package):
    code = f"import sys, analysis; sys.exit({package!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_public_names_are_those_of_the_design_and_explain_themselves():
    assert set(analysis.__all__) == {
        "Frames",
        "annotate",
        "build_network",
        "build_timeline",
        "find_disagreements",
        "read_corpus",
        "show",
        "summary",
    }
    for name in analysis.__all__:
        assert len(getattr(analysis, name).__doc__ or "") > 60, name


def test_no_module_is_a_drawer():
    names = {part for path, _ in rooms() for part in path.with_suffix("").parts}
    assert names.isdisjoint({"utils", "util", "helpers", "helper", "common", "misc", "tools"})
