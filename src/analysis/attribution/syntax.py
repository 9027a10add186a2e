"""Who is the source of a cue, and what hangs on it as content: dependency patterns of English.

Labels are those of spaCy's English pipelines (ClearNLP). Every function takes and returns tokens of one parse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from analysis.attribution.lexicon import Cue, cues

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
CLAUSES = frozenset(("ccomp", "xcomp"))
FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))
RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))
OBJECT_CONTROL = frozenset(
    "ask tell urge order allow let make have help force get persuade convince request require invite press "
    "expect".split()
)
# What goes on in a mind; inside another claim it is no report of what somebody said.
PRIVATE = frozenset(
    "think feel know see hear believe hope want expect wonder realize realise understand learn remember recall notice "
    "discover find guess suppose suspect worry fear imagine doubt agree read show mean intend prove indicate".split()
)
LOOSE = frozenset(("punct", "cc", "mark"))
# What follows a source's head and is told of it, not its name: a clause, or a phrase with a clause in it.
TOLD_OF_SOURCE = frozenset(("relcl", "acl", "advcl"))


class Frame(NamedTuple):
    """The content of a cue: the pattern that found it, its head words, and words under them that are no part of it."""

    pattern: str
    heads: tuple[Token, ...]
    without: frozenset[int] = frozenset()


def lexical_key(token: Token) -> tuple[str, str] | None:
    """Return the entry of cues.csv that a token may be, with its particle; None where it is no cue."""
    tag = token.tag_
    lemma = token.lemma_.lower()
    if tag[:2] == "VB":
        for child in token.children:
            if child.dep_ in ("prt", "advmod", "prep") and child.i == token.i + 1:
                key = ("verb", f"{lemma} {child.lower_}")
                if key in cues():
                    return key
        key = ("verb", lemma)
    elif tag in ("NN", "NNS"):
        key = ("noun", lemma)
    elif tag == "RB":
        key = ("adverb", lemma)
    else:
        key = ("preposition", token.lower_)
    if token.lower_ == "according":
        key = ("preposition", "according")
    return key if key in cues() else None


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Return the head of the subject that a verb has, shares or is controlled by; None where there is none."""
    if depth > 6:
        return None
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.dep_ != "csubj":
            return child
    if depth == 0 and verb.dep_ == "ROOT":
        return None
    governor = verb.head
    is_finite = verb.tag_ in FINITE or any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in verb.children)
    if verb.dep_ == "conj" and governor.pos_ in ("VERB", "AUX"):
        return subject_of(governor, depth + 1)
    if verb.dep_ == "relcl":
        return None
    if verb.dep_ == "acl":  # a past tense the parser hung on its own subject, or "a letter saying"
        return governor if verb.tag_ != "VBN" else None
    if is_finite and verb.dep_ != "xcomp":
        return None
    if verb.dep_ == "pcomp" and governor.head.pos_ in ("VERB", "AUX"):
        return subject_of(governor.head, depth + 1)
    if verb.dep_ == "xcomp":
        if governor.lemma_.lower() in OBJECT_CONTROL:
            for child in governor.children:
                if child.dep_ in ("dobj", "dative"):
                    return child
        return subject_of(governor, depth + 1)
    if verb.dep_ in ("advcl", "ccomp") and governor.pos_ in ("VERB", "AUX") and verb.tag_ != "VBN":
        return subject_of(governor, depth + 1)
    return None


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: "was told", or a bare participle after a noun ("a man accused of")."""
    if verb.tag_ == "VBD" and verb.dep_ == "acl":  # "the deal reached in May" with the participle taken for a past
        return not any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in verb.children)
    if verb.tag_ != "VBN":
        return False
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children):
        return True
    if any(c.dep_ == "aux" for c in verb.children):
        return False
    if verb.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in verb.children):
        return is_passive(verb.head)
    return verb.dep_ in ("acl", "advcl")


def agent_of(verb: Token) -> Token | None:
    """Return the head of "by …" under a passive verb."""
    by = [c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")]
    if not by:  # hung too low by the parser: "described as a violation by Kyiv"
        by = [t for t in verb.subtree if t.i > verb.i and t.lower_ == "by" and t.head.pos_ in ("NOUN", "PROPN")]
    for preposition in by[-1:]:
        for child in preposition.children:
            if child.dep_ == "pobj" and (preposition.head == verb or child.pos_ == "PROPN"):
                return child
    return None


def source_of(token: Token, pos: str) -> Token | None:
    """Return the head word of the source of a cue, or None where nobody is named."""
    if pos == "verb":
        return agent_of(token) if is_passive(token) else subject_of(token)
    if pos == "preposition":
        for to in token.children:
            for child in to.children:
                if child.dep_ == "pobj":
                    return child
        return None
    if pos == "adverb":
        return None
    return _source_of_noun(token)


LIGHT_VERBS = frozenset(
    "make issue release raise express voice repeat deliver have give offer publish file level face draw reiterate "
    "renew take pose lodge reject".split()
)


def _source_of_noun(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return grandchild
    if noun.dep_ == "dobj" and noun.head.lemma_ in LIGHT_VERBS and not is_passive(noun.head):
        stirs_up = noun.head.lemma_ in ("raise", "renew", "draw") and noun.lemma_ in (
            "fear",
            "worry",
            "hope",
            "criticism",
        )
        return None if stirs_up else subject_of(noun.head)  # what raises fears in others does not voice them
    return None


def content_of(token: Token, pos: str, cue: Cue) -> Frame | None:
    """Return the content that hangs on a cue by the first pattern of its entry that fits; None where none does."""
    if pos == "verb":
        return _content_of_passive(token, cue) if is_passive(token) else _content_of_verb(token, cue)
    if pos == "preposition":
        return _content_around(token)
    if pos == "adverb":
        head = token.head
        return Frame("around", (head,)) if head.pos_ in ("VERB", "AUX") else None
    return _content_of_noun(token, cue)


def _children(token: Token, *labels: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in labels]


def is_finite_clause(token: Token) -> bool:
    """Whether a clause is finite: "that it left", not "to leave" or "leaving"."""
    if token.tag_ in FINITE:
        return True
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in token.children)


def _clause(verb: Token) -> Token | None:
    for child in _children(verb, "ccomp"):
        if is_finite_clause(child) or any(c.dep_ in SUBJECTS for c in child.children):
            return child
    return None


def _is_infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)


def _content_of_verb(verb: Token, cue: Cue) -> Frame | None:
    clause = _clause(verb)
    objects = _children(verb, "dobj")
    if clause is not None and cue.takes("small") and not is_finite_clause(clause) and not _is_infinitive(clause):
        return Frame("small", (clause,))
    if cue.takes("clause") and clause is not None and (is_finite_clause(clause) or not cue.takes("object-infinitive")):
        return Frame("clause", (clause,))
    for finder in (_as, _small, _infinitive, _gerund, _prepositional, _object):
        found = finder(verb, cue, objects)
        if found is not None:
            return found
    return None


def _as(verb: Token, cue: Cue, objects: list[Token]) -> Frame | None:
    if cue.takes("at"):
        for prep in _children(verb, "prep"):
            if prep.lower_ == "at" and objects:
                return Frame("at", (objects[0], prep))
        for prep in (p for o in objects for p in _children(o, "prep")):
            if prep.lower_ == "at":
                return Frame("at", (objects[0],))
    if not cue.takes("as"):
        return None
    for prep in _children(verb, "prep"):
        if prep.lower_ == "as":
            return Frame("as", (*objects[:1], prep))
    for obj in objects:
        for prep in _children(obj, "prep"):
            if prep.lower_ == "as":
                return Frame("as", (obj,))
    return None


def _small(verb: Token, cue: Cue, objects: list[Token]) -> Frame | None:
    if not cue.takes("small"):
        return None
    predicates = _children(verb, "oprd")
    if predicates:
        return Frame("small", (*objects[:1], predicates[0]))
    return None


def _infinitive(verb: Token, cue: Cue, objects: list[Token]) -> Frame | None:
    for clause in _children(verb, "xcomp", "ccomp", "advcl"):
        if not _is_infinitive(clause) or clause.i < verb.i:
            continue
        if cue.takes("object-infinitive"):
            receivers = [*objects, *_children(verb, "dative")]
            receivers += [
                p for prep in _children(verb, "prep") for p in _children(prep, "pobj") if prep.i == verb.i + 1
            ]
            if receivers or any(c.dep_ == "nsubj" for c in clause.children):
                return Frame("object-infinitive", (*receivers[:1], clause))
        if cue.takes("infinitive") and clause.dep_ != "advcl":
            return Frame("infinitive", (clause,))
    if cue.takes("object-infinitive"):
        for receiver in [*objects, *[p for prep in _children(verb, "prep") for p in _children(prep, "pobj")]]:
            for clause in _children(receiver, "acl", "relcl"):
                if _is_infinitive(clause):
                    return Frame("object-infinitive", (receiver,))
    return None


def _gerund(verb: Token, cue: Cue, _objects: list[Token]) -> Frame | None:
    if cue.takes("gerund"):
        for clause in _children(verb, "xcomp", "ccomp"):
            if clause.tag_ == "VBG" or any(c.dep_ == "aux" and c.tag_ == "VBG" for c in clause.children):
                return Frame("gerund", (clause,))
    return None


def _prepositional(verb: Token, cue: Cue, objects: list[Token]) -> Frame | None:
    wanted = cue.prepositions()
    if not wanted:
        return None
    for holder in (verb, *objects[:1]):
        for prep in _children(holder, "prep"):
            if prep.lower_ in wanted:
                inner = _children(prep, "pcomp", "pobj")
                if inner:
                    return Frame(f"prep:{prep.lower_}", (inner[0],))
    return None


def _is_relative(token: Token) -> bool:
    return token.lower_ in RELATIVES and token.i < token.head.i


def _object(_verb: Token, cue: Cue, objects: list[Token]) -> Frame | None:
    if cue.takes("object") and objects and not _is_relative(objects[0]):
        return Frame("object", (objects[0],))
    return None


REPORTABLE_PASSIVE = frozenset(
    "say believe think report allege understand quote rumor rumour suspect estimate claim describe know accuse "
    "criticize condemn tell assume presume suppose".split()
)


def _content_of_passive(verb: Token, cue: Cue) -> Frame | None:
    lemma = verb.lemma_.lower()
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    agent = agent_of(verb)
    if subject is not None and subject.lower_ == "it" and cue.takes("clause"):
        clause = _clause(verb)
        return Frame("clause", (clause,)) if clause is not None and clause.i > verb.i else None
    for clause in _children(verb, "xcomp"):
        if _is_infinitive(clause) and subject is not None and lemma in REPORTABLE_PASSIVE:
            return Frame("passive", (subject, clause))
    for prep in _children(verb, "prep"):
        if prep.lower_ == "as" and cue.takes("as") and subject is not None:
            return Frame("passive-as", (subject, prep))
        if (
            prep.lower_ in cue.prepositions()
            and prep.lower_ != "as"
            and (agent is not None or lemma in REPORTABLE_PASSIVE)
        ):
            inner = _children(prep, "pcomp", "pobj")
            if inner:
                return Frame(f"prep:{prep.lower_}", (inner[0],))
    if agent is not None and subject is not None and cue.takes("object"):
        return Frame("passive-object", (subject,))
    clause = _clause(verb)
    if clause is not None and cue.takes("clause") and agent is not None:
        return Frame("clause", (clause,))
    return None


def _content_of_noun(noun: Token, cue: Cue) -> Frame | None:
    for clause in _children(noun, "acl", "relcl", "ccomp"):
        marks = [c.lower_ for c in clause.children if c.dep_ == "mark"]
        if cue.takes("clause") and ("that" in marks or _is_infinitive(clause)):
            return Frame("noun-clause", (clause,))
    for prep in _children(noun, "prep"):
        if prep.lower_ in cue.prepositions():
            inner = _children(prep, "pcomp", "pobj")
            if inner:
                return Frame(f"noun-prep:{prep.lower_}", (inner[0],))
    return None


def clause_around(token: Token) -> Token | None:
    """Return the head of the clause that a phrase like "according to X" belongs to."""
    head = token
    while head.head != head:
        head = head.head
        if head.pos_ in ("VERB", "AUX") and (is_finite_clause(head) or head.dep_ == "ROOT"):
            return head
    return head if head != token else None


def _content_around(token: Token) -> Frame | None:
    head = clause_around(token)
    if head is None:
        return None
    stray = [t for t in token.subtree if t.dep_ == "conj" and t.head.dep_ == "pobj" and not _children(head, *SUBJECTS)]
    return Frame("around", (head, *stray))


def parenthetical(verb: Token) -> Frame | None:
    """Return the clause that a verb comments on from inside or behind it: "their names, he said, were there"."""
    if not any(c.dep_ == "nsubj" for c in verb.children):
        return None
    for child in verb.lefts:  # a headline: "Talks Collapse, Envoy Says"
        if child.dep_ in ("dep", "advcl", "nsubj") and any(c.text == "," for c in verb.lefts if c.i > child.i):
            subject = subject_of(verb)
            if (
                child != subject
                and subject is not None
                and child.i < subject.i
                and verb.dep_ == "ROOT"
                and child.dep_ == "dep"
            ):
                return Frame("clause", (child,))
    head = verb.head
    if head == verb or head.pos_ not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ"):
        return None
    as_clause = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children)
    if verb.dep_ == "parataxis" or as_clause:
        return Frame("around", (head,))
    return Frame("around", (head,)) if _is_set_off(verb) else None


def inserted(verb: Token) -> tuple[Token, list[Token]] | None:
    """Find "the bridge, the minister said, was shut": a source and a cue between commas inside a sentence.

    Returns:
        The source's head and the words of the sentence around the insertion; None where there is no such thing.
    """
    doc, sentence = verb.doc, verb.sent
    end = verb.i + 1
    if end >= sentence.end - 2 or doc[end].text != "," or verb.tag_ not in FINITE:
        return None
    start = next((i for i in range(verb.i - 1, max(sentence.start, verb.i - 8), -1) if doc[i].text == ","), None)
    if start is None or start - sentence.start < 1 or verb.i - start < 2:
        return None
    between = doc[start + 1 : verb.i]
    nouns = [t for t in between if t.pos_ in ("NOUN", "PROPN", "PRON")]
    if not nouns or nouns[-1].i < verb.i - 2 or any(t.pos_ in ("VERB", "AUX", "ADP", "SCONJ") for t in between[:1]):
        return None
    if any(t.pos_ == "VERB" or t.lower_ in RELATIVES or t.text in ('"', "'") for t in doc[start - 1 : verb.i]):
        return None
    return nouns[-1], [*doc[sentence.start : start], *doc[end + 1 : sentence.end]]


def _is_set_off(verb: Token) -> bool:
    """Whether commas or dashes set a clause off from the one around it, as its comment."""
    first, last = verb.left_edge.i, verb.right_edge.i
    doc = verb.doc
    before = doc[first - 1].text if first else ""
    after = doc[last + 1].text if last + 1 < len(doc) else "."
    if before not in (",", "–", "—", "-") or after not in (",", ".", "–", "—", "-"):
        return False
    has_subject = any(c.dep_ == "nsubj" and c.lower_ not in RELATIVES for c in verb.children)
    return verb.dep_ == "ccomp" or (verb.dep_ == "relcl" and has_subject)


def subtree_without(heads: Iterable[Token], without: set[int]) -> list[Token]:
    """Return the tokens under the heads in text order, without those whose index is given."""
    indices = {t.i: t for head in heads for t in head.subtree if t.i not in without}
    return [indices[i] for i in sorted(indices)]


def runs(tokens: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Yield (first, last) of each contiguous run of tokens, without loose words and marks at its ends."""
    run: list[Token] = []
    for token in [*tokens, None]:
        if token is not None and (not run or token.i == run[-1].i + 1):
            run.append(token)
            continue
        yield from _trimmed(run)
        run = [token] if token is not None else []


