"""The few ways in which a briefing words days, numbers and quotations."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable

from onrecord.text.phrases import shortened

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_UNSHOWN = ("Cc", "Cf", "Cs", "Co", "Cn")


def tidy(text: str) -> str:
    r"""The text on one line, without controls and what turns the writing round.

    >>> tidy("one\n\n two\x1b[31m \u202ethree")
    'one two [31m three'
    """
    return " ".join("".join(" " if unicodedata.category(c) in _UNSHOWN else c for c in text).split())


def cut(text: str, length: int) -> str:
    """At most `length` characters on one line, cut as `phrases.shortened` does."""
    return shortened(tidy(text), length)


def day(date: dt.date) -> str:
    """The day as it is written: 7 Mar 2031."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def days(earliest: dt.date | None, latest: dt.date | None) -> str:
    """The days between the two as briefly as they can be told.

    >>> at = dt.date
    >>> days(at(2031, 3, 7), at(2031, 3, 7)), days(at(2031, 3, 1), at(2031, 3, 31)), days(None, None)
    ('7 Mar 2031', 'Mar 2031', 'undated')
    >>> days(at(2031, 3, 7), at(2031, 4, 2)), days(None, at(2031, 4, 2)), days(at(2031, 1, 1), at(2031, 12, 31))
    ('7 Mar 2031 to 2 Apr 2031', 'by 2 Apr 2031', '2031')
    """
    if earliest is None or latest is None:
        return f"by {day(latest)}" if latest else f"{day(earliest)} or later" if earliest else "undated"
    if earliest == latest:
        return day(earliest)
    ends_month = (latest + dt.timedelta(days=1)).day == 1
    if earliest.day == 1 and ends_month and earliest.year == latest.year:
        if earliest.month == latest.month:
            return f"{MONTHS[earliest.month - 1]} {earliest.year}"
        if (earliest.month, latest.month) == (1, 12):
            return f"{earliest.year}"
    return f"{day(earliest)} to {day(latest)}"


def signed(value: float) -> str:
    """A place between the two ends.

    >>> signed(-0.254), signed(0.0), signed(1)
    ('−0.25', '0.00', '+1.00')
    """
    return f"{value:+.2f}".replace("-", "−").removeprefix("+" if abs(value) < 0.005 else "").replace("−0.00", "0.00")


def chance(value: float) -> str:
    """A chance as a reader takes it.

    >>> chance(0.0312), chance(0.0004), chance(1)
    ('3 in 100', 'less than 1 in 1,000', '100 in 100')
    """
    return "less than 1 in 1,000" if value < 0.001 else f"{round(value * 1000)} in 1,000" if value < 0.01 else (
        f"{round(value * 100)} in 100")  # fmt: skip


def joined(words: Iterable[str]) -> str:
    """Words as a list in a sentence.

    >>> joined(["one", "two", "three"]), joined(["one"])
    ('one, two and three', 'one')
    """
    every = list(words)
    return " and ".join([", ".join(every[:-1]), every[-1]]) if len(every) > 1 else "".join(every)
