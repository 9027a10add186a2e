"""Predications and dated nouns → mentions of events: who, what, when, in whose words."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from analysis.corpus import Frames
from analysis.dates import interval, is_edtf
from analysis.schema import Row, records

# What an article tells, it tells after the event; what it plans lies after it.
PLANS = ("promise", "intend")
WISHES = ("demand", "ask", "warn")
READINGS = ("actor", "possessor", "nationality")
WORD = re.compile(r"[^\W_]{3,}")
LEFT_OF_DATE = re.compile(
    r"([\w’'-]+)\s+(?:(?:dated|held|planned|due|set)\s+)?(?:on|in|of|dated|for|at)\s+(?:the\s+)?\Z"
)
RIGHT_OF_DATE = re.compile(r"(?:['’]s)?\s+((?:[\w-]+\s+){0,2}?)([\w-]+)")
NOUN_PHRASE = re.compile(
    r"\b(?:the|an?|its|his|her|their|our|this|that|[\w-]+['’]s)\s+(?:[\w-]+\s+){0,2}[\w’-]+\Z", re.IGNORECASE
)
DATELINE = re.compile(r"\A[^()]{2,60}\([^)]*\)\s*[-–—]+\s*")
LINK = re.compile(r"\A(?:only\s+)?(?:which|who|that|when|where|after|because|as|while|before|since)\s+", re.IGNORECASE)
CIRCUMSTANCE = re.compile(r"\b(?:in|at|during|by|with|through|via)\s+\Z", re.IGNORECASE)
REFERENCE = re.compile(r"\b(?:since|after|before|from|of)\s+\Z", re.IGNORECASE)
BOUND = re.compile(
    r"\b(since|after|from|by|until|till|before)\s+(?:(?:at\s+least|late|early|about|on)\s+)*\Z", re.IGNORECASE
)


class Mention(NamedTuple):
    """One passage that tells of an event.

    Attributes:
        key: Family of the predicate, else its lemma: what two mentions must share to be of one event.
        label: The words that tell of it, with the subject where that stands outside the clause.
        words: Content words of its arguments.
        edtf: When it happened, as far as this passage says.
        timex_id: The expression of its time, also where that is no date ("on Tuesday" of an unknown week).
        told: EDTF of the day on which it was told: no past event is later, no planned one earlier.
        is_negative: It says that the event was not, in so many words or by denying it (`is_denial`).
        is_said_on: `told` is the day that the words give for the saying, and not the day of publication.
        is_claim: Told by a source, `source` (None where nobody is named), and not in the outlet's own words.
    """

    key: str
    label: str
    article_id: str
    char_start: int
    char_end: int
    participants: frozenset[str]
    words: frozenset[str]
    edtf: str | None
    timex_id: str | None
    told: str | None
    is_said_on: bool
    is_negative: bool
    is_denial: bool
    is_planned: bool
    is_present: bool
    is_claim: bool
    source: str | None

    @property
    def span(self) -> Row:
        return {"article_id": self.article_id, "char_start": self.char_start, "char_end": self.char_end}


class Words(NamedTuple):
    """What the word list says of predicates and nouns."""

    no_event: frozenset[str]
    planning: frozenset[str]
    empty: frozenset[str]
    nouns: dict[str, str]


@cache
def _words() -> Words:
    source = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    listed = (word.replace("_", " ") for word in source["no_event"].split())
    planning, empty = (frozenset(source[name].split()) for name in ("planning", "empty"))
    return Words(frozenset(listed), planning, empty, dict(source["nouns"]))


class Corpus(NamedTuple):
    """The frames as plain rows, found by what they are asked for."""

    published: Mapping[str, str | None]
    texts: Mapping[str, str]
    claims: Mapping[str, Row]
    cues: Mapping[str, list[Row]]
    timexes: Mapping[str, Row]
    times_in: Mapping[str, list[Row]]
    mentions_in: Mapping[str, list[Row]]
    sentences: Mapping[str, Row]
    families: Mapping[str, str]


def event_mentions(frames: Frames) -> list[Mention]:
    """Return every mention of an event in the frames, in order of article and offset.

    An event is a clause that tells of something that happens, of a person, body or thing, or a noun of the word list
    with a date beside it. States, sayings and what is only demanded or asked are none.
    """
    corpus = _corpus(frames)
    clauses = [m for row in records(frames.predications) if (m := _clause_mention(row, corpus)) is not None]
    # "was expected to return on Monday" is one event, the return.
    own = {m.timex_id for m in clauses if m.key not in _words().planning}
    clauses = [m for m in clauses if m.key not in _words().planning or m.timex_id not in own]
    nouns = list(_noun_mentions(corpus, clauses))
    taken = {m.timex_id for m in nouns}
    found = nouns + [m._replace(edtf=None, timex_id=None) if m.timex_id in taken else m for m in clauses]
    return sorted(found, key=lambda m: (m.article_id, m.char_start, m.char_end))


def _by(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def _corpus(frames: Frames) -> Corpus:
    articles = records(frames.articles)
    claims = records(frames.claims)
    timexes = records(frames.timexes)
    return Corpus(
        published={a["article_id"]: a["published"] for a in articles},
        texts={a["article_id"]: a["text"] for a in articles},
        claims={c["claim_id"]: c for c in claims},
        cues=_by((c for c in claims if c["cue_start"] is not None), "sentence_id"),
        timexes={t["timex_id"]: t for t in timexes},
        times_in=_by(timexes, "sentence_id"),
        mentions_in=_by(records(frames.entities), "sentence_id"),
        sentences={s["sentence_id"]: s for s in records(frames.sentences)},
        families={p["predicate"]: p["family"] for p in records(frames.predications) if p["family"] is not None},
    )


def _clause_mention(row: Row, corpus: Corpus) -> Mention | None:
    predicate = row["predicate"]
    claim = corpus.claims.get(row["claim_id"]) if row["claim_id"] is not None else None
    timex = _time_of(row, corpus)
    is_put_off = predicate in _words().planning and timex is not None
    if not is_put_off and (predicate in _words().no_event or predicate.startswith("be ") or _is_cue(row, corpus)):
        return None
    participants, words = _who(row, corpus)
    if not participants and not words:
        return None
    published = corpus.published.get(row["article_id"])
    said_on = claim["said_on"] if claim is not None else None
    edtf = None if timex is None else _event_time(timex, corpus, published)
    is_planned = True if is_put_off else _is_planned(row, claim, edtf, published)
    act = claim["speech_act"] if claim is not None else None
    if is_planned is None or (act in WISHES and edtf is None):
        return None
    return Mention(
        key=row["family"] or predicate,
        label=_label(row, corpus),
        article_id=row["article_id"],
        char_start=row["char_start"],
        char_end=row["char_end"],
        participants=participants,
        words=words,
        edtf=edtf,
        timex_id=None if timex is None else timex["timex_id"],
        told=said_on or published,
        is_said_on=said_on is not None,
        is_negative=(row["polarity"] == "-") != (act == "deny"),
        is_denial=act == "deny",
        is_planned=is_planned,
        is_present=row["tense"] == "present",
        is_claim=claim is not None,
        source=claim["entity_id"] if claim is not None else None,
    )


def _label(row: Row, corpus: Corpus) -> str:
    """The clause with its subject, where that stands outside: "a protocol", which was "signed in June"."""
    outside = [a for a in row["arguments"] if a["role"] != "other" and a["char_end"] <= row["char_start"]]
    subject = corpus.texts[row["article_id"]][outside[0]["char_start"] : outside[0]["char_end"]] if outside else ""
    clause = LINK.sub("", DATELINE.sub("", row["text"]))
    return " ".join(f"{subject} {clause}".split())


def _is_cue(row: Row, corpus: Corpus) -> bool:
    """Whether a clause only says that somebody says something."""
    return any(
        claim["cue_start"] < row["predicate_end"]
        and row["predicate_start"] < claim["cue_end"]
        and row["claim_id"] != claim["claim_id"]
        for claim in corpus.cues.get(row["sentence_id"], ())
    )


def _time_of(row: Row, corpus: Corpus) -> Row | None:
    """The time of a clause: no dateline, no length of time, and a date rather than a weekday of an unknown week."""
    if row["timex_id"] is None:
        return None
    inside = [
        t
        for t in corpus.times_in.get(row["sentence_id"], ())
        if row["char_start"] <= t["char_start"] < row["char_end"]
        and t["type"] in ("DATE", "TIME")
        and not str(t["value"]).endswith("_REF")
        and t["rule"] != "dateline"
    ]
    return min(inside, key=lambda t: (t["edtf"] is None, t["timex_id"] != row["timex_id"]), default=None)


def _event_time(timex: Row, corpus: Corpus, published: str | None) -> str | None:
    """The date that an expression gives an event: "since August" and "by noon" only bound it."""
    edtf = timex["edtf"]
    if edtf is None:
        return None
    text = corpus.texts[timex["article_id"]]
    bound = BOUND.search(text, corpus.sentences[timex["sentence_id"]]["char_start"], timex["char_start"])
    if bound is None or "/" in edtf:
        return str(edtf)
    if bound[1].lower() in ("since", "after", "from"):
        since = f"{edtf}/{published[:10]}" if published is not None else f"{edtf}/.."
        return since if is_edtf(since) else f"{edtf}/.."
    return f"../{edtf}"


def _who(row: Row, corpus: Corpus) -> tuple[frozenset[str], frozenset[str]]:
    """The participants of a clause, and the content words of its arguments."""
    participants: set[str] = set()
    words: set[str] = set()
    mentions = corpus.mentions_in.get(row["sentence_id"], ())
    for argument in row["arguments"]:
        start, end = argument["char_start"], argument["char_end"]
        if argument["role"] == "other" and argument["entity_id"] is None:
            words |= _content(corpus.texts[row["article_id"]][start:end])
            continue
        inside = [m for m in mentions if start <= m["char_start"] and m["char_end"] <= end]
        if argument["entity_id"] is not None:
            participants.add(argument["entity_id"])
        else:
            participants |= {m["entity_id"] for m in inside if m["entity_id"] and m["reading"] in READINGS}
        words |= _content(corpus.texts[row["article_id"]][start:end])
    return frozenset(participants), frozenset(words)


def _content(text: str) -> set[str]:
    """The content words of a phrase, without plural s: enough to see that two phrases speak of one thing."""
    return {word.rstrip("s") for word in WORD.findall(text.lower()) if word not in _words().empty}


def _is_planned(row: Row, claim: Row | None, edtf: str | None, published: str | None) -> bool | None:
    """Whether a clause tells of what is to come; None where it tells of nothing that happens."""
    if edtf is not None and published is not None:
        earliest, today = interval(edtf).earliest, interval(published).latest
        if earliest is not None and today is not None and earliest >= today:
            return True
    if row["tense"] == "future" or (claim is not None and claim["speech_act"] in PLANS and row["tense"] != "past"):
        return True
    if row["tense"] == "past":
        return False if row["factuality"] in ("certain", "probable") or edtf is not None else None
    return False if edtf is not None and row["factuality"] == "certain" else None


def _noun_mentions(corpus: Corpus, clauses: list[Mention]) -> Iterator[Mention]:
    """Dated nouns: "the signing on April 6", "Tuesday's clash"; not where a clause tells the same of that date."""
    nouns = _words().nouns
    dated = {m.timex_id: m for m in clauses}
    for timex in corpus.timexes.values():
        if timex["edtf"] is None or timex["rule"] == "dateline":
            continue
        sentence = corpus.sentences[timex["sentence_id"]]
        text = corpus.texts[timex["article_id"]]
        span = _noun_beside(text, timex, sentence, nouns)
        if span is None:
            continue
        start, end, noun = span
        told = dated.get(timex["timex_id"])
        if told is not None and not _is_noun_dated(
            text[sentence["char_start"] : start], told, start < timex["char_start"]
        ):
            continue
        inside = [m for m in corpus.mentions_in.get(timex["sentence_id"], ()) if start <= m["char_start"] < end]
        claim = _claim_at(corpus, timex)
        published = corpus.published.get(timex["article_id"])
        said_on = claim["said_on"] if claim is not None else None
        earliest, today = interval(timex["edtf"]).earliest, interval(published).latest if published else None
        yield Mention(
            key=corpus.families.get(nouns[noun], nouns[noun]),
            label=text[start:end],
            article_id=timex["article_id"],
            char_start=start,
            char_end=end,
            participants=frozenset(m["entity_id"] for m in inside if m["entity_id"])
            or (told.participants if told else frozenset()),
            words=frozenset(_content(text[start:end])),
            edtf=timex["edtf"],
            timex_id=timex["timex_id"],
            told=said_on or published,
            is_said_on=said_on is not None,
            is_negative=False,
            is_denial=False,
            is_planned=earliest is not None and today is not None and bool(earliest >= today),
            is_present=False,
            is_claim=claim is not None,
            source=claim["entity_id"] if claim is not None else None,
        )


def _is_noun_dated(before: str, clause: Mention, is_left: bool) -> bool:
    """Whether a date in a clause is the noun's: "investigates the failure on Monday", "since an accident in May".

    In "debated the failure on Monday" and "hurt in a clash on Monday" it is the clause's.
    """
    if CIRCUMSTANCE.search(before):
        return False
    return not is_left or clause.is_present or REFERENCE.search(before) is not None


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


def _claim_at(corpus: Corpus, timex: Row) -> Row | None:
    around = [
        c
        for c in corpus.cues.get(timex["sentence_id"], ())
        if any(start <= timex["char_start"] < end for start, end in c["content_spans"])
    ]
    return min(around, key=lambda c: (c["char_end"] - c["char_start"], c["claim_id"])) if around else None
