"""The swimlane chart in figures: where marks, lines and ticks stand. Across in per cent, so that it fits any screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.positions.timeline import Point

Label = Literal["for", "against", "neither"]
HEIGHT = 104
MIDDLE = HEIGHT / 2
REACH = 44  # from the middle to either end of the scale
STEP = 13  # from one mark to the next above it
ROOM: dict[Label, int] = {"for": 3, "against": 3, "neither": 1}
SLOT = 1.8  # per cent of the width that one mark takes on a screen of middle size
MOST_MARKS = 360  # of a whole chart: what keeps the page small, and an eye can still follow
SHORTEST = 6  # days of an axis at least
LONG = 0.03  # of the axis: from here on the days of a statement are drawn


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement on its way to the chart: ordinals of its first and last day, the day of its mark half way."""

    key: int
    statement: str
    label: Label
    first: int
    last: int
    is_sure: bool
    is_hearsay: bool

    @property
    def middle(self) -> float:
        """Half way between its days."""
        return (self.first + self.last + 1) / 2


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


def marks(stated: Iterable[Stated], across: Axis, slot: float = SLOT) -> tuple[Mark, ...]:
    """A mark for each statement; of those that would cover each other a stack, of more than it holds a count."""
    by_label: dict[Label, list[Stated]] = {}
    for each in sorted(stated, key=lambda s: (s.middle, s.statement)):
        by_label.setdefault(each.label, []).append(each)
    return tuple(mark for label, some in by_label.items() for mark in _row(label, some, across, slot))


def _row(label: Label, some: Sequence[Stated], across: Axis, slot: float) -> Iterator[Mark]:
    """The marks of one label: each on the lowest level where it stands clear of those before it."""
    free = [-slot] * ROOM[label]
    for here in _clusters(some, across, slot):
        if len(here) > ROOM[label]:
            made = _counted(here, across)
            free = [made.x + slot] * ROOM[label]
            yield made
            continue
        for each in here:
            x = across.x(each.middle)
            level = next((n for n, end in enumerate(free) if x >= end), len(free) - 1)
            free[level] = x + slot
            yield _mark(each, level, across)


def _clusters(some: Sequence[Stated], across: Axis, slot: float) -> Iterator[list[Stated]]:
    """Statements that lie within one slot of the first of them."""
    here: list[Stated] = []
    begun = 0.0
    for each in some:
        x = across.x(each.middle)
        if here and x - begun >= slot:
            yield here
            here = []
        if not here:
            begun = x
        here.append(each)
    if here:
        yield here


def _mark(s: Stated, level: int, across: Axis) -> Mark:
    left, right = across.x(s.first), across.x(s.last + 1)
    wide = right - left if right - left >= 100 * LONG else 0.0
    first, last = dt.date.fromordinal(s.first), dt.date.fromordinal(s.last)
    place = across.x(s.middle), _height(s.label, level)
    return Mark(s.label, *place, left, round(wide, 2), s.is_sure, s.is_hearsay, 1, s.statement, s.key, first, last)


def _counted(some: Sequence[Stated], across: Axis) -> Mark:
    middle = sum(s.middle for s in some) / len(some)
    first, last = min(s.first for s in some), max(s.last for s in some)
    days = dt.date.fromordinal(first), dt.date.fromordinal(last)
    sure, hearsay = sum(s.is_sure for s in some) * 2 >= len(some), sum(s.is_hearsay for s in some) * 2 > len(some)
    label = some[0].label
    place = across.x(middle), _height(label, 1 if label != "neither" else 0)
    return Mark(label, *place, across.x(first), 0.0, sure, hearsay, len(some), None, 0, *days)


def _height(label: Label, level: int) -> float:
    """Marks for stand above the middle and pile upwards, marks against below it and downwards."""
    return {"for": MIDDLE - 15 - STEP * level, "against": MIDDLE + 15 + STEP * level, "neither": MIDDLE}[label]


def thinned(lanes: Sequence[Sequence[Stated]], across: Axis, most: int = MOST_MARKS) -> list[tuple[Mark, ...]]:
    """The marks of all lanes, with counts over stretches so broad that there are not too many marks in all."""
    slot = SLOT
    while True:
        found = [marks(lane, across, slot) for lane in lanes]
        if sum(map(len, found)) <= most or slot > 25:
            return found
        slot *= 1.5


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
