"""What is computed across articles, kept until evidence or judgements grow."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.errors import LedgerError
from onrecord.ledger.questions import CURRENT
from onrecord.ledger.rows import Row, day_text, insert, now_text, transaction
from onrecord.migrations import COMPUTED
from onrecord.types import Record, Statement
from onrecord.version import VERSION

Keys = Mapping[str, int]

_INDEX = """
INSERT INTO statements_fts (rowid, names, speaks_for)
SELECT st.key, coalesce(ra.name || ' . ' || ra.id, rep.speaker_name, rep.source_text, '') || ' . ' || coalesce(
    (SELECT group_concat(alias, ' . ') FROM recorded_aliases WHERE recorded_actor = ra.key), ''), st.speaks_for
FROM statements AS st
JOIN attributions AS rep ON rep.key = st.representative
LEFT JOIN recorded_actors AS ra ON ra.key = st.recorded_actor
"""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a record was computed from: the last row of each kind of evidence, and the code's version."""

    reading: int
    judgement: int
    listed_actor: int
    version: str


def stamp(db: sqlite3.Connection) -> Stamp:
    """The stamp of the evidence as it stands."""
    last = (f"(SELECT coalesce(max(key), 0) FROM {table})" for table in ("readings", "judgements", "listed_actors"))
    reading, judgement, listed = db.execute(f"SELECT {', '.join(last)}").fetchone()
    return Stamp(reading, judgement, listed, VERSION)


def stored_stamp(db: sqlite3.Connection) -> Stamp | None:
    """The stamp of the record that is stored; None if there is none."""
    row = db.execute("SELECT reading, judgement, listed_actor, version FROM record_state").fetchone()
    return None if row is None else Stamp(*row)


def store(db: sqlite3.Connection, record: Record, made_from: Stamp) -> None:
    """The record takes the place of the one before, whole."""
    with transaction(db):
        for table in COMPUTED:
            db.execute(f"DELETE FROM {table}")
        db.execute("DELETE FROM statements_fts")
        try:
            _insert(db, record)
        except KeyError as error:
            raise LedgerError(f"the record names {error}, which the ledger has not") from error
        values: Row = (1, made_from.reading, made_from.judgement, made_from.listed_actor, made_from.version, now_text())
        insert(db, "record_state", "key, reading, judgement, listed_actor, version, made_at", [values])


def _insert(db: sqlite3.Connection, record: Record) -> None:
    articles: Keys = dict(db.execute("SELECT id, key FROM articles"))
    attributions = _current_keys(db, "attributions")
    actors = {actor.id: key for key, actor in enumerate(record.actors, 1)}
    roots = {root.id: key for key, root in enumerate(record.roots, 1)}
    _actors(db, record, _current_keys(db, "actors"))
    _tenures(db, record, actors, articles)
    _links(db, record, articles)
    insert(db, "roots", "key, id, origin, reason", [(roots[r.id], r.id, r.origin, r.reason) for r in record.roots])
    members: list[Row] = [(roots[r.id], articles[article]) for r in record.roots for article in r.articles]
    insert(db, "root_articles", "root, article", members)
    _statements(db, record.statements, actors, roots, attributions)
    judgements: Keys = dict(db.execute("SELECT id, key FROM judgements"))
    insert(db, "pending", "judgement, reason", [(judgements[p.judgement], p.reason) for p in record.pending])


def _current_keys(db: sqlite3.Connection, table: str) -> Keys:
    """The keys of the rows of current readings, by `article#id`."""
    statement = f"""SELECT ar.id || '#' || t.id, t.key FROM {table} AS t
        JOIN readings AS r ON r.key = t.reading JOIN articles AS ar ON ar.key = r.article WHERE {CURRENT}"""
    return dict(db.execute(statement))


