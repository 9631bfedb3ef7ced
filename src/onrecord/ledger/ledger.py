"""The ledger: one SQLite file, and the verbs that the command line has too."""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from onrecord.errors import UsageError
from onrecord.ledger import (
    actor_lines,
    checks,
    codings,
    conditions,
    handles,
    judgements,
    lines,
    lists,
    load,
    paging,
    record_load,
    record_store,
    search,
    spoken,
    statements,
    store,
)
from onrecord.ledger.actor_lines import ActorLine
from onrecord.ledger.codings import IssueLine
from onrecord.ledger.connection import connect, reported
from onrecord.ledger.lines import Line, Lines
from onrecord.ledger.paging import Place, Slice
from onrecord.ledger.questions import CURRENT, Question
from onrecord.ledger.record_store import Stamp
from onrecord.ledger.rows import Value, bindable, snapshot, unlocked
from onrecord.ledger.spoken import Spoken
from onrecord.types import (
    Article,
    Attitude,
    Coding,
    ConditionState,
    Form,
    Issue,
    Judgement,
    ListedActor,
    Reading,
    Record,
    RecordedActor,
    Root,
    Run,
    StatedCondition,
    Statement,
    Tenure,
)

if TYPE_CHECKING:
    import pyarrow as pa

STEPS = 50_000  # of SQLite's machine between two looks at the clock, about a millisecond
_SOME_CURRENT = f"""SELECT r.article, r.key FROM readings AS r
    WHERE r.article > ? AND {CURRENT} ORDER BY r.article LIMIT 1000"""


