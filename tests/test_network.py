"""The network: ties with their evidence, weights by origin, matrices against hand and brute force, files read back."""

from dataclasses import replace
from io import BytesIO

import networkx as nx
import pandas as pd
import pytest
from conftest import frames_of, row_of

from analysis import schema
from analysis.figures.network import MOST_ACTORS, actor_network, drawn_ties, strongest_ties, tie_matrix
from analysis.figures.style import png
from analysis.network import (
    actor_measures,
    build_network,
    conflict_pairs,
    edge_table,
    gexf,
    graphml,
    list_strongest,
    network_of_sides,
    node_table,
    reciprocity_of_accusations,
)


def frames(claims=(), mentions=(), published=None, origins=None, names=None):
    """Frames of a tiny notation: claim = (source, act, targets, article), mention = (entity, start, article)."""
    published, origins, names = published or {}, origins or {}, names or {}
    of_articles = sorted({"a1", *(c[3] for c in claims), *(m[2] for m in mentions)})
    of_actors = sorted({*(c[0] for c in claims), *(t for c in claims for t in c[2]), *(m[0] for m in mentions)})
    articles = [
        {"article_id": a, "text": "x", "sha256": a, "origin_id": origins.get(a, a), "published": published.get(a)}
        for a in of_articles
    ]
    actors = [row_of("actors", entity_id=e, name=names.get(e, e.title()), kind="organisation") for e in of_actors]
    return frames_of(
        *articles,
        actors=actors,
        entities=[mention(n, *m) for n, m in enumerate(mentions)],
        claims=[claim(n, *c) for n, c in enumerate(claims)],
    )


def mention(number, entity, start, article):
    place = {"article_id": article, "sentence_id": f"{article}:s{start // 100}", "char_start": start}
    end = {"char_end": start + 5, "text": entity, "entity_id": entity, "kind": "organisation"}
    return row_of("entities", mention_id=f"{article}:m{number}", **place, **end)


def claim(number, source, act, targets, article):
    start, end = number * 100, number * 100 + 90
    blamed = [{"role": "blames", "char_start": 0, "char_end": 1, "entity_id": t} for t in targets]
    said = {"entity_id": source, "speech_act": act, "targets": blamed, "article_id": article}
    return row_of("claims", claim_id=f"c{number}", char_start=start, char_end=end, content_spans=[[start, end]], **said)


def relation(relation_id, kind, places, parties):
    sides = {}
    for side, number, of_side in zip("ab", places, parties, strict=True):
        place = {"article_id": "a1", "char_start": number, "char_end": number + 1}
        sides |= {f"evidence_{side}": [place], f"claim_ids_{side}": [f"c{number}"], f"parties_{side}": of_side}
    what = "denial" if kind == "contradiction" else "common_ground"
    return row_of("disagreements", relation_id=relation_id, matter_id="m1", relation=kind, kind=what, **sides)


def says(graph):
    return [(a, b, sign) for a, b, sign in sorted(graph.edges(data="sign")) if graph[a][b]]


@pytest.mark.parametrize(
    ("claims", "mentions", "expected"),
    [
        pytest.param(
            [("port", "accuse", ["guild"], "a1")], [], [("port", "guild", "accuses")], id="a-target-is-signed"
        ),
        pytest.param([("port", "assert", [], "a1")], [("guild", 10, "a1")], [("port", "guild", "neutral")], id="named"),
        pytest.param([("port", "demand", [], "a1")], [("guild", 10, "a1")], [("port", "guild", "demands")], id="alone"),
        pytest.param(
            [("port", "accuse", ["guild"], "a1")],
            [("mill", 10, "a1")],
            [("port", "guild", "accuses"), ("port", "mill", "neutral")],
            id="a-bystander-is-neutral",
        ),
        pytest.param([("port", "assert", [], "a1")], [("guild", 95, "a1")], [], id="named-outside-the-content"),
        pytest.param([("port", "accuse", ["port"], "a1")], [], [], id="nobody-accuses-himself"),
        pytest.param([], [], [], id="no-claims"),
    ],
)
def test_a_claim_ties_its_source_to_whom_it_is_about(claims, mentions, expected):
    assert says(build_network(frames(claims, mentions))) == expected


def test_copied_text_counts_once_in_the_weight_and_twice_in_the_articles():
    accuse = [("port", "accuse", ["guild"], a) for a in ("a1", "a2", "a3")]
    graph = build_network(frames(accuse, origins={"a2": "a1"}))
    tie = graph["port"]["guild"]["says-about:accuses"]
    assert (tie["weight"], tie["n_articles"], tie["n_claims"], tie["claim_ids"]) == (2, 3, 3, ("c0", "c1", "c2"))


