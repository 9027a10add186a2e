"""A parsed article → candidate mentions: names in their parts, nouns for people and bodies, pronouns."""

from collections import Counter
from dataclasses import dataclass, field

from analysis.actors.nouns import Noun, nouns
from analysis.actors.states import State, demonym_of, gazetteer
from analysis.actors.words import SUBJECTS, Words
from analysis.names import HONORIFICS, fold, is_acronym
from analysis.passages import ParsedArticle

PERSONAL = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "n", "its": "n", "itself": "n", "they": "p", "them": "p", "their": "p", "themselves": "p",
    "who": "r", "which": "r", "whom": "r", "that": "r", "i": "1", "me": "1", "my": "1", "we": "w", "us": "w", "our": "w",
}  # fmt: skip
OF_FOR = frozenset(["of", "for"])
AROUND = frozenset(["of", "for", "in", "from", "at", "with", "on"])
POSSESSIVE = frozenset(["'s", "'"])
GENERIC_PERSON = frozenset(["person", "partner", "parent", "relative", "child", "source", "student", "customer"])
NEIGHBOURS = frozenset(["neighbouring", "neighboring", "neighbour", "neighbor"])
DETERMINERS = {"the": "the", "this": "the", "that": "the", "these": "the", "those": "the", "both": "the"}


@dataclass
class Mention:
    """A candidate: its place, its form, and what the words around it say of it."""

    form: str  # name, nationality, noun or pronoun
    passage: int
    first: int
    last: int
    head: int
    kind: str | None = None
    name: str = ""  # the name without titles; the head phrase of a noun
    titles: list[str] = field(default_factory=list)
    noun: Noun | None = None
    state: State | None = None
    determiner: str = ""  # the, a, poss or nothing
    owners: list[int] = field(default_factory=list)  # tokens of the passage whose mention this one belongs to
    nationality: State | None = None
    verb: str | None = None
    is_place_use: bool = False
    is_possessor: bool = False
    is_quoted: bool = False
    start: int = 0
    end: int = 0
    sentence: int = 0
    gender: str | None = None
    cluster: object = None
    resolved_by: str = "none"


class Lookup:
    """The words of known states and of those an article is found to speak of."""

    def __init__(self) -> None:
        self._known = gazetteer()
        self.own: dict[str, State] = {}
        self.names: dict[str, str] = {}
        self._last_words = {text.split()[-1] for text in self._known.words if " " in text}

    def longest(self, words: Words, i: int, end: int) -> tuple[int, State | None]:
        """Return the longest entry that begins at token i: its number of tokens, and its state."""
        for n in range(min(6, end - i), 0, -1):
            text = " ".join(fold(t) for t in words.text[i : i + n])
            state = self.of(text)
            if state is not None:
                return n, state
        return 0, None

    def of(self, text: str) -> State | None:
        state = self.own.get(text) or self._known.words.get(text)
        if state is None and text.endswith("s"):  # "Russians", one by one, are no state; together they are called so
            state = self.own.get(text[:-1]) or self._known.words.get(text[:-1])
            return state if state is not None and state.kind == "demonym" else None
        return state

    def is_part(self, word: str) -> bool:
        """True for the last word of an entry with several: "Korean" alone does not say which."""
        return word in self._last_words


