"""What pages of a large ledger rest on is counted beside them, and nothing old is shown as current."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.resolve.make import VALK, reading
from tests.web.conftest import ISSUE, Serve, coding

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.record import refresh
from onrecord.web import counting, views
from onrecord.web.asked import Asked
from onrecord.web.pages import conditions, conflicts
from onrecord.web.parts import progress
from onrecord.web.parts.progress import Progress
from onrecord.web.parts.remembered import Made
from onrecord.web.registry import COUNTED
from onrecord.web.settings import Settings

HOME = f"/issues/{ISSUE.id}"
PATHS = [HOME, f"{HOME}/network", f"{HOME}/conflicts", f"{HOME}/conditions", "/conflicts", "/conditions"]
WORDS = "we will sign no treaty until the pilots are free"


class Here:
    """Counts in a thread of this process, which takes no time to start."""

    is_alive = True

    def __init__(self, path: Path) -> None:
        self._path = path

    def count(self, page: str, asked: Asked) -> Iterator[Progress | Made]:
        """What was made."""
        time.sleep(0.05)  # no page finds it at once
        row = next(row for row in COUNTED if row.name == page)
        for told in counting._told(self._path, row, asked, lambda progress: None):
            assert not isinstance(told, str)
            yield told

    def kill(self) -> None:
        """Nothing to end."""


class Failing(Here):
    """Counts nothing."""

    def count(self, page: str, asked: Asked) -> Iterator[Progress | Made]:
        """Nothing but an error."""
        raise OSError("no room")


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that wait for nothing; what nobody asked for is not counted, the rest in this process."""
    monkeypatch.setattr(views, "PATIENCE", 0.0)
    monkeypatch.setattr(counting, "Apart", Here)
    monkeypatch.setattr(counting.Counting, "start", lambda self: None)


def test_a_page_of_a_large_ledger_says_what_is_counted_then_shows_it(
    serve: Serve, ledger_path: Path, hasty: None
) -> None:
    client = serve(Settings(ledger_path, small=0))
    for path in PATHS:
        page = client.get(path)
        assert page.status_code == 503
        assert page.headers["retry-after"] == "2"
        assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page.text
        assert "being counted</h1>" in page.text
    for path in PATHS:
        assert client.get(counted(client, path)).status_code == 200
        assert client.get(f"{path}.json").status_code == 200
        assert client.get(f"{path}.csv").status_code == 200


def test_a_program_is_told_when_to_ask_again(serve: Serve, ledger_path: Path, hasty: None) -> None:
    client = serve(Settings(ledger_path, small=0))
    for ending in (".json", ".csv"):
        answer = client.get(f"{HOME}{ending}")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
        assert answer.json()["error"].startswith("being counted")
    assert client.get(counted(client, f"{HOME}.json")).json()["lanes"]


def test_other_pages_do_not_wait_for_what_is_counted(serve: Serve, ledger_path: Path, hasty: None) -> None:
    client = serve(Settings(ledger_path, small=0))
    assert "positions are being counted" in client.get("/actors/irena-valk").text
    assert client.get("/home.json").status_code == 503
    assert client.get(counted(client, "/home.json")).json()["dispute"]["issue"]["id"] == ISSUE.id
    assert client.get(counted(client, "/actors/irena-valk.json")).json()["positions"]


def test_home_comes_without_the_dispute_until_it_is_counted(serve: Serve, ledger_path: Path, hasty: None) -> None:
    page = serve(Settings(ledger_path, small=0)).get("/")
    assert page.status_code == 200
    assert "Where each side stands is being counted" in page.text


def test_a_dispute_comes_at_once_without_its_shifts_until_these_are_counted(
    serve: Serve, ledger_path: Path, hasty: None
) -> None:
    client = serve(Settings(ledger_path, small=0))
    client.get(counted(client, HOME))
    query = "?by=valk&until=2032"
    page = client.get(f"{HOME}{query}")
    assert page.status_code == 200
    assert f'data-counting="{HOME}.json?by=valk&amp;until=2032"' in page.text
    assert ">being counted<" in page.text
    whole = client.get(counted(client, f"{HOME}.json{query}")).json()
    assert not whole["is_counting"]
    assert "data-counting" not in client.get(f"{HOME}{query}").text


def test_older_figures_are_marked_and_no_file_holds_them(serve: Serve, ledger_path: Path, hasty: None) -> None:
    client = serve(Settings(ledger_path, small=0))
    before = client.get(counted(client, f"{HOME}.json")).json()["caption"]
    with Ledger.open(ledger_path) as ledger:
        ledger.add_codings([coding("a3#a3-1", "for", None, "Ada")])
    page = client.get(HOME)
    assert page.status_code == 200
    assert "What you see is as of" in page.text
    assert ">Ada<" not in page.text
    assert client.get(f"{HOME}.json").status_code == client.get(f"{HOME}.html").status_code == 503
    assert client.get(counted(client, f"{HOME}.json")).json()["caption"] != before
    page = client.get(HOME)
    assert "What you see is as of" not in page.text
    assert ">Ada<" in page.text


