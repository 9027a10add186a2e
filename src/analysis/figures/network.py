"""Who says what about whom: the network of actors, and the same as a matrix where there are many."""

from collections import Counter
from itertools import product
from math import cos, pi, sin
from typing import Any, Final, Literal, NamedTuple

import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from analysis.figures.style import INK, PALE, Look, empty_figure, key, looks, new_figure, short, styled

# The most telling of two actors' ties is drawn: conflict before agreement before mere mention.
Point = tuple[float, float]
Dashes = Literal["-"] | tuple[float, tuple[float, ...]]
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
MOST_LABELLED_TURNS: Final = 16
POINTS_ACROSS: Final = 72
SEED: Final = 7


class Arrow(NamedTuple):
    """One line of the figure: what it says, and how many independent origins say so."""

    source: str
    target: str
    says: str
    weight: int


def chosen_actors(graph: nx.MultiDiGraph, most: int) -> list[str]:
    """Return the actors to draw, the most quoted and most spoken about first; co-mention alone does not count."""
    score: Counter[str] = Counter()
    for a, b, tie in graph.edges(data=True):
        if tie["tie"] != "co-mention" and a != b:
            score[a] += tie["weight"] + 1
            score[b] += tie["weight"]
    ranked = sorted(score, key=lambda n: (-score[n] - graph.nodes[n]["n_claims"], n))[:most]
    tied = {end for tie in drawn_ties(graph, ranked) for end in (tie.source, tie.target)}
    return [actor for actor in ranked if actor in tied]


def drawn_ties(graph: nx.MultiDiGraph, actors: list[str]) -> list[Arrow]:
    """Return one arrow for each ordered pair of actors: its most telling tie, co-mention left out."""
    order = list(TIES)
    best: dict[tuple[str, str], tuple[int, int]] = {}
    for a, b, tie in graph.subgraph(actors).edges(data=True):
        if a != b and tie["tie"] != "co-mention":
            says = tie["tie"] if tie["tie"] in UNDIRECTED else tie["sign"].replace("neutral", "speaks about")
            found = (order.index(says), -tie["weight"])
            best[a, b] = min(best.get((a, b), found), found)
    return [Arrow(a, b, order[says], -weight) for (a, b), (says, weight) in sorted(best.items())]


@styled
def actor_network(graph: nx.MultiDiGraph, *, most_actors: int = 60) -> Figure:
    """Draw the actors as points (size: claims; colour and shape: side), their ties as arrows (colour, dashes: sign).

    The layout depends on the graph alone: the same graph gives the same figure. Labels are moved until none covers
    another; a thin line leads from a moved label to its point.

    Args:
        graph: As `build_network` returns it.
        most_actors: Actors drawn at most; the title says how many of how many.

    Returns:
        The figure; one that says so where nobody speaks about anybody.
    """
    actors = chosen_actors(graph, most_actors)
    if not actors:
        return empty_figure(NOBODY_SPEAKS)
    size = min(11.5, 1.9 + 1.3 * len(actors) ** 0.5)
    figure = new_figure(max(8.0, size), max(2.6, size) + 0.9)
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_title(f"Who speaks about whom: {len(actors)} of {len(graph)} actors")
    axes.set_xlim(-1.18, 1.18)
    axes.set_ylim(-1.12, 1.12)
    ties = drawn_ties(graph, actors)
    at = _layout(actors, ties)
    sizes = {a: 60.0 + 45.0 * graph.nodes[a]["n_claims"] ** 0.8 for a in actors}
    pairs = {(tie.source, tie.target) for tie in ties}
    for tie in ties:
        is_bent = tie.says in UNDIRECTED or (tie.target, tie.source) in pairs
        _draw_tie(axes, tie, at, sizes, bend=0.14 if is_bent else 0.06)
    side_of = {a: graph.nodes[a]["side"] or None for a in actors}
    largest = Counter(sorted(filter(None, side_of.values()))).most_common(MOST_SIDES)
    look = looks(side for side, _ in largest)
    for actor in actors:
        mine = look.get(side_of[actor], look[None])
        style: dict[str, Any] = {"c": mine.colour, "marker": mine.marker, "edgecolors": "white", "linewidths": 1}
        axes.scatter(*at[actor], s=sizes[actor], zorder=3, **style)
    note = "wider line: more independent origins; larger point: more claims"
    axes.text(0, 0, note, transform=axes.transAxes, fontsize=8.5, color=INK, va="top")
    used = {tie.says for tie in ties}
    signs = [Line2D([], [], color=c, linestyle=d, linewidth=1.8, label=s) for s, (c, d) in TIES.items() if s in used]
    sides = [_side(side, look[side]) for side in look if side]
    if any(side is None or side not in look for side in side_of.values()):
        sides.append(_side("other or no side", look[None]))
    _legend(figure, [*signs, *sides])
    figure.draw_without_rendering()
    labels = {a: short(graph.nodes[a]["name"], LONGEST_ACTOR_LABEL) for a in actors}
    _place_labels(figure, axes, at, labels, sizes, [(at[a], at[b]) for a, b in sorted(pairs)])
    return figure


