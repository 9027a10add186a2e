"""The law of this package: every row leads to the very characters it was made from, whatever stands around them."""

import hashlib
import json
import os
import random
import re
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import schema
from analysis.annotate import annotate
from analysis.corpus import read_corpus
from analysis.frames import Frames, RowStore

FRAME_NAMES = [field.name for field in fields(Frames)]

ROOT = Path(__file__).resolve().parents[1]
BENCHMARKS = Path(os.environ.get("ANALYSIS_BENCHMARKS", ROOT.parent / "shared" / "benchmarks"))
LONGEST = 12_000
BY_ARTICLE = ("sentences", "entities", "claims", "predications", "timexes")
# What joins across articles, and so may know of the neighbours.
JOINED = ("entity_id", "source_name", "co_source_ids")


def first_line(path):
    with path.open(encoding="utf-8", newline="\n") as file:
        return json.loads(file.readline())


SETS = [path for path in sorted(BENCHMARKS.glob("*/dev.jsonl")) if "text" in first_line(path)]


@pytest.fixture(scope="module")
def seeds():
    return read_corpus(ROOT / "data" / "raw").articles


@pytest.fixture(scope="module")
def seed_frames(seeds):
    return annotate(seeds)


def breaches(frames: Frames) -> list[str]:
    """Every row that does not lead to its words, or to a row that is not there."""
    texts = dict(zip(frames.articles["article_id"], frames.articles["text"], strict=True))
    keys = {
        column: set(frame[column])
        for column, frame in (
            ("article_id", frames.articles),
            ("sentence_id", frames.sentences),
            ("entity_id", frames.actors),
            ("claim_id", frames.claims),
            ("timex_id", frames.timexes),
        )
    }
    found = []
    for name in BY_ARTICLE:
        for row in schema.records(getattr(frames, name)):
            key = next(iter(row.values()))
            found += [f"{name} {key}: {complaint}" for complaint in complaints(name, row, texts, keys)]
    return found


def complaints(name, row, texts, keys):
    text = texts[row["article_id"]]

    def words(start, end):
        return text[start:end] if 0 <= start < end <= len(text) else None

    span = words(row["char_start"], row["char_end"])
    if span is None:
        yield f"no characters at {row['char_start']}:{row['char_end']}"
    if name != "claims" and span != row["text"]:
        yield f"text {row['text']!r} stands at {span!r}"
    references = [(column, row.get(column)) for column in keys]
    references.append(("claim_id", row.get("parent_claim_id")))
    parts = [*(row.get("arguments") or []), *(row.get("targets") or [])]
    references += [("entity_id", part["entity_id"]) for part in parts]
    references += [("entity_id", co_source) for co_source in row.get("co_source_ids") or []]
    for column, value in references:
        if value is not None and value not in keys[column]:
            yield f"{column} {value!r} is no row"
    for part in parts:
        if part["char_start"] is not None and words(part["char_start"], part["char_end"]) is None:
            yield f"no characters for {part}"
    if name == "claims":
        yield from claim_complaints(row, words)


def claim_complaints(row, words):
    spans = row["content_spans"]
    slices = [words(start, end) for start, end in spans]
    if None in slices or not slices:
        yield f"no characters at {spans}"
    elif " … ".join(slices) != row["content_text"]:
        yield f"content {row['content_text']!r} is not {slices}"
    elif (spans[0][0], spans[-1][1]) != (row["char_start"], row["char_end"]):
        yield f"hull {row['char_start']}:{row['char_end']} is not of {spans}"
    if any(after[0] < before[1] for before, after in pairwise(spans)):
        yield f"spans overlap or are out of order: {spans}"
    for part in ("source", "cue"):
        start, end, stored = row[f"{part}_start"], row[f"{part}_end"], row[f"{part}_text"]
        if (start is None) != (end is None) or (start is None) != (stored is None):
            yield f"{part} is half there"
        elif start is not None and words(start, end) != stored:
            yield f"{part} {stored!r} stands at {words(start, end)!r}"


def rows_of(frames: Frames, article_id: str, *, without: tuple[str, ...] = ()) -> dict:
    """An article's rows, without the columns and keys named."""
    kept = {}
    for name in BY_ARTICLE:
        rows = schema.records(getattr(frames, name))
        kept[name] = [stripped(row, without) for row in rows if row["article_id"] == article_id]
    return kept


