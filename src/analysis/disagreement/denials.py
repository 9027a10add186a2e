"""Acts of contest beside what they answer → findings, one an act."""

from collections import defaultdict
from collections.abc import Iterator

from analysis.disagreement.acts import Act, find_acts
from analysis.disagreement.answers import find_affirmations
from analysis.disagreement.findings import Finding, Position, position_of
from analysis.disagreement.reading import Reading

MOST_AFFIRMATIONS = 4
RULES = {"content": "denied_content", "part": "denied_part", "reply": "reply"}


def find_denials(reading: Reading) -> Iterator[Finding]:
    """Yield one contradiction an act of contest that answers something said."""
    acts = find_acts(reading)
    acts_in: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        acts_in[act.clause.sentence].append(act)
    for act in acts:
        affirming = find_affirmations(act, reading, acts_in)
        if not affirming:
            continue
        best = affirming[0].score
        kept = [a for a in affirming if a.score >= 0.75 * best][:MOST_AFFIRMATIONS]
        a = tuple(dict.fromkeys(position_of(x.clause) for x in kept))
        b = (position_of_act(act, reading),)
        words = tuple(sorted(k.value for k in act.told))[:6]
        yield Finding("contradiction", "denial", RULES[act.form], a, b, "medium", words, act.clause.story, "", "affirms", "denies", act.clause.id)


def position_of_act(act: Act, reading: Reading) -> Position:
    """The words of an act with what it denies, and the claim that it makes."""
    start, end = min(s for s, _ in act.spans), max(e for _, e in act.spans)
    claims = reading.index.by_article("claims")[act.clause.article]
    own = next((c["claim_id"] for c in claims if c["cue_start"] is not None and c["cue_start"] <= act.clause.place < c["cue_end"]), None)
    return Position(act.clause.article, ((start, end),), own, act.denier)
