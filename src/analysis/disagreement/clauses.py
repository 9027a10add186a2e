"""The clauses of a corpus as somebody's statements: who says it, how it stands, what it is about."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from analysis.actors import outlet_id
from analysis.corpus import Frames
from analysis.disagreement.vocabulary import WORD, Key, concept, is_telling
from analysis.schema import Row, records

# Names of these kinds stand for somebody or some place as a whole; of a group the words tell who: "two residents".
NAMED_KINDS = frozenset(("person", "organisation", "state", "place", "media"))
STANDING = frozenset(("asserted",))


class Argument(NamedTuple):
    """A participant: role, preposition, its head's key, all its keys, its side (None where no actor), its count."""

    role: str
    preposition: str | None
    head: Key | None
    keys: frozenset[Key]
    side: str | None
    low: float | None
    high: float | None
    unit: str | None
    start: int
    end: int


class Clause(NamedTuple):
    """A clause as a statement.

    Attributes:
        id: Its predication's id; `governor` is that of the clause it hangs in, by `attachment` and `joining` word.
        sentence: Its sentence's id; `paragraph` counts from 0, `place` is the offset of its predicate.
        party: Who says it: the source, the outlet in its own words, None where nobody is known; `side` is theirs.
        act: The concept of its predicate; `predicate` is the lemma.
        keys: What it is about, predicate included.
        row: The row of its predication.
        claim: The row of the claim around it, None in narration.
    """

    id: str
    article: str
    sentence: str
    paragraph: int
    place: int
    start: int
    end: int
    party: str | None
    side: str | None
    voice: str
    claim: Row | None
    predicate: str
    act: str
    family: str | None
    is_negative: bool
    mood: str
    factuality: str
    tense: str
    attachment: str
    joining: str | None
    governor: str | None
    holder: int | None
    arguments: tuple[Argument, ...]
    keys: frozenset[Key]
    row: Row

    @property
    def agents(self) -> frozenset[Key]:
        return frozenset(k for a in self.arguments if a.role == "agent" for k in a.keys)

    @property
    def patients(self) -> frozenset[Key]:
        return frozenset(k for a in self.arguments if a.role == "patient" for k in a.keys)


class Sentence(NamedTuple):
    """A sentence with what it is about; `place` counts the sentences of its article from 0."""

    id: str
    article: str
    paragraph: int
    place: int
    start: int
    end: int
    keys: frozenset[Key]


class Reading(NamedTuple):
    """A corpus read for comparison.

    Attributes:
        clauses: In order of article and place, those of an article that repeats another left out.
        sentences: {sentence id: sentence}.
        claims: {claim id: row}.
        sides: {entity id: side}.
        by_sentence: {sentence id: its clauses}.
        inside: {clause id: the clauses that hang in it}.
        texts: {article id: its text}.
        origins: {article id: the article it is a copy of}.
        names: {entity id: name}.
    """

    clauses: list[Clause]
    sentences: dict[str, Sentence]
    claims: dict[str, Row]
    sides: dict[str, str]
    by_sentence: dict[str, list[Clause]]
    inside: dict[str, list[Clause]]
    texts: dict[str, str]
    articles: dict[str, Row]


def find_sides(actors: list[Row]) -> dict[str, str]:
    """Return {entity id: side}: the stated side, else the name of the topmost parent, else its own name."""
    by_id = {actor["entity_id"]: actor for actor in actors}
    sides = {}
    for entity_id, actor in by_id.items():
        top, seen = actor, {entity_id}
        while not top["side"] and top["parent_id"] in by_id and top["parent_id"] not in seen:
            seen.add(top["parent_id"])
            top = by_id[top["parent_id"]]
        sides[entity_id] = str(top["side"] or top["name"])
    return sides


def narrator_id(article: Row) -> str:
    """Return the id under which an outlet is a party: its own words are its own."""
    return outlet_id(article["outlet"]) if article["outlet"] else f"article:{article['article_id']}"


