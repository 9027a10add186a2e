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