def stripped(value, without):
    if isinstance(value, dict):
        return {key: stripped(part, without) for key, part in value.items() if key not in without}
    return [stripped(part, without) for part in value] if isinstance(value, list) else value


def assert_same(first: Frames, second: Frames):
    for name in FRAME_NAMES:
        frame = getattr(first, name)
        pd.testing.assert_frame_equal(frame, getattr(second, name), obj=name)


# The two articles.


def test_the_articles_are_byte_for_byte_those_that_were_given():
    stated = re.findall(
        r"\| `(\S+\.txt)` \|.*\| `([0-9a-f]{64})` \|", (ROOT / "data" / "raw" / "README.md").read_text()
    )
    assert len(stated) == 2
    for name, digest in stated:
        assert hashlib.sha256((ROOT / "data" / "raw" / name).read_bytes()).hexdigest() == digest


def test_the_articles_are_read_whole(seeds):
    assert seeds["article_id"].tolist() == ["gaze-istanbul", "remains-dispute"]
    for row in schema.records(seeds):
        content = (ROOT / "data" / "raw" / row["path"]).read_bytes()
        assert row["text"].encode() == content
        assert row["sha256"] == hashlib.sha256(content).hexdigest()
        assert row["published"] is None
        assert row["origin_id"] == row["article_id"]
    assert seeds["outlet"].tolist()[0] == "The Gaze"
    assert schema.records(seeds)[1]["outlet"] is None
    assert schema.records(seeds)[1]["title"] is None
    assert seeds["title"][0] == "Russia Backtracks on Istanbul POW and Repatriation Agreement, Ukraine Warns"


def test_the_seeds_keep_the_law(seed_frames):
    assert len(seed_frames.sentences) > 30
    assert breaches(seed_frames) == []


def test_an_article_does_not_depend_on_its_neighbours(seeds, seed_frames):
    for article_id in seeds["article_id"]:
        alone = annotate(seeds[seeds["article_id"] == article_id])
        assert rows_of(alone, article_id, without=JOINED) == rows_of(seed_frames, article_id, without=JOINED)


def test_the_order_of_articles_changes_nothing(seeds, seed_frames):
    assert_same(annotate(seeds.iloc[::-1]), seed_frames)
    assert_same(annotate(seeds.sample(frac=1, random_state=1).reset_index(drop=True)), seed_frames)


def test_no_input_is_modified(seeds):
    before = seeds.copy(deep=True)
    annotate(seeds)
    pd.testing.assert_frame_equal(seeds, before)


def test_line_ends_move_offsets_and_nothing_else(seeds, seed_frames):
    frames = annotate(seeds.assign(text=seeds["text"].str.replace("\n", "\r\n")))
    assert breaches(frames) == []
    contents = [[re.findall(r"\w+", c) for c in f.claims["content_text"]] for f in (frames, seed_frames)]
    assert contents[0] == contents[1]


def test_rows_of_unchanged_articles_are_used_again(seeds, seed_frames, tmp_path):
    counted: list[int] = []
    store = RowStore(tmp_path)
    assert_same(annotate(seeds, store=store), seed_frames)
    assert len(store) == 2
    assert_same(annotate(seeds, store=RowStore(tmp_path), progress=counted.append), seed_frames)
    assert counted == [2]
    next(tmp_path.glob("??/*.rows")).write_bytes(b"cut")
    assert_same(annotate(seeds, store=store), seed_frames)


def test_frames_are_the_same_after_a_save(seed_frames, tmp_path):
    seed_frames.save(tmp_path)
    assert_same(Frames.load(tmp_path), seed_frames)


@pytest.mark.parametrize("n", [0, 1])
def test_a_corpus_of_none_or_one_keeps_the_law(seeds, n):
    frames = annotate(seeds.head(n))
    assert breaches(frames) == []
    for name in FRAME_NAMES:
        frame = getattr(frames, name)
        schema.check(name, frame)
    assert len(frames.sentences) == 0 or n


# Invented texts, as odd as texts may be.

