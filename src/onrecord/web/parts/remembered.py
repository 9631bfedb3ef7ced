"""Answers that take long, remembered while the ledger stays as it is: what counts is in the key."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from onrecord.ledger import Ledger

_CODED = "SELECT (SELECT coalesce(max(key), 0) FROM codings), (SELECT coalesce(max(key), 0) FROM coding_undos)"


def state(ledger: Ledger) -> Hashable:
    """What changes whenever evidence, judgements or codings of the ledger grow."""
    return str(ledger.path), ledger.stamp(), *ledger.rows(_CODED)[0]


Answer = TypeVar("Answer")


class Remembered(Generic[Answer]):
    """The last few answers, by what they answer."""

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._known: OrderedDict[Hashable, Answer] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer known under the key, or the one that is made now."""
        if key not in self._known:
            self._known[key] = make()
        found = self._known[key]
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return found