def test_a_tie_says_when_it_was_first_and_last_made_and_nothing_where_no_date_is_known():
    claims = [
        ("port", "accuse", ["guild"], "a1"),
        ("port", "accuse", ["guild"], "a2"),
        ("mill", "accuse", ["guild"], "a3"),
    ]
    graph = build_network(frames(claims, published={"a1": "2031-05-02", "a2": "2031-04"}))
    dates = {(a, b): (d["first"], d["last"]) for a, b, d in graph.edges(data=True)}
    assert dates == {("port", "guild"): ("2031-04", "2031-05-02"), ("mill", "guild"): ("", "")}


def test_actors_of_one_sentence_are_tied_once_and_places_never():
    data = frames([], [("port", 0, "a1"), ("guild", 20, "a1"), ("mill", 200, "a1")])
    data.entities.loc[2, "reading"] = "place"
    graph = build_network(data)
    assert [(a, b, d["tie"], d["weight"]) for a, b, d in graph.edges(data=True)] == [("guild", "port", "co-mention", 1)]


def test_parties_of_a_relation_contradict_and_agree():
    rows = [
        relation("r1", "contradiction", (1, 2), (["port"], ["guild"])),
        relation("r2", "agreement", (1, 3), (["port"], ["mill", "port"])),
        relation("r3", "difference", (1, 4), (["port"], ["guild"])),
        relation("r4", "contradiction", (1, 5), (["port", "a place"], ["another place"])),
    ]
    data = frames([(e, "assert", [], "a1") for e in ("port", "guild", "mill")])
    graph = build_network(data, schema.frame("disagreements", rows))
    ties = [(a, b, d["tie"], d["claim_ids"], d["matter_ids"]) for a, b, d in graph.edges(data=True)]
    assert ties == [
        ("guild", "port", "contradicts", ("c1", "c2"), ("m1",)),
        ("mill", "port", "agrees", ("c1", "c3"), ("m1",)),
    ]


def test_an_article_without_a_known_outlet_that_takes_part_is_a_node_named_by_its_id():
    rows = [relation("r1", "contradiction", (1, 2), (["article:a1"], ["port"]))]
    graph = build_network(frames([("port", "assert", [], "a1")]), schema.frame("disagreements", rows))
    assert graph.nodes["article:a1"] | {"n_origins": 0} == {
        "name": "the article a1",
        "kind": "media",
        "side": "",
        "n_claims": 0,
        "n_origins": 0,
    }
    assert [d["tie"] for _, _, d in graph.edges(data=True)] == ["contradicts"]


# Three actors on three matters, counted by hand: ann and bob agree on x, differ on y; cat stands against both on x.
POSITIONS = pd.DataFrame(
    [
        ("ann", "x", "a"),
        ("bob", "x", "a"),
        ("cat", "x", "b"),
        ("ann", "y", "a"),
        ("bob", "y", "b"),
        ("bob", "y", "b"),
        ("cat", "z", "a"),
        ("cat", "z", "b"),
        ("ann", "z", "b"),
        ("", "x", "b"),
        (None, "y", "b"),
    ],
    columns=["party_id", "matter_id", "position"],
)
POSITIONS["party"] = POSITIONS["party_id"]


def test_conflicts_are_those_counted_by_hand():
    """Whose two words contradict each other stands against nobody, and of whom nothing is known neither."""
    assert conflict_pairs(POSITIONS).to_numpy().tolist() == [["ann", "bob", 1], ["ann", "cat", 1], ["bob", "cat", 1]]
    twice = pd.concat([POSITIONS, POSITIONS.assign(matter_id="w").head(3)])
    assert conflict_pairs(twice).to_numpy().tolist()[0] == ["ann", "cat", 2]
    assert conflict_pairs(POSITIONS.head(2)).empty


def test_measures_count_actors_not_claims():
    claims = [
        ("port", "accuse", ["guild"], "a1"),
        ("port", "accuse", ["guild"], "a1"),
        ("guild", "accuse", ["port"], "a1"),
        ("mill", "accuse", ["port"], "a1"),
    ]
    graph = build_network(frames(claims))
    measured = actor_measures(graph).set_index("entity_id")
    assert measured.loc["port", ["n_claims", "accuses", "accused_by", "mutual"]].tolist() == [2, 1, 2, 1]
    assert measured.loc["port", "betweenness"] == pytest.approx(0.5)  # mill → port → guild, of two ordered pairs
    assert reciprocity_of_accusations(graph) == pytest.approx(2 / 3)
    assert reciprocity_of_accusations(build_network(frames())) is None
    assert actor_measures(build_network(frames())).empty


