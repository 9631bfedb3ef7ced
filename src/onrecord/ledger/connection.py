"""A connection to one ledger file: refused, with the file untouched, where it is no ledger of ours."""

from __future__ import annotations

import functools
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from onrecord.errors import LedgerDamaged, LedgerError, LedgerTooNew
from onrecord.migrations import APPLICATION_ID, VERSION, migrate, version_of

MAGIC = b"SQLite format 3\x00"
MEMORY = ":memory:"
BUSY_SECONDS = 60.0  # a writer holds the file for one article, milliseconds; a minute means something hangs
QUICK_CHECK_BYTES = 16 * 2**20  # up to here SQLite's own check costs less than 0.1 s; above it `onrecord check` does it

# Lone surrogates are stored in their three-byte form, which strict UTF-8 has no room for.
decode = functools.partial(str, encoding="utf-8", errors="surrogatepass")


def connect(path: Path, *, create: bool, write: bool) -> sqlite3.Connection:
    """An open connection to the ledger at `path`, its tables up to date, in autocommit mode.

    With `create` a missing or empty file becomes a ledger; without `write` nothing but the record can be stored.
    Raises LedgerError, LedgerDamaged or LedgerTooNew, and leaves the file as it was.
    """
    if str(path) != MEMORY:
        with _HELD:
            if not _is_held(path):
                _examine(path, create=create)
    with reported(path):
        return _writing(path, "rwc" if create else "rw") if write else _reading(path)


# POSIX drops all locks of a process on a file as soon as the process closes any descriptor of it. Another process would
# then take itself for the last one on the ledger and delete its write-ahead log, and connections of this process would
# see an old ledger for ever (https://www.sqlite.org/howtocorrupt.html, 2.2). So nobody looks into a file that is open.
_HELD = threading.RLock()  # a connection can be closed by garbage collection, anywhere
_held: dict[tuple[int, int], weakref.WeakSet[sqlite3.Connection]] = {}


class _Connection(sqlite3.Connection):
    """One that is no longer held once it is closed."""

    def close(self) -> None:
        super().close()
        with _HELD:
            for file, some in list(_held.items()):
                some.discard(self)
                if not some:
                    del _held[file]


def _file(path: Path) -> tuple[int, int] | None:
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_dev, seen.st_ino


def _is_held(path: Path) -> bool:
    """Whether this process has an open connection to the file."""
    file = _file(path)
    return file is not None and bool(_held.get(file))


@contextmanager
def reported(path: Path | str) -> Iterator[None]:
    """SQLite's errors inside the block come out as one line that names the ledger."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise LedgerDamaged(f"{path}: the ledger is damaged: {error}") from error
    except sqlite3.Error as error:
        raise _translated(path, error) from error


def _translated(path: Path | str, error: sqlite3.Error) -> LedgerError:
    reason = str(error)
    if any(sign in reason for sign in ("malformed", "not a database", "corrupt", "no such table", "no such column")):
        return LedgerDamaged(f"{path}: the ledger is damaged: {reason}")
    if "full" in reason:
        return LedgerError(f"{path}: the disk is full; the ledger holds what was read before")
    if "readonly" in reason or "read-only" in reason:
        return LedgerError(f"{path}: the ledger cannot be written here: {reason}")
    if "interrupted" in reason:
        return LedgerError(f"{path}: the question takes too long; ask for fewer days, rarer words or one actor")
    if "locked" in reason:
        return LedgerError(f"{path}: another process has kept the ledger locked for {BUSY_SECONDS:.0f} seconds")
    return LedgerError(f"{path}: {reason}")


def _examine(path: Path, *, create: bool) -> None:
    """Refuse by the file's first bytes, before SQLite opens it and may write beside it."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        if not create:
            raise LedgerError(f"{path}: there is no ledger here; `onrecord read` makes one") from None
        if not path.parent.is_dir():
            raise LedgerError(f"{path}: the folder {path.parent} does not exist") from None
        return
    except OSError as error:
        raise LedgerError(f"{path}: cannot be opened: {error.strerror}") from error
    if head or not (create or path.with_name(path.name + "-journal").exists()):  # a journal: it is just being made
        _examine_head(path, head)


def _examine_head(path: Path, head: bytes) -> None:
    if len(head) < 100 or not head.startswith(MAGIC):
        raise LedgerDamaged(f"{path}: not a ledger, or a damaged one: it is no SQLite database")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise LedgerDamaged(f"{path}: a SQLite database, but not a ledger of onrecord")
    _examine_version(path, int.from_bytes(head[60:64], "big"))


def _examine_version(path: Path, version: int) -> None:
    if version > VERSION:
        raise LedgerTooNew(
            f"{path}: written by a newer onrecord (tables {version}, this one knows {VERSION}); update onrecord"
        )


def _writing(path: Path, mode: str) -> sqlite3.Connection:
    db = _open(path, mode)
    try:
        _verify(path, db)
        migrate(db)
        _set_wal(db)
        db.execute("PRAGMA synchronous = NORMAL")  # in WAL mode: safe from crashes, no wait for the disk per article
        return db
    except BaseException:
        db.close()
        raise


def _reading(path: Path) -> sqlite3.Connection:
    """Opened for writing where that is possible, since only such a connection takes its -wal file away at the end."""
    failure: Exception | None = None
    for mode in ("rw", "ro", "ro&immutable=1"):  # immutable: read-only media, where SQLite cannot make its -shm file
        try:
            return _reading_in(path, mode)
        except sqlite3.OperationalError as error:
            failure = failure or error
    assert failure is not None
    raise failure


def _reading_in(path: Path, mode: str) -> sqlite3.Connection:
    db = _open(path, mode)
    try:
        _verify(path, db)
        if mode == "rw":
            migrate(db)
        elif version_of(db) < VERSION:
            raise LedgerError(f"{path}: written by an older onrecord, and cannot be brought up to date: read-only")
        db.execute("PRAGMA query_only = ON")
        return db
    except BaseException:
        db.close()
        raise


def _open(path: Path, mode: str) -> sqlite3.Connection:
    uri = "file::memory:" if str(path) == MEMORY else f"file:{quote(str(path.absolute()))}?mode={mode}"
    with _HELD:
        db = sqlite3.connect(
            uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, factory=_Connection
        )
        if (file := _file(path)) is not None:
            _held.setdefault(file, weakref.WeakSet()).add(db)
    db.text_factory = decode
    db.execute("PRAGMA foreign_keys = ON")
    return db


def _verify(path: Path, db: sqlite3.Connection) -> None:
    """What the first bytes cannot show: a version still in the write-ahead log, and damage further in."""
    version, tables = _seen(db)
    _examine_version(path, version)
    if version == 0 and tables:
        raise LedgerDamaged(f"{path}: a SQLite database, but not a ledger of onrecord")
    if version and str(path) != MEMORY and path.stat().st_size <= QUICK_CHECK_BYTES:
        with closing(db.execute("PRAGMA quick_check(1)")) as rows:
            verdict = rows.fetchone()[0]
        if verdict != "ok":
            raise LedgerDamaged(f"{path}: the ledger is damaged: {' '.join(verdict.split())}")


def _seen(db: sqlite3.Connection) -> tuple[int, int]:
    """The version and the number of tables, both at one moment: another process may be making the ledger just now."""
    db.execute("BEGIN")
    try:
        return version_of(db), db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    finally:
        db.execute("COMMIT")


def _set_wal(db: sqlite3.Connection) -> None:
    """SQLite does not wait for a lock here, whatever the timeout; so this does."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL").fetchone()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
