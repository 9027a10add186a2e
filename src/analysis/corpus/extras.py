"""Libraries that only some formats need: loaded where they are used, named where they are missing."""

import importlib
import logging
from types import ModuleType

from analysis.corpus.files import Unfit

# The module that reads a format, what the format is called, and the package that brings it.
NEEDED = {
    "trafilatura": ("web pages", "trafilatura"),
    "warcio": ("web archives", "warcio"),
    "docx": ("Word documents", "python-docx"),
    "striprtf.striprtf": ("RTF documents", "striprtf"),
    "pypdf": ("PDF documents", "pypdf"),
    "openpyxl": ("Excel tables", "openpyxl"),
}


def library(module: str) -> ModuleType:
    """Return a module of the extra `formats`.

    Raises:
        Unfit: It is not installed; the message says what to do.
    """
    # What they would say in passing of a damaged file stands in `excluded`, with the file's name.
    logging.getLogger(module.partition(".")[0]).setLevel(logging.CRITICAL)
    try:
        return importlib.import_module(module)
    except ImportError as error:
        kind, package = NEEDED[module.partition(".")[0] if module not in NEEDED else module]
        remedy = "install it with: pip install -e '.[formats]'"
        raise Unfit(f"{kind} are read with the package {package}, which is missing here ({error}); {remedy}") from error
