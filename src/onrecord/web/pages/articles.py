"""The articles of the ledger, those read last first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from onrecord.ledger import Ledger
from onrecord.ledger.questions import literal
from onrecord.ledger.rows import Value, day_of
from onrecord.ledger.titles import CALLED
from onrecord.types import DateMethod
from onrecord.web.asked import Asked, Param
from onrecord.web.page import Page, Table

LIMIT, MOST = 50, 200
BATCH = 1_000

_SELECT = f"""
SELECT ar.key, ar.id, ar.outlet, {CALLED}, ar.path, ar.url, r.published_earliest, r.published_latest,
       r.published_method, (SELECT count(*) FROM attributions WHERE reading = r.key), substr(ar.text, coalesce(
           (SELECT start FROM segments WHERE reading = r.key AND kind = 'body' ORDER BY key LIMIT 1), 0) + 1, 200)
FROM articles AS ar JOIN readings AS r ON r.key = (SELECT max(key) FROM readings WHERE article = ar.key)
WHERE ar.key < ? {{outlet}} ORDER BY ar.key DESC LIMIT ?"""


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article: its title, headline, or name of its file; `opening` are the first words below it."""

    id: str
    outlet: str | None
    title: str
    path: str | None
    url: str | None
    earliest: dt.date | None
    latest: dt.date | None
    method: DateMethod
    attributions: int
    opening: str


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """A page of articles; `after` begins the next one, None on the last."""

    lines: tuple[ArticleLine, ...]
    after: int | None
    total: int
    outlet: str | None


def make(ledger: Ledger, asked: Asked) -> ArticlesPage:
    """The articles from `after` on."""
    limit, outlet = asked.number("limit", LIMIT), asked.text("outlet")
    rows = _rows(ledger, outlet, asked.number("after", 999_999_999), limit + 1)
    after = rows[limit - 1][0] if len(rows) > limit else None
    total = ledger.rows("SELECT count(*) FROM articles")[0][0]
    return ArticlesPage(tuple(line for _, line in rows[:limit]), after, total, outlet)


def table(ledger: Ledger, asked: Asked) -> Table:
    """All articles."""
    names = [field.name for field in fields(ArticleLine)]
    return Table(names, ([getattr(line, name) for name in names] for line in _every(ledger, asked.text("outlet"))))


def _every(ledger: Ledger, outlet: str | None) -> Iterator[ArticleLine]:
    after = 999_999_999
    while rows := _rows(ledger, outlet, after, BATCH):
        yield from (line for _, line in rows)
        after = rows[-1][0]


def _rows(ledger: Ledger, outlet: str | None, after: int, limit: int) -> list[tuple[int, ArticleLine]]:
    values: list[Value] = [after]
    condition = ""
    if outlet is not None:
        condition = r"AND ar.outlet LIKE ? ESCAPE '\'"
        values.append(f"%{literal(outlet)}%")
    return [_line(*row) for row in ledger.rows(_SELECT.format(outlet=condition), [*values, limit])]


def _line(key: int, *row: Any) -> tuple[int, ArticleLine]:
    id_, outlet, title, path, url, earliest, latest, method, attributions, opening = row
    made = ArticleLine(
        id_, outlet, title, path, url, day_of(earliest), day_of(latest), method, attributions, " ".join(opening.split())
    )
    return key, made


PAGE = Page(
    name="articles",
    path="/articles",
    summary="The articles of the ledger, those read last first",
    data=ArticlesPage,
    make=make,
    params=(
        Param("outlet", "a part of the outlet's name"),
        Param("after", "where the page begins, as the page before names it", "number", most=999_999_999),
        Param("limit", "how many lines at most", "number", most=MOST),
    ),
    table=table,
    menu="Articles",
)