ODD_TEXTS = {
    "empty": "",
    "blank": " \n\t\r\n\u00a0",
    "one-long-word": "a" * 200_000,
    "long-line": "The mayor said that the bridge was shut, and " * 1_000,
    "unclosed": "“The bridge is shut, the mayor said. «It «will \"open', she 'added. ”It’s” open",
    "nested": "“She told me ‘the army said «it is shut» on Monday’ and left,” the mayor said.",
    "right-to-left": "\u200fThe mayor \u202esaid\u202c that\u200b the\u200d bridge was\ufeff shut.",
    "emoji": "The mayor 👩‍👩‍👧 said: “🇺🇦 the bridge 🌉 is shut 😀.” He denied it 🤷🏽‍♂️.",
    "combining": "Zoe\u0308 Mu\u0308ller said that the cafe\u0301 was shut, Zoë Müller denied.",
    "astral": "𝕋𝕙𝕖 mayor said 𝟞,𝟘𝟘𝟘 𝕞𝕖𝕟 left on June 𝟟.",
    "script": "<script>alert('The mayor said “no”')</script> & the army denied it.",
    "control": "The mayor\x0b said\x0c that\x85 the\u2028 bridge\u2029 was\x1b shut.",
    "numbers": "1,000 2,000 6,000 for 6,000. June 31. 99/99/9999. -5 °C. 1e400 men said so.",
    "a-comma-first": "Up to 1650 sheep were lost near Orsk, shepherds said. , the mayor said.",
    "only-marks": "“”‘’«»„“\"'…—–-!?.,;:",
    "headline-only": "Mayor: ‘Bridge is shut’",
    "crlf": "Bridge shut\r\n\r\nThe mayor said so.\r\nThe army\rdenied it.\n\r\n",
}


def test_odd_texts_keep_the_law():
    articles = pd.DataFrame([{"article_id": name, "text": text} for name, text in ODD_TEXTS.items()])
    assert breaches(annotate(articles)) == []


def test_odd_ids_keep_the_law():
    odd = ['<b>"x"</b>', "a:c0-5", "=1+1", "\u202ertl", "ä ö", "a\nb", "a/../b", "NA", "0"]
    text = "The mayor said on Monday that the bridge was shut. The army denied it."
    frames = annotate(pd.DataFrame({"article_id": odd, "text": [text] * len(odd)}))
    assert breaches(frames) == []
    assert set(frames.claims["article_id"]) == set(odd)


PIECES = st.sampled_from(
    [
        "The mayor", "Russia’s Defence Ministry", "Kyiv", "she", "officials", "Mr Novak", "the army’s spokesman",
        "no one",
        " said", " denied", " claimed", " accused Moscow of", " warned:", " according to ", " told reporters", " that",
        " the bridge was shut", " 6,000 men had left", " attacking the port", " it would not yield", "to open it",
        " on June 7", " late Monday", " less than a week ago", " in 2024", " two years earlier",
        "“", "”", "«", "»", "‘", "’", '"', "'", ", ", ". ", ".\n", ".\r\n\r\n", "; ", " — ", "… ", "? ",
        " and ", " but ", "\u200b", "\u200f", "\u00a0", "😀", "e\u0301",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(TEXTS, min_size=1, max_size=4), seed=st.integers(0, 9))
def test_any_texts_keep_the_law_in_any_order_and_company(texts, seed):
    articles = pd.DataFrame([{"article_id": f"a{n}", "text": text} for n, text in enumerate(texts)])
    frames = annotate(articles)
    assert breaches(frames) == []
    assert_same(annotate(articles.sample(frac=1, random_state=seed)), frames)
    last = f"a{len(texts) - 1}"
    alone = annotate(articles.tail(1))
    assert rows_of(alone, last, without=JOINED) == rows_of(frames, last, without=JOINED)


# Real texts, where there are some.


@pytest.mark.skipif(not SETS, reason="no benchmark folder: set ANALYSIS_BENCHMARKS, or put it at ../shared/benchmarks")
@pytest.mark.parametrize("path", SETS or [BENCHMARKS], ids=lambda path: path.parent.name)
def test_real_texts_keep_the_law(path):
    with path.open(encoding="utf-8", newline="\n") as file:
        texts = [json.loads(line)["text"] for line in file]
    drawn = random.Random(0).sample(texts, min(4, len(texts)))
    articles = pd.DataFrame({"article_id": [f"a{n}" for n in range(len(drawn))], "text": [t[:LONGEST] for t in drawn]})
    frames = annotate(articles)
    assert breaches(frames) == []
    alone = annotate(articles.tail(1))
    last = articles["article_id"].iloc[-1]
    assert rows_of(alone, last, without=JOINED) == rows_of(frames, last, without=JOINED)
