"""The errors this package raises on purpose; everything else is a bug."""


class AnalysisError(Exception):
    """Base of all errors that a user can do something about."""


class CorpusError(AnalysisError):
    """The raw folder can't be read as a corpus."""


class SchemaError(AnalysisError):
    """A frame lacks a column, repeats a key or holds a value outside its vocabulary."""


class ModelError(AnalysisError):
    """The language model is missing or lacks a component."""


class ParameterError(AnalysisError):
    """A parameter is unknown or has the wrong type."""


class RunError(AnalysisError):
    """A notebook failed, or another run holds the output folder."""


def whole_number(n: int, name: str, *, least: int = 0) -> int:
    """Return a number as it is.

    Raises:
        ParameterError: It is no whole number, or less than `least`; a text of digits is what `papermill -r` passes.
    """
    if isinstance(n, int) and not isinstance(n, bool) and n >= least:
        return n
    how = "; papermill's -r passes text, its -p a number" if isinstance(n, str) else ""
    raise ParameterError(f"{name} is {n!r}; it must be a whole number, {least} or more{how}")
