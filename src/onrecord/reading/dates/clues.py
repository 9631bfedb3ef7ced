"""What the words of a report tell about the day of its publication, each clue with its words and how far it holds.

Shares are of the dated reports on which they were measured (`eval/gold_dates.py`): agency copy of 1989-2006, newspapers
and web pages of 2015-2019.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.reading.dates import days
from onrecord.reading.dates.ages import ages
from onrecord.reading.dates.events import named
from onrecord.reading.dates.grammar import Expression
from onrecord.reading.dates.offices import InOffice, Tenure, in_office
from onrecord.reading.dates.tense import coming, sentence, tense

YEAR = 365
MONTH_GAP = 10 * YEAR + 3  # the latest month that a report names with its year is at most ten years old: 64 of 64
DENSE_GAP = 6 * YEAR + 2  # where three of the six years before the latest year are named too: 23 of 23
DATE_GAP = 10 * YEAR + 3  # the latest full date, where a year of the six before it is named too: 24 of 24
LATE = 9  # the month with which the late part of a year begins
HANDOVER = 25  # two who follow each other in an office are not both in it: the first is remembered
LINGER = 60  # a name outlives its bearer by some weeks in copy
AHEAD, BACK = 290, 220  # a day and month without a year: 88 of 88 due, 107 of 113 gone by
ZONES = 1  # a report can be printed west of where the day has begun
PAIR_BEFORE, PAIR_AFTER = 200, 330  # "Wednesday, Nov. 3": the year goes unsaid from half a year ahead to a year after


@dataclass(frozen=True, slots=True)
class Clue:
    """Publication lies on one of `days`, because of the words `start:end`; `trust` is the share in which that held."""

    days: days.Days
    start: int
    end: int
    reason: str
    trust: float


def clues(text: str, found: list[Expression], tenures: Iterable[Tenure] = ()) -> list[Clue]:
    """Every clue in `text`, of which `found` are the expressions of time."""
    past = [e for e in found if first_day(e) and not attributive(text, e) and tense(text, e.start, e.end) == "past"]
    offices = in_office(text, tenures)
    return [
        *_things(text),
        *_past(text, past),
        *_future(text, found, past),
        *_offices(text, offices, found),
        *_recency(text, past),
        *_pairs(found),
        *_unprinted(text, found),
        *_this_month(text, found),
        *_ages(text),
    ]


def first_day(expression: Expression) -> dt.date | None:
    """The first day of a dated expression; None for a day that its month does not have."""
    if expression.year is None:
        return None
    try:
        return dt.date(expression.year, expression.month or 1, expression.day or 1)
    except ValueError:
        return None


def last_day(expression: Expression) -> dt.date | None:
    """The last day of a dated expression."""
    start = first_day(expression)
    if start is None or expression.day:
        return start
    if expression.month:
        return days.latest(days.month_days(start.year, expression.month))
    return dt.date(start.year + (9 if expression.kind == "decade" else 0), 12, 31)


_THING = re.compile(
    r"(?:[ -]\d\d|/\d{2,4})?[ ](?:[A-Z]|(?:summer|winter|world|national|general|presidential|parliamentary|"
    r"annual)\s|(?:[a-z]+ ){0,2}(?:campaign|election|race|season|budget|model|bid|contest|candidate|hopeful|"
    r"primar|crop|period|plan|program|strateg|roadmap|olympic|games|"
    r"convention|nominee|presiden|fiscal|tournament|cycle|field|summit|conference|version|edition|target|term))"
)
_FISCAL = re.compile(r"\b(?:fiscal|fiscal year|FY)[ -]$", re.I)
_SINCE = re.compile(r"\bsince $", re.I)
_PART = re.compile(r"\b(?P<late>late|end of|the end of|fall of|autumn of)[ -]$", re.I)
_PLACE = re.compile(r"\b(?:in|since|until|by|of|from|to|through|after|before|during|late|early|mid)[ -]$", re.I)


def attributive(text: str, expression: Expression) -> bool:
    """Whether a year only tells which of a row of things is meant (*the 2008 Games*): those are named years ahead.

    >>> line = "Sarn prepares for the 2008 Games."
    >>> attributive(line, Expression(22, 26, "year", 2008))
    True
    >>> line = "Sarn was flooded in 2008 after the dam broke."
    >>> attributive(line, Expression(20, 24, "year", 2008))
    False
    """
    if expression.day or expression.kind == "decade":
        return False
    if _FISCAL.search(text, max(0, expression.start - 12), expression.start):
        return True
    before = _PLACE.search(text, max(0, expression.start - 8), expression.start)
    return not before and bool(_THING.match(text, expression.end))


def _things(text: str) -> Iterator[Clue]:
    """What the text names was there already; what is gone is hardly named any more, but where the past is told."""
    for one in named(text):
        t = one.thing
        if t.low:
            reason = f"not before {t.low}: {t.what} ({t.source})"
            yield Clue(days.between(t.low, None), one.start, one.end, reason, 0.995)
        if t.high and not _is_told(text, one.start, one.end):
            reason = f"not long after {t.high}: {t.what} until then ({t.source})"
            yield Clue(days.between(None, t.high + dt.timedelta(days=LINGER)), one.start, one.end, reason, 0.96)


_TOLD = re.compile(
    r"\b(?:former|then|old|ex-|defunct|late|history|historic\w*|era|erstwhile|ago|decades?|century|"
    r"was\s+born|19\d\d|collapse|fall|break-?up)\b",
    re.I,
)


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether the sentence looks back."""
    low, high = sentence(text, start, end)
    return bool(_TOLD.search(text, low, high))


