"""Readings read back from the ledger, equal to those that were added."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from onrecord.ledger.rows import day_of
from onrecord.types import (
    Actor,
    Addressee,
    Article,
    Attribution,
    Entity,
    Evidence,
    Link,
    Manner,
    Mention,
    Office,
    Passage,
    Published,
    Reading,
    Run,
    Said,
    Segment,
    Span,
    Speaker,
)

Rows = list[tuple[Any, ...]]
Groups = dict[int, Rows]


def load_article(db: sqlite3.Connection, key: int) -> Article:
    """The article with the key `key`."""
    columns = "id, text, path, url, outlet, title, given_earliest, given_latest, given_method"
    row = db.execute(f"SELECT {columns} FROM articles WHERE key = ?", (key,)).fetchone()
    evidence = _evidence(db, "given_evidence", "article = ?", key).get(key, ())
    id_, text, path, url, outlet, title, earliest, latest, method = row
    return Article(id_, text, path, url, outlet, title, Published(day_of(earliest), day_of(latest), method, evidence))


def load_reading(db: sqlite3.Connection, key: int) -> Reading:
    """The reading with the key `key`, as it was added."""
    row = db.execute(
        """SELECT r.article, r.published_earliest, r.published_latest, r.published_method,
                  runs.version, runs.model, runs.settings
           FROM readings AS r JOIN runs ON runs.key = r.run WHERE r.key = ?""",
        (key,),
    ).fetchone()
    evidence = _evidence(db, "published_evidence", "reading = ?", key).get(key, ())
    names = dict(db.execute("SELECT key, id FROM actors WHERE reading = ?", (key,)))
    return Reading(
        article=load_article(db, row[0]),
        published=Published(day_of(row[1]), day_of(row[2]), row[3], evidence),
        segments=tuple(Segment(*s) for s in _of(db, "SELECT start, stop, kind FROM segments", key)),
        attributions=tuple(_attributions(db, key, names)),
        actors=tuple(_actors(db, key)),
        mentions=tuple(
            Mention(start, stop, names[actor])
            for start, stop, actor in _of(db, "SELECT start, stop, actor FROM mentions", key)
        ),
        offices=tuple(_offices(db, key, names)),
        entities=tuple(Entity(*e) for e in _of(db, "SELECT start, stop, kind, score FROM entities", key)),
        run=Run(*row[4:]),
        doubts=tuple(doubt for (doubt,) in _of(db, "SELECT doubt FROM reading_doubts", key)),
    )


def _of(db: sqlite3.Connection, select: str, reading: int) -> Rows:
    return db.execute(f"{select} WHERE reading = ? ORDER BY key", (reading,)).fetchall()


def _grouped(db: sqlite3.Connection, table: str, owner: str, columns: str, where: str, key: int) -> Groups:
    """The rows of `table` by the key of their owner, in order."""
    groups: Groups = {}
    for row in db.execute(f"SELECT {owner}, {columns} FROM {table} WHERE {where} ORDER BY key", (key,)):
        groups.setdefault(row[0], []).append(row[1:])
    return groups


def _evidence(db: sqlite3.Connection, table: str, where: str, key: int) -> dict[int, tuple[Evidence, ...]]:
    owner = where.split()[0]
    groups = _grouped(db, table, owner, "start, stop, reason", where, key)
    return {k: tuple(Evidence(*row) for row in rows) for k, rows in groups.items()}


def _actors(db: sqlite3.Connection, reading: int) -> Iterator[Actor]:
    where = "actor IN (SELECT key FROM actors WHERE reading = ?)"
    aliases = _grouped(db, "aliases", "actor", "alias", where, reading)
    for key, id_, name, kind, listed in _of(db, "SELECT key, id, name, kind, listed FROM actors", reading):
        if listed:
            yield Actor(id_, name, kind, tuple(alias for (alias,) in aliases.get(key, [])))


def _offices(db: sqlite3.Connection, reading: int, names: dict[int, str]) -> Iterator[Office]:
    evidence = _evidence(db, "office_evidence", "office IN (SELECT key FROM offices WHERE reading = ?)", reading)
    for key, actor, role, speaks_for in _of(db, "SELECT key, actor, role, speaks_for FROM offices", reading):
        yield Office(names[actor], role, speaks_for, evidence.get(key, ()))


def _attributions(db: sqlite3.Connection, reading: int, names: dict[int, str]) -> Iterator[Attribution]:
    where = "attribution IN (SELECT key FROM attributions WHERE reading = ?)"
    spans = _grouped(db, "spans", "attribution", "part, start, stop", where, reading)
    chains = _grouped(db, "chain_links", "attribution", "actor, name, role, start, stop", where, reading)
    addressees = _grouped(db, "addressees", "attribution", "actor, name, start, stop", where, reading)
    evidence = _evidence(db, "said_evidence", where, reading)
    doubts = _grouped(db, "doubts", "attribution", "doubt", where, reading)
    cursor = db.execute("SELECT * FROM attributions WHERE reading = ? ORDER BY key", (reading,))
    columns = [column[0] for column in cursor.description]
    rows = [dict(zip(columns, values, strict=True)) for values in cursor]
    ids = {row["key"]: row["id"] for row in rows}
    for row in rows:
        key = row["key"]
        said = Said(
            day_of(row["said_earliest"]), day_of(row["said_latest"]), row["said_granularity"], evidence.get(key, ())
        )
        yield Attribution(
            id=row["id"],
            depth=row["depth"],
            within=None if row["within"] is None else ids[row["within"]],
            source=None if row["source_text"] is None else _passage(row, "source", spans),
            cue=_passage(row, "cue", spans),
            content=_passage(row, "content", spans),
            manner=Manner(row["form"], row["polarity"], row["modality"], row["attitude"]),
            speaker=_speaker(row, names),
            chain=tuple(Link(names[c[0]], c[1], c[2], (c[3], c[4])) for c in chains.get(key, [])),
            addressee=_addressee(addressees.get(key, []), names),
            said=said,
            confidence=row["confidence"],
            doubts=tuple(doubt for (doubt,) in doubts.get(key, [])),
        )


def _passage(row: dict[str, Any], part: str, spans: Groups) -> Passage:
    places: tuple[Span, ...] = tuple((s[1], s[2]) for s in spans.get(row["key"], []) if s[0] == part)
    return Passage(places, row[f"{part}_text"])


def _speaker(row: dict[str, Any], names: dict[int, str]) -> Speaker | None:
    if row["speaker"] is None:
        return None
    return Speaker(
        actor=names[row["speaker"]],
        name=row["speaker_name"],
        kind=row["speaker_kind"],
        role=row["speaker_role"],
        speaks_for=row["speaks_for"],
        confidence=row["speaker_confidence"],
        why=row["speaker_why"],
    )


def _addressee(rows: Rows, names: dict[int, str]) -> Addressee | None:
    return Addressee(names[rows[0][0]], rows[0][1], (rows[0][2], rows[0][3])) if rows else None
