"""Issues and what coders answered: rows that are never changed; an undo is one more row."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.errors import UsageError
from onrecord.ledger import handles
from onrecord.ledger.questions import literal
from onrecord.ledger.rows import Row, insert, next_key, now_text, transaction
from onrecord.types import Coding, Example, Issue, Stance

# The attribution of the article's newest reading that a coding is about: the coded one itself, or where the article
# was read again the one with the same words, if there is one.
_SAME = """b.reading = (SELECT max(n.key) FROM readings AS n WHERE n.article = r.article)
    AND b.content_text = a.content_text AND b.cue_text = a.cue_text"""
_NOW = f"""CASE WHEN NOT EXISTS (SELECT 1 FROM readings AS n WHERE n.article = r.article AND n.key > r.key) THEN a.key
    ELSE coalesce((SELECT b.key FROM attributions AS b WHERE {_SAME} AND b.id = a.id),
        (SELECT min(b.key) FROM attributions AS b WHERE {_SAME})) END"""
CODED = f"""SELECT c.*, {_NOW} AS now FROM codings AS c
    JOIN attributions AS a ON a.key = c.attribution JOIN readings AS r ON r.key = a.reading
    WHERE NOT EXISTS (SELECT 1 FROM coding_undos AS u WHERE u.coding = c.key)"""
"""Every coding that counts, with the key `now` of the attribution of a current reading that it is about, or NULL."""

_MIN_DIGEST = 6  # characters of a digest that name a version: fewer are rather an id


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One version of an issue's codebook, and how many codings it led to, by coder and by whom."""

    id: str
    digest: str
    question: str
    added: dt.datetime
    codings: tuple[tuple[str, str, int], ...]

    @property
    def total(self) -> int:
        """All its codings."""
        return sum(number for _, _, number in self.codings)


def keep(db: sqlite3.Connection, issue: Issue) -> bool:
    """Whether this version of the issue is new to the ledger, which has it from now on."""
    if _key(db, issue.digest) is not None:
        return False
    with transaction(db):
        if _key(db, issue.digest) is not None:  # somebody else has kept it since
            return False
        key = next_key(db, "issues")
        columns = 'key, id, digest, question, "for", against, neither, added_at'
        own: Row = (issue.question, issue.for_, issue.against, issue.neither)
        insert(db, "issues", columns, [(key, issue.id, issue.digest, *own, now_text())])
        insert(db, "issue_words", "issue, word", [(key, word) for word in issue.about])
        insert(db, "issue_examples", "issue, text, label, why", [(key, e.text, e.label, e.why) for e in issue.examples])
    return True


def _key(db: sqlite3.Connection, digest: str) -> int | None:
    row = db.execute("SELECT key FROM issues WHERE digest = ?", (digest,)).fetchone()
    return None if row is None else int(row[0])


def versions(db: sqlite3.Connection, name: str | None = None) -> tuple[IssueLine, ...]:
    """Every version of every issue, or of the one with the id `name`: those coded last come last."""
    return tuple(
        IssueLine(id_, digest, question, dt.datetime.fromisoformat(added), _counts(db, key))
        for key, id_, digest, question, added in _versions(db, name)
    )


def _versions(db: sqlite3.Connection, name: str | None = None) -> list[tuple[int, str, str, str, str]]:
    """Key, id, digest, question and time of each, without the codings that `versions` counts."""
    some, values = ("1", ()) if name is None else ("i.id = ?", (name,))
    select = f"""SELECT i.key, i.id, i.digest, i.question, i.added_at FROM issues AS i WHERE {some}
        ORDER BY i.id, coalesce((SELECT max(key) FROM codings WHERE issue = i.key), 0), i.key"""
    return db.execute(select, values).fetchall()


def _counts(db: sqlite3.Connection, issue: int) -> tuple[tuple[str, str, int], ...]:
    select = "SELECT coder, coded_by, count(*) FROM codings AS c {} WHERE issue = ? GROUP BY 1, 2 ORDER BY 1, 2"
    undone = db.execute(select.format("JOIN coding_undos AS u ON u.coding = c.key"), (issue,))
    gone = {(coder, by): number for coder, by, number in undone}
    made = db.execute(select.format(""), (issue,)).fetchall()
    return tuple((coder, by, left) for coder, by, n in made if (left := n - gone.get((coder, by), 0)))


