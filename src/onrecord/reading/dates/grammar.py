"""The expressions of time in English news copy, each with its words and with what it says, nothing resolved yet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["date", "month", "year", "decade", "weekday"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sep(?:tember|t\.|t|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
YEAR = r"(?:19|20)\d\d"

_ANCHOR = re.compile(
    r"(?=[12JFMASONDTW])(?:"
    rf"(?<![\w$£€.#/:-])(?P<year>{YEAR})(?P<decade>['’]?s)?(?!\w|[,.]\d|:\d|/\d\d?/|[-/]\d\d[-/])|"
    rf"(?<!\w)(?:(?P<month>{MONTH}|{MONTH.upper()})(?!\w)|(?P<weekday>{WEEKDAY}|{WEEKDAY.upper()})\b))"
)
_DAY_BEFORE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?(?:\s*[-–]\s*(\d{1,2})(?:st|nd|rd|th)?)?(?:\s+of)?[\s-]$")
_DAY_AFTER = re.compile(
    r"[\s]{1,2}(\d{1,2})(?:st|nd|rd|th)?(?![\d:%]|\.\d|,\d{3}|\s*(?:per\s?cent|percent|million|billion|a\.m|p\.m))"
    r"(?:\s*[-–]\s*(\d{1,2})(?:st|nd|rd|th)?(?!\d))?"
)
_YEAR_AFTER = re.compile(rf"(?:,\s?|\s|\s?of\s)({YEAR})(?!\w|,\d|\.\d|:\d)")
_WEEKDAY_BEFORE = re.compile(
    rf"\b({WEEKDAY}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?)[,.]?(?:\s+the|\s+morning|\s+night)?[\s(]{{1,2}}$", re.I
)
_DATE_AFTER_WEEKDAY = re.compile(
    rf",?\s\(?(?:the\s)?(?={MONTH}\s\d|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}\b)", re.I
)
_RANGE = re.compile(r"\s?[-–/]\s?(\d\d|(?:19|20)\d\d)(?!\w|[,.]\d)")
_YEAR_LEAD = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|to|of|and|or|during|before|after|for|early|mid|late|the|year|years|fiscal|"
    r"summer|spring|autumn|fall|winter|between|through|throughout|than|with|over|on|at|around|back|as|christmas|"
    r"ended|ending|copyright|\w+['’]s|\w+s['’]|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|an?|this|was|is|were|your|his|her|its|their|our|past|including|about|spring|"
    r"congress|first|last|next)[\s-]|[(,;–©“\"'‘—-]\s?|^|\n|©\s)$",
    re.I,
)
_UNIT_AFTER = re.compile(
    r"[\s-](?:people|registered|voters|likely\s+voters|adults|respondents|troops|soldiers|men|women|"
    r"children|dollars|yuan|yen|euros?|pounds|percent|per\s?cent|km|kilomet|met(?:er|re)|"
    r"miles?|feet|tons?|tonnes?|hours|gmt|points?|workers|jobs|members|police|homes|houses|families|refugees|prisoners|"
    r"cases|copies|barrels|megawatt|mw|square|acres|hectares|participants|delegates|students|times|shares|cars|strong|"
    r"calories|rupees|votes|seats|employees|hrs|local time|et\b|est\b|edt\b)",
    re.I,
)
_MAY_LEAD = re.compile(
    r"\b(?:in|of|since|last|next|this|early|late|mid|until|till|by|from|through|between|and|to|for|before|"
    r"after|-)[\s-]$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time: what it names (`day_end` in ranges: *Nov. 3-5*), unnamed parts None."""

    start: int
    end: int
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    day_end: int | None = None
    weekday: int | None = None


def month_number(word: str) -> int:
    """The number of a month, by its first three letters, whatever follows.

    >>> month_number("Sept."), month_number("JUNE")
    (9, 6)
    """
    return MONTHS.index(word[:3].lower()) + 1


def weekday_number(word: str) -> int:
    """The number of a weekday, Monday 0, by its first three letters."""
    return WEEKDAYS.index(word[:3].lower())


