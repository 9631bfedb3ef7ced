"""Every table as a CSV file that a spreadsheet can open without running what is in it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from onrecord.export.source import Source

FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # a cell that begins so is run as a formula (OWASP, "CSV injection")


def write(source: Source, folder: Path) -> None:
    """`TABLE.csv` in `folder` for every table of `source`."""
    for table in source.table_names():
        batches = source.stream(table)
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(batches.schema.names)
            for batch in batches:
                writer.writerows(guarded(row.values()) for row in batch.to_pylist())


def guarded(cells: Iterable[object]) -> list[object]:
    """The cells, texts that a spreadsheet would take for a formula behind an apostrophe.

    >>> guarded(["=1+1", "＝1+1", "said", -3, None])
    ["'=1+1", "'＝1+1", 'said', -3, None]
    """
    return ["'" + cell if isinstance(cell, str) and cell.startswith(FORMULA) else cell for cell in cells]
