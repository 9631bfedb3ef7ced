"""Who said what: questions to the ledger, and the lines that answer them."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from onrecord.errors import UsageError
from onrecord.ledger.rows import Value, day_of, day_text
from onrecord.ledger.words import match
from onrecord.types import ActorKind, Attitude, Form, Modality, Polarity

DatedBy = Literal["said", "published", "unknown"]
SEPARATOR = "\x1f"  # between the links of a chain on their way out of SQL


@dataclass(frozen=True, slots=True)
class Question:
    """What `said` is asked for; None asks for everything.

    `by` are words of the speaker's name or of the body spoken for, `about` words of what was said, both as in `search`;
    `outlet` a part of the outlet's name. `since` and `until` keep what can have been said in those days: the day said
    where the report tells it, else the day published. What has no date at all is left out of a dated question.
    """

    by: str | None = None
    about: str | None = None
    outlet: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    form: Form | None = None
    attitude: Attitude | None = None

    def __post_init__(self) -> None:
        for name, value, valid in (("form", self.form, Form), ("attitude", self.attitude, Attitude)):
            if value is not None and value not in get_args(valid):
                raise UsageError(f"{name} {value!r} is none of {', '.join(get_args(valid))}")

    @property
    def is_dated(self) -> bool:
        return self.since is not None or self.until is not None


@dataclass(frozen=True, slots=True)
class Line:
    """One attribution of a current reading, with what a reader of a list needs to know."""

    id: str
    article: str
    outlet: str | None
    title: str | None
    earliest: dt.date | None
    latest: dt.date | None
    dated_by: DatedBy
    speaker: str | None
    speaker_name: str | None
    speaker_kind: ActorKind | None
    speaker_role: str | None
    speaks_for: str | None
    chain: tuple[str, ...]
    addressee: str | None
    source: str | None
    cue: str
    content: str
    form: Form
    polarity: Polarity
    modality: Modality
    attitude: Attitude
    depth: int
    confidence: float

    @property
    def key(self) -> str:
        """The `article#attribution` key, unique in the ledger."""
        return f"{self.article}#{self.id}"


@dataclass(frozen=True, slots=True)
class Lines:
    """An answer: the lines, newest first, how many there are in all, and how many a dated question left out."""

    lines: tuple[Line, ...]
    total: int
    undated: int

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)


_COLUMNS = f"""a.id, ar.id, ar.outlet, ar.title, a.when_earliest, a.when_latest, a.when_from,
    s.id, a.speaker_name, a.speaker_kind, a.speaker_role, a.speaks_for,
    (SELECT group_concat(name, '{SEPARATOR}') FROM
        (SELECT name FROM chain_links WHERE attribution = a.key ORDER BY place)),
    (SELECT name FROM addressees WHERE attribution = a.key), a.source_text, a.cue_text, a.content_text,
    a.form, a.polarity, a.modality, a.attitude, a.depth, a.confidence"""

_TABLES = """attributions AS a
    JOIN readings AS r ON r.key = a.reading
    JOIN articles AS ar ON ar.key = r.article
    LEFT JOIN actors AS s ON s.key = a.speaker"""

CURRENT = "NOT EXISTS (SELECT 1 FROM readings AS n WHERE n.article = r.article AND n.key > r.key)"


def said(db: sqlite3.Connection, question: Question, limit: int | None) -> Lines:
    """The newest `limit` lines that answer `question` (all for None), with the counts for a caption."""
    lines = tuple(each(db, question, limit))
    whole = limit is None or len(lines) < limit
    total = len(lines) if whole else _count(db, question, dated=True)
    undated = _count(db, question, dated=False) if question.is_dated else 0
    return Lines(lines, total, undated)


def each(db: sqlite3.Connection, question: Question, limit: int | None = None) -> Iterator[Line]:
    """The lines that answer `question`, newest first and undated last, one at a time."""
    statement, values = line_query(question, limit)
    for row in db.execute(statement, values):
        yield _line(row)


def line_query(question: Question, limit: int | None) -> tuple[str, list[Value]]:
    """The statement behind `each`, and its values."""
    conditions, values = _conditions(question, dated=True)
    order = "ORDER BY a.when_earliest DESC, a.key LIMIT ?"
    statement = f"SELECT {_COLUMNS} FROM {_TABLES} WHERE {' AND '.join(conditions)} {order}"
    return statement, [*values, -1 if limit is None else limit]


def _count(db: sqlite3.Connection, question: Question, *, dated: bool) -> int:
    conditions, values = _conditions(question, dated=dated)
    if not dated:
        conditions.append("a.when_from = 'unknown'")
    statement = f"SELECT count(*) FROM {_TABLES} WHERE {' AND '.join(conditions)}"
    return int(db.execute(statement, values).fetchone()[0])


def _conditions(question: Question, *, dated: bool) -> tuple[list[str], list[Value]]:
    """SQL conditions and their values; the days are left out unless `dated`."""
    found: list[tuple[str, Value]] = []
    if question.by is not None or question.about is not None:
        found.append(_word_condition(question))
    if question.outlet is not None:
        found.append((r"ar.outlet LIKE ? ESCAPE '\'", f"%{_literal(question.outlet)}%"))
    if dated and question.since is not None:
        found.append(("coalesce(a.when_latest, '9999-12-31') >= ?", day_text(question.since)))
    if dated and question.until is not None:
        found.append(("coalesce(a.when_earliest, '0001-01-01') <= ?", day_text(question.until)))
    for column in ("form", "attitude"):
        if (value := getattr(question, column)) is not None:
            found.append((f"a.{column} = ?", value))
    known = ["a.when_from <> 'unknown'"] if dated and question.is_dated else []
    return [CURRENT, *known, *(sql for sql, _ in found)], [value for _, value in found]


def _word_condition(question: Question) -> tuple[str, Value]:
    asked: list[tuple[str | None, Sequence[str]]] = [
        (question.by, ("speaker", "speaks_for")),
        (question.about, ("content",)),
    ]
    queries = [match(words, columns) for words, columns in asked if words is not None]
    if None in queries:
        return "? IS NOT NULL", None  # words without a letter are in no line
    sql = "a.key IN (SELECT rowid FROM attributions_fts WHERE attributions_fts MATCH ?)"
    return sql, " AND ".join(f"({query})" for query in queries)


def _literal(text: str) -> str:
    """`text` for LIKE, its wild cards taken literally."""
    for char in "\\%_":
        text = text.replace(char, "\\" + char)
    return text.replace("\0", "").encode(errors="replace").decode()


def _line(row: Sequence[Any]) -> Line:
    chain = tuple(row[12].split(SEPARATOR)) if row[12] is not None else ()
    values = (*row[:4], day_of(row[4]), day_of(row[5]), *row[6:12], chain, *row[13:])
    return Line(*values)
