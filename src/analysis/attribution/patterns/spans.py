"""From head words to words: which belong to a content, which to its cue, and what the parser joined too much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from analysis.attribution.patterns.contents import lexical_key
from analysis.attribution.patterns.frames import Frame
from analysis.passages import PLAIN_MARK
from analysis.syntax import FINITE, RELATIVE_PRONOUNS, SUBJECTS, phrase_bounds, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token


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
    if any(
        t.pos_ == "VERB" or t.lower_ in RELATIVE_PRONOUNS or t.text in (PLAIN_MARK, "'")
        for t in doc[start - 1 : verb.i]
    ):
        return None
    return nouns[-1], [*doc[sentence.start : start], *doc[end + 1 : sentence.end]]


LONGEST_REMARK = 6


def behind_mark(verb: Token, marks: str) -> list[Token]:
    """Return the words of the clause behind a mark that follows a cue: "she said; nobody left"."""
    doc = verb.doc
    mark = next((t for t in doc[verb.i + 1 : verb.i + LONGEST_REMARK] if t.text in marks), None)
    if mark is None or mark.i + 1 >= len(doc):
        return []
    if any(t.pos_ in ("VERB", "AUX") or t.is_punct for t in doc[verb.i + 1 : mark.i]):
        return []
    words = [t for t in doc[mark.i + 1].sent if t.i > mark.i]
    is_clause = any(t.pos_ in ("VERB", "AUX") for t in words) and not any(t.text == PLAIN_MARK for t in words)
    return words if is_clause else []


LONGEST_SOURCE = 14
LONGEST_TAIL = 8
MAIN_CLAUSE_STARTS = frozenset(("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"))


def closing(verb: Token) -> tuple[Token, list[Token]] | None:
    """Find "The bridge was shut, the minister told reporters." by its commas, where the parser saw no content.

    Returns:
        The source's head and the words of the sentence before it; None where there is no such thing.
    """
    doc, sentence = verb.doc, verb.sent
    tail = doc[verb.i + 1 : sentence.end]
    if verb.tag_ not in FINITE or len(tail) > LONGEST_TAIL or any(t.pos_ in ("VERB", "AUX") for t in tail):
        return None
    commas = [t.i for t in doc[sentence.start : verb.i] if t.text == ","]
    if commas and commas[-1] == verb.i - 1:  # "the owner, Ann Bo, said"
        commas = commas[:-2]
    if not commas or any(t.text in (",", ":", PLAIN_MARK) for t in tail):
        return None
    said, phrase = doc[sentence.start : commas[-1]], doc[commas[-1] + 1 : verb.i]
    # A sentence may begin with the comma, where the parser parts "1750, herders said".
    if not len(said):
        return None
    nouns = [t for t in phrase if t.pos_ in ("NOUN", "PROPN", "PRON")]
    if not nouns or len(phrase) > LONGEST_SOURCE or phrase[0].pos_ not in MAIN_CLAUSE_STARTS:
        return None
    if any(t.pos_ in ("VERB", "AUX") or t.lower_ in RELATIVE_PRONOUNS or t.text == PLAIN_MARK for t in phrase):
        return None
    if said[0].pos_ not in MAIN_CLAUSE_STARTS and said[0].dep_ != "prep":
        return None
    return (nouns[-1], list(said)) if any(t.tag_ in FINITE for t in said) else None


def _is_set_off(verb: Token) -> bool:
    """Whether commas or dashes set a clause off from the one around it, as its comment."""
    first, last = verb.left_edge.i, verb.right_edge.i
    doc = verb.doc
    before = doc[first - 1].text if first else ""
    after = doc[last + 1].text if last + 1 < len(doc) else "."
    if before not in (",", "–", "—", "-") or after not in (",", ".", "–", "—", "-"):
        return False
    has_subject = any(c.dep_ == "nsubj" and c.lower_ not in RELATIVE_PRONOUNS for c in verb.children)
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


OPENING_KEPT = frozenset(('"', "'", "(", "[", "``", "$", "#", "£", "€"))


def _trimmed(run: list[Token]) -> Iterator[tuple[Token, Token]]:
    first, last = 0, len(run) - 1
    while first <= last and (run[first].is_space or (run[first].is_punct and run[first].text not in OPENING_KEPT)):
        first += 1
    while first <= last and (run[last].is_space or run[last].dep_ == "cc" or run[last].text in CLOSING_LOOSE):
        last -= 1
    if first <= last and not all(t.is_punct or t.dep_ in ("cc", "mark") for t in run[first : last + 1]):
        yield run[first], run[last]


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
        return without | {t.i for remark in _remarks(head) for t in remark.subtree}
    without = {token.i} | frame.without
    if source is not None:
        if source in token.ancestors:  # "the statement, released on Monday, accused" hung under its own subject
            first, last = phrase_bounds(source)
            without |= set(range(first.i, last.i + 1))
        else:
            without |= {t.i for t in source.subtree}
        if source.head.lower_ == "by":
            without.add(source.head.i)
    for head in frame.heads:
        without |= {c.i for c in head.children if c.dep_ == "mark" and c.lower_ in ("that", "whether", "if")}
    return without


# What the outlet sets behind a comma beside what is said: "…, despite claims of an agreement", "…, a move aimed at …".
# It ends two contents of data/raw where a reader does and changes no figure of PolNeAR and of the stories.
BESIDE = frozenset(("despite", "amid"))
SUMMING_UP = frozenset("measure move step decision development sign effort attempt bid".split())


def _remarks(head: Token) -> Iterator[Token]:
    """The phrases behind a comma at the end of a clause that are the outlet's remark on it."""
    for token in head.subtree:
        first = token.left_edge.i
        if first <= head.i or head.doc[first - 1].text != ",":
            continue
        sums_up = token.lemma_.lower() in SUMMING_UP and any(c.dep_ in ("acl", "relcl") for c in token.children)
        if sums_up or (token.dep_ == "prep" and token.lower_ in BESIDE):
            yield token


def coordinated(cue: Token, frame: Frame) -> tuple[list[Frame], list[Token]]:
    """Take apart what the parser joined under one content.

    Returns:
        One frame for each that-clause ("said that A and that B" makes two claims), and the cues that follow the
        content with the same source ("said A but urged B", "said A, adding that B"), which are no part of it.
    """
    if frame.pattern != "clause":
        return [frame], []
    parts: list[Token] = []
    followers: list[Token] = []
    open_parts = [frame.heads[0]]
    while open_parts:
        part = open_parts.pop()
        parts.append(part)
        for clause in part.children:
            if clause.pos_ not in ("VERB", "AUX"):
                continue
            has_that = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
            if clause.dep_ == "conj" and has_that:
                open_parts.append(clause)
            elif _follows(cue, clause):
                followers.append(clause)
    parts.sort(key=lambda t: t.i)
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
