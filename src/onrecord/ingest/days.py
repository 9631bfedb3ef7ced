"""A date as an input gives it, to the days that it can mean."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from onrecord.types import DateMethod, Evidence, Published

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")


def published_on(text: str, method: DateMethod, reason: str) -> Published:
    """The days that `text` can mean; raises ValueError where it is no date.

    Takes ISO 8601 days, times, months and years, and the dates of feeds and mail headers. The day is the one on
    the writer's own calendar: a time zone moves nothing.

    >>> published_on("2012-12-05T22:28:00Z", "given", "the field says so").latest
    datetime.date(2012, 12, 5)
    >>> published_on("2012-12", "given", "the field says so").latest
    datetime.date(2012, 12, 31)
    >>> published_on("soon", "given", "the field says so")
    Traceback (most recent call last):
    ValueError: 'soon' is no date
    """
    earliest, latest = _days(text.strip())
    return Published(earliest, latest, method, (Evidence(0, 0, reason),))


def _days(text: str) -> tuple[dt.date, dt.date]:
    if _YEAR.fullmatch(text) and int(text) > 0:
        return dt.date(int(text), 1, 1), dt.date(int(text), 12, 31)
    if month := _MONTH.fullmatch(text):
        return _month(int(month[1]), int(month[2]), text)
    try:
        day = dt.datetime.fromisoformat(text).date()
    except ValueError:
        day = _mail_day(text)
    return day, day


def _mail_day(text: str) -> dt.date:
    from email.utils import parsedate_to_datetime  # imported here: slow to load, and most dates are ISO 8601

    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError) as error:  # it lets all of them out
        raise ValueError(f"{text[:40]!r} is no date") from error


def _month(year: int, month: int, text: str) -> tuple[dt.date, dt.date]:
    if not (year > 0 and 1 <= month <= 12):
        raise ValueError(f"{text!r} is no date")
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
