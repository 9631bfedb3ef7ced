"""Decisions on top of the evidence, one row each; an undo is one more row."""

from __future__ import annotations

import datetime as dt
import sqlite3

from onrecord.errors import UsageError
from onrecord.ledger.rows import Row, bindable, day_of, day_text, insert, mark, next_key, transaction
from onrecord.types import Change, Judgement, Subject

_COLUMNS = "id, kind, actor, name, role, speaks_for, since, until, judged_by, judged_at, note"


def add(db: sqlite3.Connection, judgement: Judgement) -> None:
    """The judgement is kept. Raises UsageError if its id is taken, or if it undoes what is not there."""
    with transaction(db):
        if _known(db, judgement.id):
            raise UsageError(f"there is a judgement {judgement.id} already")
        if judgement.kind == "undo":
            for subject in judgement.subjects:
                if not _known(db, subject.id):
                    raise UsageError(f"there is no judgement {subject.id} to undo")
        _insert(db, judgement)


def _known(db: sqlite3.Connection, id_: str) -> bool:
    statement = f"SELECT 1 FROM judgements WHERE id = {mark(id_)}"
    return db.execute(statement, (bindable(id_),)).fetchone() is not None


def _insert(db: sqlite3.Connection, j: Judgement) -> None:
    key, first, c = next_key(db, "judgements"), next_key(db, "judgement_subjects"), j.change
    change: Row = (c.actor, c.name, c.role, c.speaks_for, day_text(c.since), day_text(c.until))
    row: Row = (key, j.id, j.kind, *change, j.by, j.at.isoformat(), j.note)
    insert(db, "judgements", f"key, {_COLUMNS}", [row])
    subjects: list[Row] = [(first + n, key, subject.id) for n, subject in enumerate(j.subjects)]
    insert(db, "judgement_subjects", "key, judgement, id", subjects)
    anchors: list[Row] = [(first + n, anchor) for n, subject in enumerate(j.subjects) for anchor in subject.anchors]
    insert(db, "judgement_anchors", "subject, anchor", anchors)


def load(db: sqlite3.Connection) -> tuple[Judgement, ...]:
    """All judgements in the order in which they were made, the undone ones and the undos too."""
    rows = db.execute(f"SELECT key, {_COLUMNS} FROM judgements ORDER BY key").fetchall()
    return tuple(
        Judgement(
            id=row[1],
            kind=row[2],
            subjects=_subjects(db, row[0]),
            change=Change(row[3], row[4], row[5], row[6], day_of(row[7]), day_of(row[8])),
            by=row[9],
            at=dt.datetime.fromisoformat(row[10]),
            note=row[11],
        )
        for row in rows
    )


def _subjects(db: sqlite3.Connection, judgement: int) -> tuple[Subject, ...]:
    rows = db.execute("SELECT key, id FROM judgement_subjects WHERE judgement = ? ORDER BY key", (judgement,))
    anchors = "SELECT anchor FROM judgement_anchors WHERE subject = ? ORDER BY key"
    return tuple(Subject(id_, tuple(anchor for (anchor,) in db.execute(anchors, (key,)))) for key, id_ in rows)
