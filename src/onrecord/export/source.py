"""What an exporter needs of a ledger, and text as a file can hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from onrecord.types import Reading

if TYPE_CHECKING:
    import pyarrow as pa

_SURROGATE = re.compile("[\ud800-\udfff]")


class Source(Protocol):
    """`onrecord.ledger.Ledger` is one."""

    def readings(self) -> Iterator[Reading]:
        """The newest reading of every article."""
        ...

    def table_names(self) -> list[str]:
        """The tables that `stream` takes."""
        ...

    def stream(self, table: str) -> pa.RecordBatchReader:
        """The rows of a table in batches."""
        ...


def writable(text: str) -> str:
    r"""The text as UTF-8 can hold it, character for character: a lone surrogate becomes U+FFFD.

    >>> writable("a\ud83db") == "a\ufffdb", writable("a😀b")
    (True, 'a😀b')
    """
    return _SURROGATE.sub("\ufffd", text)
