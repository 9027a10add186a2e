"""What hangs on a cue as its content: clause, infinitive, object, phrase, by the patterns of its entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.attribution.patterns.answers import claim_behind, content_of_noun, untrue_clause
from analysis.attribution.patterns.frames import Frame, children, is_indirect_question, is_infinitive
from analysis.lexicon import Cue, cues, word_lists
from analysis.passages import PLAIN_MARK
from analysis.syntax import SUBJECTS, agent_of, is_finite, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token


# What may stand right behind a verb as a part of its entry: "point out", "push back", "cast doubt", "put it".
PARTICLES = frozenset(("prt", "advmod", "prep", "dobj"))


CUE_TAGS = frozenset(("VB", "NN", "RB", "JJ"))


def lexical_key(token: Token) -> tuple[str, str] | None:
    """Return the entry of cues.csv that a token may be, with its particle; None where it is no cue."""
    tag = token.tag_
    if tag[:2] not in CUE_TAGS and token.dep_ != "acomp" and token.lower_ != "according":
        return None
    lemma = token.lemma_.lower()
    if tag[:2] == "VB":
        for child in token.children:
            if child.dep_ in PARTICLES and child.i == token.i + 1:
                key = ("verb", f"{lemma} {child.lower_}")
                if key in cues():
                    return key
        key = ("verb", lemma)
    elif tag == "NNS" and is_mistaken_verb(token):
        key = ("verb", lemma)
    elif tag in ("NN", "NNS"):
        key = ("noun", lemma)
    elif tag == "RB":
        key = ("adverb", lemma)
    elif tag == "JJ" or token.dep_ == "acomp":
        key = ("adjective", lemma)
    else:
        key = ("preposition", token.lower_)
    if token.lower_ == "according":
        key = ("preposition", "according")
    return key if key in cues() else None


def is_mistaken_verb(token: Token) -> bool:
    """Whether "maintains" was taken for a noun behind a strange name: a sentence's root with a that-clause of its own.

    A word that is a cue as a noun, too, needs a subject: "Repeated claims that …" has none.
    """
    if token.tag_ != "NNS" or token.dep_ != "ROOT" or ("verb", token.lemma_.lower()) not in cues():
        return False
    clause = next((c for c in children(token, "ccomp", "acl", "relcl") if c.i > token.i), None)
    if clause is None or not any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children):
        return False
    return bool(children(token, *SUBJECTS)) or ("noun", token.lemma_.lower()) not in cues()


def content_of(token: Token, pos: str, cue: Cue) -> Frame | None:
    """Return the content that hangs on a cue by the first pattern of its entry that fits; None where none does."""
    if pos == "verb":
        return _content_of_passive(token, cue) if is_passive(token) else _content_of_verb(token, cue)
    if pos == "preposition":
        return _content_around(token)
    if pos == "adverb":
        head = token.head
        return Frame("around", (head,)) if head.pos_ in ("VERB", "AUX") else None
    if pos == "adjective":
        return _content_of_adjective(token, cue)
    return content_of_noun(token, cue)


def _content_of_adjective(adjective: Token, cue: Cue) -> Frame | None:
    """The clause of "was confident that it held", "is unclear whether it held", hung on the adjective or on "be"."""
    for holder in (adjective, adjective.head):
        for clause in children(holder, "ccomp", "csubj", "advcl"):
            marks = {c.lower_ for c in clause.children if c.dep_ == "mark"}
            if clause.i > adjective.i and marks & {"that", "whether", "if"} and is_finite(clause):
                is_condition = "if" in marks and clause.dep_ == "advcl"
                is_taken = cue.takes("clause") or is_indirect_question(clause)
                return Frame("clause", (clause,)) if is_taken and not is_condition else None
    return None


def _clause(verb: Token) -> Token | None:
    clauses = [
        child
        for child in children(verb, "ccomp", *(("acl", "relcl") if verb.tag_ == "NNS" else ()))
        if (is_finite(child) or any(c.dep_ in SUBJECTS for c in child.children)) and not _is_circumstance(verb, child)
    ]
    return next((c for c in clauses if c.i > verb.i and children(c, "mark")), clauses[0] if clauses else None)


def _is_circumstance(verb: Token, clause: Token) -> bool:
    """Whether a clause before a verb only tells when or why: "As Hale stood by it, Bo disagreed"."""
    is_marked = bool(children(clause, "mark"))
    return clause.i < verb.i and is_marked and clause.left_edge.lower_ in word_lists().circumstances


def _content_of_verb(verb: Token, cue: Cue) -> Frame | None:
    clause = _clause(verb)
    objects = children(verb, "dobj")
    found = untrue_clause(verb, clause) if cue.takes("clause") or cue.takes("small") else None
    if found is None:
        found = claim_behind(verb, cue)
    if found is None and cue.takes("whether") and clause is not None and children(clause, "mark"):
        found = Frame("whether", (clause,)) if is_indirect_question(clause) else None
    if found is not None:
        return found
    if clause is not None and cue.takes("small") and not is_finite(clause) and not is_infinitive(clause):
        return Frame("small", (clause,))
    if cue.takes("clause") and clause is not None and (is_finite(clause) or not cue.takes("object-infinitive")):
        return Frame("clause", (clause,))
    for finder in (_as, _small, _infinitive, _gerund, _prepositional, _object, _misread_clause):
        found = finder(verb, cue, objects)
        if found is not None:
            return found
    return None


def _misread_clause(verb: Token, cue: Cue, objects: list[Token]) -> Frame | None:
    """A clause that the parser took for a noun with a participle: "said the tracks dated from May"."""
    if not cue.takes("clause"):
        return None
    for obj in objects:
        if children(obj, "acl"):
            return Frame("clause", (obj,))
    for prep in children(verb, "prep"):
        for noun in children(prep, "pobj"):
            for clause in children(noun, "relcl", "acl"):
                if clause.left_edge.lower_ == "that" and (noun.lemma_ == "time" or noun.ent_type_ in ("DATE", "TIME")):
                    return Frame("clause", (clause,), frozenset([clause.left_edge.i]))
    return None


def _as(verb: Token, cue: Cue, objects: list[Token]) -> Frame | None:
    if cue.takes("at") and objects and (at := _measure(verb, objects[0])) is not None:
        return Frame("at", tuple(c for c in verb.rights if objects[0].i <= c.i and c.left_edge.i <= at.i))
    if not cue.takes("as"):
        return None
    for prep in children(verb, "prep"):
        if prep.lower_ == "as":
            return Frame("as", (*objects[:1], prep))
    for obj in objects:
        for prep in children(obj, "prep"):
            if prep.lower_ == "as":
                return Frame("as", (obj,))
    return None


def _measure(verb: Token, counted: Token) -> Token | None:
    """The "at" or "on" of "put the toll at nine" or "puts the crash on 9 May", however deep the parser hung it."""
    behind = [t for t in verb.subtree if t.i > counted.i and t.dep_ == "prep" and t.lower_ in ("at", "on")]
    counted_at = (p for p in behind if any(t.tag_ == "CD" for t in p.subtree))
    return next(counted_at, next((p for p in behind if p.lower_ == "at" and p.head in (verb, counted)), None))


def _small(verb: Token, cue: Cue, objects: list[Token]) -> Frame | None:
    if not cue.takes("small"):
        return None
    predicates = children(verb, "oprd")
    if predicates:
        return Frame("small", (*objects[:1], predicates[0]))
    if objects and any(t.text == PLAIN_MARK for t in objects[0].subtree):  # called this "pure luck"
        return Frame("small", (objects[0],))
    return None


def _infinitive(verb: Token, cue: Cue, objects: list[Token]) -> Frame | None:
    for clause in children(verb, "xcomp", "ccomp", "advcl"):
        if not is_infinitive(clause) or clause.i < verb.i:
            continue
        if cue.takes("object-infinitive"):
            receivers = [*objects, *children(verb, "dative")]
            receivers += [p for prep in children(verb, "prep") for p in children(prep, "pobj") if prep.i == verb.i + 1]
            if receivers or any(c.dep_ == "nsubj" for c in clause.children):
                return Frame("object-infinitive", (*receivers[:1], clause))
        if cue.takes("infinitive") and clause.dep_ != "advcl":
            return Frame("infinitive", (clause,))
    if cue.takes("object-infinitive"):
        for receiver in [*objects, *[p for prep in children(verb, "prep") for p in children(prep, "pobj")]]:
            for clause in children(receiver, "acl", "relcl"):
                if is_infinitive(clause):
                    return Frame("object-infinitive", (receiver,))
    return None


def _gerund(verb: Token, cue: Cue, _objects: list[Token]) -> Frame | None:
    if cue.takes("gerund"):
        for clause in children(verb, "xcomp", "ccomp"):
            if clause.tag_ == "VBG" or any(c.dep_ == "aux" and c.tag_ == "VBG" for c in clause.children):
                return Frame("gerund", (clause,))
    return None


def _prepositional(verb: Token, cue: Cue, objects: list[Token]) -> Frame | None:
    wanted = cue.prepositions()
    if not wanted:
        return None
    for holder in (verb, *objects[:1]):
        for prep in children(holder, "prep"):
            if prep.lower_ in wanted:
                inner = children(prep, "pcomp", "pobj")
                if inner and inner[0].tag_ not in ("WP", "WDT"):
                    return Frame(f"prep:{prep.lower_}", (inner[0],))
    return None


def _is_relative(token: Token) -> bool:
    return token.tag_ in ("WP", "WDT") and token.i < token.head.i


def _object(_verb: Token, cue: Cue, objects: list[Token]) -> Frame | None:
    if cue.takes("object") and objects and not _is_relative(objects[0]):
        return Frame("object", (objects[0],))
    return None


def _content_of_passive(verb: Token, cue: Cue) -> Frame | None:
    is_reportable = verb.lemma_.lower() in word_lists().reportable_passive
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    agent = agent_of(verb)
    if subject is not None and subject.lower_ == "it" and cue.takes("clause"):
        clause = _clause(verb)
        return Frame("clause", (clause,)) if clause is not None and clause.i > verb.i else None
    asked = next((c for c in children(verb, "ccomp") if is_indirect_question(c)), None)
    if asked is not None and asked.i > verb.i and cue.act("clause") == "ask":  # "Asked whether he would go, he left"
        return Frame("whether", (asked,))
    for clause in children(verb, "xcomp"):
        if is_infinitive(clause) and subject is not None and is_reportable:
            return Frame("passive", (subject, clause))
    for prep in children(verb, "prep"):
        if prep.lower_ == "as" and cue.takes("as") and subject is not None:
            return Frame("passive-as", (subject, prep))
        is_attributed = agent is not None or is_reportable
        if prep.lower_ in cue.prepositions() and prep.lower_ != "as" and is_attributed:
            inner = children(prep, "pcomp", "pobj")
            if inner:
                return Frame(f"prep:{prep.lower_}", (inner[0],))
    if agent is not None and subject is not None and cue.takes("object"):
        return Frame("passive-object", (subject,))
    clause = _clause(verb)
    if clause is not None and cue.takes("clause") and agent is not None:
        return Frame("clause", (clause,))
    return None


def clause_around(token: Token) -> Token | None:
    """Return the head of the clause that a phrase like "according to X" belongs to."""
    head = token
    while head.head != head:
        head = head.head
        if head.pos_ in ("VERB", "AUX") and (is_finite(head) or head.dep_ == "ROOT"):
            return head
    return head if head != token else None


def _content_around(token: Token) -> Frame | None:
    head = clause_around(token)
    if head is None:
        return None
    while head.dep_ == "conj" and head.head.pos_ in ("VERB", "AUX") and token.i and token.doc[token.i - 1].text == ",":
        head = head.head  # what is set off behind two clauses holds for both
    stray = [t for t in token.subtree if t.dep_ == "conj" and t.head.dep_ == "pobj" and not children(head, *SUBJECTS)]
    return Frame("around", (head, *stray))
