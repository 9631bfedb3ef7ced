"""Days on the command line: 2031, 2031-03 or 2031-03-07."""

from __future__ import annotations

import calendar
import datetime as dt
import re

import click


class Day(click.ParamType):
    """The first day (or, with `last`, the last) of the year, month or day given."""

    name = "day"

    def __init__(self, *, last: bool) -> None:
        self.last = last

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day; a usage error names what it should look like."""
        if isinstance(value, dt.date):
            return value
        try:
            return day(str(value), last=self.last)
        except ValueError:
            self.fail(f"{value!r} is no day; write 2031, 2031-03 or 2031-03-07", param, ctx)


def day(text: str, *, last: bool) -> dt.date:
    """The first or last day of what `text` names. Raises ValueError.

    >>> day("2032-02", last=True), day("2031", last=False)
    (datetime.date(2032, 2, 29), datetime.date(2031, 1, 1))
    """
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII):
        raise ValueError(text)
    numbers = [int(part) for part in text.split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else (12 if last else 1)
    if len(numbers) == 3:
        return dt.date(year, month, numbers[2])
    return dt.date(year, month, calendar.monthrange(year, month)[1] if last else 1)
