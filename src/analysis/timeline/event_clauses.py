"""Clauses → mentions of events: what happens or is planned, who takes part, where, when, and in whose words."""

import re
from functools import cache

from analysis.dates import interval, is_edtf, without_clock
from analysis.frames import Index
from analysis.lexicon import event_words
from analysis.schema import Row
from analysis.timeline.event_mentions import READINGS, EventMention, content_words, cues_in, event_family
from analysis.timeline.labels import clause_label, said_label

PLANS = ("promise", "intend")
WISHES = ("demand", "ask", "warn")
# "Since August", "days before a 12 May deadline": a bound, and no date.
BOUND = re.compile(
    r"\b(since|after|from|between|by|until|till|before|ahead\sof)\s+"
    r"(?:(?:at\s+least|late|early|about|on|an?|the|its|their|his|her)\s+)*\Z",
    re.IGNORECASE,
)
TO = re.compile(r"\s*(?:and|to|through|until|till|[–—-])\s*(?:at\s+)?", re.IGNORECASE)
# Between a time and the "when" that goes on: a comma and a blank.
LONGEST_SEAM = 2
# Words before the participle of a line on its own article: "First", "Last", "This article was first".
MOST_BEFORE = 1
WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
LONGEST_QUESTION, LONGEST_LOCATIVE = 40, 20
QUESTION = re.compile(r"\b(?:how\s(?:many|much|long)(?:\s\w+){0,3}|how|whether|why|what)\s+\Z", re.IGNORECASE)
NEXT_WORD = re.compile(r"\s*([\w-]*)")
NO_SUCH = re.compile(r"\Athere\b", re.IGNORECASE)


@cache
def _locative() -> re.Pattern[str]:
    """What stands before a place where something happens."""
    return re.compile(rf"\b(?:{'|'.join(event_words().locative)})\s+(?:the\s+)?\Z", re.IGNORECASE)


@cache
def _head_phrase() -> re.Pattern[str]:
    """A noun phrase up to its head."""
    return re.compile(rf"[\w’'-]+(?:\s+[\w’'-]+)*?(?=\s+(?:{'|'.join(event_words().after_head)})\b|\W*\Z|,)")


def clause_mention(row: Row, index: Index) -> EventMention | None:
    """The event that a clause tells of; None where it tells of none."""
    timex = _time_of(row, index)
    noun = _event_noun(row, index)
    said = _act_of_speech(row, timex, index)
    is_put_off = timex is not None and row["predicate"] in event_words().planning
    if _is_question(row, index) or _is_about_article(row, index):
        return None
    is_deed = is_put_off or noun is not None or said is not None
    if not is_deed and (_is_state(row, timex, index) or _is_cue(row, index)):
        return None
    claim = index.claims.get(row["claim_id"]) if row["claim_id"] is not None else None
    act = claim["speech_act"] if claim is not None else None
    said_on = claim["said_on"] if claim is not None else None
    published = index.articles[row["article_id"]]["published"]
    edtf = None if timex is None else _event_time(timex, row, index, published)
    is_planned = True if is_put_off else _is_planned(row, claim, edtf, published)
    if is_planned is None or (act in WISHES and edtf is None):
        return None
    places = places_of(row, index)
    taking_part, words = _who(row, places, index)
    if timex is None and not words and not any(taking_part.values()):
        return None
    start, end = (row["char_start"], row["char_end"]) if said is None else _with_content(row, said, index)
    return EventMention(
        key=noun or _idiom(row, index) or event_family(row["predicate"]),
        label=clause_label(row, index) if said is None else said_label(row, said, index),
        article_id=row["article_id"],
        sentence_id=row["sentence_id"],
        char_start=start,
        char_end=end,
        participants=frozenset(actor for of_role in taking_part.values() for actor in of_role),
        agents=frozenset(taking_part.get("agent", ())),
        places=places,
        words=words,
        edtf=edtf,
        weekday=None if timex is None else _weekday(timex),
        timex_id=None if timex is None else timex["timex_id"],
        told=said_on or published,
        is_said_on=said_on is not None,
        is_negative=(row["polarity"] == "-") != (act == "deny"),
        is_denial=act == "deny",
        is_planned=is_planned,
        is_present=row["tense"] == "present",
        has_tense=row["tense"] != "none",
        is_past=row["tense"] == "past",
        is_claim=claim is not None,
        source=claim["entity_id"] if claim is not None else None,
    )


def _is_question(row: Row, index: Index) -> bool:
    """Whether what a clause tells is asked: "whether he left", "how many were hurt"."""
    text = index.articles[row["article_id"]]["text"]
    return QUESTION.search(text[max(0, row["char_start"] - LONGEST_QUESTION) : row["char_start"]]) is not None


def _is_state(row: Row, timex: Row | None, index: Index) -> bool:
    predicate = row["predicate"]
    is_state = predicate in event_words().no_event or predicate.startswith("be ") or not predicate
    is_state |= predicate in event_words().vague and timex is None
    return is_state and _idiom(row, index) is None


