"""The offices of an actor over time: rows for a table, and bars for a drawing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.ledger import Ledger
from onrecord.ledger.rows import day_of
from onrecord.ledger.titles import CALLED
from onrecord.types import TenureOrigin

SHOWN = 5
"""Articles that are named as evidence of one office."""

_TENURES = """
SELECT t.key, t.role, t.speaks_for, t.first, t.last, t.origin,
       (SELECT count(*) FROM tenure_articles WHERE tenure = t.key)
FROM tenures AS t WHERE t.recorded_actor = (SELECT key FROM recorded_actors WHERE id = ?)
ORDER BY t.first IS NULL, t.first, t.key LIMIT 200"""
_ARTICLES = f"""
SELECT ar.id, ar.outlet, {CALLED} FROM tenure_articles AS ta
JOIN articles AS ar ON ar.key = ta.article WHERE ta.tenure = ? ORDER BY ta.key LIMIT ?"""


@dataclass(frozen=True, slots=True)
class Shown:
    """An article that shows something."""

    id: str
    outlet: str | None
    title: str


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office, the days on which it was seen held, and the first few of the articles that show it."""

    role: str | None
    speaks_for: str | None
    first: dt.date | None
    last: dt.date | None
    origin: TenureOrigin
    articles: int
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A dated office in a drawing 1,000 wide: where it begins, and how wide it is."""

    label: str
    x: int
    width: int
    row: int
    origin: TenureOrigin
    told: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the drawing's axis."""

    label: str
    x: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: bars in rows, and the days below them."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def offices(ledger: Ledger, actor: str) -> tuple[OfficeLine, ...]:
    """The offices of one recorded actor, oldest first, undated last."""
    return tuple(
        OfficeLine(
            role,
            speaks_for,
            day_of(first),
            day_of(last),
            origin,
            count,
            tuple(Shown(*row) for row in ledger.rows(_ARTICLES, (key, SHOWN))),
        )
        for key, role, speaks_for, first, last, origin, count in ledger.rows(_TENURES, (actor,))
    )


def timeline(lines: Sequence[OfficeLine]) -> Timeline | None:
    """The dated offices as bars; None where fewer than two days are known, and there is nothing to draw."""
    dated = [(line, line.first or line.last, line.last or line.first) for line in lines]
    known = [(line, first, last) for line, first, last in dated if first is not None and last is not None]
    days = {day for _, first, last in known for day in (first, last)}
    if len(days) < 2:
        return None
    begin, end = min(days), max(days)
    scale = 1000 / (end - begin).days
    bars = tuple(
        Bar(
            label=" · ".join(part for part in (line.role, line.speaks_for) if part) or "office not told",
            x=round((first - begin).days * scale),
            width=max(6, round((last - first).days * scale)),
            row=row,
            origin=line.origin,
            told=f"{first:%Y-%m-%d} to {last:%Y-%m-%d}",
        )
        for row, (line, first, last) in enumerate(known)
    )
    return Timeline(bars, _ticks(begin, end, scale))


def _ticks(begin: dt.date, end: dt.date, scale: float) -> tuple[Tick, ...]:
    """The ends of the axis, and the new years between them where there are few."""
    years = [dt.date(year, 1, 1) for year in range(begin.year + 1, end.year + 1)]
    step = max(1, len(years) // 6)
    inner = [Tick(f"{day.year}", round((day - begin).days * scale)) for day in years[::step]]
    kept = [tick for tick in inner if 120 < tick.x < 880]
    return (Tick(f"{begin.day} {begin:%b} {begin.year}", 0), *kept, Tick(f"{end.day} {end:%b} {end.year}", 1000))
