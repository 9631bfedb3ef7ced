"""Statements a page at a time, by their place in the order: the last page costs no more than the first."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.ledger.lines import Line, line_of
from onrecord.ledger.questions import Question
from onrecord.ledger.rows import Value, day_text
from onrecord.ledger.statements import COLUMNS, JOINED, statement_conditions


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the order of statements one stands: its first possible day, and its row."""

    day: dt.date | None
    key: int


@dataclass(frozen=True, slots=True)
class Slice:
    """Some statements in their order, and the place of the last one where more follow."""

    lines: tuple[Line, ...]
    after: Place | None


def statements_after(
    db: sqlite3.Connection, question: Question, place: Place | None, limit: int, actor: str | None = None
) -> Slice:
    """The next `limit` statements that answer `question`, newest first, undated last; those of one actor, if named."""
    found, values = statement_conditions(question, dated=True)
    if actor is not None:
        found.append("st.recorded_actor = (SELECT key FROM recorded_actors WHERE id = ?)")
        values.append(actor)
    rows: list[tuple[Value, ...]] = []
    for condition, more in _stretches(place):
        if len(rows) <= limit:
            where = " AND ".join([*found, condition])
            select = f"""SELECT {COLUMNS}, st.key FROM {JOINED} WHERE {where}
                ORDER BY st.earliest DESC, st.key LIMIT ?"""
            rows += db.execute(select, [*values, *more, limit + 1 - len(rows)])
    lines = tuple(line_of(row[:-1]) for row in rows[:limit])
    if len(rows) <= limit:
        return Slice(lines, None)
    last = rows[limit - 1][-1]
    assert isinstance(last, int)
    return Slice(lines, Place(lines[-1].earliest, last))


def _stretches(place: Place | None) -> Iterator[tuple[str, list[Value]]]:
    """What comes after the place, as conditions that each follow the index: the same day, earlier days, no day."""
    if place is None:
        yield "1", []
    elif place.day is None:
        yield "st.earliest IS NULL AND st.key > ?", [place.key]
    else:
        yield "st.earliest = ? AND st.key > ?", [day_text(place.day), place.key]
        yield "st.earliest < ?", [day_text(place.day)]
        yield "st.earliest IS NULL", []
