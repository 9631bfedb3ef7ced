"""The two-mode network: which side supports which end of which issue, in how many statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import UsageError
from onrecord.ledger.stance_columns import AGAINST, FOR, NOBODY, UNKNOWN_DAY, Side, StanceColumns
from onrecord.ledger.stances import Version
from onrecord.positions.evidence import Behind, within
from onrecord.positions.weights import Weight, Weights, independent, reliability

By = Literal["actor", "principal"]
Duplicates = Literal["include", "document", "week", "month", "year", "acrossrange"]
Matrix = NDArray[np.float64]
Numbers = NDArray[np.int64]

NODES = 500  # sides of a network at most, those with most statements: beyond that no picture and no table serves


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """Every statement for or against, as arrays of one length: who made it, on which concept, whether it agrees.

    `rows` are the places in the columns of the concept; `weight` is what each counts.
    """

    sides: tuple[Side, ...]
    concepts: tuple[Version, ...]
    columns: tuple[StanceColumns, ...]
    side: Numbers
    concept: Numbers
    agrees: NDArray[np.bool_]
    rows: Numbers
    weight: Weight

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def earliest(self) -> Numbers:
        """The first day of each as an ordinal, 0 for none."""
        return self._of("earliest")

    @property
    def latest(self) -> Numbers:
        """The last day of each as an ordinal, 0 for none."""
        return self._of("latest")

    def _of(self, name: str) -> Numbers:
        found = np.zeros(len(self), np.int64)
        for n, columns in enumerate(self.columns):
            mine = self.concept == n
            found[mine] = getattr(columns, name)[self.rows[mine]]
        return found

    def only(self, keep: NDArray[np.bool_]) -> Stated:
        """Those of them for which `keep` is true."""
        return replace(
            self, side=self.side[keep], concept=self.concept[keep], agrees=self.agrees[keep], rows=self.rows[keep],
            weight=self.weight[keep],
        )  # fmt: skip

    def behind(self, side: int, concept: int, agrees: bool) -> Behind:
        """The statements of one side on one concept that agree to it, or don't."""
        mine = (self.side == side) & (self.concept == concept) & (self.agrees == agrees)
        weights = np.zeros(len(self.columns[concept]))
        weights[self.rows[mine]] = self.weight[mine]
        return Behind(self.columns[concept], self.rows[mine], weights)

    def during(self, since: dt.date | None, until: dt.date | None) -> Stated:
        """Those that may have been said in these days, each counted by the part of its days that lies there."""
        part = np.zeros(len(self))
        for n, columns in enumerate(self.columns):
            mine = self.concept == n
            part[mine] = within(columns, since, until)[self.rows[mine]]
        return replace(self, weight=self.weight * part).only(part > 0)


def stated(
    issues: Sequence[tuple[Version, StanceColumns]], by: By = "principal", duplicates: Duplicates = "include",
    weights: Weights | None = None,
) -> Stated:  # fmt: skip
    """The statements for and against on all the issues, of those named; each counts 1, or its weight if asked.

    `duplicates` are DNA's: of one side's statements that agree to one concept (or that disagree) one counts in a
    document (here: of those that rest on the same independent reports), week, month, year, or at all.
    """
    if duplicates not in get_args(Duplicates):
        raise UsageError(f"duplicates {duplicates!r} is none of {', '.join(get_args(Duplicates))}")
    places: dict[str, int] = {}
    sides: list[Side] = []
    parts = [_part(columns, n, by, duplicates, weights, places, sides) for n, (_, columns) in enumerate(issues)]
    versions, columns = tuple(version for version, _ in issues), tuple(columns for _, columns in issues)
    side, concept, agrees, rows = np.concatenate([np.empty((4, 0), np.int64), *(told for told, _ in parts)], axis=1)
    weight = np.concatenate([np.empty(0), *(each for _, each in parts)])
    return Stated(tuple(sides), versions, columns, side, concept, agrees.astype(bool), rows, weight)


Part = tuple[Numbers, Weight]  # side, concept, agrees and row of each statement, as four rows; what each counts


