"""Clauses of a parse as predications: predicate, arguments, quantities, polarity, factuality, tense, time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from analysis import syntax
from analysis.lexicon import family_of
from analysis.passages import ParsedArticle
from analysis.predication.context import Attachment, Voices, attachment_of, mood_of
from analysis.predication.quantities import Amount, quantities_in
from analysis.schema import Row, span_id

if TYPE_CHECKING:
    from spacy.tokens import Token

CLAUSE_LABELS = frozenset(
    "ROOT ccomp xcomp advcl relcl conj acl pcomp parataxis csubj csubjpass dep appos pobj".split()
)
OWN_CLAUSES = frozenset("ccomp advcl relcl acl parataxis csubj csubjpass".split())
NEGATING = frozenset("fail refuse decline avoid neglect".split())
UNSPECIFIED = frozenset("anybody anyone anything nobody nothing none whoever whatever".split())
# "Began to leave" and "failed to come" tell whether it happened; "wanted to leave" does not.
REALISED = frozenset(("manage", "begin", "start", "continue", "happen", "turn", "appear", *NEGATING))
PARTS_OF_NUMBERS = frozenset(("nummod", "quantmod", "compound", "nmod"))
ROLES = {"dobj": "patient", "nsubjpass": "patient", "attr": "other", "dative": "other", "oprd": "other"}


def find_predications(article: ParsedArticle, claims: list[Row], timexes: list[Row]) -> list[Row]:
    """Find the clauses of one article, in claims and in the outlet's own words.

    Args:
        article: The article with its parse.
        claims: Its rows of the claims frame.
        timexes: Its rows of the timexes frame.

    Returns:
        Rows of the `predications` frame in order of offset, before entity ids: each argument has a `head` (offset of
        its head word). `claim_id` is the innermost claim around the predicate's word, null in the outlet's own
        words. Number bounds are in units of `unit`; a null bound is open. A claim whose content is a phrase
        ("spoke of a call and a fax") has one row, its predicate "".
    """
    claim_at, voices = _innermost(claims), Voices(article)
    places = [_place(article, number, timexes) for number in range(len(article.docs))]
    rows: dict[str, Row] = {}
    for place, doc in zip(places, article.docs, strict=True):
        ids: dict[int, str] = {}
        of_doc: list[tuple[Token, Row]] = []
        for token in doc:
            if is_clause(token):
                offset = place.at + token.idx
                row = _row(article, place, token, claim_at.get(offset))
                row["voice"] = voices.voice(offset, claim_at.get(offset))
                ids[token.i] = row["predication_id"]
                of_doc.append((token, row))
        attachments = {token.i: attachment_of(token) for token, _ in of_doc}
        for token, row in of_doc:
            attached = _attached(place.at, token, attachments, ids)
            claim = claim_at.get(place.at + token.idx)
            if claim is not None and row["polarity"] == "+" and _is_said_by_cue(place.at, attachments[token.i], claim):
                attached["mood"] = _mood_of_claim(claim, attached["mood"])
            rows.setdefault(row["predication_id"], row | attached)
    with_clause = {row["claim_id"] for row in rows.values()}
    for claim in claims:
        if claim["claim_id"] not in with_clause:
            row = _row_of_phrase(article, claim, places)
            row["voice"] = voices.voice(row["char_start"], claim)
            rows.setdefault(row["predication_id"], row)
    return sorted(rows.values(), key=lambda row: (row["char_start"], row["char_end"], row["predication_id"]))


class Place(NamedTuple):
    """What is read once for all clauses of a passage: its offset, its time expressions, what its nouns count."""

    at: int
    timexes: list[Row]
    amounts: dict[int, Amount]


def _place(article: ParsedArticle, number: int, timexes: list[Row]) -> Place:
    """A passage; the numbers of its dates count nothing."""
    start, end = article.passages[number].start, article.passages[number].end
    here = [t for t in timexes if start <= t["char_start"] < end]
    dates = [(t["char_start"] - start, t["char_end"] - start) for t in here if t["type"] != "DURATION"]
    amounts = {
        token.i: amount
        for token, amount in quantities_in(article.docs[number])
        if not any(first <= token.idx < last for first, last in dates)
    }
    return Place(start, here, amounts)


def is_clause(token: Token) -> bool:
    """Whether a token heads a clause: a verb, or a form of be or have that is no auxiliary."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ not in CLAUSE_LABELS:
        return False
    return token.tag_[:2] in ("VB", "MD")


def _innermost(claims: list[Row]) -> dict[int, Row]:
    """Character → the claim with the shortest content around it."""
    found: dict[int, Row] = {}
    for claim in sorted(claims, key=lambda c: (c["char_start"] - c["char_end"], c["claim_id"])):
        for start, end in claim["content_spans"]:
            found.update(dict.fromkeys(range(start, end), claim))
    return found


