"""The telling words of an article, found by their place."""

from bisect import bisect_left
from collections.abc import Mapping
from types import MappingProxyType

from analysis.disagreement.contest_words import contest_words
from analysis.disagreement.keys import Key, key_of
from analysis.lexicon import WORD
from analysis.schema import Row

NO_LEMMAS: Mapping[int, str] = MappingProxyType({})
# Names of these kinds stand for somebody or some place as a whole; of a group the words tell who: "two residents".
NAMED_KINDS = frozenset(("person", "organisation", "state", "place", "media"))


class PlacedWords:
    """The telling words of an article by their place: names as the actors they mean, verbs by their `lemmas`."""

    def __init__(
        self, text: str, mentions: list[Row], timexes: list[Row], lemmas: Mapping[int, str] = NO_LEMMAS
    ) -> None:
        self.text = text
        taken = bytearray(len(text))
        found: list[tuple[int, int, Key]] = []
        for mention in mentions:
            start, end = mention["char_start"], mention["char_end"]
            found.append((start, end, Key("actor", mention["entity_id"])))
            if mention["kind"] in NAMED_KINDS:
                taken[start:end] = b"\1" * (end - start)
        for timex in timexes:
            start, end = timex["char_start"], timex["char_end"]
            taken[start:end] = b"\1" * (end - start)
        alleged = contest_words()["alleged"]
        self._alleged: list[int] = []
        for match in WORD.finditer(text):
            if match[0].lower() in alleged:
                self._alleged.append(match.start())
            key = key_of(lemmas.get(match.start(), match[0])) if not taken[match.start()] else None
            if key is not None:
                found.append((match.start(), match.end(), key))
        found.sort()
        self._starts = [start for start, _, _ in found]
        self._found = found
        self._times = [t for t in timexes if t["edtf"] is not None and t["rule"] != "dateline"]
        self._time_starts = [t["char_start"] for t in self._times]

    def within(self, start: int, end: int) -> frozenset[Key]:
        """Return the keys of the words between two offsets."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, lo=first)
        return frozenset(key for _, stop, key in self._found[first:last] if stop <= end)

    def have_alleged(self, start: int, end: int) -> bool:
        """Return whether the words between two offsets say that something is only alleged."""
        first = bisect_left(self._alleged, start)
        return first < len(self._alleged) and self._alleged[first] < end

    def times_within(self, start: int, end: int) -> tuple[str, ...]:
        """Return the dates and clock times between two offsets, as EDTF."""
        first = bisect_left(self._time_starts, start)
        last = bisect_left(self._time_starts, end, lo=first)
        return tuple(str(t["edtf"]) for t in self._times[first:last] if t["char_end"] <= end)
