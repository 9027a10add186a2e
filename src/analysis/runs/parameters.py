"""Parameters of notebooks, checked before anything runs.

papermill only warns of an unknown name (and reports on the defaults), and writes names into the notebook as they are.
So a name counts only where a notebook's `parameters` cell declares it, and a value only where it has the type.
"""

import ast
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from analysis.errors import ParameterError

OPTIONAL = re.compile(r"(?:typing\.)?Optional\[(\w+)\]")
PARAMETER_TYPES = {"bool": bool, "int": int, "float": float, "str": str, "None": type(None)}
# Set by the runner: the folders it stages, the story, the number of workers.
BY_OPTION = {"raw": "--raw", "derived": "--out", "n_process": "--jobs", "story": "--by-story"}


class Parameter(NamedTuple):
    """A parameter as its notebook declares it."""

    name: str
    types: tuple[str, ...]
    default: Any

    def accepts(self, value: Any) -> bool:
        """Whether a value has one of the types; True is no int here, but an int will do for a float."""
        kinds = {PARAMETER_TYPES[t] for t in self.types}
        return type(value) in kinds or (type(value) is int and float in kinds)


def declared_parameters(notebook: Path) -> dict[str, Parameter]:
    """Return what a notebook's cell tagged `parameters` declares, by name, in order.

    A type is the annotation's, else that of the default. papermill reads `year: "Optional[int]" = None` and shows it in
    its help, but not `year: int | None = None`; both will do here.

    Raises:
        ParameterError: The notebook can't be read, or the cell holds anything but literals.
    """
    # Only now: it takes a second to load, and a worker that writes no page never needs it.
    import nbformat

    try:
        cells = nbformat.read(notebook, 4).cells
        source = "\n".join(cell.source for cell in cells if "parameters" in cell.metadata.get("tags", []))
        declared = [_parameter(statement) for statement in ast.parse(source).body]
    except (OSError, ValueError, SyntaxError) as error:
        raise ParameterError(f"can't read the parameters of {notebook.name}: {error}") from error
    return {parameter.name: parameter for parameter in declared}


def assign(notebooks: Iterable[Path], given: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Give each notebook those of the given parameters that it declares.

    Args:
        notebooks: The notebooks of a run.
        given: Values by name; a text is read as the declared type ("2024" for an int, "true", "none").

    Returns:
        For each notebook's stem its parameters and their values; the ones not given are left to their defaults.

    Raises:
        ParameterError: A name that no notebook declares, one that an option sets, or a value of another type.
    """
    declared = {path.stem: declared_parameters(path) for path in notebooks}
    known = sorted({name for of_notebook in declared.values() for name in of_notebook} - set(BY_OPTION))
    for name in given:
        if name in BY_OPTION:
            raise ParameterError(f"parameter {name!r} is set by the option {BY_OPTION[name]}")
        if name not in known:
            raise ParameterError(f"no notebook has a parameter {name!r}; there are {known}")
    return {
        stem: {name: _typed(of_notebook[name], value, stem) for name, value in given.items() if name in of_notebook}
        for stem, of_notebook in declared.items()
    }


def _parameter(statement: ast.stmt) -> Parameter:
    match statement:
        case ast.AnnAssign(target=ast.Name(name), annotation=annotation, value=ast.expr() as value):
            types = _types_of(annotation)
        case ast.Assign(targets=[ast.Name(name)], value=value):
            types = ()
        case _:
            raise ValueError(f"{ast.unparse(statement)!r} is no line like `year: int | None = None`")
    default = ast.literal_eval(value)
    types = types or ("None" if default is None else type(default).__name__,)
    if not PARAMETER_TYPES.keys() >= set(types):
        raise ValueError(f"{name} is {' | '.join(types)}; use {' | '.join(PARAMETER_TYPES)}")
    return Parameter(name, types, default)


def _types_of(annotation: ast.expr) -> tuple[str, ...]:
    """The types of an annotation: `int`, `int | None`, or `Optional[int]`, also as a text, as papermill reads it."""
    written = str(annotation.value) if isinstance(annotation, ast.Constant) else ast.unparse(annotation)
    optional = OPTIONAL.fullmatch(written)
    return (optional[1], "None") if optional else tuple(written.split(" | "))


def _typed(parameter: Parameter, value: Any, notebook: str) -> Any:
    typed = _read(parameter, value) if isinstance(value, str) else value
    if not parameter.accepts(typed):
        wanted = " or ".join(parameter.types)
        raise ParameterError(f"parameter {parameter.name} of {notebook} is {value!r}; it must be {wanted}")
    return typed


def _read(parameter: Parameter, text: str) -> Any:
    """Read a text as the first declared type that it fits; as it is where it fits none but str."""
    lowered = text.strip().lower()
    if "None" in parameter.types and lowered in ("", "none", "null"):
        return None
    if "bool" in parameter.types and lowered in ("true", "false"):
        return lowered == "true"
    for name, reader in (("int", int), ("float", float)):
        if name in parameter.types:
            with suppress(ValueError):
                return reader(text)
    return text
