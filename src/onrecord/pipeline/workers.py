"""Batches read in processes of their own, since most of reading is Python and holds one core.

Each process loads a reader once and has one batch at a time; the batches come back in the order in which they went
out. A process that dies (killed for memory, say) costs the one article on which a fresh process dies again.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import connection, resource_tracker
from typing import Any

from onrecord.errors import OnrecordError
from onrecord.pipeline.interrupts import uninterrupted_children
from onrecord.pipeline.reads import Read, ReadsBatches, failure, read_each
from onrecord.types import Article

MOST = 4
"""Processes that are started unasked: each takes some 150 MiB, and all of them together shall stay below a GiB."""
AHEAD = 2
"""Batches in memory for each process: the one that it reads, and one that waits for its turn."""
PATIENCE = 2.0
"""Seconds that a process is given to end."""

Load = Callable[[], ReadsBatches]
Link = Any
"""A `multiprocessing.connection.Connection`, whose class depends on the platform."""


def default_jobs() -> int:
    """How many processes to read with: the cores that this process may use, and no more than MOST."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST)


@dataclass(slots=True)
class _Task:
    """A list of articles on its way; `singly` once a process has died on it."""

    articles: list[Article]
    readings: list[Read] = field(default_factory=list)
    singly: bool = False
    given: bool = False

    @property
    def done(self) -> bool:
        return len(self.readings) == len(self.articles)

    @property
    def next(self) -> list[Article]:
        rest = self.articles[len(self.readings) :]
        return rest[:1] if self.singly else rest

    def lost(self) -> None:
        """The process that had this task died: all is read again one by one, and what it dies on alone is given up."""
        if len(self.next) == 1:
            self.readings.append(failure(self.next[0], "the process that read it died (killed, perhaps for memory)"))
        self.singly, self.given = True, False


@dataclass(slots=True)
class _Worker:
    process: Any
    link: Link
    ready: bool = False
    task: _Task | None = None

    def give(self, task: _Task) -> None:
        self.task, task.given = task, True
        self.link.send(task.next)

    def end(self) -> None:
        self.link.close()
        self.process.terminate()
        self.process.join(PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


class Crew:
    """Up to `jobs` processes, each with a reader of its own that `load` makes; `load` must be a module's function."""

    def __init__(self, load: Load, jobs: int) -> None:
        self._load, self.jobs = load, jobs
        self._team: list[_Worker] = []

    def start(self) -> None:
        """Start the processes ahead of `read`, where the input is sure to be long: each takes half a second to load."""
        with _unseen():
            while len(self._team) < self.jobs:
                self._team.append(_started(self._load))

    def close(self) -> None:
        """End the processes, if any were started."""
        while self._team:
            self._team.pop().end()

    def read(self, lists: Iterable[list[Article]]) -> Iterator[list[Read]]:
        """The readings of each list, in order. The processes start now at the latest, and end with the iterator.

        OnrecordError where a process cannot start, or what the reader raises for all articles.
        """
        try:
            self.start()
            yield from _all(iter(lists), self._team, self._load)
        finally:
            self.close()


def _all(lists: Iterator[list[Article]], team: list[_Worker], load: Load) -> Iterator[list[Read]]:
    tasks: deque[_Task] = deque()
    more = True
    while more or tasks:
        while more and len(tasks) < AHEAD * len(team) and not (tasks and tasks[0].done):
            articles = next(lists, None)
            more = articles is not None
            if articles is not None:
                tasks.append(_Task(articles))
                _give(tasks, team, load)
        if tasks and not tasks[0].done:
            _hear(team, load)
            _give(tasks, team, load)
        while tasks and tasks[0].done:
            yield tasks.popleft().readings


def _give(tasks: Iterable[_Task], team: list[_Worker], load: Load) -> None:
    """Every process that has nothing to do gets the next task."""
    ungiven = (task for task in tasks if not task.given and not task.done)
    for worker in team:
        if worker.task is None and (task := next(ungiven, None)):
            try:
                worker.give(task)
            except (BrokenPipeError, ConnectionError):
                _replace(worker, load)


def _hear(team: list[_Worker], load: Load) -> None:
    """Wait until some process says something or dies."""
    heard = set(connection.wait([worker.link for worker in team]))
    for worker in team:
        if worker.link in heard:
            try:
                _take(worker, worker.link.recv())
            except (EOFError, ConnectionError):
                _replace(worker, load)


def _take(worker: _Worker, message: list[Read] | OnrecordError | None) -> None:
    if isinstance(message, OnrecordError):
        raise message
    if message is None:
        worker.ready = True
    elif worker.task is not None:
        worker.task.readings += message
        worker.task = None if worker.task.done else _again(worker)


def _again(worker: _Worker) -> _Task | None:
    """The task, of which one article was read, goes on with the next."""
    task = worker.task
    if task is not None:
        worker.give(task)
    return task


def _replace(worker: _Worker, load: Load) -> None:
    """A fresh process in place of one that died."""
    if not worker.ready:
        raise OnrecordError("a process for reading ended before it began; `--jobs 1` reads without any")
    if worker.task is not None:
        worker.task.lost()
    worker.end()
    with _unseen():
        fresh = _started(load)
    worker.process, worker.link, worker.ready, worker.task = fresh.process, fresh.link, False, None


def _unseen() -> Any:
    """The block in which processes are started; Python's own helper is started before it, or would lift the block."""
    resource_tracker.ensure_running()
    return uninterrupted_children()


def _started(load: Load) -> _Worker:
    spawn = multiprocessing.get_context("spawn")  # a fork would copy locks that other threads hold
    here, there = spawn.Pipe()
    process = spawn.Process(target=_work, args=(load, there), daemon=True)
    process.start()
    there.close()
    return _Worker(process, here)


def _work(load: Load, link: Link) -> None:
    """The life of a process: load, say so, then a batch in, its readings out, until nobody asks any more."""
    try:
        reader = load()
        link.send(None)
        while True:
            link.send(read_each(reader, link.recv()))
    except OnrecordError as error:
        link.send(error)
    except (EOFError, ConnectionError):
        return
