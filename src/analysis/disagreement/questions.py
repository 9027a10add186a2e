"""What is in question, neutrally: a question made of the denied deed, and one sentence that says who says what."""

import re

from analysis.disagreement.acts import Act
from analysis.disagreement.findings import Finding, Position
from analysis.disagreement.reading import Reading
from analysis.disagreement.statements import Clause

LONGEST = 110
LONGEST_QUOTATION = 140
UNNAMED = "an unnamed source"
PRONOUNS = frozenset("he she it they we i you his her its their who that which".split())
# Pronouns by which what is denied speaks of the one who denies it.
PERSONAL = frozenset(("he", "she", "i"))
IMPERSONAL = frozenset(("it", "they", "we"))
NEGATION = re.compile(r"\b(?:not|never)\b|(?<=\w)n['’]t\b|\bno\b(?= \w)", re.IGNORECASE)
AGAINST = re.compile(r",? \b(?:despite|notwithstanding|contrary to)\b", re.IGNORECASE)
# Words that a clause, cut where its parse ends, leaves hanging.
LOOSE = re.compile(r"(?:[ ,]+(?:and|or|but|saying|adding|with|a|the))+$", re.IGNORECASE)
ANY = re.compile(r"^(?:any|all|the existence of)\s+", re.IGNORECASE)
HARMED = {"~dead": "How many were killed", "~injured": "How many were injured"}
MARKS = str.maketrans("", "", '“”«»"')


def question_of_act(act: Act, affirmed: Clause | None, reading: Reading) -> str:
    """Return what an act of contest puts in question: "Whether the army shelled the hospital".

    A clause is asked as it stands; a deed without a subject is the denier's; where the act only points back, what was
    affirmed is asked, or the charge is named.
    """
    denier = reading.index.party_names.get(act.denier or "")
    if act.contents:
        return _whether(act.contents[0], act.denier, reading)
    if act.form == "part" and denier is not None:
        return _cut(f"Whether {denier} had {_object_of(act, reading)}")
    if act.told and act.whose is None:
        return _cut(f"Whether it is so: {ANY.sub('', _object_of(act, reading))}")
    charge = reading.claim_of_cue(affirmed) if affirmed is not None else None
    if charge is not None and denier is not None:
        return _cut(f"The charge against {denier}: {_words(charge['content_text'])}")
    if affirmed is not None and (act.whose is not None or not act.is_of_charge):
        return _whether(affirmed, None, reading)
    return f"What is laid to the charge of {denier or 'somebody'}"


def question_of_clause(c: Clause, reading: Reading) -> str:
    """Return what a clause puts in question, without its negation: "did not shell it" is asked as "shelled it"."""
    question = AGAINST.split(_whether(c, None, reading))[0]
    return " ".join(NEGATION.sub("", question).split()).strip(" ,")


def _whether(c: Clause, denier: str | None, reading: Reading) -> str:
    text = _words(_told(c, reading))
    doers = c.of_role("agent") or c.of_role("patient")
    has_subject = any(c.start <= a.start < c.place for a in doers)
    name = reading.index.party_names.get(denier or "")
    if has_subject and c.tense != "none":
        first = text.partition(" ")[0].lower()
        is_person = reading.index.actors.get(denier or "", {}).get("kind") == "person"
        if name is not None and first in (PERSONAL if is_person else IMPERSONAL):
            text = f"{name} {text.partition(' ')[2]}"
        return _cut(f"Whether {_small(text)}")
    if name is None:
        name = next((reading.index.party_names.get(a.entity) for a in doers if a.entity is not None), None)
    rest = _words(reading.text(c.article)[c.place : c.end]).partition(" ")[2]
    if name is not None and c.predicate:
        return _cut(f"Whether {name} did {c.predicate.partition(' ')[0]} {ANY.sub('', rest)}")
    return _cut(f"Whether it is so: {text}")


def _told(c: Clause, reading: Reading) -> str:
    """The words of a clause from its subject on, with what hangs in it, as far as its claim goes."""
    inside = (x for x in reading.inside.get(c.id, ()) if x.attachment != "main")
    end = max((x.end for x in inside if x.attachment != "adverbial" or x.tense != "none"), default=c.end)
    start = min((a.start for a in c.of_role("agent", "patient") if c.start <= a.start < c.place), default=c.start)
    if c.claim is not None:
        around = [e for s, e in c.claim["content_spans"] if s <= c.place < e]
        end = min(end, *around) if around else end
    return reading.text(c.article)[start : max(c.end, end)]


def _object_of(act: Act, reading: Reading) -> str:
    objects = act.clause.of_role("patient") or act.clause.of_role("other", "agent")
    a = objects[0]
    return _words(reading.text(act.clause.article)[a.start : a.end])


def _words(text: str) -> str:
    plain = LOOSE.sub("", " ".join(text.translate(MARKS).split()).strip(" ,;:."))
    return plain.removeprefix("that ").strip(" ,;:.")


def _small(text: str) -> str:
    """The text with a small first letter where it is an article or a pronoun."""
    first = text.partition(" ")[0]
    is_small = first != "I" and first.lower() in PRONOUNS | {"the", "a", "an", "no", "there"}
    return text[:1].lower() + text[1:] if is_small else text


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"


def summary(f: Finding, names: dict[str, str], texts: dict[str, str]) -> str:
    """Return one neutral sentence: who says what, in a few of their own words."""
    a, b = _who(f.a, names), _who(f.b, names)
    a = a[:1].upper() + a[1:]
    words_a, words_b = f"“{_quoted(f.a, texts)}”", f"“{_quoted(f.b, texts)}”"
    if f.rule == "mutual_blame":
        return f"Each lays the fault on the other: {a}: {words_a}; {b}: {words_b}."
    if f.relation == "agreement":
        whose = f"{a}, in two articles" if a == b else f"{a} and {b} alike"
        return f"{whose}: {words_a}; {words_b}."
    if f.relation == "update":
        return f"{a}: {words_a}; a later report has {b}: {words_b}."
    if f.stance_b == "denies":
        return f"{a}: {words_a}; against this {b}: {words_b}."
    return f"{a}: {words_a}; {b}: {words_b}."


def _who(positions: tuple[Position, ...], names: dict[str, str]) -> str:
    people = list(dict.fromkeys(names.get(p.party or "", UNNAMED) for p in positions))
    return " and ".join(people[:2]) + (" and others" if len(people) > 2 else "")


def _quoted(positions: tuple[Position, ...], texts: dict[str, str]) -> str:
    first = positions[0]
    words = " … ".join(" ".join(texts[first.article][start:end].split()) for start, end in first.spans)
    return (
        words if len(words) <= LONGEST_QUOTATION else words[:LONGEST_QUOTATION].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"
    )
