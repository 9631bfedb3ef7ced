"""How much a statement counts: the weights, their reasons, and how a user changes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import UsageError
from onrecord.ledger.stance_columns import (
    AGAINST,
    FOR,
    HEARSAY,
    HYPOTHETICAL,
    NEITHER,
    RELAYED,
    UNNAMED,
    Ints,
    StanceColumns,
)

Weight = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Weights:
    """What a statement counts beside one that a named speaker made in the reporter's hearing.

    The figures are choices, not measurements: a reader may set others, and every figure tells which it was made with.

    hearsay       told by another speaker, who has ends of his own: half
    relayed       told by the press or a document that had it first: nearly all
    unnamed       by nobody who can be held to it: half
    hypothetical  said of a case that has not come: half
    confidence    a coder's confidence to this power: 1 takes it as it is, 0 ignores it
    neither       about the issue without a side: this much of a statement in the middle
    same_root     how much of a further statement counts, out of a report that has one already: a dispatch that quotes
                  a speaker ten times is one occasion, and counts 1 / (1 - same_root) times at most
    prior         how many statements the doubt beforehand weighs; 1 is Jeffreys' prior
    days          a statement whose days lie further apart has no place on a timeline
    """

    hearsay: float = 0.5
    relayed: float = 0.9
    unnamed: float = 0.5
    hypothetical: float = 0.5
    confidence: float = 1.0
    neither: float = 0.3
    same_root: float = 0.2
    prior: float = 1.0
    days: float = 366.0

    def __post_init__(self) -> None:
        for name, (low, high) in _RANGES.items():
            if not low <= getattr(self, name) <= high:
                raise UsageError(f"weight {_shown(name)}={getattr(self, name):g} is not from {low:g} to {high:g}")


_RANGES = {field.name: (0.0, 1.0) for field in fields(Weights)}
_RANGES |= {"confidence": (0.0, 10.0), "prior": (1.0, 100.0), "days": (1.0, 36_600.0)}


STATED = Weights()


def _shown(name: str) -> str:
    return name.replace("_", "-")


def weights_of(changes: Iterable[str]) -> Weights:
    """The stated weights with the changes that a user asks for, each `name=number`.

    Raises UsageError for a weight that is not there or out of its range.

    >>> weights_of(["hearsay=0.3", "same-root=0"]).hearsay
    0.3
    >>> weights_of(["hearsay=2"])
    Traceback (most recent call last):
    onrecord.errors.UsageError: weight hearsay=2 is not from 0 to 1
    """
    found: dict[str, float] = {}
    for change in changes:
        name, _, number = change.partition("=")
        if (field := name.strip().replace("-", "_")) not in _RANGES:
            raise UsageError(f"weight {name!r} is none of {', '.join(map(_shown, _RANGES))}")
        try:
            found[field] = float(number)
        except ValueError:
            raise UsageError(f"weight {change!r}: {number!r} is no number; write {name}=0.3") from None
    return replace(Weights(), **found)


def reliability(columns: StanceColumns, weights: Weights) -> Weight:
    """What each row counts by itself: 0 where it takes no part (unrelated, unsure).

    Independent roots make hearsay good: a word that two reports have each on somebody's word, each worth a half,
    counts three quarters.
    """
    table = np.ones(256)
    for bit, factor in ((HEARSAY, weights.hearsay), (RELAYED, weights.relayed), (UNNAMED, weights.unnamed)):
        table[np.arange(256) & bit != 0] *= factor
    found = table[columns.flags]
    several = np.flatnonzero((columns.roots > 1) & (found < 1))
    found[several] = 1 - (1 - found[several]) ** columns.roots[several]
    found *= np.array([1.0, weights.hypothetical])[(columns.flags & HYPOTHETICAL != 0).astype(np.int8)]
    if weights.confidence:
        sure = np.nan_to_num(columns.confidence, nan=1.0)
        found *= sure if weights.confidence == 1 else sure**weights.confidence
    part = np.zeros(8)
    part[[FOR, AGAINST]], part[NEITHER] = 1.0, weights.neither
    return np.asarray(found * part[columns.label])


def independent(each: Weight, roots: Ints, weights: Weights) -> Weight:
    """The weights, those of rows that rest on the same roots lessened: `roots` numbers the sets of roots.

    A set of m equal rows counts m / (1 + (m - 1) (1 - same_root)) times: Kish's effect of a cluster whose members
    agree by 1 - same_root (Survey Sampling, 1965). Unequal weights count as m = (sum w)^2 / sum w^2 rows.
    """
    total = np.bincount(roots, each).astype(float)
    squares = np.bincount(roots, each * each)
    rows = np.divide(total * total, squares, out=np.ones_like(total), where=squares > 0)
    lessened = 1 / (1 + np.maximum(rows - 1, 0) * (1 - weights.same_root))
    return np.asarray(each * lessened[roots])
