"""Disagreements as W3C Web Annotations (JSON-LD), so that other tools can load the evidence.

Sources:
    Web Annotation Data Model, W3C Recommendation, 23 February 2017, https://www.w3.org/TR/annotation-model/
"""

import json
import uuid

import pandas as pd

from analysis.frames import Frames
from analysis.schema import Row, records

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Terms of ours, for what the model has no word for: which side of which relation words are evidence for, and whose.
TERMS = {"analysis": "urn:conflicting-accounts:"}
AROUND = 32


def web_annotations(frames: Frames, disagreements: pd.DataFrame) -> bytes:
    """Return the relations as an AnnotationCollection as UTF-8: one Annotation a side and article, linked.

    An annotation has spans of one article only, for a reader that saves it gives all of them one source (recogito
    text-annotator 4.1.1 does); what we know of it stands in the annotation, for that reader drops what it does not
    know of a target. Its target's source is the article's url, else `urn:sha256:` and the checksum of its text. The
    TextQuoteSelector has the exact words and up to AROUND characters on either side; the TextPositionSelector counts
    Unicode code points, as the model says, from the start of the article's text as this package read it, which
    `state.cached` names by checksum, for a web page holds more than the article. (recogito counts UTF-16 units: it
    loads the words, and marks them where no character beyond the basic plane stands before them.) The bodies are the
    summary (describing), relation, kind and confidence (tagging), the rule that fired (commenting), and the
    annotations of the relation's other evidence (linking).

    Args:
        frames: The frames that the relations were found in.
        disagreements: As `find_disagreements` returns.

    Returns:
        The file's bytes, the same for the same frames; annotations in order of `relation_id`, with no time in them.
    """
    names = frames.index.party_names
    articles = frames.index.articles
    items = [item for row in sorted(records(disagreements), key=_by_id) for item in _of_relation(row, articles, names)]
    identity = _urn([item["id"] for item in items])
    page = {"id": f"{identity}#page", "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": [CONTEXT, TERMS],
        "id": identity,
        "type": "AnnotationCollection",
        "label": "Disagreements between articles",
        "total": len(items),
    }
    # The model wants a page that exists to hold an annotation.
    content = collection | ({"first": page} if items else {})
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()


def _by_id(relation: Row) -> str:
    return str(relation["relation_id"])


def _urn(content: object) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(content))}"


def _of_relation(relation: Row, articles: dict[str, Row], names: dict[str, str]) -> list[Row]:
    """One annotation for each side and article of the evidence."""
    made = []
    for side in "ab":
        spans: dict[str, list[Row]] = {}
        for span in relation[f"evidence_{side}"]:
            spans.setdefault(span["article_id"], []).append(span)
        parties = [names.get(party, party) for party in relation[f"parties_{side}"]]
        for article_id, of_article in spans.items():
            targets = [_target(articles[article_id], span) for span in of_article]
            known = {"side": side, "party": parties, "article_id": article_id}
            made.append(_annotation(relation, targets, known))
    for one in made:
        others = [other["id"] for other in made if other is not one]
        one["body"] += [{"type": "SpecificResource", "source": other, "purpose": "linking"} for other in others]
    return made


def _annotation(relation: Row, targets: list[Row], known: Row) -> Row:
    tags = [relation["relation"], relation["kind"], f"confidence: {relation['confidence']}"]
    known |= {name: relation[name] for name in ("relation_id", "matter_id")}
    return {
        "id": _urn([relation["relation_id"], known["side"], known["article_id"]]),
        "type": "Annotation",
        "motivation": "linking",
        **{f"analysis:{name}": value for name, value in known.items()},
        "body": [
            _text(relation["summary"], "describing"),
            *(_text(tag, "tagging") for tag in tags),
            _text(relation["reason"], "commenting"),
        ],
        "target": targets,
    }


def _text(value: str, purpose: str) -> Row:
    return {"type": "TextualBody", "value": value, "purpose": purpose, "format": "text/plain", "language": "en"}


def _target(article: Row, span: Row) -> Row:
    text, start, end = article["text"], span["char_start"], span["char_end"]
    checksum = f"urn:sha256:{article['sha256']}"
    quote = {"exact": text[start:end], "prefix": text[max(0, start - AROUND) : start]}
    return {
        "type": "SpecificResource",
        "source": article["url"] or checksum,
        "state": {"type": "TimeState", "cached": checksum},
        "selector": [
            {"type": "TextQuoteSelector", **quote, "suffix": text[end : end + AROUND]},
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }
