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
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, permutations

import numpy as np
from numpy.typing import NDArray

from onrecord.ledger.stance_columns import Ints
from onrecord.positions.occasions import LAST_DAY, Occasions
from onrecord.positions.weights import Weight

LEAST = 3  # occasions on either side of a shift: two that differ are an accident
MOST_DAYS, MOST_ENDS = 40, 12  # days that are tried alone, and in pairs; of more, those that part the line evenly
EXACT = 8  # observations, of which all orders are looked at (40,320)
MANY = 1_500  # observations, from which on the Gaussian limit of the orders stands for them
PART = 40  # a stretch holds one observation in so many at least: less is an episode, and no limit is Gaussian
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


def stretches(earliest: Ints, latest: Ints) -> Stretches:
    """The stretches that surely leave enough observations in them, before them, and behind them where they end."""
    least = max(LEAST, len(earliest) // PART)
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
    best, chance = _most(line, found, DRAWS)
    if chance == 1:
        return Move(int(found.after[best]), int(found.until[best]), 0.0, 1.0)
    after, until = _refined(line, int(found.after[best]), int(found.until[best]))
    return Move(after, until, _size(line, after, until), chance)


def shows(line: Occasions, found: Stretches, level: float) -> bool:
    """Whether the largest move of a line has a chance of at most `level`."""
    draws = DRAWS[:1] if level * DRAWS[0] > 5 else DRAWS  # the many for what the few cannot show
    return attainable(line.value) <= level and _most(line, found, draws, level)[1] <= level


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


# --- against chance -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Scores:
    """What turns a line into a score for each stretch: observations that no stretch parts form a cell.

    `parts` are the observations' weighted distances from the mean, in order of their cells, of which `starts` tells
    the first; a cell's sum times `contrast` is the scaled difference between a stretch and what lies outside it.
    """

    parts: Weight
    starts: NDArray[np.int64]
    contrast: Weight
    held: NDArray[np.int64]

    def __call__(self, parts: Weight) -> Weight:
        """The scores of each row of observations, for every stretch."""
        return np.asarray(np.abs(np.add.reduceat(parts, self.starts, axis=1) @ self.contrast))


def _scoring(line: Occasions, found: Stretches) -> _Scores:
    ends = np.unique(np.concatenate([found.after, found.until]))
    cells = np.searchsorted(ends, line.latest) * (len(ends) + 1) + np.searchsorted(ends, line.earliest)
    order = np.argsort(cells, kind="stable")
    starts = np.flatnonzero(np.diff(cells[order], prepend=-1))
    count = np.diff(starts, append=len(order)).astype(float)
    first = order[starts]
    inside = found.inside(line.earliest[first], line.latest[first]).T.astype(float)
    outside = found.outside(line.earliest[first], line.latest[first]).T.astype(float)
    contrast = inside / (count @ inside) - outside / (count @ outside)
    part = line.weight * (line.value - float(np.average(line.value, weights=line.weight)))
    return _Scores(
        part[order], starts, contrast / np.sqrt(count @ contrast**2), (count @ (inside + outside)).astype(int)
    )


def _most(line: Occasions, found: Stretches, draws: Sequence[int], level: float = 1.0) -> tuple[int, float]:
    """The stretch that differs most from the rest, and the chance of this; above `level`, some chance above it."""
    if float(np.ptp(line.value)) < SLACK:
        return 0, 1.0
    scores = _scoring(line, found)
    told = scores(scores.parts[None, :])[0]
    least = float(told.max()) * (1 - SLACK)
    best = int(np.argmax(np.where(told >= least, scores.held, -1)))  # of equals, the one that leaves least aside
    if len(line) <= EXACT:
        return best, float(np.mean(scores(scores.parts[_all_orders(len(line))]).max(axis=1) >= least))
    drawn = _orders(scores, draws) if len(line) <= MANY else _limits(scores, draws)
    return best, _share(drawn, least, level * (1 + sum(draws)))


def _share(drawn: Iterator[Weight], least: float, most: float) -> float:
    """The share of largest scores that reach `least`, the line's own among them.

    No more are drawn once the first lot shows enough, or more than `most` have reached it.
    """
    more = total = 1
    for scores in drawn:
        more += int(np.count_nonzero(scores >= least))
        total += len(scores)
        if (total > DRAWS[0] and more / total > OPEN) or more > most:
            break
    return more / total


def _orders(scores: _Scores, lots: Sequence[int]) -> Iterator[Weight]:
    """The largest scores of orders drawn at random, in lots that memory holds easily."""
    drawn, size = _shuffled(len(scores.parts)), max(1, 10**6 // len(scores.parts))
    sizes = (min(size, lot - begun) for lot in lots for begun in range(0, lot, size))
    for n, rows in enumerate(sizes):
        yield np.asarray(scores(scores.parts[drawn(n, rows)]).max(axis=1))


class _Shuffled:
    """Orders of so many observations, drawn once and kept, since one line is searched again and again."""

    def __init__(self, count: int) -> None:
        self._places = np.arange(count, dtype=np.int16)  # count is at most MANY
        self._random, self._lock = np.random.default_rng(SEED), threading.Lock()
        self._lots: list[NDArray[np.int16]] = []

    def __call__(self, n: int, rows: int) -> NDArray[np.int16]:
        """The lot with this number; they are drawn one after the other."""
        with self._lock:
            if n == len(self._lots):
                places = np.broadcast_to(self._places, (rows, len(self._places)))
                self._lots.append(self._random.permuted(places, axis=1))
            return self._lots[n]


_shuffled = lru_cache(maxsize=2)(_Shuffled)  # of 1,500 observations 30 MB each


def _limits(scores: _Scores, lots: Sequence[int]) -> Iterator[Weight]:
    """The same in the limit of many observations: the largest of Gaussian scores that hang together as those do."""
    count = np.diff(scores.starts, append=len(scores.parts)).astype(float)
    covariance = (scores.contrast.T * count) @ scores.contrast
    for number, lot in enumerate(lots):
        yield float(np.std(scores.parts)) * _drawn(covariance.tobytes(), len(covariance), SEED + number, lot)


@lru_cache(maxsize=8)
def _drawn(covariance: bytes, size: int, seed: int, lot: int) -> Weight:
    """So many largest absolute values of Gaussian variables; kept, since one line is searched again and again."""
    values, vectors = np.linalg.eigh(np.frombuffer(covariance).reshape(size, size))
    root = vectors * np.sqrt(np.maximum(values, 0))
    return np.asarray(np.abs(np.random.default_rng(seed).standard_normal((lot, size)) @ root.T).max(axis=1))


@cache
def _all_orders(size: int) -> NDArray[np.int64]:
    return np.array(list(permutations(range(size))), np.int64)


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
    """The day of the stretch with the largest score among those near that hold enough; `known` where none does."""
    moving = found.after if len(np.unique(found.after)) > 1 else found.until
    near = np.abs(np.searchsorted(moving, known) - np.arange(len(moving))) <= max(len(moving) // MOST_ENDS, 1)
    some = Stretches(found.after[near], found.until[near])
    if len(line) * len(some) > 10**7:
        return known
    least = max(LEAST, len(line) // PART)
    inside = some.inside(line.earliest, line.latest).sum(axis=1) >= least
    enough = inside & (some.outside(line.earliest, line.latest).sum(axis=1) >= least)
    if not enough.any():
        return known
    some = Stretches(some.after[enough], some.until[enough])
    scores = _scoring(line, some)
    return int(moving[near][enough][int(np.argmax(scores(scores.parts[None, :])[0]))])
