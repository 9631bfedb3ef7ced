"""Answers that take long, remembered while the ledger stays as it is: what counts is in its state.

Where a page does not wait (`looking`), nothing is made: what is remembered from an earlier state is given and noted as
older, and what is not remembered at all is `NotYet`.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from onrecord.ledger import Ledger

_CODED = """SELECT (SELECT coalesce(max(key), 0) FROM codings), (SELECT coalesce(max(key), 0) FROM coding_undos),
    (SELECT coalesce(max(key), 0) FROM issues)"""


Answer = TypeVar("Answer")


class NotYet(Exception):
    """What a page rests on has not been counted, and the page does not wait for it."""


@dataclass(slots=True)
class Look:
    """What a page that does not wait has met: whether something is missing, and from when the oldest figures are."""

    is_missing: bool = False
    older: dt.datetime | None = None

    @property
    def is_current(self) -> bool:
        """Whether every figure is counted from all that the ledger holds."""
        return not self.is_missing and self.older is None


_look: ContextVar[Look | None] = ContextVar("look", default=None)


@contextmanager
def looking() -> Iterator[Look]:
    """Inside the block nothing is counted; what that leads to is in the `Look`."""
    look = Look()
    token = _look.set(look)
    try:
        yield look
    finally:
        _look.reset(token)


def is_looking() -> bool:
    """Whether nothing may be counted now."""
    return _look.get() is not None


def if_counted(make: Callable[[], Answer], otherwise: Answer) -> tuple[Answer, bool]:
    """What is made, and False; or something else, and True, where it is still being counted."""
    try:
        return make(), False
    except NotYet:
        return otherwise, True


def file(ledger: Ledger) -> Hashable:
    """What tells the ledger's file from every other, one that took its name included."""
    try:
        seen = Path(ledger.path).stat()
    except OSError:
        return str(ledger.path), 0, 0
    return str(ledger.path), seen.st_dev, seen.st_ino


def recorded(ledger: Ledger) -> Hashable:
    """What changes whenever evidence or judgements of the ledger grow, and when its record is computed from them."""
    return file(ledger), ledger.stamp(), *ledger.rows("SELECT * FROM record_state")


def state(ledger: Ledger) -> Hashable:
    """What changes with these, and whenever codings grow or one is undone."""
    return recorded(ledger), *ledger.rows(_CODED)[0]


class Entry(NamedTuple):
    """An answer, the state of the ledger that it holds for, and when it was made."""

    state: Hashable
    at: dt.datetime
    answer: Any


class Made(NamedTuple):
    """An entry on its way from the process that made it."""

    name: str
    what: Hashable
    entry: Entry


_every: dict[str, Remembered[Any]] = {}


class Remembered(Generic[Answer]):
    """The last few answers, by what they answer. Where `keeps_old` is false, none is given for an earlier state.

    What `is_quick` is made while a page waits, in the process of the page.
    """

    def __init__(self, name: str, most: int = 8, *, keeps_old: bool = True, is_quick: bool = False) -> None:
        self._most, self._keeps_old, self._is_quick = most, keeps_old, is_quick
        self._known: OrderedDict[Hashable, Entry] = OrderedDict()
        self._fresh: set[Hashable] = set()
        self._lock = threading.Lock()
        self._name = name
        _every[name] = self

    def get(self, state: Hashable, what: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer to `what` that is known for this state, or the one that is made now."""
        with self._lock:
            entry = self._known.get(what)
            if entry is not None:
                self._known.move_to_end(what)
        if entry is not None and entry.state == state:
            found: Answer = entry.answer
            return found
        look = _look.get()
        if look is None or self._is_quick:
            return self._made(state, what, make)
        if entry is None or not self._keeps_old:
            look.is_missing = True
            raise NotYet
        look.older = min(look.older or entry.at, entry.at)
        older: Answer = entry.answer
        return older

    def _made(self, state: Hashable, what: Hashable, make: Callable[[], Answer]) -> Answer:
        begun = dt.datetime.now(dt.UTC)
        answer = make()
        self.put(what, Entry(state, begun, answer))
        if not self._is_quick:
            self._fresh.add(what)
        return answer

    def put(self, what: Hashable, entry: Entry) -> None:
        """The entry takes the place of the one before; the one that nobody asked for longest is forgotten."""
        with self._lock:
            self._known[what] = entry
            self._known.move_to_end(what)
            while len(self._known) > self._most:
                self._fresh.discard(self._known.popitem(last=False)[0])

    def taken(self) -> Iterator[Made]:
        """What was made since the last time."""
        fresh, self._fresh = self._fresh, set()
        yield from (Made(self._name, what, self._known[what]) for what in fresh if what in self._known)


def taken() -> list[Made]:
    """What was made in this process since the last time, of all kinds."""
    return [made for each in _every.values() for made in each.taken()]


def put(made: Made) -> None:
    """What was made in another process is remembered here."""
    _every[made.name].put(made.what, made.entry)
