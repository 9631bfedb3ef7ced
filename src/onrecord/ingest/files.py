"""Paths to sources: single files, and every readable file below a folder, in sorted order."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.errors import InputError
from onrecord.ingest.formats import GZIP_ENDING, Format, format_by_ending, format_by_look, known_endings
from onrecord.ingest.identity import printable_path
from onrecord.ingest.source import GZIP_MAGIC, Counted, Item, OnBytes, Source, guarded, gunzipped, peeked, reason_of

LOOK_BYTES = 4096


def read_path(path: Path, on_bytes: OnBytes) -> Iterator[Item]:
    """The articles of a file, of every readable file below a folder, or of a pipe, and what failed."""
    name = printable_path(path)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:  # ValueError: a NUL inside the name
        yield InputError(name, reason_of(error))
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path, on_bytes)
    elif not stat.S_ISREG(mode):
        yield from guarded(name, _pipe(path, name))
    elif form := format_by_ending(path.name):
        yield from guarded(name, _file(path, name, form, on_bytes))
    else:
        yield InputError(name, f"is of no known format; the endings are {known_endings()} (or pipe it in as -)")


def read_stream(stream: BinaryIO, name: str) -> Iterator[Item]:
    """The articles of a stream without an ending: JSON lines, HTML or plain text, by its first bytes."""
    head, stream = peeked(stream, LOOK_BYTES)
    if head.startswith(GZIP_MAGIC):
        head, stream = peeked(gunzipped(stream), LOOK_BYTES)
    yield from format_by_look(head).read(Source(name, stream, path=name))


def size_below(path: Path) -> int:
    """The bytes that reading the path will take, for a progress bar; 0 for what cannot be told."""
    try:
        if path.is_dir():
            return sum(file.stat().st_size for file in files_below(path) if isinstance(file, Path))
        return path.stat().st_size if path.is_file() else 0
    except (OSError, ValueError):
        return 0


def files_below(folder: Path) -> Iterator[Path | InputError]:
    """The files of known formats below the folder, names sorted at each level, links to folders not followed.

    Hidden files and files of other kinds are passed over; a folder that cannot be listed is an InputError.
    """
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield InputError(printable_path(folder), reason_of(error))
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from files_below(path)
        elif format_by_ending(entry.name) and _may_be_file(entry):
            yield path


def _may_be_file(entry: os.DirEntry[str]) -> bool:
    """Whether to try it: a link that leads nowhere is tried, so that it is named as missing."""
    return entry.is_file() or (entry.is_symlink() and not entry.is_dir())


def _folder(folder: Path, on_bytes: OnBytes) -> Iterator[Item]:
    empty = True
    for file in files_below(folder):
        empty = False
        if isinstance(file, InputError):
            yield file
        elif form := format_by_ending(file.name):
            name = printable_path(file)
            yield from guarded(name, _file(file, name, form, on_bytes))
    if empty:
        yield InputError(printable_path(folder), f"holds no file of a known format ({known_endings()})")


def _file(path: Path, name: str, form: Format, on_bytes: OnBytes) -> Iterator[Item]:
    with path.open("rb", buffering=0) as raw:
        stream = cast(BinaryIO, io.BufferedReader(Counted(cast(BinaryIO, raw), on_bytes), 1 << 16))
        if path.name.lower().endswith(GZIP_ENDING):
            stream = gunzipped(stream)
        yield from form.read(Source(name, stream, path=name))


def _pipe(path: Path, name: str) -> Iterator[Item]:
    with path.open("rb") as stream:
        yield from read_stream(stream, name)
