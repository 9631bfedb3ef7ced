"""Ctrl-C at the right moment: an article is stored whole or not at all."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def held_interrupts() -> Iterator[Callable[[], None]]:
    """Ctrl-C inside the block does nothing until the function that the block is given is called after its end.

    So an article is stored whole or not at all, and what was stored can be counted first.
    """
    held: list[int] = []

    def release() -> None:
        if held:
            held.clear()
            signal.raise_signal(signal.SIGINT)

    def hold(number: int, frame: FrameType | None) -> None:
        held.append(number)

    if threading.current_thread() is not threading.main_thread():
        yield release  # only the main thread ever sees Ctrl-C
        return
    before = signal.signal(signal.SIGINT, hold)
    try:
        yield release
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def uninterrupted_children() -> Iterator[None]:
    """Processes that are started inside the block never see Ctrl-C: it reaches everything in the terminal's group.

    A blocked signal stays blocked in what a process starts. The parent gets its own Ctrl-C at the end of the block.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows has no such thing, and starts its processes otherwise
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
