"""Statements a page at a time, by their place in the order: quick on a million of them, whatever is asked.

The order is that of an index, which is walked from the place on until the page is full; each statement on the way is
looked at by itself. Where words or an outlet are rare, that walk would be long: then what holds them is fetched first.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Container, Iterator
from dataclasses import dataclass

from onrecord.ledger.lines import Line, line_of
from onrecord.ledger.questions import CURRENT, Question, literal
from onrecord.ledger.rows import Value, day_text
from onrecord.ledger.statements import COLUMNS, JOINED
from onrecord.ledger.words import match

RARE = 20_000
"""Rows that are fetched and sorted at most, some 80 ms; what more rows hold is met as soon on the walk."""

Clause = tuple[str, list[Value]]
_ACTOR = "(SELECT key FROM recorded_actors WHERE id = ?)"
_NOTHING: Clause = ("0", [])  # words without a letter are in no statement


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the order of statements one stands: its first possible day, and its row."""

    day: dt.date | None
    key: int


@dataclass(frozen=True, slots=True)
class Slice:
    """Some statements in their order, and the place of the last one where more follow.

    `total` is how many answer in all; None where counting them would take longer than finding some.
    """

    lines: tuple[Line, ...]
    after: Place | None
    total: int | None


def statements_after(
    db: sqlite3.Connection, question: Question, place: Place | None, limit: int, actor: str | None = None
) -> Slice:
    """The next `limit` statements that answer `question`, newest first, undated last; those of one actor, if named."""
    rare = dict(_rare(db, question, actor))
    clauses = [*_made(actor), *_spoken(question, rare), *_reported(question, rare), *_dated(question)]
    order = "+st.earliest DESC, st.key" if rare else "st.earliest DESC, st.key"  # +: sorted, not walked by the index
    rows: list[tuple[Value, ...]] = []
    for stretch in _stretches(place, question):
        if len(rows) <= limit:
            found = [*clauses, *rare.values(), stretch]
            where = " AND ".join(clause for clause, _ in found)
            select = f"SELECT {COLUMNS}, st.key FROM {JOINED} WHERE {where} ORDER BY {order} LIMIT ?"
            rows += db.execute(select, [*(v for _, values in found for v in values), limit + 1 - len(rows)])
    lines = tuple(line_of(row[:-1]) for row in rows[:limit])
    total = _total(db, [*clauses, *rare.values()]) if rare or not clauses else None
    if len(rows) <= limit:
        return Slice(lines, None, total)
    last = rows[limit - 1][-1]
    assert isinstance(last, int)
    return Slice(lines, Place(lines[-1].earliest, last), total)


def _total(db: sqlite3.Connection, clauses: list[Clause]) -> int:
    where = " AND ".join(clause for clause, _ in clauses) or "1"
    counted = f"SELECT count(*) FROM statements AS st WHERE {where}"
    return int(db.execute(counted, [v for _, values in clauses for v in values]).fetchone()[0])


def _stretches(place: Place | None, question: Question) -> Iterator[Clause]:
    """What comes after the place, in parts that each follow the index: the same day, earlier days, no first day."""
    newest, last = (None, 0) if place is None else (place.day, place.key)
    until = day_text(question.until)
    if newest is not None:
        yield "st.earliest = ? AND st.key > ?", [day_text(newest), last]
        yield "st.earliest < ?", [day_text(newest)]
    elif place is None:
        yield ("st.earliest IS NOT NULL", []) if until is None else ("st.earliest <= ?", [until])
    yield "st.earliest IS NULL AND st.key > ?", [last if newest is None else 0]


def _dated(question: Question) -> Iterator[Clause]:
    """The days asked for; what has no date at all is left out then."""
    if question.is_dated:
        yield "coalesce(st.earliest, st.latest) IS NOT NULL", []
    if question.since is not None:
        yield "coalesce(st.latest, '9999-12-31') >= ?", [day_text(question.since)]
    if question.until is not None:
        yield "coalesce(st.earliest, '0001-01-01') <= ?", [day_text(question.until)]


def _spoken(question: Question, rare: Container[str]) -> Iterator[Clause]:
    """By whom or for whom, as the record has it."""
    if question.by is not None and "by" not in rare:  # a rare name's statements are fetched, and that says it all
        query = match(question.by)
        held = "EXISTS (SELECT 1 FROM statements_fts WHERE rowid = st.key AND statements_fts MATCH ?)"
        yield (held, [query]) if query else _NOTHING


def _reported(question: Question, rare: Container[str]) -> Iterator[Clause]:
    """That some report is about the words, in the outlet, of the form and attitude, all of it in one."""
    clauses: list[Clause] = []
    for column, value in (("form", question.form), ("attitude", question.attitude)):
        if value is not None:
            clauses.append((f"oa.{column} = ?", [value]))
    if question.outlet is not None:
        clauses.append((r"oar.outlet LIKE ? ESCAPE '\'", [f"%{literal(question.outlet)}%"]))
    if question.about is not None:  # last, since it costs most
        query = match(question.about, ("content",))
        held = "EXISTS (SELECT 1 FROM attributions_fts WHERE rowid = oa.key AND attributions_fts MATCH ?)"
        if "about" in rare:
            held = "oa.key IN (SELECT rowid FROM attributions_fts WHERE attributions_fts MATCH ?)"
        clauses.append((held, [query]) if query else _NOTHING)
    if clauses:
        where = " AND ".join(clause for clause, _ in clauses)
        exists = f"""EXISTS (SELECT 1 FROM occurrences AS oo JOIN attributions AS oa ON oa.key = oo.attribution
            JOIN readings AS r ON r.key = oa.reading JOIN articles AS oar ON oar.key = r.article
            WHERE oo.statement = st.key AND {CURRENT} AND {where})"""
        yield exists, [value for _, values in clauses for value in values]


def _made(actor: str | None) -> Iterator[Clause]:
    if actor is not None:
        yield f"+st.recorded_actor = {_ACTOR}", [actor]  # +: no reason to leave the order


def _rare(db: sqlite3.Connection, question: Question, actor: str | None) -> Iterator[tuple[str, Clause]]:
    """What narrows the statements to a few that are fetched at once; nothing where it would not be a few."""
    for name, select, values, whose in _narrowing(question, actor):
        counted = f"SELECT count(*) FROM ({select} LIMIT {RARE + 1})"
        if db.execute(counted, values).fetchone()[0] <= RARE:
            yield name, (f"st.key IN ({whose.format(select)})", values)


def _narrowing(question: Question, actor: str | None) -> Iterator[tuple[str, str, list[Value], str]]:
    """Each way to narrow: its name, how to fetch its rows, and the statements that these rows lead to."""
    of_attributions = "SELECT statement FROM occurrences WHERE attribution IN ({})"
    by = None if question.by is None else match(question.by)
    about = None if question.about is None else match(question.about, ("content",))
    if actor is not None:
        yield "actor", f"SELECT key FROM statements WHERE recorded_actor = {_ACTOR}", [actor], "{}"
    if by is not None:
        yield "by", "SELECT rowid FROM statements_fts WHERE statements_fts MATCH ?", [by], "{}"
    if about is not None:
        yield "about", "SELECT rowid FROM attributions_fts WHERE attributions_fts MATCH ?", [about], of_attributions
    if question.outlet is not None:
        printed = r"""SELECT a.key FROM articles AS ar CROSS JOIN readings AS r ON r.article = ar.key
            CROSS JOIN attributions AS a ON a.reading = r.key WHERE ar.outlet LIKE ? ESCAPE '\'"""  # outlets first
        yield "outlet", printed, [f"%{literal(question.outlet)}%"], of_attributions