def candidates(article: ParsedArticle, parsed: list[Words]) -> tuple[list[Mention], Lookup]:
    """Return all candidate mentions of an article in the order of its text, and its words for states."""
    lookup = Lookup()
    runs = [w.runs() for w in parsed]
    known = frozenset(
        fold(w.text[k])
        for w, of_passage in zip(parsed, runs, strict=True)
        for a, b in of_passage
        for k in range(a, b)
        if not w.is_headline
    )
    for number, words in enumerate(parsed):
        words.known_names = known
        if words.is_headline:
            runs[number] = words.runs()
        begun = {a for a, _ in runs[number]}
        if any(i not in begun and words.is_name(i) for i in words.starts):
            runs[number] = words.runs()
    lookup.own, lookup.names = inferred_states(parsed, runs, lookup)
    found = []
    for number, words in enumerate(parsed):
        named = [m for a, b in runs[number] for m in _parts(words, a, b, lookup)]
        taken = {i for m in named if m.form != "nationality" for i in range(m.first, m.last + 1)}
        adjectives = {m.head: m for m in named if m.form == "nationality"}
        in_order = named + _noun_mentions(words, taken, adjectives) + _pronouns(words)
        for m in in_order:
            m.passage = number
            m.is_quoted = words.quoted[m.head]
            m.verb = words.subject_of(m.head)
            after = m.last + 1
            m.is_possessor = after < len(words) and words.text[after] in POSSESSIVE and words.tag[after] == "POS"
            m.is_place_use = _is_place_use(words, m)
        in_order.sort(key=lambda m: (m.first, m.last))
        found += in_order
    starts = [s.start for s in article.sentences]
    for m in found:
        words = parsed[m.passage]
        base = article.passages[m.passage].start
        m.start = base + words.idx[m.first]
        m.end = base + words.idx[m.last] + len(words.text[m.last])
    _number_sentences(found, starts)
    return found, lookup


def _number_sentences(found: list[Mention], starts: list[int]) -> None:
    n = 0
    for m in found:
        if n and starts[n] > m.start:
            n = 0
        while n + 1 < len(starts) and starts[n + 1] <= m.start:
            n += 1
        m.sentence = n


def _is_place_use(words: Words, m: Mention) -> bool:
    before = m.first - 1
    if before >= 0 and words.low[before] == "the":
        before -= 1
    if before < 0 or m.verb is not None:
        return False
    places = nouns().sets["place.head"]
    if words.low[before] in nouns().sets["place.after"]:
        return True
    if words.low[before] in nouns().sets["place.after_motion"]:
        return words.lemma[words.head[before]] in nouns().sets["place.motion"]
    of_place = words.low[before] in ("of", "with") and before > 0 and words.low[before - 1] in places
    after = m.last + 1
    return of_place or (after < len(words) and words.low[after] in places)


def _parts(words: Words, a: int, b: int, lookup: Lookup) -> list[Mention]:
    """Split a run of capitalised words into nationality, titles and name, or take it as one name."""
    found: list[Mention] = []
    first_owner: State | None = None
    i = a
    while i < b:
        n, state = lookup.longest(words, i, b)
        if state is None:
            found += _named(words, i, b, first_owner, adjacent=i > a)
            break
        rest = range(i + n, b)
        has_more = len(rest) > 0
        last = i + n - 1
        mention = Mention("name", 0, i, last, last, kind="state", name=" ".join(words.text[i : i + n]), state=state)
        if state.kind == "demonym":
            mention.form = "nationality"
            found.append(mention)
            first_owner = state
        elif has_more and words.label[i] == "PERSON" and not any(words.is_office(k) or words.is_body(k) for k in rest):
            found += _named(words, i, b, first_owner, adjacent=i > a)
            break
        elif has_more and state.kind != "name" and any(words.is_body(k) for k in rest):
            found += _named(words, i, b, first_owner, adjacent=i > a)
            break
        elif has_more and words.label[i] == words.label[last + 1] == "ORG" and not words.is_office(last + 1):
            found += _named(words, i, b, state if state.kind == "name" else None, adjacent=i > a)
            break
        elif state.kind == "organ":
            mention.kind = "organisation"
            mention.nationality = State(state.code, "name")
            found.append(mention)
        else:
            found.append(mention)
            first_owner = state if state.kind == "name" and has_more else None
        i += n
    return found


