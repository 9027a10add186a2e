"""A parsed article → candidate mentions: names in their parts, nouns for people and bodies, pronouns."""

from bisect import bisect_right

from analysis.actors.mention import Mention
from analysis.actors.namesakes import namesakes
from analysis.actors.phrases import headed, noun_mentions, owners, pronouns
from analysis.actors.states import State
from analysis.actors.tagged_words import LEGAL_FORMS, Words
from analysis.actors.ties import is_bare, is_organ, is_power, party_at
from analysis.actors.unknown_states import Lookup, inferred_states
from analysis.lexicon import nouns, side_words
from analysis.names import fold, is_acronym
from analysis.passages import AFTER_PLACE, ParsedArticle

OF_OFFICE = frozenset(["of", "deputy", "vice", "acting"])
OF_GENERATION = {"elder": " Sr.", "younger": " Jr."}  # "the elder Dunn"
BEHIND_OFFICE = frozenset(["of", "pro", "tem", "tempore", "elect", "designate", "emeritus", "-"])


def candidates(article: ParsedArticle, parsed: list[Words]) -> tuple[list[Mention], Lookup]:
    """Return all candidate mentions of an article in the order of its text, and its words for states."""
    known = frozenset(fold(w.text[k]) for w in parsed if not w.is_headline for a, b in w.runs() for k in range(a, b))
    for words in parsed:
        words.known_names = known
    runs = [w.runs() for w in parsed]
    lookup = Lookup()
    lookup.namesakes = namesakes(parsed, runs, lookup)
    lookup.own, lookup.names = inferred_states(parsed, runs, lookup)
    starts = [s.start for s in article.sentences]
    found = []
    for number, words in enumerate(parsed):
        named = [m for a, b in runs[number] for m in _parts(words, a, b, lookup)]
        taken = {i for m in named if m.form != "nationality" for i in range(m.first, m.last + 1)}
        adjectives = {m.head: m for m in named if m.form == "nationality" and is_bare(words, m.first, m.last + 1)}
        in_order = named + noun_mentions(words, taken, adjectives) + pronouns(words)
        for m in sorted(in_order, key=lambda m: (m.first, m.last)):
            place(m, number, words, article, starts)
            found.append(m)
    return found, lookup


def place(m: Mention, number: int, words: Words, article: ParsedArticle, starts: list[int]) -> None:
    """Say where a mention stands, and what the words around it make of it."""
    base = article.passages[number].start
    m.passage = number
    m.start = base + words.idx[m.first]
    m.end = base + words.idx[m.last] + len(words.text[m.last])
    m.sentence = max(0, bisect_right(starts, m.start) - 1)
    m.is_quoted = words.quoted[m.head]
    m.verb = words.subject_of(m.head)
    m.is_possessor = words.tag[m.last + 1 : m.last + 2] == ["POS"]
    m.is_place_use = _is_place_use(words, m)


def is_dateline(words: Words, m: Mention) -> bool:
    """True for the city in capitals that a report begins with: "MUROM, May 3 (AB) —"."""
    ends = m.last + 1 == len(words) or words.text[m.last + 1] in AFTER_PLACE
    return ends and m.first == 0 and m.passage < 3 and len(m.name) > 3 and m.name.isupper()


def _is_place_use(words: Words, m: Mention) -> bool:
    if is_dateline(words, m):
        return True
    before = m.first - 1
    if before > 0 and words.low[before] == "the":
        before -= 1
    if before < 0 or m.verb is not None:
        return False
    places = nouns().sets["place.head"]
    if words.low[before] in nouns().sets["place.after"]:
        return True
    if words.low[before] in nouns().sets["place.after_motion"]:
        return words.lemma[words.head[before]] in nouns().sets["place.motion"]
    of_place = words.low[before] in ("of", "with") and words.low[before - 1] in places
    return of_place or (m.last + 1 < len(words) and words.low[m.last + 1] in places)


def _parts(words: Words, a: int, b: int, lookup: Lookup) -> list[Mention]:
    """Split a run of capitalised words into parties, nationality, titles and name, or take it as one name."""
    found: list[Mention] = []
    owner: State | None = None
    i = a
    while i < b:
        party = _party(words, i, b)
        if party is not None:
            return [*found, party]
        if _is_party_member(words, i, b):
            return found
        n, state = lookup.longest(words, i, b)
        if state is None and i + 1 == b and lookup.is_several_states(words.text[i]):
            return [*found, Mention("name", 0, i, i, i, kind="group", name=words.text[i])]  # "the two Koreas"
        if state is None:
            return found + _named(words, i, b, owner, lookup, found)
        if state.kind == "demonym" and _is_language(words, i, i + n):
            i += n
            continue
        if state.kind != "demonym" and _is_in_name(words, i, i + n, b, state):
            is_owner = words.label[i] == "ORG" and state.kind == "name"
            return found + _named(words, i, b, state if is_owner else owner, lookup, found)
        last = i + n - 1
        m = Mention("name", 0, i, last, last, kind="state", name=words.slice(i, i + n), state=state)
        if state.kind == "demonym":
            m.form = "nationality"
        elif state.kind == "organ":
            m.kind, m.nationality = "organisation", State(state.code, "name")
        # "U.S. President …" is its own; a "Peru envoy" may be sent there, not by it.
        is_own = state.kind == "demonym" or (state.kind == "name" and is_acronym(m.name))
        owner = state if is_own and is_bare(words, i, i + n) else None
        found.append(m)
        i += n
    return found


