"""How a clause stands in its sentence and whose words it is in: attachment, mood, voice."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from analysis.passages import ParsedArticle, find_quotations
from analysis.schema import Row
from analysis.syntax import is_negated

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

CLAUSAL = frozenset(("VERB", "AUX"))
ATTACHMENTS = {
    "ROOT": "main",
    "conj": "conjunct",
    "ccomp": "complement",
    "xcomp": "complement",
    "csubj": "complement",
    "csubjpass": "complement",
    "pcomp": "complement",
    "relcl": "relative",
    "acl": "relative",
    "advcl": "adverbial",
    "parataxis": "main",
}
CONDITIONS = frozenset(("if", "unless", "lest"))
OPEN_MODALS = frozenset("may might could should would must ought can".split())
# A paragraph that somebody speaks in without quotation marks: a list item, a block quote, a turn of a transcript.
SPOKEN_PARAGRAPH = re.compile(
    r"(?:[-–—•*·>]|(?:<p>)?&[lr]dquo;|(?:<p>)?&#82\d\d;|[QA]:|(?=[A-Z]?[^a-z]?[a-z])(?:[A-Z][\w.'’-]* ?){1,4}:)\s*"
)
DEEPEST = 12


class Attachment(NamedTuple):
    """How a clause hangs in its sentence.

    Attributes:
        kind: main, conjunct, complement ("said that", "denied doing"), noun_complement ("claims that"), relative,
            adverbial or other.
        joining: The word that joins it, lower case: "that", "whether", "because", "who"; None without one.
        governor: The head word of the clause that it hangs in; None for a main clause.
        holder: The word that it hangs on: that head word, or a noun of that clause.
    """

    kind: str
    joining: str | None
    governor: Token | None
    holder: Token | None


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """Return the lists of moods.toml; a verb with its particle is one entry, joined by a blank."""
    read = tomllib.loads((files(__package__) / "moods.toml").read_text(encoding="utf-8"))
    pairs = read.pop("denying_with_particle").split()
    lists = {name: frozenset(words.split()) for name, words in read.items()}
    lists["denying"] |= {" ".join(pair) for pair in zip(pairs[::2], pairs[1::2], strict=True)}
    return lists


def attachment_of(verb: Token) -> Attachment:
    """Return how a clause hangs in its sentence."""
    kind = "complement" if _is_object(verb) else ATTACHMENTS.get(verb.dep_, "other")
    joining = _joining_word(verb)
    holder = verb.head if verb.head != verb else None
    if verb.dep_ == "pcomp" and holder is not None:
        joining = joining or holder.lower_
        holder = holder.head
    if holder is None or kind == "main":
        return Attachment(kind, joining, _clause_over(holder) if holder is not None else None, None)
    if holder.pos_ not in CLAUSAL and kind in ("relative", "complement") and _is_content_of_noun(verb, holder, joining):
        kind = "noun_complement"
    if (
        kind == "complement"
        and verb.dep_ == "pcomp"
        and joining in ("after", "before", "while", "by", "despite", "since")
    ):
        kind = "adverbial"
    return Attachment(kind, joining, _clause_over(holder), holder)


def _is_object(verb: Token) -> bool:
    """Whether the parser hung "using" on "ruled out" as a circumstance."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.i < verb.head.i:
        return False
    if predicate_with_particle(verb.head) not in word_lists()["denying"]:
        return False
    is_set_off = any(t.text == "," for t in verb.doc[verb.head.i : verb.i])
    return not is_set_off and not any(c.dep_ == "mark" for c in verb.children)


def _joining_word(verb: Token) -> str | None:
    for child in verb.children:
        if child.dep_ == "mark":
            return str(child.lower_)
    for child in verb.lefts:
        if child.tag_ in ("WP", "WDT", "WRB", "WP$"):
            return str(child.lower_)
        for grandchild in child.children:
            if grandchild.tag_ in ("WP", "WDT", "WRB", "WP$"):
                return str(grandchild.lower_)
    return None


def _is_content_of_noun(verb: Token, noun: Token, joining: str | None) -> bool:
    if noun.lemma_.lower() not in word_lists()["assertions"]:
        return verb.dep_ == "ccomp"
    is_infinitive = any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
    return joining == "that" or is_infinitive or verb.dep_ in ("ccomp", "pcomp")


def _clause_over(token: Token) -> Token:
    """The nearest verb at or above a token that heads a clause; the root where there is none."""
    while token.head != token and (token.pos_ not in CLAUSAL or token.dep_ in ("aux", "auxpass", "amod", "compound")):
        token = token.head
    return token


