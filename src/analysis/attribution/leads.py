"""Who speaks by where words stand: under a label, over a signature, behind a line that ends open, in a list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.attribution import patterns
from analysis.attribution.attributions import Attribution
from analysis.attribution.quoted import Group
from analysis.lexicon import Cue, cues, nouns, word_lists
from analysis.passages import ParsedArticle
from analysis.syntax import SUBJECTS, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from analysis.attribution.attributions import CueWord

NAMING = frozenset(("NOUN", "PROPN", "PRON"))
QUESTION_OR_ANSWER = frozenset(("Q", "A", "Question", "Answer"))


def by_layout(article: ParsedArticle, group: Group) -> Attribution | None:
    """Find the speaker in the label before a quotation's paragraph or in the signature behind it.

    "Q" and "A" name nobody: the attribution has no source.
    """
    first, last = group.parts[0], group.parts[-1]
    before = article.passages[first.passage - 1] if first.passage else None
    is_first = first.start == article.passages[first.passage].start
    if before is not None and before.role == "label" and is_first:
        name = None if before.text in QUESTION_OR_ANSWER else named_in(article.docs[before.number])
        return without_cue(group, "label", name, before.number)
    behind = article.passages[last.passage + 1] if last.passage + 1 < len(article.passages) else None
    is_last = not article.text[last.end : article.passages[last.passage].end].strip(" .")
    if behind is not None and behind.role == "signature" and is_last:
        return without_cue(group, "signature", named_in(article.docs[behind.number]), behind.number)
    return None


def without_cue(group: Group, pattern: str, source: Token | None, source_passage: int) -> Attribution:
    passage = group.parts[0].passage
    return Attribution(passage, None, "verb", cues()["verb", "say"], pattern, group.inner, source, source_passage)


def named_in(doc: Doc) -> Token | None:
    """The head of the name that a label or signature is."""
    root = next((t for t in doc if t.head == t and t.pos_ in NAMING), None)
    if root is not None:
        return root
    names = [t for t in doc if t.pos_ in ("PROPN", "NOUN")]
    return names[-1] if names else next((t for t in doc if t.is_alpha), None)


def by_lead_in(article: ParsedArticle, group: Group, cue_words: list[list[CueWord]]) -> Attribution | None:
    """Find "Ann Bo said in a statement:" or "As Bo put it," at the end of the paragraph before a quotation's own."""
    first = group.parts[0]
    if first.passage == 0 or first.start != article.passages[first.passage].start:
        return None
    number = first.passage - 1
    if article.passages[number].role not in ("prose", "item", "headline"):
        return None
    lead = _lead_in(article, number, cue_words[number])
    if lead is None:
        return None
    cue, entry, source = lead
    if cue is None:
        return without_cue(group, "lead-in", source, number)
    return Attribution(number, cue, "verb", entry, "lead-in", group.inner, source, number)


def _lead_in(article: ParsedArticle, number: int, words: list[CueWord]) -> tuple[Token | None, Cue, Token] | None:
    """The cue (None for a sentence without one) and the speaker in a paragraph that ends open, with "," or ":"."""
    before = article.passages[number].shown.rstrip()
    if before[-1:] not in (":", ","):
        return None
    sentence = list(article.docs[number].sents)[-1]
    for token, key in reversed([w for w in words if w[0].sent == sentence and w[1][0] == "verb"]):
        entry = cues()[key]
        source = patterns.source_of(token, "verb") or beside(token)
        takes = entry.takes("quote") or entry.takes("clause")
        if source is not None and takes and not patterns.is_silence(token):
            return token, entry, source
    if before[-1] == "," and len(sentence) > LONGEST_OPENING:
        return None
    speaker = _who_leads_in(sentence.root)
    return None if speaker is None else (None, cues()["verb", "say"], speaker)


LONGEST_OPENING = 15


def itemised(article: ParsedArticle, found: list[Attribution], cue_words: list[list[CueWord]]) -> Iterator[Attribution]:
    """Yield the items of a list that somebody's words lead in: "said that:", "made three points:".

    Where the line before a list names a thing said and no speaker, the items are nobody's; other lists are the
    outlet's.
    """
    covered = {article.passage_at(start) for a in found for start, _ in a.content if a.pattern != "clause"}
    lead: Attribution | None = None
    for passage in article.passages:
        if passage.role != "item":
            lead = _of_list(article, passage.number, cue_words[passage.number])
            continue
        if lead is not None and passage.number not in covered:
            end = passage.start + len(passage.shown.rstrip(" ;"))
            source, cue = lead.source, lead.cue
            at = lead.passage if cue is not None else passage.number
            content = [(passage.start, end)]
            yield Attribution(at, cue, "verb", lead.entry, "lead-in", content, source, lead.passage)


def _of_list(article: ParsedArticle, number: int, words: list[CueWord]) -> Attribution | None:
    if not article.passages[number].shown.rstrip().endswith(":") or article.passages[number].role not in LEADING:
        return None
    lead = _lead_in(article, number, words)
    sentence = list(article.docs[number].sents)[-1]
    is_of_speech = any(t.lemma_.lower() in word_lists().spoken_things for t in sentence)
    entry = cues()["verb", "say"]
    if lead is not None and (lead[0] is not None or is_of_speech):
        return Attribution(number, lead[0], "verb", lead[1], "lead-in", [], lead[2], number)
    return Attribution(number, None, "verb", entry, "lead-in", [], None, number) if is_of_speech else None


LEADING = frozenset(("prose", "headline", "turn"))


def _who_leads_in(root: Token) -> Token | None:
    """The person, body or document that a sentence before a quotation is about: "The statement in full:".

    A thing said is its owner's: "The ministry's demands are:".
    """
    verbs = [t for t in root.subtree if t.pos_ in ("VERB", "AUX")]
    subjects = [s for verb in reversed(verbs) if (s := subject_of(verb)) is not None]
    candidates = subjects or [t for t in root.subtree if t.dep_ in SUBJECTS or t == root]
    owners = [
        c for t in candidates if t.lemma_.lower() in word_lists().spoken_things for c in t.children if c.dep_ == "poss"
    ]
    for token in [*owners, *candidates]:
        noun = nouns().forms.get(token.lower_)
        if token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or token.pos_ == "PROPN":
            return token
        if token.lower_ in ("he", "she", "they", "it") or (noun is not None and noun.classes):
            return token
    return None


def beside(verb: Token) -> Token | None:
    """The noun right before a verb, where the parser gave it no subject: 'General Bo said "the enemy fires"'."""
    before = verb.i - 1
    while before >= verb.sent.start and verb.doc[before].pos_ in ("AUX", "ADV", "PART"):
        before -= 1
    if before < verb.sent.start:
        return None
    token = verb.doc[before]
    return token if token.pos_ in NAMING else None