def _named(words: Words, a: int, b: int, nationality: State | None, *, adjacent: bool) -> list[Mention]:
    """Return the mention of a run without state words: a person with titles, a body, or a name of unknown kind."""
    offices = [k for k in range(a, b - 1) if words.is_office(k)]
    while offices and any(words.is_office(k) or words.is_body(k) for k in range(offices[-1] + 1, b)):
        offices.pop()
    domain = nouns().sets["domain.words"]
    first, titles = a, []
    if offices:
        first = offices[-1] + 1
        while first < b and (words.low[first] in domain or words.low[first] == "of"):
            first += 1
        if first >= b:
            return []
        titles = words.low[a:first]
    elif all(
        words.is_office(k) or words.low[k] in domain or words.low[k] in ("deputy", "vice", "acting")
        for k in range(a, b)
    ):
        return []  # "Prime Minister" alone: a noun's business
    m = Mention("name", 0, a, b - 1, b - 1, name=" ".join(words.text[first:b]), nationality=nationality)
    if titles:
        m.kind = "person"
        m.titles = [t.rstrip(".") for t in titles]
    elif any(words.is_body(k) for k in range(a, b)):
        if a + 1 == b and words.low[a] in nouns().forms and not is_acronym(words.text[a]):
            return []  # "the Ministry", "the Office"
        if all(words.low[k] in domain or words.low[k] in nouns().forms for k in range(a, b)) and b - a == 1:
            return []
        m.kind = "organisation"
        bodies = [k for k in range(a, b) if words.is_body(k)]
        m.head = b - 1 if words.is_body(b - 1) else bodies[0]
    m.owners = _owners(words, m, adjacent)
    if m.kind != "organisation":
        _take_titles_before(words, m)
    return [m]


def _owners(words: Words, m: Mention, adjacent: bool) -> list[int]:
    """Return the tokens of the possessor before a mention and of the "of" phrase after it."""
    before = m.first - 1
    owners = [before - 1] if before > 0 and words.tag[before] == "POS" and not adjacent else []
    if before >= 0 and words.tag[before] == "PRP$":
        owners.append(before)
    owners += _of_objects(words, m.last)
    return owners


def _of_objects(words: Words, last: int) -> list[int]:
    """Return the head of the phrase after "of" or "for" right behind a token."""
    after = last + 1
    if after + 1 >= len(words) or words.low[after] not in OF_FOR:
        return []
    for j in range(after + 1, min(len(words), after + 8)):
        if words.tag[j].startswith("NN") and words.head[j] == after and words.dep[j] == "pobj":
            return [j]
    return []


def _take_titles_before(words: Words, m: Mention) -> None:
    """Extend a name to the offices in small letters before it: "branch secretary", "North Korean leader"."""
    j = m.first - 1
    if j < 0 or not words.tag[j].startswith(("NN", "JJ")) or m.first in words.starts:
        return
    noun = words.noun(j)
    if noun is None or noun.is_plural or "person" not in noun.classes or not words.text[j].islower():
        return
    first = j
    while (
        first > 0
        and first not in words.starts
        and (
            words.tag[first - 1].startswith(("NN", "JJ"))
            or words.text[first - 1] in "-"
            or words.tag[first - 1] == "VBN"
        )
        and words.text[first - 1] not in {",", '"'}
    ):
        first -= 1
    m.titles = [words.low[k].rstrip(".") for k in range(first, m.first)] + m.titles
    m.owners += [k for k in range(first, m.first) if words.text[k][:1].isupper()]
    m.first = first
    m.kind = "person" if not ("body" in noun.classes and is_acronym(m.name)) else "organisation"
    m.gender = noun.gender
    m.owners += _owners(words, m, adjacent=False)[:1] if first > 0 and words.tag[first - 1] in ("POS", "PRP$") else []


def _noun_mentions(words: Words, taken: set[int], adjectives: dict[int, Mention]) -> list[Mention]:
    found = []
    for i, tag in enumerate(words.tag):
        if not tag.startswith("NN") or i in taken:
            continue
        noun = words.noun(i)
        if noun is None or _is_modifier(words, i):
            continue
        m = noun_mention(words, i, noun, adjectives)
        if m is not None:
            found.append(m)
    return found