@styled
def tie_matrix(graph: nx.MultiDiGraph, *, most_actors: int = 40) -> Figure:
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
    figure = new_figure(max(8.0, 3.4 + 0.3 * n), max(2.6, 3.2 + 0.27 * n))
    axes = figure.subplots()
    axes.set_title(f"Who speaks about whom: {n} of {len(graph)} actors")
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


def _layout(actors: list[str], ties: list[Arrow]) -> dict[str, Point]:
    """Return a place for each actor between -1 and 1: a circle for few, springs for many, apart from each other."""
    n = len(actors)
    if n <= 2:
        return {a: (1.2 * i - 0.6, 0.0) for i, a in enumerate(sorted(actors))}
    simple = nx.Graph()
    simple.add_nodes_from(sorted(actors))
    simple.add_edges_from((tie.source, tie.target) for tie in ties)
    start = nx.circular_layout(simple)
    places = nx.spring_layout(simple, pos=start, k=2.6 / n**0.5, iterations=300, weight=None, seed=SEED)
    points = _spread(np.array([places[a] for a in sorted(actors)]))
    # A spiral of a hair's breadth parts points that fell on one spot.
    turns = np.arange(n)[:, None] * 2.4
    points = points + 1e-3 * np.hstack([np.cos(turns), np.sin(turns)])
    apart = min(0.5, 1.25 / n**0.5)
    for _ in range(200):
        gaps = points[:, None, :] - points[None, :, :]
        distance = np.hypot(gaps[..., 0], gaps[..., 1]) + np.eye(n) + 1e-9
        push = np.clip(apart - distance, 0, None)[..., None] * gaps / distance[..., None]
        moved = push.sum(axis=1)
        if not moved.any():
            break
        points = points + 0.5 * moved
    points = _scaled(points)
    return {a: (float(x), float(y)) for a, (x, y) in zip(sorted(actors), points, strict=True)}


def _scaled(points: np.ndarray) -> np.ndarray:
    """Return the points stretched to -1 … 1 on both axes."""
    low, high = points.min(axis=0), points.max(axis=0)
    stretched: np.ndarray = 2 * (points - low) / np.where(high - low > 0, high - low, 1) - 1
    return stretched


def _spread(points: np.ndarray) -> np.ndarray:
    """Return the points with gaps made more even, so that one far away doesn't press all others together."""
    order = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    mixed: np.ndarray = 0.3 * _scaled(points) + 0.7 * (2 * order / (len(points) - 1) - 1)
    return mixed


