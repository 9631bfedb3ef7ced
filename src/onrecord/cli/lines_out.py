"""Lines of the record as data."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from onrecord.cli.rows_out import aside, text_file
from onrecord.export.csvs import guarded
from onrecord.export.jsonlines import json_line
from onrecord.export.source import writable
from onrecord.ledger import Line

COLUMNS = tuple(field.name for field in fields(Line))
BATCH = 4096


def write_lines(lines: Iterable[Line], form: str, output: Path | None) -> None:
    """The lines as CSV, JSON lines or Parquet to `output`, which appears whole, or to standard output."""
    rows = (_row(line) for line in lines)
    if form == "parquet":
        assert output is not None
        _write_parquet(rows, output)
        return
    with text_file(output) as file:
        if form == "csv":
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows(guarded(_joined(row).values()) for row in rows)
        else:
            file.writelines(json_line(row) + "\n" for row in rows)


def _row(line: Line) -> dict[str, Any]:
    row = asdict(line)
    row["chain"] = [writable(name) for name in line.chain]
    return {name: writable(value) if isinstance(value, str) else value for name, value in row.items()}


def _joined(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"chain": "; ".join(row["chain"])}


def _write_parquet(rows: Iterator[dict[str, Any]], output: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {"earliest": pa.date32(), "latest": pa.date32(), "chain": pa.list_(pa.string()), "depth": pa.int64()}
    kinds |= {"confidence": pa.float64(), "reports": pa.int64(), "roots": pa.int64()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
    with aside(output) as made, pq.ParquetWriter(made, schema, compression="zstd") as file:
        while batch := list(itertools.islice(rows, BATCH)):
            file.write_batch(pa.RecordBatch.from_pylist(batch, schema))
