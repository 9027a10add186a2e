"""The cue right behind a quotation: “…,” Ann Bo said; “…?” asked the clerk. Its place decides, not the parse.

On PolNeAR (train, 120 articles) this raised attribution F1 from .594 to .599: the parser hangs a clause or a phrase on
the cue instead ("…,” Bo said, as her crew waited", "…,” Bo said of the plan").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.attribution import patterns
from analysis.attribution.attributions import Attribution
from analysis.attribution.quoted import Group
from analysis.lexicon import Cue, cues, nouns, word_lists
from analysis.passages import ParsedArticle
from analysis.syntax import index_at

if TYPE_CHECKING:
    from spacy.tokens import Token

    from analysis.attribution.attributions import CueWord

LONGEST_PHRASE = 30
NAMING = frozenset(("NOUN", "PROPN", "PRON"))
IN_PHRASE = frozenset("DET ADJ NOUN PROPN PRON NUM PART ADP ADV CCONJ SYM X".split())
FINITE_MAIN = frozenset(("VBD", "VBZ", "VBP"))
BEFORE_CUE = frozenset(",?!—–-…")


def by_place(
    article: ParsedArticle, group: Group, near: dict[int, list[Attribution]], cue_words: list[list[CueWord]]
) -> Attribution | None:
    """Find the cue and the speaker in the words right behind a quotation that is left open: “…,” or “…?”.

    A verb in no list is a cue where a person does nothing else: “…,” Bo shot back.
    """
    last = group.parts[-1]
    at, doc = article.passages[last.passage].start, article.docs[last.passage]
    words = [t for t in doc[index_at(doc, last.end - at) :][:LONGEST_PHRASE] if not t.is_space]
    inner_end = article.text[last.inner_end - 1 : last.inner_end]
    if words and words[0].text == ",":
        words, inner_end = words[1:], ","
    if not words or inner_end not in BEFORE_CUE or not last.is_closed:
        return None
    known = {token.i: cues()[key] for token, key in cue_words[last.passage] if key[0] == "verb"}
    found = _behind_subject(words, known) or _before_subject(words, known)
    if found is None:
        return None
    cue, source, entry = found
    other = next((a for a in near[last.passage] if a.cue == cue), None)
    if other is None:
        return Attribution(last.passage, cue, "verb", entry, "place", group.inner, source, last.passage)
    overlaps = any(s < last.inner_end and group.parts[0].inner_start < e for s, e in other.content)
    if overlaps or other.form == "direct":
        return None
    other.content, other.heads, other.pattern, other.source = group.inner, (), "place", source
    return other


def _behind_subject(words: list[Token], known: dict[int, Cue]) -> tuple[Token, Token, Cue] | None:
    """“…,” Ann Bo, the mayor, said."""
    verb = next((t for t in words if t.i in known or t.pos_ in ("VERB", "AUX")), None)
    if verb is None or not _is_main(verb):
        return None
    phrase = words[: words.index(verb)]
    if not phrase or any(t.pos_ not in IN_PHRASE and t.text != "," for t in phrase) or phrase[0].pos_ == "ADP":
        return None
    subject = patterns.source_of(verb, "verb")
    head = subject if subject in phrase else _head_of(phrase)
    entry = _entry(verb, head, known)
    return None if head is None or entry is None else (verb, head, entry)


def _before_subject(words: list[Token], known: dict[int, Cue]) -> tuple[Token, Token, Cue] | None:
    """“…,” said Ann Bo."""
    verb = words[0]
    if not _is_main(verb) or len(words) < 2:
        return None
    phrase = []
    for token in words[1:]:
        if (token.pos_ not in IN_PHRASE and not (token.tag_ == "VBN" and token.dep_ == "amod")) or token.lower_ in (
            "to",
            "in",
            "on",
            "at",
            "as",
        ):
            break
        phrase.append(token)
    subject = patterns.source_of(verb, "verb")
    head = subject if subject in phrase else _head_of(phrase)
    entry = _entry(verb, head, known)
    return None if head is None or entry is None else (verb, head, entry)


def _is_main(verb: Token) -> bool:
    """Whether a verb is finite; a past that the parser took for a participle ("shot back") has no auxiliary."""
    has_helper = any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    return verb.tag_ in FINITE_MAIN or (verb.tag_ == "VBN" and not has_helper)


def _head_of(phrase: list[Token]) -> Token | None:
    """The last noun before the first comma, "of" or "and": what the phrase names."""
    found = None
    for token in phrase:
        if found is not None and (token.text == "," or token.pos_ in ("ADP", "CCONJ")):
            break
        if token.pos_ in NAMING:
            found = token
    return found


def _entry(verb: Token, subject: Token | None, known: dict[int, Cue]) -> Cue | None:
    """The entry of a cue that takes a quotation; that of "say" for a person's verb that has nothing else to do."""
    entry = known.get(verb.i)
    if entry is not None and (entry.takes("quote") or entry.takes("clause")):
        return entry
    if (
        subject is None
        or verb.lemma_ in word_lists().no_report
        or any(c.dep_ in ("dobj", "attr", "acomp") for c in verb.children)
    ):
        return None
    noun = nouns().forms.get(subject.lower_)
    is_person = subject.ent_type_ == "PERSON" or subject.lower_ in ("he", "she", "they") or subject.pos_ == "PROPN"
    return cues()["verb", "say"] if is_person or (noun is not None and "person" in noun.classes) else None
