"""What the formats of actor lists share: numbered lines in whatever encoding each is, and days written in parts."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator

from onrecord.errors import InputError
from onrecord.types import ListedActor

Line = tuple[int, str]
Entries = Iterator[ListedActor | InputError]


def decoded(data: bytes) -> Iterator[Line]:
    """The lines of a file with their numbers from 1, each read as UTF-8, else as Windows-1252: old lists mix them.

    >>> list(decoded("Orlić\\n".encode() + "Möll".encode("cp1252")))
    [(1, 'Orlić'), (2, 'Möll')]
    """
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        line = raw.removesuffix(b"\r")
        try:
            yield number, line.decode("utf-8")
        except UnicodeDecodeError:
            yield number, line.decode("cp1252", "replace")


def day_of(text: str, *, last: bool = False) -> dt.date:
    """The first day, or the last, of an ISO year, month or day; raises ValueError for anything else.

    >>> day_of("2012-02", last=True)
    datetime.date(2012, 2, 29)
    """
    parts = [int(p) for p in text.strip()[:10].split("-")]
    if len(parts) > 3:
        raise ValueError(text)
    year, month, day = (*parts, *(0 for _ in range(3 - len(parts))))
    month = month or (12 if last else 1)
    return dt.date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
