"""Things that can only be named while they are: a report that names the thing is not older, nor much younger."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Thing:
    """From which day on something can be named and until when it is, what it is, and who says so."""

    low: dt.date | None
    high: dt.date | None
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class Named:
    """Words in the text that name a thing with known days."""

    start: int
    end: int
    thing: Thing


@cache
def things() -> dict[str, Thing]:
    """The rows of `events.csv` by their words."""
    with resources.files(__package__).joinpath("events.csv").open(encoding="utf8") as lines:
        rows = list(csv.DictReader(lines))
    return {word: _thing(row) for row in rows for word in row["words"].split(";")}


def _thing(row: dict[str, str]) -> Thing:
    return Thing(_day(row["from"]), _day(row["until"]), row["what"], row["source"])


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def named(text: str) -> Iterator[Named]:
    """Things with known days that the text names, each wording once.

    >>> [(one.thing.low.year, one.thing.high) for one in named("He wrote on Twitter about the Arab Spring.")]
    [(2006, None), (2010, None)]
    >>> list(named("The birds twitter in spring."))
    []
    """
    for word, thing in things().items():
        at = _place(text, word)
        if at >= 0:
            yield Named(at, at + len(word), thing)


def _place(text: str, word: str) -> int:
    """Where a word stands as a whole word; -1 where it does not."""
    at = text.find(word)
    if at < 0:
        return at
    whole = re.compile(rf"(?<![\w@.]){re.escape(word)}(?!\w)").search(text, at)
    return whole.start() if whole else -1
