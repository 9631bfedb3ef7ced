"""The days on which an article can have been published."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from onrecord.reading.dates import days
from onrecord.reading.dates.clues import Clue, clues
from onrecord.reading.dates.grammar import Expression, expressions
from onrecord.reading.dates.inference import combine
from onrecord.reading.dates.offices import Tenure
from onrecord.reading.dates.printed import Stamp, stamps, yearless_dateline
from onrecord.types import Article, Evidence, Published, Segment

_GALLERY = re.compile(r"(?:^|\s)\d{1,3}/\d{1,3}\s[^\n]{0,30}$", re.M)
READ = 400_000  # characters: no report is longer, and what else is in a longer file dates nothing
DATES = 300  # a text with more is a table, not a report
_DATELINE_SLACK = 2  # copy is printed on the day of its dateline or soon after
_AMENDED_WITHIN = 180  # corrections come within weeks; half a year is kept
_STAMP_ORDER = ("published", "line", "dateline", "updated")


def published(article: Article, segments: Sequence[Segment] = (), tenures: Iterable[Tenure] = ()) -> Published:
    """When `article` was published: as given, else as printed in it, else as far as its words bound it.

    `tenures` are (name, office, earliest, latest) that the caller knows beside those of `offices.csv`. Nothing in a
    repeat counts, and of furniture only what the page prints about itself.

    >>> published(Article("a", "Rain fell on Sarn.")).method
    'unknown'
    >>> page = Article("a", "Sarn Post\\nLast modified: 5 Dec 2012 22:28\\nRain fell on Sarn.")
    >>> published(page).earliest, published(page).method
    (datetime.date(2012, 12, 5), 'printed')
    """
    if article.published.method != "unknown":
        return article.published
    text = article.text[:READ]
    marks = [s for s in stamps(text) if _kind_at(segments, s.start) != "repeat"]
    for kind in _STAMP_ORDER:
        own = [s for s in marks if s.kind == kind]
        if own:
            return _printed(own[0])
    found = [e for e in expressions(text) if not _is_foreign(text, e, segments, marks)]
    found = found[:DATES]
    return combine([*_of_stamps(marks), *_of_dateline(text, found), *clues(text, found, tenures)])


def _printed(stamp: Stamp) -> Published:
    what = (
        "the dateline"
        if stamp.kind == "dateline"
        else "a date line"
        if stamp.kind == "line"
        else f"{stamp.kind} as printed"
    )
    slack = dt.timedelta(days=1 if stamp.kind == "dateline" else 0)
    swapped = ", day and month may be swapped" if stamp.low != stamp.high else ""
    return Published(stamp.low, stamp.high + slack, "printed", (Evidence(stamp.start, stamp.end, what + swapped),))


def _kind_at(segments: Sequence[Segment], at: int) -> str:
    return next((s.kind for s in segments if s.start <= at < s.end), "body")


def _is_foreign(text: str, e: Expression, segments: Sequence[Segment], marks: Sequence[Stamp]) -> bool:
    """Whether a date is not the report's own: in furniture or a repeat, in a gallery, or a page's stamp."""
    if _kind_at(segments, e.start) in ("furniture", "repeat") or any(s.start <= e.start < s.end for s in marks):
        return True
    return bool(e.year and _GALLERY.search(text, max(0, e.start - 40), e.start))


def _of_stamps(marks: Sequence[Stamp]) -> list[Clue]:
    """What an amendment note and a copyright line leave: the report is not younger."""
    out = []
    for s in marks:
        if s.kind == "amended":
            soon = s.low - dt.timedelta(days=_AMENDED_WITHIN)
            out.append(
                Clue(days.between(soon, s.high), s.start, s.end, "amended on this day, soon after publication", 0.985)
            )
        elif s.kind == "copyright":
            low = s.low - dt.timedelta(days=1) if s.low.year > 1900 else None
            out.append(Clue(days.between(low, s.high), s.start, s.end, "the year of the copyright line", 0.985))
    return out


def _of_dateline(text: str, found: Sequence[Expression]) -> list[Clue]:
    """What a dateline without a year leaves: that day in any year; with a weekday in the lead, in few years."""
    line = yearless_dateline(text)
    if line is None:
        return []
    fits = days.yearly(line.month, line.day)
    weekday = next((e for e in found if e.kind == "weekday" and line.end <= e.start < line.end + 350), None)
    if weekday is not None and weekday.weekday is not None:
        fits &= days.spread(days.weekday(weekday.weekday), 0, 1)
    return [
        Clue(
            days.spread(fits, 0, _DATELINE_SLACK),
            line.start,
            line.end,
            "the day of the dateline, its year unprinted",
            0.98,
        )
    ]
