"""The ledger in other programs' forms. To add one: a file with `write(source, folder)`, and its row in `EXPORTERS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.export.folder import whole
from onrecord.export.source import Source

__all__ = ["EXPORTERS", "Exporter", "Source", "export"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A form: the module that writes it, loaded when it is used, and what a user gets."""

    module: str
    help: str

    def load(self) -> Callable[[Source, Path], None]:
        """The module's `write`."""
        write: Callable[[Source, Path], None] = import_module(self.module).write
        return write


EXPORTERS: dict[str, Exporter] = {
    "parquet": Exporter("onrecord.export.parquet", "every table as a Parquet file"),
    "csv": Exporter("onrecord.export.csvs", "every table as CSV; texts that look like formulas get an apostrophe"),
    "jsonl": Exporter("onrecord.export.jsonlines", "every table as JSON lines"),
    "brat": Exporter("onrecord.export.brat", "each article as brat standoff (.txt and .ann)"),
    "webannotation": Exporter("onrecord.export.webannotation", "each article as W3C Web Annotations (JSON-LD)"),
}


def export(source: Source, folder: Path, to: str, *, force: bool = False) -> None:
    """The ledger written to `folder` in the form `to`, whole or not at all.

    Raises UsageError for an unknown form, or for a folder that is not empty unless `force`.
    """
    if to not in EXPORTERS:
        raise UsageError(f"form {to!r} is none of {', '.join(EXPORTERS)}")
    with whole(folder, force=force) as made:
        EXPORTERS[to].load()(source, made)
