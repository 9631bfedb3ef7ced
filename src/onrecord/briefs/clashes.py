"""Conflicts as a briefing quotes them: of what kind, about what, and both sides with their statements."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.ledger import Ledger
from onrecord.positions.asked import Asked


@dataclass(frozen=True, slots=True)
class ClashSide:
    """One side of a conflict: who it is, and the ids of the statements that say so, the plainest first."""

    name: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Accounts that part; `kind` and `about` are words that the search for conflicts gives."""

    kind: str
    about: str
    sides: tuple[ClashSide, ...]


def clashes(ledger: Ledger, asked: Asked) -> tuple[Clash, ...]:
    """The conflicts of the record on an issue, the weightiest first."""
    return ()
