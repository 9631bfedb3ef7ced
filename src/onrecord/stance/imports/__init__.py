"""Codings made elsewhere, read from files: one module a format.

A format gives every coding that it finds, and an InputError for every line that is none. To add one: write the module,
its row in `FORMATS`, and a row of the contract test. Where a coding belongs is not decided here: see `matching`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import InputError, UsageError
from onrecord.stance.imports import brat, csv, dna
from onrecord.stance.imports.common import Found, Wishes

__all__ = ["FORMATS", "Found", "Wishes", "format_of", "read_codings"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of codings: whether a path is one by its look, and its reader."""

    is_like: Callable[[Path], bool]
    read: Callable[[Path, Wishes], Iterator[Found | InputError]]
    help: str


FORMATS: Mapping[str, Format] = {
    "csv": Format(lambda p: p.suffix.lower() in (".csv", ".tsv"), csv.codings, "a table with a column of labels"),
    "brat": Format(lambda p: p.is_dir() or p.suffix.lower() == ".ann", brat.codings, "a folder of .ann and .txt files"),
    "dna": Format(lambda p: p.suffix.lower() == ".dna", dna.codings, "a database of the Discourse Network Analyzer"),
}


def format_of(path: Path, name: str | None = None) -> str:
    """The format of that name, else the one that the path looks like. Raises UsageError with those there are."""
    if name is not None and name not in FORMATS:
        raise UsageError(f"no format {name!r} of codings; there are {', '.join(FORMATS)}")
    found = name or next((name for name, format in FORMATS.items() if format.is_like(path)), None)
    if found is None:
        raise UsageError(f"{path}: its ending names no format of codings; say which with --from {'|'.join(FORMATS)}")
    return found


def read_codings(path: Path, format: str | None = None, wishes: Wishes | None = None) -> Iterator[Found | InputError]:
    """The codings in a file or folder, and an error for each line that is none.

    Raises UsageError for an unknown format or wishes that don't fit, InputError where nothing can be read.
    """
    chosen = FORMATS[format_of(path, format)]
    if not path.exists():
        raise InputError(str(path), "no such file or folder")
    return chosen.read(path, wishes or Wishes())
