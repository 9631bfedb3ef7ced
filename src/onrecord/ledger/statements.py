"""What was said how often: the lines that answer a question, one for each statement."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from onrecord.ledger.lines import HOW, WHO, Line, Lines, line_of
from onrecord.ledger.questions import TABLES, Question, conditions
from onrecord.ledger.rows import Value, day_text

_DATED_BY = """CASE WHEN coalesce(st.earliest, st.latest) IS NULL THEN 'unknown' WHEN EXISTS (
    SELECT 1 FROM occurrences AS d JOIN attributions AS da ON da.key = d.attribution
    WHERE d.statement = st.key AND da.when_from = 'said') THEN 'said' ELSE 'published' END"""
COLUMNS = f"""a.id, ar.id, ar.outlet, ar.title, st.earliest, st.latest, {_DATED_BY},
    {WHO}, {HOW.format("st.text")}, st.reports, st.independent"""
JOINED = """statements AS st
    JOIN attributions AS a ON a.key = st.representative
    JOIN readings AS r ON r.key = a.reading
    JOIN articles AS ar ON ar.key = r.article
    LEFT JOIN actors AS s ON s.key = a.speaker
    LEFT JOIN recorded_actors AS ra ON ra.key = st.recorded_actor"""


def said(db: sqlite3.Connection, question: Question, limit: int | None) -> Lines:
    """The newest `limit` statements that answer `question`: those that some report of theirs answers."""
    lines = tuple(each(db, question, limit))
    whole = limit is None or len(lines) < limit
    total = len(lines) if whole else _count(db, question, dated=True)
    return Lines(lines, total, _count(db, question, dated=False) if question.is_dated else 0)


def each(db: sqlite3.Connection, question: Question, limit: int | None = None) -> Iterator[Line]:
    """The statements that answer `question`, newest first and undated last, one at a time."""
    statement, values = line_query(question, limit)
    for row in db.execute(statement, values):
        yield line_of(row)


def line_query(question: Question, limit: int | None) -> tuple[str, list[Value]]:
    """The statement behind `each`, and its values."""
    found, values = statement_conditions(question, dated=True)
    order = "ORDER BY st.earliest DESC, st.key LIMIT ?"
    statement = f"SELECT {COLUMNS} FROM {JOINED} WHERE {' AND '.join(found)} {order}"
    return statement, [*values, -1 if limit is None else limit]


def _count(db: sqlite3.Connection, question: Question, *, dated: bool) -> int:
    found, values = statement_conditions(question, dated=dated)
    if not dated:
        found.append("coalesce(st.earliest, st.latest) IS NULL")
    query = f"SELECT count(*) FROM statements AS st WHERE {' AND '.join(found)}"
    return int(db.execute(query, values).fetchone()[0])


def statement_conditions(question: Question, *, dated: bool) -> tuple[list[str], list[Value]]:
    """SQL conditions on statements `st`, and their values; the days are left out unless `dated`."""
    asked, values = conditions(question, dated=False)
    reported = f"""st.key IN (SELECT o.statement FROM {TABLES}
        JOIN occurrences AS o ON o.attribution = a.key WHERE {" AND ".join(asked)})"""
    found = [reported] if len(asked) > 1 else ["1"]
    if dated and question.is_dated:
        found.append("coalesce(st.earliest, st.latest) IS NOT NULL")
    if dated and question.since is not None:
        found.append("coalesce(st.latest, '9999-12-31') >= ?")
        values.append(day_text(question.since))
    if dated and question.until is not None:
        found.append("coalesce(st.earliest, '0001-01-01') <= ?")
        values.append(day_text(question.until))
    return found, values
