"""Whether a line of observations moved: the largest difference between one stretch of it and the rest, against chance.

A stretch is what lies after some day, or between two. Under no change the observations could have come in any other
order, so that the largest difference over all stretches is compared with that of other orders: all of them where they
are few, else some thousands drawn at random, else their limit, a Gaussian process. Looking at many stretches is
allowed for, since every order is searched in the same way. (Permutation tests of the maximum: Antoch & Huskova,
Statistics & Probability Letters 53, 2001; stretches with two ends: Olshen & Venkatraman, Biostatistics 5, 2004.)
Days are intervals: of some observations nobody can tell on which side of a day they lie, and they take no part there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from itertools import combinations, permutations

import numpy as np
from numpy.typing import NDArray

from onrecord.ledger.stance_columns import Ints
from onrecord.positions.occasions import LAST_DAY, Occasions
from onrecord.positions.weights import Weight

LEAST = 3  # occasions on either side of a shift: two that differ are an accident
MOST_DAYS, MOST_ENDS = 40, 12  # days that are tried alone, and in pairs; of more, those that part the line evenly
EXACT = 8  # observations, of which all orders are looked at (40,320)
MANY = 400  # from here on the Gaussian limit of the orders stands for them
DRAWS = (999, 9_000)  # the second lot only where the first leaves it open
OPEN = 0.2  # a chance below this is looked at more closely
SLACK = 1e-9  # equal but for rounding
SEED = 20_311

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Stretches behind the day `after`, up to the day `until` (LAST_DAY: to the end), one beside the other."""

    after: Ints
    until: Ints

    def __len__(self) -> int:
        return len(self.after)

    def inside(self, earliest: Ints, latest: Ints) -> Flags:
        """Whether each observation surely lies in each stretch."""
        return np.asarray((earliest > self.after[:, None]) & (latest <= self.until[:, None]))

    def outside(self, earliest: Ints, latest: Ints) -> Flags:
        """Whether each observation surely lies before or behind each stretch."""
        return np.asarray((latest <= self.after[:, None]) | (earliest > self.until[:, None]))


@dataclass(frozen=True, slots=True)
class Move:
    """The largest move of a line: the stretch behind `after` up to `until` differs from the rest by `size`.

    `chance` is that of a difference as large as this in a line that never changed.
    """

    after: int
    until: int
    size: float
    chance: float


def stretches(earliest: Ints, latest: Ints, least: int = LEAST) -> Stretches:
    """The stretches that surely leave so many observations in them, before them, and behind them where they end."""
    early, late = np.sort(earliest), np.sort(latest)
    days = np.unique(latest[latest < LAST_DAY])
    before = np.searchsorted(late, days, side="right")
    behind = len(early) - np.searchsorted(early, days, side="right")
    days = days[(before >= least) & (behind >= least)]
    alone, ends = _some(days, MOST_DAYS), _some(days, MOST_ENDS)
    pairs = np.array(list(combinations(ends.tolist(), 2)), np.int64).reshape(-1, 2)
    made = Stretches(np.concatenate([alone, pairs[:, 0]]), np.concatenate([np.full(len(alone), LAST_DAY), pairs[:, 1]]))
    held = np.array([np.count_nonzero((earliest > a) & (latest <= u)) for a, u in pairs.tolist()], int)
    keep = np.concatenate([np.ones(len(alone), bool), held >= least])
    return Stretches(made.after[keep], made.until[keep])


def _some(days: Ints, most: int) -> Ints:
    if len(days) <= most:
        return days
    return np.asarray(days[np.unique(np.linspace(0, len(days) - 1, most).round().astype(int))])


def largest(line: Occasions, found: Stretches) -> Move:
    """The largest move of a line among the stretches, of which there is at least one."""
    if float(np.ptp(line.value)) < SLACK:
        return Move(int(found.after[0]), int(found.until[0]), 0.0, 1.0)
    if len(line) > MANY:
        best, chance = _of_many(line, found)
    else:
        best, chance = _of_few(line, found)
    after, until = _refined(line, int(found.after[best]), int(found.until[best]))
    return Move(after, until, _size(line, after, until), chance)


def attainable(values: Weight) -> float:
    """The least chance that any order of these values can have: one in the number of their orders that differ.

    A line that never varied, or but once, can show no shift, whatever its order; it needs no allowance for being
    looked at (Tarone, Biometrics 46, 1990).

    >>> attainable(np.array([1.0, 1.0, 1.0])), attainable(np.array([1.0, 1.0, -1.0, -1.0]))
    (1.0, 0.16666666666666666)
    """
    _, times = np.unique(np.round(values, 6), return_counts=True)
    orders = math.lgamma(len(values) + 1) - sum(math.lgamma(n + 1) for n in times)
    return min(1.0, 1 / round(math.exp(orders)) if orders < 30 else math.exp(-orders))


# --- few observations: orders ---------------------------------------------------------------------------------


def _of_few(line: Occasions, found: Stretches) -> tuple[int, float]:
    inside = found.inside(line.earliest, line.latest)
    outside = found.outside(line.earliest, line.latest)
    told = _scores(line.value[None, :], line.weight[None, :], inside, outside)[0]
    best = int(np.argmax(told + SLACK * (inside.sum(axis=1) + outside.sum(axis=1))))  # of equals, the fullest
    return best, _chance(line.value, line.weight, inside, outside, float(told.max()))


