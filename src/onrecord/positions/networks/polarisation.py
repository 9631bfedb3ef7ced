"""Groups in a network, and how far a debate is split in two, over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.positions.networks.onemode import divisors, projection
from onrecord.positions.networks.twomode import NODES, Matrix, Stated, TwoMode, two_mode

if TYPE_CHECKING:
    import networkx as nx

GROUPED = 120  # sides that are parted into groups by all their ties: beyond that it takes seconds
ALPHA = 1.6  # how much size makes a group: the most that Esteban and Ray's axioms allow, furthest from inequality
POLES = 1 / 3  # a side whose mean lies further out than that belongs to an end


@dataclass(frozen=True, slots=True)
class Split:
    """How polarised the debate was from `first` to `last`.

    `esteban_ray` runs from 0 (all at one place) to 1 (two equal halves at the ends); `modularity` is that of the best
    grouping of the congruence network. `sides` said `statements` for or against. None where fewer than two spoke.
    """

    first: dt.date
    last: dt.date
    sides: int
    statements: float
    esteban_ray: float | None
    modularity: float | None


def groups(found: TwoMode) -> tuple[int, ...]:
    """The group of each side in the congruence network, from 0 on, the largest first; -1 for one without ties.

    Groups maximise modularity greedily: Clauset, Newman and Moore, Finding community structure in very large networks,
    Physical Review E 70, 2004. Ties are normalised by average activity, lest those who speak most be one group. Behind
    the sides that say most, each is added to the group with which it has most in common.
    """
    weights = _congruence(found)
    members = _communities(weights[:GROUPED, :GROUPED])
    if not members:
        return (-1,) * len(found.sides)
    tied = np.stack([weights[:, group].sum(axis=1) for group in members], axis=1)
    place = np.where(tied.max(axis=1) > 0, tied.argmax(axis=1), -1)
    for n, group in enumerate(members):
        place[group] = n
    return tuple(place.tolist())


def modularity(found: TwoMode) -> float | None:
    """The modularity of the groups that `groups` finds among the sides that say most; None without a tie.

    Newman and Girvan, Finding and evaluating community structure in networks, Physical Review E 69, 2004.
    """
    import networkx as nx

    weights = _congruence(found)[:GROUPED, :GROUPED]
    members = _communities(weights)
    if not members:
        return None
    return round(float(nx.community.modularity(_graph(weights), [set(group) for group in members], "weight")), 12)


def _communities(weights: Matrix) -> list[list[int]]:
    import networkx as nx

    graph = _graph(weights)
    if not graph.number_of_edges():
        return []
    made = nx.community.greedy_modularity_communities(graph, weight="weight")
    return sorted((sorted(group) for group in made), key=lambda group: (-len(group), group))


def _congruence(found: TwoMode) -> Matrix:
    return np.asarray(projection(found, "congruence") / divisors(found, "average"))


def _graph(weights: Matrix) -> nx.Graph:
    import networkx as nx

    graph = nx.Graph()
    graph.add_weighted_edges_from((a, b, float(weights[a, b])) for a, b in np.argwhere(np.triu(weights, 1)).tolist())
    return graph


def esteban_ray(positions: Sequence[float], alpha: float = ALPHA) -> float | None:
    """How polarised sides are that stand at these places between -1 and 1: from 0 to 1, None for fewer than two.

    Sides at an end or in the middle are one group each, at its mean; the measure is the sum over pairs of groups of
    share^(1 + alpha) * other share * distance, divided by what two halves at the ends give. J. Esteban and D. Ray, On
    the measurement of polarization, Econometrica 62, 1994.

    >>> esteban_ray([1, 1, -1, -1]), esteban_ray([1, 1, 1]), esteban_ray([0.5])
    (1.0, 0.0, None)
    """
    if len(positions) < 2:
        return None
    where = np.asarray(positions, float)
    pole = np.sign(where) * (np.abs(where) > POLES)
    places = [(np.mean(pole == end), float(where[pole == end].mean())) for end in (-1, 0, 1) if (pole == end).any()]
    total = sum(p ** (1 + alpha) * q * abs(x - y) for p, x in places for q, y in places)
    return round(float(total / (2 * 0.5 ** (2 + alpha) * 2)), 12)


def split(stated: Stated, first: dt.date, last: dt.date) -> Split:
    """How polarised the statements of those days are."""
    mine = stated.during(first, last)
    found = two_mode(mine, NODES)
    scores = [s for n in range(len(found.concepts)) if (s := esteban_ray(found.means(n))) is not None]
    score = float(np.mean(scores)) if scores else None
    return Split(first, last, len(found.sides), float(mine.weight.sum()), score, modularity(found))


def windows(stated: Stated, months: int, days: float = 366.0) -> Iterator[tuple[dt.date, dt.date]]:
    """The first and last days of windows of so many months, each a month after the one before, over all statements.

    Statements whose days are unknown or lie further apart than `days` have no place in them.
    """
    early, late = stated.earliest, stated.latest
    known = (early > 0) & (late > 0) & (late - early < days)
    if not known.any():
        return
    begin, end = (dt.date.fromordinal(int(day)) for day in (early[known].min(), late[known].max()))
    first = begin.year * 12 + begin.month - 1
    final = max(end.year * 12 + end.month - months, first)
    for month in range(first, final + 1):
        yield _month(month), _month(month + months) - dt.timedelta(days=1)


def _month(number: int) -> dt.date:
    return dt.date(number // 12, number % 12 + 1, 1)


def over_time(stated: Stated, months: int, days: float = 366.0) -> tuple[Split, ...]:
    """How polarised the debate was in each window, oldest first."""
    early, late = stated.earliest, stated.latest
    dated = stated.only((early > 0) & (late > 0) & (late - early < days))
    return tuple(split(dated, first, last) for first, last in windows(stated, months, days))
