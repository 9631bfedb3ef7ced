"""How far a count is, told to whoever watches: nobody, or the server whose pages wait for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

EVERY = 0.25
"""Seconds between two messages."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being counted, and how far: `done` of `total`, where that can be told (else 0 of 0)."""

    what: str
    done: int = 0
    total: int = 0

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return min(self.done / self.total, 1.0) if self.total else 0.0


Watch = Callable[[Progress], None]
_watch: ContextVar[Watch | None] = ContextVar("watch", default=None)


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Inside the block, `watch` is told how far the counts are."""
    token = _watch.set(watch)
    try:
        yield
    finally:
        _watch.reset(token)


def counting(what: str, total: int = 0) -> Callable[[int], None]:
    """A function that takes how many are done, which may be called for each: it tells a few times a second."""
    watch, told = _watch.get(), time.monotonic()
    if watch is None:
        return lambda done: None
    watch(Progress(what, 0, total))

    def tell(done: int) -> None:
        nonlocal told
        if (now := time.monotonic()) - told > EVERY:
            told = now
            watch(Progress(what, done, total))

    return tell
