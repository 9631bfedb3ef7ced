"""The way of an article: known or read, here or in a process of its own, and into the sink.

`read_all(ingest(["reports/"]), Reader.load(), ledger.add)` yields what became of each article as it happens, so
that a caller who is interrupted knows what was done. Memory holds a few batches, however many articles there are.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from onrecord.errors import InputError, OnrecordError
from onrecord.pipeline.batches import Item, batches, size
from onrecord.pipeline.interrupts import held_interrupts
from onrecord.pipeline.reads import Read, ReadsBatches, failure, read_each
from onrecord.pipeline.sinks import Sink
from onrecord.pipeline.workers import Crew
from onrecord.types import Article

LONG_CHARACTERS = 100_000
LONG_ARTICLES = 24
"""From here on (some three seconds of reading) processes of their own are worth the second in which they start."""


HELD = 12
"""Batches that are held at most to find that out."""


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


Known = Callable[[Article], bool]
"""Whether an article has been read before, so that it need not be read again."""


def nothing_known(article: Article) -> bool:
    """False: every article is read."""
    return False


def read_all(
    items: Iterable[Item],
    reader: ReadsBatches,
    sink: Sink,
    known: Known = nothing_known,
    crew: Crew | None = None,
) -> Generator[Done | InputError, None, None]:
    """What became of each item, in input order, once it has reached the sink.

    An article for which `known` holds is not read again. An article on which the reader fails comes out as an
    InputError, and the rest is read. Errors of the sink itself (a full disk, a ledger that is locked) pass through.
    With a `crew`, long input is read by its processes, and `reader` reads short input only.
    """
    waiting: deque[tuple[list[Item], list[Article]]] = deque()

    def to_read() -> Iterator[list[Article]]:
        for batch in batches(items):
            fresh = [item for item in batch if isinstance(item, Article) and not known(item)]
            waiting.append((batch, fresh))
            yield fresh

    with closing(_readings(to_read(), reader, crew)) as readings:
        for read in readings:
            batch, fresh = waiting.popleft()
            of = {id(article): one for article, one in zip(fresh, read, strict=True)}
            for item in batch:
                with held_interrupts() as release:
                    outcome = item if isinstance(item, InputError) else _stored(item, of.get(id(item)), sink)
                yield outcome
                release()


def _readings(
    lists: Iterator[list[Article]], reader: ReadsBatches, crew: Crew | None
) -> Generator[list[Read], None, None]:
    """The readings of each list; by the crew where there is one and the lists prove long."""
    while crew is not None:
        begun, long = _beginning(lists)
        if long:
            yield from crew.read(itertools.chain(begun, lists))
            return
        if not begun:
            return
        yield from _here(begun, reader)
    yield from _here(lists, reader)


def _here(lists: Iterable[list[Article]], reader: ReadsBatches) -> Iterator[list[Read]]:
    for articles in lists:
        _ = reader.run  # one that is loaded only now fails here, and not on an article
        yield read_each(reader, articles)


def _beginning(lists: Iterator[list[Article]]) -> tuple[list[list[Article]], bool]:
    """The next lists, as many as it takes to tell whether the input is long, and whether it is."""
    held: list[list[Article]] = []
    for articles in lists:
        held.append(articles)
        full = [one for one in held if one]
        if len(full) > 1 and (sum(map(size, full)) > LONG_CHARACTERS or sum(map(len, full)) > LONG_ARTICLES):
            return held, True
        if len(held) == HELD:  # most of it is known: little to read, and memory to save
            break
    return held, False


def _stored(article: Article, reading: Read | None, sink: Sink) -> Done | InputError:
    if reading is None:
        return Done(article, 0, new=False)
    if isinstance(reading, InputError):
        return reading
    try:
        return Done(article, len(reading.attributions), new=sink(reading))
    except InputError as error:
        return error
    except (OnrecordError, OSError):
        raise
    except Exception as error:
        reason = f"its reading cannot be kept ({type(error).__name__}: {error}); please report this"
        return failure(article, reason)
