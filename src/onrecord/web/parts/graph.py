"""A graph in figures: where nodes stand, on which side of each its name, and how broad each tie is. Always the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.charts.layout import Box, distances, labelled, places

WIDTH, HEIGHT = 760.0, 420.0  # pixels that names are laid out for; across, the drawing follows the screen
FAINT = 3.0  # a tie of this weight at least is drawn at full breadth
LETTER, LINE = 7.2, 18.0  # of a name, in pixels
LONGEST = 26  # characters of a name
MARGIN = 0.13  # of the sheet that stays free on each side, for names


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its place in per cent, its radius in pixels, its name, and where that stands beside it."""

    id: str
    name: str
    x: float
    y: float
    radius: float
    dx: float
    dy: float
    label: str
    kind: str
    told: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two nodes, by their places in the list, with its ends in per cent and its breadth in pixels."""

    one: int
    other: int
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    kind: str
    told: str


@dataclass(frozen=True, slots=True)
class Graph:
    """What is drawn; `height` in pixels."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A node before it has a place: `size` is how much it says."""

    id: str
    name: str
    size: float
    kind: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A tie before it has a place; negative ones part what they tie."""

    one: int
    other: int
    weight: float
    kind: str = ""
    told: str = ""


Places = Sequence[tuple[float, float]]


def placed(dots: Sequence[Dot], links: Sequence[Link]) -> Places:
    """Where each node stands, as shares of the sheet."""
    if not dots:
        return []
    found = places(distances(len(dots), [(e.one, e.other, e.weight) for e in links if e.one != e.other]))
    low, high = found.min(axis=0), found.max(axis=0)
    room = np.where(high - low > 1e-9, high - low, 1.0)
    share = np.where(high - low > 1e-9, (found - low) / room, 0.5)
    return [(MARGIN + (1 - 2 * MARGIN) * float(x), MARGIN + (1 - 2 * MARGIN) * float(y)) for x, y in share]


def drawn(
    dots: Sequence[Dot], links: Sequence[Link], at: Places | None = None, sheet: tuple[float, float] = (WIDTH, HEIGHT)
) -> Graph:
    """The graph on its sheet; `at` gives the places where they are those of another drawing."""
    at = placed(dots, links) if at is None else at
    most = max((dot.size for dot in dots), default=1.0) or 1.0
    radii = [round(5 + 9 * (dot.size / most) ** 0.5, 1) for dot in dots]
    names = [dot.name if len(dot.name) <= LONGEST else f"{dot.name[: LONGEST - 1].rstrip()}…" for dot in dots]
    beside = _beside(names, radii, at, links, sheet)
    nodes = tuple(
        Node(dot.id, dot.name, round(100 * x, 2), round(100 * y, 2), radius, *off, name, dot.kind, dot.told)
        for dot, (x, y), radius, off, name in zip(dots, at, radii, beside, names, strict=True)
    )
    strongest = max((abs(e.weight) for e in links), default=FAINT)
    strongest = max(strongest, FAINT)
    edges = tuple(
        Edge(e.one, e.other, nodes[e.one].x, nodes[e.one].y, nodes[e.other].x, nodes[e.other].y,
             round(1 + 5 * abs(e.weight) / strongest, 1), e.kind, e.told)
        for e in links if e.one != e.other
    )  # fmt: skip
    return Graph(nodes, edges, sheet[1])


def _beside(
    names: Sequence[str], radii: Sequence[float], at: Places, links: Sequence[Link], sheet: tuple[float, float]
) -> list[tuple[float, float]]:
    """How far from its node the middle of each name stands, in pixels."""
    width, height = sheet
    middles = [(x * width, y * height) for x, y in at]
    boxes = [Box(x - r - 3, y - r - 3, x + r + 3, y + r + 3) for (x, y), r in zip(middles, radii, strict=True)]
    sizes = [(LETTER * len(name), LINE) for name in names]
    steps = np.linspace(0.1, 0.9, 20)[:, None]
    lines = [np.array(middles[e.one]) * (1 - steps) + np.array(middles[e.other]) * steps for e in links]
    crossed = np.concatenate(lines) if lines else np.empty((0, 2))
    found = labelled(boxes, sizes, Box(0, 0, width, height), crossed)
    return [(round(lx - x, 1), round(ly - y, 1)) for (lx, ly), (x, y) in zip(found, middles, strict=True)]