def by_article(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return {article id: its rows by their start}; an article without any has none."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["article_id"]].append(row)
    for of_article in found.values():
        of_article.sort(key=_start)
    return found


def _start(row: Row) -> int:
    return int(row["char_start"])


class Words:
    """The telling words of an article by their place, names as the actors they mean."""

    def __init__(self, text: str, mentions: list[Row], timexes: list[Row], sides: dict[str, str]) -> None:
        taken = bytearray(len(text))
        found: list[tuple[int, int, Key]] = []
        for mention in mentions:
            start, end = mention["char_start"], mention["char_end"]
            key = Key("actor", sides.get(mention["entity_id"], mention["entity_id"]))
            found.append((start, end, key))
            if mention["kind"] in NAMED_KINDS:
                taken[start:end] = b"\1" * (end - start)
        for timex in timexes:
            start, end = timex["char_start"], timex["char_end"]
            taken[start:end] = b"\1" * (end - start)
        for match in WORD.finditer(text):
            if not taken[match.start()] and is_telling(match[0].lower()):
                kind = "number" if match[0][0].isdigit() else "word"
                value = match[0].replace(",", "") if kind == "number" else concept(match[0])
                found.append((match.start(), match.end(), Key(kind, value)))
        found.sort()
        self._starts = [start for start, _, _ in found]
        self._found = found

    def within(self, start: int, end: int) -> frozenset[Key]:
        """The keys of the words between two offsets."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, lo=first)
        return frozenset(key for _, stop, key in self._found[first:last] if stop <= end)


def read(frames: Frames) -> Reading:
    """Read a corpus for comparison."""
    sides = find_sides(records(frames.actors))
    articles = {a["article_id"]: a for a in records(frames.articles)}
    mentions = by_article(m for m in records(frames.entities) if m["entity_id"] is not None)
    timexes = by_article(t for t in records(frames.timexes) if t["type"] in ("DATE", "TIME"))
    claims = {c["claim_id"]: c for c in records(frames.claims)}
    of_article = {
        article_id: Words(row["text"], mentions[article_id], timexes[article_id], sides)
        for article_id, row in articles.items()
    }
    sentences: dict[str, Sentence] = {}
    places: dict[str, int] = defaultdict(int)
    for row in sorted(records(frames.sentences), key=lambda row: (row["article_id"], row["char_start"])):
        article, start, end = row["article_id"], row["char_start"], row["char_end"]
        keys = of_article[article].within(start, end)
        sentences[row["sentence_id"]] = Sentence(
            row["sentence_id"], article, row["paragraph"], places[article], start, end, keys
        )
        places[article] += 1
    clauses = []
    by_sentence: dict[str, list[Clause]] = defaultdict(list)
    inside: dict[str, list[Clause]] = defaultdict(list)
    rows = sorted(records(frames.predications), key=lambda r: (r["article_id"], r["predicate_start"], r["predication_id"]))
    for row in rows:
        sentence = sentences[row["sentence_id"]]
        clause = _clause(row, claims.get(row["claim_id"]), articles[row["article_id"]], sentence, of_article, sides)
        clauses.append(clause)
        by_sentence[clause.sentence].append(clause)
        if clause.governor is not None:
            inside[clause.governor].append(clause)
    texts = {article_id: row["text"] for article_id, row in articles.items()}
    return Reading(clauses, sentences, claims, sides, by_sentence, inside, texts, articles)


def _clause(
    row: Row, claim: Row | None, article: Row, sentence: Sentence, words: dict[str, Words], sides: dict[str, str]
) -> Clause:
    of_article = words[row["article_id"]]
    voice = row["voice"] or ("outlet" if claim is None else "attributed")
    party = claim["entity_id"] if claim is not None else narrator_id(article) if voice == "outlet" else None
    arguments = tuple(_argument(a, of_article, sides) for a in row["arguments"])
    predicate = row["predicate"]
    own = frozenset(Key("word", concept(w)) for w in predicate.split() if is_telling(w))
    keys = of_article.within(row["char_start"], row["char_end"]) | own | {k for a in arguments for k in a.keys}
    return Clause(
        id=row["predication_id"],
        article=row["article_id"],
        sentence=row["sentence_id"],
        paragraph=sentence.paragraph,
        place=row["predicate_start"],
        start=row["char_start"],
        end=row["char_end"],
        party=party,
        side=sides.get(party, party) if party is not None else None,
        voice=voice,
        claim=claim,
        predicate=predicate,
        act=" ".join(concept(word) for word in predicate.split()),
        family=row["family"],
        is_negative=row["polarity"] == "-",
        mood=row["mood"] or "asserted",
        factuality=row["factuality"],
        tense=row["tense"],
        attachment=row["attachment"] or "other",
        joining=row["joining"],
        governor=row["governor_id"],
        holder=row["holder_start"],
        arguments=arguments,
        keys=keys,
        row=row,
    )


def _argument(row: Row, words: Words, sides: dict[str, str]) -> Argument:
    start, end = row["char_start"], row["char_end"]
    keys = words.within(start, end)
    head = None
    if row["head_start"] is not None:
        head = next(iter(sorted(k for k in words.within(row["head_start"], row["head_end"]) if k.kind == "word")), None)
    side = sides.get(row["entity_id"], row["entity_id"]) if row["entity_id"] is not None else None
    if side is not None:
        keys |= {Key("actor", side)}
    counts = row["number_low"], row["number_high"], concept(row["unit"]) if row["unit"] else None
    return Argument(row["role"], row["preposition"], head, keys, side, *counts, start, end)
