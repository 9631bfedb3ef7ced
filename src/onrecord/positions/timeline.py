"""Where a side stood over time: stretch by stretch, smoothed, with a band that is wide where little was said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.ledger.stance_columns import AGAINST, FOR, NEITHER
from onrecord.positions.bands import bands
from onrecord.positions.estimates import LEVEL, Position
from onrecord.positions.evidence import Behind, is_dated
from onrecord.positions.weights import STATED, Weight, Weights

LEAST = 0.25  # of a statement: a stretch whose surroundings hold less has no point
WIDTH = 1.0  # standard deviation of the smoothing kernel, in stretches: a statement speaks for its neighbours too
MOST = 40  # stretches of an axis: more than this no reader tells apart


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """Where a side stood from `first` to `last`: as in `Position`; `weight` counts what neighbouring stretches lend.

    `mean` is that of the statements alone, where `estimate` is drawn towards the middle the more, the fewer they are.
    """

    first: dt.date
    last: dt.date
    mean: float
    estimate: float
    low: float
    high: float
    weight: float
    behind: Behind

    @property
    def statements(self) -> tuple[str, ...]:
        """The ids of the statements that may have been said then, those that count most first."""
        return self.behind.during(self.first, self.last).heaviest().ids()


def axis(lines: Iterable[Position], weights: Weights = STATED) -> tuple[dt.date, ...]:
    """The first days of the stretches that hold all dated statements, and the day behind the last one.

    Weeks, months, quarters or years: the finest that makes no more than forty.
    """
    days = [_dated(line.behind, weights) for line in lines]
    bounds = [(b.columns.earliest[b.rows].min(), b.columns.latest[b.rows].max()) for b in days if len(b)]
    if not bounds:
        return ()
    first, last = (dt.date.fromordinal(int(day)) for day in (min(b[0] for b in bounds), max(b[1] for b in bounds)))
    for months in (0, 1, 3, 12):
        found = _edges(first, last, months)
        if len(found) <= MOST + 1:
            break
    return found


def _edges(first: dt.date, last: dt.date, months: int) -> tuple[dt.date, ...]:
    """First days of weeks (0), or of spans of so many months that fit a year, from `first` to behind `last`."""
    if not months:
        start = first - dt.timedelta(days=first.weekday())
        return tuple(start + dt.timedelta(weeks=n) for n in range((last - start).days // 7 + 2))
    begin = first.year * 12 + (first.month - 1) // months * months
    end = last.year * 12 + last.month - 1
    return tuple(dt.date(m // 12, m % 12 + 1, 1) for m in range(begin, end + months + 1, months) if m - months <= end)


def series(
    line: Position, edges: Sequence[dt.date], weights: Weights = STATED, width: float = WIDTH
) -> tuple[Point, ...]:
    """The points of a position over the stretches that `edges` bound; undated statements have no part in it.

    A statement's weight is spread evenly over its days. Each stretch takes in its neighbours by a Gaussian kernel of
    `width` stretches (a local likelihood: Loader, Local Regression and Likelihood, 1999), so that its band tells how
    much was said around it.
    """
    if len(edges) < 2:
        return ()
    pro, contra = _stretches(_dated(line.behind, weights), edges)
    places = np.arange(len(pro))
    kernel = np.exp(-0.5 * ((places[:, None] - places) / max(width, 1e-9)) ** 2)
    pro, contra = kernel @ pro, kernel @ contra
    total, half = pro + contra, weights.prior / 2
    low, high = bands(pro + half, contra + half, LEVEL)
    return tuple(
        Point(
            edges[n],
            edges[n + 1] - dt.timedelta(days=1),
            float((pro[n] - contra[n]) / total[n]),
            float((pro[n] - contra[n]) / (total[n] + weights.prior)),
            float(low[n]) if pro[n] > 0 else -1.0,
            float(high[n]) if contra[n] > 0 else 1.0,
            float(total[n]),
            line.behind,
        )
        for n in np.flatnonzero(total >= LEAST).tolist()
    )


def _dated(behind: Behind, weights: Weights) -> Behind:
    return behind.only(is_dated(behind.columns, weights.days)[behind.rows])


def _stretches(behind: Behind, edges: Sequence[dt.date]) -> tuple[Weight, Weight]:
    """The weight for and against in each stretch; what is neither counts half for each."""
    columns, rows, weight = behind.columns, behind.rows, behind.weights[behind.rows]
    label, start = columns.label[rows], edges[0].toordinal()
    size = edges[-1].toordinal() - start
    first = np.clip(columns.earliest[rows] - start, 0, size)
    end = np.clip(columns.latest[rows] + 1 - start, 0, size)
    whole = np.maximum(columns.latest[rows] + 1 - columns.earliest[rows], 1)
    cuts = np.array([edge.toordinal() - start for edge in edges])
    found = []
    for side in (FOR, AGAINST):
        part = np.where(label == side, 1.0, np.where(label == NEITHER, 0.5, 0.0)) * weight / whole
        rate = np.bincount(first, part, size + 1) - np.bincount(end, part, size + 1)
        said = np.concatenate([[0.0], np.cumsum(np.cumsum(rate))])  # weight up to each day
        found.append(np.maximum(np.diff(said[cuts]), 0))
    return found[0], found[1]