def _past(text: str, past: list[Expression]) -> Iterator[Clue]:
    """The latest of the dates spoken of as past, and the one before it in case the latest was no date."""
    latest = sorted(past, key=lambda e: (e.year or 0, e.month or 0, e.day or 0))[-2:]
    for rank, e in enumerate(reversed(latest)):
        low = (first_day(e) or days.FIRST) - dt.timedelta(days=ZONES)
        if e.kind == "year" and e.year and _PART.search(text, max(0, e.start - 12), e.start):
            low = dt.date(e.year, LATE, 1)
        yield Clue(days.between(low, None), e.start, e.end, "a date spoken of as past", 0.98 + 0.01 * rank)


def _future(text: str, found: list[Expression], past: list[Expression]) -> Iterator[Clue]:
    """The nearest of the dates spoken of as to come, where it is later than every past one."""
    floor = max((first_day(e) or dt.date.min for e in past), default=dt.date.min)
    ahead = [e for e in found if (first_day(e) or dt.date.min) > floor and coming(text, e.start, e.end)]
    if ahead:
        e = min(ahead, key=lambda e: last_day(e) or dt.date.max)
        yield Clue(days.between(None, last_day(e)), e.start, e.end, "a date spoken of as to come", 0.95)


def _offices(text: str, offices: list[InOffice], found: list[Expression]) -> Iterator[Clue]:
    """An office held now bounds both sides; only below where the year is past or a successor serves."""
    held = list({one.label: one for one in reversed(offices)}.values())
    newest = max((days.earliest(one.days) for one in held), default=days.FIRST)
    for one in held:
        over = days.latest(one.days) < newest + dt.timedelta(days=HANDOVER) or _of_a_year(text, one, found)
        mask = days.between(days.earliest(one.days), None) if over else one.days
        yield Clue(mask, one.start, one.end, f"named in office: {one.label}", 0.985 if over else 0.97)


def _of_a_year(text: str, one: InOffice, found: list[Expression]) -> bool:
    """Whether the sentence that names a holder tells of a year gone by."""
    low, high = sentence(text, one.start, one.end)
    return any(e.year and low <= e.start < high and tense(text, e.start, e.end) == "past" for e in found)


