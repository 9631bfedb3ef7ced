"""The stored record read back, whole or one statement of it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from onrecord.ledger.rows import day_of
from onrecord.types import (
    CopyLink,
    Edit,
    Member,
    Occurrence,
    Pending,
    Record,
    RecordedActor,
    Root,
    Statement,
    Tenure,
    Variant,
)

Groups = dict[int, list[tuple[Any, ...]]]

_ARTICLE = "(SELECT id FROM articles WHERE key = {})"
_ACTOR = "(SELECT id FROM recorded_actors WHERE key = t.recorded_actor)"
_ROOT = "(SELECT id FROM roots WHERE key = t.root)"
_PRINTED = """(SELECT ar.id || '#' || a.id FROM attributions AS a JOIN readings AS r ON r.key = a.reading
    JOIN articles AS ar ON ar.key = r.article WHERE a.key = t.{})"""


def load(db: sqlite3.Connection) -> Record:
    """The record as it was stored."""
    return Record(
        actors=tuple(actors(db)),
        tenures=tuple(tenures(db)),
        links=tuple(_links(db)),
        roots=roots(db),
        statements=tuple(statements(db)),
        pending=tuple(
            Pending(judgement, reason)
            for judgement, reason in db.execute(
                "SELECT j.id, p.reason FROM pending AS p JOIN judgements AS j ON j.key = p.judgement ORDER BY p.key"
            )
        ),
    )


def roots(db: sqlite3.Connection, ids: Sequence[str] | None = None) -> tuple[Root, ...]:
    """All roots, or those with these ids."""
    some = "" if ids is None else f"WHERE id IN ({', '.join('?' * len(ids))})"
    rows = db.execute(f"SELECT key, id, origin, reason FROM roots {some} ORDER BY key", tuple(ids or ())).fetchall()
    inside = "SELECT {} FROM root_articles AS t WHERE root = ? ORDER BY key".format(_ARTICLE.format("t.article"))
    return tuple(
        Root(id_, origin, tuple(article for (article,) in db.execute(inside, (key,))), reason)
        for key, id_, origin, reason in rows
    )


def _grouped(db: sqlite3.Connection, statement: str, key: int | str | None = None) -> Groups:
    """The rows by their first value, the key of their owner."""
    groups: Groups = defaultdict(list)
    for row in db.execute(statement, () if key is None else (key,)):
        groups[row[0]].append(row[1:])
    return groups


def _firsts(groups: Groups, key: int) -> tuple[Any, ...]:
    return tuple(row[0] for row in groups.get(key, ()))


def actors(db: sqlite3.Connection, id_: str | None = None) -> list[RecordedActor]:
    """All recorded actors, or the one with the id `id_`."""
    some, values = ("1", ()) if id_ is None else ("id = ?", (id_,))
    keys = f"(SELECT key FROM recorded_actors WHERE {some})"
    aliases = _grouped(
        db, f"SELECT recorded_actor, alias FROM recorded_aliases WHERE recorded_actor IN {keys} ORDER BY key", id_
    )
    members = _grouped(
        db,
        f"""SELECT m.recorded_actor, ar.id, a.id, m.score, m.reason FROM members AS m
           JOIN actors AS a ON a.key = m.actor JOIN readings AS r ON r.key = a.reading
           JOIN articles AS ar ON ar.key = r.article WHERE m.recorded_actor IN {keys} ORDER BY m.key""",
        id_,
    )
    return [
        RecordedActor(
            id_, name, kind, _firsts(aliases, key), tuple(Member(*row) for row in members.get(key, ())), country
        )
        for key, id_, name, kind, country in db.execute(
            f"SELECT key, id, name, kind, country FROM recorded_actors WHERE {some} ORDER BY key", values
        )
    ]


def tenures(db: sqlite3.Connection, actor: str | None = None) -> list[Tenure]:
    """All offices, or those of one recorded actor."""
    some, values = (
        ("1", ()) if actor is None else ("recorded_actor = (SELECT key FROM recorded_actors WHERE id = ?)", (actor,))
    )
    articles = _grouped(db, f"SELECT tenure, {_ARTICLE.format('t.article')} FROM tenure_articles AS t ORDER BY key")
    statement = (
        f"SELECT key, {_ACTOR}, role, speaks_for, first, last, origin FROM tenures AS t WHERE {some} ORDER BY key"
    )
    return [
        Tenure(actor, role, speaks_for, day_of(first), day_of(last), origin, _firsts(articles, key))
        for key, actor, role, speaks_for, first, last, origin in db.execute(statement, values)
    ]


def _links(db: sqlite3.Connection) -> list[CopyLink]:
    spans = _grouped(db, "SELECT copy_link, side, start, stop FROM copy_spans ORDER BY key")
    statement = f"""SELECT key, kind, {_ARTICLE.format("t.article")}, {_ARTICLE.format("t.other")}, score, reason
        FROM copy_links AS t ORDER BY key"""
    return [
        CopyLink(kind, article, other, score, _side(spans, key, "article"), _side(spans, key, "other"), reason)
        for key, kind, article, other, score, reason in db.execute(statement)
    ]


def _side(spans: Groups, link: int, side: str) -> tuple[tuple[int, int], ...]:
    return tuple((start, stop) for s, start, stop in spans.get(link, ()) if s == side)


def statements(db: sqlite3.Connection, key: int | None = None) -> list[Statement]:
    """All statements, or the one with the key `key`."""
    some = "" if key is None else "WHERE {} = ?"
    of = some.format("statement")
    under = some and "WHERE {} IN (SELECT key FROM {} WHERE statement = ?)"
    rooting = _grouped(db, f"SELECT statement, {_ROOT} FROM statement_roots AS t {of} ORDER BY key", key)
    occurrences = _grouped(
        db,
        f"""SELECT o.statement, o.key, ar.id, a.id, o.score, o.reason FROM occurrences AS o
            JOIN attributions AS a ON a.key = o.attribution JOIN readings AS r ON r.key = a.reading
            JOIN articles AS ar ON ar.key = r.article {of} ORDER BY o.key""",
        key,
    )
    rooted = _grouped(
        db,
        f"SELECT occurrence, {_ROOT} FROM occurrence_roots AS t {under.format('occurrence', 'occurrences')} "
        "ORDER BY key",
        key,
    )
    chained = _chains(db, under.format("occurrence", "occurrences"), key)
    variants = _variants(db, of, under, key)
    columns = f"key, id, {_ACTOR}, speaks_for, text, earliest, latest, {_PRINTED.format('representative')}"
    rows = db.execute(
        f"SELECT {columns} FROM statements AS t {some.format('key')} ORDER BY key", () if key is None else (key,)
    )
    return [
        Statement(
            id=id_,
            actor=actor,
            speaks_for=side,
            text=text,
            earliest=day_of(earliest),
            latest=day_of(latest),
            representative=representative,
            occurrences=tuple(
                Occurrence(article, attribution, _firsts(rooted, n), score, reason, chained.get(n))
                for n, article, attribution, score, reason in occurrences.get(k, ())
            ),
            roots=_firsts(rooting, k),
            variants=tuple(variants.get(k, ())),
        )
        for k, id_, actor, side, text, earliest, latest, representative in rows
    ]


def _chains(db: sqlite3.Connection, inside: str, key: int | None) -> dict[int, tuple[str, ...]]:
    """The chains that were decided, by the occurrence's key; an empty one has one row that names nobody."""
    links = _grouped(db, f"SELECT occurrence, {_ACTOR} FROM occurrence_chains AS t {inside} ORDER BY key", key)
    return {n: tuple(actor for (actor,) in rows if actor is not None) for n, rows in links.items()}


def _variants(db: sqlite3.Connection, of: str, under: str, key: int | None) -> dict[int, list[Variant]]:
    inside = under.format("variant", "variants")
    prints = _grouped(
        db, f"SELECT variant, {_PRINTED.format('attribution')} FROM variant_prints AS t {inside} ORDER BY key", key
    )
    edits = _grouped(db, f"SELECT variant, was, now FROM edits {inside} ORDER BY key", key)
    found: dict[int, list[Variant]] = defaultdict(list)
    rows = db.execute(f"SELECT key, statement, text FROM variants {of} ORDER BY key", () if key is None else (key,))
    for variant, statement, text in rows:
        changes = tuple(Edit(*row) for row in edits.get(variant, ()))
        found[statement].append(Variant(text, _firsts(prints, variant), changes))
    return found