CLOSING_LOOSE = frozenset((",", ";", ":", ".", "-", "–", "—", "(", "["))
OPENING = frozenset(('"', "'", "(", "[", "``", "$", "#", "£", "€"))


def _trimmed(run: list[Token]) -> Iterator[tuple[Token, Token]]:
    first, last = 0, len(run) - 1
    while first <= last and (run[first].is_space or (run[first].is_punct and run[first].text not in OPENING)):
        first += 1
    while first <= last and (run[last].is_space or run[last].dep_ == "cc" or run[last].text in CLOSING_LOOSE):
        last -= 1
    if first <= last and not all(t.is_punct or t.dep_ in ("cc", "mark") for t in run[first : last + 1]):
        yield run[first], run[last]


def source_tokens(head: Token) -> tuple[Token, Token]:
    """Return first and last token of a source's noun phrase, without clauses that tell more about it."""
    first, last = head.left_edge, head
    for child in head.children:
        if child.i > head.i and child.dep_ not in TOLD_OF_SOURCE and child.dep_ not in LOOSE:
            if (child.dep_ == "conj" and not _is_joined(head, child)) or (
                child.dep_ == "appos" and child.right_edge.i - child.left_edge.i > 12
            ):
                continue
            last = max(last, child.right_edge, key=lambda t: t.i)
    while last.i > head.i and any(t.dep_ in TOLD_OF_SOURCE for t in last.ancestors if head.i < t.i):
        cut = min(t.left_edge.i for t in last.ancestors if head.i < t.i and t.dep_ in TOLD_OF_SOURCE)
        last = head.doc[max(head.i, cut - 1)]
    while last.i > head.i and (last.is_punct or last.is_space) and last.text not in ('"', "'", ")"):
        last = head.doc[last.i - 1]
    if head.i and head.left_edge == head and head.doc[head.i - 1].dep_ == "det":
        first = head.doc[head.i - 1]
    while first.i < head.i and (first.is_punct or first.is_space or first.dep_ in ("cc", "preconj")):
        first = head.doc[first.i + 1]
    return first, last


