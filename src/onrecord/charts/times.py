"""The axis of time: days as ordinals of the calendar, labelled by day, month or year as they fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.charts import canvas
from onrecord.charts.canvas import PALE, SIZES
from onrecord.charts.marks import Mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SPARE = 0.03  # of the axis that is left free at either end, so that marks are not cut
TICKS = 7  # at most, so that their labels keep apart


def ordinal_span(marks: Iterable[Mark]) -> tuple[float, float]:
    """The ends of an axis that holds the marks, with some room; a month at least."""
    days = [day for mark in marks for day in (mark.first, mark.last)]
    first, last = min(days), max(days)
    short = max(0, 30 - (last - first)) / 2
    spare = (last - first) * SPARE + short
    return first - spare, last + spare


def date_axis(axes: Axes, first: float, last: float) -> None:
    """An axis from one ordinal to the other, with ticks at days, months or years."""
    axes.set_xlim(first, last)
    places, labels = zip(*ticks(first, last), strict=True)
    axes.set_xticks(places, labels, size=SIZES["small"])
    for place in places:
        axes.axvline(place, color=PALE, lw=0.8, zorder=0.5)
    canvas.bare(axes)


def ticks(first: float, last: float) -> list[tuple[int, str]]:
    """Days to be labelled between two ordinals, and their labels; the first of a year has the year.

    >>> start = dt.date(2031, 11, 3).toordinal()
    >>> [label for _, label in ticks(start, start + 150)]
    ['Dec\\n2031', 'Jan\\n2032', 'Feb', 'Mar', 'Apr']
    >>> [label for _, label in ticks(start, start + 3000)]
    ['2032', '2034', '2036', '2038', '2040']
    """
    span = last - first
    start, end = (dt.date.fromordinal(int(day)) for day in (first, last))
    if span <= 14 * TICKS:
        step = next(step for step in (1, 2, 7, 14) if span / step <= TICKS)
        begin = -(-int(first + 1) // step) * step + (1 if step > 2 else 0)  # weeks from a Monday
        return _labelled([dt.date.fromordinal(n) for n in range(begin, int(last) + 1, step)], "%d %b")
    months = next((m for m in (1, 2, 3, 6) if span / 30.4 / m <= TICKS + 1), 12)
    if months < 12:
        return _labelled([d for d in _firsts(start, end, months) if d.toordinal() >= first], "%b")
    years = max(1, -(-(end.year - start.year) // (TICKS + 1)))
    found = [dt.date(year, 1, 1) for year in range(start.year, end.year + 1) if year % years == 0]
    return [(day.toordinal(), f"{day:%Y}") for day in found if first <= day.toordinal() <= last]


def _firsts(start: dt.date, end: dt.date, months: int) -> list[dt.date]:
    spans = range(start.year * 12, end.year * 12 + end.month, months)
    return [dt.date(n // 12, n % 12 + 1, 1) for n in spans]


def _labelled(days: list[dt.date], form: str) -> list[tuple[int, str]]:
    """Each with its label; the first on the axis and the first of a year with the year."""
    years = [None, *(day.year for day in days)]
    return [
        (day.toordinal(), _text(day, form) + (f"\n{day:%Y}" if day.year != year else ""))
        for day, year in zip(days, years, strict=False)
    ]


def _text(day: dt.date, form: str) -> str:
    return f"{day.day} {day:%b}" if form == "%d %b" else f"{day:{form}}"


def written(day: dt.date) -> str:
    """The day as it stands in a line of words."""
    return f"{day.day} {day:%b} {day:%Y}"


def spanned(first: dt.date | None, last: dt.date | None) -> str:
    """Two days, or the one that is known.

    >>> spanned(dt.date(2031, 3, 7), dt.date(2031, 5, 2)), spanned(None, dt.date(2031, 3, 7)), spanned(None, None)
    ('7 Mar 2031 – 2 May 2031', 'by 7 Mar 2031', 'undated')
    """
    if first is None or last is None:
        return f"by {written(last)}" if last else f"{written(first)} or later" if first else "undated"
    return written(first) if first == last else f"{written(first)} – {written(last)}"
