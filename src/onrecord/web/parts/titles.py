"""What an article is called: its title, else its headline, else the name of its file."""

from __future__ import annotations

from onrecord.ledger import Ledger
from onrecord.types import Reading

LONGEST = 160

_FILE = "replace(ar.path, rtrim(ar.path, replace(ar.path, '/', '')), '')"  # what follows the last slash
CALLED = f"""coalesce(ar.title,
    (SELECT trim(substr(ar.text, s.start + 1, min(s.stop - s.start, {LONGEST})), char(10) || ' ') FROM segments AS s
     WHERE s.reading = (SELECT max(key) FROM readings WHERE article = ar.key) AND s.kind = 'headline' LIMIT 1),
    {_FILE}, ar.url, ar.id)"""
"""In SQL, for an article `ar`."""


def called(ledger: Ledger, article: str) -> str:
    """What the article with this id is called."""
    rows = ledger.rows(f"SELECT {CALLED} FROM articles AS ar WHERE ar.id = ?", (article,))
    return str(rows[0][0]) if rows else article


def called_in(reading: Reading) -> str:
    """The same, of a reading at hand."""
    article = reading.article
    headlines = (article.text[s.start : s.end].strip()[:LONGEST] for s in reading.segments if s.kind == "headline")
    file = (article.path or "").rpartition("/")[2]
    return article.title or next(headlines, "") or file or article.url or article.id
