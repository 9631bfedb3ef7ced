"""Short names for articles: what a user types, and what a list shows."""

from __future__ import annotations

import sqlite3

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
    article, _, id_ = name.rpartition("#")
    key = article_key(db, article) if article else None
    if key is None:
        return None
    statement = f"""SELECT key FROM attributions WHERE id = {mark(id_)} AND reading =
        (SELECT max(key) FROM readings WHERE article = ?)"""
    row = db.execute(statement, (bindable(id_), key)).fetchone()
    return None if row is None else int(row[0])


def _beginning(db: sqlite3.Connection, name: str, table: str = "articles") -> list[tuple[int, str]]:
    statement = f"SELECT key, id FROM {table} WHERE id >= {mark(name)} AND id < {mark(name)} ORDER BY id LIMIT 3"
    return db.execute(statement, (bindable(name), bindable(name + _LAST))).fetchall()


def handle(db: sqlite3.Connection, article: str) -> str:
    """The shortest beginning of `article`, of six characters or more, that no other id has: its neighbours tell."""
    longest = 0
    for order in ("< {} ORDER BY id DESC", "> {} ORDER BY id"):
        statement = f"SELECT id FROM articles WHERE id {order.format(mark(article))} LIMIT 1"
        if (row := db.execute(statement, (bindable(article),)).fetchone()) is not None:
            longest = max(longest, _shared(article, row[0]))
    return article[: max(SHORTEST, longest + 1)]


def _shared(one: str, other: str) -> int:
    """How many characters the two begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
