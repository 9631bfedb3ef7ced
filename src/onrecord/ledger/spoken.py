"""What was said, as it is shown to a coder: one row a statement, told by its representative report."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from onrecord.ledger.chains import links
from onrecord.ledger.codings import CODED
from onrecord.types import Manner, Span

_SOME = 1000  # statements that are fetched together, so that others may write in between


@dataclass(frozen=True, slots=True)
class Spoken:
    """One statement in its article.

    `place` is the statement's key in the record, `key` the representative's `article#id`; `span` reaches from the first
    to the last of its words in `article_text`; `relayed_by` is who ascribes the words to the speaker, `ascribed_to`
    somebody on another side to whom the speaker ascribes most of them.
    """

    statement: str
    key: str
    text: str
    speaker: str | None
    role: str | None
    manner: Manner
    relayed_by: str | None
    ascribed_to: str | None
    article_text: str
    span: Span
    place: int = 0


_RELAY = f"""coalesce(
    (SELECT coalesce(w.speaker_name, w.source_text) FROM attributions AS w
        WHERE w.key = a.within AND w.speaker IS NOT a.speaker
            AND NOT EXISTS (SELECT 1 FROM occurrence_chains WHERE attribution = a.key)),
    (SELECT name FROM {links("a.key")} WHERE role = 'speaker' ORDER BY place LIMIT 1))"""
_INNER = """(SELECT coalesce(n.speaker_name, n.source_text) FROM attributions AS n
    WHERE n.within = a.key AND n.speaker IS NOT a.speaker AND 10 * (length(n.content_text) + length(n.cue_text)
            + length(coalesce(n.source_text, ''))) >= 8 * length(a.content_text)
        AND (a.speaks_for IS NULL OR a.speaks_for NOT IN (coalesce(n.speaks_for, ''), coalesce(n.speaker_name, '')))
    ORDER BY length(n.content_text) DESC LIMIT 1)"""
_SELECT = f"""
SELECT st.key, st.id, ar.id || '#' || a.id, a.content_text, coalesce(ra.name, a.speaker_name, a.source_text),
    a.speaker_role, a.form, a.polarity, a.modality, a.attitude, {_RELAY}, {_INNER}, r.article,
    (SELECT min(start) FROM spans WHERE attribution = a.key AND part = 'content'),
    (SELECT max(stop) FROM spans WHERE attribution = a.key AND part = 'content')
FROM statements AS st JOIN attributions AS a ON a.key = st.representative
JOIN readings AS r ON r.key = a.reading JOIN articles AS ar ON ar.key = r.article
LEFT JOIN recorded_actors AS ra ON ra.key = st.recorded_actor
WHERE st.key {{}}"""
_NEXT, _ONE = _SELECT.format(f"> ? ORDER BY st.key LIMIT {_SOME}"), _SELECT.format("= ?")
_DONE = f"""SELECT DISTINCT o.statement FROM ({CODED} AND c.issue = (SELECT key FROM issues WHERE digest = ?)
    AND c.coder = ? AND c.coded_by = ?) AS c JOIN occurrences AS o ON o.attribution = c.now"""
Coded = tuple[str, str, str]
"""The digest of an issue's version, a kind of coder, and whose answers."""


def spoken(db: sqlite3.Connection, uncoded: Coded | None = None) -> Iterator[Spoken]:
    """Every statement of the stored record; with `uncoded`, those without a coding of that kind that counts."""
    done = _done(db, uncoded)
    text_of = lru_cache(maxsize=16)(lambda key: _text(db, key))
    last = 0
    while rows := db.execute(_NEXT, (last,)).fetchall():
        for row in rows:
            if row[0] not in done:
                yield _spoken(row, text_of)
        last = rows[-1][0]


def one(db: sqlite3.Connection, statement: int) -> Spoken | None:
    """The statement with this key."""
    row = db.execute(_ONE, (statement,)).fetchone()
    return None if row is None else _spoken(row, lambda key: _text(db, key))


def _spoken(row: Sequence[Any], text_of: Callable[[int], str]) -> Spoken:
    id_, key, text, speaker, role, *manner, relay, inner, article, start, stop = row[1:]
    span, how = (start or 0, stop or 0), Manner(*manner)
    return Spoken(id_, key, text, speaker, role, how, relay, inner, text_of(article), span, row[0])


def count(db: sqlite3.Connection, uncoded: Coded | None = None) -> int:
    """How many `spoken` gives."""
    return int(db.execute("SELECT count(*) FROM statements").fetchone()[0]) - len(_done(db, uncoded))


def _done(db: sqlite3.Connection, coded: Coded | None) -> set[int]:
    return set() if coded is None else {key for (key,) in db.execute(_DONE, coded)}


def _text(db: sqlite3.Connection, key: int) -> str:
    return str(db.execute("SELECT text FROM articles WHERE key = ?", (key,)).fetchone()[0])


def statement_of(db: sqlite3.Connection) -> dict[str, str]:
    """The statement that each attribution of a current reading reports, by `article#id`."""
    statement = """SELECT ar.id || '#' || a.id, st.id
        FROM occurrences AS o JOIN statements AS st ON st.key = o.statement
        JOIN attributions AS a ON a.key = o.attribution JOIN readings AS r ON r.key = a.reading
        JOIN articles AS ar ON ar.key = r.article"""
    return dict(db.execute(statement))
