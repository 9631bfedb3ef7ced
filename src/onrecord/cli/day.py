"""Days on the command line: 2031, 2031-03 or 2031-03-07."""

from __future__ import annotations

import calendar
import datetime as dt
import re

import click

from onrecord.errors import UsageError


def first_day(text: str) -> dt.date:
    """The first day of the year, month or day that `text` names; a usage error says what it should look like.

    >>> first_day("2031"), first_day("2031-03-07")
    (datetime.date(2031, 1, 1), datetime.date(2031, 3, 7))
    """
    return _day(text, last=False)


def last_day(text: str) -> dt.date:
    """The last day of the year, month or day that `text` names.

    >>> last_day("2032-02")
    datetime.date(2032, 2, 29)
    """
    return _day(text, last=True)


def in_order(since: dt.date | None, until: dt.date | None) -> None:
    """Raise UsageError where nothing can have been said between the two days.

    >>> in_order(first_day("2031"), last_day("2031"))
    >>> in_order(first_day("2032"), last_day("2031"))
    Traceback (most recent call last):
    onrecord.errors.UsageError: --since 2032-01-01 is after --until 2031-12-31
    """
    if since is not None and until is not None and since > until:
        raise UsageError(f"--since {since} is after --until {until}")


def _day(text: str, *, last: bool) -> dt.date:
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII):
        raise _no_day(text)
    year, month, number = [*map(int, text.split("-")), None, None][:3]
    try:
        month = month or (12 if last else 1)
        return dt.date(year or 0, month, number or (calendar.monthrange(year or 0, month)[1] if last else 1))
    except ValueError as error:
        raise _no_day(text) from error


def _no_day(text: str) -> click.BadParameter:
    return click.BadParameter(f"{text!r} is no day; write 2031, 2031-03 or 2031-03-07")
