"""One parsed article → the rows of its mentions, each with the actor of this article that it means."""

from bisect import bisect_right

from analysis.actors.coreference import Reader
from analysis.actors.memory import Memory
from analysis.actors.mention import Cluster, Mention
from analysis.actors.mentions import candidates, place
from analysis.actors.naming import Register
from analysis.actors.phrases import noun_mention
from analysis.actors.tagged_words import Words
from analysis.passages import ParsedArticle
from analysis.schema import Row, span_id


def find_mentions(article: ParsedArticle, claims: list[Row]) -> list[Row]:
    """Return the rows of the `entities` frame for one article without `entity_id`.

    Depends on this article alone. Beside the columns, a row has the offsets of its head word, `cluster`, the number of
    the actor that it means in this article (None = NIL), and the first row of an actor has `actor`, what the article
    says of it; `link_mentions` reads both.

    Args:
        article: The parsed article.
        claims: Its claims; the head of every source gets a mention.

    Returns:
        One row a mention, by offset. No two rows have the same span.
    """
    if not article.sentences:
        return []
    parsed = [Words(doc) for doc in article.docs]
    found, lookup = candidates(article, parsed)
    register = Register(found, parsed, lookup)
    heads = {claim["source_head"] for claim in claims if claim.get("source_head") is not None}
    heads |= {head for claim in claims for head in claim.get("co_source_heads") or ()}
    covering = _covering(found)
    found += [_uncovered(article, parsed, head) for head in sorted(heads - covering.keys())]
    found.sort(key=lambda m: (m.start, m.end))
    covering = _covering(found)
    for head in heads & covering.keys():
        covering[head].is_source = True
    _note_speakers(found, claims, covering)
    Reader(Memory(register, parsed)).read(found)
    return _rows(article, parsed, found, register)


def _covering(found: list[Mention]) -> dict[int, Mention]:
    """Return, for each character in a mention, the longest mention around it."""
    covering: dict[int, Mention] = {}
    for m in found:
        for position in range(m.start, m.end):
            other = covering.get(position)
            if other is None or m.end - m.start > other.end - other.start:
                covering[position] = m
    return covering


def _uncovered(article: ParsedArticle, parsed: list[Words], head: int) -> Mention:
    """Return a mention for a source's head that no candidate covers: a noun phrase that no list knows."""
    number = bisect_right([p.start for p in article.passages], head) - 1
    words, offset = parsed[number], head - article.passages[number].start
    at = max((i for i, idx in enumerate(words.idx) if idx <= offset), default=0)
    token = _noun_near(words, at)
    noun = words.noun(token)
    m = noun_mention(words, token, noun, {}) if noun is not None else None
    if m is None:
        first = words.left_edge(token)
        m = Mention("described", 0, first, token, token, name=" ".join(words.low[first : token + 1]), noun=noun)
        is_plural, is_name = words.tag[token] in ("NNS", "NNPS"), words.text[token][:1].isupper()
        m.kind = "group" if is_plural else "organisation" if is_name else "person"
    m.first, m.last = min(m.first, at), max(m.last, at)
    place(m, number, words, article, [s.start for s in article.sentences])
    return m


def _noun_near(words: Words, token: int) -> int:
    """Return the noun that a source's head belongs to, where the parser took another word for the head."""
    is_modifier = words.noun(token) is None and words.tag[token] in ("DT", "JJ", "POS", "CD")
    return words.head[token] if is_modifier and words.head[token] > token else token


def _note_speakers(found: list[Mention], claims: list[Row], covering: dict[int, Mention]) -> None:
    """Tell each first-person pronoun in a direct quotation whose words these are."""
    first_person = [m for m in found if m.form == "pronoun" and m.gender == "1"]
    if not first_person:
        return
    for claim in claims:
        speaker = covering.get(claim["source_head"]) if claim["quotation"] == "direct" else None
        for m in first_person:
            if speaker is not None and any(start <= m.start < end for start, end in claim["content_spans"]):
                m.speaker = speaker


def _rows(article: ParsedArticle, parsed: list[Words], found: list[Mention], register: Register) -> list[Row]:
    rows: dict[tuple[int, int], Row] = {}
    told: set[int] = set()
    for m in found:
        if not _is_shown(m) or (m.start, m.end) in rows:
            continue
        row = rows[m.start, m.end] = _row(article, parsed[m.passage], m)
        if m.cluster is not None and m.cluster.number not in told:
            told.add(m.cluster.number)
            row["actor"] = _description(m.cluster, register)
    # parents that no mention of their own stands for
    missing = [c for c in register.clusters if c.number not in told and _is_needed(c, register)]
    if rows and missing:
        next(iter(rows.values()))["unmentioned"] = [_description(c, register) for c in missing]
    return [rows[span] for span in sorted(rows)]


def _row(article: ParsedArticle, words: Words, m: Mention) -> Row:
    unresolved = m.kind if m.kind not in (None, "document") else "organisation"
    head = m.start + words.idx[m.head] - words.idx[m.first]
    return {
        "mention_id": span_id(article.article_id, "m", m.start, m.end),
        "article_id": article.article_id,
        "sentence_id": article.sentence_at(m.start).sentence_id,
        "char_start": m.start,
        "char_end": m.end,
        "text": article.text[m.start : m.end],
        "kind": m.cluster.kind if m.cluster else unresolved,
        "reading": _reading(m),
        "resolved_by": m.resolved_by if m.cluster else "none",
        "cluster": m.cluster.number if m.cluster else None,
        "head_start": head,
        "head_end": head + len(words.text[m.head]),
    }


def _description(cluster: Cluster, register: Register) -> Row:
    return {
        "number": cluster.number,
        "kind": cluster.kind,
        "name": cluster.name,
        "names": dict(sorted(cluster.names.items())),
        "state": cluster.state,
        "nationality": cluster.nationality,
        "parent": cluster.parent.number if cluster.parent else None,
        "party": cluster.party,
        "ties": _ties(cluster),
        "speaks": bool(cluster.said),
        "is_described": cluster.is_described,
        "roles": sorted(cluster.roles),
        "is_weak": register.is_weak(cluster),
        "words": register.words_for(cluster.state),
    }


def _is_needed(cluster: Cluster, register: Register) -> bool:
    """True for an actor that others belong to or stand with."""
    return any(o.parent is cluster or any(t.whom is cluster for t in o.ties) for o in register.clusters)


def _ties(cluster: Cluster) -> list[Row]:
    """Return what the article says of the actor's side, each tie once, in a fixed order."""
    found = {(tie.kind, tie.code or "", tie.whom.number if tie.whom else -1) for tie in cluster.ties}
    return [{"kind": k, "code": code or None, "whom": whom if whom >= 0 else None} for k, code, whom in sorted(found)]


def _is_shown(m: Mention) -> bool:
    """True for every mention whose actor is known, for every source, and for nouns of people who stay NIL."""
    is_unnamed = m.form == "noun" and m.kind in ("person", "group") and m.nationality is None and m.determiner != "a"
    return m.cluster is not None or m.is_source or is_unnamed


def _reading(m: Mention) -> str:
    if m.form == "nationality" or (m.form == "noun" and m.nationality is not None and m.kind == "state"):
        return "nationality"
    if m.is_possessor:
        return "possessor"
    return "place" if m.is_place_use or m.kind == "place" else "actor"
