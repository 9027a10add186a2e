"""A corpus read for comparison: its clauses as somebody's statements, its sentences by what they are about."""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from functools import cached_property

import numpy as np

from analysis.dates import can_be_same, interval
from analysis.disagreement.contest_words import contest_words
from analysis.disagreement.keys import Key, is_telling
from analysis.disagreement.placed_words import PlacedWords
from analysis.disagreement.statements import Argument, Clause, Sentence
from analysis.disagreement.stories import group_articles
from analysis.frames import Frames
from analysis.lexicon import WORD, concept, stem
from analysis.names import comparable
from analysis.schema import Row

LONG_AGO = np.timedelta64(45, "D")
NO_WORDS: frozenset[str] = frozenset()


class Reading:
    """The statements of a corpus; of copies only the first article is read.

    Attributes:
        index: The index of the frames.
        stories: {article id: the story it belongs to}; an article and its copies belong to one.
        words: {article id: its telling words}.
        sentences: {sentence id: sentence}, by article and place.
        clauses: Clauses by article and place; `of_sentence` has them by sentence, `inside` by the clause around them.
    """

    def __init__(self, frames: Frames) -> None:
        self.index = frames.index
        self.sides = frames.index.sides
        self.stories = group_articles(frames.index.articles)
        origins: dict[str, str] = {}
        for article_id, row in sorted(self.index.articles.items()):
            origins.setdefault(row["origin_id"], article_id)
        self.originals = frozenset(origins.values())
        self.words = {article_id: self._words_of(article_id) for article_id in sorted(self.originals)}
        self.sentences = {s.id: s for article_id in self.words for s in self._sentences_of(article_id)}
        self.clauses = [c for article_id in self.words for c in self._clauses_of(article_id)]
        self._actors: dict[str, frozenset[str]] = {}
        self.of_sentence: dict[str, list[Clause]] = defaultdict(list)
        self.inside: dict[str, list[Clause]] = defaultdict(list)
        for clause in self.clauses:
            self.of_sentence[clause.sentence].append(clause)
            if clause.governor is not None:
                self.inside[clause.governor].append(clause)

    @cached_property
    def lineage(self) -> dict[str, frozenset[str]]:
        """{entity id: itself and all that it belongs to}."""
        actors, found = self.index.actors, {}
        for entity_id in actors:
            line, at = {entity_id}, actors[entity_id]["parent_id"]
            while at in actors and at not in line:
                line.add(at)
                at = actors[at]["parent_id"]
            found[entity_id] = frozenset(line)
        return found

    @cached_property
    def _name_words(self) -> dict[str, frozenset[str]]:
        """{entity id: the words of its name that are a name: "Assad" of "Assad's government"}."""
        found = {}
        for entity_id, actor in self.index.actors.items():
            written = [w for w in WORD.findall(actor["name"]) if w[:1].isupper() and is_telling(w.lower())]
            found[entity_id] = frozenset(stem(w) for w in written) - contest_words()["offices"]
        return found

    def are_kin(self, a: str | None, b: str | None) -> bool:
        """Whether two parties are one, or one belongs to the other: a minister and the ministry."""
        if a is None or b is None:
            return False
        if a == b or a in self.lineage.get(b, ()) or b in self.lineage.get(a, ()):
            return True
        if self._names.get(a, a) == self._names.get(b, b):
            return True
        return bool(self._name_words.get(a, NO_WORDS) & self._name_words.get(b, NO_WORDS))

    @cached_property
    def _names(self) -> dict[str, str]:
        """{entity id: its comparable name}: "the army" of two articles on one story is one."""
        return {entity_id: comparable(actor["name"]) for entity_id, actor in self.index.actors.items()}

    def are_on_one_side(self, a: str | None, b: str | None) -> bool:
        return a is not None and b is not None and self.sides.get(a, a) == self.sides.get(b, b)

    def text(self, article_id: str) -> str:
        return str(self.index.articles[article_id]["text"])

    def _words_of(self, article_id: str) -> PlacedWords:
        mentions = [m for m in self.index.by_article("entities")[article_id] if m["entity_id"] is not None]
        timexes = [t for t in self.index.by_article("timexes")[article_id] if t["type"] in ("DATE", "TIME")]
        rows = self.index.by_article("predications")[article_id]
        lemmas = {row["predicate_start"]: row["predicate"].partition(" ")[0] for row in rows if row["predicate"]}
        return PlacedWords(self.text(article_id), mentions, timexes, lemmas)

    def _sentences_of(self, article_id: str) -> list[Sentence]:
        words, story = self.words[article_id], self.stories[article_id]
        rows = self.index.by_article("sentences")[article_id]
        found = []
        for number, row in enumerate(rows):
            span = row["char_start"], row["char_end"]
            keys, times = words.within(*span), words.times_within(*span)
            found.append(Sentence(row["sentence_id"], article_id, story, row["paragraph"], number, *span, keys, times))
        return found

    def _clauses_of(self, article_id: str) -> list[Clause]:
        rows = self.index.by_article("predications")[article_id]
        return [self._clause(row) for row in sorted(rows, key=lambda r: (r["predicate_start"], r["predication_id"]))]

    def _clause(self, row: Row) -> Clause:
        article_id, words = row["article_id"], self.words[row["article_id"]]
        claim = self.index.claims.get(row["claim_id"])
        voice = row["voice"] or ("outlet" if claim is None else "attributed")
        narrator = self.index.narrators[article_id] if voice == "outlet" else None
        party = claim["entity_id"] if claim is not None else narrator
        arguments = tuple(self._argument(a, words) for a in row["arguments"])
        predicate = row["predicate"]
        own = frozenset(Key("word", concept(w)) for w in predicate.split() if is_telling(w))
        span = row["char_start"], row["char_end"]
        return Clause(
            id=row["predication_id"],
            article=article_id,
            story=self.stories[article_id],
            sentence=row["sentence_id"],
            place=row["predicate_start"],
            start=row["char_start"],
            end=row["char_end"],
            party=party,
            side=self.sides.get(party, party) if party is not None else None,
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
            keys=words.within(*span) | own | {key for a in arguments for key in a.keys},
            times=words.times_within(*span),
            is_alleged=words.have_alleged(*span),
        )

    def _argument(self, row: Row, words: PlacedWords) -> Argument:
        start, end, entity = row["char_start"], row["char_end"], row["entity_id"]
        keys = words.within(start, end)
        has_head = row.get("head_start") is not None  # rows made by hand may lack what the parse adds
        head = words.text[row["head_start"] : row["head_end"]].lower() if has_head else ""
        side = self.sides.get(entity, entity) if entity is not None else None
        if entity is not None:
            keys |= {Key("actor", entity)}
        unit = concept(row["unit"]) if row["unit"] else None
        counted = row["number_low"], row["number_high"], unit
        of_head = (row["head_start"], row["head_end"]) if has_head else (start, end)
        return Argument(row["role"], row.get("preposition"), head, keys, side, entity, *counted, start, *of_head, end)

    @cached_property
    def _in_order(self) -> dict[str, list[Sentence]]:
        found: dict[str, list[Sentence]] = defaultdict(list)
        for sentence in self.sentences.values():
            found[sentence.article].append(sentence)
        return found

    def in_article(self, article_id: str) -> list[Sentence]:
        """Return the sentences of an article in order."""
        return self._in_order[article_id]

    def sentence_at(self, article_id: str, offset: int) -> str:
        """Return the id of the sentence that holds the character at `offset`, or of the nearest one before it."""
        rows = self._in_order[article_id]
        return rows[max(0, bisect_right([s.start for s in rows], offset) - 1)].id

    def actors_of(self, article_id: str) -> frozenset[str]:
        """Return the ids of all that an article mentions."""
        if article_id not in self._actors:
            keys = {key for s in self._in_order[article_id] for key in s.keys if key.kind == "actor"}
            self._actors[article_id] = frozenset(key.value for key in keys)
        return self._actors[article_id]

    def places_in(self, sentence: Sentence) -> frozenset[str]:
        """Return the ids of the places that a sentence names; a state is none."""
        actors = self.index.actors
        named = (k.value for k in sentence.keys if k.kind == "actor" and k.value in actors)
        return frozenset(entity for entity in named if actors[entity]["kind"] == "place")

    def are_of_one_incident(self, first: Sentence, other: Sentence) -> bool:
        """Whether neither the days nor the places that two sentences name tell apart what they tell of."""
        if first.times and other.times and not any(can_be_same(x, y) for x in first.times for y in other.times):
            return False
        here, there = self.places_in(first), self.places_in(other)
        return not here or not there or any(self.are_kin(x, y) for x in here for y in there)

    def sentence_before(self, sentence_id: str) -> Sentence | None:
        """Return the sentence before one in its article, None before the first."""
        sentence = self.sentences[sentence_id]
        return self._in_order[sentence.article][sentence.number - 1] if sentence.number else None

    def sentences_before(self, sentence_id: str, most: int) -> list[Sentence]:
        """Return at most so many sentences before one in its article, the nearest first."""
        sentence = self.sentences[sentence_id]
        return self._in_order[sentence.article][max(0, sentence.number - most) : sentence.number][::-1]

    def claim_of_cue(self, c: Clause) -> Row | None:
        """Return the claim whose cue a clause's predicate is, None where it is none's."""
        claims = (x for x in self.index.by_article("claims")[c.article] if x["cue_start"] is not None)
        return next((x for x in claims if x["cue_start"] <= c.place < x["cue_end"]), None)

    @cached_property
    def cue_places(self) -> dict[str, frozenset[int]]:
        """{article id: offsets of the words of its cues}: a clause there only says that somebody says something."""
        return {
            article_id: frozenset(
                offset
                for claim in self.index.by_article("claims")[article_id]
                if claim["cue_start"] is not None
                for offset in range(claim["cue_start"], claim["cue_end"])
            )
            for article_id in self.words
        }

    def is_past(self, edtf: str, article_id: str) -> bool:
        """Whether a date is long before its article: LONG_AGO days or more."""
        published = self.index.articles[article_id]["published"]
        if published is None:
            return False
        written, told = interval(published), interval(edtf)
        if written.earliest is None or told.latest is None:
            return False
        return bool(told.latest <= written.earliest - LONG_AGO)

    @cached_property
    def rarity(self) -> dict[str, dict[Key, float]]:
        """{story: {key: how much it says there}}: the logarithm of sentences over those that have it."""
        held: dict[str, Counter[Key]] = defaultdict(Counter)
        n_sentences: Counter[str] = Counter()
        for sentence in self.sentences.values():
            held[sentence.story].update(sentence.keys)
            n_sentences[sentence.story] += 1
        return {
            story: {key: math.log(1 + n_sentences[story] / n) for key, n in counts.items()}
            for story, counts in held.items()
        }

    @cached_property
    def holders(self) -> dict[tuple[str, Key], list[str]]:
        """{(story, key): the sentences that have it}."""
        found: dict[tuple[str, Key], list[str]] = defaultdict(list)
        for sentence in self.sentences.values():
            for key in sentence.keys:
                found[sentence.story, key].append(sentence.id)
        return found
