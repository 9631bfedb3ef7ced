"""Lists of statements: the filters, a page of lines, and the whole list as a table."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import cast, get_args

from onrecord.ledger import Ledger, Line
from onrecord.ledger.paging import Place
from onrecord.ledger.questions import Question
from onrecord.types import Attitude, Form
from onrecord.web.asked import Asked, Param, WrongParameter
from onrecord.web.page import Table

LIMIT, MOST = 40, 200
_LEAP = "(?:[1-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)"
_DAY = (  # the days that there are, so that the API's description promises no other
    "(?:[1-9][0-9]{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    f"|{_LEAP}-02-29)"
)
_PLACE = rf"({_DAY}|undated)\.([0-9]{{1,15}})"
FILTERS = (
    Param("by", "words of the speaker's name, or of the state or body spoken for"),
    Param("about", 'words of what was said; "a phrase" in quotation marks, begin* with any ending'),
    Param("outlet", "a part of the outlet's name"),
    Param("since", "said or published on this day or later: 2031, 2031-03 or 2031-03-07", "first_day"),
    Param("until", "said or published on this day or earlier", "last_day"),
    Param("form", "in the speaker's own words, or not", "choice", get_args(Form)),
    Param("attitude", "what the cue shows: said, thinks, knows, or wants", "choice", get_args(Attitude)),
)
PAGING = (
    Param("after", "where the page begins, as the page before names it", pattern=_PLACE),
    Param("limit", "how many lines at most", "number", most=MOST),
)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list of statements; `after` begins the next page, None on the last.

    `total` is how many there are on all pages; None where counting would take too long.
    """

    lines: tuple[Line, ...]
    after: str | None
    total: int | None
    limit: int


def question_of(asked: Asked) -> Question:
    """What the filters ask."""
    return Question(
        by=asked.text("by"),
        about=asked.text("about"),
        outlet=asked.text("outlet"),
        since=asked.day("since"),
        until=asked.day("until"),
        form=cast(Form | None, asked.text("form")),  # checked by its Param
        attitude=cast(Attitude | None, asked.text("attitude")),
    )


def listing(ledger: Ledger, question: Question, asked: Asked, limit: int = LIMIT, actor: str | None = None) -> Listing:
    """The lines from `after` on; those of one recorded actor, if one is named."""
    limit = asked.number("limit", limit)
    found = ledger.statements_after(question, place_of(asked.text("after")), limit, actor)
    return Listing(found.lines, None if found.after is None else _told(found.after), found.total, limit)


def table(ledger: Ledger, asked: Asked) -> Table:
    """All lines that answer, whatever the page."""
    names = [field.name for field in fields(Line)]
    return Table(names, _rows(ledger.lines(question_of(asked)), names))


def place_of(text: str | None) -> Place | None:
    """The place that an address names.

    >>> place_of("2031-03-07.12"), place_of("undated.4")
    (Place(day=datetime.date(2031, 3, 7), key=12), Place(day=None, key=4))
    """
    if text is None:
        return None
    found = re.fullmatch(_PLACE, text)
    if found is None:
        raise WrongParameter(f"after {text!r} is no place in the list; take it from a page's `after`")
    return Place(None if found[1] == "undated" else dt.date.fromisoformat(found[1]), int(found[2]))


def _told(place: Place) -> str:
    return f"{place.day or 'undated'}.{place.key}"


def _rows(lines: Iterator[Line], names: list[str]) -> Iterator[tuple[object, ...]]:
    for line in lines:
        yield tuple(getattr(line, name) for name in names)
