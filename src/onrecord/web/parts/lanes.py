"""The swimlane chart in figures: where marks, lines and ticks stand. Across in per cent, so that it fits any screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from onrecord.ledger.stance_columns import AGAINST, FOR, NEITHER, Ints
from onrecord.positions.timeline import Point

Flags = NDArray[np.bool_]
Places = NDArray[np.float64]
Label = Literal["for", "against", "neither"]
NAMES: dict[int, Label] = {FOR: "for", AGAINST: "against", NEITHER: "neither"}
HEIGHT = 104
MIDDLE = HEIGHT / 2
REACH = 44  # from the middle to either end of the scale
STEP = 13  # from one mark to the next above it
ROOM: dict[Label, int] = {"for": 3, "against": 3, "neither": 1}
SLOT = 1.8  # per cent of the width that one mark takes on a screen of middle size
MOST_MARKS = 360  # of a whole chart: what keeps the page small, and an eye can still follow
SHORTEST = 6  # days of an axis at least
LONG = 0.03  # of the axis: from here on the days of a statement are drawn


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """Statements on their way to the chart, as columns: ordinals of their first and last day, the mark half way."""

    key: Ints
    ids: NDArray[np.bytes_]
    label: NDArray[np.int8]
    first: Ints
    last: Ints
    is_sure: Flags
    is_hearsay: Flags

    def __len__(self) -> int:
        return len(self.key)

    @property
    def doubled(self) -> Ints:
        """Twice the day half way between the first and the last."""
        return self.first.astype(np.int64) + self.last + 1

    def only(self, rows: NDArray[np.int64]) -> Dated:
        """These rows, in their order."""
        some = (getattr(self, f.name)[rows] for f in fields(self))
        return Dated(*some)


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement, or a count of those that would lie on one another; `x` and `width` in per cent, `y` in pixels.

    `key` is the statement's in the ledger, 0 for several; `first` and `last` are its days, or theirs.
    """

    label: Label
    x: float
    y: float
    left: float
    width: float
    is_sure: bool
    is_hearsay: bool
    count: int
    statement: str | None
    key: int
    first: dt.date
    last: dt.date
    told: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A day that the axis names, its `year` where that changes; every other one is minor, and goes on a phone."""

    x: float
    label: str
    is_minor: bool
    year: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """The days of the chart, and the ticks that name some of them."""

    first: dt.date
    last: dt.date
    ticks: tuple[Tick, ...]

    @property
    def days(self) -> int:
        """How many there are."""
        return (self.last - self.first).days + 1

    def x(self, ordinal: float) -> float:
        """The place of a day, in per cent."""
        return round(min(max((ordinal - self.first.toordinal()) / self.days, 0), 1) * 100, 2)


@dataclass(frozen=True, slots=True)
class Band:
    """The position over one unbroken stretch, as points of a polygon and of a line in a box of 1000 by HEIGHT."""

    area: str
    line: str


def axis(first: dt.date, last: dt.date) -> Axis:
    """The axis from the first to the last day, or a little more where they are few."""
    lacking = SHORTEST - (last - first).days
    if lacking > 0:
        first, last = first - dt.timedelta(days=lacking // 2), last + dt.timedelta(days=lacking - lacking // 2)
    bare = Axis(first, last, ())
    days = list(_ticks(first, last))
    told = _labels(days)
    return Axis(first, last, tuple(Tick(bare.x(d.toordinal()), t, n % 2 == 1, y) for n, (d, t, y) in enumerate(told)))


def _ticks(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """At most nine days at even distance: of years, of months, or of weeks and days."""
    days = (last - first).days
    for months in (1, 3, 6, 12, 24, 60, 120, 240, 600):
        if days > 100 and days / (30.4 * months) <= 8:
            start = first.year * 12 + first.month - 1
            start += -start % months
            for month in range(start, last.year * 12 + last.month, months):
                day = dt.date(month // 12, month % 12 + 1, 1)
                if first <= day <= last:
                    yield day
            return
    step = next((n for n in (1, 2, 7, 14) if days / n <= 8), 14)
    day = first + dt.timedelta(days=-(first.toordinal() - 1) % step)
    while day <= last:
        yield day
        day += dt.timedelta(days=step)


def _labels(days: Sequence[dt.date]) -> list[tuple[dt.date, str, str]]:
    """Each day as briefly as can be told, and the year where it changes."""
    yearly = all((d.month, d.day) == (1, 1) for d in days)
    monthly = all(d.day == 1 for d in days) and len({(d.year, d.month) for d in days}) == len(days) > 1
    found = []
    year = None
    for d in days:
        text = f"{d.year}" if yearly else f"{d:%b}" if monthly else f"{d.day} {d:%b}"
        found.append((d, text, f"{d.year}" if not yearly and d.year != year else ""))
        year = d.year
    return found


def y_of(value: float) -> float:
    """The height of a position: for is above, against below.

    >>> y_of(1.0), y_of(0.0), y_of(-1.0)
    (8.0, 52.0, 96.0)
    """
    return round(MIDDLE - REACH * value, 1)


class _Scale:
    """The places of days and half days on an axis, each computed once."""

    def __init__(self, across: Axis) -> None:
        self._across = across
        self._known: dict[int, float] = {}

    def x(self, doubled: Ints) -> Places:
        """The places of days in order, that are told as twice their ordinal."""
        starts = np.flatnonzero(np.diff(doubled, prepend=-1))
        some = doubled[starts].tolist()
        self._known |= {n: self._across.x(n / 2) for n in set(some) - self._known.keys()}
        return np.repeat(np.array([self._known[n] for n in some]), np.diff(starts, append=len(doubled)))


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """The statements of one label from left to right, and their places."""

    label: Label
    some: Dated
    x: Places


def _rows(dated: Dated, scale: _Scale) -> list[_Row]:
    """A row for each label, that of the first statement first."""
    dated = dated.only(np.lexsort((dated.ids, dated.doubled)))
    found, first = np.unique(dated.label, return_index=True)
    rows = []
    for label in found[np.argsort(first)].tolist():
        some = dated.only(np.flatnonzero(dated.label == label))
        rows.append(_Row(NAMES[label], some, scale.x(some.doubled)))
    return rows


def marks(dated: Dated, across: Axis, slot: float = SLOT) -> tuple[Mark, ...]:
    """A mark for each statement; of those that would cover each other a stack, of more than it holds a count."""
    return tuple(mark for row in _rows(dated, _Scale(across)) for mark in _marks(row, across, slot))


def _marks(row: _Row, across: Axis, slot: float) -> Iterator[Mark]:
    """The marks of one label: each on the lowest level where it stands clear of those before it."""
    free = [-slot] * ROOM[row.label]
    for start, stop in _clusters(row.x, slot):
        if stop - start > ROOM[row.label]:
            made = _counted(row, start, stop, across)
            free = [made.x + slot] * ROOM[row.label]
            yield made
            continue
        for n in range(start, stop):
            x = float(row.x[n])
            level = next((n for n, end in enumerate(free) if x >= end), len(free) - 1)
            free[level] = x + slot
            yield _mark(row, n, level, across)


def _clusters(x: Places, slot: float) -> Iterator[tuple[int, int]]:
    """The statements that lie within one slot of the first of them: from one place to another."""
    start = 0
    while start < len(x):
        begun = x[start]
        stop = max(int(np.searchsorted(x, begun + slot)), start + 1)
        while stop < len(x) and x[stop] - begun < slot:  # the sum is rounded otherwise than the difference
            stop += 1
        while x[stop - 1] - begun >= slot:
            stop -= 1
        yield start, stop
        start = stop


def _mark(row: _Row, n: int, level: int, across: Axis) -> Mark:
    s = row.some
    first, last = int(s.first[n]), int(s.last[n])
    left, right = across.x(first), across.x(last + 1)
    wide = right - left if right - left >= 100 * LONG else 0.0
    days = dt.date.fromordinal(first), dt.date.fromordinal(last)
    place, id_ = (float(row.x[n]), _height(row.label, level)), s.ids[n].decode("utf-8", "surrogatepass")
    sure, hearsay = bool(s.is_sure[n]), bool(s.is_hearsay[n])
    return Mark(row.label, *place, left, round(wide, 2), sure, hearsay, 1, id_, int(s.key[n]), *days)


def _counted(row: _Row, start: int, stop: int, across: Axis) -> Mark:
    count, here, s = stop - start, slice(start, stop), row.some
    first, last = int(s.first[here].min()), int(s.last[here].max())
    days = dt.date.fromordinal(first), dt.date.fromordinal(last)
    sure = int(np.count_nonzero(s.is_sure[here])) * 2 >= count
    hearsay = int(np.count_nonzero(s.is_hearsay[here])) * 2 > count
    place = across.x(int(s.doubled[here].sum()) / 2 / count), _height(row.label, 1 if row.label != "neither" else 0)
    return Mark(row.label, *place, across.x(first), 0.0, sure, hearsay, count, None, 0, *days)


def _height(label: Label, level: int) -> float:
    """Marks for stand above the middle and pile upwards, marks against below it and downwards."""
    return {"for": MIDDLE - 15 - STEP * level, "against": MIDDLE + 15 + STEP * level, "neither": MIDDLE}[label]


def thinned(lanes: Sequence[Dated], across: Axis, most: int = MOST_MARKS) -> list[tuple[Mark, ...]]:
    """The marks of all lanes, with counts over stretches so broad that there are not too many marks in all."""
    scale, slot = _Scale(across), SLOT
    rows = [_rows(lane, scale) for lane in lanes]
    while sum(_number(row, slot) for lane in rows for row in lane) > most and slot <= 25:
        slot *= 1.5
    return [tuple(mark for row in lane for mark in _marks(row, across, slot)) for lane in rows]


def _number(row: _Row, slot: float) -> int:
    """How many marks a row has."""
    sizes = (stop - start for start, stop in _clusters(row.x, slot))
    return sum(1 if size > ROOM[row.label] else size for size in sizes)


def bands(points: Sequence[Point], across: Axis) -> tuple[Band, ...]:
    """The line and the band of a position; parted where nothing tells of it."""
    runs: list[list[Point]] = []
    for point in points:
        if runs and point.first == runs[-1][-1].last + dt.timedelta(days=1):
            runs[-1].append(point)
        else:
            runs.append([point])
    return tuple(_band(run, across) for run in runs)


def _band(run: Sequence[Point], across: Axis) -> Band:
    places = [(p.first.toordinal() + p.last.toordinal() + 1) / 2 for p in run]
    places[0], ends = run[0].first.toordinal(), [*run]
    places.append(run[-1].last.toordinal() + 1)
    ends.append(run[-1])
    x = [round(across.x(place) * 10, 1) for place in places]
    upper = [f"{a:g},{y_of(p.high):g}" for a, p in zip(x, ends, strict=True)]
    lower = [f"{a:g},{y_of(p.low):g}" for a, p in zip(x, ends, strict=True)]
    line = [f"{a:g},{y_of(p.estimate):g}" for a, p in zip(x, ends, strict=True)]
    return Band(" ".join([*upper, *reversed(lower)]), " ".join(line))


def worded(some: Iterable[Mark], told: dict[int, str]) -> tuple[Mark, ...]:
    """The marks with what is told of their statements."""
    return tuple(replace(mark, told=told.get(mark.key, "")) if mark.key else mark for mark in some)
