"""Ages that tie a report to a dated start: *the 21-month-old war*, *ten years ago, in 1997*, *10th anniversary*."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from onrecord.reading.dates.grammar import MONTH, YEAR, month_number

_NUMBERS = {
    w: i
    for i, w in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}
_NUMBERS |= {"a": 1, "an": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_NUMBER = r"\d{1,3}|" + "|".join(_NUMBERS)
_CONFLICT = (
    r"(?:civil\s+|armed\s+|bloody\s+|brutal\s+|Syrian\s+|sectarian\s+)*(?:war|conflict|uprising|"
    r"revolt|rebellion|crisis|insurgency|crackdown|unrest)"
)
_AGE = re.compile(rf"(?P<n>{_NUMBER})[- ](?P<unit>month|year)s?[- ]?(?:old|long)?[- ](?P<thing>{_CONFLICT})\b", re.I)
_WORD = re.compile(r"\w+$")
_UNIT = re.compile(r"[- ](?:month|year)s?[- ]")
_BEGAN = re.compile(
    rf"\b(?:began|begun|started|erupted|broke\s+out|since)\b[^.]{{0,25}}?\b(?P<month>{MONTH})\s(?P<year>{YEAR})\b"
)
_AGO = re.compile(
    rf"\b(?P<n>{_NUMBER})\syears\s(?:ago|later|earlier|on)[,\s(]{{1,2}}(?:back\s)?in\s(?:{MONTH}\s)?(?P<year>{YEAR})\b|"
    rf"\bin\s(?:{MONTH}\s)?(?P<year2>{YEAR}),?\s(?P<n2>{_NUMBER})\syears\sago\b",
    re.I,
)
_ANNIVERSARY = re.compile(
    rf"\b(?P<n>\d{{1,3}})(?:st|nd|rd|th)\s+anniversary\s+of\s+(?:the\s+|its\s+|his\s+|"
    rf"her\s+)?(?:{MONTH}\s+(?:\d{{1,2}},?\s+)?)?(?P<year>{YEAR})\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Age:
    """The days that an age leaves for publication, with its words."""

    start: int
    end: int
    low: dt.date
    high: dt.date
    reason: str
    trust: float


def ages(text: str) -> Iterator[Age]:
    """Every age whose start the text gives, or a row of `conflicts.csv` for the land at war that it names.

    >>> line = "Protests that began in March 2011 grew into a 21-month-old war."
    >>> [(a.low.isoformat(), a.high.isoformat()) for a in ages(line)]
    [('2012-11-01', '2013-02-12')]
    >>> list(ages("The two-year-old war goes on."))
    []
    """
    yield from _conflicts(text)
    yield from _counted(text)


def _conflicts(text: str) -> Iterator[Age]:
    hits = [
        hit
        for unit in _UNIT.finditer(text)
        if (word := _WORD.search(text, max(0, unit.start() - 9), unit.start()))
        and (hit := _AGE.match(text, word.start()))
    ]
    start = _start(text) if hits else None
    if start is None:
        return
    for hit in hits:
        low, high = _window(start[0], start[1], _number(hit["n"]), hit["unit"].lower())
        if high >= start[3]:
            continue  # the whole length of a war that is over dates nothing
        yield Age(hit.start(), hit.end(), low, high, f"{hit.group()!r}, and {start[2]}", 0.96)


def _window(first: dt.date, last: dt.date, n: int, unit: str) -> tuple[dt.date, dt.date]:
    """The publication days for an age of `n` units: writers round to the last full unit, or a little ahead of the next.

    A month's slack on both sides for months (a count stays in copy for some weeks); for years, which
    writers round up as well, ten months before and a year after.
    """
    if unit == "month":
        return _add(first, n - 1), _add(last, n + 1) + dt.timedelta(days=15)
    return _add(first, 12 * n - 10), _add(last, 12 * n + 12)


def _add(day: dt.date, months: int) -> dt.date:
    total = day.year * 12 + day.month - 1 + months
    return dt.date(total // 12, total % 12 + 1, min(day.day, 28))


def _start(text: str) -> tuple[dt.date, dt.date, str, dt.date] | None:
    """When the war began: as the text says, else by the table for the one land at war that it names; and why."""
    said = _BEGAN.search(text)
    if said:
        first = dt.date(int(said["year"]), month_number(said["month"]), 1)
        return first, first + dt.timedelta(days=30), f"{said.group()!r}", dt.date.max
    at_war = [(text.count(land), land) for land in starts() if land in text]
    if not at_war or sum(n for n, _ in at_war) > 1.3 * max(at_war)[0]:
        return None
    land = max(at_war)[1]
    day, until, source = starts()[land]
    return day, day, f"the war in {land} began on {day} ({source})", until


@cache
def starts() -> dict[str, tuple[dt.date, dt.date, str]]:
    """The rows of `conflicts.csv`: the first and the last day of a war, and who dates it so."""
    with resources.files(__package__).joinpath("conflicts.csv").open(encoding="utf8") as lines:
        rows = list(csv.DictReader(lines))
    day = dt.date.fromisoformat
    return {r["country"]: (day(r["from"]), day(r["until"]) if r["until"] else dt.date.max, r["source"]) for r in rows}


def _counted(text: str) -> Iterator[Age]:
    ago = _AGO.finditer(text) if " years " in text else ()
    anniversary = _ANNIVERSARY.finditer(text) if "anniversary" in text else ()
    for hit in (*ago, *anniversary):
        groups = hit.groupdict()
        n, year = (
            _number(groups.get("n") or groups.get("n2") or ""),
            int(groups.get("year") or groups.get("year2") or 0),
        )
        if "later" in hit.group() or "earlier" in hit.group() or not n:
            continue
        then = year + n
        if then - 1 >= 1900 and then + 1 <= 2098:
            yield Age(
                hit.start(), hit.end(), dt.date(then - 1, 7, 1), dt.date(then + 1, 3, 31), f"{hit.group()!r}", 0.96
            )


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.get(word.lower(), 0)
