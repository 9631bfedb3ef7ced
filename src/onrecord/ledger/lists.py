"""Imported lists of actors, kept as evidence beside the reports."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from onrecord.ledger.rows import Row, day_of, day_text, insert, next_key, now_text, transaction
from onrecord.types import ListedActor, ListedOffice


def add(db: sqlite3.Connection, actors: Iterable[ListedActor]) -> int:
    """How many of `actors` are new; an entry that is there already changes nothing."""
    with transaction(db):
        known = set(load(db))
        new = [actor for actor in dict.fromkeys(actors) if actor not in known]
        first, now = next_key(db, "listed_actors"), now_text()
        keyed = [(first + n, actor) for n, actor in enumerate(new)]
        rows: list[Row] = [(key, a.source, a.line, a.name, a.kind, a.country, now) for key, a in keyed]
        insert(db, "listed_actors", "key, source, line, name, kind, country, imported_at", rows)
        insert(db, "listed_aliases", "listed_actor, alias", [(key, alias) for key, a in keyed for alias in a.aliases])
        offices: list[Row] = [
            (key, o.role, o.speaks_for, day_text(o.since), day_text(o.until)) for key, a in keyed for o in a.offices
        ]
        insert(db, "listed_offices", "listed_actor, role, speaks_for, since, until", offices)
    return len(new)


def load(db: sqlite3.Connection) -> tuple[ListedActor, ...]:
    """Every entry of every list, in the order in which it came."""
    aliases: dict[int, list[str]] = {}
    for key, alias in db.execute("SELECT listed_actor, alias FROM listed_aliases ORDER BY key"):
        aliases.setdefault(key, []).append(alias)
    offices: dict[int, list[ListedOffice]] = {}
    statement = "SELECT listed_actor, role, speaks_for, since, until FROM listed_offices ORDER BY key"
    for key, role, speaks_for, since, until in db.execute(statement):
        offices.setdefault(key, []).append(ListedOffice(role, speaks_for, day_of(since), day_of(until)))
    return tuple(
        ListedActor(source, line, name, kind, tuple(aliases.get(key, ())), country, tuple(offices.get(key, ())))
        for key, source, line, name, kind, country in db.execute(
            "SELECT key, source, line, name, kind, country FROM listed_actors ORDER BY key"
        )
    )