def _row(article: ParsedArticle, place: Place, verb: Token, claim: Row | None) -> Row:
    at = place.at
    tokens = own_tokens(verb)
    span = at + tokens[0].idx, at + tokens[-1].idx + len(tokens[-1].text)
    predicate = predicate_of(verb)
    said = {
        "claim_id": claim["claim_id"] if claim is not None else None,
        "predicate": predicate,
        "family": family_of(predicate),
        "polarity": "-" if is_negative(verb) else "+",
        "factuality": _factuality(verb, claim),
        "tense": syntax.tense_of(verb),
        "arguments": _arguments(place, arguments_of(verb), tokens),
    }
    return _placed(article, span, (at + verb.idx, at + verb.idx + len(verb.text)), _time(place, tokens)) | said


def _attached(at: int, verb: Token, attachments: dict[int, Attachment], ids: dict[int, str]) -> Row:
    """How a clause hangs in its sentence, and whether it is said to be so there."""
    attachment = attachments[verb.i]
    governor = attachment.governor
    return {
        "mood": mood_of(verb, attachments),
        "attachment": attachment.kind,
        "joining": attachment.joining,
        "governor_id": ids.get(governor.i) if governor is not None and governor != verb else None,
        "holder_start": at + attachment.holder.idx if attachment.holder is not None else None,
    }


def _is_said_by_cue(at: int, attachment: Attachment, claim: Row) -> bool:
    """Whether a clause completes the cue of the claim that it stands in: what is done to it is done by the cue."""
    governor = attachment.governor
    if governor is None or claim["cue_start"] is None or attachment.kind not in ("complement", "noun_complement"):
        return False
    return bool(claim["cue_start"] <= at + governor.idx < claim["cue_end"])


def _mood_of_claim(claim: Row, mood: str) -> str:
    """A clause's mood where its cue has one meaning for all of it: denied, or left open by a denial not made."""
    if claim["speech_act"] == "deny" and mood == "asserted":
        return "denied"
    is_open = claim["polarity"] == "+" and claim["factuality"] == "unknown"
    return "asked" if is_open and mood == "denied" else mood


def _placed(article: ParsedArticle, span: tuple[int, int], predicate: tuple[int, int], timex: Row | None) -> Row:
    """Where a predication stands, and its time."""
    return {
        "predication_id": span_id(article.article_id, "p", predicate[0], *span),
        "article_id": article.article_id,
        "sentence_id": article.sentence_at(predicate[0]).sentence_id,
        "char_start": span[0],
        "char_end": span[1],
        "text": article.text[span[0] : span[1]],
        "predicate_start": predicate[0],
        "predicate_end": predicate[1],
        "time": timex["edtf"] if timex is not None else None,
        "timex_id": timex["timex_id"] if timex is not None else None,
    }


def own_tokens(verb: Token) -> list[Token]:
    """Return the words of a clause without the clauses inside it, marks at its ends left out; never none."""
    tokens = [verb]
    stack = [c for c in verb.children if not _is_other_clause(c)]
    while stack:
        token = stack.pop()
        tokens.append(token)
        stack += [c for c in token.children if c.dep_ not in OWN_CLAUSES]
    tokens.sort(key=lambda t: t.i)
    while tokens[0] != verb and (tokens[0].is_punct or tokens[0].is_space or tokens[0].dep_ in ("cc", "mark")):
        tokens = tokens[1:]
    while tokens[-1] != verb and (tokens[-1].is_punct or tokens[-1].is_space or tokens[-1].dep_ == "cc"):
        tokens = tokens[:-1]
    return tokens


def _is_other_clause(token: Token) -> bool:
    return token.dep_ in OWN_CLAUSES or (token.dep_ == "conj" and token.pos_ in ("VERB", "AUX"))


def predicate_of(verb: Token) -> str:
    """Return the lemma of a predicate with its particle; "be" takes what is said of the subject: "be late"."""
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ == "prt":
            return f"{lemma} {child.lower_}"
    if lemma == "be":
        for child in verb.children:
            if child.dep_ in ("acomp", "attr"):
                return f"be {child.lemma_.lower()}"
    return str(lemma)


def is_negative(verb: Token) -> bool:
    """Whether a clause says that something is not so; "failed to come" says so of the coming.

    What "did not begin until noon" did begin, at noon.
    """
    negative = syntax.is_negated(verb) and not any(_is_until(c) for c in verb.children)
    negative |= verb.dep_ == "conj" and any(t.lower_ == "nor" for t in verb.doc[verb.head.i : verb.i])
    governor = verb.head
    if verb.dep_ == "xcomp" and governor.pos_ in ("VERB", "AUX"):
        turns = governor.lemma_.lower() in NEGATING, syntax.is_negated(governor)
        negative ^= any(turns) and not all(turns)
    return negative


