"""Short names for articles: what a user types, and what a list shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from onrecord.errors import UsageError
from onrecord.ledger.rows import bindable, mark

SHORTEST = 6  # characters of a handle: fewer would soon be another article's too
_LAST = "\U0010ffff"  # no id goes on with it, so it ends the range of all that begin alike


def article_key(db: sqlite3.Connection, name: str) -> int | None:
    """The key of the article with this id, path, URL, or unique beginning of an id; None if there is none.

    Raises UsageError where several ids begin so.
    """
    for column in ("id", "path", "url"):
        statement = f"SELECT key FROM articles WHERE {column} = {mark(name)} ORDER BY key LIMIT 1"
        if (row := db.execute(statement, (bindable(name),)).fetchone()) is not None:
            return int(row[0])
    found = _beginning(db, name) if name else []
    if len(found) > 1:
        raise UsageError(f"{name!r} begins more than one id: {', '.join(id_ for _, id_ in found)}, …")
    return found[0][0] if found else None


def statement_key(db: sqlite3.Connection, name: str) -> int | None:
    """The key of the statement with this id, or unique beginning of one, or that the attribution so named reports."""
    exact = db.execute(f"SELECT key FROM statements WHERE id = {mark(name)}", (bindable(name),)).fetchone()
    if exact is not None:
        return int(exact[0])
    attribution = attribution_key(db, name)
    if attribution is not None:
        row = db.execute("SELECT statement FROM occurrences WHERE attribution = ?", (attribution,)).fetchone()
        return None if row is None else int(row[0])
    found = _beginning(db, name, "statements") if name else []
    if len(found) > 1:
        raise UsageError(f"{name!r} begins more than one id: {', '.join(id_ for _, id_ in found)}, …")
    return found[0][0] if found else None


def attribution_key(db: sqlite3.Connection, name: str) -> int | None:
    """The key of the attribution of a current reading that `article#id` names; the article as in `article_key`."""
    found = attribution(db, name)
    return None if found is None else _current(db, *found)


def attribution(db: sqlite3.Connection, name: str) -> tuple[str, str] | None:
    """The ids of the article and the attribution of a current reading that `name` finds.

    It is the attribution's id, or `article#id`, or the end of an id that begins with its article's; each with the
    article as in `article_key`.
    """
    for candidate in (_by_id(db, name), *_by_article(db, name)):
        if candidate is not None and _current(db, *candidate) is not None:
            return candidate
    return None


def _by_id(db: sqlite3.Connection, name: str) -> tuple[str, str] | None:
    statement = f"""SELECT DISTINCT ar.id, a.id FROM attributions AS a JOIN readings AS r ON r.key = a.reading
        JOIN articles AS ar ON ar.key = r.article WHERE a.id = {mark(name)} LIMIT 2"""
    rows = db.execute(statement, (bindable(name),)).fetchall()
    if len(rows) > 1:
        raise UsageError(f"several articles have an attribution {name!r}; write {rows[0][0]}#{name}")
    return (rows[0][0], rows[0][1]) if rows else None


def _by_article(db: sqlite3.Connection, name: str) -> Iterator[tuple[str, str]]:
    for sign in "#:":
        beginning, found, end = name.rpartition(sign)
        key = article_key(db, beginning) if found else None
        if key is not None:
            article = str(db.execute("SELECT id FROM articles WHERE key = ?", (key,)).fetchone()[0])
            yield article, (end if sign == "#" else f"{article}:{end}")


def _current(db: sqlite3.Connection, article: str, id_: str) -> int | None:
    newest = f"""SELECT max(r.key) FROM readings AS r JOIN articles AS ar ON ar.key = r.article
        WHERE ar.id = {mark(article)}"""
    statement = f"SELECT key FROM attributions WHERE id = {mark(id_)} AND reading = ({newest})"
    row = db.execute(statement, (bindable(id_), bindable(article))).fetchone()
    return None if row is None else int(row[0])


def _beginning(db: sqlite3.Connection, name: str, table: str = "articles") -> list[tuple[int, str]]:
    statement = f"SELECT key, id FROM {table} WHERE id >= {mark(name)} AND id < {mark(name)} ORDER BY id LIMIT 3"
    return db.execute(statement, (bindable(name), bindable(name + _LAST))).fetchall()


def handle(db: sqlite3.Connection, table: str, id_: str) -> str:
    """The shortest beginning of `id_`, of six characters or more, that no other id has: its neighbours tell."""
    longest = 0
    for order in ("< {} ORDER BY id DESC", "> {} ORDER BY id"):
        statement = f"SELECT id FROM {table} WHERE id {order.format(mark(id_))} LIMIT 1"
        if (row := db.execute(statement, (bindable(id_),)).fetchone()) is not None:
            longest = max(longest, _shared(id_, row[0]))
    return id_[: max(SHORTEST, longest + 1)]


def with_attribution(handle: str, article: str, attribution: str) -> str:
    """The short name of an attribution.

    >>> with_attribution("3fa9c1", "3fa9c1e7d2", "3fa9c1e7d2:4"), with_attribution("3fa9c1", "3fa9c1e7d2", "a4")
    ('3fa9c1:4', '3fa9c1#a4')
    """
    if attribution.startswith(article + ":"):
        return handle + attribution[len(article) :]
    return f"{handle}#{attribution}"


def _shared(one: str, other: str) -> int:
    """How many characters the two begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
