"""Clauses → mentions of events: what happens or is planned, who takes part, where, when, and in whose words."""

import re
from functools import cache

from analysis.frames import Index
from analysis.lexicon import event_words
from analysis.schema import Row
from analysis.timeline.clause_times import event_time, is_in, is_smallest_around, lies_ahead, time_of, weekday_of
from analysis.timeline.event_mentions import READINGS, EventMention, content_words, cues_in, event_family
from analysis.timeline.labels import clause_label, said_label

PLANS = ("promise", "intend")
CIRCUMSTANCES = ("adverbial", "relative")
WISHES = ("demand", "ask", "warn")
# Words before the participle of a line on its own article: "First", "Last", "This article was first".
MOST_BEFORE = 1
LONGEST_LOCATIVE = 20
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
    if row["mood"] == "asked" or _is_about_article(row, index):
        return None
    timex = time_of(row, index)
    noun = _event_noun(row, index)
    said = _act_of_speech(row, timex, index)
    is_put_off = timex is not None and row["predicate"] in event_words().planning
    is_deed = is_put_off or noun is not None or said is not None
    if not is_deed and (_is_state(row, timex) or _is_cue(row, index)):
        return None
    claim = index.claims.get(row["claim_id"]) if row["claim_id"] is not None else None
    act = claim["speech_act"] if claim is not None else None
    said_on = claim["said_on"] if claim is not None else None
    published = index.articles[row["article_id"]]["published"]
    edtf = None if timex is None else event_time(timex, row, index, published)
    is_planned = True if is_put_off else _is_planned(row, claim, edtf, published)
    if is_planned is None or (act in WISHES and edtf is None):
        return None
    places = places_of(row, index)
    taking_part, words = _who(row, places, index)
    if timex is None and not words and not any(taking_part.values()):
        return None
    # What a denial tells beside ("after he left") is told, and not denied.
    is_denial = act == "deny" and row["mood"] == "denied"
    start, end = (row["char_start"], row["char_end"]) if said is None else _with_content(row, said, index)
    return EventMention(
        key=noun or event_family(row["predicate"]),
        label=clause_label(row, claim, index) if said is None else said_label(row, said, index),
        article_id=row["article_id"],
        sentence_id=row["sentence_id"],
        char_start=start,
        char_end=end,
        participants=frozenset(actor for of_role in taking_part.values() for actor in of_role),
        agents=frozenset(taking_part.get("agent", ())),
        doer=_doer(row, index),
        places=places,
        words=words,
        edtf=edtf,
        weekday=None if timex is None else weekday_of(timex),
        timex_id=None if timex is None else timex["timex_id"],
        told=said_on or published,
        is_said_on=said_on is not None,
        is_negative=(row["polarity"] == "-") != is_denial,
        is_denial=is_denial,
        is_planned=is_planned,
        is_present=row["tense"] == "present",
        has_tense=row["tense"] != "none",
        is_past=row["tense"] == "past",
        is_claim=claim is not None,
        source=claim["entity_id"] if claim is not None else None,
        joining=row["joining"] if row["attachment"] in CIRCUMSTANCES else None,
        speaker=None if said is None else said["entity_id"],
        is_denying=said is not None and said["speech_act"] == "deny",
        numbers=_numbers(row),
    )


def _numbers(row: Row) -> tuple[float | None, float | None] | None:
    """How many it is done to, from the least to the most; None where that is not said."""
    counted = [a for a in row["arguments"] if a["role"] == "patient" and a["number_low"] is not None]
    return (counted[0]["number_low"], counted[0]["number_high"]) if len(counted) == 1 else None


def _is_state(row: Row, timex: Row | None) -> bool:
    predicate = row["predicate"]
    is_state = predicate in event_words().no_event or predicate.startswith("be ") or not predicate
    return is_state or (predicate in event_words().vague and timex is None)


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
    if not is_act and timex is None:
        return None
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
        inside = {m["entity_id"] for m in mentions if is_in(m, argument) and m["reading"] in readings}
        found = {argument["entity_id"]} if argument["entity_id"] is not None else inside
        participants.setdefault(argument["role"], set()).update(found - places)
    return participants, frozenset(words)


def _doer(row: Row, index: Index) -> frozenset[str]:
    """The content words of the one who does it; none where that is a pronoun or nobody."""
    words = _words_by_role(row, index).get("agent", "")
    return frozenset() if words.lower() in event_words().pronouns else frozenset(content_words(words))


def places_of(row: Row, index: Index) -> frozenset[str]:
    """Where a clause says that it happens: places after a preposition of place, in no smaller clause."""
    text = index.articles[row["article_id"]]["text"]
    return frozenset(
        m["entity_id"]
        for m in index.by_sentence("entities")[row["sentence_id"]]
        if m["entity_id"]
        and m["reading"] == "place"
        and _locative().search(text[max(0, m["char_start"] - LONGEST_LOCATIVE) : m["char_start"]])
        and is_smallest_around(row, m, index)
    )


def _is_planned(row: Row, claim: Row | None, edtf: str | None, published: str | None) -> bool | None:
    """Whether a clause tells of what is to come; None where it tells of nothing that happens."""
    if lies_ahead(edtf, published):
        return True
    is_past = row["tense"] == "past"
    is_plan = claim is not None and claim["speech_act"] in PLANS
    if row["tense"] == "future" or (is_plan and not is_past):
        return True
    is_sure = row["factuality"] == "certain"
    if is_past:
        return False if is_sure or row["factuality"] == "probable" or edtf is not None else None
    return False if edtf is not None and is_sure else None
