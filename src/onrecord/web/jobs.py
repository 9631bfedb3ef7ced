"""Readings that run while pages are shown: one at a time, in the order in which they were asked for."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import queue
import secrets
import shutil
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from onrecord.errors import OnrecordError
from onrecord.web.adding import Given, Outcome
from onrecord.web.page import plain

KEPT = 50
"""Jobs that are remembered, with their outcomes."""
BEAT = 0.2
"""Seconds between two looks at a job that somebody watches."""
QUIET = 15.0
"""Seconds after which a watcher is told that the server still lives."""

State = Literal["waiting", "reading", "done", "failed"]
Reads = Callable[[Path, Sequence[Given]], Iterator[Outcome]]


@dataclass(slots=True)
class Job:
    """What is being read, what became of it so far, and the folder that is taken away at the end."""

    id: str
    given: tuple[Given, ...]
    folder: Path | None
    asked_at: dt.datetime
    state: State = "waiting"
    outcomes: list[Outcome] = field(default_factory=list)
    reason: str = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.state in ("done", "failed")


@dataclass(frozen=True, slots=True)
class JobPage:
    """A job as its page and its JSON show it."""

    id: str
    state: State
    inputs: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    read: int
    known: int
    failed: int
    attributions: int
    reason: str


class Jobs:
    """The jobs of one server; a thread of its own does them."""

    def __init__(self, ledger: Path, reads: Reads) -> None:
        self._ledger, self._reads = ledger, reads
        self._known: OrderedDict[str, Job] = OrderedDict()
        self._queue: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def add(self, given: Sequence[Given], folder: Path | None) -> Job:
        """A new job; it waits until those before it are done."""
        job = Job(secrets.token_hex(8), tuple(given), folder, dt.datetime.now(dt.UTC))
        with self._lock:
            self._known[job.id] = job
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="onrecord-reading", daemon=True)
                self._thread.start()
        self._queue.put(job)
        return job

    def get(self, id_: str) -> Job | None:
        """The job with this id, if it is remembered."""
        return self._known.get(id_)

    def recent(self) -> list[Job]:
        """The jobs that are remembered, newest first."""
        return list(reversed(self._known.values()))

    def _work(self) -> None:
        while True:
            self._do(self._queue.get())

    def _do(self, job: Job) -> None:
        job.state = "reading"
        try:
            for outcome in self._reads(self._ledger, job.given):
                job.outcomes.append(outcome)
            job.state = "done"
        except (OnrecordError, OSError) as error:
            job.state, job.reason = "failed", str(error)
        except Exception as error:  # the thread goes on with the next job
            job.state, job.reason = "failed", f"{type(error).__name__}: {error}; please report this"
        finally:
            if job.folder is not None:
                shutil.rmtree(job.folder, ignore_errors=True)


def page_of(job: Job) -> JobPage:
    """The job as it stands."""
    found = tuple(job.outcomes)
    number = {state: sum(o.state == state for o in found) for state in ("read", "known", "failed")}
    return JobPage(
        id=job.id,
        state=job.state,
        inputs=tuple(given.name for given in job.given),
        outcomes=found,
        read=number["read"],
        known=number["known"],
        failed=number["failed"],
        attributions=sum(o.attributions for o in found),
        reason=job.reason,
    )


async def events(job: Job) -> AsyncIterator[str]:
    """Server-sent events: `outcome` for each article, `state` for the counts; the last `state` is done or failed."""
    sent, state, quiet = 0, None, 0.0
    while True:
        over, found = job.is_over, job.outcomes[sent:]
        for outcome in found:
            yield _event("outcome", plain(outcome))
        sent += len(found)
        if found or job.state != state:
            state, quiet = job.state, 0.0
            yield _event("state", {**plain(page_of(job)), "outcomes": []})
        if over:
            return
        await asyncio.sleep(BEAT)
        quiet += BEAT
        if quiet > QUIET:
            quiet = 0.0
            yield ": still here\n\n"


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
