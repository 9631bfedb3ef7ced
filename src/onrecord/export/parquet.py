"""Every table as a Parquet file."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from onrecord.export.source import Source


def write(source: Source, folder: Path) -> None:
    """`TABLE.parquet` in `folder` for every table of `source`."""
    for table in source.table_names():
        batches = source.stream(table)
        with pq.ParquetWriter(folder / f"{table}.parquet", batches.schema, compression="zstd") as file:
            for batch in batches:
                file.write_batch(batch)
