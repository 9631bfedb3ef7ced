"""What is no ledger, or none that this version knows, is refused and left as it was."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.ledger.samples import sample

from onrecord.errors import LedgerDamaged, LedgerError, LedgerTooNew
from onrecord.ledger import Ledger
from onrecord.migrations import APPLICATION_ID, VERSION


def made(path: Path, *ids: str) -> Path:
    with Ledger.open(path) as ledger:
        for id_ in ids:
            ledger.add(sample(id_))
    return path


def refused(path: Path, kind: type[LedgerError], *, create: bool) -> str:
    """The message of the refusal, once it is clear that nothing changed on disk."""
    before = {file: file.read_bytes() for file in path.parent.iterdir()}
    with pytest.raises(kind) as caught:
        Ledger.open(path, create=create)
    assert {file: file.read_bytes() for file in path.parent.iterdir()} == before
    assert str(path) in str(caught.value) and "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    "content", [b"hello", b"\x00" * 5000, b"SQLite format 3\x00", b"SQLite format 3\x00" + b"x" * 9000]
)
def test_what_is_no_database_is_refused_untouched(tmp_path: Path, content: bytes, create: bool) -> None:
    path = tmp_path / "onrecord.db"
    path.write_bytes(content)
    refused(path, LedgerDamaged, create=create)


@pytest.mark.parametrize("create", [True, False])
def test_the_database_of_another_program_is_refused_untouched(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "onrecord.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE articles (key)")
        db.execute("PRAGMA user_version = 1")
    assert "not a ledger" in refused(path, LedgerDamaged, create=create)


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("cut", [0.4, 0.97])
def test_a_ledger_cut_short_is_refused_untouched(tmp_path: Path, cut: float, create: bool) -> None:
    path = made(tmp_path / "onrecord.db", "a", "b")
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * cut)])
    assert "damaged" in refused(path, LedgerDamaged, create=create)


@pytest.mark.parametrize("create", [True, False])
def test_a_ledger_overwritten_in_the_middle_is_refused_untouched(tmp_path: Path, create: bool) -> None:
    path = made(tmp_path / "onrecord.db", "a", "b")
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 8192] = b"\xa5" * 8192
    path.write_bytes(content)
    assert "damaged" in refused(path, LedgerDamaged, create=create)


@pytest.mark.parametrize("create", [True, False])
def test_a_ledger_from_a_newer_version_is_refused_untouched(tmp_path: Path, create: bool) -> None:
    path = made(tmp_path / "onrecord.db", "a")
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    assert "newer" in refused(path, LedgerTooNew, create=create)


def test_a_newer_version_still_in_the_log_is_seen(tmp_path: Path) -> None:
    path = made(tmp_path / "onrecord.db", "a")
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
        with pytest.raises(LedgerTooNew):
            Ledger.open(path)


def test_a_missing_ledger_is_not_made_by_who_only_reads(tmp_path: Path) -> None:
    assert "no ledger" in refused(tmp_path / "onrecord.db", LedgerError, create=False)
    with pytest.raises(LedgerError, match="does not exist"):
        Ledger.open(tmp_path / "no" / "onrecord.db")


def test_an_empty_file_becomes_a_ledger_only_for_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    path.touch()
    refused(path, LedgerDamaged, create=False)
    assert Ledger.open(path).add(sample())


def test_a_folder_or_an_impossible_place_is_one_clear_line(tmp_path: Path) -> None:
    for path in (tmp_path, Path("/proc/onrecord.db"), Path("/dev/null")):
        for create in (True, False):
            with pytest.raises(LedgerError) as caught:
                Ledger.open(path, create=create)
            assert str(path) in str(caught.value) and "\n" not in str(caught.value)


def test_a_ledger_opened_for_reading_is_not_written(tmp_path: Path) -> None:
    path = made(tmp_path / "onrecord.db", "a")
    with Ledger.open(path, create=False) as ledger:
        assert ledger.said().total == 3
        with pytest.raises(LedgerError, match=r"onrecord\.db: the ledger cannot be written here"):
            ledger.add(sample("b"))
    assert [file.name for file in tmp_path.iterdir()] == ["onrecord.db"], "reading leaves nothing beside the ledger"


def test_a_full_disk_keeps_what_was_there(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "onrecord.db") as ledger:
        ledger.add(sample("a"))
        pages = ledger._db.execute("PRAGMA page_count").fetchone()[0]
        ledger._db.execute(f"PRAGMA max_page_count = {pages}")
        long = "word " * 20_000
        article = replace(sample("b").article, text=long)
        with pytest.raises(LedgerError, match="full"):
            ledger.add(replace(sample("b"), article=article, attributions=()))
        assert [reading.article.id for reading in ledger.readings()] == ["a"]
        assert list(ledger.check()) == []


def test_a_new_ledger_tells_what_it_is(tmp_path: Path) -> None:
    path = made(tmp_path / "onrecord.db")
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_many_can_open_a_new_ledger_at_once(tmp_path: Path) -> None:
    path, failures = tmp_path / "onrecord.db", list[Exception]()

    def add(id_: str) -> None:
        try:
            with Ledger.open(path) as ledger:
                ledger.add(sample(id_))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=add, args=(f"a{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Ledger.open(path, create=False) as ledger:
        assert ledger.said().total == 24
