"""Who says what about whom: the network of actors, and the same as a matrix where there are many."""

from collections import defaultdict
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
from matplotlib.transforms import Bbox

from analysis.figures.style import INK, PALE, Look, looks, new_figure, styled

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
LONGEST_LABEL: Final = 30
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
    score: dict[str, int] = defaultdict(int)
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
    best: dict[tuple[str, str], tuple[int, int, str]] = {}
    kept = set(actors)
    for a, b, tie in graph.edges(data=True):
        if a == b or tie["tie"] == "co-mention" or not {a, b} <= kept:
            continue
        says = tie["tie"] if tie["tie"] in UNDIRECTED else "speaks about" if tie["sign"] == "neutral" else tie["sign"]
        found = (order.index(says), -tie["weight"], says)
        best[a, b] = min(best.get((a, b), found), found)
    return [Arrow(a, b, says, -weight) for (a, b), (_, weight, says) in sorted(best.items())]


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
    n = len(actors)
    size = min(11.5, 1.9 + 1.3 * n**0.5)
    figure = new_figure(max(8.0, size), max(2.6, size) + 0.9)
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_title(f"Who speaks about whom: {n} of {len(graph)} actors" if n else "Nobody speaks about anybody")
    if not actors:
        return figure
    ties = drawn_ties(graph, actors)
    at = _layout(actors, ties)
    side_of = {a: graph.nodes[a]["side"] or None for a in actors}
    look = looks(_largest_sides(side_of.values()))
    sizes = {a: 60.0 + 45.0 * graph.nodes[a]["n_claims"] ** 0.8 for a in actors}
    axes.set_xlim(-1.18, 1.18)
    axes.set_ylim(-1.12, 1.12)
    for tie in ties:
        _draw_tie(
            axes, tie, at, sizes, is_returned=any(o.source == tie.target and o.target == tie.source for o in ties)
        )
    for actor in actors:
        mine = look.get(side_of[actor], look[None])
        axes.scatter(
            *at[actor], s=sizes[actor], c=mine.colour, marker=mine.marker, edgecolors="white", linewidths=1, zorder=3
        )
    note = "wider line: more independent origins; larger point: more claims"
    axes.text(0, 0, note, transform=axes.transAxes, fontsize=8.5, color=INK, va="top")
    used = {tie.says for tie in ties}
    signs = [
        Line2D([], [], color=c, linestyle=d, linewidth=1.8, label=says) for says, (c, d) in TIES.items() if says in used
    ]
    _legend(figure, [*signs, *_sides(side_of, look)])
    figure.draw_without_rendering()
    labels = {a: _short(graph.nodes[a]["name"]) for a in actors}
    lines = [(at[tie.source], at[tie.target]) for tie in ties]
    _place_labels(figure, axes, at, labels, sizes, lines)
    return figure


@styled
def tie_matrix(graph: nx.MultiDiGraph, *, most_actors: int = 40) -> Figure:
    """Draw who speaks about whom as a matrix: one row a source, one column whom it speaks about.

    The cell's colour is the sign of the most telling tie, the number in it counts independent origins. Actors stand
    by side, then by name.

    Returns:
        The figure; an empty matrix that says so where nobody speaks about anybody.
    """
    chosen = chosen_actors(graph, most_actors)
    actors = sorted(chosen, key=lambda a: (graph.nodes[a]["side"] or "\uffff", graph.nodes[a]["name"], a))
    n = len(actors)
    figure = new_figure(max(8.0, 3.4 + 0.3 * n), max(2.6, 3.2 + 0.27 * n))
    axes = figure.subplots()
    axes.set_title(f"Who speaks about whom: {n} of {len(graph)} actors" if n else "Nobody speaks about anybody")
    place = {actor: i for i, actor in enumerate(actors)}
    ties = drawn_ties(graph, actors)
    for tie in ties:
        ends = [(tie.source, tie.target)] + ([(tie.target, tie.source)] if tie.says in UNDIRECTED else [])
        for a, b in ends:
            x, y = place[b], place[a]
            colour = TIES[tie.says][0] if tie.says in UNDIRECTED else "white"
            axes.add_patch(_cell(x, y, tie.says))
            axes.text(x, y, str(tie.weight), ha="center", va="center", color=colour, fontsize=7.5)
    names = [_short(graph.nodes[a]["name"]) for a in actors]
    axes.set_xticks(range(n), names, rotation=60, ha="left", rotation_mode="anchor")
    axes.set_yticks(range(n), names)
    axes.xaxis.tick_top()
    axes.set_xlim(-0.5, max(n, 1) - 0.5)
    axes.set_ylim(max(n, 1) - 0.5, -0.5)
    axes.tick_params(length=0)
    for i in range(1, n):
        new_side = graph.nodes[actors[i]]["side"] != graph.nodes[actors[i - 1]]["side"]
        axes.axhline(i - 0.5, color=INK if new_side else PALE, linewidth=0.9 if new_side else 0.4, zorder=0)
        axes.axvline(i - 0.5, color=INK if new_side else PALE, linewidth=0.9 if new_side else 0.4, zorder=0)
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
    simple = nx.Graph()
    simple.add_nodes_from(sorted(actors))
    for tie in ties:
        weight = simple.get_edge_data(tie.source, tie.target, {"weight": 0})["weight"]
        simple.add_edge(tie.source, tie.target, weight=weight + tie.weight)
    n = len(actors)
    if n <= 2:
        return {a: (-0.6 + 1.2 * i / max(1, n - 1), 0.0) if n > 1 else (0.0, 0.0) for i, a in enumerate(sorted(actors))}
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
    even = 2 * order / max(1, len(points) - 1) - 1
    mixed: np.ndarray = 0.3 * _scaled(points) + 0.7 * even
    return mixed