class Ledger:
    """An open ledger. Close it, or use it in a `with` block.

    >>> with Ledger.open(":memory:") as ledger:
    ...     ledger.said(by="Irena Valk").total
    0
    """

    def __init__(self, db: sqlite3.Connection, path: str) -> None:
        self._db, self.path = db, path

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True, write: bool | None = None) -> Self:
        """The ledger at `path`, made if it is missing. Without `create` it must exist, and is opened for reading only
        unless `write` says otherwise.

        Raises LedgerError, LedgerDamaged or LedgerTooNew, and leaves the file as it was.
        """
        return cls(connect(Path(path), create=create, write=create if write is None else write), str(path))

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

    def handle(self, article: str, attribution: str | None = None) -> str:
        """A short name that finds this article again, and no other; or this attribution of it."""
        with reported(self.path):
            short = handles.handle(self._db, "articles", article)
        return short if attribution is None else handles.with_attribution(short, article, attribution)

    def statement_handle(self, statement: str) -> str:
        """A short name that finds this statement again, and no other."""
        with reported(self.path):
            return handles.handle(self._db, "statements", statement)

    def attribution(self, name: str) -> tuple[str, str] | None:
        """The ids of the article and the attribution that `name` finds: an id, or what `handle` gives."""
        with reported(self.path):
            return handles.attribution(self._db, name)

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
    ) -> Lines:
        """Every attribution that answers, newest first; the parameters are those of `Question`."""
        return self.ask(Question(by, about, outlet, since, until, form, attitude), limit, each=True)

    def ask(self, question: Question, limit: int | None = None, *, each: bool = False) -> Lines:
        """The statements that answer, of the stored record, newest first; with `each`, every attribution."""
        with reported(self.path), snapshot(self._db):
            return lines.said(self._db, question, limit) if each else statements.said(self._db, question, limit)

    def lines(self, question: Question, limit: int | None = None, *, each: bool = False) -> Iterator[Line]:
        """What `ask` holds, one line at a time."""
        with reported(self.path):
            yield from (lines if each else statements).each(self._db, question, limit)

    def statements_after(self, question: Question, place: Place | None, limit: int, actor: str | None = None) -> Slice:
        """The next `limit` statements that answer, after a place in their order, newest first, undated last.

        `actor` is the id of a recorded actor: then they are its own.
        """
        with reported(self.path), snapshot(self._db):
            return paging.statements_after(self._db, question, place, limit, actor)

    def rows(self, select: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """The rows of one SELECT on the tables that docs/data-model.md describes."""
        with reported(self.path):
            return self._db.execute(select, [bindable(value) for value in values]).fetchall()

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
    def within(self, seconds: float) -> Iterator[None]:
        """Inside the block, a question that is not answered after `seconds` ends with a LedgerError that says so."""
        end = time.monotonic() + seconds
        self._db.set_progress_handler(lambda: time.monotonic() > end, STEPS)
        try:
            yield
        finally:
            self._db.set_progress_handler(None, 0)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Inside the block the ledger stands still, whatever other processes write."""
        with reported(self.path), snapshot(self._db):
            yield

    def check(self) -> Iterator[checks.Finding]:
        """What is wrong with the file or with any span in it; nothing for a sound ledger."""
        return checks.findings(self._db)

    # --- what is decided and computed on top ------------------------------------------------------------------

    def judge(self, judgement: Judgement) -> None:
        """The judgement is kept, for good; to take it back, add one of the kind `undo`."""
        with reported(self.path):
            judgements.add(self._db, judgement)

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement in the order in which it was made."""
        with reported(self.path):
            return judgements.load(self._db)

    def add_listed(self, actors: Iterable[ListedActor]) -> int:
        """How many entries of an imported list of actors are new."""
        with reported(self.path):
            return lists.add(self._db, actors)

    def listed(self) -> tuple[ListedActor, ...]:
        """Every entry of every imported list."""
        with reported(self.path):
            return lists.load(self._db)

    def stamp(self) -> Stamp:
        """What a record computed now would be computed from."""
        with reported(self.path):
            return record_store.stamp(self._db)

    def is_fresh(self) -> bool:
        """Whether the stored record was computed from all evidence and judgements that there are, by this version."""
        with reported(self.path):
            return record_store.stored_stamp(self._db) == record_store.stamp(self._db)

    def store_record(self, record: Record, made_from: Stamp) -> None:
        """The record takes the place of the one before; `made_from` is the stamp when its evidence was fetched.

        Works for a ledger that was opened for reading too, as nothing in it is evidence. Raises LedgerError where the
        file cannot be written.
        """
        with reported(self.path), unlocked(self._db):
            record_store.store(self._db, record, made_from)

    def recorded_actor(self, id_: str) -> RecordedActor | None:
        """The actor of the stored record with this id."""
        with reported(self.path):
            return next(iter(record_load.actors(self._db, id_)), None)

    def tenures(self, actor: str | None = None) -> tuple[Tenure, ...]:
        """The offices that an actor of the stored record held, or all of them, oldest first."""
        with reported(self.path):
            return tuple(record_load.tenures(self._db, actor))

    def roots(self, ids: Iterable[str]) -> tuple[Root, ...]:
        """The roots of the stored record with these ids."""
        with reported(self.path):
            return record_load.roots(self._db, tuple(ids))

    def actors(self, words: str | None = None) -> tuple[ActorLine, ...]:
        """The actors of the stored record whose names or ids hold the words, those with most statements first."""
        with reported(self.path):
            return actor_lines.actors(self._db, words)

    def record(self) -> Record:
        """The stored record; an empty one if none is stored."""
        with reported(self.path):
            return record_load.load(self._db)

    def statement(self, name: str) -> Statement | None:
        """The statement of the stored record with this id or unique beginning of one, or that this attribution reports.

        Raises UsageError where several ids begin so.
        """
        with reported(self.path):
            key = handles.statement_key(self._db, name)
            return None if key is None else record_load.statements(self._db, key)[0]

    # --- issues and what coders answered -----------------------------------------------------------------------

    def keep_issue(self, issue: Issue) -> bool:
        """Whether this version of the issue is new; the ledger has it from now on, beside all others."""
        with reported(self.path):
            return codings.keep(self._db, issue)

    def issues(self, id_: str | None = None) -> tuple[IssueLine, ...]:
        """Every version of every issue, or of this one, with its codings; of an issue, that coded last comes last."""
        with reported(self.path):
            return codings.versions(self._db, id_)

    def issue(self, name: str) -> Issue:
        """The issue with this id in the version coded last, or the version whose digest begins so.

        Raises UsageError if there is none.
        """
        with reported(self.path):
            return codings.issue(self._db, name)

    def spoken(self, uncoded: tuple[str, str, str] | None = None) -> Iterator[Spoken]:
        """Every statement of the stored record as coders see it; with `uncoded`, only those without a coding that
        counts on the issue of that digest, by that coder, by that one."""
        with reported(self.path):
            yield from spoken.spoken(self._db, uncoded)

    def spoken_one(self, statement: int) -> Spoken | None:
        """The statement of the stored record with this key, as coders see it."""
        with reported(self.path):
            return spoken.one(self._db, statement)

    def count_spoken(self, uncoded: tuple[str, str, str] | None = None) -> int:
        """How many statements `spoken` gives."""
        with reported(self.path):
            return spoken.count(self._db, uncoded)

    def statement_ids(self) -> dict[str, str]:
        """The statement that each attribution reports, by `article#id`."""
        with reported(self.path):
            return spoken.statement_of(self._db)

    def add_codings(self, made: Sequence[Coding]) -> None:
        """The codings are kept for good, all or none; to take one back, undo it."""
        with reported(self.path):
            codings.add(self._db, made)

    def codings(self, digest: str, coder: str | None = None, by: str | None = None) -> Iterator[Coding]:
        """The codings that count on this version of an issue, oldest first: of one coder, by somebody, or all.

        `attribution` is that of the article's newest reading with the same words; where it has none, the coding waits.
        """
        with reported(self.path):
            yield from codings.load(self._db, digest, coder, by)

    def undo_coding(self, name: str, by: str) -> str:
        """The id of the coding with this id, or unique beginning of one: it counts no longer.

        Raises UsageError where there is none that counts.
        """
        with reported(self.path):
            return codings.undo(self._db, name, by)

    # --- conditions: who waits for whom ------------------------------------------------------------------------

    def refresh_conditions(self, search: conditions.Search, version: str) -> int:
        """How many attributions were searched for conditions: the new ones, or all where the version is another.

        Works for a ledger that was opened for reading too, as nothing in it is evidence. Raises LedgerError where the
        file cannot be written.
        """
        with reported(self.path):
            if conditions.is_fresh(self._db, version):
                return 0
            with unlocked(self._db):
                return conditions.refresh(self._db, search, version)

    def conditions(
        self, question: Question | None = None, states: Sequence[ConditionState] = ()
    ) -> tuple[StatedCondition, ...]:
        """The conditions of the stored record, oldest first, once for each statement; those of `question` alone."""
        with reported(self.path), snapshot(self._db):
            return conditions.stated(self._db, question, states)

    def coded_on(self, digests: Sequence[str]) -> set[str]:
        """The ids of the statements that are coded as more than unrelated to one of these versions of an issue."""
        with reported(self.path):
            return conditions.coded_on(self._db, digests)
