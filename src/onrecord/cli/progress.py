"""A progress bar on long work, when somebody watches; nothing at all in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from onrecord.cli.messages import one_line, say
from onrecord.text.phrases import counted

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

LONG_SECONDS = 1.0
"""Work that is done by then shows no bar."""


class Bar:
    """Counts bytes and articles; draws itself once the work has proved long. `total` is None if unknown."""

    def __init__(self, total: Callable[[], int | None], watched: bool) -> None:
        self._total, self._watched = total, watched
        self._begun, self._bytes, self._articles = time.monotonic(), 0, 0
        self._drawn: tuple[Progress, TaskID] | None = None

    def on_bytes(self, count: int) -> None:
        """So many bytes more were read."""
        self._bytes += count
        self._update()

    def on_article(self) -> None:
        """One article more is done."""
        self._articles += 1
        self._update()

    def say(self, text: str) -> None:
        """A line on standard error, above the bar."""
        if self._drawn is None:
            say(text)
        else:
            self._drawn[0].console.print(one_line(text), markup=False, highlight=False, soft_wrap=True)

    def close(self) -> None:
        """Take the bar away."""
        if self._drawn is not None:
            self._drawn[0].stop()

    def _update(self) -> None:
        if self._drawn is None and self._watched and time.monotonic() - self._begun > LONG_SECONDS:
            self._drawn = _drawn(self._total())
        if self._drawn is not None:
            bar, task = self._drawn
            bar.update(task, completed=self._bytes, description=counted(self._articles, "article"))


@contextmanager
def progress(total: Callable[[], int | None], prints: bool = False) -> Iterator[Bar]:
    """A bar for the block, drawn if standard error is a terminal; `total` (of bytes) is asked for only then.

    Where the block `prints` to the same terminal, that is progress enough.
    """
    bar = Bar(total, watched=_is_terminal(sys.stderr) and not (prints and _is_terminal(sys.stdout)))
    try:
        yield bar
    finally:
        bar.close()


def _is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody watches; a stream that the shell has closed is None."""
    return stream is not None and stream.isatty()


def _drawn(total: int | None) -> tuple[Progress, TaskID]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    bar = Progress(
        *columns,
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,  # the readings go there, byte by byte
        redirect_stderr=False,
    )
    task = bar.add_task("reading", total=total)
    bar.start()
    return bar, task
