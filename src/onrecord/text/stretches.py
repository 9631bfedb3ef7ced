"""Stretches of a text by where they stand, so that nobody looks through all of them for the few that are near."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, takewhile
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """Anything that stands somewhere in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=Placed)


class Stretches(Generic[T]):
    """Stretches in order of their starts; they may overlap and hold one another."""

    def __init__(self, items: Sequence[T]) -> None:
        self._items = items
        self._reach = list(accumulate((item.end for item in items), max))  # how far the first ones reach together

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def since(self, start: int) -> Iterator[T]:
        """The stretches from the first one on that ends at `start` or later."""
        return islice(self._items, bisect_left(self._reach, start), None)

    def touching(self, start: int, end: int) -> list[T]:
        """The stretches that share a character, or an edge, with `start` to `end`.

        >>> from onrecord.text.quotes import quotations
        >>> found = Stretches(quotations('"No," she said. "No. Never."'))
        >>> [q.start for q in found.touching(5, 20)], [q.start for q in found.touching(6, 15)]
        ([0, 16], [])
        """
        return [item for item in takewhile(lambda item: item.start <= end, self.since(start)) if item.end >= start]