def _recency(text: str, past: list[Expression]) -> Iterator[Clue]:
    """News copy that dates things by month, or year after year, is not much younger than the latest of them.

    Not so where the latest is only compared with: *the sharpest fall since May 1986*.
    """
    past = [e for e in past if not _SINCE.search(text, max(0, e.start - 8), e.start)]
    if not past:
        return
    e = max(past, key=lambda e: (e.year or 0, e.month or 0, e.day or 0))
    near = {o.year for o in past if o.year and (e.year or 0) - 6 <= o.year < (e.year or 0)}
    gap = _gap(e, len(near))
    last = last_day(e)
    if gap and last:
        yield Clue(
            days.between(None, last + dt.timedelta(days=gap)),
            e.start,
            e.end,
            f"the latest date named; copy of this kind follows within {gap // YEAR} years",
            0.96,
        )


def _gap(e: Expression, near: int) -> int:
    """For how many days copy may follow the latest date that it names; 0 where nothing is known."""
    if near >= 3:
        return DENSE_GAP
    if e.kind == "date":
        return DATE_GAP if near else 0
    return MONTH_GAP if e.kind == "month" else 0


def _pairs(found: list[Expression]) -> Iterator[Clue]:
    """A weekday beside a day and month leaves few years."""
    for e in found:
        if e.kind == "date" and e.year is None and e.weekday is not None and e.month and e.day:
            fits = days.yearly(e.month, e.day) & days.weekday(e.weekday)
            yield Clue(days.spread(fits, -PAIR_BEFORE, PAIR_AFTER), e.start, e.end, "this day was that weekday", 0.98)


def _unprinted(text: str, found: list[Expression]) -> Iterator[Clue]:
    """A day and month without a year: what happened *on Nov. 3* lies months back at most, what is due months ahead."""
    for e in found:
        if e.kind != "date" or e.year is not None or e.weekday is not None or not (e.month and e.day):
            continue
        fits = days.yearly(e.month, e.day, e.day_end)
        if coming(text, e.start, e.end):
            yield Clue(days.spread(fits, -AHEAD, ZONES), e.start, e.end, "a day to come, its year unprinted", 0.957)
        elif _happened(text, e):
            yield Clue(days.spread(fits, -ZONES, BACK), e.start, e.end, "a day gone by, its year unprinted", 0.957)


def _this_month(text: str, found: list[Expression]) -> Iterator[Clue]:
    """*due later this month* beside one day to come: the report is of that month, and not after that day."""
    hit = _LATER.search(text)
    due = [e for e in found if e.kind == "date" and e.year is None and e.day and coming(text, e.start, e.end)]
    if hit and len(due) == 1 and due[0].month:
        fits = days.yearly(due[0].month, 1, due[0].day)
        yield Clue(fits, hit.start(), hit.end(), "later in the month of the day to come", 0.956)


def _happened(text: str, e: Expression) -> bool:
    """Whether a past verb leads up to *on* before the day, without an *if* or a plan."""
    low, _ = sentence(text, e.start, e.end)
    lead = text[max(low, e.start - 90) : e.start]
    return tense(text, e.start, e.end) == "past" and bool(_DID_ON.search(lead)) and not _SUPPOSED.search(lead)


_DID_ON = re.compile(
    r"(?:\b(?:[a-z]{2,}ed|was|were|held|met|came|left|said|told|took|shot|won|lost|began|went|sent|had|hit|"
    r"fell)\b[^,;]{0,60}"
    r"\bon |^\W*on )$",
    re.I,
)
_LATER = re.compile(r"\blater this month\b", re.I)
_SUPPOSED = re.compile(r"\b(?:if|unless|would|could|planned|due|scheduled|last year|next)\b", re.I)


def _ages(text: str) -> Iterator[Clue]:
    """The age of a war or of a date in the text: *the 21-month-old war*, *two years ago, in 1997*."""
    for age in ages(text):
        yield Clue(days.between(age.low, age.high), age.start, age.end, age.reason, age.trust)
