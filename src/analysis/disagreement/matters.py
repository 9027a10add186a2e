"""Relations → contested matters: their positions, who holds them, and how much speaks for each."""

from collections import Counter, defaultdict
from typing import NamedTuple

import pandas as pd

from analysis.frames import Frames, narrator_id
from analysis.lexicon import WORD, stem, stems, word_lists
from analysis.schema import Row, records

LONGEST_HEADING = 100
FIRST_WORDS = 12
MARKS = '"“”«»'
RELATIVES = frozenset(("that", "which", "who", "whose", "where", "when"))
INNER_MARKS = str.maketrans("“”«»", "‘’‘’")
HEADINGS = {
    "breach": "Who did not keep to what was agreed",
    "attack": "Who attacked whom",
    "stay_away": "Who stayed away",
}
CONTESTED = ("contradiction", "difference")
# A reply ("denied that") counts for more than a negation in what it answers.
REPLY = 3
# Kinds by which one side affirms what the other denies; in the others each gives its own account.
DENIALS = frozenset(("denial", "existence", "opposite"))
UNNAMED = "an unnamed source"
POSITION_COLUMNS = (
    "matter_id heading position stance party_id party outlet article_id char_start char_end text claim_id "
    "relation_id kind confidence"
).split()


def list_positions(frames: Frames, disagreements: pd.DataFrame) -> pd.DataFrame:
    """List who holds which position in each contested matter, span by span.

    Args:
        frames: The frames that the relations were found in.
        disagreements: As `find_disagreements` returns; agreements and updates are no contest and are left out.

    Returns:
        One row a span: matter_id, heading, position ("a" or "b"; "a" affirms where one side does), stance (affirms,
        denies, qualifies, accuses or account), party_id, party (name; the outlet's in its own words), outlet,
        article_id, char_start, char_end, text, claim_id (null in narration), relation_id, kind, confidence; sorted by
        matter, position and place, each span once a position. No rows where nothing is contested.
    """
    back = _Background(frames)
    rows: dict[tuple[object, ...], Row] = {}
    contested = sorted((r for r in records(disagreements) if r["relation"] in CONTESTED), key=_by_id)
    first: dict[str, Row] = {}
    for relation in contested:
        flipped = _is_flipped(relation, first.setdefault(relation["matter_id"], relation))
        stances = dict(zip("ab", back.stances(relation), strict=True))
        for side, other in ("ab", "ba"):
            for span in relation[f"evidence_{side}"]:
                row = back.position(relation, side, span) | {"position": other if flipped else side}
                row["stance"] = stances[side]
                rows.setdefault((row["matter_id"], row["position"], *span.values()), row)
    of_matter: dict[str, list[Row]] = defaultdict(list)
    for row in rows.values():
        of_matter[row["matter_id"]].append(row)
    for group in of_matter.values():
        _affirming_first(group)
        title = back.heading(group, first[group[0]["matter_id"]])
        for row in group:
            row["heading"] = title
    table = pd.DataFrame(list(rows.values()), columns=POSITION_COLUMNS)
    return table.sort_values(["matter_id", "position", "article_id", "char_start"], kind="stable", ignore_index=True)


def _by_id(relation: Row) -> str:
    return str(relation["relation_id"])


def _is_flipped(relation: Row, first: Row) -> bool:
    """Whether a relation's sides stand the other way round than in its matter's first relation."""

    def n_shared(side: str, other: str) -> int:
        return len(set(first[f"parties_{side}"]) & set(relation[f"parties_{other}"]))

    return n_shared("a", "b") + n_shared("b", "a") > n_shared("a", "a") + n_shared("b", "b")


def _affirming_first(group: list[Row]) -> None:
    n = Counter((row["position"], row["stance"]) for row in group)
    if n["a", "affirms"] + n["b", "denies"] < n["b", "affirms"] + n["a", "denies"]:
        for row in group:
            row["position"] = "b" if row["position"] == "a" else "a"