HOSTILE = {"port": 'Port \x00\x0b& <b>"Union"</b>', "guild": "Gilde\u202e øß 港"}


@pytest.mark.parametrize(
    ("write", "read"),
    [pytest.param(graphml, nx.read_graphml, id="graphml"), pytest.param(gexf, nx.read_gexf, id="gexf")],
)
def test_files_are_read_back_with_all_ties_and_names(write, read):
    claims = [("port", "accuse", ["guild"], "a1"), ("port", "praise", ["guild"], "a2"), ("guild", "assert", [], "a1")]
    graph = build_network(frames(claims, [("mill", 210, "a1")], names=HOSTILE))
    back = read(BytesIO(write(graph)))
    assert sorted(back.nodes) == sorted(graph.nodes)
    assert back.nodes["guild"]["name"] == HOSTILE["guild"]
    assert "\x00" not in back.nodes["port"]["name"]
    found = sorted((a, b, d["tie"], d["sign"], d["weight"], d["claim_ids"]) for a, b, d in back.edges(data=True))
    assert found == sorted(
        (a, b, d["tie"], d["sign"], d["weight"], " ".join(d["claim_ids"])) for a, b, d in graph.edges(data=True)
    )
    assert write(graph) == write(build_network(frames(claims, [("mill", 210, "a1")], names=HOSTILE)))


def test_the_researchers_own_columns_are_attributes_of_the_nodes():
    data = frames([("port", "accuse", ["mill"], "a1")])
    actors = data.actors.assign(party="Blue", source="own list")
    graph = build_network(replace(data, actors=actors))
    assert set(node_table(graph)["party"]) == {"Blue"}
    assert b"own list" in graphml(graph)
    assert 'attr.name="source_"' in graphml(graph).decode()


def test_tables_have_their_columns_when_empty_and_the_strongest_tie_first():
    graph = build_network(frames())
    assert len(node_table(graph)) == len(edge_table(graph)) == 0
    assert "claim_ids" in edge_table(graph).columns
    claims = [
        ("port", "accuse", ["guild"], "a1"),
        ("mill", "accuse", ["guild"], "a1"),
        ("mill", "accuse", ["guild"], "a2"),
    ]
    assert edge_table(build_network(frames(claims)))["source"].tolist() == ["mill", "port"]


def wide_network(n):
    """A ring of n actors with chords, of three sides, every sign in use."""
    graph = nx.MultiDiGraph()
    for i in range(n):
        name = ["Harbour Guild", "Elin Brandsen", "Ministry for Canals"][i % 3] + f" {i}"
        graph.add_node(
            f"n{i}", name=name, kind="person", side=["Orvan", "Teldt", ""][i % 3], n_claims=i % 9, n_origins=1
        )
    signs = ["accuses", "denies", "demands", "praises", "neutral"]
    for i in range(n):
        for step in (1, 4):
            graph.add_edge(f"n{i}", f"n{(i + step) % n}", tie="says-about", sign=signs[i % 5], weight=1 + i % 3)
    return graph


@pytest.mark.parametrize("n", [pytest.param(n, id=f"{n}-actors") for n in (2, 5, 15, 60)])
def test_no_label_of_the_figure_covers_another(n):
    graph = wide_network(n)
    figure = actor_network(graph)
    figure.draw_without_rendering()
    names = {known["name"] for _, known in graph.nodes(data=True)}
    boxes = [t.get_window_extent() for t in figure.axes[0].texts if t.get_text() in names]
    assert len(boxes) == min(n, MOST_ACTORS)
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if a.overlaps(b)]


def test_actors_that_fall_on_one_spot_are_drawn_apart():
    graph = nx.MultiDiGraph()
    for i in range(30):
        graph.add_node(f"n{i}", name=f"Guild {i}", kind="organisation", side="", n_claims=1, n_origins=1)
    for i in range(1, 30, 2):  # fifteen pairs that know of nobody else
        graph.add_edge(f"n{i - 1}", f"n{i}", tie="says-about", sign="neutral", weight=1)
    points = [c.get_offsets().data[0] for c in actor_network(graph).axes[0].collections]
    assert all(((a - b) ** 2).sum() ** 0.5 > 0.05 for i, a in enumerate(points) for b in points[i + 1 :])