def _actors(db: sqlite3.Connection, record: Record, locals_: Keys) -> None:
    actors = list(enumerate(record.actors, 1))
    insert(
        db, "recorded_actors", "key, id, name, kind, country", [(k, a.id, a.name, a.kind, a.country) for k, a in actors]
    )
    insert(db, "recorded_aliases", "recorded_actor, alias", [(k, alias) for k, a in actors for alias in a.aliases])
    members: list[Row] = [
        (k, locals_[f"{m.article}#{m.actor}"], m.score, m.reason) for k, a in actors for m in a.members
    ]
    insert(db, "members", "recorded_actor, actor, score, reason", members)


def _tenures(db: sqlite3.Connection, record: Record, actors: Keys, articles: Keys) -> None:
    tenures = list(enumerate(record.tenures, 1))
    rows: list[Row] = [
        (k, actors[t.actor], t.role, t.speaks_for, day_text(t.first), day_text(t.last), t.origin) for k, t in tenures
    ]
    insert(db, "tenures", "key, recorded_actor, role, speaks_for, first, last, origin", rows)
    seen: list[Row] = [(k, articles[article]) for k, t in tenures for article in t.articles]
    insert(db, "tenure_articles", "tenure, article", seen)


def _links(db: sqlite3.Connection, record: Record, articles: Keys) -> None:
    links = list(enumerate(record.links, 1))
    rows: list[Row] = [
        (k, c.kind, articles[c.article], None if c.other is None else articles[c.other], c.score, c.reason)
        for k, c in links
    ]
    insert(db, "copy_links", "key, kind, article, other, score, reason", rows)
    spans: list[Row] = [
        (k, side, start, stop)
        for k, c in links
        for side, places in (("article", c.spans), ("other", c.other_spans))
        for start, stop in places
    ]
    insert(db, "copy_spans", "copy_link, side, start, stop", spans)


def _statements(
    db: sqlite3.Connection, statements: Sequence[Statement], actors: Keys, roots: Keys, attributions: Keys
) -> None:
    keyed = list(enumerate(statements, 1))
    rows: list[Row] = [
        (k, s.id, None if s.actor is None else actors[s.actor], s.speaks_for, s.text, day_text(s.earliest),
         day_text(s.latest), attributions[s.representative], len({o.article for o in s.occurrences}), len(s.roots))
        for k, s in keyed
    ]  # fmt: skip
    columns = "key, id, recorded_actor, speaks_for, text, earliest, latest, representative, reports, independent"
    insert(db, "statements", columns, rows)
    insert(db, "statement_roots", "statement, root", [(k, roots[root]) for k, s in keyed for root in s.roots])
    occurrences = list(enumerate(((k, o) for k, s in keyed for o in s.occurrences), 1))
    found: list[Row] = [(n, k, attributions[o.key], o.score, o.reason) for n, (k, o) in occurrences]
    insert(db, "occurrences", "key, statement, attribution, score, reason", found)
    rooted: list[Row] = [(n, roots[root]) for n, (_, o) in occurrences for root in o.roots]
    insert(db, "occurrence_roots", "occurrence, root", rooted)
    links: list[Row] = [
        (n, attributions[o.key], place, None if link is None else actors[link])
        for n, (_, o) in occurrences if o.chain is not None for place, link in enumerate(o.chain or (None,))
    ]  # fmt: skip
    insert(db, "occurrence_chains", "occurrence, attribution, place, recorded_actor", links)
    _variants(db, statements, attributions)
    db.execute(_INDEX)


def _variants(db: sqlite3.Connection, statements: Sequence[Statement], attributions: Keys) -> None:
    variants = list(enumerate(((k, v) for k, s in enumerate(statements, 1) for v in s.variants), 1))
    insert(db, "variants", "key, statement, text", [(n, k, v.text) for n, (k, v) in variants])
    prints: list[Row] = [(n, attributions[key]) for n, (_, v) in variants for key in v.occurrences]
    insert(db, "variant_prints", "variant, attribution", prints)
    insert(db, "edits", "variant, was, now", [(n, e.was, e.now) for n, (_, v) in variants for e in v.edits])
