"""Acts of contest beside what they answer → findings, one an act."""

from collections.abc import Iterator

from analysis.disagreement.acts import Act
from analysis.disagreement.answers import Affirmation, Answers
from analysis.disagreement.findings import Finding, Position, position_of
from analysis.disagreement.named import claims_called_wrong, claims_set_aside
from analysis.disagreement.questions import question_of_act, question_of_clause
from analysis.disagreement.reading import Reading
from analysis.disagreement.statements import Clause

# Affirmations of one act that are shown, those nearly as sure as the surest.
MOST_AFFIRMATIONS = 4
NEARLY = 0.75
RULE_OF_FORM = {"content": "denied_content", "part": "denied_part", "reply": "reply"}


def find_denials(reading: Reading, acts: list[Act]) -> Iterator[Finding]:
    """Yield one contradiction an act of contest that answers something said."""
    answers = Answers(reading, acts)
    for act in acts:
        disputed = answers.disputed(act)
        if disputed is not None:
            a, b = (position_of_act(act, reading),), (position_of_act(disputed, reading),)
            question = question_of_act(disputed, None, reading)
            yield _finding(disputed, a, "reply", question, reading)._replace(b=b)
            continue
        affirming = answers.find(act)
        if affirming:
            kept = [a for a in affirming if _is_like(a, affirming[0], reading)][:MOST_AFFIRMATIONS]
            question = question_of_act(act, kept[0].clause, reading)
            affirmed = tuple(dict.fromkeys(_affirmed(a, reading) for a in kept))
            yield _finding(act, affirmed, RULE_OF_FORM[act.form], question, reading)
        elif act.is_of_claim and act.contents and act.denier is not None:
            spans = tuple((c.start, c.end) for c in act.contents)
            a = (Position(act.clause.article, spans, None, act.whose),)
            yield _finding(act, a, "claim_named", question_of_act(act, None, reading), reading)
    for said, against in claims_called_wrong(reading):
        yield _named(said, against, said, reading)
    for said, against in claims_set_aside(reading):
        yield _named(said, against, against, reading)


def _is_like(a: Affirmation, surest: Affirmation, reading: Reading) -> bool:
    """Whether an affirmation is nearly as sure as the surest, for the same reason, and of the same incident."""
    if a.ground != surest.ground or a.score < NEARLY * surest.score:
        return False
    return reading.are_of_one_incident(*(reading.sentences[x.clause.sentence] for x in (surest, a)))


def _finding(act: Act, a: tuple[Position, ...], rule: str, question: str, reading: Reading) -> Finding:
    words = tuple(sorted(k.value for k in act.told))[:6]
    b = (position_of_act(act, reading),)
    story = act.clause.story
    return Finding("contradiction", "denial", rule, a, b, words, story, question, "affirms", "denies")


def _named(said: Clause, against: Clause, asked: Clause, reading: Reading) -> Finding:
    question = question_of_clause(asked, reading)
    a = position_of(said)
    if said.party == against.party:  # the words that somebody reports in order to reject them are not their own
        a = a._replace(party=None, claim_id=None)
    b = Position(against.article, ((against.start, against.end),), None, against.party)
    words = tuple(sorted(k.value for k in said.keys if k.kind == "word"))[:6]
    return Finding(
        "contradiction", "denial", "claim_named", (a,), (b,), words, said.story, question, "affirms", "denies"
    )


def _affirmed(a: Affirmation, reading: Reading) -> Position:
    """The words that affirm: those of an accusation with what it accuses of."""
    own = reading.claim_of_cue(a.clause)
    if own is None:
        return position_of(a.clause)._replace(party=a.party)
    start, end = min(a.clause.start, own["char_start"]), max(a.clause.end, own["char_end"])
    return Position(a.clause.article, ((start, end),), own["claim_id"], a.party)


def position_of_act(act: Act, reading: Reading) -> Position:
    """The words of an act with what it denies, and the claim that it makes."""
    start, end = min(s for s, _ in act.spans), max(e for _, e in act.spans)
    own = reading.claim_of_cue(act.clause)
    return Position(act.clause.article, ((start, end),), own["claim_id"] if own else None, act.denier)
