"""Clauses → mentions of events: what happens or is planned, who takes part, when, and in whose words."""

import re

from analysis.dates import interval, is_edtf
from analysis.schema import Row
from analysis.timeline.mentions import READINGS, Corpus, Mention, content_words, word_list

PLANS = ("promise", "intend")
WISHES = ("demand", "ask", "warn")
DATELINE = re.compile(r"\A[^()]{2,60}\([^)]*\)\s*[-–—]+\s*")
LINK = re.compile(r"\A(?:only\s+)?(?:which|who|that|when|where|after|because|as|while|before|since)\s+", re.IGNORECASE)
BOUND = re.compile(
    r"\b(since|after|from|by|until|till|before)\s+(?:(?:at\s+least|late|early|about|on)\s+)*\Z", re.IGNORECASE
)


def clause_mention(row: Row, corpus: Corpus) -> Mention | None:
    predicate = row["predicate"]
    claim = corpus.claims.get(row["claim_id"]) if row["claim_id"] is not None else None
    timex = _time_of(row, corpus)
    is_put_off = predicate in word_list().planning and timex is not None
    is_state = predicate in word_list().no_event or predicate.startswith("be ")
    if not is_put_off and not _takes_place(row, corpus) and (is_state or _is_cue(row, corpus)):
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


def _takes_place(row: Row, corpus: Corpus) -> bool:
    """Whether the event is the subject and the verb only says that it was: "a test took place"."""
    text = corpus.texts[row["article_id"]]
    return row["predicate"] == "take" and any(
        text[a["char_start"] : a["char_end"]].lower() == "place" for a in row["arguments"]
    )


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
            words |= content_words(corpus.texts[row["article_id"]][start:end])
            continue
        inside = [m for m in mentions if start <= m["char_start"] and m["char_end"] <= end]
        if argument["entity_id"] is not None:
            participants.add(argument["entity_id"])
        else:
            participants |= {m["entity_id"] for m in inside if m["entity_id"] and m["reading"] in READINGS}
        words |= content_words(corpus.texts[row["article_id"]][start:end])
    return frozenset(participants), frozenset(words)


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
