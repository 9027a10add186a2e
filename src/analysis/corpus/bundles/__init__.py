"""Files in which Nexis, Factiva and ProQuest put many articles → records. The vendor's lines are no text of an article.

All three come as text, Word, RTF, PDF or HTML; whatever they come as, they are read as lines.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from analysis.corpus.bundles import factiva, nexis, proquest
from analysis.corpus.items import Record


class Bundle(NamedTuple):
    """A vendor's form: its name, how it is told by its lines, and how it is split."""

    name: str
    recognises: Callable[[Sequence[str]], bool]
    articles: Callable[[Sequence[str]], Iterator[Record]]


BUNDLES = (
    Bundle("Factiva", factiva.is_export, factiva.articles),
    Bundle("ProQuest", proquest.is_export, proquest.articles),
    Bundle("Nexis", nexis.is_export, nexis.articles),
)


def bundle_of(lines: Sequence[str]) -> Bundle | None:
    """Return the vendor whose form these lines have; None where it is nobody's.

    >>> bundle_of(["A headline", "", "The mayor said no."]) is None
    True
    """
    return next((bundle for bundle in BUNDLES if bundle.recognises(lines)), None)
