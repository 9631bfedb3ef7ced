"""What a user asks of the record, as SQL conditions on attributions `a` of readings `r` of articles `ar`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from onrecord.errors import UsageError
from onrecord.ledger.rows import Value, day_text
from onrecord.ledger.words import match
from onrecord.types import Attitude, Form

Condition = tuple[str, Sequence[Value]]


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


TABLES = """attributions AS a
    JOIN readings AS r ON r.key = a.reading
    JOIN articles AS ar ON ar.key = r.article
    LEFT JOIN actors AS s ON s.key = a.speaker"""
CURRENT = "NOT EXISTS (SELECT 1 FROM readings AS n WHERE n.article = r.article AND n.key > r.key)"

_ABOUT = "a.key IN (SELECT rowid FROM attributions_fts WHERE attributions_fts MATCH ?)"
_BY = """a.key IN (
    SELECT oc.attribution FROM statements_fts AS f JOIN occurrences AS oc ON oc.statement = f.rowid
    WHERE statements_fts MATCH ?
    UNION ALL
    SELECT f.rowid FROM attributions_fts AS f
    WHERE attributions_fts MATCH ? AND NOT EXISTS (SELECT 1 FROM occurrences WHERE attribution = f.rowid))"""
_NOTHING: Condition = ("0", ())  # words without a letter are in no line


def conditions(question: Question, *, dated: bool) -> tuple[list[str], list[Value]]:
    """SQL conditions and their values; the days are left out unless `dated`."""
    found = [*_word_conditions(question)]
    if question.outlet is not None:
        found.append((r"ar.outlet LIKE ? ESCAPE '\'", [f"%{literal(question.outlet)}%"]))
    if dated and question.since is not None:
        found.append(("coalesce(a.when_latest, '9999-12-31') >= ?", [day_text(question.since)]))
    if dated and question.until is not None:
        found.append(("coalesce(a.when_earliest, '0001-01-01') <= ?", [day_text(question.until)]))
    for column in ("form", "attitude"):
        if (value := getattr(question, column)) is not None:
            found.append((f"a.{column} = ?", [value]))
    known = ["a.when_from <> 'unknown'"] if dated and question.is_dated else []
    return [CURRENT, *known, *(sql for sql, _ in found)], [value for _, values in found for value in values]


def _word_conditions(question: Question) -> Iterator[Condition]:
    """Who is asked of the record where it has the attribution, else of the evidence; what, of the evidence."""
    if question.by is not None:
        recorded, read = match(question.by), match(question.by, ("speaker", "speaks_for"))
        yield (_BY, (recorded, read)) if recorded else _NOTHING
    if question.about is not None:
        query = match(question.about, ("content",))
        yield (_ABOUT, (query,)) if query else _NOTHING


def literal(text: str) -> str:
    """`text` for LIKE, its wild cards taken literally."""
    for char in "\\%_":
        text = text.replace(char, "\\" + char)
    return text.replace("\0", "").encode(errors="replace").decode()
