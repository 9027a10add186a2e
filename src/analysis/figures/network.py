"""Who says what about whom: the most telling ties on a ring of actors, and a matrix where there are many."""

from collections import Counter
from math import cos, pi, sin
from typing import Any, Final, Literal, NamedTuple

import networkx as nx
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Rectangle

from analysis.errors import whole_number
from analysis.figures.style import INK, PALE, Look, empty_figure, key, looks, new_figure, short, styled

Point = tuple[float, float]
Dashes = Literal["-"] | tuple[float, tuple[float, ...]]
# The most telling of two actors' ties is drawn: conflict before agreement before mere mention.
TIES: Final[dict[str, tuple[str, Dashes]]] = {
    "accuses": ("#b2182b", "-"),
    "contradicts": ("#b2182b", (0, (5, 2))),
    "denies": ("#d6604d", (0, (1, 1.4))),
    "demands": ("#8c510a", (0, (6, 2, 1, 2))),
    "praises": ("#1b7837", "-"),
    "agrees": ("#1b7837", (0, (5, 2))),
    "speaks about": ("#9a9a95", "-"),
}
UNDIRECTED: Final = frozenset(["contradicts", "agrees"])
NOBODY_SPEAKS: Final = "nobody speaks about anybody"
LONGEST_ACTOR_LABEL: Final = 30
MOST_SIDES: Final = 8
# What a ring has room for: labels stand around it, and lines are told apart within.
MOST_ACTORS: Final = 14
MOST_TIES: Final = 32
MOST_IN_MATRIX: Final = 16
RADIUS: Final = 1.75


class Arrow(NamedTuple):
    """One line of the figure: what it says, and how many independent origins say so."""

    source: str
    target: str
    says: str
    weight: int


def chosen_actors(graph: nx.MultiDiGraph, most: int) -> list[str]:
    """Return the actors of the matrix, the most quoted and most spoken about first; co-mention alone does not count."""
    score: Counter[str] = Counter()
    for tie in drawn_ties(graph, list(graph)):
        score[tie.source] += tie.weight + 1
        score[tie.target] += tie.weight
    ranked = sorted(score, key=lambda n: (-score[n] - graph.nodes[n]["n_claims"], n))[:most]
    tied = {end for tie in drawn_ties(graph, ranked) for end in (tie.source, tie.target)}
    return [actor for actor in ranked if actor in tied]


def drawn_ties(graph: nx.MultiDiGraph, actors: list[str]) -> list[Arrow]:
    """Return one arrow for each ordered pair of actors: its most telling tie.

    Left out are co-mention, and agreement with an outlet: outlets tell the same all the time.
    """
    order = list(TIES)
    best: dict[tuple[str, str], tuple[int, int]] = {}
    is_outlet = {actor: kind == "media" for actor, kind in graph.nodes(data="kind")}
    for a, b, tie in graph.subgraph(actors).edges(data=True):
        is_told_alike = tie["tie"] == "agrees" and (is_outlet[a] or is_outlet[b])
        if a == b or tie["tie"] == "co-mention" or is_told_alike:
            continue
        says = tie["tie"] if tie["tie"] in UNDIRECTED else tie["sign"].replace("neutral", "speaks about")
        found = (order.index(says), -tie["weight"])
        best[a, b] = min(best.get((a, b), found), found)
    return [Arrow(a, b, order[says], -weight) for (a, b), (says, weight) in sorted(best.items())]


def strongest_ties(graph: nx.MultiDiGraph, most_actors: int = MOST_ACTORS) -> list[Arrow]:
    """Return the ties that a ring has room for: conflict first, then those of most independent origins."""
    order = list(TIES)
    n_claims = dict(graph.nodes(data="n_claims"))
    ties = drawn_ties(graph, list(graph))
    ties.sort(key=lambda t: (order.index(t.says), -t.weight, -n_claims[t.source] - n_claims[t.target], t))
    kept: list[Arrow] = []
    actors: set[str] = set()
    for tie in ties:
        ends = {tie.source, tie.target}
        if len(kept) < MOST_TIES and len(actors | ends) <= most_actors:
            actors |= ends
            kept.append(tie)
    return sorted(kept)