def _draw_tie(axes: Axes, tie: Arrow, at: dict[str, Point], sizes: dict[str, float], *, is_returned: bool) -> None:
    colour, dashes = TIES[tie.says]
    is_plain = tie.says == "speaks about"
    axes.add_patch(
        FancyArrowPatch(
            at[tie.source],
            at[tie.target],
            arrowstyle="-" if tie.says in UNDIRECTED else "-|>",
            connectionstyle=f"arc3,rad={0.14 if is_returned or tie.says in UNDIRECTED else 0.06}",
            mutation_scale=9,
            shrinkA=0.5 * sizes[tie.source] ** 0.5 + 2,
            shrinkB=0.5 * sizes[tie.target] ** 0.5 + 2,
            color=colour,
            linestyle=dashes,
            linewidth=(0.7 if is_plain else 1.1) + 0.5 * min(tie.weight - 1, 5),
            alpha=0.65 if is_plain else 0.9,
            zorder=1 if is_plain else 2,
        )
    )


def _legend(figure: Figure, handles: list[Any]) -> None:
    if handles:
        figure.legend(handles=handles, loc="outside lower left", ncols=min(5, len(handles)), columnspacing=1.4)


def _sides(side_of: dict[str, str | None], look: dict[str | None, Look]) -> list[Line2D]:
    shown = [side for side in look if side is not None and side in side_of.values()]
    others = any(side not in shown for side in side_of.values())
    return [_key(look[side], side) for side in shown] + ([_key(look[None], "other or no side")] if others else [])


def _key(look: Look, label: str) -> Line2D:
    return Line2D([], [], linestyle="", marker=look.marker, markersize=8, color=look.colour, label=_short(label))


def _largest_sides(sides: object) -> list[str]:
    counted: dict[str, int] = defaultdict(int)
    for side in sides:  # type: ignore[attr-defined]
        if side:
            counted[side] += 1
    return sorted(counted, key=lambda side: (-counted[side], side))[:MOST_SIDES]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1].rstrip() + "…"


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
    points = {a: tuple(axes.transData.transform(at[a])) for a in at}
    radii = {a: 0.5 * sizes[a] ** 0.5 * scale for a in at}
    taken = [Bbox.from_extents(x - radii[a], y - radii[a], x + radii[a], y + radii[a]) for a, (x, y) in points.items()]
    along = np.linspace(0.05, 0.95, 40)[:, None]
    inked = [np.asarray(a) * (1 - along) + np.asarray(b) * along for a, b in lines]
    ink = axes.transData.transform(np.concatenate(inked)) if inked else np.empty((0, 2))
    for actor in sorted(labels, key=lambda a: (-sizes[a], a)):
        text = axes.text(*at[actor], labels[actor], fontsize=8.5 if len(at) <= 25 else 7.5, color=INK, zorder=5)
        text.set_path_effects([withStroke(linewidth=2.2, foreground="white")])
        box = text.get_window_extent()
        size = (box.width + 3, box.height + 2)
        place = _free_place(points[actor], radii[actor], size, (taken, ink, axes.get_window_extent()))
        _move(axes, text, place, points[actor], radii[actor])
        taken.append(place)


def _free_place(
    point: Point, radius: float, size: tuple[float, float], room: tuple[list[Bbox], np.ndarray, Bbox]
) -> Bbox:
    """Return the best box around a point: it covers no other box if it can, then few lines, then it is near."""
    (width, height), (taken, ink, whole) = size, room
    least, best = float("inf"), Bbox.null()
    for far, turn in product((0, 8, 18, 32, 50, 75, 105), range(MOST_LABELLED_TURNS)):
        angle = 2 * pi * turn / MOST_LABELLED_TURNS
        x = point[0] + cos(angle) * (radius + 3 + far + width / 2)
        y = point[1] + sin(angle) * (radius + 2 + far + height / 2)
        box = Bbox.from_extents(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        outside = box.x0 < whole.x0 or box.x1 > whole.x1 or box.y0 < whole.y0 or box.y1 > whole.y1
        crossed = ((ink > box.min) & (ink < box.max)).all(axis=1).sum()
        cost = 100 * sum(_shared_area(box, other) for other in taken) + 1e6 * outside + 6 * crossed + far
        if cost < least:
            least, best = cost, box
        if least == 0:
            break
    return best


def _shared_area(a: Bbox, b: Bbox) -> float:
    width = min(a.x1, b.x1) - max(a.x0, b.x0)
    height = min(a.y1, b.y1) - max(a.y0, b.y0)
    return width * height if width > 0 and height > 0 else 0.0


def _move(axes: Axes, text: Text, place: Bbox, point: Point, radius: float) -> None:
    back = axes.transData.inverted()
    middle = ((place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2)
    text.set_position(tuple(back.transform(middle)))
    text.set(ha="center", va="center")
    gap = (max(place.x0 - point[0], 0, point[0] - place.x1), max(place.y0 - point[1], 0, point[1] - place.y1))
    if np.hypot(*gap) > radius + 9:
        near = (np.clip(point[0], place.x0, place.x1), np.clip(point[1], place.y0, place.y1))
        (x0, y0), (x1, y1) = back.transform(point), back.transform(near)
        axes.plot([x0, x1], [y0, y1], color=PALE, linewidth=0.7, zorder=2)