def _part(
    columns: StanceColumns, concept: int, by: By, duplicates: Duplicates, weights: Weights | None,
    places: dict[str, int], sides: list[Side],
) -> Part:  # fmt: skip
    own, names = (columns.principal, columns.principals) if by == "principal" else (columns.actor, columns.actors)
    for side in names:
        if places.setdefault(side.id, len(sides)) == len(sides):
            sides.append(side)
    roots = columns.principal_roots if by == "principal" else columns.actor_roots
    table = np.array([places[side.id] for side in names] or [0], np.int64)
    takes = np.isin(columns.label, (FOR, AGAINST)) & (own != NOBODY)
    if by == "actor":  # a joint statement stands once for each of its principals, and is the actor's once
        takes &= _first(columns.statement.astype(np.int64))
    rows = np.flatnonzero(takes)
    agrees = (columns.label[rows] == FOR).astype(np.int64)
    kept = _kept(columns, rows, own[rows], agrees, roots[rows], duplicates)
    rows, agrees = rows[kept], agrees[kept]
    each = np.ones(len(columns)) if weights is None else independent(reliability(columns, weights), roots, weights)
    return np.stack([table[own[rows]], np.full(len(rows), concept), agrees, rows]), each[rows]


def _first(values: Numbers) -> NDArray[np.bool_]:
    found = np.zeros(len(values), bool)
    found[np.unique(values, return_index=True)[1]] = True
    return found


def _kept(
    columns: StanceColumns, rows: Numbers, own: NDArray[np.signedinteger], agrees: Numbers,
    roots: NDArray[np.signedinteger], duplicates: Duplicates,
) -> NDArray[np.bool_]:  # fmt: skip
    """Which of the rows count; an undated statement is a duplicate of no dated one."""
    if duplicates == "include":
        return np.ones(len(rows), bool)
    days = columns.earliest[rows].astype(np.int64)
    if duplicates == "document":
        when = roots.astype(np.int64)
    elif duplicates == "week":
        when = (days + 6) // 7  # ordinal 1 is a Monday
    elif duplicates == "acrossrange":
        when = np.zeros(len(rows), np.int64)
    else:
        when = np.array([_stretch(day, duplicates) for day in days.tolist()], np.int64)
    keys = np.stack([own.astype(np.int64), agrees, when], 1)
    kept = np.zeros(len(rows), bool)
    kept[np.unique(keys, axis=0, return_index=True)[1]] = True
    return kept


def _stretch(day: int, duplicates: Duplicates) -> int:
    if day == UNKNOWN_DAY:
        return 0
    date = dt.date.fromordinal(day)
    return date.year * 12 + date.month if duplicates == "month" else date.year


@dataclass(frozen=True, slots=True, eq=False)
class TwoMode:
    """How much each side says for (`agree`) and against (`disagree`) each concept: a row a side, a column a concept.

    Sides are those that say anything, the most telling first; `left_out` is how many more there are.
    """

    sides: tuple[Side, ...]
    places: tuple[int, ...]
    concepts: tuple[Version, ...]
    agree: Matrix
    disagree: Matrix
    stated: Stated
    left_out: int = 0

    @property
    def totals(self) -> Weight:
        """How much each side says."""
        return np.asarray((self.agree + self.disagree).sum(axis=1))

    def means(self, concept: int) -> list[float]:
        """Where each side that speaks on the concept stands on it, from -1 to 1: the mean of its statements."""
        agree, disagree = self.agree[:, concept], self.disagree[:, concept]
        said = agree + disagree
        return [float((a - d) / s) for a, d, s in zip(agree, disagree, said, strict=True) if s > 0]


def two_mode(found: Stated, most: int = NODES) -> TwoMode:
    """The network of at most so many sides, those that say most; of equals the first by name."""
    shape = len(found.sides), len(found.concepts)
    cells = np.zeros((2, *shape))
    np.add.at(cells, (found.agrees.astype(int), found.side, found.concept), found.weight)
    totals = cells.sum(axis=(0, 2))
    speaking = [n for n in range(shape[0]) if totals[n] > 0]
    order = sorted(speaking, key=lambda n: (-round(float(totals[n]), 9), found.sides[n].name, found.sides[n].id))
    chosen = order[:most]
    return TwoMode(
        tuple(found.sides[n] for n in chosen), tuple(chosen), found.concepts, cells[1][chosen], cells[0][chosen],
        found, len(order) - len(chosen),
    )  # fmt: skip
