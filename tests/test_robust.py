"""Odd texts go through everything, and every offset still leads to its words."""

import random

import pandas as pd
import pytest

from analysis import annotate, build_network, build_timeline, find_disagreements

MARKS = "\"'“”‘’«»„‚‹›`"
ODD = {
    "one-word": "a" * 100_000,
    "one-sentence": "X said " + "y " * 20_000,
    "open-marks": 'he said "' * 800,
    "many-quotations": '"A," he said. ' * 400,
    "crlf": "“Yes,” she said.\r\n\r\n“No,\r\nnever,” he said.",
    "control-characters": "He said \x07“no\x0b way”\x1f.",
    "emoji": "😀 he said “😀😀” 👩‍👩‍👧",
    "marks-alone": MARKS * 20,
    "semicolons": "; ; ; said; he; said",
    "right-to-left": "He said “\u202eabc\u202c” to \u200f שלום",
    "tags": "<p>He said <b>no</b>.</p>" * 400,
    "open-tags": "<p <p " * 800,
    "entities": "&ldquo;Yes,&rdquo; he said.[1] " * 300,
    "labels": "BO: Yes, he said.\n" * 400,
    "interview": "Q: Why?\nA: “No.”\n" * 300,
    "blocks": "> He said no.\n" * 400,
    "items": "He made points:\n- It held;\n" * 300,
    "signatures": "“Yes.” – Ann Bo\n— Ida Vell (@ida) May 3\n" * 200,
    "single-marks": "‘It held.\n\n" * 300,
    "colons": "Bo: no: yes: “no”\n" * 200,
    "blank": " \n\t\n ",
}


def with_marks(text, seed):
    """The text with random quotation marks strewn in."""
    chance = random.Random(seed)
    letters = list(text)
    for _ in range(40):
        letters.insert(chance.randrange(len(letters)), chance.choice(MARKS))
    return "".join(letters)


@pytest.fixture(scope="module")
def frames(root):
    herald = (root / "tests" / "golden" / "raw" / "harbour-herald.txt").read_text(encoding="utf-8")
    texts = ODD | {f"marks-{seed}": with_marks(herald, seed) for seed in range(12)}
    texts |= {f"cut-{n}": herald[n:-n] for n in (7, 101, 303)}
    return annotate(pd.DataFrame([{"article_id": name, "text": text} for name, text in texts.items()]))


def test_offsets_lead_to_their_words(frames):
    text = dict(zip(frames.articles["article_id"], frames.articles["text"], strict=True))
    for name in ("sentences", "entities", "predications", "timexes"):
        for row in getattr(frames, name).itertuples():
            assert text[row.article_id][row.char_start : row.char_end] == row.text
    for claim in frames.claims.itertuples():
        assert " … ".join(text[claim.article_id][s:e] for s, e in claim.content_spans) == claim.content_text


def test_relations_events_and_graph_are_made_of_anything(frames):
    relations = find_disagreements(frames)
    assert {"relation_id", "summary"} <= set(relations.columns)
    assert "event_id" in build_timeline(frames).columns
    assert build_network(frames, relations).number_of_nodes() >= 0
