"""Denials that point back: "denied this", "dismissed the charge", "called that false"."""

import re
from collections.abc import Iterator

from analysis.disagreement.findings import ASSERTED, Finding, position_of_claim
from analysis.disagreement.statements import Statement
from analysis.lexicon import WORD, word_lists
from analysis.schema import Row

POSSESSOR = re.compile(r"\w['’]s\b|s['’] ")
LONGEST_REPLY = 8
# In paragraphs, and in claims.
FARTHEST = 2
FARTHEST_CLAIM = 60


def find_replies(statements: list[Statement], claims: list[Row]) -> Iterator[Finding]:
    """Bind "denied this", "dismissed the charge", "called that false" to the claim that it answers."""
    with_clause = {s.row["claim_id"] for s in statements if s.is_main and s.row["predicate"]}
    replies = {c["claim_id"] for c in claims if c["claim_id"] not in with_clause and is_reply(c)}
    for number, reply in enumerate(claims):
        if reply["claim_id"] not in replies:
            continue
        answered = _answered(claims[max(0, number - FARTHEST_CLAIM) : number], reply, replies)
        if answered is not None:
            words_said = f"“{reply['cue_text']} {reply['content_text'][:60]}”"
            sides = position_of_claim(answered), position_of_claim(reply)
            yield Finding("contradiction", "denial", *sides, "medium", f"reply: {words_said} to the claim before it")


def is_reply(claim: Row) -> bool:
    """Whether a claim denies what somebody else just said without repeating it."""
    content = [w.lower() for w in WORD.findall(claim["content_text"])]
    if not content or len(content) > LONGEST_REPLY or claim["entity_id"] is None:
        return False
    points_back = any(w in word_lists().anaphors for w in content[:3]) or content[0] in word_lists().untrue
    if claim["speech_act"] == "deny":
        return points_back and claim["polarity"] == "-"
    return points_back and any(w in word_lists().untrue for w in content)


def _answered(before: list[Row], reply: Row, replies: set[str]) -> Row | None:
    """The nearest claim of somebody else before a reply, in its paragraph or the one before, that affirms something.

    A claim about the one who replies goes before a nearer one about something else, and may stand FARTHEST back.
    """
    candidates: list[Row] = []
    calls_untrue = any(w.lower() in word_lists().untrue for w in WORD.findall(reply["content_text"]))
    answerable = ASSERTED | {"possible"} if calls_untrue else ASSERTED
    for claim in reversed(before):
        distance = reply["paragraph"] - claim["paragraph"]
        if claim["article_id"] != reply["article_id"] or distance > FARTHEST:
            break
        if claim["char_end"] > reply["char_start"] or claim["entity_id"] in (None, reply["entity_id"]):
            continue
        is_next = claim["sentence_id"] == reply["sentence_id"] and not candidates
        is_open = claim["factuality"] not in answerable or claim["claim_id"] in replies
        is_open |= claim["polarity"] == "-" and not is_next
        is_about = reply["side"] in claim["about"]
        if claim["side"] != reply["side"] and not is_open and (is_about or distance <= 1):
            candidates.append(claim)
    if POSSESSOR.search(reply["content_text"]):  # "the driver's story" answers the driver
        return next((c for c in candidates if c["side"] in reply["about"]), None)
    if candidates and candidates[0]["sentence_id"] == reply["sentence_id"]:
        return candidates[0]
    about = [c for c in candidates if reply["side"] in c["about"]]
    return next(iter([*about, *candidates]), None)
