"""Articles through the reader into a sink: in order, in batches, whole articles only.

`read_all(ingest(["reports/"]), Reader.load(), ledger.add)` yields what became of each article as it happens, so
that a caller who is interrupted knows what was done. Memory holds one batch, however many articles there are.
"""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import BinaryIO, Protocol

from onrecord.errors import InputError, OnrecordError
from onrecord.records import reading_record
from onrecord.types import Article, Reading

BATCH_CHARACTERS = 120_000
"""Some twenty reports: enough for the model to put windows of like length together, and little memory."""
BATCH_ARTICLES = 64

Item = Article | InputError
Sink = Callable[[Reading], bool]
"""Takes a reading and tells whether it was new; may raise InputError for that article alone."""


class ReadsBatches(Protocol):
    """What reads articles; `onrecord.reading.Reader` does."""

    def read_batch(self, articles: Sequence[Article]) -> Sequence[Reading]:
        """One reading an article, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Done:
    """An article that was read, or that was known already (`attributions` is 0 if it was not read again)."""

    article: Article
    attributions: int
    new: bool


@dataclass(slots=True)
class Tally:
    """How many articles were read, known, and skipped, and how many attributions were found in those read."""

    read: int = 0
    known: int = 0
    skipped: int = 0
    attributions: int = 0

    @property
    def handled(self) -> int:
        """All that came by."""
        return self.read + self.known + self.skipped

    def count(self, outcome: Done | InputError) -> None:
        """Add what became of one article."""
        if isinstance(outcome, InputError):
            self.skipped += 1
        elif outcome.new:
            self.read += 1
            self.attributions += outcome.attributions
        else:
            self.known += 1


def nothing_known(article: Article) -> bool:
    """False: every article is read."""
    return False


def read_all(
    items: Iterable[Item],
    reader: ReadsBatches,
    sink: Sink,
    known: Callable[[Article], bool] = nothing_known,
) -> Iterator[Done | InputError]:
    """What became of each item, in input order, once it has reached the sink.

    An article for which `known` holds is not read again. An article on which the reader fails comes out as an
    InputError, and the rest is read. Errors of the sink itself (a full disk, a ledger that is locked) pass through.
    """
    for batch in batches(items):
        fresh = [item for item in batch if isinstance(item, Article) and not known(item)]
        readings = {id(article): reading for article, reading in zip(fresh, _read(reader, fresh), strict=True)}
        for item in batch:
            yield item if isinstance(item, InputError) else _stored(item, readings.get(id(item)), sink)


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in lists of at most BATCH_ARTICLES items and BATCH_CHARACTERS characters (or one longer article)."""
    batch: list[Item] = []
    characters = 0
    for item in items:
        size = len(item.text) if isinstance(item, Article) else 0
        if batch and (characters + size > BATCH_CHARACTERS or len(batch) == BATCH_ARTICLES):
            yield batch
            batch, characters = [], 0
        batch.append(item)
        characters += size
    if batch:
        yield batch


def jsonl_sink(stream: BinaryIO) -> Sink:
    """A sink that writes one JSON object a line, and flushes each, so that a reader downstream sees it at once."""

    def write(reading: Reading) -> bool:
        stream.write(_json_line(reading))
        stream.flush()
        return True

    return write


def _json_line(reading: Reading) -> bytes:
    record = reading_record(reading)
    try:
        return json.dumps(record, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # half a character in a text that did not come through ingest: escaped instead
        return json.dumps(record).encode() + b"\n"


def _read(reader: ReadsBatches, articles: list[Article]) -> list[Reading | InputError]:
    """The readings; if the batch fails, each article is read by itself, to find the one on which the reader fails."""
    if not articles:
        return []
    try:
        return list(reader.read_batch(articles))
    except OnrecordError:
        raise
    except Exception as error:
        if len(articles) > 1:
            return [reading for article in articles for reading in _read(reader, [article])]
        return [_failure(articles[0], f"the reader fails on it ({type(error).__name__}: {error}); please report this")]


def _stored(article: Article, reading: Reading | InputError | None, sink: Sink) -> Done | InputError:
    if reading is None:
        return Done(article, 0, new=False)
    if isinstance(reading, InputError):
        return reading
    try:
        with held_interrupts():
            return Done(article, len(reading.attributions), new=sink(reading))
    except InputError as error:
        return error


def _failure(article: Article, reason: str) -> InputError:
    return InputError(article.path or article.url or article.id, reason)


@contextmanager
def held_interrupts() -> Iterator[None]:
    """Ctrl-C inside the block takes effect at its end, so that an article is stored whole or not at all."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread ever sees Ctrl-C
        return
    held: list[int] = []

    def hold(number: int, frame: FrameType | None) -> None:
        held.append(number)

    before = signal.signal(signal.SIGINT, hold)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if held:
            signal.raise_signal(signal.SIGINT)