def _draw_tie(axes: Axes, tie: Arrow, at: dict[str, Point], sizes: dict[str, float], *, bend: float) -> None:
    colour, dashes = TIES[tie.says]
    is_plain = tie.says == "speaks about"
    line = FancyArrowPatch(
        at[tie.source],
        at[tie.target],
        arrowstyle="-" if tie.says in UNDIRECTED else "-|>",
        connectionstyle=f"arc3,rad={bend}",
        mutation_scale=9,
        shrinkA=0.5 * sizes[tie.source] ** 0.5 + 2,
        shrinkB=0.5 * sizes[tie.target] ** 0.5 + 2,
        color=colour,
        linestyle=dashes,
        linewidth=(0.7 if is_plain else 1.1) + 0.5 * min(tie.weight - 1, 5),
        alpha=0.65 if is_plain else 0.9,
        zorder=1 if is_plain else 2,
    )
    axes.add_patch(line)


def _legend(figure: Figure, handles: list[Any]) -> None:
    figure.legend(handles=handles, loc="outside lower left", ncols=min(5, len(handles)), columnspacing=1.4)


def _side(name: str, look: Look) -> Line2D:
    return key(short(name, LONGEST_ACTOR_LABEL), look.marker, markersize=8, color=look.colour)


def _place_labels(
    figure: Figure,
    axes: Axes,
    at: dict[str, Point],
    labels: dict[str, str],
    sizes: dict[str, float],
    lines: list[tuple[Point, Point]],
) -> None:
    """Put each label at the nearest free place around its point; the points of most claims choose first."""
    scale = figure.dpi / POINTS_ACROSS
    points = {a: axes.transData.transform(at[a]) for a in at}
    radii = {a: 0.5 * sizes[a] ** 0.5 * scale for a in at}
    taken = [np.array([points[a] - radii[a], points[a] + radii[a]]) for a in at]
    along = np.linspace(0.05, 0.95, 40)[:, None]
    ink = axes.transData.transform(
        np.concatenate([np.asarray(a) * (1 - along) + np.asarray(b) * along for a, b in lines])
    )
    for actor in sorted(labels, key=lambda a: (-sizes[a], a)):
        text = axes.text(*at[actor], labels[actor], fontsize=8.5 if len(at) <= 25 else 7.5, color=INK, zorder=5)
        text.set_path_effects([withStroke(linewidth=2.2, foreground="white")])
        extent = text.get_window_extent()
        size = np.array([extent.width + 3, extent.height + 2])
        room = (np.array(taken), ink, axes.get_window_extent().get_points())
        place = _free_place(points[actor], radii[actor], size, room)
        _move(axes, text, place, points[actor], radii[actor])
        taken.append(place)


def _free_place(
    point: np.ndarray, radius: float, size: np.ndarray, room: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> np.ndarray:
    """Return the best box around a point: it covers no other box if it can, then few lines, then it is near."""
    taken, ink, whole = room
    least, best = float("inf"), whole
    for far, turn in product((0, 8, 18, 32, 50, 75, 105), range(MOST_LABELLED_TURNS)):
        angle = 2 * pi * turn / MOST_LABELLED_TURNS
        middle = point + np.array([cos(angle), sin(angle)]) * (radius + np.array([3, 2]) + far + size / 2)
        low, high = middle - size / 2, middle + size / 2
        shared = (np.minimum(high, taken[:, 1]) - np.maximum(low, taken[:, 0])).clip(0).prod(axis=1).sum()
        outside = (low < whole[0]).any() or (high > whole[1]).any()
        crossed = ((ink > low) & (ink < high)).all(axis=1).sum()
        cost = 100 * shared + 1e6 * outside + 6 * crossed + far
        if cost < least:
            least, best = cost, np.array([low, high])
        if least == 0:
            break
    return best


def _move(axes: Axes, text: Text, place: np.ndarray, point: np.ndarray, radius: float) -> None:
    back = axes.transData.inverted()
    text.set_position(tuple(back.transform(place.mean(axis=0))))
    text.set(ha="center", va="center")
    near = np.clip(point, *place)
    if np.hypot(*(near - point)) > radius + 9:
        (x0, y0), (x1, y1) = back.transform(point), back.transform(near)
        axes.plot([x0, x1], [y0, y1], color=PALE, linewidth=0.7, zorder=2)
