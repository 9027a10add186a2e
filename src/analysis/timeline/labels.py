"""Mentions of an event → the words that a reader is shown for it: who did what, in the words of an article."""

import re
from collections.abc import Sequence
from functools import cache

from analysis.frames import Index
from analysis.lexicon import event_words
from analysis.schema import Row
from analysis.timeline.event_mentions import EventMention

LONGEST, SHORTEST = 90, 40
LONGEST_LEAD = 30
# Where a long label may be cut: at a comma, before a word that leads on.
SEAM = re.compile(r",\s|\s(?=(?:and|but|which|who|that|as|while|after|before|because|in|on|at|for|from|with|by|to)\s)")


@cache
def _link() -> re.Pattern[str]:
    """What leads a clause in and is no part of what it tells: "only after", "which"."""
    return re.compile(rf"\A(?:only\s+)?(?:{'|'.join(event_words().links)})\s+", re.IGNORECASE)


def clause_label(row: Row, claim: Row | None, index: Index) -> str:
    """The clause with its subject: one that stands outside before it, a name in brackets for a pronoun.

    Of a claim, the words of its attribution are left out.

    "A protocol", which was "signed in June"; "[Ana Ruun] left".
    """
    text = index.articles[row["article_id"]]["text"]
    start, end = _without_attribution(row, claim)
    subject = next(
        (a for a in row["arguments"] if a["role"] != "other" and a["char_start"] < row["predicate_start"]), None
    )
    if subject is None:
        return _plain(text[start:end])
    named = _named(subject, text, index)
    if _is_of_another_noun(row, subject):
        start = row["holder_start"]
        if subject["char_end"] <= start:
            return _plain(text[start:end])
    if subject["char_end"] > start:
        return _plain(text[start : subject["char_start"]] + named + text[subject["char_end"] : end])
    if _is_led_in_by_verb(row, subject, index):
        start = subject["char_end"]
    return f"{named} {_plain(text[start:end])}"


def _is_of_another_noun(row: Row, subject: Row) -> bool:
    """Whether a clause tells of a noun before it that is not its subject: "the threat that Ana Ruun made on Friday"."""
    is_of_noun = row["attachment"] == "relative" and row["holder_start"] is not None
    return bool(is_of_noun and row["holder_start"] < row["char_start"] and row["holder_start"] != subject["head_start"])


def _is_led_in_by_verb(row: Row, subject: Row, index: Index) -> bool:
    """Whether only the verb above stands between a subject and what it is to do: "The army plans to leave"."""
    governor = index.predications.get(row["governor_id"])
    if governor is None or row["tense"] != "none" or row["attachment"] != "complement":
        return False
    is_between = subject["char_end"] <= governor["predicate_start"] < row["char_start"]
    return bool(is_between and row["char_start"] - subject["char_end"] <= LONGEST_LEAD)


def _without_attribution(row: Row, claim: Row | None) -> tuple[int, int]:
    """The bounds of a clause without "according to Ana Ruun" before or after it."""
    start, end = row["char_start"], row["char_end"]
    if claim is None or claim["cue_start"] is None or not claim["content_spans"]:
        return start, end
    first, last = claim["content_spans"][0][0], claim["content_spans"][-1][1]
    is_predicate_inside = first <= row["predicate_start"] and row["predicate_end"] <= last
    if not is_predicate_inside or first <= claim["cue_start"] < last:
        return start, end
    return max(start, first), min(end, last)


def said_label(row: Row, claim: Row, index: Index) -> str:
    """Who said what: from the subject of an act of speech to the end of what is said.

    What stands before the cue comes after a colon: "the gate fell, said Ana Ruun on Friday" is "Ana Ruun said on
    Friday: the gate fell".
    """
    text = index.articles[row["article_id"]]["text"]
    subject = next((a for a in row["arguments"] if a["role"] == "agent"), None)
    if subject is None:
        return clause_label(row, None, index)
    who, verb = _named(subject, text, index), text[row["predicate_start"] : row["predicate_end"]]
    is_turned = row["predicate_end"] <= subject["char_start"]
    begin = subject["char_end"]
    if row["predicate_end"] <= claim["char_start"] and not is_turned:
        return _plain(who + text[begin : max(row["char_end"], claim["char_end"])])
    rest = text[begin : max(begin, row["char_end"])].strip(" ,.;")
    said = f"{who} {verb} {rest}" if is_turned else f"{who} {rest}"
    return _plain(f"{said}: {claim['content_text']}")


def _named(argument: Row, text: str, index: Index) -> str:
    words = text[argument["char_start"] : argument["char_end"]]
    is_pronoun = words.lower() in event_words().pronouns
    actor = index.actors.get(argument["entity_id"]) if is_pronoun and argument["entity_id"] is not None else None
    return words if actor is None else f"[{actor['name']}]"


def _plain(clause: str) -> str:
    return " ".join(_link().sub("", clause).split())


def event_label(group: Sequence[EventMention]) -> str:
    """The words of the mention that says most in the outlet's own words, cut at a seam."""
    best = min(
        group,
        key=lambda m: (
            not m.agents,
            m.is_claim,
            m.edtf is None,
            not m.has_tense,
            -len(m.participants),
            abs(len(m.label) - 60),
            m.label,
        ),
    )
    return shortened(" ".join(best.label.split()))


def shortened(text: str) -> str:
    """The text, or its beginning up to a seam where it is longer than a label may be."""
    if len(text) <= LONGEST:
        return text
    seams = [seam.start() for seam in SEAM.finditer(text) if SHORTEST <= seam.start() <= LONGEST]
    return f"{text[: seams[-1]] if seams else text[:LONGEST].rpartition(' ')[0]} …"
