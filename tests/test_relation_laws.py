"""Laws of `find_disagreements` on whole texts: what must not change the relations, and where there are none."""

from pathlib import Path

import pandas as pd
import pytest

from analysis import annotate, find_disagreements

HERALD, POST = (
    (Path(__file__).parent / "golden" / "raw" / name).read_text(encoding="utf-8")
    for name in ("harbour-herald.txt", "sundby-post.txt")
)
BAKERY = """The bakery on the corner of Mill Lane sold 300 loaves on Saturday. Its owner, Piet Moss, said that a
new oven would be installed in the summer. A neighbour denied that the smell had ever been a problem."""
# The same account in other words: a difference in wording is no contradiction.
STORM = """The storm cut off the village of Torvik on Sunday, the mayor, Anna Lind, said. She said that four houses had
lost their roofs and that nobody was hurt. "We were warned in time," she said. The road was closed at noon."""
STORM_RETOLD = """According to Mayor Anna Lind, Torvik could not be reached after the storm on Sunday. Roofs were torn
from four homes, she said, but there were no injuries. Lind said that the village had been told in good time. At
midday the road was shut."""


def articles(**texts):
    rows = [{"article_id": name, "outlet": f"The {name}", "published": None, "text": t} for name, t in texts.items()]
    return pd.DataFrame(rows)


def relations(**texts):
    """Each relation with its two sides as sets of spans; which side comes first says nothing."""
    found = find_disagreements(annotate(articles(**texts))).to_dict("records")
    return sorted(
        (row["relation"], row["kind"], row["confidence"], sorted([spans(row["evidence_a"]), spans(row["evidence_b"])]))
        for row in found
    )


def spans(evidence):
    return [(e["article_id"], e["char_start"], e["char_end"]) for e in evidence]


@pytest.fixture(scope="module")
def expected():
    found = relations(herald=HERALD, post=POST)
    assert {relation for relation, *_ in found} >= {"contradiction"}
    return found


def test_the_order_of_articles_changes_nothing(expected):
    assert relations(post=POST, herald=HERALD) == expected


def test_which_article_sorts_first_changes_nothing(expected):
    """Relations are symmetric: under other ids the post comes first, and every pair is found again."""
    other = {"herald": "z-herald", "post": "a-post"}
    renamed = [
        (*head, sorted([(other[name], start, end) for name, start, end in side] for side in sides))
        for *head, sides in expected
    ]
    assert [sorted(r[-1]) for r in relations(**{"z-herald": HERALD, "a-post": POST})] == [
        sorted(r[-1]) for r in sorted(renamed)
    ]


def test_an_article_about_something_else_changes_nothing(expected):
    assert relations(herald=HERALD, post=POST, bakery=BAKERY) == expected


def test_other_names_of_persons_change_only_names(expected):
    names = {"Ingrid Falk": "Astrid Holm", "Tobias Renn": "Markus Dahl", "Lena Orth": "Nina Berg"}
    names |= {full.split()[1]: other.split()[1] for full, other in list(names.items())}

    def renamed(text):
        for name, other in names.items():
            text = text.replace(name, other)
        return text

    assert relations(herald=renamed(HERALD), post=renamed(POST)) == expected


def test_an_article_and_its_copy_neither_agree_nor_disagree():
    assert relations(herald=HERALD, wire=HERALD) == relations(herald=HERALD)


def test_an_account_in_other_words_contradicts_nothing():
    assert [r for r in relations(first=STORM, second=STORM_RETOLD) if r[0] == "contradiction"] == []
