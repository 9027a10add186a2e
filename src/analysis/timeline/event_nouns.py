"""Dated nouns → mentions of events: "the signing on April 6", "Tuesday's clash"."""

import re
from collections.abc import Iterator, Mapping

from analysis.dates import interval
from analysis.frames import Index
from analysis.lexicon import event_words
from analysis.schema import Row
from analysis.timeline.clause_times import is_in
from analysis.timeline.event_mentions import EventMention, content_words, cues_in, event_family, is_place

LEFT_OF_DATE = re.compile(
    r"([\w’'-]+)\s+(?:(?:dated|held|planned|due|set)\s+)?(?:on|in|of|dated|for|at)\s+(?:the\s+)?\Z"
)
RIGHT_OF_DATE = re.compile(r"(?:['’]s)?\s+((?:[\w-]+\s+){0,2}?)([\w-]+)")
NOUN_PHRASE = re.compile(
    r"\b(?:the|an?|its|his|her|their|our|this|that|[\w-]+['’]s)\s+(?:[\w-]+\s+){0,2}[\w’-]+\Z", re.IGNORECASE
)


def dated_nouns(index: Index, clauses: list[EventMention]) -> Iterator[EventMention]:
    """Dated nouns: "the signing on April 6", "Tuesday's clash"; not where a clause tells the same of that date."""
    nouns = event_words().nouns
    dated = {m.timex_id: m for m in clauses}
    for timex in index.timexes.values():
        if timex["edtf"] is None or timex["rule"] == "dateline":
            continue
        sentence = index.sentences[timex["sentence_id"]]
        text = index.articles[timex["article_id"]]["text"]
        span = _noun_beside(text, timex, sentence, nouns)
        if span is None:
            continue
        start, end, noun = span
        told = dated.get(timex["timex_id"])
        if told is not None and not _is_noun_dated(timex, start, index):
            continue
        inside = [m for m in index.by_sentence("entities")[timex["sentence_id"]] if start <= m["char_start"] < end]
        claim = _claim_at(index, timex)
        published = index.articles[timex["article_id"]]["published"]
        said_on = claim["said_on"] if claim is not None else None
        earliest, today = interval(timex["edtf"]).earliest, interval(published).latest if published else None
        yield EventMention(
            key=event_family(nouns[noun]),
            label=text[start:end],
            article_id=timex["article_id"],
            sentence_id=timex["sentence_id"],
            char_start=start,
            char_end=end,
            participants=frozenset(m["entity_id"] for m in inside if m["entity_id"] and not is_place(m)),
            agents=frozenset(),
            doer=frozenset(),
            places=frozenset(m["entity_id"] for m in inside if is_place(m)),
            words=frozenset(content_words(text[start:end].replace(timex["text"], " "))),
            edtf=timex["edtf"],
            weekday=None,
            timex_id=timex["timex_id"],
            told=said_on or published,
            is_said_on=said_on is not None,
            is_negative=False,
            is_denial=False,
            is_planned=earliest is not None and today is not None and bool(earliest >= today),
            is_present=False,
            has_tense=True,
            is_past=False,
            is_claim=claim is not None,
            source=claim["entity_id"] if claim is not None else None,
        )


def _is_noun_dated(timex: Row, noun_start: int, index: Index) -> bool:
    """Whether the parse hangs a date on the noun beside it, and not on the verb: one argument holds both."""
    holding = [
        argument["char_start"]
        for row in index.by_sentence("predications")[timex["sentence_id"]]
        for argument in row["arguments"]
        if is_in(timex, argument)
    ]
    return bool(holding) and max(holding) <= noun_start


def _noun_beside(text: str, timex: Row, sentence: Row, nouns: Mapping[str, str]) -> tuple[int, int, str] | None:
    before = text[sentence["char_start"] : timex["char_start"]]
    left = LEFT_OF_DATE.search(before)
    if left is not None and left[1].lower() in nouns:
        phrase = NOUN_PHRASE.search(before[: left.end(1)])
        if phrase is not None:
            return sentence["char_start"] + phrase.start(), timex["char_end"], left[1].lower()
        return None
    right = RIGHT_OF_DATE.match(text, timex["char_end"], sentence["char_end"])
    if right is not None:
        for last in re.finditer(r"[\w-]+", right[0]):
            if last[0].lower() in nouns:
                return timex["char_start"], timex["char_end"] + last.end(), last[0].lower()
    return None


def _claim_at(index: Index, timex: Row) -> Row | None:
    around = [
        c
        for c in cues_in(timex["sentence_id"], index)
        if any(start <= timex["char_start"] < end for start, end in c["content_spans"])
    ]
    return min(around, key=lambda c: (c["char_end"] - c["char_start"], c["claim_id"])) if around else None
