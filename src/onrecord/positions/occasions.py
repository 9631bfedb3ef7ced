"""A side's statements gathered into occasions: what one report has of one time is one observation, not many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.ledger.stance_columns import AGAINST, FOR, UNKNOWN_DAY, Ints
from onrecord.positions.evidence import Behind, Rows
from onrecord.positions.weights import Weight

LAST_DAY = 3_652_060  # behind the last ordinal of the calendar: an upper bound that is not known


@dataclass(frozen=True, slots=True, eq=False)
class Occasions:
    """Observations with the days on which they can have been made; `of` is the occasion of each row of `behind`.

    `value` runs from -1 to 1. `earliest` is 0 and `latest` LAST_DAY where a bound is unknown.
    """

    value: Weight
    weight: Weight
    earliest: Ints
    latest: Ints
    behind: Behind
    of: Rows

    def __len__(self) -> int:
        return len(self.value)

    def only(self, keep: np.typing.NDArray[np.bool_]) -> Occasions:
        """Those occasions for which `keep` is true."""
        rows = keep[self.of]
        number = np.cumsum(keep) - 1
        return Occasions(
            self.value[keep], self.weight[keep], self.earliest[keep], self.latest[keep],
            self.behind.only(rows), number[self.of[rows]],
        )  # fmt: skip

    def rows(self, keep: np.typing.NDArray[np.bool_]) -> Behind:
        """The statements of those occasions for which `keep` is true."""
        return self.behind.only(keep[self.of])


def occasions(behind: Behind, roots: Ints) -> Occasions:
    """The occasions of a side's statements; those without any bound have no order, and are left out.

    Statements that rest on the same roots (`roots` numbers the sets, row by row) and whose days overlap are one
    occasion, with all days of theirs.
    """
    behind = behind.only(behind.weights[behind.rows] > 0)
    columns = behind.columns
    behind = behind.only((columns.earliest[behind.rows] != UNKNOWN_DAY) | (columns.latest[behind.rows] != UNKNOWN_DAY))
    first = columns.earliest[behind.rows].astype(np.int64)
    late = columns.latest[behind.rows].astype(np.int64)
    last = np.where(late == UNKNOWN_DAY, LAST_DAY, late)
    root = roots[behind.rows].astype(np.int64) * (LAST_DAY + 1)
    order = np.argsort(root + first, kind="stable")
    behind = Behind(columns, behind.rows[order], behind.weights)
    first, last, root = first[order], last[order], root[order]
    reached = np.maximum.accumulate(root + last) if len(root) else root
    opens = np.concatenate([[True], (root + first)[1:] > reached[:-1]])[: len(root)]
    of = np.cumsum(opens) - 1
    return _gathered(behind, of, first, last, np.flatnonzero(opens))


def _gathered(behind: Behind, of: Rows, first: Rows, last: Rows, starts: Rows) -> Occasions:
    weight, label = behind.weights[behind.rows], behind.columns.label[behind.rows]
    value = (label == FOR).astype(float) - (label == AGAINST)
    total = np.bincount(of, weight).astype(float)
    mean = np.bincount(of, weight * value).astype(float) / np.maximum(total, 1e-300)
    if not len(of):
        return Occasions(mean, total, first, last, behind, of)
    return Occasions(mean, total, np.minimum.reduceat(first, starts), np.maximum.reduceat(last, starts), behind, of)
