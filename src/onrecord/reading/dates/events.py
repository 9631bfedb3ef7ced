"""Well-dated beginnings: a report that names the thing cannot be older than the thing."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Beginning:
    """From which day on something can be named, what it is, and who says so."""

    day: dt.date
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class Named:
    """Words in the text that name a thing with a known beginning."""

    start: int
    end: int
    beginning: Beginning


@cache
def beginnings() -> dict[str, Beginning]:
    """The rows of `events.csv` by their words."""
    with resources.files(__package__).joinpath("events.csv").open(encoding="utf8") as lines:
        rows = list(csv.DictReader(lines))
    return {
        word: Beginning(dt.date.fromisoformat(r["from"]), r["what"], r["source"])
        for r in rows
        for word in r["words"].split(";")
    }


def named(text: str) -> Iterator[Named]:
    """Things with a known beginning that the text names, each once.

    >>> [one.beginning.day.year for one in named("He wrote on Twitter about the Arab Spring.")]
    [2006, 2010]
    >>> list(named("The birds twitter in spring."))
    []
    """
    for word, beginning in beginnings().items():
        at = _place(text, word)
        if at >= 0:
            yield Named(at, at + len(word), beginning)


def _place(text: str, word: str) -> int:
    """Where a word stands as a whole word; -1 where it does not."""
    at = text.find(word)
    if at < 0:
        return at
    whole = re.compile(rf"(?<![\w@.]){re.escape(word)}(?!\w)").search(text, at)
    return whole.start() if whole else -1