def mood_of(verb: Token, attachments: dict[int, Attachment]) -> str:
    """Return whether a clause is asserted, denied, asked or supposed where it stands.

    `attachments` are those of its Doc's clauses by the index of their verbs.

    A negation of its own is its polarity, no denial. What a denied clause only tells beside (a relative clause, a
    reason) is asserted, and so is what a mere verb of saying reports.
    """
    denied, clause, own = False, verb, _own_mood(verb)
    if own == "asked":
        return own
    for _ in range(DEEPEST):
        attachment = attachments.get(clause.i) or attachment_of(clause)
        governor = attachment.governor
        if (
            attachment.kind not in ("complement", "noun_complement", "conjunct")
            or governor is None
            or governor == clause
        ):
            break
        if attachment.kind == "conjunct" and _has_own_clause(clause):
            break
        if attachment.kind != "conjunct":
            mood = _mood_under(governor, attachment)
            if mood in ("asked", "supposed"):
                return mood
            denied ^= mood == "denied"
        clause = governor
        if _own_mood(clause) == "supposed":
            return "supposed"
    if denied:
        return "denied"
    return own or "asserted"


def _has_own_clause(verb: Token) -> bool:
    """Whether a joined clause has a subject of its own and stands beside a main clause: a sentence for itself."""
    return verb.head.dep_ == "ROOT"


def _own_mood(verb: Token) -> str | None:
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    if marks & CONDITIONS:
        return "asked" if verb.dep_ == "ccomp" else "supposed"
    if "whether" in marks:
        return "asked"
    is_reported = verb.dep_ in ("ccomp", "acl", "relcl")  # "said it would leave" is a future
    open_modals = OPEN_MODALS - {"would"} if is_reported else OPEN_MODALS
    if any(c.dep_ == "aux" and c.lower_ in open_modals for c in verb.children):
        return "supposed"
    if verb.dep_ in ("ROOT", "ccomp") and _ends_as_question(verb.sent):
        return "asked"
    return None


def _ends_as_question(sentence: Span) -> bool:
    for token in reversed(sentence):
        words = token.text.rstrip("\"”»’' ")
        if words:
            return bool(words.endswith("?"))
    return False


def _mood_under(governor: Token, attachment: Attachment) -> str:
    lists, lemma = word_lists(), predicate_with_particle(governor)
    negated = is_negated(governor)
    if lemma in lists["denying"]:
        return "asked" if negated else "denied"
    if attachment.kind == "noun_complement":
        return "asserted"
    if attachment.joining == "whether" or (lemma in lists["asking"] and attachment.joining in CONDITIONS):
        return "asked"
    if lemma in lists["wishing"] and attachment.joining is None:
        return "supposed"
    if negated and lemma in lists["saying"]:
        return "asked"
    return "asserted"


def predicate_with_particle(verb: Token) -> str:
    """Return the lemma of a verb, with a particle or adverb that makes another verb of it."""
    lemma = str(verb.lemma_.lower())
    for child in verb.children:
        if child.dep_ in ("prt", "advmod") and child.i == verb.i + 1:
            joined = f"{lemma} {child.lower_}"
            if child.dep_ == "prt" or joined in word_lists()["denying"]:
                return joined
    return lemma


class Voices:
    """Whose words stand where in an article: by its quotation marks and its paragraphs that somebody speaks in."""

    def __init__(self, article: ParsedArticle) -> None:
        quoted = find_quotations(article.passages)
        self._starts = [q.start for q in quoted]
        self._ends = [q.end for q in quoted]
        self._spoken = self._spoken_paragraphs(article)
        self._paragraphs = [p.start for p in article.passages]

    @staticmethod
    def _spoken_paragraphs(article: ParsedArticle) -> frozenset[int]:
        spoken, is_list = set(), False
        for passage in article.passages:
            is_item = SPOKEN_PARAGRAPH.match(passage.text) is not None
            introduced = passage.number > 0 and article.passages[passage.number - 1].text.rstrip().endswith(":")
            is_list = is_item and (is_list or introduced)
            if is_item or introduced:
                spoken.add(passage.number)
        return frozenset(spoken)

    def voice(self, offset: int, claim: Row | None) -> str:
        """Return attributed, unattributed or outlet for the words at `offset` inside `claim` (None for none)."""
        if claim is not None:
            return "attributed" if claim["source_start"] is not None else "unattributed"
        i = bisect_right(self._starts, offset) - 1
        if i >= 0 and offset < self._ends[i]:
            return "unattributed"
        paragraph = bisect_right(self._paragraphs, offset) - 1
        return "unattributed" if paragraph in self._spoken else "outlet"
