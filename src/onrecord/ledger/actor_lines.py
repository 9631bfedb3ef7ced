"""The actors of the record, one line each."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.ledger.questions import literal
from onrecord.types import ActorKind


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor of the record, in how many articles somebody stands for it, and how many statements it made."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    articles: int
    statements: int


def actors(db: sqlite3.Connection, words: str | None) -> tuple[ActorLine, ...]:
    """The actors whose name, id or an alias holds each of `words`; those with most statements first."""
    holds = r"""(ra.name LIKE ? ESCAPE '\' OR ra.id LIKE ? ESCAPE '\' OR EXISTS (
        SELECT 1 FROM recorded_aliases WHERE recorded_actor = ra.key AND alias LIKE ? ESCAPE '\'))"""
    patterns = [f"%{literal(word)}%" for word in (words or "").split()]
    statement = f"""
        SELECT ra.id, ra.name, ra.kind, ra.country,
               (SELECT count(*) FROM members WHERE recorded_actor = ra.key),
               (SELECT count(*) FROM statements WHERE recorded_actor = ra.key) AS made
        FROM recorded_actors AS ra WHERE {" AND ".join(["1", *(holds for _ in patterns)])}
        ORDER BY made DESC, ra.id"""
    values = [pattern for pattern in patterns for _ in range(3)]
    return tuple(ActorLine(*row) for row in db.execute(statement, values))