def _is_modifier(words: Words, i: int) -> bool:
    j = i + 1
    if j < len(words) and words.text[j] == "-" and j + 1 < len(words):
        return True
    if (
        j < len(words)
        and words.low[j] in nouns().sets["document.verbs"]
        and words.low[i] in nouns().sets["document.head"]
    ):
        return False
    return (
        j < len(words)
        and words.dep[i] in ("compound", "amod", "nmod")
        and words.head[i] > i
        and words.tag[j].startswith("NN")
    )


def noun_mention(words: Words, i: int, noun: Noun, adjectives: dict[int, Mention]) -> Mention | None:
    first = words.left_edge(i)
    lows = words.low[first:i]
    m = Mention("noun", 0, first, i, i, noun=noun, gender=noun.gender)
    determiner = lows[0] if lows else ""
    modifiers = list(range(first, i))
    possessors = [k for k in modifiers if words.tag[k] == "POS"]
    if possessors:
        m.owners.append(possessors[-1] - 1)
        m.determiner = "poss"
        modifiers = [k for k in modifiers if k > possessors[-1]]
    elif any(words.tag[k] == "PRP$" for k in modifiers):
        m.owners += [k for k in modifiers if words.tag[k] == "PRP$"]
        m.determiner = "poss"
        modifiers = [k for k in modifiers if words.tag[k] != "PRP$"]
    elif determiner in DETERMINERS:
        m.determiner = "the"
    elif determiner in (
        "a",
        "an",
        "another",
        "one",
        "some",
        "several",
        "many",
        "few",
        "no",
        "any",
        "each",
        "every",
    ) or any(words.tag[k] == "CD" for k in modifiers):
        m.determiner = "a"
    for k in modifiers:
        if k in adjectives and m.nationality is None:
            m.nationality = adjectives[k].state
    m.owners += _of_objects(words, i)
    if "document" not in noun.classes:
        m.owners += [k for k in modifiers if words.text[k][:1].isupper() and words.tag[k].startswith("NN")]
    content = [
        words.low[k]
        for k in modifiers
        if words.tag[k] not in ("DT", "PDT", "CD", "POS") and k not in adjectives and words.low[k] not in HONORIFICS
    ]
    m.name = " ".join([*content, words.low[i]])
    m.kind = "group" if noun.is_plural else "person"
    if not m.determiner and first and words.low[first - 1] in DETERMINERS:
        m.determiner = "the"
    plural_body = words.low[i] in nouns().sets["body.plural_bodies"] if "body.plural_bodies" in nouns().sets else False
    if "body" in noun.classes and (not noun.is_plural or plural_body):
        m.kind = "organisation"
    elif "document" in noun.classes and "person" not in noun.classes:
        m.kind = "document"
    elif not noun.is_plural and (not noun.classes or "country" in noun.classes):
        m.kind = "state"
    if noun.is_plural and not noun.classes & {"group", "document", "country"} and not plural_body and noun.classes:
        return None
    return m


def _pronouns(words: Words) -> list[Mention]:
    return [
        Mention("pronoun", 0, i, i, i, name=low, gender=PERSONAL[low])
        for i, low in enumerate(words.low)
        if low in PERSONAL and words.tag[i] in ("PRP", "PRP$", "WP", "WDT")
    ]


