"""A parsed paragraph as plain lists, and what its words look like: names, offices, quotations, noun phrases."""

from typing import TYPE_CHECKING

from analysis.actors.states import gazetteer, state_spans
from analysis.lexicon import Noun, nouns
from analysis.names import HONORIFICS, PARTICLES, fold
from analysis.names import WORDS as NAME_WORDS
from analysis.passages import PLAIN_MARK, is_headline
from analysis.syntax import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Doc

NO_NAME_TAGS = frozenset(
    ["DT", "PRP", "PRP$", "WP", "WDT", "WP$", "WRB", "IN", "CC", "MD", "UH", "TO", "EX", "RB", "CD", "POS"]
)
# Tags that the tagger gives to names that it has never seen.
DOUBTFUL_TAGS = frozenset(["RB", "UH", "EX", "CD"])
NAME_LABELS = frozenset(["PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"])
VERB_TAGS = frozenset(["VB", "VBD", "VBZ", "VBP", "VBG", "VBN"])
TIME_LABELS = frozenset(["DATE", "TIME"])
# Numbers, and languages: nobody who lectures in English is English.
NO_ACTORS = frozenset(["MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"])
LEFT_OF_HEAD = frozenset(
    ["det", "amod", "compound", "poss", "nummod", "case", "nmod", "punct", "predet", "advmod", "quantmod", "npadvmod"]
)
HYPHENS = frozenset("-–")


LEADING, GENERATIONS, LEGAL_FORMS = (frozenset(NAME_WORDS[kind]) for kind in ("leading", "generations", "legal_forms"))
LONGEST_NAME = 4  # words of a sentence that is nothing but capitals from which on it is no name


