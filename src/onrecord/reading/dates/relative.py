"""Words of time in a sentence (*on Friday*, *last week*, *in December*), and which days they mean."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.reading.dates.grammar import MONTH, WEEKDAY, Expression, expressions, month_number, weekday_number
from onrecord.types import Granularity, Published

Day = dt.date
Window = tuple[Day, Day]

UNPRINTED = 200  # days: a day and month without a year lie closer to the report in 99 of 100 cases
_NUMBERS = {
    w: i
    for i, w in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
} | {
    "a": 1,
    "an": 1,
    "couple of": 2,
    "few": 3,
}
_N = r"\d{1,2}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True))
_RELATIVE = re.compile(
    rf"\b(?:(?P<yesterday>yesterday|last\s+night)|(?P<today>today|tonight|this\s+(?:morning|afternoon|evening))|"
    rf"(?P<eve>(?:a|one)\s+day\s+(?:earlier|before)|the\s+(?:day\s+before|previous\s+day))|"
    rf"(?P<lastmonth>last|this|earlier\s+this|next)\s+(?P<name>{MONTH})(?![\w]|\s\d)|"
    rf"(?P<lastday>last|this|past|next)\s+(?P<wd>{WEEKDAY})|"
    rf"(?P<which>last|this|next|the\s+past|past|the\s+previous|earlier\s+this|late\s+last|early\s+last|"
    rf"early\s+this|later\s+this|earlier\s+in\s+the)\s+"
    rf"(?P<unit>week|weekend|month|year)|(?P<weekend>(?:over|at|during)\s+the\s+weekend)|"
    rf"(?:a\s+|about\s+|some\s+|nearly\s+|almost\s+)?(?P<n>{_N})\s+(?P<ago>day|week|month|year)s?\s+(?:ago|"
    rf"earlier|before))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """Words of time: for a publication day, the days that they mean; `fixed` where no publication day is needed."""

    start: int
    end: int
    granularity: Granularity
    meant: Callable[[Day, bool], Window | None]
    fixed: bool = False


def moments(text: str, low: int, high: int) -> list[Moment]:
    """Every time that `text[low:high]` names, in order.

    >>> [m.granularity for m in moments("Valk said last week and again on 3 May.", 0, 38)]
    ['week', 'day']
    """
    relative = [m for hit in _RELATIVE.finditer(text, low, high) if (m := _relative(hit))]
    named = [_named(e, low) for e in expressions(text[low:high])]
    taken = [(m.start, m.end) for m in relative]
    rest = [m for m in named if not any(s < m.end and m.start < e for s, e in taken)]
    return sorted([*relative, *rest], key=lambda m: m.start)


def resolve(moment: Moment, published: Published, *, ahead: bool = False) -> tuple[Day | None, Day | None]:
    """The first and last day that the words mean over all days of publication; None where that is open."""
    if moment.fixed:
        window = moment.meant(dt.date.min, ahead)
        return window or (None, None)
    first = _safe(moment, published.earliest, ahead)
    last = _safe(moment, published.latest, ahead)
    high = last[1] if last else None
    if high and published.latest and not ahead:
        high = min(high, published.latest)
    low = first[0] if first else None
    return (low, high) if not (low and high) or low <= high else (high, high)


def _safe(moment: Moment, day: Day | None, ahead: bool) -> Window | None:
    """What the words mean for one day; None where the day or the calendar has none."""
    if day is None:
        return None
    try:
        return moment.meant(day, ahead)
    except (OverflowError, ValueError):
        return None


def _named(e: Expression, low: int) -> Moment:
    start, end = e.start + low, e.end + low
    if e.kind == "weekday":
        number = e.weekday or 0
        return Moment(start, end, "day", lambda day, ahead: _one(_next(day, number) if ahead else _last(day, number)))
    if e.kind == "date" and e.year is None:
        return Moment(start, end, "day", lambda day, ahead: _month_day(day, e, ahead))
    if e.kind == "month" and e.year is None:
        return Moment(start, end, "month", lambda day, ahead: _month(day, e.month or 1, ahead))
    return Moment(
        start, end, "day" if e.day else "month" if e.month else "year", lambda day, ahead: _full(e), fixed=True
    )


def _relative(hit: re.Match[str]) -> Moment | None:
    g = hit.groupdict()
    if g["yesterday"]:
        return _moment(hit, "day", lambda d, _: _one(d - dt.timedelta(1)))
    if g["today"]:
        return _moment(hit, "day", lambda d, _: _one(d))
    if g["eve"]:  # before the day that the report tells of, mostly its own or the one before
        return _moment(hit, "day", lambda d, _: (d - dt.timedelta(2), d - dt.timedelta(1)))
    if g["name"]:
        return _moment(hit, "month", _month_by(g["lastmonth"].lower(), month_number(g["name"])))
    if g["wd"]:
        return _moment(hit, "day", _weekday_by(g["lastday"].lower(), weekday_number(g["wd"])))
    if g["weekend"]:
        return _moment(hit, "span", lambda d, _: _weekend(d, 0))
    if g["unit"]:
        return _unit(hit, g["which"].lower(), g["unit"].lower())
    return _ago(hit, g["n"].lower(), g["ago"].lower())


def _moment(hit: re.Match[str], granularity: Granularity, meant: Callable[[Day, bool], Window | None]) -> Moment:
    return Moment(*hit.span(), granularity, meant)


def _month_by(which: str, month: int) -> Callable[[Day, bool], Window | None]:
    """*last December* is never the month that runs, *next December* the first to come."""
    if which == "next":
        return lambda d, _: _month(d, month, True)
    if which == "last":
        return lambda d, _: _month(d.replace(day=1) - dt.timedelta(1), month, False)
    return lambda d, ahead: _month(d, month, ahead)


def _weekday_by(which: str, number: int) -> Callable[[Day, bool], Window | None]:
    """*last Friday* is never today, and in some papers the Friday of the week before."""
    if which == "next":
        return lambda d, _: _one(_next(d + dt.timedelta(1), number))
    if which in ("last", "past"):
        return lambda d, _: _one(_last(d - dt.timedelta(1), number))
    return lambda d, ahead: _one(_next(d, number) if ahead else _last(d, number))


def _unit(hit: re.Match[str], which: str, unit: str) -> Moment:
    """*last week*, *earlier this month*, *next year*: the calendar's week, month or year."""
    step = -1 if "last" in which or "past" in which or "previous" in which else 1 if "next" in which else 0
    if unit == "weekend":
        return _moment(hit, "span", lambda d, _: _weekend(d, 0 if step <= 0 else 1))
    if unit == "week":
        return _moment(hit, "week", lambda d, _: _week(d, step))
    if unit == "month":
        return _moment(hit, "month", lambda d, _: _calendar_month(d, step))
    return _moment(hit, "year", lambda d, _: (dt.date(d.year + step, 1, 1), dt.date(d.year + step, 12, 31)))