def _idiom(row: Row, index: Index) -> str | None:
    """The predicate that a verb and the word after it are together: "gave way" is a collapse."""
    after = NEXT_WORD.match(index.articles[row["article_id"]]["text"], row["predicate_end"])
    predicate = event_words().idioms.get(f"{row['predicate']} {after[1].lower()}") if after else None
    return None if predicate is None else event_family(predicate)


def _event_noun(row: Row, index: Index) -> str | None:
    """What happened, where the verb only says that it did: "a test took place", "there was no call"."""
    phrase = _happening(row, index)
    head = _head_phrase().match(phrase) if phrase else None
    if head is None:
        return None
    noun = event_words().nouns.get(head[0].split()[-1].lower())
    return None if noun is None else event_family(noun)


def _happening(row: Row, index: Index) -> str | None:
    """The noun phrase that names what happened; None where the verb does."""
    predicate = row["predicate"]
    if predicate in event_words().light:
        named = _words_by_role(row, index)
        return named.get("patient") or named.get("agent")
    if predicate == "take":
        named = _words_by_role(row, index)
        return named.get("agent") if "place" in named.values() else None
    is_none_such = row["polarity"] == "-" and NO_SUCH.match(row["text"])
    return str(predicate.removeprefix("be ")) if is_none_such else None


def _words_by_role(row: Row, index: Index) -> dict[str, str]:
    text = index.articles[row["article_id"]]["text"]
    return {a["role"]: text[a["char_start"] : a["char_end"]] for a in reversed(row["arguments"])}


def _is_about_article(row: Row, index: Index) -> bool:
    """Whether a line tells of its own article or outlet: "Posted on April 4", "First published", "Launched in 1978"."""
    if row["predicate"] not in event_words().publishing or row["claim_id"] is not None:
        return False
    before = index.articles[row["article_id"]]["text"][
        index.sentences[row["sentence_id"]]["char_start"] : row["predicate_start"]
    ]
    return len(before.split()) <= MOST_BEFORE and not any(
        a["char_end"] <= row["predicate_start"] for a in row["arguments"]
    )


def _act_of_speech(row: Row, timex: Row | None, index: Index) -> Row | None:
    """The claim of somebody named that is an event of its own: one that does something by saying it, or has its day.

    "Announced that", "said on Thursday that"; in the outlet's own words.
    """
    if row["claim_id"] is not None or row["polarity"] == "-":
        return None
    is_act = row["predicate"] in event_words().acts_of_speech
    for claim in cues_in(row["sentence_id"], index):
        if not _overlaps(claim, row) or claim["entity_id"] is None:
            continue
        if is_act or (timex is not None and _is_day_of(timex, claim)):
            return claim
    return None


def _is_day_of(timex: Row, claim: Row) -> bool:
    """Whether a date is of the saying, and not of what is said."""
    is_said = any(start <= timex["char_start"] < end for start, end in claim["content_spans"])
    return timex["edtf"] is not None and not is_said


def _with_content(row: Row, claim: Row, index: Index) -> tuple[int, int]:
    """The bounds of a saying with what is said, as far as that stands in its sentence."""
    sentence = index.sentences[row["sentence_id"]]
    start = max(sentence["char_start"], min(row["char_start"], claim["char_start"]))
    return start, min(sentence["char_end"], max(row["char_end"], claim["char_end"]))


def _overlaps(claim: Row, row: Row) -> bool:
    return bool(claim["cue_start"] < row["predicate_end"] and row["predicate_start"] < claim["cue_end"])


def _is_cue(row: Row, index: Index) -> bool:
    """Whether a clause only says that somebody says something."""
    return any(
        claim["cue_start"] < row["predicate_end"]
        and row["predicate_start"] < claim["cue_end"]
        and row["claim_id"] != claim["claim_id"]
        for claim in cues_in(row["sentence_id"], index)
    )


def _time_of(row: Row, index: Index) -> Row | None:
    """The time of a clause: no dateline, no length of time; one that is no date where the clause has no other."""
    if row["timex_id"] is not None:
        own = index.timexes[row["timex_id"]]
        return own if _is_time(own) else None
    before = _time_before_when(row, index)
    if before is not None:
        return before
    undated = [t for t in index.by_sentence("timexes")[row["sentence_id"]] if t["edtf"] is None and _is_time(t)]
    return next((t for t in undated if _is_smallest_around(row, t, index)), None)


def _time_before_when(row: Row, index: Index) -> Row | None:
    """The time that a clause with "when" says what happened at: "by March 2017, when the inquiry began"."""
    if row["joining"] != "when" or row["attachment"] != "relative" or row["governor_id"] is None:
        return None
    governor = index.predications[row["governor_id"]]
    if governor["timex_id"] is None:
        return None
    timex = index.timexes[governor["timex_id"]]
    is_beside = 0 <= row["char_start"] - timex["char_end"] <= LONGEST_SEAM
    return timex if is_beside and _is_time(timex) else None