def inferred_states(
    parsed: list[Words], runs: list[list[tuple[int, int]]], lookup: Lookup
) -> tuple[dict[str, State], dict[str, str]]:
    """Find names that an article treats as states though no list knows them: two kinds of evidence, at least.

    Its people are called by an adjective made from the name, it has a ministry or an army, it is a neighbour, it
    speaks and agrees. A name that is a person's somewhere is none. Returns the words that mean it → the state.
    """
    points: Counter[str] = Counter()
    written: dict[str, str] = {}
    people: set[str] = set()
    adjectives: set[str] = set()
    labelled_people: Counter[str] = Counter()
    times: Counter[str] = Counter()
    organs = nouns().sets["body.organ"] | nouns().sets["group.of_states"]
    for words, of_passage in zip(parsed, runs, strict=True):
        for a, b in of_passage:
            tokens = [fold(t) for t in words.text[a:b]]
            if any(lookup.of(t) for t in tokens):
                if len(tokens) > 1:
                    continue
            if b - a > 1:
                adjectives.add(tokens[0])
                people.update(tokens if words.label[a] == "PERSON" else [])
                if any(words.is_office(k) for k in range(a, b - 1)):
                    people.update(tokens[1:])
                if not (words.is_office(a) or words.is_body(a)):
                    continue
            word = tokens[0]
            after = b < len(words)
            if b - a == 1 and after and words.tag[b].startswith("NN") and words.tag[a].startswith(("JJ", "NN")):
                adjectives.add(word)
            if (
                b - a > 1
                or len(word) < 4
                or word in nouns().forms
                or is_acronym(words.text[a])
                or lookup.of(word)
                or lookup.is_part(word)
            ):
                continue
            if words.label[a] == "PERSON":
                labelled_people[word] += 1
            if a > 0 and words.is_office(a - 1) and words.text[a - 1][:1].isupper():
                people.add(word)
            written.setdefault(word, words.text[a])
            times[word] += 1
            seen = _state_evidence(words, a, b, organs)
            for kind in seen:
                points[word] |= 1 << kind  # one bit a kind of evidence, however often
    found: dict[str, State] = {}
    adjectives |= {w for w in written}
    for word in sorted(written, key=len, reverse=True):
        if word in people:
            continue
        made = sorted(x for x in adjectives if x != word and demonym_of(x, word) and x not in found)
        weight = bin(points[word]).count("1") + (2 if made else 0)
        if labelled_people[word] * 2 > times[word] and not made:
            continue
        if weight < 2 or not points[word] or (not made and not points[word] & 1):
            continue
        state = State(f"state:{word}", "name")
        found[word] = state
        for adjective in made:
            found.setdefault(adjective, State(state.code, "demonym"))
        for other in written:
            # a capital that the state is named after
            if other != word and len(other) >= 4 and word.startswith(other) and len(word) - len(other) <= 3:
                found[other] = State(state.code, "capital")
    return found, {state.code: written[word] for word, state in found.items() if state.kind == "name"}


def _state_evidence(words: Words, a: int, b: int, organs: frozenset[str]) -> list[int]:
    """Return the kinds of evidence around a one-word name: 0 people and bodies, 1 neighbour, 2 verb, 3 label, 4 organs."""
    seen = []
    after = [words.low[k] for k in range(b, min(len(words), b + 5))]
    if words.text[b : b + 1] and words.text[b] in POSSESSIVE:
        had = _phrase(words, b + 1)
        seen += [0] if any(w in organs for w in had) else []
        seen += [4] if any(w in nouns().sets["body.organ"] for w in had) else []
    if after and after[0] in organs:
        seen.append(0)
    before = [words.low[k] for k in range(max(0, a - 4), a)]
    if len(before) > 1 and before[-1] == "of" and before[-2] in organs:
        seen.append(0)
    if before and (before[-1] in NEIGHBOURS or before[-2:] in (["border", "with"], ["relations", "with"])):
        seen.append(1)
    if words.subject_of(b - 1) in nouns().sets["speech.verbs"] and words.dep[b - 1] in SUBJECTS:
        seen.append(2)
    if words.label[a] in ("GPE", "NORP"):
        seen.append(3)
    return sorted(set(seen))


def _phrase(words: Words, i: int) -> list[str]:
    """Return the words of the noun phrase that begins at token i."""
    found = []
    for k in range(i, min(len(words), i + 4)):
        if not words.tag[k].startswith(("NN", "JJ")):
            break
        found.append(words.low[k])
    return found