def _party(words: Words, first: int, end: int) -> Mention | None:
    """Return the mention of a party or its members that ends a run: "Democrats", "House Republicans"."""
    if first > 1 and words.low[first - 1] == "of" and words.is_body(first - 2):
        return None  # "Ministry of Labour"
    for k in range(first, end):
        n, party = party_at(words, k)
        if party is None or k + n != end or (k > first and words.tag[end - 1] not in ("NNS", "NNPS")):
            continue
        is_adjective = end < len(words) and words.tag[end].startswith("NN") and words.text[end][:1].islower()
        return (
            None if is_adjective else Mention("name", 0, first, end - 1, end - 1, kind="group", name=party, party=party)
        )
    return None


def _is_party_member(words: Words, first: int, b: int) -> bool:
    """True for "Ohio Democrat", "House Republican" and "R-Ohio": they say what somebody named beside them is."""
    is_of_part = words.low[first] in nouns().sets["place.names"] | {"house", "senate"}
    is_letter = words.text[first] in side_words().letters and words.text[first + 1 : first + 2] == ["-"]
    is_one = b - first > 1 and party_at(words, b - 1)[1] is not None and words.tag[b - 1] != "NNPS"
    return is_letter or (is_of_part and is_one)


def _is_language(words: Words, first: int, end: int) -> bool:
    """True for "Russian" of "said in Russian"."""
    is_alone = end >= len(words) or not words.tag[end].startswith(("NN", "JJ", "CD", "POS"))
    return is_alone and first > 0 and words.low[first - 1] == "in"


def _is_in_name(words: Words, first: int, end: int, b: int, state: State) -> bool:
    """True for "Jordan" of "Jordan Ames" and "Ostrava" of "Ostrava City Council": the name goes on behind the state."""
    if end == b:
        return False
    has_body = any(words.is_body(k) for k in range(end, b))
    has_office = any(words.is_office(k) for k in range(end, b))
    is_person = words.label[first] == "PERSON" and not has_body and not has_office
    is_labelled = words.label[first] == words.label[end] == "ORG" and not words.is_office(end)
    return is_person or is_labelled or (has_body and state.kind != "name")


def _named(
    words: Words, a: int, b: int, nationality: State | None, lookup: Lookup, before: list[Mention]
) -> list[Mention]:
    """Return the mention of a run without state words: a person with titles, a body, or a name of unknown kind.

    Args:
        words: The paragraph.
        a: The first token.
        b: The token behind the last.
        nationality: The state whose demonym or short name stands before.
        lookup: The words of states.
        before: The mentions of the same run before this one; a demonym in the name of a body that is no organ of a
            state goes back into the name: "Kenyan Observatory".
    """
    if _is_common_noun(words, a, b, lookup, before):
        return []
    start, first = _titled(words, a, b)
    name = words.slice(first, b) + OF_GENERATION.get(words.low[start - 1] if start > 0 else "", "")
    m = Mention("name", 0, start, b - 1, b - 1, name=name, nationality=nationality)
    if first > a:
        m.kind, m.titles = "person", [t.rstrip(".") for t in words.low[start:first]]
        m.owners += _body_before(a, before)
    elif any(words.is_body(k) for k in range(a, b)):
        _name_body(m, words, a, b, lookup, before)
    if m.kind != "organisation":
        _take_titles_before(words, m)
    m.owners += owners(words, m)
    heads = headed(words, m) if m.kind != "organisation" else []
    m.titles += ["head"] if heads else []
    m.owners += heads
    return [m]


def _is_common_noun(words: Words, a: int, b: int, lookup: Lookup, before: list[Mention]) -> bool:
    """True for what noun phrases read: "Prime Minister" and "the Ministry" alone, "Republican (leaders)"."""
    domain = nouns().sets["domain.words"]
    if all(words.is_office(k) or words.low[k] in domain | OF_OFFICE for k in range(a, b)):
        return True
    if b - a > 1:
        return False
    if words.low[a] in side_words().adjectives and fold(words.text[a]) not in lookup.own:
        return True
    follows = bool(before) and before[-1].last == a - 1 and before[-1].form == "nationality"
    is_own = follows and _is_own(words.text[a])
    return words.is_body(a) and not is_acronym(words.text[a]) and not is_own


