"""The ledger: one SQLite file, and the verbs that the command line has too."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from onrecord.errors import UsageError
from onrecord.ledger import checks, handles, judgements, lines, load, search, store
from onrecord.ledger.connection import connect, reported
from onrecord.ledger.rows import snapshot
from onrecord.types import Article, Attitude, Form, Judgement, Reading, Run

if TYPE_CHECKING:
    import pyarrow as pa

_SOME_CURRENT = f"""SELECT r.article, r.key FROM readings AS r
    WHERE r.article > ? AND {lines.CURRENT} ORDER BY r.article LIMIT 1000"""


class Ledger:
    """An open ledger. Close it, or use it in a `with` block.

    >>> with Ledger.open(":memory:") as ledger:
    ...     ledger.said(by="Irena Valk").total
    0
    """

    def __init__(self, db: sqlite3.Connection, path: str) -> None:
        self._db, self.path = db, path

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True) -> Self:
        """The ledger at `path`, made if it is missing; without `create` it must exist and is opened for reading only.

        Raises LedgerError, LedgerDamaged or LedgerTooNew, and leaves the file as it was.
        """
        return cls(connect(Path(path), create=create), str(path))

    def close(self) -> None:
        """The file is released; SQLite folds its -wal file in when the last user goes."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    # --- evidence ---------------------------------------------------------------------------------------------

    def add(self, reading: Reading) -> bool:
        """Whether `reading` was new; an article that the same run has read already changes nothing.

        All of it is kept or nothing. Raises InputError if the ledger has the article's id with another text.
        """
        with reported(self.path):
            return store.add(self._db, reading)

    def knows(self, article: Article, run: Run) -> bool:
        """Whether `run` has read this very text under this id, so that reading it again would change nothing."""
        with reported(self.path):
            return store.knows(self._db, article, run)

    def article(self, name: str) -> Article:
        """The article with this id, path, URL, or unique beginning of an id. Raises UsageError if there is none."""
        with reported(self.path):
            return load.load_article(self._db, self._article_key(name))

    def reading(self, name: str) -> Reading:
        """The newest reading of the article that `name` finds, as in `article`."""
        statement = "SELECT max(key) FROM readings WHERE article = ?"
        with reported(self.path):
            key = self._db.execute(statement, (self._article_key(name),)).fetchone()[0]
            return load.load_reading(self._db, key)

    def readings(self) -> Iterator[Reading]:
        """The newest reading of every article, in the order in which articles came; memory holds one at a time."""
        with reported(self.path):
            last = 0
            while rows := self._db.execute(_SOME_CURRENT, (last,)).fetchall():
                for _, key in rows:
                    yield load.load_reading(self._db, key)
                last = rows[-1][0]

    def handle(self, article: str) -> str:
        """The shortest beginning of the article's id, of six characters or more, that finds no other article."""
        with reported(self.path):
            return handles.handle(self._db, article)

    def counts(self) -> dict[str, int]:
        """How many articles there are, and how many readings, attributions and judgements."""
        tables = ("articles", "readings", "attributions", "judgements")
        with reported(self.path):
            return {table: self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}

    def _article_key(self, name: str) -> int:
        key = handles.article_key(self._db, name)
        if key is None:
            raise UsageError(f"no article {name!r} in {self.path}; `onrecord search` finds ids")
        return key

    # --- questions --------------------------------------------------------------------------------------------

    def said(
        self,
        *,
        by: str | None = None,
        about: str | None = None,
        outlet: str | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        form: Form | None = None,
        attitude: Attitude | None = None,
        limit: int | None = None,
    ) -> lines.Lines:
        """Who said what, newest first; the parameters are those of `Question`."""
        return self.ask(lines.Question(by, about, outlet, since, until, form, attitude), limit)

    def ask(self, question: lines.Question, limit: int | None = None) -> lines.Lines:
        """What `said` answers."""
        with reported(self.path), snapshot(self._db):
            return lines.said(self._db, question, limit)

    def each(self, question: lines.Question, limit: int | None = None) -> Iterator[lines.Line]:
        """The lines that `said` would hold, one at a time."""
        with reported(self.path):
            yield from lines.each(self._db, question, limit)

    def search(self, words: str, *, limit: int = 20) -> tuple[search.Hit, ...]:
        """Articles, then attributions, that hold all the words, "phrases" and beginnings*; at most `limit` of each."""
        with reported(self.path):
            return search.search(self._db, words, limit)

    def tables(self) -> dict[str, pa.Table]:
        """Every table, and the view `said`, as Arrow."""
        with self.snapshot():
            return {name: self.stream(name).read_all() for name in self.table_names()}

    def table_names(self) -> list[str]:
        """What `tables` holds and `stream` takes."""
        from onrecord.ledger import tables

        with reported(self.path):
            return tables.names(self._db)

    def stream(self, table: str) -> pa.RecordBatchReader:
        """The rows of one table as Arrow batches, for more than memory holds."""
        from onrecord.ledger import tables

        with reported(self.path):
            return tables.stream(self._db, table)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Inside the block the ledger stands still, whatever other processes write."""
        with reported(self.path), snapshot(self._db):
            yield

    def check(self) -> Iterator[checks.Finding]:
        """What is wrong with the file or with any span in it; nothing for a sound ledger."""
        return checks.findings(self._db)

    # --- judgements -------------------------------------------------------------------------------------------

    def judge(self, judgement: Judgement) -> None:
        """The judgement is kept, for good; to take it back, add one of the kind `undo`."""
        with reported(self.path):
            judgements.add(self._db, judgement)

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement in the order in which it was made."""
        with reported(self.path):
            return judgements.load(self._db)