def expressions(text: str) -> list[Expression]:
    """Every date, month, year and weekday that `text` names, in order, without overlap.

    >>> [(e.kind, e.year, e.month, e.day) for e in expressions("Talks opened on Friday, Nov. 3, 2006 in Sarn.")]
    [('date', 2006, 11, 3)]
    >>> expressions("Some 2000 troops may march on the bridge, which cost 1,995 crowns.")
    []
    """
    found: list[Expression] = []
    done = 0
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() < done:
            continue
        one = _parse(text, anchor)
        if one is None or one.start < done:
            continue
        found.append(one)
        done = one.end
    return found


def _parse(text: str, anchor: re.Match[str]) -> Expression | None:
    if anchor["year"]:
        return _year(text, anchor)
    return _month(text, anchor) if anchor["month"] else _weekday(text, anchor)


def _year(text: str, anchor: re.Match[str]) -> Expression | None:
    """A bare year, or the last year of a range; not a number of something."""
    start, end = anchor.span()
    if anchor["decade"] and anchor["year"][3] == "0":
        return Expression(start, end, "decade", int(anchor["year"]))
    end = anchor.end("year")
    if _UNIT_AFTER.match(text, end) or not _year_may_stand(text, start, end):
        return None
    year = int(anchor["year"])
    span = _RANGE.match(text, end)
    if span:
        last = int(span[1]) if len(span[1]) == 4 else year // 100 * 100 + int(span[1])
        if year < last <= year + 30:
            return Expression(start, span.end(), "year", last)
    return Expression(start, end, "year", year)


def _year_may_stand(text: str, start: int, end: int) -> bool:
    """A year follows a preposition, a month, a genitive or a mark; a bare number of things does not."""
    return bool(_YEAR_LEAD.search(text, max(0, start - 12), start))


def _weekday(text: str, anchor: re.Match[str]) -> Expression | None:
    if _DATE_AFTER_WEEKDAY.match(text, anchor.end()):
        return None  # the month that follows takes the weekday with it
    return Expression(*anchor.span(), "weekday", weekday=weekday_number(anchor.group()))


def _month(text: str, anchor: re.Match[str]) -> Expression | None:
    """A month with the day, year and weekday that stand beside it."""
    start, end = anchor.span()
    month = month_number(anchor.group())
    before = _DAY_BEFORE.search(text, max(0, start - 16), start)
    after = None if before else _DAY_AFTER.match(text, end)
    day, day_end = _day(before if after is None else after)
    if day is None:
        before = after = None
    if after:
        end = after.end()
    elif before:
        start = before.start()
    year = _YEAR_AFTER.match(text, end)
    if year and after and "," not in year[0] and _UNIT_AFTER.match(text, year.end()):
        year = None  # "On Nov. 3 2000 people marched"
    end = year.end() if year else end
    if day is None and year is None:
        return _bare_month(text, anchor, month)
    lead = _WEEKDAY_BEFORE.search(text, max(0, start - 24), start) if day is not None else None
    return Expression(
        lead.start() if lead else start,
        end,
        "month" if day is None else "date",
        int(year[1]) if year else None,
        month,
        day,
        day_end,
        weekday_number(lead[1]) if lead else None,
    )


def _day(match: re.Match[str] | None) -> tuple[int | None, int | None]:
    if match is None or not 1 <= int(match[1]) <= 31:
        return None, None
    last = int(match[2]) if match[2] else None
    return int(match[1]), last if last and int(match[1]) < last <= 31 else None


def _bare_month(text: str, anchor: re.Match[str], month: int) -> Expression | None:
    """A month alone; *May* and *March* are words and names too, and need a preposition before them."""
    word = anchor.group().rstrip(".")
    if len(word) == 3 and word.lower() != "may":
        return None
    if word.lower() in ("may", "march", "august", "june", "april") and not _MAY_LEAD.search(
        text, max(0, anchor.start() - 9), anchor.start()
    ):
        return None
    return Expression(*anchor.span(), "month", month=month)
