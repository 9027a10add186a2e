"""Who calls whom what: the words by which actors are named, by whom, in which outlet, in own voice or quoted."""

from collections import defaultdict
from collections.abc import Iterable

import pandas as pd

from analysis.frames import Frames
from analysis.names import comparable
from analysis.schema import Row

CALLED = ["caller", "outlet", "whom", "words", "voice", "n", "n_articles", "article_id", "char_start", "char_end"]
OWN, OPEN = "own words", "open"
NOT_KNOWN = "nobody is found to speak"


def list_names(frames: Frames) -> pd.DataFrame:
    """List by which words each actor is named, and by whom.

    What stands in a claim's content is its source's word, as far as the outlet passes it on: `voice` is the claim's
    form (direct, indirect or mixed quotation). What stands in a clause that the outlet tells itself is its own. Words
    of which neither holds, such as quoted ones that nobody was found to speak, are open. Pronouns name nobody, and
    "the union" is "union".

    Returns:
        One row a caller, outlet, actor, words (as first written) and voice: n mentions in n_articles, and the place of
        the first one; actors that are named in most ways first. No rows where nobody is named.
    """
    index = frames.index
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for article_id, mentions in index.by_article("entities").items():
        claims, clauses = (index.by_article(name)[article_id] for name in ("claims", "predications"))
        for mention in mentions:
            if mention["entity_id"] is None or mention["resolved_by"] == "pronoun":
                continue
            caller, voice = _speaker(frames, mention, claims, clauses)
            outlet = index.party_names[index.narrators[article_id]]
            found[caller, outlet, mention["entity_id"], comparable(mention["text"]), voice].append(mention)
    ways: dict[str, set[str]] = defaultdict(set)
    for _, _, entity_id, words, _ in found:
        ways[entity_id].add(words)
    rows = []
    for (caller, outlet, entity_id, _, voice), mentions in found.items():
        first = {name: mentions[0][name] for name in CALLED[-3:]}
        counted = {"n": len(mentions), "n_articles": len({mention["article_id"] for mention in mentions})}
        whom, words = index.party_names.get(entity_id, entity_id), mentions[0]["text"]
        row = {"caller": caller, "outlet": outlet, "whom": whom, "words": words, "voice": voice, **counted, **first}
        rows.append((-len(ways[entity_id]), entity_id, -len(mentions), caller, outlet, words, voice, row))
    rows.sort(key=lambda row: row[:-1])
    return pd.DataFrame([row[-1] for row in rows], columns=CALLED)


def _speaker(frames: Frames, mention: Row, claims: list[Row], clauses: list[Row]) -> tuple[str, str]:
    """Who uses the words of a mention, and in which voice."""
    claim = _innermost(mention, [(c, start, end) for c in claims for start, end in c["content_spans"]])
    if claim is not None:
        named = frames.index.party_names.get(claim["entity_id"] or "", claim["source_name"] or claim["source_text"])
        return named or NOT_KNOWN, claim["quotation"]
    clause = _innermost(mention, [(c, c["char_start"], c["char_end"]) for c in clauses])
    if clause is None or clause["voice"] != "outlet":
        return NOT_KNOWN, OPEN
    return frames.index.party_names[frames.index.narrators[mention["article_id"]]], OWN


def _innermost(mention: Row, spans: Iterable[tuple[Row, int, int]]) -> Row | None:
    around = [(end - start, row) for row, start, end in spans if start <= mention["char_start"] < end]
    return min(around, key=lambda found: found[0], default=(0, None))[1]
