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
# Terms of ours, for what the model has no word for: which side a target is evidence for, and who speaks in it.
TERMS = {"analysis": "urn:conflicting-accounts:"}
AROUND = 32


def web_annotations(frames: Frames, disagreements: pd.DataFrame) -> bytes:
    """Return the relations as an AnnotationCollection, one Annotation each, as UTF-8.

    Each target is a span of the evidence. Its source is the article's url, else `urn:sha256:` and the checksum of its
    text. Its TextQuoteSelector has the exact words and up to AROUND characters on either side; its
    TextPositionSelector counts Unicode code points from the start of the article's text as this package read it, which
    `state.cached` names by checksum, for a web page holds more than the article. The bodies are the summary
    (describing), the relation, kind and confidence (tagging) and the rule that fired (commenting).

    Args:
        frames: The frames that the relations were found in.
        disagreements: As `find_disagreements` returns.

    Returns:
        The file's bytes, the same for the same frames; annotations in order of `relation_id`, with no time in them.
    """
    names = frames.index.party_names
    articles = frames.index.articles
    items = [_annotation(row, articles, names) for row in sorted(records(disagreements), key=_by_id)]
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


def _annotation(relation: Row, articles: dict[str, Row], names: dict[str, str]) -> Row:
    targets = [
        _target(articles[span["article_id"]], span, side, [names.get(p, p) for p in relation[f"parties_{side}"]])
        for side in "ab"
        for span in relation[f"evidence_{side}"]
    ]
    tags = [relation["relation"], relation["kind"], f"confidence: {relation['confidence']}"]
    return {
        "id": _urn([relation["relation"], *([t["source"], t["selector"][1]] for t in targets)]),
        "type": "Annotation",
        "motivation": "linking",
        "analysis:relation_id": relation["relation_id"],
        "analysis:matter_id": relation["matter_id"],
        "body": [
            _text(relation["summary"], "describing"),
            *(_text(tag, "tagging") for tag in tags),
            _text(relation["reason"], "commenting"),
        ],
        "target": targets,
    }


def _text(value: str, purpose: str) -> Row:
    return {"type": "TextualBody", "value": value, "purpose": purpose, "format": "text/plain", "language": "en"}


def _target(article: Row, span: Row, side: str, parties: list[str]) -> Row:
    text, start, end = article["text"], span["char_start"], span["char_end"]
    checksum = f"urn:sha256:{article['sha256']}"
    return {
        "type": "SpecificResource",
        "source": article["url"] or checksum,
        "state": {"type": "TimeState", "cached": checksum},
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
        "analysis:side": side,
        "analysis:party": parties,
        "analysis:article_id": article["article_id"],
    }
