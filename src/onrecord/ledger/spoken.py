"""What was said, as it is shown to a coder: one row a statement, told by its representative report."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.ledger.codings import CODED
from onrecord.types import Manner, Span

_SOME = 1000  # statements that are fetched together, so that others may write in between


@dataclass(frozen=True, slots=True)
class Spoken:
    """One statement in its article.

    `key` is the representative's `article#id`; `span` reaches from the first to the last of its words in
    `article_text`; `relayed_by` is who ascribes the words to the speaker.
    """

    statement: str
    key: str
    text: str
    speaker: str | None
    role: str | None
    manner: Manner
    relayed_by: str | None
    article_text: str
    span: Span


_RELAY = """coalesce(
    (SELECT coalesce(w.speaker_name, w.source_text) FROM attributions AS w
        WHERE w.key = a.within AND w.speaker IS NOT a.speaker),
    (SELECT name FROM chain_links WHERE attribution = a.key AND role = 'speaker' ORDER BY place LIMIT 1))"""
_SELECT = f"""
SELECT st.key, st.id, ar.id || '#' || a.id, a.content_text, coalesce(ra.name, a.speaker_name, a.source_text),
    a.speaker_role, a.form, a.polarity, a.modality, a.attitude, {_RELAY}, r.article,
    (SELECT min(start) FROM spans WHERE attribution = a.key AND part = 'content'),
    (SELECT max(stop) FROM spans WHERE attribution = a.key AND part = 'content')
FROM statements AS st JOIN attributions AS a ON a.key = st.representative
JOIN readings AS r ON r.key = a.reading JOIN articles AS ar ON ar.key = r.article
LEFT JOIN recorded_actors AS ra ON ra.key = st.recorded_actor
WHERE st.key > ? AND {{}} ORDER BY st.key LIMIT {_SOME}"""
_UNCODED = f"""NOT EXISTS (SELECT 1 FROM occurrences AS o WHERE o.statement = st.key AND o.attribution IN (
    SELECT now FROM ({CODED} AND i.digest = ? AND c.coder = ? AND c.coded_by = ?) WHERE now IS NOT NULL))""".replace(
    "FROM codings AS c", "FROM codings AS c JOIN issues AS i ON i.key = c.issue"
)


def spoken(db: sqlite3.Connection, uncoded: tuple[str, str, str] | None = None) -> Iterator[Spoken]:
    """Every statement of the stored record; with `uncoded`, those without a coding that counts on the version of an
    issue with that digest, by that coder, by that one."""
    text_of = lru_cache(maxsize=16)(lambda key: _text(db, key))
    select, values = _SELECT.format("1" if uncoded is None else _UNCODED), uncoded or ()
    last = 0
    while rows := db.execute(select, (last, *values)).fetchall():
        for row in rows:
            id_, key, text, speaker, role, form, polarity, modality, attitude, relay, article, start, stop = row[1:]
            manner = Manner(form, polarity, modality, attitude)
            yield Spoken(id_, key, text, speaker, role, manner, relay, text_of(article), (start or 0, stop or 0))
        last = rows[-1][0]


def count(db: sqlite3.Connection, uncoded: tuple[str, str, str] | None = None) -> int:
    """How many `spoken` gives."""
    some, values = ("1", ()) if uncoded is None else (_UNCODED, uncoded)
    return int(db.execute(f"SELECT count(*) FROM statements AS st WHERE {some}", values).fetchone()[0])


def _text(db: sqlite3.Connection, key: int) -> str:
    return str(db.execute("SELECT text FROM articles WHERE key = ?", (key,)).fetchone()[0])


def statement_of(db: sqlite3.Connection) -> dict[str, str]:
    """The statement that each attribution of a current reading reports, by `article#id`."""
    statement = """SELECT ar.id || '#' || a.id, st.id
        FROM occurrences AS o JOIN statements AS st ON st.key = o.statement
        JOIN attributions AS a ON a.key = o.attribution JOIN readings AS r ON r.key = a.reading
        JOIN articles AS ar ON ar.key = r.article"""
    return dict(db.execute(statement))