@styled
def actor_network(graph: nx.MultiDiGraph, *, most_actors: int = MOST_ACTORS) -> Figure:
    """Draw the most telling ties as arrows (colour, dashes: sign) between actors on a ring (colour, shape: side).

    Actors of one side stand next to each other, with their names around the ring, where none covers another. The
    figure depends on the graph alone.

    Args:
        graph: As `build_network` returns it.
        most_actors: Actors drawn at most; the title says how many of how many.

    Returns:
        The figure; one that says so where nobody speaks about anybody.
    """
    ties = strongest_ties(graph, whole_number(most_actors, "most_actors"))
    if not ties:
        return empty_figure(NOBODY_SPEAKS)
    ring = _ring_of(graph, ties)
    is_pair = len(ring) <= 2
    figure = new_figure(8, 2.6 if is_pair else 2.0 + 2 * RADIUS)
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_title(f"{len(ring):,} of {len(graph):,} actors, the {len(ties):,} most telling ties")
    axes.set_aspect("equal")
    half = 0.4 if is_pair else 1.15
    axes.set_xlim(-2.2, 2.2)
    axes.set_ylim(-half, half)
    at = {actor: _on_ring(i, len(ring)) for i, actor in enumerate(ring)}
    for tie in ties:
        _draw_tie(axes, tie, at)
    look = _looks_of_sides(graph, ring)
    for actor in ring:
        _draw_actor(axes, at[actor], graph.nodes[actor], look)
    sides = {graph.nodes[actor]["side"] or None for actor in ring}
    note = "wider line: more independent origins; larger point: more claims"
    _legend(figure, [*_keys_of_signs(ties), *_keys_of_sides(sides, look)], title=note)
    return figure


def _ring_of(graph: nx.MultiDiGraph, ties: list[Arrow]) -> list[str]:
    """The actors of some ties, those of one side next to each other, those without a side last."""
    known = graph.nodes
    actors = {end for tie in ties for end in (tie.source, tie.target)}
    return sorted(actors, key=lambda actor: (known[actor]["side"] or "\uffff", known[actor]["name"], actor))


def _draw_actor(axes: Axes, at: Point, known: dict[str, Any], look: dict[str | None, Look]) -> None:
    mine = look.get(known["side"] or None, look[None])
    size = min(260.0, 50.0 + 30.0 * known["n_claims"] ** 0.7)
    axes.scatter(*at, s=size, zorder=3, c=mine.colour, marker=mine.marker, edgecolors="white", linewidths=1)
    _name(axes, at, short(known["name"], LONGEST_ACTOR_LABEL))


def _keys_of_signs(ties: list[Arrow]) -> list[Line2D]:
    used = {tie.says for tie in ties}
    return [Line2D([], [], color=c, linestyle=d, linewidth=1.8, label=s) for s, (c, d) in TIES.items() if s in used]


def _keys_of_sides(sides: set[str | None], look: dict[str | None, Look]) -> list[Line2D]:
    """An entry for each side that has a look of its own, and one for all others."""
    keys = [_side(side, look[side]) for side in look if side]
    return keys if sides <= look.keys() - {None} else [*keys, _side("other or no side", look[None])]


def _on_ring(i: int, n: int) -> Point:
    """The place of an actor; half a step from the top, so that two names never stand above one another there."""
    if n <= 2:
        return (1.2 * i - 0.6, 0.0)
    angle = pi / 2 - 2 * pi * (i + 0.5) / n
    return cos(angle), sin(angle)


def _name(axes: Axes, at: Point, name: str) -> None:
    x, y = at
    style: dict[str, Any] = {"fontsize": 8.5, "va": "center", "textcoords": "offset points"}
    axes.annotate(name, at, xytext=(13 if x > 0 else -13, 7 * y), ha="left" if x > 0 else "right", **style)


def _looks_of_sides(graph: nx.MultiDiGraph, actors: list[str]) -> dict[str | None, Look]:
    sides = sorted(side for actor in actors if (side := graph.nodes[actor]["side"]))
    return looks(side for side, _ in Counter(sides).most_common(MOST_SIDES))


