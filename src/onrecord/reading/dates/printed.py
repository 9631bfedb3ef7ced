"""Dates that a page prints about itself: “Last modified: 5 Dec 2012 22:28”, datelines, copyright and date lines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.reading.dates.grammar import MONTH, WEEKDAY, YEAR, month_number

StampKind = Literal["published", "updated", "dateline", "line", "amended", "copyright"]

_TIME = r"(?:\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4}\b)?[,|\s]*)?"
_DAY_NAME = rf"(?:(?:{WEEKDAY}|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,?\s+)?"
_DATE = (
    rf"(?:(?P<iso>{YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}})|(?P<num>\d{{1,2}}[/.-]\d{{1,2}}[/.-]{YEAR})|"
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<m1>{MONTH}),?[\s-]+(?P<y1>{YEAR})|"
    rf"(?P<m2>{MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>{YEAR}))"
)
_LABEL = (
    r"(?:first\s+)?(?:(?P<pub>published|posted|created|filed|issued|released|pubdate|date|publication\s+date)|"
    r"(?P<upd>last\s+(?:modified|updated|update|edited)|updated?|modified|edited))"
)
_STAMP = re.compile(rf"\b{_LABEL}\b\s*(?:on|at|:|-|–|\|)?\s*{_TIME}{_DAY_NAME}(?:on\s+)?{_DATE}(?!\d)", re.I)
_AMENDED = re.compile(rf"\b(?:amended|corrected|last\s+updated)\s+on\s+{_DAY_NAME}{_DATE}", re.I)
_LINE = re.compile(rf"^[^\n]{{0,60}}?\b{_DATE}(?!\d)[^\n]{{0,30}}$", re.M | re.I)
_DATELINE = re.compile(
    rf"^[ \t]*(?:[A-Z][\w.'’]+[ ,/-]{{1,3}}){{1,8}}(?:{_DATE}|(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})|"
    rf"(?P<day3>\d{{1,2}})\s+(?P<month3>{MONTH}))"
    r"\s*(?:\([^)\n]{2,30}\)|/[A-Za-z ]{2,20}/)?\s*(?:--|[-–—:_]|\n|$)",
    re.M,
)
_COPYRIGHT = re.compile(
    rf"(?:©|\(c\)|"
    rf"copyright)\s*(?:©\s*)?(?P<year>{YEAR})\b(?!\s*[-–])[,\s]*(?P<agency>(?:the\s+)?(?:Associated\s+Press|"
    rf"AP\b|AFP|Agence|Reuters|Thomson|NPR|Xinhua|UPI|Kyodo))?",
    re.I,
)
HEAD = 700  # a bare line with a date is the page's own only at its head


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day that the page prints about itself; `high` differs where day and month may be swapped."""

    start: int
    end: int
    kind: StampKind
    low: dt.date
    high: dt.date


@dataclass(frozen=True, slots=True)
class YearlessDateline:
    """A dateline without a year."""

    start: int
    end: int
    month: int
    day: int


def stamps(text: str) -> Iterator[Stamp]:
    """Every date that the page prints about itself.

    >>> [(s.kind, s.low.isoformat()) for s in stamps("Last modified: 5 Dec 2012 22:28\\nRain fell on Sarn.")]
    [('updated', '2012-12-05')]
    >>> list(stamps("The minister published a book on 5 May 2011 and was sorry."))
    []
    """
    for hit in _STAMP.finditer(text):
        if _is_furniture(text, hit):
            yield from _stamp(hit, "published" if hit["pub"] else "updated")
    for hit in _AMENDED.finditer(text):
        yield from _stamp(hit, "amended")
    for hit in _DATELINE.finditer(text, 0, HEAD):
        yield from _stamp(hit, "dateline")
    for hit in _LINE.finditer(text[: _line_end(text, HEAD)]):
        if _bare(hit):
            yield from _stamp(hit, "line")
    marked = "©" in text or "opyright" in text or "(c)" in text
    for hit in _COPYRIGHT.finditer(text) if marked else ():
        year = int(hit["year"])
        yield Stamp(*hit.span(), "copyright", dt.date(year if hit["agency"] else 1900, 1, 1), dt.date(year, 12, 31))


def yearless_dateline(text: str) -> YearlessDateline | None:
    """The day of a dateline that prints no year: *SARN, Jan. 5 (KTA) --*."""
    for hit in _DATELINE.finditer(text, 0, HEAD):
        month, day = hit["month"] or hit["month3"], hit["day"] or hit["day3"]
        if month and 1 <= int(day) <= 31:
            return YearlessDateline(*hit.span(), month_number(month), int(day))
    return None


def _stamp(hit: re.Match[str], kind: StampKind) -> Iterator[Stamp]:
    """The stamp of a match; nothing where its date is none."""
    both = _dates(hit)
    if both:
        yield Stamp(hit.start() + len(hit.group()) - len(hit.group().lstrip()), hit.end(), kind, min(both), max(both))


def _dates(hit: re.Match[str]) -> list[dt.date]:
    """The day that a match prints, both readings where 03/04/2011 leaves open which is the month."""
    if hit["num"]:
        first, second, year = map(int, re.split(r"[/.-]", hit["num"]))
        return [d for d in (_date(year, second, first), _date(year, first, second)) if d]
    if hit["iso"]:
        made = _date(*map(int, re.split(r"[/.-]", hit["iso"])))
    elif hit["y1"]:
        made = _date(int(hit["y1"]), month_number(hit["m1"]), int(hit["d1"]))
    elif hit["y2"]:
        made = _date(int(hit["y2"]), month_number(hit["m2"]), int(hit["d2"]))
    else:
        made = None
    return [made] if made else []


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _is_furniture(text: str, hit: re.Match[str]) -> bool:
    """Whether a stamp stands in a line of its own or beside other furniture, not in a sentence."""
    low = text.rfind("\n", 0, hit.start("pub") if hit["pub"] else hit.start("upd")) + 1
    high = text.find("\n", hit.end())
    before = text[low : hit.start("pub") if hit["pub"] else hit.start("upd")].strip()
    after = text[hit.end() : len(text) if high < 0 else high].strip()
    marked = bool(re.search(r"[:|]", hit.group())) or before.endswith(("|", "•", "·", "-", "—", "–", "("))
    return (
        (not before or marked or (len(before.split()) <= 4 and before[-1:] not in ","))
        and (marked or len(after.split()) <= 8)
        and not re.search(r"\b(?:was|were|be|been|is|has|had|it|a|the|study|report)$", before, re.I)
    )


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", min(at, len(text)))
    return len(text) if end < 0 else end


def _bare(hit: re.Match[str]) -> bool:
    """A line that holds a date and hardly more: no sentence."""
    words = re.findall(r"[^\W\d_]{2,}", hit.group())
    lower = [w for w in words if w.islower() and w not in ("by", "at", "on", "am", "pm", "and", "of", "gmt")]
    return not lower and len(words) <= 9