def test_figures_on_an_older_record_are_not_current_once_it_is_computed(serve: Serve, ledger_path: Path) -> None:
    client = serve(Settings(ledger_path))
    with Ledger.open(ledger_path) as ledger:
        ledger.add(reading("a9", f"Valk: {WORDS}.", on=5, who=[VALK], said=[("irena-valk", WORDS, "indirect")]))
        conditions.prepare(ledger, Asked())
        before = conditions.make(ledger, Asked()).total
        refresh(ledger)
        conditions.prepare(ledger, Asked())
        assert conditions.make(ledger, Asked()).total == before + 1
    assert client.get("/conditions.json").json()["total"] == before + 1


def test_conditions_as_rows_are_searched_for_before_they_are_given(serve: Serve, ledger_path: Path) -> None:
    rows = serve(Settings(ledger_path)).get("/conditions.csv").text.splitlines()
    assert len(rows) > 1


def test_what_pages_will_ask_for_is_counted_when_the_server_starts(serve: Serve, ledger_path: Path) -> None:
    client = serve(Settings(ledger_path, small=0))
    for _ in range(600):
        with Ledger.open(ledger_path) as ledger:
            if ledger.rows("SELECT 1 FROM stance_state") and ledger.rows("SELECT 1 FROM condition_state"):
                break
        time.sleep(0.05)
    assert client.get(counted(client, HOME)).status_code == 200


def test_a_count_that_fails_says_why(
    serve: Serve, ledger_path: Path, hasty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "Apart", Failing)
    client = serve(Settings(ledger_path, small=0))
    for _ in range(600):
        page = client.get(HOME)
        if "could not be counted" in page.text:
            break
        time.sleep(0.02)
    assert "no room" in page.text
    assert 'http-equiv="refresh"' not in page.text
    assert client.get(f"{HOME}.json").json()["status"] == 503


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_briefing_of_a_large_ledger_is_made_beside_the_pages(
    serve: Serve, ledger_path: Path, hasty: None, form: str
) -> None:
    client = serve(Settings(ledger_path, small=0))
    page = client.get(f"{HOME}/brief.{form}")
    assert (page.status_code, page.headers["retry-after"]) == (503, "2")
    assert "Briefing: being counted" in page.text
    assert '<link rel="stylesheet" href="/static/dispute.css">' in page.text
    assert "downloaded as soon as it is there" in page.text
    made = client.get(counted(client, f"{HOME}/brief.{form}"))
    assert made.headers["content-disposition"].startswith("attachment")
    assert ISSUE.id in made.text
    assert client.get(f"{HOME}/brief.{form}?since=2031&until=2030").status_code == 400
    assert client.get(f"/issues/none/brief.{form}").status_code == 404


def test_pages_that_show_something_meanwhile_name_what_tells_that_it_is_counted(
    serve: Serve, ledger_path: Path, hasty: None
) -> None:
    client = serve(Settings(ledger_path, small=0))
    assert 'data-counting="/home.json"' in client.get("/").text
    assert 'data-counting="/actors/irena-valk.json"' in client.get("/actors/irena-valk").text


def test_a_process_that_was_killed_is_an_error_in_words(ledger_path: Path) -> None:
    apart = counting.Apart(ledger_path)
    apart.kill()
    with pytest.raises((LedgerError, OSError)):
        list(apart.count("home", Asked()))


def test_how_far_a_count_is_stands_on_the_page(serve: Serve, ledger_path: Path, hasty: None) -> None:
    client = serve(Settings(ledger_path, small=0))
    count = counting.Count(conflicts.PAGE, Asked(), counting.ASKED, lambda: Progress("words", 7, 9))
    assert count.told == "words, which comes first, 7 of 9"
    count.progress = Progress("reports", 1200, 4000)
    assert count.told == "reports, 1,200 of 4,000"
    assert "Conflicts: being counted" in client.get("/conflicts").text


def test_a_count_tells_how_far_it_is_a_few_times_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Progress] = []
    with progress.watched(told.append):
        tell = progress.counting("reports", 3)
        monkeypatch.setattr(progress, "EVERY", -1.0)
        for done in (1, 2):
            tell(done)
    assert told == [Progress("reports", done, 3) for done in (0, 1, 2)]
    assert told[-1].share == 2 / 3
    progress.counting("nobody watches", 3)(1)
    assert len(told) == 3


def counted(client: TestClient, path: str) -> str:
    """The path, once it is counted."""
    for _ in range(600):
        if client.get(path).status_code != 503:
            return path
        time.sleep(0.05)
    raise AssertionError(f"{path} was never counted")
