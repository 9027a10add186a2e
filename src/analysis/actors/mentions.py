"""A parsed article → candidate mentions: names in their parts, nouns for people and bodies, pronouns."""

from analysis.actors.mention import Mention
from analysis.actors.nouns import nouns
from analysis.actors.phrases import noun_mentions, owners, pronouns
from analysis.actors.states import State
from analysis.actors.unknown_states import POSSESSIVE, Lookup, inferred_states
from analysis.actors.words import Words
from analysis.names import fold, is_acronym
from analysis.passages import ParsedArticle

DATELINE = frozenset([",", "(", "—", "–", "-", ".", "/"])


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
        in_order = named + noun_mentions(words, taken, adjectives) + pronouns(words)
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


def is_dateline(words: Words, m: Mention) -> bool:
    """True for the city in capitals that a report begins with: "MUROM, May 3 (AB) —"."""
    ends = m.last + 1 == len(words) or words.text[m.last + 1] in DATELINE
    return ends and m.first == 0 and m.passage < 3 and len(m.name) > 3 and m.name.isupper()


def _is_place_use(words: Words, m: Mention) -> bool:
    if is_dateline(words, m):
        return True
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
            found += _named(words, (i, b), first_owner, lookup, adjacent=i > a)
            break
        rest = range(i + n, b)
        has_more = len(rest) > 0
        last = i + n - 1
        mention = Mention("name", 0, i, last, last, kind="state", name=words.slice(i, i + n), state=state)
        if state.kind == "demonym":
            mention.form = "nationality"
            found.append(mention)
            first_owner = state
        elif has_more and _begins_another_name(words, i, rest, state):
            found += _named(words, (i, b), first_owner, lookup, adjacent=i > a)
            break
        elif has_more and words.label[i] == words.label[last + 1] == "ORG" and not words.is_office(last + 1):
            found += _named(words, (i, b), state if state.kind == "name" else None, lookup, adjacent=i > a)
            break
        elif state.kind == "organ":
            mention.kind = "organisation"
            mention.nationality = State(state.code, "name")
            found.append(mention)
        else:
            found.append(mention)
            first_owner = state if has_more and _is_owner(words, range(i, i + n), rest, state) else None
        i += n
    return found


def _is_owner(words: Words, of_state: range, rest: range, state: State) -> bool:
    """True for "U.S. President …" and "Peru Foreign Ministry"; a "Peru envoy" may be sent there, not by it."""
    is_short = is_acronym(words.slice(of_state.start, of_state.stop))
    is_organ = any(words.low[k] in nouns().sets["body.organ"] for k in rest)
    return state.kind == "name" and (is_short or is_organ)


def _begins_another_name(words: Words, first: int, rest: range, state: State) -> bool:
    """True for "Jordan" of "Jordan Ames" and "Ostrava" of "Ostrava City Council"."""
    has_body = any(words.is_body(k) for k in rest)
    if words.label[first] == "PERSON" and not has_body and not any(words.is_office(k) for k in rest):
        return True
    return state.kind != "name" and has_body


def _named(
    words: Words, run: tuple[int, int], nationality: State | None, lookup: Lookup, *, adjacent: bool
) -> list[Mention]:
    """Return the mention of a run without state words: a person with titles, a body, or a name of unknown kind."""
    a, b = run
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
    m = Mention("name", 0, a, b - 1, b - 1, name=words.slice(first, b), nationality=nationality)
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
        _take_state_behind(words, m, lookup)
    m.owners = owners(words, m, adjacent)
    if m.kind != "organisation":
        _take_titles_before(words, m)
    return [m]


def _take_state_behind(words: Words, m: Mention, lookup: Lookup) -> None:
    """Give "Foreign Ministry of Velonia" to Velonia: the state is no part of the name of one of its organs."""
    for k in range(m.first + 1, m.last):
        n, state = lookup.longest(words, k + 1, m.last + 1) if words.low[k] == "of" else (0, None)
        is_organ = any(words.low[j] in nouns().sets["body.organ"] for j in range(m.first, k))
        if n and k + n == m.last and is_organ and state is not None and state.kind == "name":
            m.nationality, m.name = state, words.slice(m.first, k)


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
            or words.text[first - 1] == "-"
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
    m.owners += owners(words, m, adjacent=False)[:1] if first > 0 and words.tag[first - 1] in ("POS", "PRP$") else []