def issue(db: sqlite3.Connection, name: str) -> Issue:
    """The issue with this id, in the version coded last, or the version (`id@digest`) whose digest begins so.

    Raises UsageError where there is none, with the ids there are.
    """
    id_, _, digest = name.partition("@")
    found = [of for _, _, of, *_ in _versions(db, id_) if of.startswith(digest)] or _by_digest(db, name)
    if not found:
        ids = ", ".join(dict.fromkeys(id_ for _, id_, *_ in _versions(db))) or "none yet"
        raise UsageError(f"no issue {name!r} in the ledger; there are {ids}")
    return _load(db, found[-1])


def _by_digest(db: sqlite3.Connection, name: str) -> list[str]:
    if len(name) < _MIN_DIGEST:
        return []
    found = [digest for _, _, digest, *_ in _versions(db) if digest.startswith(name)]
    if len(found) > 1:
        raise UsageError(f"{name!r} begins more than one digest: {', '.join(digest[:12] for digest in found)}")
    return found


def _load(db: sqlite3.Connection, digest: str) -> Issue:
    row = db.execute('SELECT key, id, question, "for", against, neither FROM issues WHERE digest = ?', (digest,))
    key, id_, question, for_, against, neither = row.fetchone()
    words = db.execute("SELECT word FROM issue_words WHERE issue = ? ORDER BY key", (key,))
    examples = db.execute("SELECT text, label, why FROM issue_examples WHERE issue = ? ORDER BY key", (key,))
    about, cases = tuple(word for (word,) in words), tuple(Example(*example) for example in examples)
    return Issue(id_, question, for_, against, neither, about, cases)


# --- codings -------------------------------------------------------------------------------------------------


def add(db: sqlite3.Connection, codings: Sequence[Coding]) -> None:
    """The codings are kept, all or none.

    Raises UsageError for an issue whose version the ledger has not, or an attribution that no current reading has.
    """
    with transaction(db):
        rows = [_row(db, coding) for coding in codings]
        columns = "id, issue, attribution, coder, coded_by, label, score, confidence, why, blind, adjudicated, coded_at"
        insert(db, "codings", columns, rows)


def _row(db: sqlite3.Connection, c: Coding) -> Row:
    issue, attribution = _key(db, c.issue), handles.attribution_key(db, c.attribution)
    if issue is None:
        raise UsageError(f"the ledger has no issue with the digest {c.issue[:12]}")
    if attribution is None:
        raise UsageError(f"no attribution {c.attribution!r} to be coded; `onrecord said --each` lists them")
    s = c.stance
    stance: Row = (s.coder, c.by, s.label, s.score, s.confidence, s.why)
    return (c.id, issue, attribution, *stance, c.is_blind, c.is_adjudicated, c.at.isoformat())


_COLUMNS = """c.id, i.digest, ar.id || '#' || b.id, c.label, c.score, c.confidence, c.why,
    c.coder, c.coded_by, c.coded_at, c.blind, c.adjudicated"""


def load(db: sqlite3.Connection, digest: str, coder: str | None, by: str | None) -> Iterator[Coding]:
    """The codings that count of one version of an issue, oldest first: of one coder, by somebody, or all."""
    some = "c.issue = ? AND (? IS NULL OR c.coder = ?) AND (? IS NULL OR c.coded_by = ?)"
    statement = f"""SELECT {_COLUMNS} FROM ({CODED} AND {some}) AS c JOIN issues AS i ON i.key = c.issue
        JOIN attributions AS b ON b.key = c.now JOIN readings AS r ON r.key = b.reading
        JOIN articles AS ar ON ar.key = r.article ORDER BY c.key"""
    for row in db.execute(statement, (_key(db, digest), coder, coder, by, by)):
        yield _coding(row)


def _coding(row: Sequence[Any]) -> Coding:
    id_, digest, attribution, label, score, confidence, why, coder, by, at, blind, adjudicated = row
    stance = Stance(label, score, confidence, why, coder)
    return Coding(id_, digest, attribution, stance, by, dt.datetime.fromisoformat(at), bool(blind), bool(adjudicated))


def undo(db: sqlite3.Connection, name: str, by: str) -> str:
    """The id of the coding that `name`, its id or a unique beginning of it, finds; it counts no longer.

    Raises UsageError where there is none that counts.
    """
    with transaction(db):
        statement = rf"SELECT key, id FROM ({CODED} AND c.id LIKE ? ESCAPE '\') LIMIT 2"
        found = db.execute(statement, (literal(name) + "%",)).fetchall() if name else []
        if len(found) != 1:
            raise UsageError(f"{name!r} begins more than one coding" if found else f"no coding {name!r} to undo")
        key, id_ = found[0]
        insert(db, "coding_undos", "coding, undone_by, undone_at", [(key, by, now_text())])
    return str(id_)