def _is_until(token: Token) -> bool:
    return token.lower_ == "until" or any(c.dep_ == "mark" and c.lower_ == "until" for c in token.children)


def _factuality(verb: Token, claim: Row | None) -> str:
    own = syntax.modality(verb)
    governor = verb.head
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in verb.children):
        return "unknown"
    if verb.dep_ in ("relcl", "acl") and (governor.lower_ in UNSPECIFIED or _is_any(governor)):
        return "unknown"
    is_infinitive = any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
    if is_infinitive and governor.lemma_.lower() not in REALISED:
        own = "unknown"
    if claim is None:
        return own
    order = ("certain", "probable", "possible", "unknown")
    return max(own, str(claim["factuality"]), key=order.index)


def _is_any(noun: Token) -> bool:
    """Whether a noun is said to be any or none: what a clause tells of it is not said to be so."""
    return any(c.dep_ == "det" and c.lower_ in ("any", "no") for c in noun.children)


class Participant(NamedTuple):
    """A participant of a clause: its role, its head word, the preposition that leads it in (None without one)."""

    role: str
    head: Token
    preposition: str | None = None


def arguments_of(verb: Token) -> Iterator[Participant]:
    """Yield a predicate's participants, a shared or controlled subject too."""
    passive = syntax.is_passive(verb)
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if passive:
        agent = syntax.agent_of(verb)
        if agent is not None:
            yield Participant("agent", agent, "by")
        if subject is None and verb.dep_ in ("acl", "conj"):
            shared = verb.head if verb.dep_ == "acl" else syntax.subject_of(verb)
            if shared is not None and shared.pos_ in ("NOUN", "PROPN", "PRON"):
                yield Participant("patient", shared)
    elif subject is None:
        shared = syntax.subject_of(verb)
        if shared is not None and shared.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            yield Participant("agent", syntax.antecedent(shared))
    for child in verb.children:
        if child.dep_ == "nsubj":
            yield Participant("agent", syntax.antecedent(child))
        elif child.dep_ in ROLES and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            yield Participant(ROLES[child.dep_], syntax.antecedent(child))
        elif child.dep_ == "prep" and child.lower_ != "by":
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    yield Participant("other", grandchild, str(child.lower_))


def _row_of_phrase(article: ParsedArticle, claim: Row, places: list[Place]) -> Row:
    """A claim without a verb: what it names and counts."""
    start, end = max(claim["content_spans"], key=lambda span: span[1] - span[0])
    number = next(p.number for p in article.passages if start < p.end)
    place = places[number]
    tokens = syntax.words_between(article.docs[number], start - place.at, end - place.at)
    said = {
        "claim_id": claim["claim_id"],
        "predicate": "",
        "family": None,
        "polarity": "+",
        "factuality": claim["factuality"],
        "tense": "none",
        "arguments": _arguments(place, [], tokens),
    }
    return _placed(article, (start, end), (start, start), _time(place, tokens)) | said


def _arguments(place: Place, participants: Iterable[Participant], tokens: list[Token]) -> list[Row]:
    """The participants, and whatever else is counted among the words."""
    at, amounts = place.at, place.amounts
    rows = {p.head.i: _argument(at, p, amounts.get(p.head.i)) for p in participants}
    for token in tokens if amounts else ():
        counted = amounts.get(token.i)
        if counted is not None and token.i not in rows and token.dep_ not in PARTS_OF_NUMBERS:
            rows[token.i] = _argument(at, Participant("other", token), counted)
    return list(rows.values())


def _argument(at: int, participant: Participant, quantity: Amount | None) -> Row:
    head = participant.head
    first, last = syntax.phrase_bounds(head)
    return {
        "role": participant.role,
        "preposition": participant.preposition,
        "head_start": at + head.idx,
        "head_end": at + head.idx + len(head.text),
        "char_start": at + first.idx,
        "char_end": at + last.idx + len(last.text),
        "head": at + syntax.name_in(head).idx,
        "number_low": quantity.low if quantity else None,
        "number_high": quantity.high if quantity else None,
        "unit": quantity.unit if quantity else None,
    }


def _time(place: Place, tokens: list[Token]) -> Row | None:
    """The first date or clock time among the clause's own words that is known at all; a dateline dates no event."""
    if not place.timexes:
        return None
    offsets = [place.at + t.idx for t in tokens]
    for timex in place.timexes:
        if timex["type"] not in ("DATE", "TIME") or timex["edtf"] is None or timex["rule"] == "dateline":
            continue
        if any(timex["char_start"] <= offset < timex["char_end"] for offset in offsets):
            return timex
    return None
