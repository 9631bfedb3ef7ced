"""Where the nodes of a network stand in its picture, and on which side of each its name: the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
STEPS = 300  # of the majorisation: later ones move nothing that an eye sees
APART = 0.55  # of the longest wanted distance that parts what no path joins


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet, in inches."""

    left: float
    bottom: float
    right: float
    top: float

    def shared(self, other: Box) -> float:
        """The area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(wide, 0.0) * max(high, 0.0)


def places(wanted: Points) -> Points:
    """Points whose distances come near to those wanted, each pair weighed by the inverse square of its distance.

    Classical scaling, then stress majorisation (Gansner, Koren and North, Graph Drawing by Stress Majorization, 2004).
    """
    size = len(wanted)
    if size < 2:
        return np.zeros((size, 2))
    found = _scaled(wanted)
    weight = np.where(wanted > 0, 1 / np.maximum(wanted, 1e-9) ** 2, 0.0)
    inverse = np.linalg.pinv(np.diag(weight.sum(axis=1)) - weight)
    for _ in range(STEPS):
        near = np.linalg.norm(found[:, None] - found, axis=2)
        ratio = np.divide(weight * wanted, near, out=np.zeros_like(near), where=near > 1e-9)
        found = inverse @ (np.diag(ratio.sum(axis=1)) - ratio) @ found
    return np.asarray(found - found.mean(axis=0))


def _scaled(wanted: Points) -> Points:
    """Classical scaling; signs are set, so that no picture comes out mirrored, and a line is bent a little."""
    size = len(wanted)
    centred = np.eye(size) - 1 / size
    values, vectors = np.linalg.eigh(-0.5 * centred @ wanted**2 @ centred)
    found = np.asarray(vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 1e-6)))
    for axis in (0, 1):
        if found[np.argmax(np.abs(found[:, axis])), axis] < 0:
            found[:, axis] *= -1
    angles = 2 * np.pi * np.arange(size) / size
    return np.asarray(found + 0.01 * np.stack([np.cos(angles), np.sin(angles)], axis=1))


def distances(size: int, ties: Sequence[tuple[int, int, float]]) -> Points:
    """How far apart nodes should stand: the stronger a tie the nearer; what it opposes (a negative one) far; others by
    the shortest way along the ties.

    >>> distances(3, [(0, 1, 4.0), (1, 2, 1.0)]).round(2).tolist()
    [[0.0, 1.0, 2.75], [1.0, 0.0, 1.75], [2.75, 1.75, 0.0]]
    """
    most = max((weight for *_, weight in ties), default=1.0) or 1.0
    found = np.full((size, size), np.inf)
    np.fill_diagonal(found, 0.0)
    for one, other, weight in ties:
        if weight > 0:
            found[one, other] = found[other, one] = 2.0 - weight / most
    for via in range(size):
        found = np.minimum(found, found[:, via, None] + found[via])
    longest = float(found[np.isfinite(found)].max(initial=1.0))
    found = np.where(np.isfinite(found), found, longest * (1 + APART))
    for one, other, weight in ties:
        if weight < 0:
            found[one, other] = found[other, one] = max(longest * (1 + APART), 3.0)
    return found


def opposed(size: int, ties: Sequence[tuple[int, int, float]]) -> Points:
    """How far apart nodes should stand whose ties part them: the stronger the tie the further, all others near.

    >>> opposed(3, [(0, 1, 4.0)]).tolist()
    [[0.0, 3.0, 1.0], [3.0, 0.0, 1.0], [1.0, 1.0, 0.0]]
    """
    most = max((abs(weight) for *_, weight in ties), default=1.0) or 1.0
    found = 1.0 - np.eye(size)
    for one, other, weight in ties:
        found[one, other] = found[other, one] = 2.0 + abs(weight) / most
    return found


def labelled(
    nodes: Sequence[Box], sizes: Sequence[tuple[float, float]], frame: Box, lines: Points
) -> list[tuple[float, float]]:
    """The middle of the label of each node, which stands right, left, above or below it, where it covers least.

    `lines` are points on the lines of the picture.
    """
    placed: list[Box] = list(nodes)
    found = []
    for node, (wide, high) in zip(nodes, sizes, strict=True):
        x, y = (node.left + node.right) / 2, (node.bottom + node.top) / 2
        beside, above = (node.right - node.left + wide) / 2 + 0.05, (node.top - node.bottom + high) / 2 + 0.04
        options = [(x + beside, y), (x - beside, y), (x, y + above), (x, y - above)]
        boxes = [Box(a - wide / 2, b - high / 2, a + wide / 2, b + high / 2) for a, b in options]
        costs = [_cost(box, placed, frame, lines) for box in boxes]
        best = costs.index(min(costs))
        placed.append(boxes[best])
        found.append(options[best])
    return found


def _cost(box: Box, placed: Sequence[Box], frame: Box, lines: Points) -> float:
    """What a label would cover, and how much of it would stand outside: other names weigh most, lines least."""
    area = (box.right - box.left) * (box.top - box.bottom)
    outside = area - box.shared(frame)
    x, y = lines[:, 0], lines[:, 1]
    crossed = np.count_nonzero((x > box.left) & (x < box.right) & (y > box.bottom) & (y < box.top))
    return sum(box.shared(other) for other in placed) + 3 * outside + 0.002 * int(crossed)
