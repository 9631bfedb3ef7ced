"""Who said what: the lines that answer a question, one for each attribution."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.ledger.chains import names
from onrecord.ledger.questions import TABLES, Question, conditions
from onrecord.ledger.rows import Value, day_of
from onrecord.types import ActorKind, Attitude, Form, Modality, Polarity

DatedBy = Literal["said", "published", "unknown"]
SEPARATOR = "\x1f"  # between the links of a chain on their way out of SQL


@dataclass(frozen=True, slots=True)
class Line:
    """One attribution of a current reading, or one statement, told as its fullest report tells it.

    `speaker` and `speaker_name` are those of the record, where one is stored. `reports` and `roots` are how often a
    statement was reported and how many of the reports are independent; None for an attribution.
    """

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
    statement: str | None
    reports: int | None = None
    roots: int | None = None

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


WHO = """coalesce(ra.id, s.id), coalesce(ra.name, a.speaker_name), coalesce(ra.kind, a.speaker_kind), a.speaker_role,
    coalesce(st.speaks_for, a.speaks_for)"""
HOW = f"""{names("a.key", f"'{SEPARATOR}'")},
    (SELECT name FROM addressees WHERE attribution = a.key), a.source_text, a.cue_text, {{}},
    a.form, a.polarity, a.modality, a.attitude, a.depth, a.confidence, st.id"""
_COLUMNS = f"""a.id, ar.id, ar.outlet, ar.title, a.when_earliest, a.when_latest, a.when_from,
    {WHO}, {HOW.format("a.content_text")}"""

_EACH = f"""{TABLES}
    LEFT JOIN occurrences AS o ON o.attribution = a.key
    LEFT JOIN statements AS st ON st.key = o.statement
    LEFT JOIN recorded_actors AS ra ON ra.key = st.recorded_actor"""


def said(db: sqlite3.Connection, question: Question, limit: int | None) -> Lines:
    """The newest `limit` attributions that answer `question` (all for None), with the counts for a caption."""
    lines = tuple(each(db, question, limit))
    whole = limit is None or len(lines) < limit
    total = len(lines) if whole else _count(db, question, dated=True)
    undated = _count(db, question, dated=False) if question.is_dated else 0
    return Lines(lines, total, undated)


def each(db: sqlite3.Connection, question: Question, limit: int | None = None) -> Iterator[Line]:
    """The lines that answer `question`, newest first and undated last, one at a time."""
    statement, values = line_query(question, limit)
    for row in db.execute(statement, values):
        yield line_of(row)


def line_query(question: Question, limit: int | None) -> tuple[str, list[Value]]:
    """The statement behind `each`, and its values."""
    found, values = conditions(question, dated=True)
    order = "ORDER BY a.when_earliest DESC, a.key LIMIT ?"
    statement = f"SELECT {_COLUMNS} FROM {_EACH} WHERE {' AND '.join(found)} {order}"
    return statement, [*values, -1 if limit is None else limit]


def _count(db: sqlite3.Connection, question: Question, *, dated: bool) -> int:
    found, values = conditions(question, dated=dated)
    if not dated:
        found.append("a.when_from = 'unknown'")
    statement = f"SELECT count(*) FROM {TABLES} WHERE {' AND '.join(found)}"
    return int(db.execute(statement, values).fetchone()[0])


def line_of(row: Sequence[Any]) -> Line:
    chain = tuple(row[12].split(SEPARATOR)) if row[12] is not None else ()
    values = (*row[:4], day_of(row[4]), day_of(row[5]), *row[6:12], chain, *row[13:])
    return Line(*values)
