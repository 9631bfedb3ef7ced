"""Rows in and out of SQLite, with any text that Python can hold."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

Value = str | int | float | None
Row = tuple[Value, ...]


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All that the block writes, or nothing of it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(db: sqlite3.Connection) -> Iterator[None]:
    """The block sees the ledger as it stands now, whatever others write meanwhile."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        if db.in_transaction:
            db.execute("COMMIT")


@contextmanager
def unlocked(db: sqlite3.Connection) -> Iterator[None]:
    """The block may write through a connection that was opened for reading, where the file itself allows it."""
    locked = db.execute("PRAGMA query_only").fetchone()[0]
    db.execute("PRAGMA query_only = OFF")
    try:
        yield
    finally:
        db.execute(f"PRAGMA query_only = {locked}")


def next_key(db: sqlite3.Connection, table: str) -> int:
    """The key that the next row of `table` will have, inside a writing transaction."""
    return int(db.execute(f"SELECT coalesce(max(key), 0) + 1 FROM {table}").fetchone()[0])


def insert(db: sqlite3.Connection, table: str, columns: str, rows: Sequence[Row]) -> None:
    """`rows` written to the comma-separated `columns` of `table`."""
    if any(isinstance(value, str) and is_odd(value) for row in rows for value in row):
        for row in rows:
            _insert_odd(db, table, columns, row)
    elif rows:
        marks = ", ".join("?" * len(rows[0]))
        db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def _insert_odd(db: sqlite3.Connection, table: str, columns: str, row: Row) -> None:
    marks = ", ".join(mark(value) for value in row)
    db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", [bindable(value) for value in row])


def is_odd(text: str) -> bool:
    """Whether `text` holds a lone surrogate, which UTF-8 has no form for.

    >>> is_odd("\\ud800"), is_odd("\\U0001f600")
    (True, False)
    """
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def mark(value: Value) -> str:
    """The place-holder for `value` in a statement, to go with `bindable(value)`."""
    return "CAST(? AS TEXT)" if isinstance(value, str) and is_odd(value) else "?"


def bindable(value: Value) -> Value | bytes:
    """What the sqlite3 module takes for `value`."""
    return value.encode(errors="surrogatepass") if isinstance(value, str) and is_odd(value) else value


def day_text(day: dt.date | None) -> str | None:
    """The day in ISO 8601."""
    return None if day is None else day.isoformat()


def day_of(text: str | None) -> dt.date | None:
    """The day that ISO 8601 `text` names."""
    return None if text is None else dt.date.fromisoformat(text)


def now_text() -> str:
    """This second in UTC, ISO 8601."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def grouped(rows: Iterable[Sequence[Value]]) -> dict[int, list[Sequence[Value]]]:
    """Rows by their first value, the owner's key, in order."""
    groups: dict[int, list[Sequence[Value]]] = {}
    for row in rows:
        assert isinstance(row[0], int)
        groups.setdefault(row[0], []).append(row[1:])
    return groups
