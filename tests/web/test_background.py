"""What goes on beside the pages: the record computed, reports read, each in a process of its own where it is long."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.resolve.make import VALK, reading
from tests.web.conftest import Serve

from onrecord.ledger import Ledger
from onrecord.web import freshness
from onrecord.web.adding import Given, apart
from onrecord.web.freshness import Refresher
from onrecord.web.pool import Pool
from onrecord.web.settings import Settings


def grown(path: Path) -> None:
    """One more report than the record knows."""
    words = "the pilots are home"
    with Ledger.open(path) as ledger:
        ledger.add(reading("a9", f"Valk: {words}.", on=5, who=[VALK], said=[("irena-valk", words, "indirect")]))


def test_a_page_of_a_small_ledger_waits_for_the_record(serve: Serve, ledger_path: Path) -> None:
    client = serve(Settings(ledger_path))
    grown(ledger_path)
    answer = client.get("/statements.json")
    assert answer.headers["x-onrecord-record"] == "fresh"
    assert "the pilots are home" in answer.text


def test_a_page_of_a_large_ledger_shows_the_record_before_and_says_so(
    serve: Serve, ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "PATIENCE", 0.01)
    client = serve(Settings(ledger_path, small=0))
    grown(ledger_path)
    page = client.get("/statements").text
    assert "the record is being computed" in page
    assert "What you see is as of" in page
    assert "the pilots are home" not in page
    for _ in range(600):
        if client.get("/state.json").json()["record"] == "fresh":
            break
        time.sleep(0.02)
    assert "the pilots are home" in client.get("/statements").text


def test_a_record_that_cannot_be_computed_is_said_and_not_tried_at_every_page(
    ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[Path] = []

    def fails(path: Path) -> None:
        tries.append(path)
        raise OSError("no room")

    monkeypatch.setattr(freshness, "_apart", fails)
    grown(ledger_path)
    pool = Pool(ledger_path)
    refresher = Refresher(pool, small=0)
    with pool.reading() as ledger:
        refresher.look(ledger)
        found = refresher.look(ledger)
    pool.close()
    assert (found.state, found.reason) == ("stale", "no room")
    assert len(tries) == 1


def test_reading_goes_on_in_another_process(tmp_path: Path) -> None:
    given = [Given("one.pdf", file=tmp_path / "0"), Given("file:///etc/passwd", url="file:///etc/passwd")]
    found = list(apart(tmp_path / "new.db", given))
    assert [(o.name, o.state) for o in found] == [("one.pdf", "failed"), ("file:///etc/passwd", "failed")]


def test_a_ledger_that_was_replaced_is_opened_anew(ledger_path: Path, tmp_path: Path) -> None:
    pool = Pool(ledger_path)
    with pool.reading() as ledger:
        assert ledger.counts()["articles"] == 4
    with Ledger.open(tmp_path / "other.db"):
        pass
    (tmp_path / "other.db").replace(ledger_path)
    with pool.reading() as ledger:
        assert ledger.counts()["articles"] == 0
    pool.close()
