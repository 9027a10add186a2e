"""Headlines, by their capitals; strings only.

Two rules ask, and each has the test that it was measured with: one takes apart what a headline attributes, the other
stops taking every capital in it for a name.
"""

import re
from collections.abc import Sequence

ATTRIBUTION = re.compile(r"(?P<content>.+), (?:[^\s,]+ ){1,5}(?P<cue>[A-Z][a-z]+)")
# Share of all words, and of the longer ones, that begin with a capital.
CAPITALS = 0.6
CAPITALS_OF_LONGER = 0.7


def attributed_headline(text: str) -> re.Match[str] | None:
    """Return the `content` and the `cue` of a headline like "Talks Collapse, Envoy Says"; None where it is none."""
    words = text.split()
    is_capitalised = sum(word[:1].isupper() for word in words) >= CAPITALS * len(words)
    return ATTRIBUTION.fullmatch(text) if is_capitalised else None


def is_headline(words: Sequence[str]) -> bool:
    """Whether the words and marks of a passage are a headline's: no full stop, capitals where none are due."""
    longer = [word for word in words if len(word) > 3 and word.isalpha()]
    is_open = bool(words) and words[-1] not in {".", "!", "?"}
    if not is_open or len(longer) <= 3:
        return False
    return sum(word[0].isupper() for word in longer) >= CAPITALS_OF_LONGER * len(longer)
