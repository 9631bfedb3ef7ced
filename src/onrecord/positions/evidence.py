"""What stands behind a figure: rows of the stances, with what each counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.ledger.stance_columns import UNKNOWN_DAY, Ints, StanceColumns
from onrecord.positions.weights import Weight

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Behind:
    """The rows of `columns` behind a figure; `weights` holds what every row of `columns` counts for it."""

    columns: StanceColumns
    rows: Rows
    weights: Weight

    def __len__(self) -> int:
        return len(self.rows)

    def only(self, keep: NDArray[np.bool_]) -> Behind:
        """Those rows of these for which `keep` is true."""
        return replace(self, rows=self.rows[keep])

    def heaviest(self, most: int | None = None) -> Behind:
        """The rows that count most, the heaviest first; all of them for None. Rows that count nothing stay out."""
        rows = self.rows[self.weights[self.rows] > 0]
        return replace(self, rows=rows[np.argsort(-self.weights[rows], kind="stable")][:most])

    def around(self, day: dt.date, most: int) -> Behind:
        """The rows nearest to `day` among those that count at least as much as half of them do, the nearest first."""
        heavy = self.heaviest()
        weight = heavy.weights[heavy.rows]
        heavy = heavy.only(weight >= weight[len(weight) // 2]) if len(weight) else heavy
        late = np.where(heavy.columns.latest[heavy.rows] == UNKNOWN_DAY, 10**7, heavy.columns.latest[heavy.rows])
        gap = np.maximum(heavy.columns.earliest[heavy.rows] - day.toordinal(), day.toordinal() - late)
        return replace(heavy, rows=heavy.rows[np.argsort(np.maximum(gap, 0), kind="stable")][:most])

    def during(self, first: dt.date, last: dt.date) -> Behind:
        """The rows that may have been said from `first` to `last`; those with an unknown bound stay out."""
        early, late = self.columns.earliest[self.rows], self.columns.latest[self.rows]
        known = (early != UNKNOWN_DAY) & (late != UNKNOWN_DAY)
        return self.only(known & (early <= last.toordinal()) & (late >= first.toordinal()))

    def ids(self) -> tuple[str, ...]:
        """The ids of their statements, in the order of the rows."""
        return tuple(id_.decode("utf-8", "surrogatepass") for id_ in self.columns.ids[self.rows].tolist())


def days_of(ordinals: Iterable[int]) -> list[dt.date | None]:
    """The days with these ordinals, None for an unknown one."""
    return [None if day == UNKNOWN_DAY else dt.date.fromordinal(day) for day in ordinals]


def is_dated(columns: StanceColumns, days: float) -> NDArray[np.bool_]:
    """Whether each row has both bounds, and they lie at most `days` apart: it has a place on a timeline."""
    early, late = columns.earliest, columns.latest
    return np.asarray((early != UNKNOWN_DAY) & (late != UNKNOWN_DAY) & (late - early < days))


def within(columns: StanceColumns, since: dt.date | None, until: dt.date | None) -> Weight:
    """The part of each row's days that lies from `since` to `until`; 0 for a row with an unknown bound."""
    early, late = columns.earliest, columns.latest
    first = np.maximum(early, since.toordinal()) if since else early
    last = np.minimum(late, until.toordinal()) if until else late
    part = np.maximum(last - first + 1, 0) / np.maximum(late - early + 1, 1)
    return np.where((early == UNKNOWN_DAY) | (late == UNKNOWN_DAY), 0.0, part)


def numbered(groups: Ints) -> tuple[Rows, Rows]:
    """The rows in order of their group, and where each group from 0 on begins in that order, with the end behind.

    Rows of group -1 (nobody) are left out.
    """
    ascending = bool(np.all(groups[1:] >= groups[:-1])) if len(groups) else True
    order = np.arange(len(groups)) if ascending else np.argsort(groups, kind="stable")
    sorted_ = groups if ascending else groups[order]
    count = int(sorted_[-1]) + 1 if len(groups) else 0
    return order, np.searchsorted(sorted_, np.arange(count + 1))