class _Background:
    """What positions are made from beside the relations: rows by id, names, negated and counting clauses."""

    def __init__(self, frames: Frames) -> None:
        self.names = party_names(frames)
        self.articles = {row["article_id"]: row for row in records(frames.articles)}
        self.claims = {row["claim_id"]: row for row in records(frames.claims)}
        self.clauses: dict[str, list[Row]] = defaultdict(list)
        for row in records(frames.predications):
            self.clauses[row["article_id"]].append(row)

    def position(self, relation: Row, side: str, span: Row) -> Row:
        article = self.articles[span["article_id"]]
        claim = self.claim_around(relation, side, span)
        party = claim["entity_id"] if claim else None
        own = narrator_id(article)
        if party is None and own in relation[f"parties_{side}"]:
            party = own
        return {
            **{key: relation[key] for key in ("matter_id", "relation_id", "kind", "confidence")},
            **span,
            "party_id": party,
            "party": self.names.get(party or "", UNNAMED),
            "outlet": article["outlet"],
            "text": article["text"][span["char_start"] : span["char_end"]],
            "claim_id": claim["claim_id"] if claim else None,
        }

    def claim_around(self, relation: Row, side: str, span: Row) -> Row | None:
        around = (self.claims[claim_id] for claim_id in relation[f"claim_ids_{side}"])
        return next(
            (
                claim
                for claim in around
                if claim["article_id"] == span["article_id"]
                and claim["char_start"] <= span["char_start"] < claim["char_end"]
            ),
            None,
        )

    def inside(self, span: Row) -> list[Row]:
        start, end = span["char_start"], span["char_end"]
        return [c for c in self.clauses[span["article_id"]] if start <= c["char_start"] and c["char_end"] <= end]

    def stances(self, relation: Row) -> tuple[str, str]:
        if relation["kind"] == "blame_reversal":
            return "accuses", "accuses"
        if relation["kind"] == "certainty":
            return "affirms", "qualifies"
        a, b = self._n_negative(relation, "a"), self._n_negative(relation, "b")
        if relation["kind"] not in DENIALS or a == b:
            return "account", "account"
        if min(a, b) and max(a, b) >= REPLY:  # who disputes a denial affirms what was denied
            a, b = b, a
        return ("denies", "affirms") if a > b else ("affirms", "denies")

    def _n_negative(self, relation: Row, side: str) -> int:
        n = 0
        for span in relation[f"evidence_{side}"]:
            claim = self.claim_around(relation, side, span)
            is_denied = claim is not None and (claim["polarity"] == "-" or claim["speech_act"] == "deny")
            n += is_denied + REPLY * is_mere_reply(claim["content_text"] if claim else "")
            n += any(clause["polarity"] == "-" for clause in self._opening(span))
        return n

    def _opening(self, span: Row) -> list[Row]:
        """The clauses that a span begins with."""
        return [c for c in self.inside(span) if c["char_start"] <= span["char_start"] + FIRST_WORDS]

    def heading(self, group: list[Row], first: Row) -> str:
        """Return what is in question, neutrally: its kind in words of ours, or the affirming side's own words."""
        if first["kind"] == "blame_reversal":
            wrong = first["reason"].rpartition(": ")[2].replace(" ", "_")
            return HEADINGS.get(wrong, "Who is at fault")
        if first["kind"] == "presupposition":
            return "What was arranged"
        unit = self._shared_unit(group) if first["kind"] == "numeric_mismatch" else None
        if unit is not None:
            return f"How many {unit}"
        spoken = {row["position"] for row in group if not is_mere_reply(row["text"])}
        asked = "a" if "a" in spoken or "b" not in spoken else "b"
        pieces: dict[object, list[Row]] = defaultdict(list)
        for row in (row for row in group if row["position"] == asked):
            pieces[row["claim_id"] or (row["article_id"], row["char_start"])].append(row)
        answers = stems(" ".join(row["text"] for row in group if row["position"] != asked))
        best = min((self._wording(rows, answers) for rows in pieces.values()), key=_Wording.rank)
        quoted = f"“{shortened(best.words.translate(INNER_MARKS), LONGEST_HEADING)}”"
        return f"The date: {quoted}" if first["kind"] == "date_mismatch" else f"{best.opening} {quoted}"

    def _wording(self, rows: list[Row], answers: frozenset[str]) -> "_Wording":
        """The words of one claim or clause, whose pieces a cue may part; `answers`: what the other side speaks of."""
        rows = sorted(rows, key=lambda row: int(row["char_start"]))
        rows = [row for row, before in zip(rows, [None, *rows], strict=False) if not before or not _holds(before, row)]
        text = _trimmed(" … ".join(" ".join(row["text"].split()) for row in rows))
        claim = self.claims.get(rows[0]["claim_id"])
        clauses = self._opening(rows[0] | {"char_end": rows[-1]["char_end"]})
        has_subject = any(
            clause["tense"] != "none" and rows[0]["char_start"] <= argument["char_start"] < clause["predicate_start"]
            for clause in clauses
            for argument in clause["arguments"]
        )
        first, n_shared = text.split(" ")[0], len(stems(text) & answers)
        if claim is not None and claim["speech_act"] == "accuse":
            return _Wording(n_shared, 1, text, "The charge of" if first.endswith("ing") else "The charge:")
        if has_subject and first not in RELATIVES and not (claim is not None and claim["quotation"] == "direct"):
            return _Wording(n_shared, 0, text, "Whether")
        return _Wording(n_shared, 1 if has_subject else 2, text, "In question:")

    def _shared_unit(self, group: list[Row]) -> str | None:
        """The counted thing that both positions name, as it is written."""
        units: dict[str, set[str]] = {"a": set(), "b": set()}
        for row in group:
            arguments = [argument for clause in self.inside(row) for argument in clause["arguments"]]
            units[row["position"]] |= {stem(argument["unit"]) for argument in arguments if argument["unit"]}
        both = sorted(units["a"] & units["b"])
        written = {word for row in group for word in WORD.findall(row["text"]) if stem(word) in both[:1]}
        return max(written, key=lambda word: (len(word), word), default=None)