def _is_joined(head: Token, other: Token) -> bool:
    """Whether two names are joined by "and" alone: a comma may be the parser's mistake for a new clause."""
    return any(c.dep_ == "cc" for c in head.children) and "," not in (t.text for t in head.doc[head.i : other.i])


def name_in(head: Token) -> Token:
    """Return the token that names a source: an apposed proper name where the head is a role ("the mayor, Ann Bo")."""
    if head.pos_ != "PROPN":
        for child in head.children:
            if child.dep_ == "appos" and child.pos_ == "PROPN":
                return child
    return head


def antecedent(head: Token) -> Token:
    """Return what a relative pronoun stands for, else the token itself."""
    if head.lower_ in RELATIVES and head.head.dep_ == "relcl":
        return head.head.head
    return head


def is_imperative(verb: Token) -> bool:
    """Whether a verb without a subject is a call to the reader: "Read more"."""
    return verb.tag_ in ("VB", "VBP") and verb.dep_ in ("ROOT", "conj") and verb.i == verb.sent.start


NEUTRAL_SAYING = frozenset(
    "say tell comment mention specify elaborate disclose respond answer reply explain reveal".split()
)


def is_silence(verb: Token) -> bool:
    """Whether a verb of saying reports that nothing was said: "did not say why", "declined to comment"."""
    if verb.lemma_.lower() not in NEUTRAL_SAYING:
        return False
    if any(c.dep_ == "neg" for c in verb.children):
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_ in ("decline", "refuse")


