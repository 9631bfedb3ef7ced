"""Rows as data: CSV, JSON lines or Parquet, to a file that appears whole or to standard output."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from onrecord.errors import UsageError
from onrecord.export.csvs import guarded
from onrecord.export.jsonlines import json_line
from onrecord.export.source import writable

Cell = str | int | float | dt.date | None | Sequence[str]
Kinds = Mapping[str, type]  # of the columns in their order: str, int, float, bool, dt.date, list (of texts)
BATCH = 4096


def examine(form: str | None, output: Path | None) -> None:
    """Refuse an output that no form, or a form that no output, goes with."""
    if output is not None and form is None:
        raise UsageError("--output needs --to csv, jsonl or parquet")
    if form == "parquet" and output is None:
        raise UsageError("--to parquet needs --output FILE")


def write_rows(rows: Iterable[Mapping[str, Cell]], kinds: Kinds, form: str, output: Path | None) -> None:
    """The rows, whose keys are those of `kinds`, in the form asked for. In CSV, lists are joined by semicolons."""
    safe = ({name: _writable(row[name]) for name in kinds} for row in rows)
    if form == "parquet":
        assert output is not None
        _write_parquet(safe, kinds, output)
        return
    with text_file(output) as file:
        if form == "csv":
            writer = csv.writer(file)
            writer.writerow(kinds)
            writer.writerows(guarded(map(_joined, row.values())) for row in safe)
        else:
            file.writelines(json_line(row) + "\n" for row in safe)


def _writable(cell: Cell) -> Any:
    if isinstance(cell, str):
        return writable(cell)
    return [writable(each) for each in cell] if isinstance(cell, (list, tuple)) else cell


def _joined(cell: Any) -> Any:
    return "; ".join(cell) if isinstance(cell, list) else cell


@contextmanager
def text_file(output: Path | None) -> Iterator[IO[Any]]:
    if output is None:
        with click.open_file("-", "w", encoding="utf-8") as file:
            yield file
    else:
        with aside(output) as made, made.open("w", encoding="utf-8", newline="") as file:
            yield file


@contextmanager
def aside(output: Path) -> Iterator[Path]:
    """A file beside `output` that takes its place once the block is through."""
    made = output.with_name(f".{output.name}.part")
    try:
        yield made
        made.replace(output)
    finally:
        made.unlink(missing_ok=True)


def _write_parquet(rows: Iterator[dict[str, Any]], kinds: Kinds, output: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), dt.date: pa.date32()}
    types[list] = pa.list_(pa.string())
    schema = pa.schema([(name, types[kind]) for name, kind in kinds.items()])
    with aside(output) as made, pq.ParquetWriter(made, schema, compression="zstd") as file:
        while batch := list(itertools.islice(rows, BATCH)):
            file.write_batch(pa.RecordBatch.from_pylist(batch, schema))
