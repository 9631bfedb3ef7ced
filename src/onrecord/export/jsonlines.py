"""Every table as JSON lines."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from onrecord.export.source import Source


def write(source: Source, folder: Path) -> None:
    """`TABLE.jsonl` in `folder` for every table of `source`."""
    for table in source.table_names():
        with (folder / f"{table}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
            for batch in source.stream(table):
                file.writelines(json_line(row) + "\n" for row in batch.to_pylist())


def json_line(row: object) -> str:
    """The row as JSON on one line, days and times in ISO 8601."""
    return json.dumps(row, ensure_ascii=False, default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, dt.date):  # a datetime is one too
        return value.isoformat()
    raise TypeError(f"no JSON form for {type(value).__name__}")