def words_of_cue(token: Token, source: Token | None, frame: Frame) -> set[int]:
    """Return the indices of the words that are no content: the cue, its source, its own clause, "that"."""
    if frame.pattern == "around":
        without = {t.i for t in token.subtree} | frame.without
        head = frame.heads[0]
        if token.lower_ == "according" and source is not None and not any(c.dep_ in SUBJECTS for c in head.children):
            # "According to X, Y and Z left": the parser took Y and Z for more sources
            for comma in source.rights:
                if comma.text == "," and any(c.dep_ == "conj" and c.i > comma.i for c in source.subtree):
                    without -= {i for i in without if i > comma.i}
                    break
        return without
    without = {token.i} | frame.without
    if source is not None:
        if source in token.ancestors:  # "the statement, released on Monday, accused" hung under its own subject
            first, last = source_tokens(source)
            without |= set(range(first.i, last.i + 1))
        else:
            without |= {t.i for t in source.subtree}
        if source.head.lower_ == "by":
            without.add(source.head.i)
    for head in frame.heads:
        without |= {c.i for c in head.children if c.dep_ == "mark" and c.lower_ in ("that", "whether", "if")}
    return without


def coordinated(cue: Token, frame: Frame) -> tuple[list[Frame], list[Token]]:
    """Take apart what the parser joined under one content.

    Returns:
        One frame for each that-clause ("said that A and that B" makes two claims), and the cues that follow the
        content with the same source ("said A but urged B", "said A, adding that B"), which are no part of it.
    """
    if frame.pattern != "clause":
        return [frame], []
    parts, followers = [frame.heads[0]], []
    for clause in frame.heads[0].subtree:
        governor = clause.head
        if clause == frame.heads[0] or clause.pos_ not in ("VERB", "AUX"):
            continue
        if (
            clause.dep_ == "conj"
            and governor in parts
            and any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
        ):
            parts.append(clause)
        elif governor in parts and _follows(cue, clause):
            followers.append(clause)
    frames = []
    for part in parts:
        others = [
            t for other in (*parts, *followers) if other != part and part in other.ancestors for t in other.subtree
        ]
        frames.append(Frame("clause", (part,), frozenset(t.i for t in others)))
    return frames, followers


def _follows(cue: Token, clause: Token) -> bool:
    """Whether a clause inside a content is in truth the next thing its speaker does: a cue without a subject."""
    if any(c.dep_ in SUBJECTS for c in clause.children) or lexical_key(clause) is None:
        return False
    if clause.dep_ == "conj":
        return clause.tag_ == cue.tag_ == "VBD" and not any(c.dep_ in ("aux", "auxpass") for c in clause.children)
    before = clause.doc[clause.left_edge.i - 1].text if clause.left_edge.i else ""
    return clause.dep_ == "advcl" and clause.tag_ == "VBG" and before == "," and not list(clause.lefts)