class Words:
    """The tokens of one Doc as lists of strings and numbers: the rules run on these, not on spaCy's objects."""

    def __init__(self, doc: "Doc") -> None:
        # One walk over spaCy's objects: they are what costs time here.
        rows = [(t.text, t.tag_, t.dep_, t.lemma_, t.ent_type_, t.head.i, t.idx) for t in doc]
        self.text: list[str] = [row[0] for row in rows]
        self.tag: list[str] = [row[1] for row in rows]
        self.dep: list[str] = [row[2] for row in rows]
        self.lemma: list[str] = [row[3].casefold() for row in rows]
        self.label: list[str] = [row[4] for row in rows]
        self.head: list[int] = [row[5] for row in rows]
        self.idx: list[int] = [row[6] for row in rows]
        self.low = [text.casefold() for text in self.text]
        self.starts = {s.start for s in doc.sents} if len(doc) else set()
        # A name of a state is whole, whatever the tagger makes of its parts: "Trinidad and Tobago".
        spans = [span for span in state_spans(self.text) if not self.starts & set(range(span[0] + 1, span[1]))]
        self.state_end = dict(spans)
        self._in_state = {i for first, end in spans for i in range(first, end)}
        self.known_names: frozenset[str] = frozenset()  # what the article capitalises inside its sentences
        self.is_headline = is_headline(self.text)
        self.quoted = self._in_quotation()

    def _in_quotation(self) -> list[bool]:
        """Return for each token whether it stands between two marks."""
        first = self.text.index(PLAIN_MARK) if PLAIN_MARK in self.text else 0
        # A first mark that sticks to the word before it closes a quotation of the paragraph before.
        inside = first > 0 and self._touch(first - 1)
        found = []
        for text in self.text:
            inside ^= text == PLAIN_MARK
            found.append(inside and text != PLAIN_MARK)
        return found

    def __len__(self) -> int:
        return len(self.text)

    def _touch(self, i: int) -> bool:
        return self.idx[i] + len(self.text[i]) == self.idx[i + 1]

    def slice(self, first: int, end: int) -> str:
        """Return the text of tokens first … end - 1 with the blanks between them."""
        text = ""
        for k in range(first, end):
            text += self.text[k] + ("" if k == end - 1 or self._touch(k) else " ")
        return text

    def begins(self, i: int) -> bool:
        """True where a capital is due to the sentence, not to the word."""
        return i in self.starts or self.text[i - 1] in {'"', "'", ":", "“", "—", "(", "–"}

    def is_name(self, i: int) -> bool:
        """True where the token is capitalised as part of a name, as far as its form and tag show."""
        if i in self._in_state:
            return True
        if not self._may_be_name(i):
            return False
        text, label = self.text[i], self.label[i]
        if self.is_headline:  # every word is capitalised
            return label in ("GPE", "PERSON") or self._is_known(text) or gazetteer().find(text) is not None
        if self.tag[i] in ("NNP", "NNPS") or gazetteer().find(text) is not None:
            return True
        if self.begins(i):
            return (label in NAME_LABELS or self._is_known(text)) and self.low[i] not in nouns().forms
        return self.tag[i] not in VERB_TAGS or label != ""

    def _may_be_name(self, i: int) -> bool:
        """True for a capital that is no number, no word of the calendar, no "Inc." alone, and that no tag excludes."""
        label, tag, word = self.label[i], self.tag[i], self.low[i].rstrip(".")
        if not self.text[i][:1].isupper() or label in NO_ACTORS:
            return False
        if tag in NO_NAME_TAGS and not (tag in DOUBTFUL_TAGS and label in NAME_LABELS):
            return False
        if word in nouns().sets["calendar.words"]:
            return label == "PERSON"
        return word not in LEGAL_FORMS or (i > 0 and self.text[i - 1][:1].isalpha())

    def _is_known(self, text: str) -> bool:
        return fold(text) in self.known_names

    def noun(self, i: int) -> Noun | None:
        return nouns().forms.get(self.low[i].rstrip("."))

    def is_office(self, i: int) -> bool:
        """True for an office, rank or honorific that can stand before a name."""
        if i + 1 < len(self) and self.text[i + 1] in HYPHENS and self.low[i + 2 : i + 3] != ["elect"]:
            return False
        word = self.low[i].rstrip(".")
        noun = nouns().forms.get(word)
        return word in HONORIFICS or word in nouns().sets["person.rank"] or bool(noun and "person" in noun.classes)

    def is_body(self, i: int) -> bool:
        noun = self.noun(i)
        return noun is not None and "body" in noun.classes

    def left_edge(self, head: int) -> int:
        """Return the first token of the noun phrase that ends with its head."""
        first = head
        while first not in self.starts:
            j = first - 1
            if self.tag[j] == "POS" and j < self.head[self.head[j]] <= head:
                first = self.left_edge(j - 1)
            elif self._is_left_part(j, head):
                first = j
            else:
                break
        while self.text[first] in HYPHENS:
            first += 1
        return first

    def _is_left_part(self, j: int, head: int) -> bool:
        return (
            self.dep[j] in LEFT_OF_HEAD
            and j < self.head[j] <= head
            and (self.dep[j] != "punct" or self.text[j] in HYPHENS)
            and (self.dep[j] != "advmod" or self.head[j] != head)
            and self.tag[j] not in ("WDT", "WP", "WRB")
        )

    def right_edge(self, head: int, prepositions: frozenset[str]) -> int:
        """Return the last token of the prepositional phrase that begins right after a head, else the head."""
        last = head
        if head + 1 >= len(self) or self.low[head + 1] not in prepositions:
            return head
        for j in range(head + 2, min(len(self), head + 12)):
            if self.label[j] in TIME_LABELS:
                return head
            if self.tag[j] in VERB_TAGS or self.text[j] in {",", ";", "(", ")", '"', ":", "."}:
                break
            if self.tag[j].startswith("NN"):
                last = j
            elif self.tag[j] in ("WDT", "WP", "MD", "CC", "TO", "RB"):
                break
        return last

    def runs(self) -> list[tuple[int, int]]:
        """Return the half-open stretches of tokens that names are made of, offices and demonyms included."""
        found: list[tuple[int, int]] = []
        i = 0
        while i < len(self):
            j = i
            if self.is_name(i):
                j = self.state_end.get(i, i + 1)
                while j < len(self) and j not in self.starts and (step := self._goes_on(i, j)):
                    j += step
                if not self._is_list_of_names(i, j):
                    found.append((self._leading(i, found[-1][1] if found else 0), j))
            i = max(j, i + 1)
        return found

    def _leading(self, first: int, free: int) -> int:
        """Return where a name begins that has a particle in small letters before it: "al-Masri", "bin Rashid"."""
        before = first - 1 - (first > 1 and self.text[first - 1] in HYPHENS)
        while before >= free and self.text[before] in LEADING:
            first, before = before, before - 1
        return first

    def _is_list_of_names(self, first: int, end: int) -> bool:
        """True for a sentence of nothing but capitals, no office and no body in it: tags, a caption's head."""
        is_whole = first in self.starts and (end + 1 == len(self) or end + 1 in self.starts)
        return is_whole and end - first >= LONGEST_NAME

    def _goes_on(self, first: int, j: int) -> int:
        """Return how many tokens from `j` on belong to the name that began at `first`."""
        if self.low[j - 1].rstrip(".") in GENERATIONS:
            return 0  # "… Karl Dorn Jr. Dorn said"
        if self.is_name(j):
            is_inside = not self.begins(j) or self.text[j - 1] in HYPHENS
            return (self.state_end.get(j, j + 1) - j) * is_inside
        if j + 1 >= len(self) or j + 1 in self.starts:
            return 0
        if self.text[j] in HYPHENS:
            return 2 * (self.tag[j + 1] not in VERB_TAGS and self.text[j + 1].isalpha())
        return self._behind_particle(j) or self._behind_preposition(first, j)

    def _behind_particle(self, j: int) -> int:
        """Return the length of "bin Rashid", "van der Berg", "al-Masri", "& Sons", "' Union" inside a name."""
        is_particle = self.low[j] in PARTICLES
        is_owner = self.low[j] == "'" and self.low[j - 1].endswith("s")
        if not (is_particle or is_owner or self.low[j] == "&"):
            return 0
        last = j + 1
        if is_particle:
            last += self.text[last] in HYPHENS
            while last + 1 < len(self) and self.low[last] in PARTICLES:
                last += 1
        return last - j + 1 if self.is_name(last) else 0

    def _behind_preposition(self, first: int, j: int) -> int:
        """Return the length of "of Fisheries", "for the Missing" inside the name of a body."""
        last = j + 1 + (self.low[j + 1] == "the")
        if self.low[j] not in ("of", "for", "on", "and") or last >= len(self) or not self.is_name(last):
            return 0
        is_label = self.label[j] == "ORG"
        is_one = is_label and self.label[j - 1] == self.label[j + 1] == "ORG"
        may_join = is_label or self.low[j] != "and"
        has_body = may_join and any(self.is_body(k) for k in range(first, j))
        return last - j + 1 if is_one or has_body else 0

    def below(self, i: int) -> list[int]:
        """Return the tokens whose head is a token."""
        return [k for k, head in enumerate(self.head) if head == i and k != i]

    def subject_of(self, i: int) -> str | None:
        """Return the lemma of the verb whose subject the noun is, through co-ordination; None where there is none."""
        for _ in range(4):
            if self.dep[i] in SUBJECTS:
                return self.lemma[self.head[i]]
            if self.dep[i] != "conj":
                return None
            i = self.head[i]
        return None
