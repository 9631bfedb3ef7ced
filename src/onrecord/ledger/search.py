"""Articles and attributions that hold given words, best first, with the words marked."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from typing import Literal

from onrecord.ledger.questions import CURRENT
from onrecord.ledger.words import match
from onrecord.types import Span

MANY = 10_000
"""Rows that are weighed by their words, some 50 ms."""
_OPEN, _CLOSE = "\x02", "\x03"
_SNIPPET = f"-1, '{_OPEN}', '{_CLOSE}', '…', 24"

_ARTICLES = f"""
SELECT 'article', ar.id, NULL, ar.outlet, ar.title, snippet(articles_fts, {_SNIPPET})
FROM articles_fts JOIN articles AS ar ON ar.key = articles_fts.rowid
WHERE articles_fts MATCH ? ORDER BY {{}} LIMIT ?"""

_ATTRIBUTIONS = f"""
SELECT 'attribution', ar.id, a.id, ar.outlet, coalesce(a.speaker_name, a.source_text),
       snippet(attributions_fts, {_SNIPPET})
FROM attributions_fts
JOIN attributions AS a ON a.key = attributions_fts.rowid
JOIN readings AS r ON r.key = a.reading
JOIN articles AS ar ON ar.key = r.article
WHERE attributions_fts MATCH ? AND {CURRENT} ORDER BY {{}} LIMIT ?"""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article or an attribution that holds the words; `marks` are where they stand in `snippet`.

    `label` is the title of an article, the speaker of an attribution.
    """

    kind: Literal["article", "attribution"]
    article: str
    attribution: str | None
    outlet: str | None
    label: str | None
    snippet: str
    marks: tuple[Span, ...]


def search(db: sqlite3.Connection, words: str, limit: int) -> tuple[Hit, ...]:
    """At most `limit` articles, then at most `limit` attributions of current readings, each best first.

    Of words that more than MANY hold, those read last come first: to weigh them all would take too long.
    """
    query = match(words)
    if query is None:
        return ()
    statements = (
        _ARTICLES.format(_order(db, "articles_fts", query)),
        _ATTRIBUTIONS.format(_order(db, "attributions_fts", query)),
    )
    rows = (row for statement in statements for row in db.execute(statement, (query, limit)))
    return tuple(
        Hit(kind, article, attribution, outlet, label, *marked(snippet))
        for kind, article, attribution, outlet, label, snippet in rows
    )


def _order(db: sqlite3.Connection, table: str, query: str) -> str:
    counted = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT {MANY + 1})"
    return "rank" if db.execute(counted, (query,)).fetchone()[0] <= MANY else f"{table}.rowid DESC"


def marked(snippet: str) -> tuple[str, tuple[Span, ...]]:
    r"""The snippet without its marks, and the spans that stood between them.

    >>> marked("a \x02safe\x03 corridor")
    ('a safe corridor', ((2, 6),))
    >>> marked("a safe corridor")
    ('a safe corridor', ())
    """
    parts = re.split(f"[{_OPEN}{_CLOSE}]", snippet)
    ends = [sum(map(len, parts[: n + 1])) for n in range(len(parts))]
    return "".join(parts), tuple((ends[n - 1], ends[n]) for n in range(1, len(parts), 2))
