"""The tables of a ledger as Arrow, whole or as a stream of batches."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa

from onrecord.errors import UsageError
from onrecord.ledger.rows import day_of

BATCH = 4096  # rows; article texts of some kB each keep a batch at tens of MB at most
_TYPES = {"INTEGER": pa.int64(), "INT": pa.int64(), "REAL": pa.float64(), "TEXT": pa.string(), "": pa.string()}
_SURROGATE = re.compile("[\ud800-\udfff]")
_DAYS = ("_earliest", "_latest", "earliest", "latest", "since", "until", "first", "last")


def names(db: sqlite3.Connection) -> list[str]:
    """The tables, and the view `said`, which joins them to one line per attribution.

    Left out are full-text search's own, and `stance_columns`, which repeats `stances` in a form for arithmetic.
    """
    rows = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\' "
        "AND name <> 'stance_columns' ORDER BY rowid"
    )
    return [*(name for (name,) in rows), "said"]


def stream(db: sqlite3.Connection, table: str) -> pa.RecordBatchReader:
    """The rows of `table` in batches. Days are date32, times timestamps in UTC; lone surrogates come as U+FFFD."""
    if table not in names(db):
        raise UsageError(f"table {table!r} is none of {', '.join(names(db))}")
    schema = _schema(db, table)
    return pa.RecordBatchReader.from_batches(schema, _batches(db, table, schema))


def _schema(db: sqlite3.Connection, table: str) -> pa.Schema:
    columns = db.execute(f"PRAGMA table_info({table})").fetchall()
    return pa.schema([pa.field(name, _type(name, declared)) for _, name, declared, *_ in columns])


def _type(name: str, declared: str) -> pa.DataType:
    if name.endswith(_DAYS):
        return pa.date32()
    if name.endswith("_at"):
        return pa.timestamp("s", tz="UTC")
    return _TYPES[declared]


def _batches(db: sqlite3.Connection, table: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    cursor = db.execute(f"SELECT * FROM {table}")
    while rows := cursor.fetchmany(BATCH):
        columns = zip(*rows, strict=True)
        arrays = [_array(values, field.type) for values, field in zip(columns, schema, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(values: tuple[Any, ...], kind: pa.DataType) -> pa.Array:
    convert = _CONVERT.get(kind)
    if convert is not None:
        return pa.array([None if value is None else convert(value) for value in values], kind)
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array([value if value is None else _SURROGATE.sub("\ufffd", value) for value in values], kind)


_CONVERT: dict[pa.DataType, Callable[[str], Any]] = {
    pa.date32(): day_of,
    pa.timestamp("s", tz="UTC"): dt.datetime.fromisoformat,
}
