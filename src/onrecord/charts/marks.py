"""Statements as a picture needs them: what each says, and when it was said as far as that is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.ledger.stance_columns import LABELS
from onrecord.positions.evidence import Behind, is_dated
from onrecord.positions.weights import STATED, Weights

SIDES = ("for", "against", "neither")  # the order in which they are drawn and counted


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Statements of one label and one time: ordinals of the first and last day on which they can have been said."""

    label: str
    first: int
    last: int
    count: int = 1

    @property
    def middle(self) -> float:
        """Half way between the two days."""
        return (self.first + self.last) / 2


@dataclass(frozen=True, slots=True)
class Marks:
    """The statements behind a position: the dated ones by day, and how many undated ones there are of each label."""

    dated: tuple[Mark, ...]
    undated: tuple[tuple[str, int], ...]


def marks_of(behind: Behind, weights: Weights = STATED) -> Marks:
    """The statements that count for a position: one mark for those of one label and the same days."""
    part = behind.only(behind.weights[behind.rows] > 0)
    columns, rows = part.columns, part.rows
    known = is_dated(columns, weights.days)[rows]
    found = Counter(
        (LABELS[columns.label[row]], int(columns.earliest[row]), int(columns.latest[row]))
        for row in rows[known].tolist()
    )
    counts = np.bincount(columns.label[rows[~known]], minlength=len(LABELS))
    undated = tuple((side, int(counts[LABELS.index(side)])) for side in SIDES)
    dated = (Mark(*mark, count) for mark, count in found.items())
    return Marks(tuple(sorted(dated, key=lambda m: (m.middle, m))), tuple((s, n) for s, n in undated if n))


def levels(spans: Sequence[tuple[float, float]]) -> list[int]:
    """For spans in order of their beginnings, the lowest level on which each stands clear of those before it.

    >>> levels([(1.0, 1.4), (1.1, 1.5), (1.2, 1.6), (5.0, 5.4)])
    [0, 1, 2, 0]
    """
    ends: list[float] = []
    found = []
    for start, end in spans:
        level = next((n for n, taken in enumerate(ends) if start >= taken), len(ends))
        ends[level : level + 1] = [end]
        found.append(level)
    return found
