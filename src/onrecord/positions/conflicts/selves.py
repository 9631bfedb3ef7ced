"""One side against itself: opposite stands on one issue at one time, or a return to what was left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.ledger.stance_columns import (
    AGAINST,
    CONTESTED,
    DENIED,
    FOR,
    HEARSAY,
    HYPOTHETICAL,
    NOBODY,
    UNKNOWN_DAY,
    UNNAMED,
    Ints,
    StanceColumns,
)

SURE = 0.75  # confidence of both codings: an error in either makes a conflict out of nothing
SPAN = 31  # days that a statement may lie open; a wider one may stand on either side of a shift
AT_ONCE = 14  # days within which nobody changes a position without telling
MOST = 5  # conflicts told of one side on one issue: the nearest in time, the surest


@dataclass(frozen=True, slots=True)
class Turn:
    """Two rows of the columns: one for, one against, by one side, and the days between them."""

    pro: int
    contra: int
    gap: int
    confidence: float
    returns: bool


def turns(columns: StanceColumns, groups: Ints, shifted: Sequence[tuple[int, int, int]] = ()) -> Iterator[Turn]:
    """The opposite statements of each group that no shift explains, the surest first.

    A side that only ever moved once, from one end to the other, updates itself: then its two stands are a conflict
    only where they may have been said within days of each other. `shifted` are (group, last day before, first day
    behind) of shifts; statements on different sides of one part without a conflict.
    """
    usable = _usable(columns) & (groups != NOBODY)
    for group in np.unique(groups[usable]).tolist():
        rows = np.flatnonzero(usable & (groups == group))
        moves = [(last, first) for g, last, first in shifted if g == group]
        found = sorted(_of_side(columns, rows, moves), key=lambda t: (-t.confidence, t.gap, t.pro, t.contra))
        yield from _spread(found)


def _usable(columns: StanceColumns) -> np.typing.NDArray[np.bool_]:
    sure = np.nan_to_num(columns.confidence, nan=1.0) >= SURE
    plain = (columns.flags & (HYPOTHETICAL | CONTESTED | HEARSAY | UNNAMED)) == 0
    early, late = columns.earliest, columns.latest
    dated = (early != UNKNOWN_DAY) & (late != UNKNOWN_DAY) & (late - early <= SPAN)
    return np.asarray(sure & plain & dated & np.isin(columns.label, (FOR, AGAINST)))


def _of_side(columns: StanceColumns, rows: Ints, moves: Sequence[tuple[int, int]]) -> Iterator[Turn]:
    label = columns.label[rows]
    pros, contras = rows[label == FOR], rows[label == AGAINST]
    if not len(pros) or not len(contras):
        return
    few, many = (pros, contras) if len(pros) <= len(contras) else (contras, pros)
    for one in few.tolist():
        gaps = np.maximum(
            columns.earliest[many].astype(int) - int(columns.latest[one]),
            int(columns.earliest[one]) - columns.latest[many].astype(int),
        ).clip(0)
        other = int(many[np.argmin(gaps)])
        gap = int(gaps.min())
        returns = _returns(columns, one, many)
        if (gap > AT_ONCE and not returns) or _moved(columns, one, other, moves):
            continue
        pro, contra = (one, other) if columns.label[one] == FOR else (other, one)
        yield Turn(pro, contra, gap, _sure(columns, pro, contra, gap, returns=returns), returns)


def _returns(columns: StanceColumns, one: int, many: Ints) -> bool:
    """Whether the other stand was taken before this statement and again behind it."""
    before = bool((columns.latest[many] < columns.earliest[one]).any())
    return before and bool((columns.earliest[many] > columns.latest[one]).any())


def _moved(columns: StanceColumns, one: int, other: int, moves: Sequence[tuple[int, int]]) -> bool:
    first, second = sorted((one, other), key=lambda row: int(columns.earliest[row]))
    return any(columns.latest[first] <= last and columns.earliest[second] >= begin for last, begin in moves)


def _sure(columns: StanceColumns, pro: int, contra: int, gap: int, *, returns: bool) -> float:
    sure = np.nan_to_num(columns.confidence[[pro, contra]], nan=1.0)
    near = 1.0 if gap == 0 else 0.9 if gap <= AT_ONCE else 0.7
    denied = 0.9 if bool((columns.flags[[pro, contra]] & DENIED).any()) else 1.0
    return round(float(sure.prod()) * near * denied * (1.0 if returns or gap == 0 else 0.9), 3)


def _spread(found: Sequence[Turn]) -> Iterator[Turn]:
    """The first few, each statement in one of them only."""
    used: set[int] = set()
    told = 0
    for turn in found:
        if told < MOST and not {turn.pro, turn.contra} & used:
            used |= {turn.pro, turn.contra}
            told += 1
            yield turn
