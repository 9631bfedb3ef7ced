"""Where a side's position really moved, and what “no significant shift” rests on where it did not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np

from onrecord.ledger.stance_columns import AGAINST, FOR, HYPOTHETICAL, NEITHER, UNKNOWN_DAY
from onrecord.positions.bands import bands
from onrecord.positions.estimates import LEVEL, Position, Positions
from onrecord.positions.evidence import Behind
from onrecord.positions.occasions import LAST_DAY, Occasions, occasions
from onrecord.positions.scan import Flags, Move, Stretches, attainable, largest, shows, stretches
from onrecord.positions.weights import Weights

ALPHA = 0.05  # of the shifts that are told, so many may be chance
SMALLEST = 0.25  # of the scale's 2: a move that is certain but smaller changes nothing for a reader
STEADY, FIRM = 1 / 3, 0.5  # a line is one where fewer differ, and its mean lies further out than this
HintKind = Literal["opposite", "neither", "hypothetical"]


@dataclass(frozen=True, slots=True, eq=False)
class Stand:
    """Where a side stood before or after a shift: the mean of its statements, with its band."""

    mean: float
    low: float
    high: float
    occasions: int
    behind: Behind

    @property
    def statements(self) -> tuple[str, ...]:
        """The ids of the statements, those that count most first."""
        return self.behind.heaviest().ids()


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """A move: it happened between the days `last_before` and `first_after`.

    `chance` is that of a move as large as this anywhere in a line that never changed; `noise` allows for the number of
    sides that were looked at: of the shifts told with `noise` up to 5 %, one in twenty may be chance.
    """

    last_before: dt.date
    first_after: dt.date
    before: Stand
    after: Stand
    chance: float
    noise: float

    @property
    def size(self) -> float:
        """How far it moved, towards for (+) or against (-), on the scale from -1 to 1."""
        return self.after.mean - self.before.mean


@dataclass(frozen=True, slots=True, eq=False)
class Steady:
    """What “no significant shift” rests on.

    `chance` is that of the largest apparent move; 1 where nothing varies. `turned` of the `late` occasions behind the
    middle of the line would have had to change sides to be seen as a shift, which is a move by `seen`; None where even
    a full turn would not have been.
    """

    chance: float
    seen: float | None
    turned: int | None
    late: int


@dataclass(frozen=True, slots=True, eq=False)
class Hint:
    """One statement that parts from a steady line: on the opposite side, on neither, or said of a mere case."""

    kind: HintKind
    behind: Behind


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """How one side's position went: its shifts, or what shows that there is none; hints stand for themselves.

    `occasions` are its independent observations in time, between the days `first` and `last` at least; `unordered`
    statements have no day at all.
    """

    position: Position
    occasions: int
    first: dt.date | None
    last: dt.date | None
    unordered: int
    shifts: tuple[Shift, ...]
    steady: Steady | None
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class Courses:
    """The courses of all sides, in the order of their positions; `tested` could have shown a shift."""

    lines: tuple[Course, ...]
    tested: int
    level: float


@dataclass(frozen=True, slots=True, eq=False)
class _Looked:
    """A line with the stretches that may part from it, and its largest move."""

    line: Occasions
    found: Stretches
    move: Move | None


def courses(stands: Positions, level: float = ALPHA, smallest: float = SMALLEST) -> Courses:
    """The course of every position: the shifts of which at most the share `level` is chance.

    Sides are looked at together (Benjamini & Hochberg, 1995), those aside whose values no order could make a shift of;
    behind a shift each part is looked at again, at half the level (hierarchical testing: Yekutieli, 2008).
    """
    looked, factor, tested = _tested(stands, level)
    found = tuple(
        _course(position, each, stands.weights, factor, level, smallest)
        for position, each in zip(stands.lines, looked, strict=True)
    )
    return Courses(found, tested, level)


def shifted(
    stands: Positions, level: float = ALPHA, smallest: float = SMALLEST
) -> Iterator[tuple[Position, list[Shift]]]:
    """The shifts of each position alone, which take a tenth of the time of all that its course tells."""
    looked, factor, _ = _tested(stands, level)
    for position, each in zip(stands.lines, looked, strict=True):
        found = _shifts(each, stands.weights, factor, level, smallest)
        yield position, sorted(found, key=lambda shift: shift.last_before)


def _tested(stands: Positions, level: float) -> tuple[list[_Looked], float, int]:
    """The lines, what a chance is worth as so many were looked at, and how many could have shown a shift."""
    looked = [_looked(occasions(line.behind, _roots(line)), level) for line in stands.lines]
    tests = sorted(each.move.chance for each in looked if each.move is not None)
    passed = [n for n, chance in enumerate(tests, 1) if chance * len(tests) / n <= level]
    return looked, max(len(tests), 1) / max(passed, default=1), len(tests)


def _roots(line: Position) -> np.typing.NDArray[np.signedinteger]:
    columns = line.behind.columns
    is_actor = line.within is not None or line.side in columns.actors
    return columns.actor_roots if is_actor and line.side not in columns.principals else columns.principal_roots


def _looked(line: Occasions, level: float) -> _Looked:
    found = stretches(line.earliest, line.latest)
    if not len(found) or attainable(line.value) > level:
        return _Looked(line, found, None)
    return _Looked(line, found, largest(line, found))


def _course(
    position: Position, looked: _Looked, weights: Weights, factor: float, level: float, smallest: float
) -> Course:
    shifts = sorted(_shifts(looked, weights, factor, level, smallest), key=lambda shift: shift.last_before)
    line = looked.line
    first, last = _span(line)
    return Course(
        position=position,
        occasions=len(line),
        first=first,
        last=last,
        unordered=position.count - len(line.behind),
        shifts=tuple(shifts),
        steady=None if shifts else _steady(looked, level / factor),
        hints=() if shifts else tuple(hints(position)),
    )


def _span(line: Occasions) -> tuple[dt.date | None, dt.date | None]:
    """The days that the line surely reaches over: from the first latest day to the last earliest one."""
    known = line.latest[line.latest < LAST_DAY], line.earliest[line.earliest != UNKNOWN_DAY]
    if not len(known[0]) or not len(known[1]):
        return None, None
    first, last = int(known[0].min()), int(known[1].max())
    return dt.date.fromordinal(min(first, last)), dt.date.fromordinal(max(first, last))


def _shifts(looked: _Looked, weights: Weights, factor: float, level: float, smallest: float) -> Iterator[Shift]:
    """The shifts at the ends of the stretch that parts from the rest of a line, and those within each part."""
    line, move = looked.line, looked.move
    if move is None or move.chance * factor > level or abs(move.size) < smallest:
        return
    inside = (line.earliest > move.after) & (line.latest <= move.until)
    parts = [part for part in (line.latest <= move.after, inside, line.earliest > move.until) if part.any()]
    stands = [_stand(line, part, weights) for part in parts]
    for n, (before, after) in enumerate(pairwise(parts)):
        if abs(stands[n + 1].mean - stands[n].mean) >= smallest:
            days = int(line.latest[before].max()), int(line.earliest[after].min())
            first, last = map(dt.date.fromordinal, days)
            yield Shift(first, last, stands[n], stands[n + 1], move.chance, min(1.0, move.chance * factor))
    for part in parts:
        yield from _shifts(_looked(line.only(part), level), weights, 2 * factor, level, smallest)


def _stand(line: Occasions, keep: Flags, weights: Weights) -> Stand:
    value, weight = line.value[keep], line.weight[keep]
    pro, contra = float(np.sum(weight * (1 + value) / 2)), float(np.sum(weight * (1 - value) / 2))
    half = weights.prior / 2
    low, high = bands(np.array([pro + half]), np.array([contra + half]), LEVEL)
    return Stand(
        (pro - contra) / (pro + contra), float(low[0]) if pro else -1.0, float(high[0]) if contra else 1.0,
        int(keep.sum()), line.rows(keep),
    )  # fmt: skip


# --- no shift -------------------------------------------------------------------------------------------------


def _steady(looked: _Looked, level: float) -> Steady:
    """The chance of the largest move that the line does show, and the least turn that would have been a shift."""
    chance = 1.0 if looked.move is None else looked.move.chance
    if not len(looked.found):
        return Steady(chance, None, None, 0)
    late = _late_half(looked)
    low, high = 1, len(late) + 1
    while low < high:
        turned = (low + high) // 2
        if _is_seen(looked, late[-turned:], level):
            high = turned
        else:
            low = turned + 1
    if low > len(late):
        return Steady(chance, None, None, len(late))
    moved = _turned(looked.line, late[-low:])
    return Steady(chance, abs(largest(moved, looked.found).size), low, len(late))


def _late_half(looked: _Looked) -> np.typing.NDArray[np.int64]:
    """The occasions behind the day that parts the line most evenly, the latest last."""
    line, days = looked.line, looked.found.after[looked.found.until == LAST_DAY]
    before = np.array([np.count_nonzero(line.latest <= day) for day in days.tolist()])
    behind = np.array([np.count_nonzero(line.earliest > day) for day in days.tolist()])
    late = np.flatnonzero(line.earliest > days[int(np.argmax(np.minimum(before, behind)))])
    return late[np.argsort(line.earliest[late], kind="stable")]


def _turned(line: Occasions, which: np.typing.NDArray[np.int64]) -> Occasions:
    """The line, had these occasions been at the far end from where it stands; the latest are taken first."""
    value = line.value.copy()
    value[which] = -1.0 if float(np.average(line.value, weights=line.weight)) > 0 else 1.0
    return replace(line, value=value)


def _is_seen(looked: _Looked, which: np.typing.NDArray[np.int64], level: float) -> bool:
    return shows(_turned(looked.line, which), looked.found, level)


def hints(position: Position) -> Iterator[Hint]:
    """The statements that part from a steady line, the heaviest first; nothing where there is no such line.

    They are hints and no shift: one word apart, on neither side, or of a case that has not come.
    """
    behind = position.behind.heaviest()
    label, weight = behind.columns.label[behind.rows], behind.weights[behind.rows]
    pro, contra = float(weight[label == FOR].sum()), float(weight[label == AGAINST].sum())
    line, other = (FOR, AGAINST) if pro > contra else (AGAINST, FOR)
    if pro + contra == 0 or abs(pro - contra) / float(weight.sum()) < FIRM:
        return
    parted = label != line
    if np.count_nonzero(parted) > STEADY * len(label) or len(label) < 3:
        return
    hypothetical = behind.columns.flags[behind.rows] & HYPOTHETICAL != 0
    kinds: Sequence[tuple[HintKind, Flags]] = (
        ("opposite", label == other),
        ("neither", label == NEITHER),
        ("hypothetical", (label == line) & hypothetical),
    )
    for kind, keep in kinds:
        for row in behind.rows[keep].tolist():
            yield Hint(kind, replace(behind, rows=np.array([row])))