def _titled(words: Words, a: int, b: int) -> tuple[int, int]:
    """Return where the titles of a name begin, and where the name begins behind them: both `a` where it has none."""
    if words.low[b - 1].rstrip(".") in LEGAL_FORMS:
        return a, a
    has_body = any(words.is_body(k) for k in range(a, b))
    offices = [k for k in range(a, b - 1) if words.is_office(k)]
    while offices and any(words.is_office(k) or words.is_body(k) for k in range(offices[-1] + 1, b)):
        offices.pop()
    if not offices and b - a > 2 and party_at(words, a)[0] == 1 and not has_body:
        offices = [a]  # "Democrat NAME NAME"
    first = offices[-1] + 1 if offices else a
    while offices and first < b - 1 and words.low[first] in nouns().sets["domain.words"] | BEHIND_OFFICE:
        first += 1
    portfolio = _behind_portfolio(words, a, b)
    return (a, first) if portfolio is None else (_office_before(words, a), max(first, portfolio))


def _body_before(a: int, before: list[Mention]) -> list[int]:
    """Return the head of the state's organ right before an office: "White House spokesman …"."""
    beside = before[-1] if before and before[-1].last == a - 1 and before[-1].form == "name" else None
    is_organ_of_state = beside is not None and beside.state is not None and beside.state.kind in ("organ", "seat")
    return [beside.head] if beside is not None and is_organ_of_state else []


def _name_body(m: Mention, words: Words, a: int, b: int, lookup: Lookup, before: list[Mention]) -> None:
    """Fill in a body's kind, head, state and name; the demonym before one that is no state's organ is its name's."""
    bodies = [k for k in range(a, b) if words.is_body(k)]
    m.kind, m.head = "organisation", b - 1 if bodies[-1] == b - 1 else bodies[0]
    state = lookup.of(words.text[b - 1]) if words.low[b - 2] == "of" else None
    if state is not None and state.kind == "name" and words.low[b - 3] in nouns().sets["body.organ"]:
        m.nationality, m.name = state, words.slice(a, b - 2)  # "Foreign Ministry of Velonia"
    elif m.nationality is not None and before and before[-1].last == a - 1 and _is_own(m.name):
        nation = before.pop()
        m.first, m.name, m.nationality = nation.first, words.slice(nation.first, b), None


def _is_own(name: str) -> bool:
    """True for a body that may bear a demonym without being the state's: "(Kenyan) Observatory"."""
    return not is_organ(name) and not is_power(name)


def _behind_portfolio(words: Words, a: int, b: int) -> int | None:
    """Return where the name begins behind the end of an office: "(Minister for) Harbour and Baltic Affairs NAME"."""
    if _is_behind_title(words, a, b):
        return b - 2  # "Chief of Staff NAME NAME"
    has_body = any(words.is_body(k) for k in range(a, b))
    if b - a < 2 or has_body:
        return None
    ends = [k for k in range(a, b - 1) if words.low[k] == "affairs"]
    if ends:
        return ends[-1] + 1
    noun = words.noun(a)
    is_group = noun is not None and noun.is_plural and "group" in noun.classes
    return a + 1 if is_group and words.label[a + 1] == "PERSON" else None  # "Engineers NAME and NAME"


def _is_behind_title(words: Words, a: int, b: int) -> bool:
    """True for a run that goes on an office without article and ends with a name: "(Head of) Mission NAME NAME"."""
    if b - a < 3 or a < 2 or words.low[a - 1] not in ("of", "for") or any(map(words.is_body, range(a + 1, b))):
        return False
    if not words.is_office(a - 2) or not words.text[a - 2][:1].isupper():
        return False
    start = _office_before(words, a)
    has_article = start > 0 and words.low[start - 1] in ("the", "a")
    return start < a and not has_article


def _office_before(words: Words, a: int) -> int:
    """Return the first token of "Minister for Harbour and …" before the rest of the office; `a` where it has none."""
    first = a
    while first > 0 and first not in words.starts:
        text = words.text[first - 1]
        if not text[:1].isupper() and text not in ("of", "for", "and", "the"):
            break
        first -= 1
    while first < a and not words.is_office(first):
        first += 1
    return first


def _take_titles_before(words: Words, m: Mention) -> None:
    """Extend a name to the offices in small letters before it: "branch secretary", "North Korean leader"."""
    first = m.first
    noun = words.noun(first - 1) if first not in words.starts else None
    is_beside = first > 0 and words.dep[first - 1] == "compound" and first <= words.head[first - 1] <= m.last
    if noun is not None and is_beside and noun.classes == {"body"} and not noun.is_plural:
        m.kind = "organisation"  # "the advocacy group NAME", "the newspaper NAME"
        return
    if noun is None or noun.is_plural or "person" not in noun.classes:
        return
    while first not in words.starts and (words.tag[first - 1].startswith(("NN", "JJ")) or words.text[first - 1] == "-"):
        first -= 1
    if words.text[first] == "-":
        first += 2  # "(four)-term congressman NAME"
    m.titles = [words.low[k].rstrip(".") for k in range(first, m.first)] + m.titles
    m.owners += [k for k in range(first, m.first) if words.text[k][:1].isupper() and is_bare(words, k, k + 1)]
    m.first, m.gender = first, noun.gender
    is_body = "body" in noun.classes and is_acronym(m.name)  # "the broadcaster ERK"
    m.kind = "organisation" if is_body else "person"
