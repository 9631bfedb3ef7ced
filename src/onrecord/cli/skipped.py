"""What could not be read, named on standard error: lines that follow each other and fail alike are told together."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.errors import InputError


class Skipped:
    """Tells errors by `say` as they come, a run of lines of one file with one reason once it ends; `count` counts all.

    >>> with Skipped(print) as skipped:
    ...     for line in (1, 2, 3, 7):
    ...         skipped(InputError("a.jsonl", "lacks the field text", line))
    skipped: a.jsonl:1-3: lacks the field text
    skipped: a.jsonl:7: lacks the field text
    """

    def __init__(self, say: Callable[[str], object]) -> None:
        self._say = say
        self._first: InputError | None = None
        self._last = 0
        self.count = 0

    def __enter__(self) -> Skipped:
        return self

    def __exit__(self, *_: object) -> None:
        self.flush()

    def __call__(self, error: InputError) -> None:
        self.count += 1
        if self._goes_on(error):
            self._last += 1
            return
        self.flush()
        if error.line is None:
            self._say(f"skipped: {error}")
        else:
            self._first, self._last = error, error.line

    def flush(self) -> None:
        """Tells what was held back."""
        if self._first is not None:
            name, reason, line = self._first.name, self._first.reason, self._first.line
            where = f"{line}" if line == self._last else f"{line}-{self._last}"
            self._say(f"skipped: {name}:{where}: {reason}")
        self._first = None

    def _goes_on(self, error: InputError) -> bool:
        first = self._first
        return first is not None and (first.name, first.reason, self._last + 1) == (
            error.name,
            error.reason,
            error.line,
        )
