"""Sets of days as whole numbers: bit `n` stands for the n-th day after the first of `FIRST`.

A clue says "the event fell on one of these days, and the report came so many days after it"; a few shifts of one
whole number answer for two centuries at once, gaps and leap years included.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

FIRST = dt.date(1900, 1, 1)
LAST = dt.date(2099, 12, 31)
COUNT = (LAST - FIRST).days + 1
ALL = (1 << COUNT) - 1

Days = int


def index(day: dt.date) -> int:
    """The bit of a day, clipped to the two centuries."""
    return min(max((day - FIRST).days, 0), COUNT - 1)


def between(low: dt.date | None, high: dt.date | None) -> Days:
    """Every day from `low` to `high`, both included; None leaves that side open.

    >>> size(between(dt.date(2012, 2, 1), dt.date(2012, 2, 29)))
    29
    >>> between(dt.date(2012, 2, 2), dt.date(2012, 2, 1))
    0
    """
    start = 0 if low is None else index(low)
    stop = COUNT if high is None else index(high) + 1
    return ((1 << (stop - start)) - 1) << start if stop > start else 0


def size(days: Days) -> int:
    return days.bit_count()


def earliest(days: Days) -> dt.date:
    """The first day of a set that is not empty."""
    return FIRST + dt.timedelta(days=(days & -days).bit_length() - 1)


def latest(days: Days) -> dt.date:
    """The last day of a set that is not empty."""
    return FIRST + dt.timedelta(days=days.bit_length() - 1)


def shift(days: Days, by: int) -> Days:
    """The set moved `by` days later (earlier where negative); what leaves the two centuries is lost."""
    return (days << by) & ALL if by >= 0 else days >> -by


def spread(days: Days, first: int, last: int) -> Days:
    """Every day that lies `first` to `last` days after a day of the set.

    >>> new_year = between(dt.date(2000, 1, 1), dt.date(2000, 1, 1))
    >>> window = spread(new_year, -2, 5)
    >>> earliest(window), latest(window)
    (datetime.date(1999, 12, 30), datetime.date(2000, 1, 6))
    """
    out, width = shift(days, first), 1
    while width <= last - first:
        step = min(width, last - first + 1 - width)
        out, width = out | shift(out, step), width + step
    return out


@lru_cache(maxsize=7)
def weekday(number: int) -> Days:
    """Every Monday (0), Tuesday (1) … of two centuries."""
    first = (number - FIRST.weekday()) % 7
    out, width = 1 << first, 7
    while width < COUNT:
        out, width = out | out << width, width * 2
    return out & ALL


@lru_cache(maxsize=512)
def yearly(month: int, first: int | None = None, last: int | None = None) -> Days:
    """The days `first` to `last` of a month, or the whole month, in every year.

    >>> size(yearly(2, 29)), size(yearly(2, 30)), size(yearly(12))
    (49, 0, 6200)
    """
    out = 0
    for year in range(FIRST.year, LAST.year + 1):
        whole = month_days(year, month)
        start = earliest(whole)
        low = start + dt.timedelta(days=(first or 1) - 1)
        high = start + dt.timedelta(days=(last or first or 31) - 1)
        out |= between(low, high) & whole
    return out


def month_days(year: int, month: int) -> Days:
    """The days of one month of one year."""
    start = dt.date(year, month, 1)
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return between(start, after - dt.timedelta(days=1))


def year_days(first: int, last: int | None = None) -> Days:
    """The days of the years `first` to `last`."""
    return between(dt.date(first, 1, 1), dt.date(first if last is None else last, 12, 31))
