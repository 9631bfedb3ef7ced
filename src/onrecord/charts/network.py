"""Who stands with whom: sides as dots, ties as lines that are the broader the stronger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onrecord.charts import canvas
from onrecord.charts.canvas import COLOURS, FAINT, INK, SIZES, SOFT
from onrecord.charts.layout import Box, Points, distances, labelled, opposed, places
from onrecord.errors import UsageError
from onrecord.positions.networks.onemode import End, Network, Node, Tie

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST, LINES = 30, 160  # nodes and ties of one sheet: more no eye takes apart; a caption tells how many there are
WIDE, HIGH, EDGE = 8.6, 6.2, 0.3  # inches
STRONG = "#a39c8d"  # a tie of half the strongest or more: darker, so that it is found among the others
BROAD = (0.7, 5.5)  # points: the weakest and the strongest tie
NUMBERED = 6  # ties that carry their figure: the strongest
TOLD = {
    "congruence": "A line joins two sides that agree on the same ends; the broader, the more statements of both do.",
    "conflict": "A line joins two sides that take opposite ends; the broader, the more statements of both do.",
    "subtract": "A full line: they agree more than they differ; a dashed one: they differ more than they agree.",
    "two-mode": "A line joins a side with an end that it supports; the broader, the more statements of it do.",
}
_IN_COMMON = "Sides that stand near have much in common."
NEAR = {
    "congruence": _IN_COMMON,
    "conflict": "Sides that stand far apart are opposed.",
    "subtract": _IN_COMMON,
    "two-mode": "A side stands near the ends that it supports.",
}


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The part of a network that is drawn: nodes with a tie, those that say most, and the ties among them."""

    names: tuple[str, ...]
    colours: tuple[str, ...]
    totals: tuple[float, ...]
    ties: tuple[tuple[int, int, float], ...]
    alone: tuple[str, ...]
    opposed: bool
    left_out: int
    fewer_ties: int


def network_chart(network: Network, title: str, path: Path) -> None:
    """A picture of the network in `path`, by its ending an SVG or a PNG; sides that are near have much in common.

    Sides without any tie are named beneath. Raises UsageError for a network without nodes, for another ending, or where
    matplotlib is missing.
    """
    canvas.examine(path)
    if not network.nodes:
        raise UsageError("there is no network to draw: nobody stands on either end")
    drawn = _drawn(network)
    heading = canvas.wrapped(title, 84, lines=3).split("\n")
    notes = _notes(network, drawn)
    high = 0.3 + 0.26 * len(heading) + HIGH + 0.2 + 0.15 * len(notes) + 0.2
    with canvas.sheet(path, WIDE + 2 * EDGE, high) as figure:
        for n, words in enumerate(heading):
            canvas.write(figure, EDGE, high - 0.36 - 0.26 * n, words, size="title", bold=True)
        bottom = 0.2 + 0.15 * len(notes) + 0.2
        axes = canvas.panel(figure, EDGE, bottom, WIDE, HIGH)
        axes.set_xlim(0, WIDE)
        axes.set_ylim(0, HIGH)
        axes.axis("off")
        if drawn.names:
            _draw(axes, drawn)
        else:
            axes.text(WIDE / 2, HIGH / 2, "no two of them are tied", ha="center", size=SIZES["name"], color=SOFT)
        for n, text in enumerate(notes):
            canvas.write(figure, EDGE, bottom - 0.2 - 0.15 * n, text, size="small", colour=SOFT)


def _drawn(network: Network) -> _Drawn:
    tied = {node for tie in network.ties for node in (tie.one, tie.other)}
    order = sorted(tied, key=lambda n: (-network.totals[n], network.nodes[n].name, n))
    kept = {node: n for n, node in enumerate(order[:MOST])}
    inside = [tie for tie in network.ties if tie.one in kept and tie.other in kept]
    ties = tuple((kept[tie.one], kept[tie.other], tie.weight) for tie in _strongest(inside))
    nodes = [network.nodes[n] for n in kept]
    return _Drawn(
        names=tuple(canvas.wrapped(_name(node), 26, 3) for node in nodes),
        colours=tuple(COLOURS["for" if n.agrees else "against"] if isinstance(n, End) else INK for n in nodes),
        totals=tuple(network.totals[n] for n in kept),
        ties=ties,
        alone=tuple(node.name for n, node in enumerate(network.nodes) if n not in tied),
        opposed=network.kind == "conflict",
        left_out=len(tied) - len(kept) + network.left_out,
        fewer_ties=len(inside) - len(ties),
    )


