"""Connections to the ledger: each request has one for itself, and none is opened twice without need."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.ledger import Ledger

KEPT = 16
"""Connections that wait for the next request; each holds SQLite's cache of 2 MB."""


class Pool:
    """Open ledgers on one file. A file that was replaced meanwhile is opened anew."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: queue.LifoQueue[tuple[object, Ledger]] = queue.LifoQueue(KEPT)

    @contextmanager
    def reading(self) -> Iterator[Ledger]:
        """A ledger that cannot be written through."""
        file, ledger = self._taken()
        try:
            yield ledger
        finally:
            self._give(file, ledger)

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """A ledger to write to, opened for this block."""
        with Ledger.open(self.path, create=False, write=True) as ledger:
            yield ledger

    def close(self) -> None:
        """All connections that wait are closed."""
        while not self._idle.empty():
            self._idle.get_nowait()[1].close()

    def _taken(self) -> tuple[object, Ledger]:
        file = self._file()
        while True:
            try:
                opened, ledger = self._idle.get_nowait()
            except queue.Empty:
                return file, Ledger.open(self.path, create=False)
            if opened == file:
                return file, ledger
            ledger.close()

    def _give(self, file: object, ledger: Ledger) -> None:
        try:
            self._idle.put_nowait((file, ledger))
        except queue.Full:
            ledger.close()

    def _file(self) -> object:
        """What tells this file from another of the same name."""
        try:
            seen = self.path.stat()
        except OSError:
            return None
        return seen.st_dev, seen.st_ino