def test_a_ring_shows_conflict_first_and_says_how_much_it_leaves_out():
    graph = wide_network(60)
    ties = strongest_ties(graph)
    assert sum(tie.says == "accuses" for tie in ties) > sum(tie.says == "speaks about" for tie in ties)
    assert len({end for tie in ties for end in (tie.source, tie.target)}) <= MOST_ACTORS
    assert actor_network(graph).axes[0].get_title(loc="left").startswith(f"{MOST_ACTORS} of 60 actors, the ")


def test_an_outlet_that_tells_the_same_as_others_is_no_ally():
    rows = [
        relation("r1", "agreement", (1, 2), (["herald.media"], ["port"])),
        relation("r2", "agreement", (1, 3), (["guild"], ["port"])),
    ]
    data = frames([(e, "assert", [], "a1") for e in ("herald.media", "port", "guild")])
    data.actors.loc[data.actors["entity_id"] == "herald.media", "kind"] = "media"
    graph = build_network(data, schema.frame("disagreements", rows))
    assert [(tie.source, tie.target) for tie in drawn_ties(graph, list(graph))] == [("guild", "port")]


def test_the_strongest_ties_are_read_by_name_with_their_words():
    data = frames([("port", "accuse", ["guild"], "a1"), ("mill", "accuse", ["guild"], "a1")])
    strongest = list_strongest(data, edge_table(build_network(data)))
    assert strongest[["source", "target", "char_start"]].to_numpy().tolist() == [
        ["Mill", "Guild", 100],
        ["Port", "Guild", 0],
    ]
    assert list_strongest(data, edge_table(build_network(frames()))).empty


def test_a_figure_depends_on_its_network_alone():
    assert png(actor_network(wide_network(12))) == png(actor_network(wide_network(12)))
    assert png(tie_matrix(wide_network(12))) == png(tie_matrix(wide_network(12)))


def test_figures_of_nobody_say_so():
    empty = build_network(frames())
    for figure in (actor_network(empty), tie_matrix(empty)):
        assert [text.get_text() for text in figure.axes[0].texts] == ["nobody speaks about anybody"]


def test_the_more_telling_of_two_ties_is_drawn():
    graph = build_network(frames([("port", "accuse", ["guild"], "a1"), ("port", "praise", ["guild"], "a1")]))
    assert [tie.says for tie in drawn_ties(graph, ["port", "guild"])] == ["accuses"]


def test_sides_join_the_ties_of_their_actors_and_drop_those_within():
    data = frames(
        [
            ("port", "accuse", ["guild"], "a1"),
            ("mill", "accuse", ["guild"], "a1"),
            ("mill", "accuse", ["port"], "a2"),
            ("guild", "accuse", ["mill"], "a2"),
        ]
    )
    data.actors["side"] = ["Orvan", "Teldt", "Teldt"]
    sides = network_of_sides(build_network(data))
    ties = [(a, b, d["weight"], d["claim_ids"]) for a, b, d in sides.edges(data=True)]
    assert ties == [("Orvan", "Teldt", 1, ("c3",)), ("Teldt", "Orvan", 1, ("c0", "c1"))]
    assert {name: known["n_claims"] for name, known in sides.nodes(data=True)} == {"Orvan": 1, "Teldt": 3}
    assert reciprocity_of_accusations(sides) == 1.0


def test_a_side_is_of_the_kind_of_the_actor_that_bears_its_name():
    data = frames([("guild", "accuse", ["mill"], "a1"), ("teldt", "accuse", ["mill"], "a1")])
    data.actors["side"] = ["Teldt", None, "Teldt"]
    data.actors["kind"] = ["organisation", "organisation", "state"]
    sides = network_of_sides(build_network(data))
    assert dict(sides.nodes(data="kind")) == {"Teldt": "state", "mill": "organisation"}


def test_an_actor_with_an_undated_tie_is_shown_at_any_time():
    claims = [("port", "accuse", ["guild"], "a1"), ("mill", "accuse", ["guild"], "a2")]
    back = nx.read_gexf(BytesIO(gexf(build_network(frames(claims, published={"a1": "2031-05-02"})))))
    assert {name for name, known in back.nodes(data=True) if "start" in known} == {"port"}
    assert back.nodes["port"]["start"] == back.nodes["port"]["end"] == "2031-05-02"
