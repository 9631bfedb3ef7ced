"""The record across articles kept up with the evidence, in the background: no page waits long for it."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from onrecord.errors import LedgerError, OnrecordError
from onrecord.ledger import Ledger
from onrecord.record import refresh
from onrecord.web.pool import Pool

PATIENCE = 2.0
"""Seconds that a page waits for a record that is being computed, before it shows the one from before."""
PAUSE = 30.0
"""Seconds after a failure before it is tried again."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """Whether the record holds all evidence; if not, whether it is being computed, and from when the shown one is.

    `figures` tells whether all that is counted on it is on the page; where it is older, it is from `counted_at`.
    """

    state: Literal["fresh", "computing", "stale"]
    made_at: dt.datetime | None = None
    reason: str = ""
    figures: Literal["fresh", "older", "missing"] = "fresh"
    counted_at: dt.datetime | None = None


class Refresher:
    """Computes the record once at a time; a small one here, a large one in a process of its own."""

    def __init__(self, pool: Pool, small: int) -> None:
        self._pool, self._small = pool, small
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._failed: tuple[float, str] | None = None

    def look(self, ledger: Ledger) -> Freshness:
        """How fresh the ledger's record is, after it was given a moment to be computed where it is stale."""
        if ledger.is_fresh():
            return Freshness("fresh", made_at(ledger))
        failed = self._failed
        if failed is not None and time.monotonic() - failed[0] < PAUSE:
            return Freshness("stale", made_at(ledger), failed[1])
        self._started().join(PATIENCE)
        return Freshness("fresh" if ledger.is_fresh() else "computing", made_at(ledger))

    def begin(self) -> None:
        """The record is computed from now on, unless that failed just before."""
        if self._failed is None or time.monotonic() - self._failed[0] >= PAUSE:
            self._started()

    def _started(self) -> threading.Thread:
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="onrecord-record", daemon=True)
                self._thread.start()
            return self._thread

    def _run(self) -> None:
        try:
            with self._pool.reading() as ledger:
                small = ledger.counts()["attributions"] <= self._small
                if small:
                    refresh(ledger)
            if not small:
                _apart(self._pool.path)
            self._failed = None
        except (OnrecordError, OSError) as error:
            self._failed = (time.monotonic(), str(error))


def made_at(ledger: Ledger) -> dt.datetime | None:
    """When the stored record was computed; None where there is none."""
    rows = ledger.rows("SELECT made_at FROM record_state")
    return dt.datetime.fromisoformat(rows[0][0]) if rows else None


def _apart(path: Path) -> None:
    """The record computed in a process of its own, since Python computes on one core only."""
    process = multiprocessing.get_context("spawn").Process(target=compute, args=(str(path),), daemon=True)
    process.start()
    process.join()
    if process.exitcode:
        raise LedgerError(f"{path}: the record could not be computed (exit status {process.exitcode})")


def compute(path: str) -> None:
    """The ledger's record, computed where evidence or judgements have grown."""
    with Ledger.open(path, create=False) as ledger:
        refresh(ledger)
