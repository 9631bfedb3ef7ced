"""Read news reports and keep the record: who said what, for whom, when, and on whose word.

>>> import onrecord
>>> reading = onrecord.read('"We will wait," Irena Valk said on Friday.')
>>> [(a.speaker.name, a.content.text) for a in reading.attributions if a.speaker]
[('Irena Valk', '"We will wait,"')]
>>> with onrecord.open(":memory:") as ledger:
...     ledger.add(reading), ledger.said(by="Valk").total
(True, 1)
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.book import Book
    from onrecord.reading import Reader
    from onrecord.types import Article, Reading

__all__ = ["__version__", "open", "read"]


@cache
def _reader() -> Reader:
    from onrecord.reading import Reader

    return Reader.load()


def read(report: str | Article) -> Reading:
    """The reading of one report: a text, or an `onrecord.types.Article` that also has outlet, title and date.

    The model is loaded once. Odd text never raises; what is doubtful says so.
    """
    from onrecord.ingest.identity import content_id
    from onrecord.types import Article

    article = Article(content_id(report), report) if isinstance(report, str) else report
    return _reader().read(article)


def open(path: str | Path) -> Book:
    """The ledger at `path`, made if it is missing, with the verbs of the command line.

    Raises LedgerError, LedgerDamaged or LedgerTooNew, and leaves the file as it was.
    """
    from onrecord.book import Book

    return Book.open(path)