def _ago(hit: re.Match[str], number: str, unit: str) -> Moment:
    n = int(number) if number.isdigit() else _NUMBERS[re.sub(r"\s+", " ", number)]
    if unit == "day":
        return _moment(hit, "day", lambda d, _: _one(d - dt.timedelta(n)))
    if unit == "week":
        return _moment(hit, "week", lambda d, _: (d - dt.timedelta(7 * n + 3), d - dt.timedelta(7 * n - 3)))
    if unit == "month":
        return _moment(hit, "month", lambda d, _: _calendar_month(d, -n))
    return _moment(hit, "year", lambda d, _: (dt.date(d.year - n, 1, 1), dt.date(d.year - n, 12, 31)))


def _one(day: Day) -> Window:
    return day, day


def _last(day: Day, number: int) -> Day:
    """The last such weekday on or before a day."""
    return day - dt.timedelta((day.weekday() - number) % 7)


def _next(day: Day, number: int) -> Day:
    """The first such weekday on or after a day."""
    return day + dt.timedelta((number - day.weekday()) % 7)


def _week(day: Day, step: int) -> Window:
    monday = day - dt.timedelta(day.weekday() - 7 * step)
    return monday, monday + dt.timedelta(6)


def _weekend(day: Day, step: int) -> Window:
    saturday = _last(day, 5) if step == 0 else _next(day, 5)
    return saturday, saturday + dt.timedelta(1)


def _calendar_month(day: Day, step: int) -> Window:
    total = day.year * 12 + day.month - 1 + step
    return _whole(total // 12, total % 12 + 1)


def _whole(year: int, month: int) -> Window:
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return dt.date(year, month, 1), after - dt.timedelta(1)


def _month(day: Day, month: int, ahead: bool) -> Window:
    """The month by that name that runs or ran last; with `ahead`, the first that runs or comes."""
    year = day.year + (1 if month < day.month else 0) if ahead else day.year - (1 if month > day.month else 0)
    return _whole(year, month)


def _month_day(day: Day, e: Expression, ahead: bool) -> Window | None:
    """That day of the months just past, or with `ahead` of those to come; a day of slack for time zones.

    Where it lies further back than copy leaves years unprinted, the report is younger and the next is meant.
    """
    dates = [made for year in (day.year - 1, day.year, day.year + 1) if (made := _full_of(year, e))]
    if not ahead:
        recent = [d for d in dates if UNPRINTED >= (day - d[0]).days >= -1]
        if recent:
            return recent[-1]
    return next((d for d in dates if d[0] >= day), None)


def _full_of(year: int, e: Expression) -> Window | None:
    try:
        first = dt.date(year, e.month or 1, e.day or 1)
        return first, first.replace(day=e.day_end) if e.day_end else first
    except ValueError:
        return None


def _full(e: Expression) -> Window | None:
    if e.day:
        return _full_of(e.year or 1, e)
    if e.month:
        return _whole(e.year or 1, e.month)
    last = (e.year or 1) + (9 if e.kind == "decade" else 0)
    return dt.date(e.year or 1, 1, 1), dt.date(last, 12, 31)
