"""Reports to articles: files, folders, addresses and streams, in input order, one article at a time.

Whatever is wrong with an input comes out in its place as an InputError that names it, the line where there is
one, and the reason; the rest is still read. Memory holds one article, however many there are.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import InputError
from onrecord.ingest.files import read_path, read_stream, size_below
from onrecord.ingest.source import OnBytes, guarded
from onrecord.types import Article

if TYPE_CHECKING:
    from onrecord.ingest.fetch import Fetcher

__all__ = ["STDIN", "ingest", "is_url", "total_bytes"]

STDIN = "-"
Input = str | os.PathLike[str]


def _uncounted(count: int) -> None:
    """Nobody watches."""


def ingest(
    inputs: Iterable[Input],
    *,
    allow_local: bool = False,
    stdin: BinaryIO | None = None,
    on_bytes: OnBytes = _uncounted,
) -> Iterator[Article | InputError]:
    """The articles of every file, folder, URL or `-` (standard input), in order, and an InputError for each failure.

    `allow_local` lets URLs lead to private and loopback addresses. `on_bytes` hears of every read from a file.
    """
    fetcher: Fetcher | None = None
    for given in inputs:
        if given == "":  # an unset variable in a script; as a path it would be the whole folder here
            yield InputError('""', "is no name of a file")
        elif given == STDIN:
            yield from guarded(STDIN, _standard_input(stdin))
        elif is_url(given):
            from onrecord.ingest.fetch import Fetcher  # imported here: a tenth of a second, for URLs alone
            from onrecord.ingest.pages import read_url

            fetcher = fetcher or Fetcher(allow_local=allow_local)
            yield from read_url(str(given), fetcher)
        else:
            yield from read_path(Path(given), on_bytes)


def _standard_input(stdin: BinaryIO | None) -> Iterator[Article | InputError]:
    if stdin is None and sys.stdin is None:  # the shell's `<&-`
        raise InputError(STDIN, "standard input is closed")
    yield from read_stream(stdin or sys.stdin.buffer, STDIN)


def is_url(given: Input) -> bool:
    """Whether the input is an address rather than a path; any scheme, so that ftp:// is refused by name.

    >>> is_url("https://example.org/a"), is_url("reports/a.txt")
    (True, False)
    """
    scheme, colon, _ = str(given).partition("://")
    return bool(colon) and scheme.isascii() and scheme.isalpha()


def total_bytes(inputs: Iterable[Input]) -> int | None:
    """The bytes of all files, for a progress bar; None where a stream or URL is among them."""
    given = list(inputs)
    if any(each == STDIN or is_url(each) for each in given):
        return None
    return sum(size_below(Path(each)) for each in given)
