"""The input in lists that are read together: enough work for a process, and little memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.errors import InputError
from onrecord.types import Article

BATCH_CHARACTERS = 16_000
"""Some three reports: cores have like loads even for eighty reports, and a message between processes stays small."""
BATCH_ARTICLES = 16

Item = Article | InputError


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in lists of at most BATCH_ARTICLES items and BATCH_CHARACTERS characters (or one longer article)."""
    batch: list[Item] = []
    characters = 0
    for item in items:
        size = _size(item)
        if batch and (characters + size > BATCH_CHARACTERS or len(batch) == BATCH_ARTICLES):
            yield batch
            batch, characters = [], 0
        batch.append(item)
        characters += size
    if batch:
        yield batch


def size(batch: Sequence[Item]) -> int:
    """How many characters there are to read in a batch."""
    return sum(map(_size, batch))


def _size(item: Item) -> int:
    return len(item.text) if isinstance(item, Article) else 0
