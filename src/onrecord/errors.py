"""What can go wrong, as one tree.

OnrecordError
├── InputError        an input cannot be read: names it, the line where there is one, and the reason
│   └── FetchError    a URL cannot be fetched, or may not be
├── LedgerError       a ledger cannot be opened or written; it is left as it was
│   ├── LedgerDamaged
│   └── LedgerTooNew
├── ModelError        a model file is missing or is not the one that its manifest names
└── UsageError        the caller's mistake: names the value and the valid ones
"""

from __future__ import annotations


class OnrecordError(Exception):
    """The base of every error that onrecord raises on purpose; its text is one line for the user."""


class InputError(OnrecordError):
    """An input that cannot be read.

    `name` is the path or URL as given, `line` the 1-based line inside it, `reason` what is wrong.
    """

    def __init__(self, name: str, reason: str, line: int | None = None) -> None:
        self.name, self.reason, self.line = name, reason, line
        where = name if line is None else f"{name}:{line}"
        super().__init__(f"{where}: {reason}")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, int | None]]:
        """So that it comes whole through a pipe between processes."""
        return type(self), (self.name, self.reason, self.line)


class FetchError(InputError):
    """A URL that cannot be fetched, or may not be."""


class LedgerError(OnrecordError):
    """A ledger that cannot be opened or written; the file is left as it was."""


class LedgerDamaged(LedgerError):
    """The file is no SQLite database, is no ledger, or fails SQLite's own check."""


class LedgerTooNew(LedgerError):
    """The ledger was written by a newer version of onrecord."""


class ModelError(OnrecordError):
    """A model file is missing, or is not the one that its manifest names."""


class UsageError(OnrecordError):
    """A value that the caller gave is not valid; the text names it and the valid ones."""
