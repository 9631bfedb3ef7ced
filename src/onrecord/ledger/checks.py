"""What is wrong with a ledger, if anything."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import LedgerDamaged, LedgerError
from onrecord.ledger.connection import reported
from onrecord.ledger.rows import unlocked

# Every table whose rows point into an article's text, and the way from such a row to its reading.
_POINTING = {
    "segments": "reading",
    "entities": "reading",
    "mentions": "reading",
    "published_evidence": "reading",
    "office_evidence": "(SELECT reading FROM offices WHERE key = t.office)",
    "chain_links": "(SELECT reading FROM attributions WHERE key = t.attribution)",
    "addressees": "(SELECT reading FROM attributions WHERE key = t.attribution)",
    "said_evidence": "(SELECT reading FROM attributions WHERE key = t.attribution)",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and where."""

    where: str
    problem: str


def findings(db: sqlite3.Connection) -> Iterator[Finding]:
    """All that is wrong: SQLite's own checks, then every span against its article's text."""
    for check in (_integrity, _foreign_keys, _full_text, _spans, _condition_spans, _bounds):
        try:
            with reported("ledger"):
                yield from check(db)
        except LedgerDamaged as error:
            yield Finding("file", str(error))


def _integrity(db: sqlite3.Connection) -> Iterator[Finding]:
    for (verdict,) in db.execute("PRAGMA integrity_check"):
        if verdict != "ok":
            yield Finding("file", " ".join(verdict.split()))


def _foreign_keys(db: sqlite3.Connection) -> Iterator[Finding]:
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield Finding(f"{table} {row}", f"points to a row of {parent} that is not there")


def _full_text(db: sqlite3.Connection) -> Iterator[Finding]:
    """FTS5 checks its index against the texts by a statement that looks like a write."""
    with unlocked(db):
        for table in ("articles_fts", "attributions_fts"):
            yield from _full_text_of(db, table)


def _full_text_of(db: sqlite3.Connection, table: str) -> Iterator[Finding]:
    try:
        with reported(table):
            db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
    except LedgerDamaged:
        yield Finding(table, "the full-text index does not match the texts")
    except LedgerError:
        return  # a read-only file: SQLite cannot make this check there


def _spans(db: sqlite3.Connection) -> Iterator[Finding]:
    """Every span of source, cue and content against the words that it must cut out of the text."""
    return _cut(db, "spans AS s ON s.attribution = a.key")


def _condition_spans(db: sqlite3.Connection) -> Iterator[Finding]:
    """The same for the parts of conditions."""
    return _cut(db, "conditions AS c ON c.attribution = a.key JOIN condition_spans AS s ON s.condition = c.key")


def _cut(db: sqlite3.Connection, spans: str) -> Iterator[Finding]:
    statement = f"""
        SELECT ar.key, ar.id, a.id, s.part, s.start, s.stop, s.words
        FROM articles AS ar JOIN readings AS r ON r.article = ar.key
        JOIN attributions AS a ON a.reading = r.key JOIN {spans}
        ORDER BY ar.key"""
    current, text = -1, ""
    for key, article, attribution, part, start, stop, words in db.execute(statement):
        if key != current:
            current, text = key, _text(db, key)
        if not 0 <= start < stop <= len(text) or text[start:stop] != words:
            yield Finding(f"{article}#{attribution}", f"the {part} at {start}-{stop} is not {words!r} in the article")


def _bounds(db: sqlite3.Connection) -> Iterator[Finding]:
    """Every other pointer into a text must stay inside it."""
    for key, article in db.execute("SELECT key, id FROM articles"):
        length = len(_text(db, key))
        for table, reading in _POINTING.items():
            statement = f"""
                SELECT t.key FROM {table} AS t WHERE {reading} IN (SELECT key FROM readings WHERE article = ?)
                AND NOT (0 <= t.start AND t.start <= t.stop AND t.stop <= ?)"""
            for (row,) in db.execute(statement, (key, length)):
                yield Finding(f"{article}, {table} {row}", "points outside the article's text")


def _text(db: sqlite3.Connection, key: int) -> str:
    return str(db.execute("SELECT text FROM articles WHERE key = ?", (key,)).fetchone()[0])
