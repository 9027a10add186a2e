"""Each side says that the other did wrong; and "they did not come" against "nothing was arranged"."""

from collections import defaultdict
from collections.abc import Iterator

from analysis.disagreement.findings import Finding, Position, position_of
from analysis.disagreement.reading import Reading
from analysis.disagreement.statements import Clause
from analysis.lexicon import WORD, word_lists

# What it is to have done wrong: to break a deal, to attack, to stay away. Not to do one's duty is the same.
WRONGS = {"breach": "breach", "attack": "attack", "kill": "attack", "destroy": "attack"}
OMISSIONS = {"fulfil": "breach"}
QUESTIONS = {"breach": "Who did not keep to what was agreed", "attack": "Who attacked whom"}


def find_mutual_blame(reading: Reading) -> Iterator[Finding]:
    """Yield one finding for each pair of sides that accuse each other of one kind of wrong.

    Its positions hold every such accusation, in order of article and offset.
    """
    found: dict[tuple[str, str, frozenset[str]], dict[str, list[Position]]] = defaultdict(lambda: defaultdict(list))
    for c in reading.clauses:
        wrong = wrong_of(c)
        against = _blamed_side(c, reading) if wrong is not None else None
        if wrong is not None and against is not None and against != c.side and c.side is not None:
            found[c.story, wrong, frozenset((c.side, against))][c.side].append(position_of(c))
    for (story, wrong, pair), by_side in sorted(found.items(), key=lambda item: (item[0][:2], sorted(item[0][2]))):
        if len(by_side) < len(pair):
            continue
        a, b = (tuple(dict.fromkeys(by_side[side])) for side in sorted(pair))
        topic, kind = "/".join((wrong, *sorted(pair))), ("contradiction", "blame_reversal", "mutual_blame")
        yield Finding(*kind, a, b, (wrong,), story, QUESTIONS[wrong], "accuses", "accuses", topic)


def wrong_of(c: Clause) -> str | None:
    """Return the kind of wrong that somebody's claim tells of, None where it tells of none."""
    is_said = c.claim is not None and c.mood == "asserted" and c.is_sure
    if not is_said or c.family is None:
        return None
    return OMISSIONS.get(c.family) if c.is_negative else WRONGS.get(c.family)


def _blamed_side(c: Clause, reading: Reading) -> str | None:
    """The side that a claim blames, else that of the doer."""
    targets = [t["entity_id"] for t in c.claim["targets"] if t["role"] == "blames"] if c.claim is not None else []
    doers = [a.entity for a in c.of_role("agent")]
    blamed = next((entity for entity in (*targets, *doers) if entity is not None), None)
    return reading.sides.get(blamed, blamed) if blamed is not None else None


def find_unarranged(reading: Reading) -> Iterator[Finding]:
    """Yield "they stayed away", said by one side, against "no date was agreed", said by the other."""
    away: dict[str, list[Clause]] = defaultdict(list)
    unarranged: dict[str, list[Clause]] = defaultdict(list)
    for c in reading.clauses:
        if c.mood != "asserted" or not c.is_sure or c.side is None:
            continue
        if (c.family == "stay_away" and not c.is_negative) or (c.family == "come" and c.is_negative):
            away[c.story].append(c)
        elif c.is_negative and _is_of_appointment(c, reading):
            unarranged[c.story].append(c)
    for story, missed in sorted(away.items()):
        for a in missed:
            missing = {reading.sides.get(x.entity) for x in a.of_role("agent") if x.entity is not None}
            for b in unarranged[story]:
                if b.side in missing and b.side != a.side:
                    # Only the missing one's absence is contested, not all that the claim tells.
                    own = (position_of(a)._replace(spans=((a.start, a.end),)),)
                    words, topic = (a.predicate, b.predicate), f"{a.side}/{b.side}"
                    kind = ("contradiction", "presupposition", "not_arranged")
                    yield Finding(*kind, own, (position_of(b),), words, story, "What was arranged", topic=topic)


def _is_of_appointment(c: Clause, reading: Reading) -> bool:
    """Whether a clause says that a date, day or meeting was agreed, or was not."""
    if not word_lists().arranging & set(c.predicate.split()):
        return False
    heads = {
        w.lower() for a in c.of_role("agent", "patient") for w in WORD.findall(reading.text(c.article)[a.start : a.end])
    }
    return bool(heads & word_lists().appointments)
