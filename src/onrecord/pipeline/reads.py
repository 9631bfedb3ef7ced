"""What reads articles, and what becomes of an article on which it fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Protocol

from onrecord.errors import InputError, OnrecordError
from onrecord.types import Article, Reading, Run

Read = Reading | InputError


class ReadsBatches(Protocol):
    """What reads articles; `onrecord.reading.Reader` does."""

    @property
    def run(self) -> Run:
        """By what it reads."""
        ...

    def read_batch(self, articles: Sequence[Article]) -> Sequence[Reading]:
        """One reading an article, in order."""
        ...


class Deferred:
    """A reader that `load` makes when it is first asked for anything: never, where other processes do the reading."""

    def __init__(self, load: Callable[[], ReadsBatches]) -> None:
        self._load = load

    @cached_property
    def _reader(self) -> ReadsBatches:
        return self._load()

    @property
    def run(self) -> Run:
        return self._reader.run

    def read_batch(self, articles: Sequence[Article]) -> Sequence[Reading]:
        return self._reader.read_batch(articles)


def read_each(reader: ReadsBatches, articles: Sequence[Article]) -> list[Read]:
    """One reading an article, or the InputError that names it.

    If the batch fails, each article is read by itself, to find the one on which the reader fails.
    """
    if not articles:
        return []
    try:
        return list(reader.read_batch(articles))
    except OnrecordError:
        raise
    except Exception as error:
        if len(articles) > 1:
            return [read for article in articles for read in read_each(reader, [article])]
        reason = f"the reader fails on it ({type(error).__name__}: {error}); please report this"
        return [failure(articles[0], reason)]


def failure(article: Article, reason: str) -> InputError:
    """The error that names `article` as the user knows it."""
    return InputError(article.path or article.url or article.id, reason)
