"""Ledgers and columns of invented stances: one line each, written past the reader and the resolver."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.ledger import Ledger, record_store
from onrecord.ledger.stance_columns import LABELS, Side, StanceColumns
from onrecord.types import Issue, StanceLabel

ISSUE = Issue("corridor", "Must the corridor be opened before talks?", "Yes, first.", "No, talks first.")
Days = tuple[str | None, str | None]


@dataclass(frozen=True)
class Told:
    """One statement and its coding; `roots` name independent origins, `links` are (kind, name, role) of its chain."""

    actor: str
    label: StanceLabel = "for"
    days: Days | str | None = "2031-03-01"
    side: str | None = None
    kind: str = "person"
    confidence: float | None = None
    coder: str = "model"
    roots: tuple[str, ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()
    modality: str = "asserted"
    text: str = "“The corridor comes first.”"

    @property
    def bounds(self) -> Days:
        return (self.days, self.days) if isinstance(self.days, str) else self.days or (None, None)


def ledger_of(told: Sequence[Told], path: str | Path = ":memory:", issue: Issue = ISSUE) -> Ledger:
    """A ledger that holds these statements, each from an article of its own, and a record that counts as fresh."""
    ledger = Ledger.open(path)
    db = ledger._db
    db.execute("BEGIN")
    db.execute("INSERT INTO runs VALUES (1, '1', 'none', '{}', '2031-01-01')")
    add_issue(ledger, issue, 1)
    actors: dict[str, int] = {}
    roots: dict[str, int] = {}
    for n, each in enumerate(told, 1):
        _article(ledger, n, each)
        for kind, name in [(each.kind, each.actor), *((kind, name) for kind, name, _ in each.links)]:
            if name not in actors:
                actors[name] = len(actors) + 1
                id_ = name.lower().replace(" ", "-")
                row = (actors[name], id_, name, kind)
                db.execute("INSERT INTO recorded_actors (key, id, name, kind) VALUES (?, ?, ?, ?)", row)
        _statement(ledger, n, each, actors[each.actor])
        for root in each.roots or (f"root{n}",):
            if root not in roots:
                roots[root] = len(roots) + 1
                db.execute("INSERT INTO roots VALUES (?, ?, NULL, '')", (roots[root], root))
            db.execute("INSERT INTO statement_roots (statement, root) VALUES (?, ?)", (n, roots[root]))
        for place, (kind, name, role) in enumerate(each.links):
            link = n * 100 + place
            db.execute(
                "INSERT INTO actors (key, reading, id, name, kind, listed) VALUES (?, ?, ?, ?, ?, 1)",
                (link, n, f"l{place}", name, kind),
            )
            db.execute(
                "INSERT INTO members (recorded_actor, actor, score, reason) VALUES (?, ?, 1, '')", (actors[name], link)
            )
            db.execute(
                "INSERT INTO chain_links (attribution, place, actor, name, role, start, stop) "
                "VALUES (?, ?, ?, ?, ?, 0, 1)",
                (n, place, link, name, role),
            )
        add_coding(ledger, n, each.label, confidence=each.confidence, coder=each.coder)
    stamp = record_store.stamp(db)
    db.execute("INSERT INTO record_state VALUES (1, ?, ?, ?, ?, '')",
               (stamp.reading, stamp.judgement, stamp.listed_actor, stamp.version))  # fmt: skip
    db.execute("COMMIT")
    return ledger


def add_issue(ledger: Ledger, issue: Issue, key: int) -> None:
    ledger._db.execute(
        """INSERT INTO issues (key, id, digest, question, "for", against, added_at)
            VALUES (?, ?, ?, ?, ?, ?, '2031-01-01')""",
        (key, issue.id, issue.digest, issue.question, issue.for_, issue.against),
    )


def add_coding(
    ledger: Ledger, attribution: int, label: StanceLabel, *, confidence: float | None = None, coder: str = "model",
    by: str = "", issue: int = 1, adjudicated: bool = False,
) -> int:  # fmt: skip
    """The key of a coding that is added."""
    key = int(ledger._db.execute("SELECT coalesce(max(key), 0) + 1 FROM codings").fetchone()[0])
    score = {"for": 1.0, "against": -1.0}.get(label, 0.0)
    ledger._db.execute(
        "INSERT INTO codings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', 0, ?, '2031-06-01')",
        (key, f"c{key}", issue, attribution, coder, by or coder, label, score, confidence, adjudicated),
    )
    return key


def _article(ledger: Ledger, n: int, told: Told) -> None:
    first, last = told.bounds
    ledger._db.execute(
        "INSERT INTO articles (key, id, outlet, text, given_method, added_at) VALUES (?, ?, ?, ?, 'unknown', '')",
        (n, f"article{n}", "Meridian News", told.text),
    )
    ledger._db.execute("INSERT INTO readings VALUES (?, ?, 1, ?, ?, 'given', '')", (n, n, first, last))
    ledger._db.execute(
        """INSERT INTO attributions (key, reading, id, depth, cue_text, content_text, form, polarity, modality,
               attitude, speaker_name, speaker_kind, speaks_for, when_earliest, when_latest, when_from, confidence)
           VALUES (?, ?, 'a1', 0, 'said', ?, 'direct', 'affirmed', ?, 'assertion', ?, ?, ?, ?, ?, ?, 0.9)""",
        (n, n, told.text, told.modality, told.actor, told.kind, told.side, first, last,
         "published" if first or last else "unknown"),
    )  # fmt: skip


def _statement(ledger: Ledger, n: int, told: Told, actor: int) -> None:
    row = (n, f"{n:016x}", actor, told.side, told.text, *told.bounds, n, 1, max(len(told.roots), 1))
    ledger._db.execute("INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    ledger._db.execute("INSERT INTO occurrences (statement, attribution, score, reason) VALUES (?, ?, 1, '')", (n, n))


def columns_of(
    labels: Sequence[StanceLabel], days: Sequence[Days | str | None] | None = None, *,
    sides: Sequence[int] | None = None, roots: Sequence[int] | None = None,
    confidence: Sequence[float] | None = None, flags: Sequence[int] | None = None,
) -> StanceColumns:  # fmt: skip
    """Columns of statements by principals 0, 1, …, each by itself; a day after another where no days are given."""
    size = len(labels)
    start = dt.date(2031, 1, 1)
    days = days or [(start + dt.timedelta(days=10 * n)).isoformat() for n in range(size)]
    bounds = [(each, each) if isinstance(each, str) else each or (None, None) for each in days]
    side = np.array(sides or [0] * size, np.int32)
    root = np.array(roots if roots is not None else range(size), np.int32)
    names = tuple(Side(f"side{n}", f"Side {n}", "state") for n in range(int(side.max(initial=-1)) + 1))
    order = np.argsort(side, kind="stable")
    own = np.unique(side.astype(np.int64) * 10**6 + root, return_inverse=True)[1].astype(np.int32)
    return StanceColumns(
        statement=np.arange(1, size + 1, dtype=np.int32)[order],
        ids=np.array([f"s{n}".encode() for n in range(1, size + 1)], np.bytes_)[order],
        principal=side[order],
        actor=side[order],
        earliest=np.array([_ordinal(first) for first, _ in bounds], np.int32)[order],
        latest=np.array([_ordinal(last) for _, last in bounds], np.int32)[order],
        label=np.array([LABELS.index(label) for label in labels], np.int8)[order],
        confidence=np.array(confidence or [np.nan] * size, np.float32)[order],
        flags=np.array(flags or [0] * size, np.uint8)[order],
        roots=np.ones(size, np.uint8),
        principal_roots=own[order],
        actor_roots=own[order],
        principals=names,
        actors=names,
    )


def _ordinal(day: str | None) -> int:
    return dt.date.fromisoformat(day).toordinal() if day else 0