def _weekday(timex: Row) -> str | None:
    found = WEEKDAY.match(str(timex["value"])) if timex["edtf"] is None else None
    return found[1] if found else None


def _is_time(timex: Row) -> bool:
    is_named = timex["type"] in ("DATE", "TIME") and not str(timex["value"]).endswith("_REF")
    return is_named and timex["rule"] != "dateline"


def _is_smallest_around(row: Row, span: Row, index: Index) -> bool:
    around = [
        (c["char_end"] - c["char_start"], c["predication_id"])
        for c in index.by_sentence("predications")[row["sentence_id"]]
        if _is_in(span, c)
    ]
    return bool(around) and min(around)[1] == row["predication_id"]


def _event_time(timex: Row, row: Row, index: Index, published: str | None) -> str | None:
    """The date that an expression gives an event: "since August" and "by noon" only bound it."""
    edtf = timex["edtf"]
    if edtf is None:
        return None
    if timex["char_end"] <= row["char_start"]:
        return str(edtf)
    text = index.articles[timex["article_id"]]["text"]
    bound = BOUND.search(text, index.sentences[timex["sentence_id"]]["char_start"], timex["char_start"])
    if bound is None or "/" in edtf:
        return str(edtf)
    word = bound[1].lower()
    if word in ("between", "from") and (until := _end_of_range(timex, text, index)) is not None:
        return until
    if word in ("since", "after", "from"):
        since = f"{edtf}/{without_clock(published)}" if published is not None else f"{edtf}/.."
        return since if is_edtf(since) else f"{edtf}/.."
    return str(edtf) if word == "between" else f"../{edtf}"


def _end_of_range(timex: Row, text: str, index: Index) -> str | None:
    """The interval of two expressions: "between 2009 and 2016"; None where no second one follows."""
    for other in index.by_sentence("timexes")[timex["sentence_id"]]:
        if other["edtf"] is not None and TO.fullmatch(
            text, timex["char_end"], max(timex["char_end"], other["char_start"])
        ):
            whole = f"{timex['edtf']}/{other['edtf']}"
            return whole if is_edtf(whole) and interval(whole).earliest is not None else None
    return None


def _who(row: Row, places: frozenset[str], index: Index) -> tuple[dict[str, set[str]], frozenset[str]]:
    """The participants of a clause by role, and the content words of its arguments apart from names and times."""
    participants: dict[str, set[str]] = {}
    words: set[str] = set()
    mentions = [m for m in index.by_sentence("entities")[row["sentence_id"]] if m["entity_id"]]
    named = [*mentions, *index.by_sentence("timexes")[row["sentence_id"]]]
    for argument in row["arguments"]:
        start, end = argument["char_start"], argument["char_end"]
        text = index.articles[row["article_id"]]["text"][start:end]
        for m in named:
            if start <= m["char_start"] and m["char_end"] <= end:
                text = text.replace(m["text"], " ")
        words |= content_words(text)
        readings = READINGS if argument["role"] != "other" else ("actor", "nationality")
        inside = {m["entity_id"] for m in mentions if _is_in(m, argument) and m["reading"] in readings}
        found = {argument["entity_id"]} if argument["entity_id"] is not None else inside
        participants.setdefault(argument["role"], set()).update(found - places)
    return participants, frozenset(words)


def places_of(row: Row, index: Index) -> frozenset[str]:
    """Where a clause says that it happens: places after a preposition of place, in no smaller clause."""
    text = index.articles[row["article_id"]]["text"]
    return frozenset(
        m["entity_id"]
        for m in index.by_sentence("entities")[row["sentence_id"]]
        if m["entity_id"]
        and m["reading"] == "place"
        and _locative().search(text[max(0, m["char_start"] - LONGEST_LOCATIVE) : m["char_start"]])
        and _is_smallest_around(row, m, index)
    )


def _is_in(span: Row, around: Row) -> bool:
    return bool(around["char_start"] <= span["char_start"] and span["char_end"] <= around["char_end"])


def _is_planned(row: Row, claim: Row | None, edtf: str | None, published: str | None) -> bool | None:
    """Whether a clause tells of what is to come; None where it tells of nothing that happens."""
    if _lies_ahead(edtf, published):
        return True
    is_past = row["tense"] == "past"
    is_plan = claim is not None and claim["speech_act"] in PLANS
    if row["tense"] == "future" or (is_plan and not is_past):
        return True
    is_sure = row["factuality"] == "certain"
    if is_past:
        return False if is_sure or row["factuality"] == "probable" or edtf is not None else None
    return False if edtf is not None and is_sure else None


def _lies_ahead(edtf: str | None, published: str | None) -> bool:
    """Whether a date lies behind the day of publication."""
    if edtf is None or published is None:
        return False
    earliest, today = interval(edtf).earliest, interval(published).latest
    return earliest is not None and today is not None and bool(earliest >= today)