def _name(node: Node) -> str:
    """Of an end of an issue, its words."""
    return f"{'For' if node.agrees else 'Against'}: {node.text}" if isinstance(node, End) else node.name


def _strongest(ties: Sequence[Tie]) -> list[Tie]:
    return sorted(ties, key=lambda tie: -abs(tie.weight))[:LINES]


def _notes(network: Network, drawn: _Drawn) -> list[str]:
    """How the picture is read, and what is not in it."""
    norm = "" if network.normalisation == "no" else f" Normalised: {network.normalisation}."
    notes = [f"{TOLD[network.kind]}{norm}", f"The larger a dot, the more the side says. {NEAR[network.kind]}"]
    if drawn.alone:
        names = ", ".join(canvas.shown(name) for name in drawn.alone[:12])
        more = f" and {len(drawn.alone) - 12} more" if len(drawn.alone) > 12 else ""
        notes += canvas.wrapped(f"Without a tie: {names}{more}.", 128, 3).split("\n")
    if drawn.left_out:
        notes.append(f"Not drawn: {drawn.left_out:,} more sides, which say less.")
    if drawn.fewer_ties:
        notes.append(f"Not drawn: {drawn.fewer_ties:,} weaker ties.")
    return notes


def _draw(axes: Axes, drawn: _Drawn) -> None:
    wanted = opposed if drawn.opposed else distances
    points = _spread(places(wanted(len(drawn.names), drawn.ties)))
    most = max(abs(weight) for *_, weight in drawn.ties)
    for n, (one, other, weight) in reversed(list(enumerate(drawn.ties))):
        _draw_tie(axes, points[[one, other]], weight / most, weight if n < NUMBERED else None)
    largest = max(drawn.totals) or 1.0
    sizes = [0.07 + 0.11 * (total / largest) ** 0.5 for total in drawn.totals]  # inches: the radius
    for (x, y), size, colour in zip(points, sizes, drawn.colours, strict=True):
        axes.plot([x], [y], "o", ms=2 * 72 * size, mfc=colour, mec="white", mew=1.2, zorder=3)
    _draw_names(axes, points, sizes, drawn)


def _spread(points: Points) -> Points:
    """The points over the sheet, with room for names at its edges; wider than high, as the sheet is."""
    points = points - (points.max(axis=0) + points.min(axis=0)) / 2
    reach = points.max(axis=0)
    if reach[1] > reach[0]:
        points, reach = points[:, ::-1], reach[::-1]
    room = np.array([WIDE / 2 - 1.0, HIGH / 2 - 0.4])
    return np.asarray(points * (room / np.maximum(reach, 1e-6)) + np.array([WIDE / 2, HIGH / 2]))


def _draw_tie(axes: Axes, ends: Points, share: float, figure: float | None) -> None:
    """A line as broad as its share of the strongest; a negative one is dashed, in the other colour."""
    broad = BROAD[0] + (BROAD[1] - BROAD[0]) * abs(share)
    colour = COLOURS["against"] if share < 0 else STRONG if share > 0.5 else FAINT
    style = (0, (2.5, 1.5)) if share < 0 else "solid"
    axes.plot(ends[:, 0], ends[:, 1], color=colour, lw=broad, ls=style, solid_capstyle="round", zorder=1 + abs(share))
    if figure is not None:
        told = f"{figure:.0f}" if float(figure).is_integer() else f"{figure:.2g}"
        x, y = ends.mean(axis=0).tolist()
        _haloed(axes, x, y, told.replace("-", "−"), size="tiny", colour=SOFT)


def _draw_names(axes: Axes, points: Points, sizes: Sequence[float], drawn: _Drawn) -> None:
    nodes = [Box(x - r, y - r, x + r, y + r) for (x, y), r in zip(points, sizes, strict=True)]
    sizes_of = [canvas.measured(name, "name") for name in drawn.names]
    steps = np.linspace(0.06, 0.94, 24)[:, None]
    lines = [points[one] * (1 - steps) + points[other] * steps for one, other, _ in drawn.ties]
    middles = labelled(nodes, sizes_of, Box(0, 0, WIDE, HIGH), np.concatenate(lines))
    for name, (x, y) in zip(drawn.names, middles, strict=True):
        _haloed(axes, x, y, name, size="name", colour=INK)


def _haloed(axes: Axes, x: float, y: float, text: str, *, size: str, colour: str) -> None:
    from matplotlib.patheffects import withStroke

    axes.text(
        x, y, text, ha="center", va="center", size=SIZES[size], color=colour, zorder=4, linespacing=1.15,
        path_effects=[withStroke(linewidth=2.4, foreground="white")],
    )  # fmt: skip
