"""What pages rest on, counted beside them in processes of their own: no page of a large ledger waits long for a figure.

Counting begins when the server starts and whenever the ledger has grown, and what a page asks for comes first.
Two lanes: what passes over every report takes minutes, and would hold up what takes seconds.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import queue
import signal
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from onrecord.errors import LedgerError, OnrecordError, UsageError
from onrecord.ledger import Ledger
from onrecord.web.asked import Asked
from onrecord.web.freshness import Refresher
from onrecord.web.page import Page
from onrecord.web.parts import remembered
from onrecord.web.parts.progress import Progress, watched
from onrecord.web.parts.remembered import Made, NotYet, looking
from onrecord.web.pool import Pool

SMALL = 1_000
"""Attributions up to which everything is counted while a page waits: it takes less than half a second."""
PATIENCE = 0.5
"""Seconds that a page waits for a count before it says that it is going on."""
PAUSE = 30.0
"""Seconds after a failure before it is tried again."""
IDLE = 30.0
"""Seconds without work after which a process ends, and its memory is free."""
BEAT = 1.0
"""Seconds between two looks at whether the ledger has grown."""
QUIET = 3.0
"""Seconds for which the ledger stays as it is before it is counted unasked: codings come by hundreds."""
NICE = 5
"""How far a counting process stands back behind the pages."""
FORESEEN = 8
"""Issues that are counted unasked: those on which most was coded."""
ASKED, UNASKED = 0, 1
_MOST_CODED = """SELECT i.id FROM issues AS i JOIN codings AS c ON c.issue = i.key
    GROUP BY i.id ORDER BY count(*) DESC, i.id LIMIT ?"""


@dataclass(slots=True)
class Count:
    """One thing to be counted: what a page with these parameters rests on."""

    page: Page
    asked: Asked
    urgency: int
    ahead: Callable[[], Progress] = lambda: Progress("what was asked for before")
    progress: Progress | None = None
    begun: float = field(default_factory=time.monotonic)
    failed: float | None = None
    reason: str = ""
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def now(self) -> Progress:
        """What is being counted, and how far: this, or what comes before it."""
        if self.progress is not None:
            return self.progress
        first = self.ahead()
        return Progress(f"{first.what}, which comes first", first.done, first.total)

    @property
    def told(self) -> str:
        """What is being counted, and how far, in words."""
        p = self.now
        return f"{p.what}, {p.done:,} of {p.total:,}" if p.total else p.what

    @property
    def key(self) -> Hashable:
        """The same for the same page with the same parameters."""
        return key_of(self.page, self.asked)


def key_of(page: Page, asked: Asked) -> Hashable:
    """What tells a page with these parameters from every other."""
    return page.name, asked.id, tuple(sorted(asked.values.items())), tuple(sorted(asked.several.items()))


class Counting:
    """The counts of one server."""

    def __init__(self, pool: Pool, refresher: Refresher, pages: tuple[Page, ...], small: int) -> None:
        self._pool, self._refresher, self._pages = pool, refresher, pages
        self._small = min(small, SMALL)
        self._lanes = {passes: Lane(pool, f"onrecord-counting-{passes}") for passes in (False, True)}
        self._ended = threading.Event()
        self._watch: threading.Thread | None = None

    def is_large(self, ledger: Ledger) -> bool:
        """Whether a page must not count while it is waited for."""
        return int(ledger.rows("SELECT coalesce(max(key), 0) FROM attributions")[0][0]) > self._small

    def demand(self, page: Page, asked: Asked) -> Count:
        """The count for a page that somebody waits for, begun as soon as its lane is free."""
        return self._lanes[page.passes].add(page, asked, ASKED)

    def start(self) -> None:
        """Count unasked from now on what pages will ask for."""
        self._watch = threading.Thread(target=self._watching, name="onrecord-watch", daemon=True)
        self._watch.start()

    def close(self) -> None:
        """Nothing is counted any more."""
        self._ended.set()
        for lane in self._lanes.values():
            lane.close()
        if self._watch is not None:
            self._watch.join()

    def _watching(self) -> None:
        counted: Hashable = None
        seen: tuple[Hashable, float] = (None, 0.0)
        while not self._ended.wait(BEAT if seen[0] else 0):
            with suppress(OnrecordError, OSError), self._pool.reading() as ledger:
                now = remembered.state(ledger)
                if not self.is_large(ledger) or not self._is_fresh(ledger):
                    seen = now, time.monotonic()
                    continue
                first = seen[0] is None
                if now != seen[0]:
                    seen = now, time.monotonic()
                if now != counted and (first or time.monotonic() - seen[1] >= QUIET):
                    counted = now
                    self._unasked(ledger)

    def _is_fresh(self, ledger: Ledger) -> bool:
        if not ledger.is_fresh():
            self._refresher.begin()
            return False
        return True

    def _unasked(self, ledger: Ledger) -> None:
        """What the pages rest on as they are first opened, the quickest first."""
        ids = [id_ for (id_,) in ledger.rows(_MOST_CODED, (FORESEEN,))]
        for page in self._pages:
            if page.prepare is not None and page.is_foreseen:
                for id_ in ids if page.has_id else ("",):
                    self._lanes[page.passes].add(page, Asked(id_), UNASKED)


class Lane:
    """Counts one after the other: those that are waited for before those that nobody asked for yet."""

    def __init__(self, pool: Pool, name: str) -> None:
        self._pool, self._name = pool, name
        self._lock = threading.Lock()
        self._order = itertools.count()
        self._queue: queue.PriorityQueue[tuple[int, int, Count | None]] = queue.PriorityQueue()
        self._waiting: dict[Hashable, Count] = {}
        self._thread: threading.Thread | None = None
        self._apart: Apart | None = None
        self._now = Progress("what was asked for before")

    def add(self, page: Page, asked: Asked, urgency: int) -> Count:
        """The count, as it waits or goes on or has just failed; else a new one."""
        with self._lock:
            known = self._waiting.get(key_of(page, asked))
            if known is not None and (known.failed is None or time.monotonic() - known.failed < PAUSE):
                if urgency < known.urgency and known.failed is None:
                    known.urgency = urgency
                    self._queue.put((urgency, next(self._order), known))
                return known
            count = Count(page, asked, urgency, lambda: self._now)
            self._waiting[count.key] = count
            self._queue.put((urgency, next(self._order), count))
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
                self._thread.start()
            return count

    def close(self) -> None:
        """The process ends, whatever it does."""
        self._queue.put((ASKED - 1, next(self._order), None))
        if (apart := self._apart) is not None:
            apart.kill()
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        while (count := self._queue.get()[2]) is not None:
            if not count.done.is_set():
                self._do(count)
        if self._apart is not None:
            self._apart.kill()

    def _do(self, count: Count) -> None:
        try:
            if self._is_needed(count):
                self._count(count)
        except (OnrecordError, OSError) as error:
            count.failed, count.reason = time.monotonic(), str(error)
        except Exception as error:  # the lane goes on with the next
            count.failed, count.reason = time.monotonic(), f"{type(error).__name__}: {error}; please report this"
        finally:
            with self._lock:
                if count.failed is None:
                    self._waiting.pop(count.key, None)
            count.done.set()

    def _is_needed(self, count: Count) -> bool:
        """Whether something of it is not counted from all that the ledger now holds."""
        assert count.page.prepare is not None
        with self._pool.reading() as ledger, looking() as look, suppress(NotYet):
            count.page.prepare(ledger, count.asked)
        return not look.is_current

    def _count(self, count: Count) -> None:
        count.progress = self._now = Progress("what this page rests on")
        if self._apart is None or not self._apart.is_alive:
            self._apart = Apart(self._pool.path)
        for told in self._apart.count(count.page.name, count.asked):
            if isinstance(told, Progress):
                count.progress = self._now = told
            else:
                remembered.put(told)


class Apart:
    """A process that counts."""

    def __init__(self, path: Path) -> None:
        ours, theirs = multiprocessing.get_context("spawn").Pipe()
        self._link = ours
        self._process: BaseProcess = multiprocessing.get_context("spawn").Process(
            target=serve, args=(theirs, str(path)), daemon=True
        )
        self._process.start()
        theirs.close()

    @property
    def is_alive(self) -> bool:
        """Whether it takes work; it ends by itself when it had none for a while."""
        return self._process.is_alive() and not self._link.poll()  # what comes unasked is the end of the pipe

    def count(self, page: str, asked: Asked) -> Iterator[Progress | Made]:
        """How far it is, then what was made. Raises LedgerError where it fails."""
        try:
            self._link.send((page, asked))
            while (told := self._link.recv()) is not None:
                if isinstance(told, str):
                    raise LedgerError(told)
                yield told
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            self.kill()
            status = self._process.exitcode
            raise LedgerError(f"the process that counts it has ended (exit status {status})") from error

    def kill(self) -> None:
        """End it now."""
        self._process.terminate()
        self._process.join()
        with suppress(OSError):
            self._link.close()


# --- in that process ------------------------------------------------------------------------------------------


def serve(link: Connection[Any, Any], path: str) -> None:
    """Count what comes through the pipe until nothing has come for a while."""
    from onrecord.web.registry import COUNTED

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the server, and that ends this
    if hasattr(os, "nice"):
        os.nice(NICE)
    pages = {page.name: page for page in COUNTED}
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while link.poll(IDLE):
            name, asked = link.recv()
            for told in _told(Path(path), pages[name], asked, link.send):
                link.send(told)
            link.send(None)


def _told(path: Path, page: Page, asked: Asked, send: Callable[[object], None]) -> Iterator[Made | str]:
    """What was made, or the words of an error. A question that the ledger cannot answer is answered by the page."""
    assert page.prepare is not None
    try:
        with Ledger.open(path, create=False) as ledger, watched(send), suppress(UsageError):
            page.prepare(ledger, asked)
    except (OnrecordError, OSError) as error:
        yield str(error)
        return
    except Exception as error:
        yield f"{type(error).__name__}: {error}; please report this"
        return
    yield from remembered.taken()