def _scores(values: Weight, weights: Weight, inside: Flags, outside: Flags) -> Weight:
    """The difference of means for each row of values and each stretch, in units of what such weights let vary."""
    product, within, without = values * weights, inside.T.astype(float), outside.T.astype(float)
    in_, out = np.maximum(weights @ within, 1e-300), np.maximum(weights @ without, 1e-300)
    return np.asarray(np.abs(product @ within / in_ - product @ without / out) / np.sqrt(1 / in_ + 1 / out))


def _chance(values: Weight, weights: Weight, inside: Flags, outside: Flags, told: float) -> float:
    size = len(values)
    if size <= EXACT:
        every = _all_orders(size)
        scores = _scores(values[every], weights[every], inside, outside)
        return float(np.mean(scores.max(axis=1) >= told - SLACK))
    random, more, drawn = np.random.default_rng(SEED), 0, 0
    for draws in DRAWS:
        for lot in [1000] * (draws // 1000) + [draws % 1000]:
            orders = random.permuted(np.broadcast_to(np.arange(size), (lot, size)), axis=1)
            scores = _scores(values[orders], weights[orders], inside, outside)
            more += int(np.sum(scores.max(axis=1, initial=0) >= told - SLACK))
        drawn += draws
        if (more + 1) / (drawn + 1) > OPEN:
            break
    return (more + 1) / (drawn + 1)


@cache
def _all_orders(size: int) -> NDArray[np.int64]:
    return np.array(list(permutations(range(size))), np.int64)


# --- many observations: the limit of the orders -----------------------------------------------------------------


def _of_many(line: Occasions, found: Stretches) -> tuple[int, float]:
    """As `_of_few`, with a Gaussian process of the orders' covariance; observations that no day parts are counted."""
    ends = np.unique(np.concatenate([found.after, found.until]))
    cells = np.searchsorted(ends, line.latest) * (len(ends) + 1) + np.searchsorted(ends, line.earliest)
    _, first, of = np.unique(cells, return_index=True, return_inverse=True)
    part = line.weight * (line.value - float(np.average(line.value, weights=line.weight)))
    count, total = np.bincount(of).astype(float), np.bincount(of, part).astype(float)
    inside = found.inside(line.earliest[first], line.latest[first]).astype(float)
    outside = found.outside(line.earliest[first], line.latest[first]).astype(float)
    contrast = inside / (inside @ count)[:, None] - outside / (outside @ count)[:, None]
    covariance = (contrast * count) @ contrast.T
    scale = np.sqrt(np.diag(covariance))
    told = np.abs(contrast @ total) / (float(np.std(part)) * scale)
    return int(np.argmax(told)), _exceeded(covariance / np.outer(scale, scale), float(told.max()))


def _exceeded(correlation: Weight, told: float) -> float:
    """The chance that the largest of so correlated Gaussian scores, either way, is at least `told`."""
    values, vectors = np.linalg.eigh(correlation)
    root = vectors * np.sqrt(np.maximum(values, 0))
    random, more, drawn = np.random.default_rng(SEED), 0, 0
    for draws in DRAWS:
        scores = random.standard_normal((draws, len(values))) @ root.T
        more += int(np.sum(np.abs(scores).max(axis=1) >= told))
        drawn += draws
        if (more + 1) / (drawn + 1) > OPEN:
            break
    return (more + 1) / (drawn + 1)


# --- where exactly ----------------------------------------------------------------------------------------------


def _size(line: Occasions, after: int, until: int) -> float:
    one = Stretches(np.array([after]), np.array([until]))
    inside, outside = one.inside(line.earliest, line.latest)[0], one.outside(line.earliest, line.latest)[0]
    return _mean(line, inside) - _mean(line, outside)


def _mean(line: Occasions, keep: Flags) -> float:
    return float(np.average(line.value[keep], weights=line.weight[keep]))


def _refined(line: Occasions, after: int, until: int) -> tuple[int, int]:
    """The ends moved, one after the other, to the days that part the line most sharply."""
    days = np.unique(line.latest[line.latest < LAST_DAY])
    if len(days) <= MOST_ENDS:
        return after, until
    if until != LAST_DAY:
        until = _sharpest(line, Stretches(np.full(len(days), after), days), until)
    return _sharpest(line, Stretches(days, np.full(len(days), until)), after), until


def _sharpest(line: Occasions, found: Stretches, known: int) -> int:
    """The day of the stretch with the largest score among those that hold enough; `known` where none is better."""
    moving = found.after if len(np.unique(found.after)) > 1 else found.until
    near = np.abs(np.searchsorted(moving, known) - np.arange(len(moving))) <= max(len(moving) // MOST_ENDS, 1)
    some = Stretches(found.after[near], found.until[near])
    inside, outside = some.inside(line.earliest, line.latest), some.outside(line.earliest, line.latest)
    enough = (inside.sum(axis=1) >= LEAST) & (outside.sum(axis=1) >= LEAST)
    if not enough.any() or len(line) * len(enough) > 10**7:
        return known
    scores = _scores(line.value[None, :], line.weight[None, :], inside, outside)[0]
    return int(moving[near][int(np.argmax(np.where(enough, scores, -1)))])