def _holds(row: Row, other: Row) -> bool:
    return bool(row["char_start"] <= other["char_start"] and other["char_end"] <= row["char_end"])


def _trimmed(text: str) -> str:
    """Text without punctuation at its ends, and without a quotation mark there whose other half is missing."""
    text = text.strip(" ,;:")
    return text.strip(MARKS) if sum(text.count(mark) for mark in MARKS) % 2 else text


def is_mere_reply(text: str) -> bool:
    """Whether words only point back at what somebody else said, or call it untrue.

    >>> is_mere_reply("the allegation"), is_mere_reply("«false and offensive"), is_mere_reply("the call")
    (True, True, False)
    """
    said = {word.lower() for word in WORD.findall(text)}
    return bool(said) and said <= word_lists().anaphors | word_lists().untrue | word_lists().stop


class _Wording(NamedTuple):
    """Words that could head a matter; of those that the other side answers the plainest, then the shortest, serves."""

    n_shared: int
    plainness: int
    words: str
    opening: str

    def rank(self) -> tuple[bool, int, int, bool, int, str]:
        return (
            len(stems(self.words)) < 2,
            -min(self.n_shared, 2),
            self.plainness,
            len(self.words) > LONGEST_HEADING,
            len(self.words),
            self.words,
        )


def party_names(frames: Frames) -> dict[str, str]:
    """Return {party id: name}: actors by their name, an outlet's own words under the outlet's."""
    names = {row["entity_id"]: row["name"] for row in records(frames.actors)}
    for article in records(frames.articles):
        names[narrator_id(article)] = article["outlet"] or f"the article {article['article_id']}"
    return names


def shortened(words: str, most: int) -> str:
    """Return words as they are, or cut at a blank with an ellipsis where they have more than `most` characters."""
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"


def list_matters(frames: Frames, positions: pd.DataFrame) -> pd.DataFrame:
    """Count what each contested matter rests on.

    Args:
        frames: The frames that the positions were found in.
        positions: As `list_positions` returns.

    Returns:
        One row a matter: matter_id, heading, kinds, parties_a, parties_b (names), n_sources (distinct parties; an
        unnamed one counts once an article), n_articles (copies of one text count once), n_spans; those with most
        independent sources first, then those in most articles.
    """
    origins = dict(zip(frames.articles["article_id"], frames.articles["origin_id"], strict=True))
    rows = []
    for matter_id, group in positions.groupby("matter_id", sort=True):
        of_side = {side: sorted(set(group.loc[group["position"] == side, "party"])) for side in "ab"}
        places = [(row["party_id"], origins[row["article_id"]]) for row in records(group)]
        rows.append(
            {
                "matter_id": matter_id,
                "heading": group["heading"].iloc[0],
                "kinds": sorted(set(group["kind"])),
                "parties_a": of_side["a"],
                "parties_b": of_side["b"],
                "n_sources": len({party or origin for party, origin in places}),
                "n_articles": len({origin for _, origin in places}),
                "n_spans": len(group),
            }
        )
    columns = ["matter_id", "heading", "kinds", "parties_a", "parties_b", "n_sources", "n_articles", "n_spans"]
    table = pd.DataFrame(rows, columns=columns)
    order = ["n_sources", "n_articles", "n_spans", "matter_id"]
    return table.sort_values(order, ascending=[False, False, False, True], ignore_index=True)
