"""What an article is called: its title, else its headline, else the name of its file, else its first words."""

from __future__ import annotations

from onrecord.ledger import Ledger
from onrecord.types import Reading

LONGEST = 160

SHORTEST = 80
# What follows the last slash; a file of many articles is no name for one of them.
_FILE = """CASE WHEN ar.path LIKE '%.jsonl%' OR ar.path LIKE '' THEN NULL
    ELSE replace(ar.path, rtrim(ar.path, replace(ar.path, '/', '')), '') END"""
_OPENING = f"trim(replace(substr(ar.text, 1, {SHORTEST}), char(10), ' ')) || '…'"
CALLED = f"""coalesce(ar.title,
    (SELECT trim(substr(ar.text, s.start + 1, min(s.stop - s.start, {LONGEST})), char(10) || ' ') FROM segments AS s
     WHERE s.reading = (SELECT max(key) FROM readings WHERE article = ar.key) AND s.kind = 'headline' LIMIT 1),
    {_FILE}, {_OPENING})"""
"""In SQL, for an article `ar`."""


def called(ledger: Ledger, article: str) -> str:
    """What the article with this id is called."""
    rows = ledger.rows(f"SELECT {CALLED} FROM articles AS ar WHERE ar.id = ?", (article,))
    return str(rows[0][0]) if rows else article


def called_in(reading: Reading) -> str:
    """The same, of a reading at hand."""
    article = reading.article
    headlines = (article.text[s.start : s.end].strip()[:LONGEST] for s in reading.segments if s.kind == "headline")
    file = "" if ".jsonl" in (article.path or "") else (article.path or "").rpartition("/")[2]
    opening = article.text[:SHORTEST].replace("\n", " ").strip() + "…"
    return article.title or next(headlines, "") or file or opening