@styled
def tie_matrix(graph: nx.MultiDiGraph, *, most_actors: int = MOST_IN_MATRIX) -> Figure:
    """Draw who speaks about whom as a matrix: one row a source, one column whom it speaks about.

    The cell's colour is the sign of the most telling tie, the number in it counts independent origins. Actors stand
    by side, then by name.

    Returns:
        The figure; an empty matrix that says so where nobody speaks about anybody.
    """
    side_of = dict(graph.nodes(data="side"))
    name_of = dict(graph.nodes(data="name"))
    actors = chosen_actors(graph, most_actors)
    actors.sort(key=lambda a: (side_of[a] or "\uffff", name_of[a], a))
    if not actors:
        return empty_figure(NOBODY_SPEAKS)
    n = len(actors)
    figure = new_figure(8, max(2.6, 3.2 + 0.27 * n))
    axes = figure.subplots()
    axes.set_title(f"{n:,} of {len(graph):,} actors")
    place = {actor: i for i, actor in enumerate(actors)}
    ties = drawn_ties(graph, actors)
    for tie in ties:
        is_mutual = tie.says in UNDIRECTED
        colour = TIES[tie.says][0] if is_mutual else "white"
        for a, b in [(tie.source, tie.target), (tie.target, tie.source)][: 1 + is_mutual]:
            axes.add_patch(_cell(place[b], place[a], tie.says))
            axes.text(place[b], place[a], str(tie.weight), ha="center", va="center", color=colour, fontsize=7.5)
    names = [short(name_of[a], LONGEST_ACTOR_LABEL) for a in actors]
    axes.set_xticks(range(n), names, rotation=60, ha="left", rotation_mode="anchor")
    axes.set_yticks(range(n), names)
    axes.xaxis.tick_top()
    axes.set_xlim(-0.5, n - 0.5)
    axes.set_ylim(n - 0.5, -0.5)
    axes.tick_params(length=0)
    for i in range(1, n):
        is_border = side_of[actors[i]] != side_of[actors[i - 1]]
        colour, width = (INK, 0.9) if is_border else (PALE, 0.4)
        for line in (axes.axhline, axes.axvline):
            line(i - 0.5, color=colour, linewidth=width, zorder=0)
    axes.set_ylabel("source")
    axes.set_xlabel("speaks about (number: independent origins)")
    used = {tie.says for tie in ties}
    _legend(figure, [_cell(0, 0, says, label=says) for says in TIES if says in used])
    return figure


def _cell(x: int, y: int, says: str, *, label: str = "") -> Rectangle:
    """Return a cell: filled where the tie has a direction, framed where it is mutual."""
    colour = TIES[says][0]
    face = "white" if says in UNDIRECTED else colour
    return Rectangle(
        (x - 0.44, y - 0.44), 0.88, 0.88, facecolor=face, edgecolor=colour, linewidth=1.4, zorder=2, label=label
    )


def _draw_tie(axes: Axes, tie: Arrow, at: dict[str, Point]) -> None:
    colour, dashes = TIES[tie.says]
    is_plain = tie.says == "speaks about"
    line = FancyArrowPatch(
        at[tie.source],
        at[tie.target],
        arrowstyle="-" if tie.says in UNDIRECTED else "-|>",
        connectionstyle="arc3,rad=0.12",
        mutation_scale=9,
        shrinkA=9,
        shrinkB=9,
        color=colour,
        linestyle=dashes,
        linewidth=(0.7 if is_plain else 1.1) + 0.5 * min(tie.weight - 1, 5),
        alpha=0.65 if is_plain else 0.9,
        zorder=1 if is_plain else 2,
    )
    axes.add_patch(line)


def _legend(figure: Figure, handles: list[Any], *, title: str | None = None) -> None:
    figure.legend(handles=handles, loc="outside lower left", ncols=min(4, len(handles)), columnspacing=1.4, title=title)


def _side(name: str, look: Look) -> Line2D:
    return key(short(name, LONGEST_ACTOR_LABEL), look.marker, markersize=8, color=look.colour)
