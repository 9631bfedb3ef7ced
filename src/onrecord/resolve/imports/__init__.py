"""Lists of actors read from files: one module a format, chosen by the file's ending.

A format is a function from numbered lines to entries and errors. To add one: write the module, add it to `FORMATS`, add
a row to the contract test. A bad line becomes an InputError with file and line; the rest of the file is read.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import InputError, UsageError
from onrecord.resolve.imports import csv, ftm, phoenix
from onrecord.resolve.imports.common import Entries, Line, decoded
from onrecord.types import ListedActor

__all__ = ["FORMATS", "Imported", "read_list"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of lists of actors: its endings, and its reader."""

    endings: tuple[str, ...]
    read: Callable[[Iterator[Line], str, Mapping[str, str]], Entries]


FORMATS: Mapping[str, Format] = {
    "phoenix": Format((".actors.txt", ".actors", ".txt"), phoenix.entries),
    "ftm": Format((".ftm.json", ".json", ".jsonl", ".ndjson"), ftm.entries),
    "csv": Format((".csv",), csv.entries),
}


@dataclass(frozen=True, slots=True)
class Imported:
    """The entries of a list, and the lines that could not be read."""

    actors: tuple[ListedActor, ...]
    errors: tuple[InputError, ...]


def read_list(path: Path, format: str | None = None, countries: Mapping[str, str] | None = None) -> Imported:
    """The actors of a file in a format of `FORMATS`, by its ending if none is named; `.gz` is unpacked.

    `countries` gives the names of two-letter country codes in lower case; an unknown code stays as it is.
    Raises UsageError for an unknown format, InputError for a file that cannot be opened or unpacked.
    """
    chosen = FORMATS[format or _format_of(path)] if format in (None, *FORMATS) else None
    if chosen is None:
        raise UsageError(f"no format {format!r} of actor lists; there are {', '.join(FORMATS)}")
    try:
        data = path.read_bytes()
        data = gzip.decompress(data) if path.suffix == ".gz" else data
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(str(path), getattr(error, "strerror", None) or str(error)) from error
    found = list(chosen.read(decoded(data), str(path), countries or {}))
    return Imported(
        tuple(f for f in found if isinstance(f, ListedActor)), tuple(f for f in found if isinstance(f, InputError))
    )


def _format_of(path: Path) -> str:
    name = path.name.lower().removesuffix(".gz")
    found = next((f for f, format in FORMATS.items() if name.endswith(format.endings)), None)
    if found is None:
        endings = ", ".join(e for f in FORMATS.values() for e in f.endings)
        raise UsageError(f"{path}: the ending names no format of actor lists; known are {endings}")
    return found
